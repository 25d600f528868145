"""How each rule did over the last 90 days: how often it fired, was overridden, excepted, and marked as wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from accounts.models import Service
from policies.figures import DAYS, RuleFigures
from posts.models import ExceptionUse, FindingMark, Reason, Review


def of_service(service: Service, now: dt.datetime) -> dict[str, RuleFigures]:
    """By rule. A post counts once a rule, however often the rule fired on it or the post was decided about.

    A rule fired on a post when a decision about it names the rule, or the author gave a reason or somebody marked it.
    What the author mended before the post was submitted is on no record.
    """
    since = now - dt.timedelta(days=DAYS)
    fired: dict[str, set[int]] = defaultdict(set)
    overridden: dict[str, set[int]] = defaultdict(set)
    excepted: dict[str, set[int]] = defaultdict(set)
    wrong: dict[str, int] = defaultdict(int)
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
            fired=len(posts), overridden=len(overridden[rule]), excepted=len(excepted[rule]), wrong=wrong[rule]
        )
        for rule, posts in fired.items()
    }
