"""What posts know of a policy and hand over with it: decisions that named one of its sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policies.evidence.chapters import Chapter, Rows, Span
from policies.models import Policy
from posts.models import Review

ROWS_AT_ONCE = 200


def _named(policy: Policy, span: Span) -> Iterator[tuple[Review, dict[str, str]]]:
    """Each decision of the span with each finding that stood on a section, oldest first."""
    rows = Review.objects.filter(
        policy_version__policy=policy,
        post__service=policy.service,
        at__gte=span.starts_at,
        at__lt=span.ends_at,
    )
    for row in rows.select_related("by", "policy_version").order_by("at", "pk").iterator(chunk_size=ROWS_AT_ONCE):
        for finding in row.findings:
            if finding.get("section"):
                yield row, finding


def decisions(policy: Policy, span: Span) -> Rows:
    """A line a finding. The words that were found stay out: they may be somebody's personal data."""
    yield (
        "section", "title", "version", "at", "post", "decision", "by", "rule", "severity", "what it said",
        "author's reason", "exception", "note of the decision", "sha-256 of what was decided on",
    )  # fmt: skip
    for row, finding in _named(policy, span):
        yield (
            finding["section"],
            finding.get("section_title", ""),
            finding.get("version", "") or row.policy_version.number,
            f"{policy.service.local(row.at):%Y-%m-%d %H:%M}",
            str(row.post_id),
            row.get_decision_display(),
            str(row.by),
            finding.get("rule", ""),
            finding.get("severity", ""),
            finding.get("message", ""),
            finding.get("reason", ""),
            finding.get("exception", ""),
            row.note,
            row.digest,
        )


def counts(policy: Policy, span: Span) -> Rows:
    """How often each section of each version was named, by decision and rule; as many lines as there are rules."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for row, finding in _named(policy, span):
        version = finding.get("version", "") or row.policy_version.number
        found[finding["section"], version, finding.get("rule", ""), row.get_decision_display()] += 1
    yield "section", "version", "rule", "decision", "how often"
    for key in sorted(found):
        yield (*key, str(found[key]))


CHAPTERS = (
    Chapter("decisions.csv", "Every decision about a post that named a section, in the order of time", decisions),
    Chapter("decisions-by-section.csv", "The same counted by section, rule and decision", counts),
)
