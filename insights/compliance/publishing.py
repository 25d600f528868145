"""Publishing: on time, late, not out, not sure, by hand; and as often as the strategy wants."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Case, DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value, When

from channels.models import Channel
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, is_good
from insights.spans import OfDays, Span
from insights.times import length
from posts.models import Attempt, Delivery
from posts.planning.gaps import week_plan
from posts.planning.plan import aims_of, bands_of

PROMPT = dt.timedelta(minutes=5)  # what goes out by itself
PROMPT_BY_HAND = dt.timedelta(minutes=60)
WEEK = dt.timedelta(days=7)
NOT_OUT = ("failed", "expired")


def _due(span: OfDays | Span) -> QuerySet[Delivery]:
    return (
        Delivery.objects.of_service(span.service)
        .filter(due_at__gte=span.start, due_at__lt=span.end)
        .exclude(state="cancelled")
        .select_related("post", "channel")
        .order_by("-due_at", "-pk")
    )


def _row(delivery: Any, span: OfDays | Span, fact: str) -> Row:
    network = delivery.channel.get_network_display()
    return Row(
        what=f"“{delivery.post.title}” on {network}",
        plain=f"Post {delivery.post_id} on {network}",
        fact=fact,
        is_good=delivery.is_good,
        url=address("posts:post", span.service, delivery.post_id),
    )


def on_time(span: OfDays | Span, now: dt.datetime) -> Rows:
    late = ExpressionWrapper(F("sent_at") - F("due_at"), output_field=DurationField())
    allowed = Case(
        When(channel__connector="by_hand", then=Value(PROMPT_BY_HAND)),
        default=Value(PROMPT),
        output_field=DurationField(),
    )
    passed = ExpressionWrapper(F("due_at") + allowed, output_field=DateTimeField())
    deliveries = (
        _due(span)
        .annotate(late_by=late, passed_at=passed)
        .filter(Q(state="sent") | Q(passed_at__lt=now))
        .annotate(is_good=is_good(Q(state="sent", sent_at__lte=F("passed_at"))))
    )

    def row(delivery: Any) -> Row:
        if delivery.state != "sent":
            return _row(delivery, span, f"not out: {delivery.get_state_display().lower()}")
        seconds = delivery.late_by.total_seconds()
        return _row(delivery, span, "on time" if delivery.is_good else f"{length(seconds)} late")

    return Counted(deliveries, "due_at", row)


def not_out(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Expired before it went out, or refused by the network."""
    deliveries = _due(span).filter(state__in=NOT_OUT).annotate(is_good=is_good(Q(post__state="withdrawn")))

    def row(delivery: Any) -> Row:
        return _row(delivery, span, "too late, so it was not sent" if delivery.state == "expired" else "refused")

    return Counted(deliveries, "due_at", row)


def not_sure(span: OfDays | Span, now: dt.datetime) -> Rows:
    unclear = Attempt.objects.filter(outcome=Attempt.Outcome.UNCLEAR).order_by().values("delivery_id")
    unknown = Delivery.objects.filter(state="unknown").order_by().values("pk")
    deliveries = (
        Delivery.objects.of_service(span.service)
        .filter(pk__in=unknown.union(unclear))  # few, each from an index of its own
        .filter(due_at__gte=span.start, due_at__lt=span.end)
        .annotate(is_good=is_good(~Q(state="unknown")))
        .select_related("post", "channel")
        .order_by("-due_at", "-pk")
    )

    def row(delivery: Any) -> Row:
        settled = f"settled: {delivery.get_state_display()}" if delivery.is_good else "waits for an answer"
        return _row(delivery, span, settled)

    return Counted(deliveries, "due_at", row)


def by_hand(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Posts that a person has to put out, as of now."""
    deliveries = (
        Delivery.objects.of_service(span.service)
        .filter(state="by_hand")
        .annotate(is_good=is_good(Q(due_at__gte=now - PROMPT_BY_HAND)))
        .select_related("post", "channel")
        .order_by("due_at", "pk")
    )

    def row(delivery: Any) -> Row:
        over = (now - delivery.due_at).total_seconds()
        return _row(delivery, span, f"waits for {length(over)}" if over > 0 else "its time is still to come")

    return Counted(deliveries, "due_at", row)


def frequency(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row a channel and whole week of the span: what went out against what the strategy wants (G3)."""
    aims = aims_of(span.service)
    weeks = whole_weeks(span, now)
    if not aims or not weeks:
        return []
    first, after = weeks[0], weeks[-1] + WEEK  # the last week may end in the next month
    bands = bands_of(span.service, first, after - dt.timedelta(days=1), now)
    start, end = span.service.midnight(first), span.service.midnight(after)
    sent: dict[int, list[dt.datetime]] = defaultdict(list)
    rows = Delivery.objects.of_service(span.service).filter(state="sent", sent_at__gte=start, sent_at__lt=end)
    for channel, at in rows.order_by().values_list("channel_id", "sent_at"):
        sent[channel].append(at)
    names = {one.pk: one for one in Channel.objects.of_service(span.service)}
    found = []
    for monday in reversed(weeks):
        for aim in aims:
            plan = week_plan(
                [aim],
                sent,
                monday=monday,
                zone=span.service.zone,
                is_closed=lambda day: any(band.starts_on <= day <= band.ends_on for band in bands),
            )
            if not plan.wanted:
                continue
            week = f"week from {monday:%-d %b %Y}"
            channel = names[aim.channel_id]
            found.append(
                Row(
                    what=f"{channel}, {week}",
                    plain=f"{channel.get_network_display()}, {week}",
                    fact=f"{plan.planned} of {plan.wanted} posts",
                    is_good=not plan.short,
                    url=address("calendar:week", span.service) + f"?from={monday}",
                    at=span.service.midnight(monday),
                )
            )
    return found


def whole_weeks(span: OfDays | Span, now: dt.datetime) -> list[dt.date]:
    """The Mondays of the weeks that begin in the span and are over."""
    first, today = span.start.astimezone(span.service.zone).date(), span.service.today(now)
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    found = []
    while monday + WEEK <= today and span.service.midnight(monday) < span.end:
        found.append(monday)
        monday += WEEK
    return found
