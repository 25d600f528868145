"""Numbers of somebody's papers and accounts, and those that belong to a body or to nobody."""

import pytest

SOMEBODYS = [
    ("Passport found after the coffee morning. It's number 099912345.", "099912345"),
    ("Who left a passport in the copier? Number 533900417, and a lovely photo.", "533900417"),
    ("In the pocket was a letter from the clinic, hospital number RT4471902.", "RT4471902"),
    ("An appointment letter with the patient number 0632/88/417B is at our desk.", "0632/88/417B"),
    ("Exam certificate found in the hall: unique learner number 1029384756.", "1029384756"),
    ("The number on the child's blue badge: 7K4Q2P. Is it yours?", "7K4Q2P"),
    ("A purse was handed in. Bank card inside, account 31926819.", "31926819"),
    ("Pay her back at sort code 00-00-00, account 12345679. Ta.", "00-00-00, account 12345679"),
    ("She is made up! Pay her back at sort code 00-00-00, account 12345679.", "00-00-00, account 12345679"),
    ("Trip money goes to our parent treasurer's own account, sort code 00-00-00, a/c no 31926815.", "31926815"),
    ("A payslip with the number QQ 12 34 56 C was left in the copier.", "QQ 12 34 56 C"),
    ("Number plate of the car on our ramp: LX99 ZQW. Please move it.", "LX99 ZQW"),
    ("Sent to us in error: a report for a pupil, UPN H820400017021.", "H820400017021"),
    ("It has your little one's birth date on it, 09/02/2019, so come and get it.", "09/02/2019"),
    ("She gave her date of birth as a team name. Well played, Team 17/05/2013.", "17/05/2013"),
    ("Our raffle book shows a winner born on 29 February 2012.", "29 February 2012"),
    ("Leave the prizes in the porch at 3 Tan-y-Graig, Llanfair, after six.", "3 Tan-y-Graig"),
    ("Keys found by the swings, tagged 8 Copse Hollow, Selsdon.", "8 Copse Hollow"),
    ("Please stop leaving flowers for the gentleman at 61b Calloway Mansions.", "61b Calloway Mansions"),
    ("Bales can be collected at SY99 4QB, and please shut the gate after you.", "SY99 4QB"),
]
NOBODYS = [
    "Ask for a hospital passport on 0800 960 1234.",
    "Our transition passport was downloaded 100000000 times.",
    "Passport office: quote reference 123456789 when you call.",
    "Donations to the Friends of Quay School, sort code 00-00-00, account 12345678.",
    "Invoices are paid from our account 12345678 each Friday.",
    "A National Insurance number looks like this, for example: QQ 12 34 56 C.",
    "Have your old badge number ready when you apply.",
    "What is a UPN? One letter, then twelve signs.",
    "Storm Gethin is forecast for tomorrow. If the bridge shuts we are on the phone.",
]


@pytest.mark.parametrize(("text", "words"), SOMEBODYS)
def test_a_number_that_tells_whose_it_is_is_found(found, text, words):
    assert any(words in finding.quote or finding.quote in words for finding in found("personal-data", text))


@pytest.mark.parametrize("text", NOBODYS)
def test_a_number_of_a_body_or_of_nobody_is_fine(found, text):
    assert [finding.quote for finding in found("personal-data", text)] == []
