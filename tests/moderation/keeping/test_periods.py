"""Until when words are kept, as a table."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.classify.labels import Category, Flag
from moderation.keeping.periods import Facts, Ground, kept, months_after
from policies.parameters import Parameters

CLOSED = dt.date(2026, 3, 31)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "ground", "until"),
    [
        ({"category": "general"}, Ground.GENERAL, dt.date(2026, 9, 30)),
        ({"category": ""}, Ground.GENERAL, dt.date(2026, 9, 30)),
        ({"category": "troll"}, Ground.TROLL, dt.date(2027, 3, 31)),
        ({"category": "general", "flags": ("spam",)}, Ground.TROLL, dt.date(2027, 3, 31)),
        ({"category": "case_request"}, Ground.CASE_REQUEST, dt.date(2026, 4, 30)),
        ({"category": "case_request", "replied_on": dt.date(2026, 4, 2)}, Ground.CASE_REQUEST, dt.date(2026, 5, 2)),
        ({"category": "grievance"}, Ground.GRIEVANCE, dt.date(2027, 3, 31)),
        (
            {"category": "grievance", "incident_closed_on": dt.date(2026, 8, 31)},
            Ground.GRIEVANCE,
            dt.date(2027, 8, 31),
        ),
        (
            {"category": "general", "flags": ("safeguarding",), "handed_over_on": dt.date(2026, 3, 30)},
            Ground.SAFEGUARDING,
            CLOSED + 7 * DAY,
        ),
        ({"category": "general", "flags": ("staff_allegation",)}, Ground.ALLEGATION, dt.date(2036, 3, 31)),
        (
            {"category": "general", "flags": ("staff_allegation",), "is_no_allegation": True},
            Ground.GENERAL,
            dt.date(2026, 9, 30),
        ),
        (
            {"category": "case_request", "statutory_due_on": dt.date(2026, 5, 20)},
            Ground.CASE_REQUEST,
            dt.date(2026, 5, 21),
        ),
    ],
)
def test_the_period_follows_from_what_weighs_most(facts, ground, until):
    found = kept(Facts(closed_on=CLOSED, **facts), Parameters())
    assert (found.ground, found.until, found.waits_for) == (ground, until, "")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"closed_on": None}, "it is open"),
        ({"escalation_is_open": True}, "the safeguarding lead has it"),
        ({"incident_is_open": True}, "its incident is open"),
        ({"complaint_is_open": True}, "its complaint is open"),
        ({"appeal_is_open": True}, "its removal is contested"),
        ({"flags": ("safeguarding",)}, "no reference says that it was handed over"),
        ({"flags": ("safeguarding", "staff_allegation")}, "no reference says that it was handed over"),
    ],
)
def test_no_period_begins_before_something_ended(facts, reason):
    found = kept(Facts(**{"category": "grievance", "closed_on": CLOSED, **facts}), Parameters())
    assert (found.until, found.waits_for) == (None, reason)


def test_a_month_has_a_last_day_and_the_calendar_an_end():
    assert months_after(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2023, 8, 31), 6) == dt.date(2024, 2, 29)
    assert months_after(dt.date(2026, 12, 1), 1) == dt.date(2027, 1, 1)
    assert months_after(dt.date(2026, 1, 1), 20_000 * 12) == dt.date.max


@given(
    category=st.sampled_from(["", *(one.value for one in Category)]),
    flags=st.frozensets(st.sampled_from([one.value for one in Flag])),
    closed=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    handed_over=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    months=st.integers(1, 20_000),
)
def test_nothing_goes_before_it_was_closed_or_handed_over(category, flags, closed, handed_over, months):
    facts = Facts(category=category, flags=flags, closed_on=closed, handed_over_on=handed_over)
    found = kept(facts, Parameters(keep_general_months=months, keep_grievance_months=months))
    assert (found.until is None) == ("safeguarding" in flags and handed_over is None)
    assert found.until is None or found.until > closed
