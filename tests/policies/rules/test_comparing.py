"""Two rulesets over one draft: what a person would notice."""

import pytest

from policies.rules import Ruleset, SectionRef, Setting, Severity
from policies.rules.comparing import Comparison
from tests.policies.rules.conftest import make_draft

SHOUTS = "Come along NOW please."
SECTION = SectionRef(key="posts", number="4", title="What is posted", version="2.0")


def ruleset(**severities) -> Ruleset:
    settings = {name.replace("_", "-"): severity for name, severity in severities.items()}
    return Ruleset(Setting(rule=rule, severity=Severity(severity)) for rule, severity in settings.items())


def shouting(severity: str, **params) -> Ruleset:
    return Ruleset([Setting(rule="shouting", severity=Severity(severity), params=params, section=SECTION)])


def compared(before: Ruleset, after: Ruleset, text: str = SHOUTS):
    return Comparison(before, after).of([make_draft(text)])


LOUD = {"shortest": 3}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (shouting("advise", **LOUD), shouting("block", **LOUD), "blocked"),
        (shouting("warn", **LOUD), shouting("block", **LOUD), "blocked"),
        (shouting("advise", **LOUD), shouting("warn", **LOUD), "warned"),
        (shouting("block", **LOUD), shouting("warn", **LOUD), "passed"),
        (shouting("block", **LOUD), shouting("advise", **LOUD), "passed"),
        (shouting("warn", **LOUD), shouting("advise", **LOUD), "passed"),
        (shouting("block", **LOUD), shouting("block", **LOUD), ""),
        (shouting("advise", **LOUD), shouting("advise", **LOUD), ""),
        (ruleset(), shouting("block", **LOUD), "blocked"),
        (shouting("block", **LOUD), ruleset(), "passed"),
        (shouting("block", shortest=9), shouting("block", **LOUD), "blocked"),
        (shouting("block", **LOUD), shouting("block", shortest=9), "passed"),
        (shouting("block", **LOUD), shouting("block", shortest=3, exclamation_marks=9), ""),
    ],
)
def test_what_a_person_would_notice(before, after, change):
    assert compared(before, after).change == change


def test_a_post_that_another_rule_still_stops_is_not_let_through():
    before = Ruleset([*shouting("block", **LOUD).values(), Setting(rule="broken-link", severity=Severity.BLOCK)])
    after = Ruleset([Setting(rule="broken-link", severity=Severity.BLOCK)])
    assert compared(before, after, f"{SHOUTS} http://a.example").change == ""


def test_what_both_say_is_neither_gained_nor_lost():
    found = compared(shouting("block", **LOUD), shouting("block", **LOUD))
    assert (found.gained, found.lost) == ((), ())


def test_a_gained_finding_stands_on_the_section_of_its_own_version():
    (found,) = compared(ruleset(), shouting("block", **LOUD)).gained
    assert (found.section, found.quote) == (SECTION, "NOW")


def test_a_hint_never_counts():
    assert compared(ruleset(), shouting("advise", **LOUD)).after == ()


def test_the_same_rules_find_what_the_engine_finds():
    from policies.rules import DEFAULTS, check

    text = "I think you will win! http://a.example NHS 943 476 5919"
    found = Comparison(DEFAULTS, DEFAULTS).of([make_draft(text)])
    wanted = [(one.rule, one.span, one.severity) for one in check(make_draft(text)) if one.severity != "advise"]
    assert sorted((one.rule, one.span, one.severity) for one in found.after) == sorted(wanted)
    assert wanted
