"""A document with a draft 1.0 of the sections that a person has looked through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from accounts.models import Service, User
from policies import drafting, services, starter, usual, workflow
from policies.drafting import SectionPlan
from policies.models import PolicyKind, PolicyVersion
from policies.refusals import Refused

CHANGE_NOTE = "Brought in from the document that we had."


@dataclass(frozen=True, kw_only=True)
class Kept:
    title: str
    body: str
    item: str = ""
    guidance_only: bool = False


@transaction.atomic
def make_draft(
    service: Service,
    *,
    title: str,
    kind: str,
    owner: User,
    sections: Sequence[Kept],
    with_usual: bool,
    by: User,
    now: dt.datetime | None = None,
) -> PolicyVersion:
    """Raises Refused. `with_usual` puts the usual rules and reply templates on the first section of each item."""
    if not sections:
        raise Refused("Keep at least one section.")
    policy = services.create_policy(service, title=title, kind=kind, owner=owner, by=by, now=now)
    version = workflow.start_version(policy, by=by, now=now)
    plans = _plans(sections, with_usual=with_usual and kind == PolicyKind.SOCIAL_MEDIA)
    return drafting.fill(version.pk, plans, by=by, change_note=CHANGE_NOTE, now=now)


def _plans(sections: Sequence[Kept], *, with_usual: bool) -> list[SectionPlan]:
    replies = {part.item: starter.templates_of(part) for part in starter.PARTS}
    plans: list[SectionPlan] = []
    done: set[str] = {""}
    keys = set(drafting.TAKEN_ANCHORS)
    for section in sections:
        has_usual = with_usual and not section.guidance_only and section.item not in done
        done |= {section.item} if has_usual else set()
        plans.append(
            SectionPlan(
                key=_free_key(section.title, keys),
                title=section.title,
                body=section.body,
                standard_item=section.item,
                guidance_only=section.guidance_only,
                rules=usual.severities_of(section.item) if has_usual else {},
                templates=replies.get(section.item, ()) if has_usual else (),
            )
        )
    return plans


def _free_key(title: str, taken: set[str]) -> str:
    wish = slugify(title)[:50].strip("-") or "section"
    key, number = wish, 2
    while key in taken:
        key, number = f"{wish}-{number}", number + 1
    taken.add(key)
    return key
