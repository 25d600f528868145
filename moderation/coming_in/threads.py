"""What answers what: a comment is tied to the one that it answers, whichever of them comes first.

An answer to an answer of ours belongs to the comment that we answered.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from channels.models import Channel
from moderation.keeping import traces
from moderation.models import Comment, Step

DEEPEST = 50
"""Networks nest less deep; what claims more is not followed."""
OURS_WITHIN = dt.timedelta(days=180)
"""How long after an answer of ours somebody may answer it and be tied to it."""
WAITS_FOR = dt.timedelta(days=2)
AT_ONCE = 100


def tie(comment: Comment) -> None:
    """Set the parent of a comment that is not saved yet, and our post, where only the parent tells it."""
    if not comment.answers_remote_id:
        return
    parent = _of_id(comment.channel, comment.answers_remote_id, now=comment.received_at)
    if parent is None or parent.remote_id == comment.remote_id:
        return
    comment.parent = parent
    comment.post_id = comment.post_id or parent.post_id


def adopt(comment: Comment) -> int:
    """Tie the answers that came before a comment, now that it is stored; returns how many."""
    waiting = Comment.objects.filter(channel=comment.channel, answers_remote_id=comment.remote_id, parent=None)
    above = _above(comment)
    children = list(waiting.exclude(pk__in=above).values_list("pk", flat=True)[:AT_ONCE])
    if children and comment.post_id:
        Comment.objects.filter(pk__in=children, post=None).update(post=comment.post_id)
    return Comment.objects.filter(pk__in=children).update(parent=comment) if children else 0


def learn(comment: Comment, *, answers_remote_id: str, post_id: int | None) -> None:
    """Of a comment that is here: what the network tells only now."""
    fields = []
    if answers_remote_id and not comment.answers_remote_id:
        comment.answers_remote_id = answers_remote_id
        tie(comment)
        if comment.parent_id in _below(comment):
            comment.parent = None
        fields += ["answers_remote_id", "parent", "post"]
    if post_id and comment.post_id is None:
        comment.post_id = post_id
        fields.append("post")
    if fields:
        comment.save(update_fields=sorted(set(fields)))


def tie_waiting(channel: Channel, now: dt.datetime) -> int:
    """Look again for what fresh comments answer: an answer of ours may be on record only after somebody answered it."""
    fresh = Comment.objects.filter(channel=channel, parent=None, received_at__gte=now - WAITS_FOR)
    tied = 0
    for comment in fresh.exclude(answers_remote_id="").select_related("channel").order_by("-pk")[:AT_ONCE]:
        tie(comment)
        if comment.parent_id and comment.parent_id not in _below(comment):
            comment.save(update_fields=["parent", "post"])
            tied += 1
    return tied


def _of_id(channel: Channel, remote_id: str, *, now: dt.datetime) -> Comment | None:
    """The comment with this id, or the one that our answer with this id answered."""
    found = Comment.objects.filter(channel=channel, remote_id__in=traces.known_as(remote_id)).first()
    if found:
        return found
    ours = Step.objects.filter(Q(at=None) | Q(at__gte=now - OURS_WITHIN), comment__channel=channel)
    step = ours.filter(data__remote_id=remote_id).select_related("comment").first()
    return step.comment if step else None


def _above(comment: Comment) -> list[int]:
    """The comment and what it answers, upwards. Nobody keeps a network from telling of answers in a circle."""
    found = [comment.pk]
    above = comment.parent_id
    while above and above not in found and len(found) < DEEPEST:
        found.append(above)
        above = Comment.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return found


def _below(comment: Comment) -> set[int]:
    """The comment and what answers it, however deep."""
    found, level = {comment.pk}, {comment.pk}
    for _ in range(DEEPEST):
        level = set(Comment.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        if not level:
            break
        found |= level
    return found
