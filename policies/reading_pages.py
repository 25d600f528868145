"""What the pages of readings show, ready for the templates, and the table of who has read what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.models import Membership, Role, Service, User
from accounts.spreadsheets import csv_text
from policies import readings
from policies.models import PolicyVersion, Reading, ReadingCampaign

DAY = "%a %-d %b %Y"
NAMED = 6  # people who have not read it yet, by name
COLUMNS = 6  # campaigns beside each other in the table of people
STEPS = (("reading", "What changed"), ("reading_text", "The text"), ("reading_questions", "Questions"))


def address(name: str, campaign: ReadingCampaign, **more: Any) -> str:
    return reverse(f"policies:{name}", kwargs={"service": campaign.service.slug, "campaign_id": campaign.pk, **more})


def steps(
    campaign: ReadingCampaign, here: str, reading: Reading | None, *, has_questions: bool
) -> list[dict[str, Any]]:
    """The three steps of the page; the last is done when the person has accepted."""
    names = [*STEPS[:2], (STEPS[2][0], "Questions" if has_questions else "Accept")]
    done = bool(reading and reading.read_at)
    return [
        {"number": number, "label": label, "url": address(name, campaign), "is_here": name == here, "is_done": done}
        for number, (name, label) in enumerate(names, start=1)
    ]


def roles_in_words(roles: Iterable[str]) -> str:
    """Whose members are asked: "everybody", "coordinators and line managers"."""
    names = [f"{Role(role).label.lower()}s" for role in roles if role in Role.values]
    if not names:
        return "everybody"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# Lists and tables


def campaigns(service: Service, today: dt.date) -> QuerySet[ReadingCampaign]:
    """Every campaign with how many are asked, have read, and are late; the newest first."""
    asked = Q(readings__left_at=None)
    late = asked & Q(readings__read_at=None, readings__due_on__lt=today)
    return (
        ReadingCampaign.objects.of_service(service)
        .select_related("version__policy", "service")
        .annotate(
            asked=Count("readings", filter=asked),
            read=Count("readings", filter=asked & Q(readings__read_at__isnull=False)),
            late=Count("readings", filter=late),
        )
        .order_by("-opened_at", "-pk")
    )


def panel(version: PolicyVersion, user: User, today: dt.date, *, may_see: bool) -> dict[str, Any] | None:
    """How far the reading of a version is, for the version's own page; None when nobody was ever asked.

    A minor version shows the reading of the major one before it, which is what people read now.
    """
    of_it = campaigns(version.service, today).filter(version__policy=version.policy, version__major=version.major)
    campaign = of_it.first()
    if campaign is None or not campaign.asked:
        return None
    rows = campaign.readings.filter(left_at=None).select_related("user")
    waiting = list(rows.filter(read_at=None).order_by("user__name")) if may_see and not campaign.closed_at else []
    names = [str(one.user) for one in waiting]
    own = next((row for row in rows if row.user_id == user.pk), None)
    return {
        "campaign": campaign,
        "url": address("reading", campaign),
        "people_url": address("reading_people", campaign) if may_see else "",
        "strong": f"{campaign.read} of {campaign.asked} {'person' if campaign.asked == 1 else 'people'}",
        "text": f"{'has' if campaign.asked == 1 else 'have'} read and accepted {campaign.version.number}. "
        f"Due {campaign.due_on:{DAY}}.",
        "percent": round(100 * campaign.read / campaign.asked),
        "is_done": campaign.read == campaign.asked,
        "waiting": [*names[:NAMED], *([f"{len(names) - NAMED} more"] if len(names) > NAMED else [])],
        "late": campaign.late if not campaign.closed_at else 0,
        "is_asked": bool(own and not own.read_at and not campaign.closed_at),
    }


def campaign_rows(service: Service, today: dt.date, kind: str) -> list[dict[str, Any]]:
    rows = []
    for one in campaigns(service, today).filter(kind=kind)[:50]:
        still = one.asked - one.read - one.late
        note = [f"{one.late} overdue"] if one.late and not one.closed_at else []
        note += [f"{still} still to come"] if still and not one.closed_at else []
        note += [f"{one.asked - one.read} never did"] if one.closed_at and one.asked > one.read else []
        rows.append(
            {
                "campaign": one,
                "url": address("reading", one),
                "people_url": address("reading_people", one),
                "percent": round(100 * one.read / one.asked) if one.asked else 100,
                "count": f"{one.read} of {one.asked} {'person' if one.asked == 1 else 'people'}",
                "note": ", ".join(note),
            }
        )
    return rows


def mine(user: User, service: Service, today: dt.date) -> list[dict[str, Any]]:
    """What this person is asked for and what they have done, open ones first."""
    rows = Reading.objects.filter(user=user, campaign__service=service, left_at=None).select_related(
        "campaign__service", "read_version"
    )
    found = [
        {"reading": row, "campaign": row.campaign, "url": address("reading", row.campaign), **state_of(row, today)}
        for row in rows.order_by("-campaign__opened_at", "-pk")[:50]
        if row.read_at or not row.campaign.closed_at
    ]
    return sorted(found, key=lambda row: bool(row["reading"].read_at))


def state_of(row: Reading, today: dt.date) -> dict[str, str]:
    """A reading's state: the shape of its tag, its word, the day in words, and that in short."""
    state = _state(row, today)
    day = row.campaign.service.local(row.read_at) if row.read_at else row.due_on
    return {**state, "short": f"{day:%-d %b %Y}" if state["when"] else ""}


