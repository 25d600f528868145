from __future__ import annotations

from dataclasses import replace

import pytest

from policies.contents import QuestionContent, RuleContent, SectionContent, TemplateContent, VersionContent, text_stamp
from policies.diff import compare
from policies.digests import content_of, digest_of

HELLO = "Hello, you can call us on {phone}, or write to {email}."
WHERE = TemplateContent(name="Parent", purpose="case_private", body=HELLO)
SHOUTING = RuleContent(rule="shouting", severity="warn")
ONE = SectionContent(key="one", position=1, title="One", body="We read comments daily.", rules=(SHOUTING,))
TWO = SectionContent(key="two", position=2, title="Two", body="We hide a case.", templates=(WHERE,))
THREE = SectionContent(key="three", position=3, title="Three", body="We follow others.")


def version(*sections: SectionContent, **facts) -> VersionContent:
    placed = tuple(replace(one, position=at) for at, one in enumerate(sections, start=1))
    return VersionContent(**{"number": "1.0", "sections": placed, **facts})


BEFORE = version(ONE, TWO, THREE)


def kinds(comparison) -> dict[str, str]:
    return {one.key: one.kind for one in comparison.sections}


def test_two_versions_that_say_the_same_differ_in_nothing():
    comparison = compare(BEFORE, replace(BEFORE, number="1.1"))
    assert comparison.is_empty
    assert comparison.summary == ("nothing is different",)
    assert set(kinds(comparison).values()) == {"same"}


def test_questions_of_the_reading_are_counted_and_not_given_away():
    asked = QuestionContent(position=1, about="post", text="May it?", answer="no", explanation="A name.")
    before = version(replace(ONE, questions=(asked,)), TWO)
    turned = version(replace(ONE, questions=(replace(asked, answer="yes"),)), TWO)
    more = version(replace(ONE, questions=(asked, replace(asked, position=2, text="And this?"))), TWO)
    in_another_order = version(replace(ONE, questions=(replace(asked, position=2),)), TWO)
    assert compare(before, turned).questions == (1, 1)
    assert compare(before, more).questions == (1, 0)
    assert compare(more, before).questions == (0, 1)
    assert compare(before, turned).summary == ("other questions of the reading",)
    assert not compare(before, turned).is_empty
    assert compare(before, in_another_order).is_empty


def test_everything_of_a_first_version_is_new():
    comparison = compare(None, BEFORE)
    assert set(kinds(comparison).values()) == {"new"}
    assert comparison.summary == ("3 sections", "1 rule")
    assert comparison.clocks == ()


def test_sections_are_added_taken_out_renamed_and_rewritten():
    four = SectionContent(key="four", position=4, title="Four", body="New.", change="meaning")
    after = version(
        replace(ONE, body="We read comments twice daily.", change="wording"), four, replace(THREE, title="3")
    )
    comparison = compare(BEFORE, after)
    assert kinds(comparison) == {"one": "changed", "two": "gone", "four": "new", "three": "changed"}
    assert [one.key for one in comparison.sections] == ["one", "two", "four", "three"]
    one, two, _, three = comparison.sections
    assert [(part.op, part.text) for part in one.body] == [
        ("same", "We read comments"),
        ("in", " twice"),
        ("same", " daily."),
    ]
    assert (one.text_changed, three.is_renamed, three.text_changed, three.has_moved) == (True, True, False, False)
    assert two.mark == "meaning"
    assert [one.key for one in comparison.changed] == ["two", "four", "one", "three"]  # in meaning first
    assert comparison.summary == (
        "1 section changed in wording",
        "1 section changed, not marked",
        "1 new section",
        "1 section taken out",
        "1 reply template changed",
    )


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ((THREE, ONE, TWO), {"three"}),
        ((ONE, THREE, TWO), {"two", "three"}),
        ((TWO, THREE), set()),  # a number less is no other place
    ],
)
def test_only_what_changed_places_has_moved(order, moved):
    found = {one.key for one in compare(BEFORE, version(*order)).sections if one.has_moved}
    assert found <= moved
    assert bool(found) == bool(moved)


def test_a_rule_stands_beside_its_section_with_its_severity_and_each_parameter():
    acronyms = RuleContent(rule="shouting", severity="block", params={"acronyms": ["EHCP", "NEW"]})
    before = version(replace(ONE, rules=(replace(SHOUTING, params={"acronyms": ["EHCP", "OLD"]}),)))
    (change,) = compare(before, version(replace(ONE, rules=(acronyms,)))).sections[0].rules
    assert (change.before, change.after, change.is_stronger) == ("warn", "block", True)
    (param,) = change.params
    assert (param.label, param.put_in, param.taken_out) == ("Acronyms", ("NEW",), ("OLD",))


