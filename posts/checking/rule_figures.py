"""How each rule did over the last 90 days: how often it fired, was mended, stopped a draft, was overridden, excepted,
and marked as wrong.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from accounts.models import Service
from policies.figures import DAYS, RuleFigures
from policies.rules.base import Findings, Severity
from posts.models import ExceptionUse, FindingMark, Post, Reason, Review, RuleFired


def keep(post: Post, findings: Findings, now: dt.datetime) -> None:
    """Put on record which rules fired on a post as its author saved it. Called in the transaction of the save."""
    strongest = {finding.rule: finding.severity for finding in reversed(findings)}
    RuleFired.objects.filter(post=post, mended_at=None).exclude(rule__in=strongest).update(mended_at=now)
    RuleFired.objects.bulk_create(
        [RuleFired(post=post, rule=rule, severity=severity, at=now) for rule, severity in strongest.items()],
        update_conflicts=True,
        unique_fields=["post", "rule"],
        update_fields=["severity", "at", "mended_at"],
    )


def of_service(service: Service, now: dt.datetime) -> dict[str, RuleFigures]:
    """By rule. A post counts once a rule, however often the rule fired on it or the post was decided about.

    A rule fired on a post when it said something at a save in the editor, a decision names it, the author gave a
    reason or somebody marked it. What the author mended while typing, before a save, is on no record.
    """
    since = now - dt.timedelta(days=DAYS)
    fired: dict[str, set[int]] = defaultdict(set)
    overridden: dict[str, set[int]] = defaultdict(set)
    excepted: dict[str, set[int]] = defaultdict(set)
    mended: dict[str, int] = defaultdict(int)
    stopped: dict[str, int] = defaultdict(int)
    wrong: dict[str, int] = defaultdict(int)
    saves = RuleFired.objects.filter(post__service=service, at__gte=since, at__lte=now)
    of_a_save = saves.values_list("rule", "post_id", "severity", "mended_at", "post__submitted_at")
    for rule, post_id, severity, mended_at, submitted_at in of_a_save.iterator():
        fired[rule].add(post_id)
        mended[rule] += mended_at is not None
        stopped[rule] += severity == Severity.BLOCK and mended_at is None and submitted_at is None
    decisions = Review.objects.filter(post__service=service, at__gte=since, at__lte=now)
    for post_id, decision, findings in decisions.values_list("post_id", "decision", "findings").iterator():
        for finding in findings:
            fired[finding["rule"]].add(post_id)
            if finding.get("reason") and decision == Review.Decision.APPROVED:
                overridden[finding["rule"]].add(post_id)
    reasons = Reason.objects.filter(post__service=service, at__gte=since, at__lte=now)
    for rule, post_id in reasons.values_list("rule", "post_id").iterator():
        fired[rule].add(post_id)
    uses = ExceptionUse.objects.filter(post__service=service, at__gte=since, at__lte=now)
    for rule, post_id in uses.values_list("exception__rule", "post_id").iterator():
        fired[rule].add(post_id)
        excepted[rule].add(post_id)
    marks = FindingMark.objects.of_service(service).filter(at__gte=since, at__lte=now)
    for rule, post_id in marks.values_list("rule", "post_id").iterator():
        fired[rule].add(post_id)
        wrong[rule] += 1
    return {
        rule: RuleFigures(
            fired=len(posts),
            mended=mended[rule],
            stopped=stopped[rule],
            overridden=len(overridden[rule]),
            excepted=len(excepted[rule]),
            wrong=wrong[rule],
        )
        for rule, posts in fired.items()
    }
