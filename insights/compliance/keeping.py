"""How long things are kept: what is over its time, what was purged, legal holds, and people's own requests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, is_good
from insights.spans import OfDays, Span
from moderation.keeping import holds
from moderation.models import Comment, DataRequest, PurgeRun

NIGHTS = dt.timedelta(days=2)  # that a purge may be behind


def to_purge(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Comments whose last day has come, as of today; they go in the night, unless something holds them."""
    today = span.service.today(now)
    comments = (
        Comment.objects.of_service(span.service)
        .filter(purge_on__lte=today, purged_at=None)
        .annotate(is_good=is_good(Q(purge_on__gt=today - NIGHTS)))
        .select_related("channel")
        .order_by("purge_on", "pk")
    )

    def row(comment: Any) -> Row:
        label = f"Comment {comment.pk}, {comment.channel.get_network_display()}"
        fact = f"kept until {comment.purge_on:%-d %b %Y}"
        url = address("inbox:keeping", span.service)
        return Row(what=label, plain=label, fact=fact, is_good=comment.is_good, url=url)

    return Counted(comments, "received_at", row)


def purged(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Comments whose words were taken away in the span."""
    comments = (
        Comment.objects.of_service(span.service)
        .filter(purged_at__gte=span.start, purged_at__lt=span.end)
        .annotate(is_good=is_good(Q(purged_at__isnull=False)))
        .order_by("-purged_at", "-pk")
    )

    def row(comment: Any) -> Row:
        fact = f"purged on {span.service.local(comment.purged_at):%-d %b %Y}"
        return Row(what=f"Comment {comment.pk}", plain=f"Comment {comment.pk}", fact=fact, is_good=True)

    return Counted(comments, "purged_at", row)


def runs(span: OfDays | Span, now: dt.datetime) -> Rows:
    """The last run over what is no longer kept: a trial waits for a manager, a real one is at most two days old."""
    last = PurgeRun.objects.of_service(span.service).first()
    if last is None:
        return []
    when = f"{span.service.local(last.at):%a %-d %b %Y, %H:%M}"
    gone = sum(number for name, number in last.counts.items() if name != "held")
    if last.is_trial and last.confirmed_at is None:
        fact, is_good_ = f"on {when}; {gone} wait until a service manager confirms them", False
    else:
        fact = f"on {when}; {gone} were taken away" + ("" if last.finished_at else ", not finished")
        is_good_ = bool(last.finished_at or last.confirmed_at) and last.at > now - NIGHTS
    return [
        Row(
            what="Last run",
            plain="Last run",
            fact=fact,
            is_good=is_good_,
            url=address("inbox:keeping", span.service),
        )
    ]


def legal_holds(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Holds that run; one whose day to look at it again has passed is to be looked at."""
    today = span.service.today(now)
    return [
        Row(
            what=f"Legal hold {hold.pk} on {holds.what(hold)}",
            plain=f"Legal hold {hold.pk}",
            fact=f"look again on {hold.look_again_on:%-d %b %Y}",
            is_good=hold.look_again_on >= today,
            url=address("inbox:legal_hold", span.service, hold.pk),
        )
        for hold in holds.running(span.service)
    ]


def requests(span: OfDays | Span, now: dt.datetime) -> Rows:
    """What people asked for in the span about their own data: answered by the day of the law, or still in time."""
    today = span.service.today(now)
    first, last = (span.service.local(one).date() for one in (span.start, span.end))
    found = DataRequest.objects.of_service(span.service).filter(asked_on__gte=first, asked_on__lt=last)
    rows = []
    for one in found.order_by("due_on", "pk"):
        done_on = span.service.local(one.finished_at).date() if one.finished_at else None
        done = f"answered on {done_on:%-d %b %Y}" if done_on else "open"
        rows.append(
            Row(
                what=f"Request {one.pk}: {one.get_kind_display().lower()}",
                plain=f"Request {one.pk}: {one.get_kind_display().lower()}",
                fact=f"{done}, due by {one.due_on:%-d %b %Y}",
                is_good=(done_on or today) <= one.due_on,
                url=address("inbox:data_request", span.service, one.pk),
                at=span.service.midnight(one.asked_on),
            )
        )
    return rows
