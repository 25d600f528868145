"""The examples that the policy editor shows beside each rule are true."""

import pytest

from policies.rules import CATALOGUE, DEFAULTS
from policies.rules.trying import try_rule

FIRES = [(spec.identifier, example) for spec in CATALOGUE.values() for example in spec.fires]
PASSES = [(spec.identifier, example) for spec in CATALOGUE.values() for example in spec.passes]
MEANING = (
    "impartiality",
    "libel",
    "promise",
    "personal-opinion",
    "host-organisation",
    "individual-case",
    "case-advice",
)


def names(pair):
    return [f"{rule}: {example.text[:60]}" for rule, example in pair]


@pytest.mark.parametrize(("rule", "example"), FIRES, ids=names(FIRES))
def test_a_rule_fires_on_the_examples_that_it_shows(draft, rule, example):
    found = try_rule(rule, draft(example.text, **example.facts), {})
    assert found


@pytest.mark.parametrize(("rule", "example"), PASSES, ids=names(PASSES))
def test_a_rule_lets_the_near_misses_pass_that_it_shows(draft, rule, example):
    found = try_rule(rule, draft(example.text, **example.facts), {})
    assert [finding.message for finding in found] == []


@pytest.mark.parametrize("rule", [*MEANING, "offensive", "tone"])
def test_a_rule_of_meaning_shows_three_examples_of_each_kind_at_least(rule):
    spec = CATALOGUE[rule]
    assert len(spec.fires) >= 3
    assert len(spec.passes) >= 3


def test_the_catalogue_has_all_rules_of_meaning():
    assert {*MEANING, "offensive", "tone", "under-age", "personal-data"} <= set(DEFAULTS)
