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
        ("my son Callum is in Year 5", "p.name_close", "Callum is in Year 5"),
        ("Reece, he's 9 and on half days", "p.name_close", "Reece, he's 9"),
        ("Jamie, 12, starts Monday", "p.name_age", "Jamie, 12,"),
        ("Daughter Lowri has PDA", "p.name_close", "Lowri has PDA"),
        ("tyler goes to beechwood juniors", "p.name_close", "tyler goes to beechwood juniors"),
    ],
)
def test_it_finds_what_identifies_somebody(text, name, span):
    assert (name, span) in found(text)


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
