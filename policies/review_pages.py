"""What the pages of reviews show: all policies on a time line, and what one review has to look at. Plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q

from accounts.models import Membership, Service
from policies import coverage, pages
from policies.dates import add_months, until_in_words
from policies.models import (
    Policy,
    PolicyReview,
    PolicyVersion,
    ReadingCampaign,
    ReplyTemplate,
    RuleSetting,
    Section,
    VersionState,
)
from policies.workflow import OPEN_STATES

WIDTH, LEFT, ROW, HEAD = 1000, 250, 56, 40  # of the drawing, in its own units


@dataclass(frozen=True)
class Axis:
    """Days on the width of the drawing."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> int:
        """A place in the drawing; what lies outside is set at its edge."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - 20) * min(max(share, 0), 1))


def rows(service: Service, today: dt.date) -> list[dict[str, Any]]:
    """Every policy: last review, next review, overdue, what is missing."""
    versions = PolicyVersion.objects.order_by("-major", "-minor").prefetch_related(
        Prefetch(
            "sections",
            Section.objects.prefetch_related(
                Prefetch("rule_settings", RuleSetting.objects.only("section_id", "rule", "severity")),
                Prefetch("reply_templates", ReplyTemplate.objects.only("section_id", "name")),
            ),
        )
    )
    standing = versions.filter(Q(state=VersionState.IN_FORCE) | Q(state__in=OPEN_STATES))
    done = PolicyReview.objects.exclude(done_on=None).select_related("reviewer").order_by("-done_on", "-pk")
    policies = Policy.objects.of_service(service).select_related("owner", "service")
    policies = policies.prefetch_related(
        Prefetch("versions", standing, to_attr="standing"), Prefetch("reviews", done, to_attr="done")
    )
    here = set(Membership.objects.current().filter(service=service).values_list("user_id", flat=True))
    readings = _readings(service)
    return [_row(policy, here, readings, today) for policy in policies]


def _readings(service: Service) -> dict[tuple[int, int], tuple[int, int]]:
    """Asked and read, by policy and major version."""
    campaigns = ReadingCampaign.objects.of_service(service).filter(version__isnull=False)
    counted = campaigns.annotate(
        asked=Count("readings", filter=Q(readings__left_at=None)),
        read=Count("readings", filter=Q(readings__read_at__isnull=False, readings__left_at=None)),
    )
    return {
        (policy, major): (asked, read)
        for policy, major, asked, read in counted.values_list("version__policy", "version__major", "asked", "read")
    }


def _row(policy: Policy, here: set[int], readings: dict[Any, tuple[int, int]], today: dt.date) -> dict[str, Any]:
    in_force = next((one for one in policy.standing if one.state == VersionState.IN_FORCE), None)
    on_its_way = next((one for one in policy.standing if one.state in OPEN_STATES), None)
    for version in policy.standing:
        version.policy = policy
    last = policy.done[0] if policy.done else None
    due = in_force.next_review_on if in_force else None
    return {
        "policy": policy,
        "version": in_force,
        "on_its_way": on_its_way,
        "url": pages.url("version", in_force or on_its_way) if in_force or on_its_way else "",
        "in_force_on": in_force.effective_from if in_force else None,
        "last": last,
        "due": due,
        "due_in": until_in_words(due, today) if due else "",
        "overdue": bool(due and due < today),
        "missing": list(_missing(policy, in_force, here, readings)),
    }


def _missing(policy: Policy, version: PolicyVersion | None, here: set[int], readings: dict[Any, tuple[int, int]]):
    """Sentences on what this policy lacks."""
    if policy.owner_id not in here:
        yield f"Nobody looks after it: {policy.owner} has left"
    if version is None:
        yield "Nothing is in force"
        return
    if coverage.is_measured(version):
        standings = coverage.standings(version, version.sections.all())
        covered = coverage.cover(version, standings)
        if missing := [one.item.label for one in covered if one.is_of_the_guide and not one.sections]:
            yield f"Not covered: {', '.join(missing)}"
        if further := [one.item.label for one in covered if not one.is_of_the_guide and not one.sections]:
            yield f"Not covered of what two services add: {', '.join(further)}"
        if undecided := [one.section.title for one in standings if one.state == coverage.State.UNDECIDED]:
            yield f"Nothing runs from: {', '.join(undecided)}"
    asked, read = readings.get((policy.pk, version.major), (0, 0))
    if not asked and not read:
        yield "Nobody was asked to read it"
    elif not read:
        yield "Nobody has read it yet"
    elif read < asked:
        yield f"{asked - read} of {asked} have not read it yet"


def drawing(shown: Sequence[dict[str, Any]], today: dt.date) -> dict[str, Any]:
    """The rows as places in an SVG: a line from the last review, or the first day in force, to the next one."""
    dated = [one for one in shown if one["due"]]
    begins = [_begin(one) or today for one in dated]
    axis = Axis(
        max(min([today, *begins]) - dt.timedelta(days=20), add_months(today, -30)),
        min(max([add_months(today, 3), *(one["due"] for one in dated)]) + dt.timedelta(days=20), add_months(today, 36)),
    )
    bottom = HEAD + ROW * len(dated)
    return {
        "width": WIDTH,
        "height": bottom + 28,
        "bottom": bottom,
        "today_y": bottom + 18,
        "left": LEFT,
        "today_x": axis.x(today),
        "ticks": [{"x": axis.x(day), "label": f"{day:%b %Y}"} for day in _quarters(axis)],
        "rows": [_drawn(one, axis, HEAD + ROW * number + ROW // 2, today) for number, one in enumerate(dated)],
    }


def _begin(row: dict[str, Any]) -> dt.date | None:
    return row["last"].done_on if row["last"] else row["in_force_on"]


def _drawn(row: dict[str, Any], axis: Axis, y: int, today: dt.date) -> dict[str, Any]:
    begin, due = _begin(row) or today, row["due"]
    title = row["policy"].title
    return {
        "title": title if len(title) <= 26 else f"{title[:25]}…",
        "y": y,
        "text_y": y + 6,
        "from_x": axis.x(begin),
        "due_x": axis.x(due),
        "late_x": axis.x(today),
        "due_label": f"{due:%-d %b %Y}",
        "label_x": max(axis.x(due) + 10, LEFT + 100),
        "label_y": y - 14,
        "overdue": row["overdue"],
        "was_reviewed": row["last"] is not None,
        "diamond": f"M{axis.x(due)} {y - 10}l10 10l-10 10l-10 -10z",
    }


def _quarters(axis: Axis) -> list[dt.date]:
    """First days of quarters, or of half-years where there is much to show, far enough apart to be read."""
    months = 3 if (axis.last - axis.first).days < 560 else 6
    day = dt.date(axis.first.year, 1, 1)
    days = []
    while day <= axis.last:
        if day > axis.first:
            days.append(day)
        day = add_months(day, months)
    return days
