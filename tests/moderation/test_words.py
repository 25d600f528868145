"""Lengths of time, moments and kinds in words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from moderation import words

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 30, 9, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("minutes", "short", "long"),
    [
        (-3, "0 min", "0 minutes"),
        (1, "1 min", "1 minute"),
        (59.9, "59 min", "59 minutes"),
        (60, "1 h", "60 minutes"),
        (125, "2 h 5 min", "2 h 5 min"),
        (48 * 60, "2 days", "2 days"),
    ],
)
def test_lengths_are_rounded_down(minutes, short, long):
    span = dt.timedelta(minutes=minutes)
    assert (words.length(span), words.spelled(span)) == (short, long)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-11-30T16:20", "today, 16:20"),
        ("2026-12-01T10:00", "Tue 1 Dec, 10:00"),
        ("2027-01-04T10:00", "Mon 4 Jan 2027, 10:00"),
    ],
)
def test_a_moment_reads_as_people_say_it(at, text):
    assert words.moment(dt.datetime.fromisoformat(at).replace(tzinfo=LONDON), NOW, LONDON) == text


@pytest.mark.parametrize(
    ("category", "flags", "is_public", "kind", "title"),
    [
        ("case_request", [], True, "Case request, public", "Case request in public"),
        ("case_request", [], False, "Case request, direct", "Case request in a direct message"),
        ("grievance", [], True, "Grievance", "Grievance in public"),
        ("troll", ["spam"], True, "Spam", "Advertising in public"),
        ("general", ["statutory_request"], False, "Statutory request", "General comment in a direct message"),
        ("grievance", ["safeguarding"], True, "Safeguarding", "A worry about a child’s safety"),
        ("", [], True, "Not sorted", "Comment in public, not sorted yet"),
    ],
)
def test_what_a_comment_is_called(category, flags, is_public, kind, title):
    assert words.kind(category, flags, is_public=is_public) == kind
    assert words.title(category, flags, is_public=is_public) == title


def test_the_machine_is_never_quite_sure():
    assert (words.sure(0.999), words.sure(0.5)) == (99, 50)