def test_a_rule_that_moved_is_shown_on_both_sections_and_counted_once():
    after = version(replace(ONE, rules=()), replace(TWO, rules=(replace(SHOUTING, severity="advise"),)), THREE)
    comparison = compare(BEFORE, after)
    shown = {one.key: [rule.rule for rule in one.rules] for one in comparison.sections}
    assert shown == {"one": ["shouting"], "two": ["shouting"], "three": []}
    (change,) = comparison.rule_changes
    assert (change.moved_from, change.moved_to, change.is_weaker) == ("1. One", "2. Two", True)


def test_a_rule_that_no_section_named_is_measured_against_what_ran_before():
    after = version(replace(ONE, rules=(SHOUTING, RuleContent(rule="personal-data", severity="off"))), TWO, THREE)
    (change,) = compare(BEFORE, after).rule_changes
    assert (change.kind, change.before, change.after, change.is_weaker) == ("new", "block", "off", True)


def test_a_rule_that_the_catalogue_no_longer_knows_is_compared_too():
    old = version(replace(ONE, rules=(RuleContent(rule="of-old", severity="warn", params={"limit": 3}),)))
    new = version(replace(ONE, rules=(RuleContent(rule="of-old", severity="warn", params={"limit": 5}),)))
    (change,) = compare(old, new).rule_changes
    assert [(one.name, one.before, one.after) for one in change.params] == [("limit", 3, 5)]


def test_a_template_that_was_renamed_keeps_its_history():
    renamed = replace(WHERE, name="For parents", body=WHERE.body.replace("Hello", "Hi"))
    (change,) = compare(BEFORE, version(ONE, replace(TWO, templates=(renamed,)), THREE)).sections[1].templates
    assert (change.kind, change.renamed_from) == ("changed", "Parent")
    assert [part.text for part in change.body if part.op != "same"] == ["Hello", "Hi"]


def test_a_template_can_come_go_and_move():
    other = TemplateContent(name="Parent 2", purpose="general", body="See our website.")
    after = version(replace(ONE, templates=(WHERE,)), replace(TWO, templates=(other,)), THREE)
    one, two, _ = compare(BEFORE, after).sections
    assert [(change.name, change.kind, change.moved_to) for change in one.templates] == [
        ("Parent", "changed", "1. One")
    ]
    assert [(change.name, change.kind) for change in two.templates] == [("Parent", "changed"), ("Parent 2", "new")]
    gone = compare(BEFORE, version(ONE, replace(TWO, templates=()), THREE)).sections[1].templates
    assert [(change.name, change.kind) for change in gone] == [("Parent", "gone")]


def test_clocks_are_compared_as_they_run_not_as_they_are_stored():
    before = replace(BEFORE, parameters={"claim_minutes": 5})  # the usual value, stored
    after = replace(BEFORE, parameters={"hidden_within_minutes_p1": 30}, cycle_months=24, read_by=("coordinator",))
    comparison = compare(before, after)
    assert [(one.name, one.before, one.after) for one in comparison.clocks] == [("hidden_within_minutes_p1", 60, 30)]
    assert comparison.summary == (
        "1 clock or limit changed",
        "another time between reviews",
        "other people read it",
    )


def test_a_digest_covers_every_part_of_a_version():
    question = QuestionContent(position=1, about="post", text="May this go out?", answer="no", explanation="A name.")
    changed = [
        replace(BEFORE, change_note="New."),
        replace(BEFORE, parameters={"claim_minutes": 9}),
        replace(BEFORE, cycle_months=24),
        replace(BEFORE, read_by=("viewer",)),
        version(TWO, ONE, THREE),
        version(replace(ONE, body="We read comments daily!"), TWO, THREE),
        version(replace(ONE, rules=()), TWO, THREE),
        version(replace(ONE, rules=(replace(SHOUTING, params={"acronyms": []}),)), TWO, THREE),
        version(ONE, replace(TWO, templates=(replace(WHERE, body="Call."),)), THREE),
        version(ONE, TWO, replace(THREE, questions=(question,))),
        version(ONE, TWO, replace(THREE, guidance_only=True)),
    ]
    digests = {one.digest for one in [BEFORE, *changed]}
    assert len(digests) == len(changed) + 1
    assert BEFORE.digest == version(ONE, TWO, THREE).digest


def test_a_stamp_is_of_the_title_and_the_text():
    assert len(text_stamp("One", "Text")) == 12
    assert len({text_stamp("One", "Text"), text_stamp("OneT", "ext"), text_stamp("One", "Text.")}) == 3


def test_a_copy_says_the_same_as_what_it_was_copied_from(starter_in_force, draft):
    old, new = content_of(starter_in_force), content_of(draft)
    assert compare(old, new).is_empty
    assert digest_of(draft) != digest_of(starter_in_force)  # another number and note
    assert sum(len(one.rules) for one in new.sections) == draft.rule_settings.count()


def test_reading_the_content_takes_a_handful_of_queries(draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        content_of(draft)