def _state(row: Reading, today: dt.date) -> dict[str, str]:
    campaign = row.campaign
    is_training = campaign.kind == ReadingCampaign.Kind.TRAINING
    if row.read_at:
        on = f"{campaign.service.local(row.read_at):{DAY}}"
        return {"state": "accepted", "label": "Took part" if is_training else "Read", "when": f"on {on}"}
    if row.left_at:
        return {"state": "closed", "label": "Not asked any longer", "when": ""}
    if campaign.closed_at:
        return {"state": "superseded", "label": "Never answered" if is_training else "Never read", "when": ""}
    if row.due_on < today:
        return {"state": "overdue", "label": "Overdue", "when": f"since {row.due_on:{DAY}}"}
    return {"state": "due", "label": "To answer" if is_training else "To read", "when": f"by {row.due_on:{DAY}}"}


def people_rows(campaign: ReadingCampaign, viewer: User, today: dt.date, *, may_extend: bool) -> list[dict[str, Any]]:
    """Everybody who was asked, by name."""
    rows = campaign.readings.select_related("user", "campaign__service", "read_version", "extended_by", "recorded_by")
    held = roles_held(campaign.service)
    return [
        {
            "reading": row,
            "roles": held.get(row.user_id, "Left the service"),
            "extend_url": address("extend_reading", campaign, reading_id=row.pk)
            if may_extend and not (row.read_at or row.left_at or row.extended_at) and row.user_id != viewer.pk
            else "",
            **state_of(row, today),
        }
        for row in rows.order_by("user__name", "pk")
    ]


def roles_held(service: Service) -> dict[int, str]:
    """What each member is here, in words, by the person's primary key."""
    members = Membership.objects.current().filter(service=service).prefetch_related("roles")
    return {one.user_id: one.role_names for one in members}


def matrix(service: Service, today: dt.date) -> dict[str, Any]:
    """Who has read what: the people who work here beside the latest campaigns, as components/data_table.html."""
    shown = list(ReadingCampaign.objects.of_service(service).select_related("service").order_by("-opened_at")[:COLUMNS])
    rows = Reading.objects.filter(campaign__in=shown).select_related("campaign__service")
    found = {(row.user_id, row.campaign_id): state_of(row, today) for row in rows}
    members = Membership.objects.current().filter(service=service).select_related("user").order_by("user__name")
    table = []
    for member in members:
        cells: list[dict[str, Any]] = [{"text": str(member.user), "head": True}]
        for campaign in shown:
            state = found.get((member.user_id, campaign.pk))
            text = f"{state['label']} {state['short']}".strip() if state else "Not asked"
            cells.append({"text": text, "state": state["state"] if state else "", "label": campaign.title})
        table.append(cells)
    heads = [{"label": "Person"}, *({"label": campaign.title} for campaign in shown)]
    return {"heads": heads, "rows": table if shown else []}


CSV_HEAD = (
    "campaign", "kind", "opened", "person", "roles now", "asked", "due", "state", "read or took part", "version read",
    "sha-256", "tries", "more time by", "reason for more time", "recorded by",
)  # fmt: skip


def csv_rows(service: Service, today: dt.date, campaign: ReadingCampaign | None = None) -> Iterator[tuple[str, ...]]:
    """Every reading of the service, or of one campaign, as a spreadsheet shows it; times are the service's own."""
    rows = Reading.objects.filter(campaign__service=service)
    if campaign:
        rows = rows.filter(campaign=campaign)
    rows = rows.select_related("campaign__service", "user", "read_version", "extended_by", "recorded_by")
    held, time = roles_held(service), "%Y-%m-%d %H:%M"
    yield CSV_HEAD
    for row in rows.order_by("-campaign__opened_at", "-campaign_id", "user__name", "pk").iterator(chunk_size=500):
        one = row.campaign
        state = state_of(row, today)
        cells = (
            one.title,
            one.get_kind_display(),
            f"{service.local(one.opened_at):{time}}",
            row.user.name,
            held.get(row.user_id, "left"),
            f"{service.local(row.asked_at):{time}}",
            f"{row.due_on:%Y-%m-%d}",
            state["label"].lower(),
            f"{service.local(row.read_at):{time}}" if row.read_at else "",
            row.read_version.number if row.read_version else "",
            row.digest,
            str(row.tries),
            str(row.extended_by or ""),
            row.extension_reason,
            str(row.recorded_by or ""),
        )
        yield tuple(csv_text(cell) for cell in cells)


def people_to_record(campaign: ReadingCampaign) -> QuerySet[User]:
    """Who works here and is not on record as having taken part."""
    done = campaign.readings.filter(read_at__isnull=False).values("user")
    members = Membership.objects.current().filter(service=campaign.service).values("user")
    return User.objects.filter(pk__in=members).exclude(pk__in=done).order_by("name")


def last_day(service: Service) -> dict[str, Any]:
    """The last training and when the next one is due, for the page of trainings."""
    return {"last": readings.last_training(service), "next_due": readings.next_training_due(service)}
