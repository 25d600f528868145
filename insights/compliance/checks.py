"""Checks: what the rules found, how often they are overridden, and the exceptions in use."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from insights.addresses import address, rows_of
from insights.compliance.counting import Row, Rows
from insights.spans import OfDays, Span
from policies.models import RuleException
from posts.models import ExceptionUse, FindingMark, Review

OFTEN = 0.5  # of the posts on which a rule fired
FEWEST = 4  # posts from which that says something
ENDS_SOON = dt.timedelta(days=7)


@dataclass
class OfRule:
    """Posts, each counted once a rule; `wrong` counts findings."""

    fired: set[int] = field(default_factory=set)
    overridden: set[int] = field(default_factory=set)
    excepted: set[int] = field(default_factory=set)
    wrong: int = 0

    @property
    def is_often_overridden(self) -> bool:
        return len(self.fired) >= FEWEST and len(self.overridden) >= OFTEN * len(self.fired)


def by_rule(span: OfDays | Span) -> dict[str, OfRule]:
    """What each rule did on the decisions, exceptions and marks of a span; what fired most comes first."""
    found: dict[str, OfRule] = defaultdict(OfRule)
    within = {"at__gte": span.start, "at__lt": span.end}
    decisions = Review.objects.filter(post__service=span.service, **within).exclude(findings=[])
    for post, decision, findings in decisions.order_by().values_list("post_id", "decision", "findings").iterator():
        for one in findings:
            found[one["rule"]].fired.add(post)
            if one["severity"] == "warn" and decision == Review.Decision.APPROVED:
                found[one["rule"]].overridden.add(post)
    uses = ExceptionUse.objects.filter(post__service=span.service, **within)
    for rule, post in uses.order_by().values_list("exception__rule", "post_id"):
        found[rule].fired.add(post)
        found[rule].excepted.add(post)
    marks = FindingMark.objects.of_service(span.service).filter(**within)
    for rule, post in marks.order_by().values_list("rule", "post_id"):
        found[rule].fired.add(post)
        found[rule].wrong += 1
    return dict(sorted(found.items(), key=lambda one: (-len(one[1].fired), one[0])))


def often_overridden(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row a rule that found something."""
    return [
        Row(what=rule, plain=rule, fact=in_words(of), is_good=not of.is_often_overridden, url=let_pass(span, rule, of))
        for rule, of in by_rule(span).items()
    ]


def let_pass(span: OfDays | Span, rule: str, of: OfRule) -> str:
    """Where the posts stand on which a rule was let pass; "" where it was on none."""
    return rows_of("overridden", span, rule=rule) if of.overridden and isinstance(span, OfDays) else ""


def in_words(of: OfRule) -> str:
    said = [f"on {len(of.fired)} {'post' if len(of.fired) == 1 else 'posts'}"]
    said += [f"let pass on {len(of.overridden)}"] if of.overridden else []
    said += [f"excepted on {len(of.excepted)}"] if of.excepted else []
    said += [f"marked as wrong {of.wrong} {'time' if of.wrong == 1 else 'times'}"] if of.wrong else []
    return ", ".join(said)


def exceptions(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Exceptions that hold today; one that ends within a week is to be looked at."""
    today = span.service.today(now)
    return [
        Row(
            what=str(one),
            plain=f"{one.rule} on {one.channel.get_network_display()}",
            fact=f"until {one.ends_on:%-d %b %Y}",
            is_good=one.ends_on > today + ENDS_SOON,
            url=address("policies:exceptions", span.service),
        )
        for one in RuleException.objects.of_service(span.service).granted_on(today).select_related("channel")
    ]
