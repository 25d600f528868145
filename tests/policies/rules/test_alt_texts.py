"""What a picture's alternative text says: every network publishes it beside the picture."""

from dataclasses import replace
from datetime import date

import pytest

from policies.rules import Medium, check
from policies.rules.base import Finding
from tests.policies.rules.conftest import make_draft

HALL = Medium(alt="A hall with chairs", file="hall.jpg", made_by_service=True)
CHILD = replace(HALL, shows_child=True, consent_until=date(2027, 8, 31))
TEXT = "Our drop-in is back."
TOLD = {
    "name-with-image": "Amelia Turner",
    "personal-data": "07700 900142",
    "individual-case": "The mum we helped last week, whose son in Year 4 was excluded twice",
    "offensive": "Gypsy families just don’t value education.",
}


@pytest.mark.parametrize(("rule", "words"), TOLD.items(), ids=TOLD)
def test_what_may_not_be_said_in_the_text_may_not_be_said_in_a_pictures_words(found, rule, words):
    media = (HALL, replace(CHILD, alt=f"{words}"))
    [finding] = found(rule, TEXT, media=media)
    assert (finding.medium, finding.quote, finding.span) == (1, words, None)
    assert finding.message.startswith("In the alternative text of picture 2: ")
    assert found(rule, TEXT, media=(HALL, CHILD)) == []


def test_a_childs_name_school_and_parents_phone_are_all_found(found):
    words = "Amelia Turner, aged 8, of Oakfield Primary School. Mum: 07700 900142"
    quotes = [finding.quote for finding in found("personal-data", TEXT, media=(replace(CHILD, alt=words),))]
    assert quotes == ["Amelia Turner", "07700 900142"]


def test_a_name_in_the_words_of_any_picture_stands_beside_the_child(found):
    assert found("name-with-image", TEXT, media=(CHILD, replace(HALL, alt="Zayd and his robot")))
    assert found("name-with-image", TEXT, media=(HALL, replace(HALL, alt="Zayd and his robot"))) == []


def test_the_same_words_in_text_and_picture_are_two_findings(found):
    media = (replace(HALL, alt="Ring 07700 900142"), replace(HALL, alt="Ring 07700 900142"))
    findings = found("personal-data", "Ring 07700 900142", media=media)
    assert [(finding.medium, finding.span is None) for finding in findings] == [(None, False), (0, True), (1, True)]
    assert len({finding.key for finding in findings}) == 3
    assert findings[0].suggestion == "01632 960150"
    assert findings[1].suggestion is None
    assert Finding.from_dict(findings[1].as_dict()) == findings[1]


def test_our_own_number_on_a_poster_is_fine(found):
    assert found("personal-data", TEXT, media=(replace(HALL, alt="Poster: call us on 01632 960150"),)) == []


def test_a_family_that_agreed_may_be_told_of_in_a_picture_too(found):
    media = (replace(HALL, alt=TOLD["individual-case"]),)
    assert found("individual-case", TEXT, media=media, story_consent=True) == []


@pytest.mark.parametrize(
    "words",
    [
        "A mother and her son sit with an adviser at a desk",
        "A boy in a wheelchair throws a ball in a sports hall",
        "Two girls laugh on a swing in Victoria Park",
        "A drawing of a lighthouse by a seven-year-old",
        "Jacqueline Wilson's book The Illustrated Mum on a shelf",
        "Karen Holt, our service manager, holds a certificate",
        "Councillor Sarah Lindqvist cuts a ribbon at the new hub",
        "A blind student with a white cane at a bus stop",
    ],
)
def test_what_a_picture_shows_may_be_described(words):
    assert [finding.rule for finding in check(make_draft(TEXT, media=(replace(CHILD, alt=words),))).blocking] == []


@pytest.mark.parametrize("words", ["", " \u200b", "\ud800\x00", "a" * 2_000, "(" * 2_000])
def test_any_alternative_text_is_checked(words):
    for finding in check(make_draft(TEXT, media=(replace(CHILD, alt=words),))):
        assert finding.span is None or finding.medium is None
