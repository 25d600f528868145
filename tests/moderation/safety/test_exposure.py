"""How long cases stood in public, counted from the rows."""

from __future__ import annotations

import datetime as dt

import pytest

from moderation import workflow
from moderation.safety import exposure
from tests.factories.moderation import CommentFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SPAN = (NOW - dt.timedelta(days=30), NOW)


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def case(service, *, ago: int, hidden_after: int | None = None, **fields):
    posted = NOW - minutes(ago)
    hidden = None if hidden_after is None else posted + minutes(hidden_after)
    return CommentFactory(service=service, case=True, posted_at=posted, received_at=posted, hidden_at=hidden, **fields)


def test_median_and_p90_are_of_those_posted_in_the_span(service, other_service):
    for number in range(1, 11):
        case(service, ago=2000, hidden_after=number)
    case(service, ago=60 * 24 * 40, hidden_after=500)
    case(other_service, ago=2000, hidden_after=900)
    CommentFactory(service=service, case=True, direct=True, posted_at=NOW - minutes(50))
    CommentFactory(service=service, grievance=True, posted_at=NOW - minutes(50))
    found = exposure.figures(service, SPAN, NOW)
    assert (found.number, found.hidden) == (10, 10)
    assert (found.median, found.p90, found.longest) == (minutes(5), minutes(9), minutes(10))


def test_nothing_posted_has_no_figures(service):
    assert exposure.figures(service, SPAN, NOW) == exposure.Figures(
        number=0, hidden=0, median=None, p90=None, longest=None
    )


def test_one_that_was_never_hidden_counts_until_now_even_when_it_is_closed(service, coordinator):
    case(service, ago=90)
    case(service, ago=70, closed=True, closed_by=coordinator)
    found = exposure.figures(service, SPAN, NOW)
    assert (found.longest, found.hidden) == (minutes(90), 0)
    assert found.median == minutes(70)


def test_one_that_was_only_deleted_counts_until_then(service):
    case(service, ago=90, removed_at=NOW - minutes(60))
    assert exposure.figures(service, SPAN, NOW).longest == minutes(30)


def test_what_the_writer_took_away_is_left_out_and_stays_out_when_its_words_are_gone(service):
    taken = {"closed_at": NOW, "removed_at": NOW}
    case(service, ago=90, state="withdrawn", **taken)
    gone = {"text": "", "author_handle": "", "author_name": "", "purged_at": NOW}
    case(service, ago=90, state="purged", **taken, **gone)
    assert exposure.figures(service, SPAN, NOW).number == 0


def test_the_figure_stays_when_the_words_are_no_longer_kept(service, coordinator):
    gone = {"text": "", "author_handle": "", "author_name": "", "purged_at": NOW}
    case(service, ago=90, hidden_after=20, state="purged", closed_at=NOW, closed_by=coordinator, **gone)
    assert exposure.figures(service, SPAN, NOW).median == minutes(20)


def test_what_became_a_case_by_its_writers_change_counts_from_the_change(service):
    case(service, ago=90, asks_more_since=NOW - minutes(20))
    case(service, ago=80, hidden_after=70, asks_more_since=NOW - minutes(40))
    hidden_before = case(service, ago=80, hidden_after=10, asks_more_since=NOW - minutes(40))
    assert sorted(row.stood for row in exposure.of_cases(service, *SPAN, NOW)) == [minutes(0), minutes(20), minutes(30)]
    assert hidden_before.exposure == minutes(0)


def test_hidden_and_shown_again_counts_the_times_in_public_only(service, coordinator):
    """In public for 10 minutes, hidden for 30, shown for 15, hidden again."""
    comment = case(service, ago=90, on_sandbox=True, confirmed_by=coordinator, state="acting")
    posted = comment.posted_at

    def at(number: int) -> dict:
        return {"by": coordinator, "now": posted + minutes(number)}

    hide_by_hand = {"by_hand": True}
    workflow.do_step(comment.pk, "hide", **at(10), **hide_by_hand)
    workflow.confirm_category(comment.pk, "general", **at(20))
    workflow.show_again(comment.pk, reason="It was no case", **at(40), **hide_by_hand)
    comment.refresh_from_db()
    assert (comment.exposure, comment.exposed_before) == (None, minutes(10))
    workflow.confirm_category(comment.pk, "case_request", **at(50))
    assert exposure.figures(service, SPAN, posted + minutes(52)).longest == minutes(10 + 12)
    workflow.do_step(comment.pk, "hide", **at(55), **hide_by_hand)
    comment.refresh_from_db()
    assert comment.exposure == minutes(25)
    assert exposure.figures(service, SPAN, NOW).longest == minutes(25)
