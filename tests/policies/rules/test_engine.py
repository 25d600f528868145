"""The frame: settings, order, texts of single channels, and any text at all."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.rules import (
    CATALOGUE,
    DEFAULTS,
    Finding,
    ParamsRefused,
    Ruleset,
    SectionRef,
    Setting,
    Severity,
    check,
    engine,
)
from policies.rules.base import Medium, QuietPeriod, RecentPost
from tests.policies.rules.conftest import make_draft

SECTION = SectionRef(key="posts", number="4", title="What we post", version="3.0")
BAD = "I think the council is a disgrace. Text Liam Carter, 9, on 07700 900142 BEFORE MONDAY!!! #northshiresend"


def test_every_rule_of_the_catalogue_says_what_it_looks_for():
    assert all(spec.title and spec.looks_for.endswith(".") for spec in CATALOGUE.values())
    assert {spec.severity for spec in CATALOGUE.values()} == set(Severity)


def test_a_rule_that_is_off_does_not_run():
    on = Ruleset(setting for setting in DEFAULTS.values() if setting.rule != "shouting")
    assert "shouting" not in {finding.rule for finding in check(make_draft(BAD), on)}


def test_a_setting_gives_severity_and_section():
    ruleset = Ruleset([Setting(rule="shouting", severity=Severity.BLOCK, section=SECTION)])
    findings = check(make_draft("COME ALONG"), ruleset)
    assert findings.blocked
    assert findings[0].section.label == "Policy 3.0, section 4: What we post"


def test_a_milder_case_stays_milder_than_the_setting(picture):
    findings = check(make_draft("Hello", media=(picture(alt="IMG_1.jpg"),)), DEFAULTS)
    assert [finding.severity for finding in findings if finding.rule == "alt-text"] == [Severity.ADVISE]
    weaker = Ruleset([Setting(rule="alt-text", severity=Severity.WARN)])
    assert check(make_draft(media=(picture(alt=""),)), weaker)[0].severity is Severity.WARN


def test_parameters_change_what_a_rule_finds():
    ruleset = Ruleset([Setting(rule="shouting", severity=Severity.ADVISE, params={"acronyms": ["COME", "ALONG"]})])
    assert check(make_draft("COME ALONG"), ruleset) == ()


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"loudness": 3}, "“Shouting” does not know “loudness”"),
        ({"shortest": "four"}, "“shortest” of “Shouting” has to be a whole number"),
        ({"shortest": True}, "a whole number"),
        ({"shortest": 21}, "“shortest” of “Shouting” has to be a whole number from 2 to 20"),
        ({"shortest": -1}, "from 2 to 20"),
        ({"acronyms": "SEND"}, "a list of texts"),
        ({"acronyms": [1]}, "a list of texts"),
    ],
)
def test_parameters_that_do_not_fit_are_refused_with_a_sentence(params, sentence):
    with pytest.raises(ParamsRefused, match=sentence):
        Ruleset([Setting(rule="shouting", severity=Severity.ADVISE, params=params)])


@pytest.mark.parametrize("spec", CATALOGUE.values(), ids=CATALOGUE)
def test_every_number_has_bounds_and_its_usual_value_lies_between(spec):
    numbers = {name: value for name, value in spec.defaults.items() if type(value) is int}
    for name, value in numbers.items():
        low, high = spec.bounds_of(name)
        assert low <= value <= high
        assert spec.params_from({name: low}) != spec.params_from({name: high})
        for outside in (low - 1, high + 1):
            with pytest.raises(ParamsRefused, match=f"from {low} to {high}"):
                spec.params_from({name: outside})


def test_a_number_out_of_bounds_is_read_as_the_nearest():
    spec = CATALOGUE["duplicate"]
    assert spec.in_bounds({"alike_percent": 400, "window_days": 0}) == {"alike_percent": 100, "window_days": 1}
    assert spec.in_bounds({"alike_percent": 75, "gone": 7}) == {"alike_percent": 75, "gone": 7}
    assert spec.in_bounds({"alike_percent": "many"}) == {"alike_percent": "many"}


def test_the_word_list_is_a_parameter_that_json_can_hold():
    table = {"poorly child": "child who is ill"}
    ruleset = Ruleset([Setting(rule="language", severity=Severity.ADVISE, params={"better": table})])
    assert [finding.suggestion for finding in check(make_draft("A poorly child"), ruleset)] == ["child who is ill"]
    assert CATALOGUE["language"].defaults["better"]["wheelchair bound"] == "who uses a wheelchair"


def test_what_stops_a_post_comes_first_and_then_the_place_counts():
    findings = check(make_draft(BAD))
    assert [finding.severity.rank for finding in findings] == sorted(finding.severity.rank for finding in findings)
    spans = [finding.span for finding in findings.blocking]
    assert spans == sorted(spans)
    assert findings.blocking + findings.warnings + findings.hints == tuple(findings)


def test_the_own_text_of_a_channel_is_checked_too_and_named():
    draft = make_draft("All good here.", overrides={"x": "I think so."}, channels=("facebook", "x"))
    [finding] = check(draft).blocking
    assert (finding.rule, finding.channel, finding.quote) == ("personal-opinion", "x", "I think")
    assert draft.text_for(finding.channel)[slice(*finding.span)] == finding.quote


def test_a_finding_keeps_its_key_while_its_words_stay_the_same():
    here, moved = check(make_draft("I think so.")), check(make_draft("The drop-in is on Tuesday. I think so."))
    assert here.blocking[0].key == moved.blocking[0].key
    assert here.blocking[0].key != replace(here.blocking[0], rule="promise").key


def test_a_finding_survives_json():
    for finding in check(make_draft(BAD), Ruleset([replace(item, section=SECTION) for item in DEFAULTS.values()])):
        assert Finding.from_dict(finding.as_dict()) == finding


def test_a_moment_without_its_offset_is_refused():
    with pytest.raises(ValueError, match="aware"):
        make_draft("Hello", publish_at=datetime(2026, 12, 1, 10))  # noqa: DTZ001


# fmt: off
PIECES = st.sampled_from([
    "Liam", "Smith", ", 9, ", "07700 900142", "NS1 4AB", "we will", "get you", "the council",
    "is failing", "“", "”", "'", "4 December", "31/2/26", "today at 9am", "!!!",
    "#a", "@b.c", "https://", "I think", "f*ck", "🇬🇧", "é", "١٢",
    "suffers from", "born on", "NHS number", "943 476 5919", "year-old", "’s", "ß", "ŉ",
    "İ", "．", "Ⅷ", "²", "(", ")", "-", "–",
    "\u200d", "\ud800", "\x00", "\n", " ", "\u00a0",
])
# fmt: on


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), own=st.text(max_size=20))
def test_any_text_is_checked_and_every_span_lies_inside_it(text, own):
    draft = make_draft(text, overrides={"x": own}, channels=("facebook", "x", "bluesky", "mastodon"))
    for finding in check(draft):
        if finding.span is not None:
            start, end = finding.span
            assert 0 <= start < end <= len(draft.text_for(finding.channel))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "Liam ",
        "4 December ",
        "1 ",
        "A ",
        "a.",
        "'a ",
        "the council is ",
        "07700 ",
        "http://",
        "(",
        "Ab-",
        "\n",
        "!",
        "fu*",
        "👩‍👧",
        "we will ",
    ],
)
def test_a_hundred_thousand_characters_end_in_time(piece):
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    draft = make_draft(text, channels=("facebook", "x", "bluesky", "mastodon"))
    began = time.process_time()
    check(draft)
    assert time.process_time() - began < 8


MOMENTS = (
    {"publish_at": datetime(2027, 3, 1, 9, tzinfo=UTC), "today": date(2027, 3, 1)},
    {"dead_links": ("https://northshire.example/book",)},
    {"quiet_periods": (QuietPeriod(starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31), name="Election"),)},
    {"recent_posts": (RecentPost(channel="facebook", text=BAD, at=datetime(2026, 11, 20, tzinfo=UTC)),)},
    {"media": (Medium(alt="A hall", shows_child=True),)},
    {"campaign": "Reading week"},
    {"link": "https://northshire.example/book"},
)


@pytest.mark.parametrize("moment", MOMENTS, ids=[next(iter(one)) for one in MOMENTS])
def test_rules_on_text_alone_find_the_same_whatever_the_moment(moment):
    """The sending leaves them out where an approval stands on the same text, policy and service."""
    rules = Ruleset(one for one in DEFAULTS.values() if one.rule in engine.ON_TEXT_ALONE)
    draft = make_draft(
        BAD + " We guarantee a place. Under 12s: follow us! Born 3 May 2015. https://northshire.example/book"
    )
    found = check(draft, rules)
    assert found
    assert check(replace(draft, **moment), rules) == found


def test_the_stamp_of_the_rules_is_the_same_each_time():
    assert engine.stamp() == engine.stamp.__wrapped__() != ""
