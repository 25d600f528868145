"""An account on X.

X knows no key of ours for a post. It does refuse words that it has already, but does not say which post has them, ours
from a moment ago or one of last month: the account's own posts are looked through (looking.py), as after any unclear
answer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from django.utils import timezone

from channels.networks.answers import part, rows
from channels.networks.base import (
    Account,
    CommentBatch,
    CommentNow,
    Found,
    LookUp,
    NetworkError,
    Outgoing,
    Picture,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
    SignedOut,
    Unclear,
    Unsure,
)
from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.http import Http
from channels.networks.pictures import ready
from channels.networks.x import comments, figures, looking
from channels.networks.x.api import Duplicate, Forbidden, Gone
from channels.networks.x.signing_in import XSignIn, end_of
from channels.networks.x.tokens import Session

if TYPE_CHECKING:
    from channels.models import Channel

BY_PEOPLE = frozenset({Action.REPLY_PRIVATELY, Action.BLOCK, Action.UNBLOCK, Action.REPORT})
"""Blocking is there for X's largest customers alone."""
NOT_POSSIBLE = frozenset({Action.CORRECT, Action.REMOVE_COMMENT})
MOST_PICTURE_BYTES = 5_000_000
MOST_ALT_CHARACTERS = 1000
PROFILE_FIELDS = "name,username,description,profile_image_url,public_metrics,pinned_tweet_id"


