"""A channel on a Mastodon server.

Each call carries the same Idempotency-Key for the same post, and nothing leans on it: several servers ignore it. After
an unclear answer the post is looked for among the account's own newest ones. `scheduled_at` is never sent: some servers
put such a post out at once.
"""

from __future__ import annotations

import contextlib
import mimetypes
import re
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote, urlsplit

from django.core.files.storage import default_storage

from channels import credentials
from channels.networks import kept
from channels.networks.base import (
    Account,
    CommentBatch,
    CommentNow,
    LookUp,
    Outgoing,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
    SignedOut,
    TryLater,
    Unclear,
    Video,
)
from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.mastodon import comments, figures, own_posts
from channels.networks.mastodon.signing_in import MastodonSignIn
from channels.networks.mastodon.speaking import NotThere, Speaker, TooLong, account_of
from channels.networks.mastodon.words import plain
from channels.networks.pictures import ready

if TYPE_CHECKING:
    from channels.models import Channel

MOST_BYTES = 8_000_000
"""Of a picture; servers take 10 or 16 MB, and smaller ones less."""
MOST_PICTURES = 4
LANGUAGE = "en"
PROCESSING_S = 10
"""How long one call waits for the server to have read a picture or video."""
STATUSES = "/api/v1/statuses"
_ID = re.compile(r"[\w.-]{1,120}")


