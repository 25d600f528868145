"""Personal data: what identifies somebody, and what only looks like it."""

import pytest

from moderation.classify import personal_data
from moderation.classify.text import fold


def found(text: str, **known: frozenset[str]) -> list[tuple[str, str]]:
    hits = personal_data.hits(text, fold(text), **known)
    return [(hit.name, text[hit.start : hit.end]) for hit in hits if hit.sure or hit.name == "p.name_close"]


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("Ring me on 07700 900214 after six", "p.phone", "07700 900214"),
        ("we are on 01632 960411", "p.phone", "01632 960411"),
        ("+44 7700 900123 is best", "p.phone", "+44 7700 900123"),
        ("mail a.person@mail.example please", "p.mail", "a.person@mail.example"),
        ("we live at 42 Sycamore Close", "p.address", "42 Sycamore Close"),
        ("our home is NS4 7QT", "p.postcode", "NS4 7QT"),
        ("NHS number 999 123 4551", "p.nhs", "999 123 4551"),
        ("his dob is 14/02/2016", "p.birth", "dob is 14/02/2016"),
        ("born on the 3rd of June 2014 in town", "p.birth", "born on the 3rd of June 2014"),
        ("My daughter Niamh Gallagher was refused", "p.fullname", "Niamh Gallagher"),
        ("Mrs Lockwood at Thornfield Primary shouted", "p.title_school", "Mrs Lockwood"),
        ("my son Callum is deaf", "p.name_close", "Callum is deaf"),
        ("Reece, he's 9 and on half days", "p.name_told", "Reece, he's 9"),
        ("Jamie, 12, starts Monday", "p.name_age", "Jamie, 12,"),
        ("Daughter Lowri has PDA", "p.name_close", "Lowri has PDA"),
        ("tyler goes to beechwood juniors", "p.name_close", "tyler goes to beechwood juniors"),
    ],
)
def test_it_finds_what_identifies_somebody(text, name, span):
    assert (name, span) in found(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("my grandson mark field has been moved again", "mark field"),
        ("hunter wood got suspended for hiding", "hunter wood"),
        ("They've put Will Hope on half days", "Will Hope"),
        ("Summer Day (yes, really) has been told to wait", "Summer Day"),
        ("i cant read well. from debbie garstang", "debbie garstang"),
        ("connor mcsweeneys review got done without us", "connor mcsweeneys"),
        ("that lad ryan delacourt is on the bus", "ryan delacourt"),
        ("Macey and Theo-James Liversedge", "Theo-James Liversedge"),
        ("get yourself down Janelle Osei-Fry", "Janelle Osei-Fry"),
        ("a sheet headed Ferdinand Asquith-Bello today", "Ferdinand Asquith-Bello"),
        ("The boy I childmind, Þorsteinn Hallgrímsson, is three", "Þorsteinn Hallgrímsson"),
        ("For Hamza bin Tariq please", "Hamza bin Tariq"),
        ("OYELARAN, Temitope. That is how they wrote it", "OYELARAN, Temitope"),
        ("Re: Dominic ASHBY-VOSS, no plan", "Dominic ASHBY-VOSS"),
        ("#JusticeForTamsinHallworth my sister", "#JusticeForTamsinHallworth"),
        ("#justicefortamsinhallworth my sister", "#justicefortamsinhallworth"),
        ("THEY SENT LIAM OCONNOR HOME", "LIAM OCONNOR"),
    ],
)
def test_it_knows_full_names_that_are_rare_or_words_too(text, span):
    assert ("p.fullname", span) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "mark field day in your diary",
        "Is parking at Mark Field free on Thursdays?",
        "Is it the Rose Garden café or the one by the bowls club?",
        "Anybody else get lost on the Hunter Wood estate?",
        "The drop-in at Faith Church hall was warm",
        "Will hope to get along to the coffee morning",
        "my son will field questions",
        "Sir Martyn Oliver should come to a Tuesday",
        "Thank you Baroness Hollins-Grey",
        "Nothing on Ehlers-Danlos or Prader-Willi in the Drop-In leaflets",
        "The Jane Sedley Review is out",
        "#JusticeForSendFamilies and #HelpForHeroes",
        "SENCO, Sarah, was kind",
        "tyler flaps and jayden screams",
    ],
)
def test_it_takes_no_place_word_or_office_holder_for_a_full_name(text):
    assert [name for name, _ in found(text) if name == "p.fullname"] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("I can't do another night with Aurelia. She is 12", "Aurelia. She is 12"),
        ("the middle one's called Ottilie. She's got Tourette's", "Ottilie. She's got Tourette"),
        ("now Jasmine's place has gone. 15 years old and home", "Jasmine's place has gone. 15 years old"),
        ("an email about Lorcan's PE kit and his autism", "Lorcan's PE kit and his autism"),
        ("My Sunniva won't eat. No policy helps. She's six", "Sunniva won't eat. No policy helps. She's six"),
    ],
)
def test_an_age_or_a_diagnosis_belongs_to_the_name_before_it_by_its_pronoun(text, span):
    assert ("p.name_told", span) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you Sarah, she has ADHD and it made her day",
        "Owen, your drop-in man, said he is autistic too",
        "Ben rang. My daughter, she is 12, was out",
        "called gary and im 8",
        "Mia waited 4 years for this",
        "my son Callum is in Year 5",
    ],
)
def test_a_name_alone_or_of_another_is_left_to_the_models(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("0️⃣7️⃣7️⃣0️⃣0️⃣ 900 277 text me", "p.phone", "0️⃣7️⃣7️⃣0️⃣0️⃣ 900 277"),
        ("Contact 07700/900/190 (Mon to Weds)", "p.phone", "07700/900/190"),
        ("ring 07700 | 900 | 123", "p.phone", "07700 | 900 | 123"),
        ("h o l l y d . s t r i d e @ zipmail . example", "p.mail", "h o l l y d . s t r i d e @ zipmail . example"),
        ("tamsin {at} postbox {dot} example", "p.mail", "tamsin {at} postbox {dot} example"),
        ("by post it's The Lock Cottage, Weir Lane, Ambersham", "p.address", "it's the lock cottage, weir lane"),
        ("his dobs 3/7/11 ok", "p.birth", "dobs 3/7/11"),
        ("dob 04 06 2012", "p.birth", "dob 04 06 2012"),
        ("date of birth: 2012-06-04", "p.birth", "date of birth: 2012-06-04"),
        ("the wrong birthday on it 01/09/13", "p.birth", "birthday on it 01/09/13"),
        ("born fourth of june two thousand and twelve", "p.birth", "born fourth of june two thousand and twelve"),
        (
            "born twenty-third of the eleventh two thousand and eighteen",
            "p.birth",
            "born twenty-third of the eleventh two thousand and eighteen",
        ),
    ],
)
def test_it_finds_contacts_and_births_however_they_are_written(text, name, span):
    assert (name, span.lower()) in [(kind, one.lower()) for kind, one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Is 01632 960100 still your helpline? The video says another",
        "your number rings out. I've had 01632 960100 on speaker",
        "Your helpline on the leaflet says 01632 960100",
        "its 01632 960100 hun thats their main line",
        "ISBN 978 0 7700 9006 1, shelf 371.9",
        "Pool opens 01/09/2025-31/10/2025",
        "Birthday party on 14/02/2026 at the hall",
        "Drop-in at Hill Farm, Station Road, all welcome to the event",
    ],
)
def test_what_only_looks_like_somebodys_contact_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tom's son, she is 12. " * 1_000,
        "old mill, the lane " * 1_000,
        "@ . " * 5_000,
        "#JusticeFor" * 2_000,
        "birthday is on it as the " * 800,
        "0️⃣" * 7_000,
    ],
)
def test_every_text_is_read_once_however_hostile(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in personal_data.hits(text, fold(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Thank you Sarah for your help, my son (7, autistic) is settling",
        "Great speech by Bridget Phillipson today",
        "Ali Mitchell MP is doing a surgery on the 12th",
        "Childline is 0800 1111",
        "I rang you on 01632 960150 twice",
        "Is 01632 960150 still your number?",
        "I emailed help@northshire-sendiass.example",
        "I'm 16 with Tourette's and my school won't help",
        "Is it Room 12 at the Bernard Sunley Centre?",
        "Miss Dunne told me to wait",
        "Section F says 25 hours, that is 5 a day",
        "the meeting is on 14/02/2027",
        "My reference is 123 456 7890",
        "He is 9 and at a mainstream primary school",
        "Nothing since the review in June. The plan says Year 3, she is in Year 5",
        "Will May be too late? Grace period ends in June",
    ],
)
def test_it_leaves_alone_what_only_looks_like_it(text):
    assert found(text) == []


def test_a_wrong_check_digit_is_no_nhs_number_unless_it_is_called_one():
    assert personal_data.nhs_number_is_valid("9991234551")
    assert not personal_data.nhs_number_is_valid("9991234552")
    assert not personal_data.nhs_number_is_valid("1111111111")
    assert found("call it 999 123 4552") == []
    assert found("NHS no 999 123 4552") == [("p.nhs", "999 123 4552")]


def test_the_services_own_contacts_and_the_accounts_own_name_do_not_count():
    own = frozenset({"632960150", "kim@advice.example"})
    assert found("try 01632 960150 or kim@advice.example", own_contacts=own) == []
    assert found("from Kim Dobson", own_names=frozenset({"kim", "dobson"})) == []
    assert found("from Kim Dobson") == [("p.fullname", "Kim Dobson")]
