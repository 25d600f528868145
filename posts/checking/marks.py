"""What staff say about findings: this one is wrong. The rule's figures count it; nothing else changes by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies.models import PolicyVersion
from policies.rules.base import Finding
from posts import permissions
from posts.models import FindingMark, Post

LONGEST_NOTE = 300


class MarkRefused(Exception):
    """A mark that cannot be made; the text is a sentence for the person."""


def of_post(post: Post | None) -> dict[str, FindingMark]:
    """Findings of a post that somebody marked as wrong, by their key."""
    if post is None or post.pk is None:
        return {}
    return {mark.key: mark for mark in post.finding_marks.select_related("by")}


def finding_with(findings: Mapping[str, Finding] | None, key: str) -> Finding:
    """The finding that a pressed button names, as the rules see it now. Raises MarkRefused."""
    finding = (findings or {}).get(key)
    if finding is None:
        raise MarkRefused("The rules no longer say this about the post, so there is nothing to mark.")
    return finding


@transaction.atomic
def mark_wrong(
    post_id: int,
    finding: Finding,
    *,
    by: User,
    version: PolicyVersion | None,
    note: str = "",
    now: dt.datetime | None = None,
) -> FindingMark:
    """Say that a finding is wrong. It still stops the post; marking twice is once. Raises MarkRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    forget_roles(by)
    if refusal := permissions.refusal_to_mark_findings(by, post.service):
        raise MarkRefused(refusal)
    values = {
        "service": post.service,
        "policy_version": version,
        "rule": finding.rule,
        "quote": finding.quote,
        "note": " ".join(note.split())[:LONGEST_NOTE],
        "by": by,
        "at": now,
    }
    mark, is_new = FindingMark.objects.get_or_create(post=post, key=finding.key, defaults=values)
    if is_new:
        data = {"rule": mark.rule, "note": mark.note}
        audit.record(Kind.FINDING_MARKED, on=post, actor=by, data=data, now=now)
    return mark


@transaction.atomic
def take_back(post_id: int, key: str, *, by: User, now: dt.datetime | None = None) -> None:
    """Whoever may mark may take a mark back, a colleague's too. Raises MarkRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    forget_roles(by)
    if refusal := permissions.refusal_to_mark_findings(by, post.service):
        raise MarkRefused(refusal)
    mark = FindingMark.objects.filter(post=post, key=key).first()
    if mark is None:
        return
    mark.delete()
    audit.record(Kind.FINDING_MARK_TAKEN_BACK, on=post, actor=by, data={"rule": mark.rule}, now=now)
