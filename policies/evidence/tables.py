"""The tables that policies themselves add to a pack. Each yields its head, then its rows, holding few at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q

from accounts.models import Service
from accounts.spreadsheets import UTF8_MARK, csv_bytes, csv_text
from audit.kinds import Kind
from audit.models import Event
from policies.evidence.chapters import Chapter, Rows, Span
from policies.models import Policy, PolicyReview, PolicyVersion, Reading, ReadingCampaign, RuleException

DECIDED = (
    Kind.VERSION_SUBMITTED,
    Kind.VERSION_RETURNED,
    Kind.VERSION_APPROVED,
    Kind.VERSION_SCHEDULED,
    Kind.VERSION_URGENT,
    Kind.VERSION_IN_FORCE,
    Kind.VERSION_SUPERSEDED,
    Kind.VERSION_WITHDRAWN,
)
ROWS_AT_ONCE = 500
TIME = "%Y-%m-%d %H:%M"


def moment(service: Service, at: dt.datetime | None) -> str:
    """On the service's own clock; "" when it did not happen."""
    return f"{service.local(at):{TIME}}" if at else ""


def as_csv(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """A spreadsheet, a row at a time: UTF-8 with its mark, no cell taken for a formula."""
    yield UTF8_MARK
    for row in rows:
        yield csv_bytes([[csv_text(cell) for cell in row]])


def decided(version_ids: Iterable[int], service: Service) -> Iterator[Event]:
    """Every move of these versions as it was recorded, oldest first."""
    events = Event.objects.of_service(service).filter(thing="policies.policyversion", thing_id__in=list(version_ids))
    return events.filter(kind__in=DECIDED).order_by("number").iterator(chunk_size=ROWS_AT_ONCE)


def approvals(policy: Policy, span: Span) -> Rows:
    numbers = {one.pk: one.number for one in PolicyVersion.objects.filter(policy=policy)}
    yield "number in the chain", "at", "version", "who", "what", "sha-256 of the content", "hash"
    for event in decided(numbers, policy.service):
        if span.starts_at <= event.at < span.ends_at:
            number = numbers[event.thing_id]
            at = moment(policy.service, event.at)
            digest = str(event.data.get("digest", ""))
            yield str(event.number), at, number, event.actor_label, event.sentence, digest, event.hash


def readings(policy: Policy, span: Span) -> Rows:
    """Who was asked to read it by the end of the span, and had not read it before the span began."""
    yield (
        "asked to read", "person", "asked", "due", "read", "version read", "sha-256 of what was accepted", "tries",
        "more time by", "reason for more time", "left",
    )  # fmt: skip
    rows = Reading.objects.filter(campaign__version__policy=policy, asked_at__lt=span.ends_at)
    rows = rows.filter(Q(read_at=None) | Q(read_at__gte=span.starts_at))
    rows = rows.select_related("campaign__version", "user", "read_version", "extended_by")
    for row in rows.order_by("campaign__opened_at", "user__name", "pk").iterator(chunk_size=ROWS_AT_ONCE):
        service = policy.service
        yield (
            row.campaign.version.number,
            row.user.name,
            moment(service, row.asked_at),
            f"{row.due_on:%Y-%m-%d}",
            moment(service, row.read_at),
            row.read_version.number if row.read_version else "",
            row.digest,
            str(row.tries),
            str(row.extended_by or ""),
            row.extension_reason,
            moment(service, row.left_at),
        )


def exceptions(policy: Policy, span: Span) -> Rows:
    """Exceptions that were asked for, or could be used, in the span."""
    yield (
        "rule", "channel", "state", "first day", "last day", "reason", "asked by", "asked", "decided by", "decided",
        "note", "ended early",
    )  # fmt: skip
    in_use = Q(starts_on__lte=span.last, ends_on__gte=span.first)
    asked = Q(asked_at__gte=span.starts_at, asked_at__lt=span.ends_at)
    rows = RuleException.objects.filter(in_use | asked, policy=policy)
    rows = rows.select_related("channel", "asked_by", "decided_by").order_by("starts_on", "pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield (
            row.rule,
            str(row.channel),
            row.get_state_display(),
            f"{row.starts_on:%Y-%m-%d}",
            f"{row.ends_on:%Y-%m-%d}",
            row.reason,
            str(row.asked_by),
            moment(policy.service, row.asked_at),
            str(row.decided_by or ""),
            moment(policy.service, row.decided_at),
            row.decision_note,
            moment(policy.service, row.ended_at),
        )


def reviews(policy: Policy, span: Span) -> Rows:
    """Reviews that were done in the span, or stood open at some time of it (H5, L9)."""
    yield (
        "version", "first planned for", "planned for", "every months", "opened", "done", "days late",
        "days after the first plan", "reviewer", "outcome", "reason",
    )  # fmt: skip
    rows = PolicyReview.objects.filter(policy=policy, opened_at__lt=span.ends_at)
    rows = rows.filter(Q(done_on=None) | Q(done_on__gte=span.first)).select_related("version", "reviewer")
    for row in rows.order_by("due_on", "pk").iterator(chunk_size=ROWS_AT_ONCE):
        yield (
            row.version.number,
            f"{row.planned_first_on:%Y-%m-%d}",
            f"{row.due_on:%Y-%m-%d}",
            str(row.cycle_months),
            moment(policy.service, row.opened_at),
            f"{row.done_on:%Y-%m-%d}" if row.done_on else "",
            str(max((row.done_on - row.due_on).days, 0)) if row.done_on else "",
            str(max((row.done_on - row.planned_first_on).days, 0)) if row.done_on else "",
            str(row.reviewer or ""),
            row.get_outcome_display(),
            row.reason,
        )


def trainings(policy: Policy, span: Span) -> Rows:
    """Trainings of the service that were held in the span, and who took part (K7)."""
    yield "training", "held on", "note", "person", "asked", "took part", "recorded by", "left"
    rows = Reading.objects.filter(
        campaign__service=policy.service,
        campaign__kind=ReadingCampaign.Kind.TRAINING,
        campaign__held_on__range=(span.first, span.last),
    )
    rows = rows.select_related("campaign", "user", "recorded_by")
    for row in rows.order_by("campaign__held_on", "campaign", "user__name", "pk").iterator(chunk_size=ROWS_AT_ONCE):
        yield (
            row.campaign.title,
            f"{row.campaign.held_on:%Y-%m-%d}",
            row.campaign.note,
            row.user.name,
            moment(policy.service, row.asked_at),
            moment(policy.service, row.read_at),
            str(row.recorded_by or ("themselves" if row.read_at else "")),
            moment(policy.service, row.left_at),
        )


OWN = (
    Chapter("approvals.csv", "Every move of a version in the span, as the audit chain recorded it", approvals),
    Chapter("readings.csv", "Who was asked to read which version, and when they accepted which text", readings),
    Chapter("exceptions.csv", "Exceptions from a rule that were asked for or in use in the span", exceptions),
    Chapter("reviews.csv", "Reviews that were done or open in the span: planned day, day, reviewer, outcome", reviews),
    Chapter("trainings.csv", "Trainings of the service that were held in the span, and who took part", trainings),
)
