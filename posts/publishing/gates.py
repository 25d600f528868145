"""What is asked of a delivery at the moment of sending: everything that may have changed since the approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from channels.models import ChannelState
from channels.networks import capabilities_of
from policies.rules.base import Finding, Findings
from posts import times
from posts.checking import checks
from posts.content import Content, digest
from posts.models import Delivery, ExceptionUse, Post, PostState
from posts.writing import fitting


class Way(StrEnum):
    """Where a delivery goes from here."""

    SEND = "send"
    BY_HAND = "by_hand"  # a person puts it out
    HOLD = "hold"  # back to approved: it needs a new time
    VOID = "void"  # back to the author: it needs a new approval
    FAIL = "fail"
    EXPIRE = "expire"
    CANCEL = "cancel"  # the post is no longer to go out


@dataclass(frozen=True, slots=True)
class Verdict:
    way: Way
    reason: str = ""


SEND = Verdict(Way.SEND)


@dataclass(kw_only=True)
class Gate:
    """Judges the deliveries that a worker has before it, all at one moment; each post is checked once."""

    now: dt.datetime
    _contents: dict[int, Content] = field(default_factory=dict)
    _blocked: dict[int, str] = field(default_factory=dict)
    _findings: dict[int, Findings] = field(default_factory=dict)
    _surroundings: dict[int, checks.Surroundings] = field(default_factory=dict)

    def verdict(self, delivery: Delivery) -> Verdict:
        post, channel = delivery.post, delivery.channel
        if post.state not in (PostState.SCHEDULED, PostState.PUBLISHING):
            return Verdict(Way.CANCEL, "The post was taken off the schedule.")
        if self.now > delivery.due_at + dt.timedelta(minutes=post.late_limit_minutes):
            when = times.words(delivery.due_at, post.service.zone)
            return Verdict(
                Way.EXPIRE,
                f"Its time was {when}, and nothing goes out more than {post.late_limit_minutes} minutes late.",
            )
        if post.service.is_paused:
            return Verdict(Way.HOLD, f"All sending is paused: {post.service.pause_reason}")
        if not self._is_as_approved(delivery):
            return Verdict(Way.VOID, "The content is no longer the one that was approved.")
        if channel.state not in (ChannelState.LIVE, ChannelState.PILOT):
            state = channel.get_state_display().lower()
            return Verdict(Way.FAIL, f"The channel {channel} is {state}. Make it live, then choose a new time.")
        if channel.signed_out_at:
            return Verdict(Way.FAIL, f"{channel} is signed out. Connect it again, then send the post from its page.")
        if reason := self._blocked_reason(delivery):
            return Verdict(Way.VOID, reason)
        kinds = [picture.kind for picture in self.content_of(delivery).pictures]
        return SEND if fitting.goes_out_by_itself(kinds, capabilities_of(channel)) else Verdict(Way.BY_HAND)

    def content_of(self, delivery: Delivery) -> Content:
        """What the delivery carries, read from its revision once."""
        if delivery.revision_id not in self._contents:
            self._contents[delivery.revision_id] = delivery.revision.content()
        return self._contents[delivery.revision_id]

    def _is_as_approved(self, delivery: Delivery) -> bool:
        post = delivery.post
        return (
            bool(post.approved_digest)
            and delivery.revision_id == post.revision_id
            and delivery.digest == post.approved_digest == digest(self.content_of(delivery))
        )

    def _blocked_reason(self, delivery: Delivery) -> str:
        """ "" or why the policy in force now stops the post."""
        post = delivery.post
        if post.pk not in self._blocked:
            around = self._surroundings.setdefault(post.service_id, checks.Surroundings(post.service, self.now))
            content, rules = self.content_of(delivery), around.ruleset
            if _is_judged_already(post, around):
                rules = around.of_the_moment
            self._findings[post.pk] = checks.run(
                post, now=self.now, content=content, surroundings=around, ruleset=rules
            )
            self._blocked[post.pk] = _why_blocked(post, self._findings[post.pk])
        return self._blocked[post.pk]

    def findings_of(self, post_id: int) -> Findings:
        """What the policy says to a post that was judged; nothing for one that went no further than its state."""
        return self._findings.get(post_id, Findings())


def _is_judged_already(post: Post, around: checks.Surroundings) -> bool:
    """Whether the approval of this very content stands on what the rules of meaning would judge by now: the same
    policy, parameters, service and rules. A post that needed an exception is judged anew in full, and so is one that
    was not read with its approvals (DeliveryQuerySet.for_judging)."""
    approvals = [one for one in getattr(post, "approvals", ()) if one.digest == post.approved_digest and one.judged_by]
    if not approvals or post.uses_of_exceptions:
        return False
    judged_by = checks.judged_by(post, around)
    return any(one.judged_by == judged_by for one in approvals)


def _why_blocked(post: Post, findings: Findings) -> str:
    """ "" or what stops the post now. A rule that it was excepted from stops it as soon as the exception has ended:
    the author gave no reason for keeping its words, as none was asked for."""
    if not findings.blocking and not findings.warnings:
        return ""
    excepted = set(ExceptionUse.objects.filter(post=post).values_list("exception__rule", flat=True))
    unexplained = checks.unexplained(findings, checks.reasons_of(post)) if excepted else []
    for finding in (*findings.blocking, *unexplained):
        if finding.rule in excepted:
            return f"The exception that this post needs has ended, so the policy stops it: {finding.message}"
    return _sentence(findings.blocking[0]) if findings.blocking else ""


def _sentence(finding: Finding) -> str:
    return f"The policy now stops this post: {finding.message}"