class Mastodon:
    sign_in = MastodonSignIn()
    capabilities = Capabilities(
        does=frozenset(Action) - {Action.HIDE, Action.UNHIDE, Action.REMOVE_COMMENT, Action.REPORT},
        by_hand=BY_HAND["mastodon"],
        reads="Answers, mentions, and messages that only the people named in them see.",
        looked_up_at_once=comments.LOOKED_UP,
        searches="Hashtags among the posts that this server has; words only where it searches in texts.",
        figures="Favourites, boosts and quotes, answers, followers; not how often a post was seen.",
        figures_at_once=figures.AT_ONCE,
        threads=True,
        prepares=True,
        video=True,
        warnings=True,
        most_pictures=MOST_PICTURES,
    )

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    @cached_property
    def speaker(self) -> Speaker:
        token = str(credentials.opened(self.channel).get("access_token", ""))
        return Speaker(self.channel.server, token)

    @cached_property
    def account_id(self) -> str:
        return self.channel.account_id or str(self.speaker.verified()["id"])

    def verify(self) -> Account:
        return account_of(self.speaker.verified(), self.channel.server)

    # Posts

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        """Pictures or a video, uploaded: nobody sees them before a post names them."""
        self.speaker.budget.begin()
        media = self._uploaded(post)
        return {"media": media} if media else {}

    def publish(self, post: Outgoing) -> Published:
        self.speaker.budget.begin()
        media = list(post.prepared.get("media") or self._before_it(self._uploaded, post))
        self._before_it(self._wait_for, media)
        body = self._body(post, media) | {"visibility": "public"}
        if post.answers:
            body["in_reply_to_id"] = post.answers
        return self._put("POST", STATUSES, body, ref=post.ref)

    def find(self, post: Outgoing) -> LookUp:
        self.speaker.budget.begin()
        return own_posts.find(self.speaker, self.account_id, post, taken=kept.out_already(self.channel))

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        path = f"{STATUSES}/{self._id(remote_id)}"
        self.speaker.budget.begin()
        media = self._before_it(self._uploaded, post)
        self._before_it(self._wait_for, media)
        return self._put("PUT", path, self._body(post, media))

    def remove(self, remote_id: str) -> None:
        path = f"{STATUSES}/{self._id(remote_id)}"
        try:
            self.speaker.http.call("DELETE", path)
        except NotThere:
            return

    def _body(self, post: Outgoing, media: list[dict[str, Any]]) -> dict[str, Any]:
        body: dict[str, Any] = {"status": post.text_with_link, "language": LANGUAGE}
        body |= {"media_ids": [one["id"] for one in media]} if media else {}
        body |= {"spoiler_text": post.warning, "sensitive": True} if post.warning else {"sensitive": False}
        return body

    def _put(self, method: str, path: str, body: Mapping[str, Any], *, ref: str = "") -> Published:
        try:
            said = self.speaker.one(method, path, json=dict(body), headers={"Idempotency-Key": ref} if ref else {})
        except TooLong as error:
            most = self.speaker.most_characters()
            raise Refused(f"The text is too long for this server: {most} characters are the most.") from error
        except NotThere as error:
            if body.get("in_reply_to_id"):
                raise Refused("What it answers is no longer on the server.") from error
            raise
        except SignedOut:
            raise
        except Refused:
            with contextlib.suppress(TryLater, Unclear):
                self.speaker.verified()  # some servers say of a bad token no more than that they refuse
            raise
        if not said.get("id"):
            raise Unclear(f"{self.speaker.http.name} answered something that cannot be read.")
        return Published(remote_id=str(said["id"]), remote_url=str(said.get("url") or said.get("uri") or ""))

    def _id(self, remote_id: str) -> str:
        """The server's number of a post of ours. A person may have given its address instead."""
        if _ID.fullmatch(remote_id):
            return remote_id
        parts = urlsplit(remote_id)
        last = PurePosixPath(parts.path).name
        if parts.hostname == urlsplit(self.channel.server).hostname and _ID.fullmatch(last):
            return last
        raise Refused("We do not know this post’s number on the server. Do it there by hand.")

    # Pictures and videos

    def _before_it(self, step: Any, *arguments: Any) -> Any:
        """What comes before the call that counts: whatever goes wrong in it, nothing is out yet."""
        try:
            return step(*arguments)
        except Unclear as error:
            raise TryLater(str(error)) from error

    def _uploaded(self, post: Outgoing) -> list[dict[str, Any]]:
        if post.video:
            return [self._upload(*_video(post.video), post.video.alt)]
        if len(post.pictures) > MOST_PICTURES:
            raise Refused(f"Mastodon takes {MOST_PICTURES} pictures at most.")
        made = []
        for picture in post.pictures:
            file = ready(picture, most_bytes=MOST_BYTES)
            name = f"picture{mimetypes.guess_extension(file.media_type) or '.jpg'}"
            made.append(self._upload(name, file.content, file.media_type, picture.alt))
        return made

    def _upload(self, name: str, content: bytes, media_type: str, alt: str) -> dict[str, Any]:
        how: dict[str, Any] = {"files": {"file": (name, content, media_type)}, "timeout_s": 30}
        how |= {"data": {"description": alt}} if alt else {}
        try:
            said = self.speaker.one("POST", "/api/v2/media", **how)
        except NotThere:
            said = self.speaker.one("POST", "/api/v1/media", **how)
        if not said.get("id"):
            raise Unclear(f"{self.speaker.http.name} answered something that cannot be read.")
        return {"id": str(said["id"]), "is_ready": bool(said.get("url"))}

    def _wait_for(self, media: list[dict[str, Any]]) -> None:
        """Until the server has read what it was given: a post that names it earlier is refused."""
        until = time.monotonic() + PROCESSING_S
        for one in media:
            while not one.get("is_ready"):
                try:
                    answer = self.speaker.http.get(f"/api/v1/media/{one['id']}")
                except NotThere:  # a server that reads at once, and tells nothing
                    break
                if answer.status_code != 206:
                    break
                if time.monotonic() > until:
                    raise TryLater("The server is still reading the picture or video.", after_s=60)
                time.sleep(1)

    # Comments

    def comments_since(self, cursor: str) -> CommentBatch:
        self.speaker.budget.begin()
        return comments.since(self.speaker, self.account_id, cursor, connected_at=self.channel.connected_at)

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        self.speaker.budget.begin()
        return comments.look_up(self.speaker, [one for one in remote_ids if _ID.fullmatch(one)])

    def search(self, term: str, cursor: str) -> CommentBatch:
        self.speaker.budget.begin()
        return comments.search(self.speaker, self.account_id, term, cursor)

    def hide(self, remote_id: str) -> None:
        self._refuse(Action.HIDE)

    def unhide(self, remote_id: str) -> None:
        self._refuse(Action.UNHIDE)

    def remove_comment(self, remote_id: str) -> None:
        self._refuse(Action.REMOVE_COMMENT)

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        return self._reply(remote_id, text, ref, visibility="direct")

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        return self._reply(remote_id, text, ref, visibility="public")

    def _reply(self, remote_id: str, text: str, ref: str, *, visibility: str) -> Published:
        self.speaker.budget.begin()
        try:
            comment = self._before_it(self.speaker.one, "GET", f"{STATUSES}/{self._id(remote_id)}")
        except NotThere as error:
            raise Refused("The comment is no longer on the server.") from error
        if visibility == "public" and comment.get("visibility") == "direct":
            raise Refused("A private message can only be answered in private.")
        writer = str((comment.get("account") or {}).get("acct") or "")
        if not writer:
            raise Refused("The server does not say who wrote the comment. Answer there by hand.")
        body = {
            "status": f"@{writer} {text}",
            "language": LANGUAGE,
            "sensitive": False,
            "in_reply_to_id": str(comment.get("id") or remote_id),
            "visibility": visibility,
        }
        return self._put("POST", STATUSES, body, ref=ref)

    def find_reply(self, reply: Reply) -> LookUp:
        self.speaker.budget.begin()
        above = self._id(reply.remote_id)
        return own_posts.find_reply(self.speaker, self.account_id, reply, above=above)

    # People

    def block(self, author: str) -> None:
        number = self._account_number(author)
        if not number:
            raise Refused("The server knows nobody with this handle.")
        self.speaker.one("POST", f"/api/v1/accounts/{number}/block")

    def unblock(self, author: str) -> None:
        if number := self._account_number(author):
            self.speaker.one("POST", f"/api/v1/accounts/{number}/unblock")

    def _account_number(self, author: str) -> str:
        """The server's number of an account that is named by it, or by a handle; "" where there is none."""
        self.speaker.budget.begin()
        author = author.removeprefix("@")
        if _ID.fullmatch(author):
            with contextlib.suppress(NotThere):
                return quote(str(self.speaker.one("GET", f"/api/v1/accounts/{author}").get("id") or ""), safe="")
        with contextlib.suppress(NotThere):
            said = self.speaker.one("GET", "/api/v1/accounts/lookup", params={"acct": author})
            return quote(str(said.get("id") or ""), safe="")
        return ""

    # The profile, and what became of posts

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        self.speaker.budget.begin()
        numbers: dict[str, str] = {}
        for one in remote_ids:
            with contextlib.suppress(Refused):  # put out by hand, with an address that tells no number
                numbers[self._id(one)] = one
        return figures.of_posts(self.speaker, numbers)

    def profile(self) -> Profile:
        account = self.speaker.verified()
        source = account.get("source") if isinstance(account.get("source"), dict) else {}
        followers = account.get("followers_count")
        return Profile(
            name=str(account.get("display_name") or ""),
            description=str((source or {}).get("note") or plain(str(account.get("note") or ""))),
            picture_sha256=own_posts.picture_sha256(self.speaker, str(account.get("avatar") or "")),
            pinned=own_posts.pinned(self.speaker, str(account["id"])),
            followers=followers if isinstance(followers, int) else None,
        )

    def _refuse(self, action: Action) -> NoReturn:
        how = self.capabilities.how_by_hand(action)
        raise Refused((how and f"On Mastodon this is done by hand. {how}") or "Mastodon offers no way to do this.")


def _video(video: Video) -> tuple[str, bytes, str]:
    try:
        with default_storage.open(video.file) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Refused("The video of this post is no longer in the library.") from error
    return f"video{mimetypes.guess_extension(video.media_type) or '.mp4'}", content, video.media_type
