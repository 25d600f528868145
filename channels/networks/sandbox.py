"""The sandbox network (DESIGN 7): its rows stand in for the servers of a remote network.

Each call is one short transaction of its own, committed when the network accepts, as if it happened elsewhere. Like
most networks it does not notice a repeat: what is sent twice is there twice.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from channels.models import SandboxBlock, SandboxComment, SandboxMark, SandboxPost, SandboxReply
from channels.networks.base import (
    Absent,
    Account,
    CommentBatch,
    CommentNow,
    Found,
    IncomingComment,
    LookUp,
    Outgoing,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
)
from channels.networks.capabilities import Action, Capabilities

if TYPE_CHECKING:
    from channels.models import Channel

MOST_CHARACTERS = 5000
COMMENTS_AT_ONCE = 200
SETTLED_AFTER = dt.timedelta(seconds=2)
"""A comment this old has been committed before every younger one; the cursor does not pass a younger one."""
WITHDRAWN_WITHIN = dt.timedelta(days=1)


class Sandbox:
    capabilities = Capabilities(
        figures="How often a post was shown, likes, how often it was passed on, comments and followers.",
        figures_at_once=COMMENTS_AT_ONCE,
        reads="Comments below the posts, and private messages.",
        looked_up_at_once=COMMENTS_AT_ONCE,
        searches="What visitors put on the timeline themselves.",
        does=frozenset(Action) - {Action.REPORT},
        batch=50,
        absent_after_s=0,
    )

    def __init__(self, channel: Channel) -> None:
        self.service_id = channel.service_id
        self.handle = channel.handle
        self.slug = channel.service.slug

    def verify(self) -> Account:
        return Account(remote_id=f"{self.slug}/{self.handle}", handle=self.handle)

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        return {}

    def publish(self, post: Outgoing) -> Published:
        if len(post.text_with_link) > MOST_CHARACTERS:
            raise Refused(f"The sandbox takes {MOST_CHARACTERS:,} characters at most. Shorten the text.")
        key = uuid.uuid4()
        published = Published(remote_id=str(key), remote_url=self._url("post", key))
        with transaction.atomic(durable=True):
            SandboxPost.objects.create(
                service_id=self.service_id,
                key=key,
                client_ref=post.ref,
                handle=self.handle,
                text=post.text_with_link,
                pictures=_pictures(post),
            )
        return published

    def find(self, post: Outgoing) -> LookUp:
        made = SandboxPost.objects.filter(service_id=self.service_id, client_ref=post.ref).first()
        return Found(remote_id=str(made.key), remote_url=self._url("post", made.key)) if made else Absent()

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        with transaction.atomic(durable=True):
            found = SandboxPost.objects.select_for_update().filter(
                service_id=self.service_id, key=_key(remote_id), removed_at=None
            )
            made = found.first()
            if made is None:
                raise Refused("The post is no longer on the sandbox.")
            made.text, made.pictures = post.text_with_link, _pictures(post)
            made.save(update_fields=["text", "pictures"])
        return Published(remote_id=remote_id, remote_url=self._url("post", made.key))

    def profile(self) -> Profile:
        followers = SandboxMark.objects.filter(service_id=self.service_id, kind=SandboxMark.Kind.FOLLOW)
        return Profile(name=self.handle, followers=followers.count())

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        by_key = {_key(one): one for one in remote_ids[:COMMENTS_AT_ONCE]}
        rows = SandboxPost.objects.filter(service_id=self.service_id, key__in=by_key.keys() - {None}).annotate(
            likes=_number_of(SandboxMark.objects.filter(kind=SandboxMark.Kind.LIKE)),
            reshares=_number_of(SandboxMark.objects.filter(kind=SandboxMark.Kind.RESHARE)),
            replies=_number_of(SandboxComment.objects.filter(removed_at=None, is_private=False)),
        )
        return tuple(
            PostFigures(remote_id=by_key[row.key], is_gone=True)
            if row.removed_at
            else PostFigures(
                remote_id=by_key[row.key],
                impressions=row.shown,
                engagements=row.likes + row.reshares + row.replies,
                reshares=row.reshares,
                likes=row.likes,
                replies=row.replies,
            )
            for row in rows.order_by("pk")
        )

    def remove(self, remote_id: str) -> None:
        with transaction.atomic(durable=True):
            SandboxPost.objects.filter(service_id=self.service_id, key=_key(remote_id), removed_at=None).update(
                removed_at=timezone.now()
            )

    def comments_since(self, cursor: str) -> CommentBatch:
        now = timezone.now()
        of_service = SandboxComment.objects.filter(service_id=self.service_id)
        rows = self._newer(of_service.exclude(post=None, is_private=False), cursor)
        settled = [row.pk for row in rows if row.posted_at <= now - SETTLED_AFTER]
        lately = of_service.filter(visitor__in={row.visitor for row in rows}, posted_at__gt=now - dt.timedelta(days=1))
        recent = dict(lately.order_by().values_list("visitor").annotate(Count("pk")))
        withdrawn = of_service.filter(withdrawn_at__gt=now - WITHDRAWN_WITHIN).values_list("key", flat=True)
        return CommentBatch(
            comments=tuple(self._incoming(row, recent.get(row.visitor, 1)) for row in rows),
            withdrawn=tuple(str(key) for key in withdrawn),
            cursor=str(max(settled)) if settled else cursor,
            more=len(settled) == COMMENTS_AT_ONCE,
        )

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        by_key = {_key(one): one for one in remote_ids[:COMMENTS_AT_ONCE]}
        rows = SandboxComment.objects.filter(service_id=self.service_id, key__in=by_key.keys() - {None})
        return tuple(
            CommentNow(remote_id=by_key[row.key], text=row.text, is_gone=row.withdrawn_at is not None) for row in rows
        )

    def search(self, term: str, cursor: str) -> CommentBatch:
        """Among what visitors put on the timeline themselves; what stands below our posts is read anyway."""
        now = timezone.now()
        theirs = SandboxComment.objects.filter(service_id=self.service_id, post=None, is_private=False)
        rows = self._newer(theirs.filter(text__icontains=term), cursor)
        settled = [row.pk for row in rows if row.posted_at <= now - SETTLED_AFTER]
        return CommentBatch(
            comments=tuple(self._incoming(row, 1) for row in rows),
            cursor=str(max(settled)) if settled else cursor,
            more=len(settled) == COMMENTS_AT_ONCE,
        )

    def _newer(self, rows: QuerySet[SandboxComment], cursor: str) -> list[SandboxComment]:
        last = int(cursor) if cursor.isdecimal() else 0
        newer = rows.filter(pk__gt=last, removed_at=None).select_related("post", "above")
        return list(newer.order_by("pk")[:COMMENTS_AT_ONCE])

    def hide(self, remote_id: str) -> None:
        self._change_comment(remote_id, "hidden_at", timezone.now())

    def unhide(self, remote_id: str) -> None:
        self._change_comment(remote_id, "hidden_at", None)

    def remove_comment(self, remote_id: str) -> None:
        with transaction.atomic(durable=True):
            SandboxComment.objects.filter(service_id=self.service_id, key=_key(remote_id), removed_at=None).update(
                removed_at=timezone.now()
            )

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        return self._reply(remote_id, text, ref, is_private=True)

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        return self._reply(remote_id, text, ref, is_private=False)

    def block(self, author: str) -> None:
        if not re.fullmatch(r"visitor-[0-9a-f]{8}", author):
            raise Refused("This is no account on the sandbox.")
        with transaction.atomic(durable=True):
            SandboxBlock.objects.get_or_create(service_id=self.service_id, handle=author)

    def unblock(self, author: str) -> None:
        with transaction.atomic(durable=True):
            SandboxBlock.objects.filter(service_id=self.service_id, handle=author).delete()

    def find_reply(self, reply: Reply) -> LookUp:
        made = SandboxReply.objects.filter(comment__service_id=self.service_id, client_ref=reply.ref).first()
        return Found(remote_id=str(made.pk)) if made else Absent()

    def _change_comment(self, remote_id: str, field: str, value: dt.datetime | None) -> None:
        with transaction.atomic(durable=True):
            comment = self._comment(remote_id)
            if comment.is_private:
                raise Refused("A private message is seen by nobody else; there is nothing to hide.")
            setattr(comment, field, value)
            comment.save(update_fields=[field])

    def _reply(self, remote_id: str, text: str, ref: str, *, is_private: bool) -> Published:
        if not text.strip():
            raise Refused("The sandbox takes no empty reply.")
        if len(text) > MOST_CHARACTERS:
            raise Refused(f"The sandbox takes {MOST_CHARACTERS:,} characters at most. Shorten the reply.")
        with transaction.atomic(durable=True):
            comment = self._comment(remote_id)
            if comment.is_private and not is_private:
                raise Refused("A private message can only be answered in private.")
            reply = SandboxReply.objects.create(comment=comment, client_ref=ref, is_private=is_private, text=text)
        return Published(remote_id=str(reply.pk), remote_url=self._url("comment", comment.key))

    def _comment(self, remote_id: str) -> SandboxComment:
        comment = (
            SandboxComment.objects.select_for_update()
            .filter(Q(service_id=self.service_id), key=_key(remote_id), removed_at=None)
            .first()
        )
        if comment is None:
            raise Refused("The comment is no longer on the sandbox.")
        return comment

    def _incoming(self, row: SandboxComment, recent: int) -> IncomingComment:
        url = "" if row.is_private else self._url("comment", row.key)
        return IncomingComment(
            remote_id=str(row.key),
            text=row.text,
            posted_at=row.posted_at,
            author_handle=row.handle,
            author_name=row.author_name,
            author_id=row.handle,
            is_private=row.is_private,
            url=url,
            answers=str(row.post.key) if row.post else "",
            answers_comment=str(row.above.key) if row.above else "",
            author_signals={"has_avatar": False, "followers": 0, "recent_comments_24h": recent},
            raw={
                "id": str(row.key),
                "author": {"handle": row.handle, "name": row.author_name},
                "in_reply_to": str((row.above or row.post).key) if row.above or row.post else None,
                "private": row.is_private,
                "text": row.text,
                "created_at": row.posted_at.isoformat(),
            },
        )

    def _url(self, kind: str, key: uuid.UUID) -> str:
        return f"{settings.SITE_URL.rstrip('/')}{reverse('sandbox:timeline', args=[self.slug])}#{kind}-{key}"


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these stand on a post."""
    counted = rows.order_by().filter(post=OuterRef("pk")).values("post").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def _pictures(post: Outgoing) -> list[dict[str, Any]]:
    return [
        {"file": picture.file, "alt": picture.alt, "width": picture.width, "height": picture.height}
        for picture in post.pictures
    ]


def _key(remote_id: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(remote_id)
    except ValueError:
        return None
