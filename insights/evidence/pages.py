"""What the pages of packs show, in the shape of their components."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from accounts.models import Role, Service, User
from accounts.permissions import has_role
from insights.evidence import rights
from insights.evidence.asking import OPEN
from insights.models import EvidencePack
from insights.spans import choices
from policies.dates import add_months

Kinds, State = EvidencePack.Kind, EvidencePack.State
TAGS = {
    State.WAITING: "submitted",
    State.RUNNING: "claimed",
    State.READY: "done",
    State.FAILED: "failed",
    State.GONE: "closed",
}
HEADS = [{"label": name} for name in ("Pack", "Kind", "Asked for", "State", "Kept until")]
ASK_OF = {Kinds.POST: "post", Kinds.INCIDENT: "incident", Kinds.POLICY: "policy", Kinds.REQUESTS: "request"}
"""The name of the address at which a pack of this kind is asked for."""
HOLDS = {
    Kinds.POST: (
        "every revision with its text for each channel, pictures by name, digest and words",
        "every decision with the findings and reasons of that time, and the policy that it stood on",
        "every sending with its attempts, what was taken off or corrected and why",
        "the comments below it, without who wrote them",
    ),
    Kinds.INCIDENT: (
        "the comments with who wrote them, and what was captured of them before anything was done",
        "every step with its proof, our public answer, and how it ended",
        "the complaint with its dates, appeals, blocks and legal holds",
    ),
    Kinds.POLICY: (
        "every version to read and as data, and what changed between them",
        "approvals, readings, reviews, exceptions, trainings, and the decisions that named a section",
    ),
    Kinds.REQUESTS: (
        "the request’s own record: how we knew that it was them, its clock, who checked it, how it ended",
        "each time that their data was put together or taken, with the hash of the file; none of their words",
    ),
}


def url(name: str, service: Service, *args: int) -> str:
    return reverse(f"evidence:{name}", args=[service.slug, *args])


def list_page(user: User, service: Service) -> dict[str, Any]:
    manages = has_role(user, service, Role.SERVICE_MANAGER)
    return {"asks_for_spans": not rights.refusal_to_ask(user, service, Kinds.SPAN), "sees_everybodys": manages}


def row(pack: EvidencePack) -> list[dict[str, Any]]:
    local = pack.service.local
    kept = f"{pack.gone_on:%a %-d %b %Y}" if pack.state == State.READY and pack.gone_on else ""
    return [
        {"text": pack.title, "head": True, "url": url("pack", pack.service, pack.pk)},
        {"text": pack.get_kind_display(), "label": "Kind"},
        {"text": f"{local(pack.asked_at):%-d %b %Y, %H:%M} by {pack.asked_by}", "label": "Asked for"},
        {"text": pack.get_state_display(), "label": "State", "state": TAGS[State(pack.state)]},
        {"text": kept or "–", "label": "Kept until"},
    ]


def pack_page(pack: EvidencePack, user: User) -> dict[str, Any]:
    service, is_ready = pack.service, pack.state == State.READY
    return {
        "pack": pack,
        "tag": TAGS[State(pack.state)],
        "is_open": pack.state in OPEN,
        "percent": min(99, 100 * pack.done // pack.total) if pack.total else 0,
        "so_far": f"{pack.done:,} of about {pack.total:,} rows" if pack.total else "Waiting for its turn",
        "refusal": rights.refusal_to_take(user, pack) if is_ready else "",
        "file_size": filesizeformat(pack.size),
        "thing_url": thing_url(pack),
        "again_url": again_url(pack),
        "back_url": url("list", service),
    }


def again_url(pack: EvidencePack) -> str:
    """Where the same can be asked for once more."""
    if pack.kind == Kinds.SPAN:
        return f"{url('list', pack.service)}?first={pack.first_on:%Y-%m-%d}&last={pack.last_on:%Y-%m-%d}"
    return url(ASK_OF[Kinds(pack.kind)], pack.service, pack.thing_id)


def thing_url(pack: EvidencePack) -> str:
    """The page of what it is about; "" for a span."""
    names = {Kinds.POST: "posts:post", Kinds.INCIDENT: "inbox:incident", Kinds.REQUESTS: "inbox:data_request"}
    if pack.kind in names:
        return reverse(names[pack.kind], args=[pack.service.slug, pack.thing_id])
    return reverse("policies:list", args=[pack.service.slug]) if pack.kind == Kinds.POLICY else ""


def quick_days(service: Service, now: dt.datetime) -> list[dict[str, str]]:
    """Spans that are asked for most, as addresses that fill in the form."""
    month, quarter = (one.before for one in choices(service, now)[:2])
    found = (
        ("Last month", month.first, month.last),
        ("Last quarter", quarter.first, quarter.last),
        ("The last twelve months", add_months(month.first, -11), month.last),
    )
    return [{"label": label, "query": f"?first={first:%Y-%m-%d}&last={last:%Y-%m-%d}"} for label, first, last in found]
