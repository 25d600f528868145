"""Reading age: hard texts for an audience, and what is too short or plain to speak of."""

import pytest

from policies.rules import Ruleset, Setting, Severity, check
from policies.rules.readability import syllables_of
from tests.policies.rules.conftest import make_draft

HARD = (
    "Following the conclusion of the consultation, the local authority will determine whether the proposed "
    "reorganisation of specialist provision adequately accommodates the requirements of individual children. "
    "Representations received subsequent to the deadline will unfortunately be disregarded."
)
MIDDLING = (
    "We have a new guide to annual reviews on our website. It explains what happens before, during and after the "
    "meeting, who should be invited, and what the local authority has to do when the school has sent its report. "
    "There is also a page of questions that other parents found useful."
)
PLAIN = (
    "Is your child stuck at home? You are not alone. Ring us and we can talk about what to do next. You can ask for a "
    "meeting with the school. We can help you plan what to say, and we can come with you if you would like us to."
)


def test_a_text_for_lawyers_is_too_hard_for_parents(found):
    [finding] = found("reading-age", HARD, audience="parents_carers")
    assert finding.severity is Severity.ADVISE
    assert "the target is 12" in finding.message
    assert finding.quote.startswith("Following the conclusion")


@pytest.mark.parametrize("text", [PLAIN, MIDDLING])
def test_a_text_that_many_people_can_read_is_fine_for_parents(found, text):
    assert found("reading-age", text, audience="parents_carers") == []


def test_young_people_have_a_target_of_their_own(found):
    assert found("reading-age", MIDDLING, audience="young_people")
    assert found("reading-age", PLAIN, audience="young_people") == []


def test_professionals_have_none_unless_the_policy_sets_one():
    ruleset = Ruleset([Setting(rule="reading-age", severity=Severity.ADVISE, params={"professionals": 14})])
    assert check(make_draft(HARD, audience="professionals"), ruleset)
    assert not [f for f in check(make_draft(HARD, audience="professionals")) if f.rule == "reading-age"]


def test_a_few_long_words_are_no_measure(found):
    assert found("reading-age", "Notwithstanding multidisciplinary representations, reorganisation continues.") == []


def test_names_abbreviations_and_links_do_not_make_a_text_hard(found):
    text = "Come to the SENDIASS stall at Northallerton Leisure Centre. " * 4
    assert found("reading-age", text + "https://northshire-sendiass.example/accessibility-and-communication") == []


def test_other_scripts_are_not_measured(found):
    assert found("reading-age", "परिवारों के लिए जानकारी और सहायता " * 20) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("moved", 1),
        ("wanted", 2),
        ("people", 2),
        ("little", 2),
        ("families", 3),
        ("education", 4),
        ("idea", 3),
        ("safely", 2),
        ("annual", 3),
        ("drop-in", 2),
        ("multidisciplinary", 7),
        ("x", 1),
    ],
)
def test_syllables(word, count):
    assert syllables_of(word) == count
