"""Names that a policy lets stand: a hall, a partner, a book that reads like a private person."""

from datetime import date

import pytest

from policies.rules import Medium, Ruleset, Setting, Severity, check
from tests.policies.rules.conftest import make_draft

CHILD = Medium(alt="A child at a table", shows_child=True, consent_until=date(2099, 1, 1), made_by_service=True)


def quotes(rule: str, text: str, *names: str, media: tuple[Medium, ...] = ()) -> list[str]:
    setting = Setting(rule=rule, severity=Severity.BLOCK, params={"names": list(names)})
    return [finding.quote for finding in check(make_draft(text, media=media), Ruleset([setting]))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Join us at Alice Hawthorn on Friday.", "Alice Hawthorn"),
        ("Thank you to Ruby Fuller’s team for the loan of the room.", "ruby  fuller"),
        ("Thank you to Mrs O'Neil and her son for the cakes.", "Mrs O’Neil"),
        ("The Turner family won the sandcastle prize.", "The Turner family"),
        ("Sixty of you came to see #AlfieBarnes on stage.", "Alfie Barnes"),
    ],
)
def test_a_name_of_the_list_may_be_given(text, name):
    assert quotes("personal-data", text)
    assert quotes("personal-data", text, name) == []


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Thank you to Ruby Fuller-Smith for her letter.", "Ruby Fuller", "Ruby Fuller-Smith"),
        ("Thank you to Ruby Fuller and Tom Barnes for the room.", "Ruby Fuller", "Tom Barnes"),
        ("Thank you to Ruby Fuller for her letter.", "Ruby", "Ruby Fuller"),
        ("Ring Ruby Fuller on 07700 900142.", "Ruby Fuller", "07700 900142"),
        ("Sam’s EHCP was agreed at last.", "Sam", "Sam’s EHCP"),
        ("Ruby (8) is at Hillside Primary School.", "Ruby", "Ruby (8)"),
    ],
)
def test_what_is_not_that_name_in_full_is_still_found(text, name, found):
    assert quotes("personal-data", text, name) == [found]


def test_beside_a_childs_picture_the_list_holds_too():
    text = "Well done to Ruby Fuller and Amelia!"
    assert quotes("name-with-image", text, media=(CHILD,)) == ["Ruby Fuller", "Amelia"]
    assert quotes("name-with-image", text, "Ruby Fuller", media=(CHILD,)) == ["Amelia"]
    assert quotes("name-with-image", text, "Amelia Turner", "Ruby Fuller", media=(CHILD,)) == ["Amelia"]


def test_the_list_holds_in_alternative_texts():
    sign = Medium(alt="The sign of Alice Hawthorn", made_by_service=True)
    assert quotes("personal-data", "Our drop-in is back.", media=(sign,)) == ["Alice Hawthorn"]
    assert quotes("personal-data", "Our drop-in is back.", "Alice Hawthorn", media=(sign,)) == []


@pytest.mark.parametrize("name", ["", "  ", "(", "a|b", "#", "\\", "a" * 5_000])
def test_any_list_can_be_run(name):
    assert quotes("personal-data", "Thank you to Ruby Fuller for her letter.", name) == ["Ruby Fuller"]