class X:
    capabilities = Capabilities(
        does=frozenset(Action) - BY_PEOPLE - NOT_POSSIBLE,
        by_hand={action: BY_HAND["x"][action] for action in BY_PEOPLE},
        reads="Mentions, and answers below the newest posts. Direct messages are not read: look at them on X.",
        reads_back=comments.SEARCHED,
        looked_up_at_once=comments.LOOKED_UP,
        look_up_every=dt.timedelta(hours=1),
        searches="Public posts of the last week, where the plan of this server has the search.",
        figures="Views, likes, reposts and quotes, answers, bookmarks and followers; no clicks. Each reading of a post "
        "counts against the plan of this server.",
        figures_at_once=figures.AT_ONCE,
        figures_every=figures.EVERY,
        threads=True,
        prepares=True,
        most_pictures=4,
        absent_after_s=120,
    )
    sign_in = XSignIn()

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def verify(self) -> Account:
        session = Session(self.channel)
        me = _data_of(session.run(lambda api: api.get("/2/users/me")))
        if str(me.get("id")) != session.user_id:
            raise SignedOut("The sign-in belongs to another account. Connect this one again.")
        return Account(
            remote_id=session.user_id,
            handle=f"@{me.get('username') or session.user_id}",
            name=str(me.get("name") or ""),
            token_ends_at=end_of(session.credentials),
        )

    # Posts

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        """Pictures with their descriptions. X keeps them for a day, and nobody sees them."""
        session = Session(self.channel)
        return {"pictures": [self._uploaded(session, picture) for picture in post.pictures]} if post.pictures else {}

    def _uploaded(self, session: Session, picture: Picture) -> str:
        upload = ready(picture, most_bytes=MOST_PICTURE_BYTES)
        files = {"media": ("picture", upload.content, upload.media_type)}
        data = {"media_category": "tweet_image", "media_type": upload.media_type}
        number = _id_of(session.run(lambda api: api.call("POST", "/2/media/upload", files=files, data=data)))
        if picture.alt:
            described = {"id": number, "metadata": {"alt_text": {"text": picture.alt[:MOST_ALT_CHARACTERS]}}}
            session.run(lambda api: api.call("POST", "/2/media/metadata", json=described))
        return number

    def publish(self, post: Outgoing) -> Published:
        if post.video:
            raise Refused("Videos do not go out to X by themselves. Put this post out by hand.")
        uploaded = list(post.prepared.get("pictures", ()))
        if len(uploaded) != len(post.pictures):
            raise Refused("The pictures of this post are not on X yet. Send it again.")
        session = Session(self.channel)  # one for both, as they share the time that a call has
        try:
            return self._write(session, post.text_with_link, answers=post.answers, pictures=uploaded)
        except Duplicate as duplicate:
            return self._said_twice(session, post, duplicate)

    def _said_twice(self, session: Session, post: Outgoing, duplicate: Duplicate) -> Published:
        """X has these words: from a call of ours whose answer was lost, or from an older post."""
        try:
            found = session.run(lambda api: looking.find(api, session.user_id, post))
            is_older = not isinstance(found, Found) and session.run(
                lambda api: looking.is_older(api, session.user_id, post)
            )
        except NetworkError:
            raise duplicate from None
        if isinstance(found, Found):
            return Published(remote_id=found.remote_id, remote_url=found.remote_url)
        if is_older:
            raise Refused("X has an older post with the same words and takes them once only. Change the words.")
        raise duplicate

    def find(self, post: Outgoing) -> LookUp:
        session = Session(self.channel)
        return session.run(lambda api: looking.find(api, session.user_id, post))

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        self._refuse("X has no way to change a post that is out. Take it off and put it out anew.")

    def remove(self, remote_id: str) -> None:
        path = _path(remote_id)
        try:
            answer = Session(self.channel).run(lambda api: api.call("DELETE", path))
        except Gone:
            return
        if _data_of(answer).get("deleted") is False:
            raise Refused("X did not delete it. Try it there by hand.")

    # Comments

    def comments_since(self, cursor: str) -> CommentBatch:
        session = Session(self.channel)
        now = timezone.now()
        return session.run(lambda api: comments.since(api, session.user_id, cursor, now=now))

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        return Session(self.channel).run(lambda api: comments.look_up(api, remote_ids))

    def search(self, term: str, cursor: str) -> CommentBatch:
        session = Session(self.channel)
        now = timezone.now()
        return session.run(lambda api: comments.search(api, session.user_id, term, cursor, now=now))

    def hide(self, remote_id: str) -> None:
        self._set_hidden(remote_id, hidden=True)

    def unhide(self, remote_id: str) -> None:
        self._set_hidden(remote_id, hidden=False)

    def remove_comment(self, remote_id: str) -> None:
        self._refuse("X does not let other people’s posts be deleted. Hide it.")

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        _path(remote_id)
        return self._write(Session(self.channel), text, answers=remote_id)

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        self._refuse(f"On X this is done by hand. {self.capabilities.how_by_hand(Action.REPLY_PRIVATELY)}")

    def find_reply(self, reply: Reply) -> LookUp:
        if reply.is_private:
            return Unsure("X does not tell. Look in your messages there whether the reply is there.")
        _path(reply.remote_id)
        answers = {"answers": reply.remote_id, "first_tried_at": reply.first_tried_at}
        return self.find(Outgoing(ref=reply.ref, text=reply.text, **answers))

    def block(self, author: str) -> None:
        self._refuse(f"On X this is done by hand. {self.capabilities.how_by_hand(Action.BLOCK)}")

    def unblock(self, author: str) -> None:
        self._refuse(f"On X this is done by hand. {self.capabilities.how_by_hand(Action.UNBLOCK)}")

    # The account, and what became of posts

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        return Session(self.channel).run(lambda api: figures.of_posts(api, remote_ids))

    def profile(self) -> Profile:
        asked = {
            "user.fields": PROFILE_FIELDS,
            "expansions": "pinned_tweet_id",
            "tweet.fields": "text,entities,note_tweet",
        }
        answer = Session(self.channel).run(lambda api: api.get("/2/users/me", **asked))
        me = _data_of(answer)
        pinned = rows(part(answer, "includes").get("tweets"))
        followers = part(me, "public_metrics").get("followers_count")
        return Profile(
            name=str(me.get("name") or ""),
            description=str(me.get("description") or ""),
            picture_sha256=_picture_of(str(me.get("profile_image_url") or "")),
            pinned=looking.text_of(pinned[0]) if pinned else "",
            followers=followers if isinstance(followers, int) else None,
        )

    def _write(self, session: Session, text: str, *, answers: str = "", pictures: list[str] | None = None) -> Published:
        body: dict[str, Any] = {"text": text} if text else {}
        if answers:
            body["reply"] = {"in_reply_to_tweet_id": answers}
        if pictures:
            body["media"] = {"media_ids": pictures}
        number = _id_of(session.run(lambda api: api.call("POST", "/2/tweets", json=body)))
        return Published(remote_id=number, remote_url=looking.url_of(number))

    def _set_hidden(self, remote_id: str, *, hidden: bool) -> None:
        path = f"{_path(remote_id)}/hidden"
        not_ours = "X did not do it. Only answers below our own posts can be hidden; report others to X."
        try:
            answer = Session(self.channel).run(lambda api: api.call("PUT", path, json={"hidden": hidden}))
        except Forbidden as error:
            raise Refused(not_ours) from error
        if _data_of(answer).get("hidden") is not hidden:
            raise Refused(not_ours)

    def _refuse(self, sentence: str) -> NoReturn:
        raise Refused(sentence)


def _path(remote_id: str) -> str:
    """Where a post is. One that a person put out themselves may have no number that we know."""
    if not re.fullmatch(r"[0-9]{1,20}", remote_id):
        raise Refused("We do not know its number on X. Do it there by hand.")
    return f"/2/tweets/{remote_id}"


def _data_of(answer: Mapping[str, Any]) -> dict[str, Any]:
    data = answer.get("data")
    if not isinstance(data, dict):
        raise Unclear("X answered something that cannot be read.")
    return data


def _id_of(answer: Mapping[str, Any]) -> str:
    number = _data_of(answer).get("id")
    if not isinstance(number, str | int) or not str(number):
        raise Unclear("X said yes, but not where it is.")
    return str(number)


def _picture_of(url: str) -> str:
    """Of the profile picture in its larger size; "" for the one that X gives to those without."""
    if not url or "default_profile" in url:
        return ""
    larger = re.sub(r"_normal(\.\w+)$", r"_400x400\1", url)
    return hashlib.sha256(Http("", name="X").get(larger).content).hexdigest()
