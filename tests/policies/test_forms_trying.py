"""The box to try a rule: what each rule reads beside the words can be typed, and is judged as in a post."""

import datetime as dt

import pytest

from policies.forms_trying import READS, TryForm
from policies.rules import CATALOGUE, trying
from tests.factories.policies import QuietPeriodFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)

QUIET = {"try_quiet_from": "2027-03-30", "try_quiet_to": "2027-05-06"}
WORDS = "Drop in at the library on Thursday for a chat about annual reviews."
AGAIN = {"try_text": WORDS, "try_other_text": WORDS, "try_other_on": "2027-03-01"}
CHILD = {"try_shows_child": "on", "try_consent_until": "2027-02-01"}
TYPED = [
    ("alt-text", {"try_kind": "image", "try_alt": ""}, True),
    ("alt-text", {"try_kind": "image", "try_alt": "The front door of the library"}, False),
    ("alt-text", {"try_kind": "image", "try_decorative": "on"}, False),
    ("alt-text", {"try_kind": "video", "try_alt": ""}, False),
    ("child-image-consent", {"try_shows_child": "on"}, True),
    ("child-image-consent", {"try_on": "2027-02-02", **CHILD}, True),
    ("child-image-consent", {"try_on": "2027-02-01", **CHILD}, False),
    ("child-image-consent", {"try_on": "2027-02-02", "try_adults_until": "2027-02-01"}, True),
    ("child-image-consent", {}, False),
    ("name-with-image", {"try_text": "Well done Amelia!", "try_shows_child": "on"}, True),
    ("name-with-image", {"try_text": "Our drop-in is back.", "try_shows_child": "on", "try_alt": "Zayd’s robot"}, True),
    ("name-with-image", {"try_text": "Well done Amelia!"}, False),
    ("media-rights", {"try_licence": ""}, True),
    ("media-rights", {"try_licence": "CC BY 4.0"}, False),
    ("media-rights", {"try_made_by_service": "on"}, False),
    ("campaign-permission", {"try_campaign": "Winter of play"}, True),
    ("campaign-permission", {"try_campaign": "Winter of play", "try_campaign_approved": "on"}, False),
    ("campaign-permission", {"try_campaign": ""}, False),
    ("duplicate", {**AGAIN, "try_on": "2027-03-31"}, True),
    ("duplicate", {**AGAIN, "try_on": "2027-04-01"}, False),
    ("duplicate", {"try_text": WORDS}, False),
    ("quiet-period", {"try_on": "2027-05-06", **QUIET}, True),
    ("quiet-period", {"try_on": "2027-05-07", **QUIET}, False),
    ("quiet-period", {"try_on": "2027-05-06"}, False),
    ("past-event", {"try_text": "Join us on 26 November!", "try_on": "2026-12-01"}, True),
    ("past-event", {"try_text": "Join us on 26 November!", "try_on": "2026-11-25"}, False),
    ("past-event", {"try_text": "Coffee today, 9am to 10am.", "try_on": "2026-12-01", "try_at": "10:30"}, True),
    ("past-event", {"try_text": "Coffee today, 9am to 10am.", "try_on": "2026-12-01", "try_at": "08:30"}, False),
    ("broken-link", {"try_text": "It is here.", "try_link": "http://northshire.example"}, True),
    ("broken-link", {"try_text": "https://gone.example/a", "try_dead_links": "https://gone.example/a"}, True),
    ("broken-link", {"try_text": "https://gone.example/a", "try_dead_links": ""}, False),
    ("length", {"try_text": "word " * 90}, True),
    ("length", {"try_text": "A few words.", "try_link": "https://northshire.example"}, False),
    ("no-picture", {"try_text": "Our drop-in is back."}, True),
    ("no-picture", {"try_text": "Our drop-in is back.", "try_has_picture": "on"}, False),
    ("no-picture", {"try_text": "Our drop-in is back.", "try_link": "https://northshire.example"}, False),
]  # fmt: skip


@pytest.fixture
def box(service):
    return lambda rule, typed: TryForm(typed, service=service, rule=rule, now=NOW)


def findings(box, rule):
    assert box.is_valid(), box.problems
    return trying.try_rule(rule, box.draft(), {})


@pytest.mark.parametrize(("rule", "typed", "fires"), TYPED)
def test_a_rule_is_tried_with_the_facts_that_it_reads(box, rule, typed, fires):
    assert bool(findings(box(rule, typed), rule)) is fires


@pytest.mark.parametrize("rule", CATALOGUE)
def test_only_what_the_rule_reads_is_asked_for(box, rule):
    assert tuple(box(rule, None).fields) == READS.get(rule, ("text",))


def test_every_fact_of_an_example_can_be_typed():
    fields = {
        "audience": {"audience"},
        "campaign": {"campaign"},
        "campaign_approved": {"campaign_approved"},
        "dead_links": {"dead_links"},
        "kind": {"is_report"},
        "link": {"link"},
        "media": {"alt", "shows_child", "licence", "has_picture"},
        "publish_at": {"on"},
        "quiet_periods": {"quiet_from"},
        "recent_posts": {"other_text"},
        "story_consent": {"story_consent"},
    }
    asked = {
        (spec.identifier, fact)
        for spec in CATALOGUE.values()
        for example in (*spec.fires, *spec.passes)
        for fact in fields.keys() & example.facts.keys()
    }
    left = {(rule, fact) for rule, fact in asked if not fields[fact] & set(READS.get(rule, ()))}
    assert left == {("under-age", "audience")}, "which only tells the reader whom the example is for"


def test_the_services_own_quiet_periods_hold_in_the_box_too(box, service):
    QuietPeriodFactory(service=service, starts_on=dt.date(2027, 3, 30), ends_on=dt.date(2027, 5, 6))
    assert len(findings(box("quiet-period", {"try_on": "2027-04-20"}), "quiet-period")) == 1


def test_a_day_that_is_left_empty_is_today(box):
    typed = {"try_quiet_from": "2026-11-20", "try_quiet_to": "2026-11-20"}
    assert len(findings(box("quiet-period", typed), "quiet-period")) == 1


@pytest.mark.parametrize(
    ("rule", "typed", "sentence"),
    [
        ("shouting", {"try_text": " "}, "Type a text to try the rule on."),
        ("shouting", {"try_text": "a\0b"}, "Null characters are not allowed."),
        ("quiet-period", {"try_on": "0001-01-01"}, "Choose a day from 2000 to 2100."),
        ("quiet-period", {"try_on": "9999-12-31"}, "Choose a day from 2000 to 2100."),
        ("quiet-period", {"try_on": "31/31/2027"}, "Type a real date"),
        ("quiet-period", {"try_quiet_from": "2027-03-30"}, "Choose both days of the quiet period, or neither."),
        ("quiet-period", {"try_quiet_from": "2027-03-30", "try_quiet_to": "2027-03-29"}, "The last day has to be"),
        ("duplicate", {"try_text": WORDS, "try_other_text": WORDS}, "Choose the day of the other post."),
        ("past-event", {"try_text": WORDS, "try_at": "25:00"}, "Type a time, for example 10:30."),
        ("alt-text", {"try_kind": "poem"}, "is not in the list."),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_read_are_said(box, rule, typed, sentence):
    refused = box(rule, typed)
    assert not refused.is_valid()
    assert sentence in refused.problems


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_an_hour_that_a_clock_change_skips_or_repeats_is_no_harm(box, on):
    typed = {"try_text": "Coffee today, 9am to 10am.", "try_on": on, "try_at": "01:30"}
    assert findings(box("past-event", typed), "past-event") == ()
