"""From a comment to the classifier and back: what it is told, and its answer as plain values to store."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from moderation.classify import Author, Incoming, classify
from moderation.classify.labels import Flag
from moderation.classify.model import Model
from moderation.coming_in import ages
from moderation.learning import versions
from moderation.models import Comment
from policies import services as policies

log = logging.getLogger(__name__)

CLASSIFIER_KNOWS = 13  # who is younger, it says itself


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the machine thinks. `reasons` are {"span": [start, end], "text": …, "for": class or flag}."""

    model: str
    category: str
    confidence: float
    scores: dict[str, float]
    flags: list[str]
    flag_scores: dict[str, float]
    needs_person: bool
    reasons: list[dict[str, Any]]


class NotSorted(Exception):
    """The classifier could not say anything. The text says why, without a word of the comment."""


def suggest(comment: Comment, *, model: Model | None = None) -> Suggestion:
    """Ask the classifier, in the version that sorts for the service unless the caller knows it already.

    Raises NotSorted whatever goes wrong there: a comment must come in all the same.
    """
    try:
        found = classify(incoming_of(comment), model=model or versions.model_for(comment.service_id))
    except Exception as error:  # its message could hold the comment's words
        log.error("comment %s could not be sorted: %s", comment.pk, type(error).__name__)
        raise NotSorted(f"the classifier failed ({type(error).__name__})") from None
    reasons = [{"span": [one.start, one.end], "text": one.text, "for": str(one.speaks_for)} for one in found.reasons]
    return Suggestion(
        model=found.model[:40],
        category=str(found.category),
        confidence=min(max(float(found.confidence), 0.0), 1.0),
        scores=dict(found.scores),
        flags=sorted({*(str(flag) for flag in found.flags), *_too_young(comment)}),
        flag_scores=dict(found.flag_scores),
        needs_person=found.needs_person,
        reasons=reasons,
    )


def _too_young(comment: Comment) -> set[str]:
    """The flag of young writers, for who says an age that is below the policy's minimum, above the classifier's 13."""
    age = ages.stated(comment.text)
    if age is None or age < CLASSIFIER_KNOWS or age >= policies.parameters_in_force(comment.service).minimum_age:
        return set()
    return {str(Flag.UNDER_13)}


def incoming_of(comment: Comment) -> Incoming:
    """What the classifier is told: the text, where it stands, the account's own signals."""
    signals = comment.author_signals
    service = comment.service
    post = comment.post
    return Incoming(
        text=comment.text,
        network=comment.channel.network,
        visibility=comment.visibility,
        author=Author(
            display_name=comment.author_name,
            has_avatar=signals.get("has_avatar"),
            followers=signals.get("followers"),
            recent_comments_24h=signals.get("recent_comments_24h"),
        ),
        answers=post.revision.text if post is not None and post.revision is not None else "",
        own_contacts=service.contacts,
    )
