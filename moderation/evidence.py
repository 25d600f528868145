"""What comments know of a policy and hand over with it: the decisions about them, by the section that they stood on.

As the audit chain tells them: what was taken back, or is no longer kept, was decided all the same.
No words of a comment, and no reason that a colleague wrote: they may be somebody's personal data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from audit.kinds import Kind
from audit.models import Event
from moderation import grounds
from moderation.models import Appeal, Comment
from moderation.querysets import is_kept
from policies.evidence.chapters import Chapter, Rows, Span
from policies.models import Policy, PolicyKind

ROWS_AT_ONCE = 500
DECISIONS = {  # on which row the event of a decision stands, and the decision in words
    "moderation.comment": {
        Kind.COMMENT_STEP_DONE: "{step}",
        Kind.COMMENT_STEP_NOT_POSSIBLE: "passed over: {step}",
        Kind.COMMENT_STEP_TAKEN_BACK: "took back: {step}",
        Kind.COMMENT_SHOWN_AGAIN: "showed the comment again",
        Kind.COMMENT_ESCALATION_CLOSED: "decided about a worry",
        Kind.COMMENT_FLAG_LOWERED: "lowered the flag {flag}",
        Kind.COMMENT_MESSAGE_ALLOWED: "allowed a message to a young writer",
    },
    "moderation.block": {
        Kind.BLOCK_DECIDED: "blocked a writer",
        Kind.BLOCK_DECLINED: "did not block a writer",
        Kind.BLOCK_LIFTED: "lifted the block of a writer",
    },
    "moderation.appeal": {
        Kind.APPEAL_UPHELD: "looked again: the writer is right",
        Kind.APPEAL_DISMISSED: "looked again: it stays as it is",
    },
}


def _of(policy: Policy, span: Span) -> Iterator[Event]:
    """Every decision of the span, oldest first; comments follow the social media policy and no other.

    Without what is kept from a colleague: the pack may be read by whoever it is kept from.
    """
    if policy.kind != PolicyKind.SOCIAL_MEDIA:
        return
    wanted = Q(pk__in=[])
    for thing, kinds in DECISIONS.items():
        wanted |= Q(thing=thing, kind__in=[str(kind) for kind in kinds])
    events = Event.objects.of_service(policy.service).filter(wanted).between(span.starts_at, span.ends_at)
    yield from events.without(_kept(policy)).order_by("number").iterator(chunk_size=ROWS_AT_ONCE)


def _kept(policy: Policy) -> dict[str, QuerySet]:
    comments = Comment.objects.of_service(policy.service).filter(is_kept()).order_by()
    appeals = Appeal.objects.of_service(policy.service).filter(is_kept("comment"))
    return {"moderation.comment": comments.values("pk"), "moderation.appeal": appeals.order_by().values("pk")}


def _decision(event: Event) -> str:
    data = event.data
    return DECISIONS[event.thing][Kind(event.kind)].format(step=data.get("step", ""), flag=data.get("flag", ""))


def decisions(policy: Policy, span: Span) -> Rows:
    """A line a decision; one that stood on no section, as before there was a policy, has none."""
    yield "section", "title", "version", "at", "about", "decision", "by", "number in the chain", "hash"
    for event in _of(policy, span):
        section, title, version = (str(event.data.get(name, "")) for name in ("section", "section_title", "version"))
        at = f"{policy.service.local(event.at):%Y-%m-%d %H:%M}"
        yield (
            section or grounds.NONE, title, version, at, event.label, _decision(event), event.actor_label,
            str(event.number), event.hash,
        )  # fmt: skip


def counts(policy: Policy, span: Span) -> Rows:
    """How often something was decided on each section of each version; as many lines as there are kinds of steps."""
    found: Counter[tuple[str, str, str]] = Counter()
    for event in _of(policy, span):
        section, version = (str(event.data.get(name, "")) for name in ("section", "version"))
        found[section or grounds.NONE, version, _decision(event)] += 1
    yield "section", "version", "decision", "how often"
    for key in sorted(found):
        yield (*key, str(found[key]))


CHAPTERS = (
    Chapter(
        "comment-decisions.csv",
        "Every decision about a comment, with the section that it stood on, in the order of time; what is kept from a "
        "colleague is left out",
        decisions,
    ),
    Chapter("comment-decisions-by-section.csv", "The same counted by section and decision", counts),
)
