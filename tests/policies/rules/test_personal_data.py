"""What the service's own details are, and what is known about numbers."""

import pytest

from policies.rules import Ruleset, Setting, Severity, check
from policies.rules.contacts import has_nhs_check_digit, phone_digits
from tests.policies.rules.conftest import make_draft


@pytest.mark.parametrize(
    "number",
    ["01632 960150", "01632960150", "(01632) 960 150", "+44 1632 960150", "0044 1632 960150", "+44 (0)1632 960150"],
)
def test_the_services_number_is_its_own_however_it_is_written(found, number):
    assert phone_digits(number) == "01632960150"
    assert found("personal-data", f"Ring us on {number}.") == []


def test_another_number_is_replaced_by_the_services_own(found):
    [finding] = found("personal-data", "Text Karen on 07700 900142")
    assert finding.message == "“07700 900142” is not a number of the service. Give our own."
    assert finding.suggestion == "01632 960150"


@pytest.mark.parametrize("address", ["help@northshire-sendiass.example", "EVENTS@northshire-sendiass.example"])
def test_an_address_of_the_services_domain_is_its_own(found, address):
    assert found("personal-data", f"Write to {address}.") == []


def test_the_services_address_and_staff_are_its_own(found):
    assert found("personal-data", "Visit us: 4 Market Row, NS1 1AA. Ask for Karen Holt.") == []


def test_contacts_that_the_policy_allows_are_let_pass():
    allowed = {"allowed": ["07700 900999", "sam@forum.example", "partner.example"]}
    ruleset = Ruleset([Setting(rule="personal-data", severity=Severity.BLOCK, params=allowed)])
    assert check(make_draft("Ring 07700 900999, sam@forum.example or jo@partner.example"), ruleset) == ()
    assert check(make_draft("Ring 07700 900998"), ruleset).blocked


@pytest.mark.parametrize(
    ("number", "right"),
    [("943 476 5919", True), ("9434765919", True), ("943 476 5918", False), ("123", False), ("000 000 0000", True)],
)
def test_the_check_digit_of_an_nhs_number(number, right):
    assert has_nhs_check_digit(number) is right


def test_a_child_who_is_called_like_a_colleague_is_still_seen(found):
    assert found("personal-data", "Karen, 9, goes to Oakfield Primary School.")
    assert found("personal-data", "Karen is at Oakfield Primary School on Tuesday, 10am, for a drop-in.") == []


def test_a_first_name_is_joined_with_what_the_next_sentence_says(found):
    [finding] = found("personal-data", "Sofia loves maths. She is nine.")
    assert finding.quote == "Sofia loves maths. She is nine"
