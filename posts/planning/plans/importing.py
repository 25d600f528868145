"""A plan from a spreadsheet: read and kept, shown, then made into drafts all at once, or dropped; taken back later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions, services, workflow
from posts.models import PlanImport, Post, PostState
from posts.planning.plans.columns import Columns, columns_of
from posts.planning.plans.files import FileRefused, rows_of
from posts.planning.plans.judging import Judge, Line

HEADER_WITHIN = 10
"""Rows in which the names of the columns may stand; people put a title above."""


class PlanRefused(Exception):
    """Something that cannot be done with a plan; the text is a sentence for the person."""


@transaction.atomic
def read(*, service: Service, by: User, name: str, data: bytes, now: dt.datetime | None = None) -> PlanImport:
    """Keep what the file says; nothing is made of it yet. Raises PermissionDenied and PlanRefused."""
    now = now or timezone.now()
    if refusal := permissions.refusal_to_import_plans(by, service):
        raise PermissionDenied(refusal)
    try:
        rows = rows_of(name, data)
    except FileRefused as refused:
        raise PlanRefused(str(refused)) from refused
    at, columns = _header(rows)
    lines = [{"number": number, "values": columns.values(cells)} for number, cells in rows[at + 1 :]]
    lines = [line for line in lines if line["values"]]
    if not lines:
        raise PlanRefused("There is a header in this file and no line below it. Add the posts and choose it again.")
    name = "".join(sign if sign.isprintable() else " " for sign in name)[-200:] or "Plan"
    plan = PlanImport.objects.create(service=service, file_name=name, rows=lines, by=by, at=now)
    audit.record(Kind.PLAN_READ, on=plan, actor=by, data={"lines": len(lines)}, now=now)
    return plan


def lines_of(plan: PlanImport, now: dt.datetime) -> list[Line]:
    """What would be made of it now."""
    return Judge(plan.service, now).lines(plan.rows)


@transaction.atomic
def make(
    plan_id: int, *, by: User, chosen: Collection[int] | None = None, now: dt.datetime | None = None
) -> PlanImport:
    """Make drafts of the chosen lines (by number; of every line without problem or doubt where None), all or none.

    Raises PermissionDenied and PlanRefused, also when a chosen line is no longer good.
    """
    now = now or timezone.now()
    plan = locked(plan_id)
    _require(plan, by, PlanImport.State.READ)
    lines = lines_of(plan, now)
    wanted = [line for line in lines if (line.is_wanted if chosen is None else line.number in chosen)]
    if not wanted:
        raise PlanRefused("Tick at least one line, or drop the plan.")
    if bad := [line for line in wanted if not line.is_good]:
        raise PlanRefused(f"Line {bad[0].number} cannot be made: {bad[0].problems[0]} Nothing was made.")
    made = services.create_posts(service=plan.service, by=by, many=[line.written for line in wanted], now=now)
    posts = {line.number: post.pk for line, post in zip(wanted, made, strict=True)}
    plan.rows = [{**row, **({"post": posts[row["number"]]} if row["number"] in posts else {})} for row in plan.rows]
    plan.state, plan.done_at, plan.made = PlanImport.State.DONE, now, len(made)
    plan.save(update_fields=["rows", "state", "done_at", "made"])
    audit.record(Kind.PLAN_DONE, on=plan, actor=by, data={"made": len(made)}, now=now)
    return plan


@transaction.atomic
def take_back(plan_id: int, *, by: User, now: dt.datetime | None = None) -> tuple[PlanImport, int]:
    """Withdraw the drafts of a plan that nobody has touched since; how many.

    Raises PermissionDenied and PlanRefused.
    """
    now = now or timezone.now()
    plan = locked(plan_id)
    _require(plan, by, PlanImport.State.DONE)
    untouched = untouched_drafts(plan)
    if not untouched:
        raise PlanRefused("Every draft of this plan was changed or sent on since. Withdraw them on their own pages.")
    for post in untouched:
        workflow.withdraw(post.pk, by=by, now=now)
    plan.made -= len(untouched)
    if not plan.made:
        plan.state = PlanImport.State.DROPPED
    plan.save(update_fields=["made", "state"])
    data = {"taken": len(untouched), "kept": plan.made}
    audit.record(Kind.PLAN_TAKEN_BACK, on=plan, actor=by, data=data, now=now)
    return plan, len(untouched)


@transaction.atomic
def drop(plan_id: int, *, by: User, now: dt.datetime | None = None) -> PlanImport:
    """Make nothing of it. Raises PermissionDenied and PlanRefused."""
    plan = locked(plan_id)
    _require(plan, by, PlanImport.State.READ)
    plan.state = PlanImport.State.DROPPED
    plan.save(update_fields=["state"])
    audit.record(Kind.PLAN_DROPPED, on=plan, actor=by, now=now)
    return plan


def untouched_drafts(plan: PlanImport) -> list[Post]:
    """Drafts of the plan as it made them."""
    made = [row["post"] for row in plan.rows if "post" in row]
    rows = Post.objects.of_service(plan.service).filter(pk__in=made, state=PostState.DRAFT, version=1)
    return list(rows.order_by("pk"))


def locked(plan_id: int) -> PlanImport:
    PlanImport.objects.select_for_update().values_list("pk").get(pk=plan_id)
    return PlanImport.objects.select_related("service", "by").get(pk=plan_id)


def _require(plan: PlanImport, by: User, state: str) -> None:
    if refusal := permissions.refusal_to_import_plans(by, plan.service):
        raise PermissionDenied(refusal)
    if plan.state != state:
        done = {"read": "waits for a decision", "done": "has become drafts already", "dropped": "was dropped"}
        raise PlanRefused(f"This plan {done[plan.state]}. Somebody may have done it after you opened the page.")


def _header(rows: list[tuple[int, list[str]]]) -> tuple[int, Columns]:
    """Where the names of the columns stand, and which is which. Raises PlanRefused."""
    found = [(at, columns_of(cells)) for at, (_, cells) in enumerate(rows[:HEADER_WITHIN])]
    fitting = [(at, columns) for at, columns in found if columns.is_plan and len(columns.fields) > 1]
    fitting = fitting or [(at, columns) for at, columns in found if columns.is_plan]
    if not fitting:
        first = ", ".join(f"“{cell[:30]}”" for cell in rows[0][1] if cell) if rows else ""
        raise PlanRefused(
            "The first line has to name the columns, with “Text” or “Title” among them"
            f"{f'; it says {first[:200]}' if first else ''}. The template shows how."
        )
    return fitting[0]
