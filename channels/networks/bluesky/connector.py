"""A channel on Bluesky.

A post is a record in the account's own repository, written by `putRecord` under a key and with a content that were
stored before the first call. The same call twice leaves one post, and the key finds it again. `createRecord` is never
used: a repeat of it is answered with 500, whatever happened to the first.

Bluesky offers no editing. A record can be written over all the same, and some readers then see the new text under the
old one's likes and answers, without a word that it changed, while others keep the old one. A correction that nobody is
told of and not everybody sees is none: a post that is wrong is taken off, and put out anew.

Content warnings are not offered either: the labels that an account may give its own posts say "nudity" or "violence",
nothing else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from atproto_client import models

from channels.networks.base import (
    Absent,
    Account,
    CommentBatch,
    CommentNow,
    Found,
    LookUp,
    NetworkError,
    Outgoing,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
    SignedOut,
    Unclear,
)
from channels.networks.bluesky import comments, figures, records
from channels.networks.bluesky.signing_in import BlueskySignIn
from channels.networks.bluesky.speaking import POST, Changed, NotThere, Pds
from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.pictures import ready

if TYPE_CHECKING:
    from channels.models import Channel

MOST_BYTES = 1_000_000
"""Of a picture."""
MOST_SIDE = 2000
"""In pixels; readers are shown no larger one."""
MOST_PICTURES = 4
MOST_HIDDEN = 300
"""Answers that may be hidden below one post."""
GATE = "app.bsky.feed.threadgate"
BLOCK = "app.bsky.graph.block"
HANDLE = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


class Bluesky:
    sign_in = BlueskySignIn()
    capabilities = Capabilities(
        does=frozenset(Action) - {Action.CORRECT, Action.REMOVE_COMMENT, Action.REPLY_PRIVATELY, Action.REPORT},
        by_hand=BY_HAND["bluesky"],
        reads="Answers, mentions and quotes. Direct messages are not read: look at them on Bluesky.",
        looked_up_at_once=comments.AT_ONCE,
        searches="Public posts on all of Bluesky.",
        figures="Likes, reposts and quotes, answers, saves, followers; not how often a post was seen.",
        figures_at_once=figures.AT_ONCE,
        threads=True,
        prepares=True,
        most_pictures=MOST_PICTURES,
    )

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    @cached_property
    def pds(self) -> Pds:
        return Pds(self.channel)

    def verify(self) -> Account:
        said = self.pds.ask("com.atproto.server.getSession")
        return Account(
            remote_id=str(said.get("did") or self.pds.did),
            handle=str(said.get("handle") or self.pds.session.handle),
            name=self._own_profile().get("displayName") or "",
            token_ends_at=self.pds.ends_at,
        )

    # Posts

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        """Key and record. Pictures are uploaded here: nobody sees them before the record names them."""
        self.pds.budget.begin()
        if post.warning:
            raise Refused("Bluesky has no content warnings. Write it at the beginning of the text instead.")
        if len(post.pictures) > MOST_PICTURES:
            raise Refused(f"Bluesky takes {MOST_PICTURES} pictures at most.")
        has_card = bool(post.link and post.card and not post.pictures)
        text = post.text if has_card else post.text_with_link
        now = dt.datetime.now(dt.UTC)
        record = records.post_record(
            text,
            at=now,
            dids=self._dids(text),
            embed=self._embed(post) if post.pictures or has_card else None,
            reply=self._reply_in_thread(post),
        )
        return {"repo": self.pds.did, "rkey": records.key_at(now, post.ref), "record": record}

    def publish(self, post: Outgoing) -> Published:
        self.pds.budget.begin()
        rkey, record = self._prepared(post)
        return _published(self.pds.put(POST, rkey, record))

    def find(self, post: Outgoing) -> LookUp:
        if not post.prepared:
            return Absent()  # it is stored before the first call
        rkey, _ = self._prepared(post)
        return self._look(rkey)

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        self._refuse(Action.CORRECT)

    def remove(self, remote_id: str) -> None:
        account, collection, rkey = records.parts_of(records.uri_of(remote_id))
        if collection != POST or account != self.pds.did:
            raise Refused("This is no post of this account on Bluesky. Take it off there by hand.")
        data = models.ComAtprotoRepoDeleteRecord.Data(repo=account, collection=collection, rkey=rkey)
        with contextlib.suppress(NotThere):
            self.pds.do("com.atproto.repo.deleteRecord", data)

    def _prepared(self, post: Outgoing) -> tuple[str, dict[str, Any]]:
        if post.prepared.get("repo") != self.pds.did:
            raise Refused("The channel was connected to another account meanwhile. Choose a new time for the post.")
        return post.prepared["rkey"], post.prepared["record"]

    def _look(self, rkey: str) -> LookUp:
        try:
            found = self.pds.record(POST, rkey)
        except NotThere:
            return Absent()
        uri = str(found.get("uri") or f"at://{self.pds.did}/{POST}/{rkey}")
        return Found(remote_id=uri, remote_url=records.web_address(uri))

    def _embed(self, post: Outgoing) -> dict[str, Any]:
        if not post.pictures:
            assert post.card  # noqa: S101 - the caller looked
            return records.card_embed(post.link, post.card)
        blobs = []
        for picture in post.pictures:
            made = ready(picture, most_bytes=MOST_BYTES, most_side=MOST_SIDE)
            blobs.append((self.pds.upload(made.content, made.media_type), picture.alt, made.width, made.height))
        return records.pictures_embed(blobs)

    def _reply_in_thread(self, post: Outgoing) -> dict[str, Any] | None:
        if not post.answers:
            return None
        try:
            parent = self._own(post.answers)
            root = self._own(post.thread) if post.thread not in ("", post.answers) else parent
        except NotThere as error:
            raise Refused("The post before it in the thread is no longer on Bluesky.") from error
        return {"root": records.reference(root), "parent": records.reference(parent)}

    def _own(self, uri: str) -> dict[str, Any]:
        """A post of ours, as our server has it."""
        account, _, rkey = records.parts_of(uri)
        if account != self.pds.did:
            raise NotThere("It is no longer on Bluesky.")
        return self.pds.record(POST, rkey)

    def _dids(self, text: str) -> dict[str, str]:
        """Whom the text mentions, by handle. A handle that Bluesky does not know stays text."""
        found = {}
        for handle in {mention.handle.lower() for mention in records.mentions_in(text)}:
            params = models.ComAtprotoIdentityResolveHandle.Params(handle=handle)
            with contextlib.suppress(Refused):
                found[handle] = str(self.pds.ask("com.atproto.identity.resolveHandle", params)["did"])
        return found

    # Comments

    def comments_since(self, cursor: str) -> CommentBatch:
        self.pds.budget.begin()
        return comments.since(self.pds, cursor, connected_at=self.channel.connected_at)

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        self.pds.budget.begin()
        return comments.look_up(self.pds, remote_ids)

    def search(self, term: str, cursor: str) -> CommentBatch:
        self.pds.budget.begin()
        return comments.search(self.pds, term, cursor)

    def hide(self, remote_id: str) -> None:
        self._change_hidden(remote_id, hide=True)

    def unhide(self, remote_id: str) -> None:
        self._change_hidden(remote_id, hide=False)

    def remove_comment(self, remote_id: str) -> None:
        self._refuse(Action.REMOVE_COMMENT)

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        self._refuse(Action.REPLY_PRIVATELY)

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        rkey = records.key_of(ref)
        if isinstance(there := self._look(rkey), Found):
            return Published(remote_id=there.remote_id, remote_url=there.remote_url)
        if not (parent := self._comment(remote_id)):
            raise Refused("The comment is no longer on Bluesky.")
        root = _reply_of(parent).get("root") or parent
        record = records.post_record(
            text,
            at=dt.datetime.now(dt.UTC),
            dids=self._dids(text),
            reply={"root": records.reference(root), "parent": records.reference(parent)},
        )
        return _published(self.pds.put(POST, rkey, record))

    def find_reply(self, reply: Reply) -> LookUp:
        return self._look(records.key_of(reply.ref))

    def _comment(self, uri: str) -> dict[str, Any] | None:
        """Somebody's post as it stands in their repository, also where they let us not see it; None when it is gone."""
        account, collection, rkey = records.parts_of(uri)
        if collection != POST:
            return None
        try:
            return self.pds.record(collection, rkey, of=account)
        except NotThere:
            return None

    def _change_hidden(self, remote_id: str, *, hide: bool) -> None:
        """Hidden answers stand in a record beside our post, with others and with who may answer: all of that stays.

        Two at once: the record is replaced only as it was read, and looked at again afterwards.
        """
        comment = self._comment(remote_id)
        if comment is None:
            return  # gone, so nobody sees it
        root = str((_reply_of(comment).get("root") or {}).get("uri") or "")
        account, _, rkey = records.parts_of(root)
        if account != self.pds.did:
            raise Refused("It does not stand below a post of ours, so Bluesky lets us not hide it. Report it there.")
        for _ in range(3):
            value, cid = self._gate(root, rkey)
            hidden = [str(uri) for uri in value.get("hiddenReplies") or ()]
            if (remote_id in hidden) is hide:
                return
            hidden = [*hidden, remote_id] if hide else [uri for uri in hidden if uri != remote_id]
            if len(hidden) > MOST_HIDDEN:
                raise Refused(f"Bluesky hides {MOST_HIDDEN} answers below one post at most. Report this one there.")
            with contextlib.suppress(Changed):
                self.pds.put(GATE, rkey, value | {"hiddenReplies": hidden}, was=cid)
        value, _ = self._gate(root, rkey)
        if (remote_id in (value.get("hiddenReplies") or ())) is not hide:
            raise Unclear("Bluesky changed what is hidden at the same moment.")

    def _gate(self, root: str, rkey: str) -> tuple[dict[str, Any], str]:
        """What is hidden below a post and who may answer it, with its CID; a new one where there is none."""
        try:
            found = self.pds.record(GATE, rkey)
        except NotThere:
            made_at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            return {"$type": GATE, "post": root, "createdAt": made_at, "hiddenReplies": []}, ""
        return dict(found.get("value") or {}), str(found.get("cid") or "")

    # People

    def block(self, author: str) -> None:
        """A record in our repository, under a key that the same person always has. Anybody can read it there."""
        did = self._did_of(author)
        if did == self.pds.did:
            raise Refused("This is the channel’s own account.")
        self.pds.put(BLOCK, records.key_of(f"block {did}"), records.block_record(did, at=dt.datetime.now(dt.UTC)))

    def unblock(self, author: str) -> None:
        """Ours, and one that a person made on Bluesky itself."""
        did = self._did_of(author)
        params = models.AppBskyActorGetProfile.Params(actor=did)
        made = f"at://{self.pds.did}/{BLOCK}/{records.key_of(f'block {did}')}"
        there = ""
        with contextlib.suppress(Refused):  # their account may be gone
            viewer = self.pds.ask("app.bsky.actor.getProfile", params).get("viewer")
            there = str(viewer.get("blocking") or "") if isinstance(viewer, Mapping) else ""
        for uri in {made, there} - {""}:
            account, collection, rkey = records.parts_of(uri)
            if (account, collection) == (self.pds.did, BLOCK):
                data = models.ComAtprotoRepoDeleteRecord.Data(repo=account, collection=collection, rkey=rkey)
                with contextlib.suppress(NotThere):
                    self.pds.do("com.atproto.repo.deleteRecord", data)

    def _did_of(self, author: str) -> str:
        if author.startswith("did:"):
            return author
        handle = author.removeprefix("@").lower()
        if not HANDLE.fullmatch(handle):
            raise Refused("Bluesky knows nobody with this handle.")
        params = models.ComAtprotoIdentityResolveHandle.Params(handle=handle)
        try:
            return str(self.pds.ask("com.atproto.identity.resolveHandle", params)["did"])
        except (Refused, KeyError) as error:
            if isinstance(error, SignedOut):
                raise
            raise Refused("Bluesky knows nobody with this handle.") from error

    # The profile, and what became of posts

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        self.pds.budget.begin()
        return figures.of_posts(self.pds, remote_ids)

    def profile(self) -> Profile:
        own = self._own_profile()
        avatar = own.get("avatar") if isinstance(own.get("avatar"), dict) else {}
        link = str(((avatar or {}).get("ref") or {}).get("$link") or "")
        return Profile(
            name=str(own.get("displayName") or ""),
            description=str(own.get("description") or ""),
            picture_sha256=records.sha256_in(link),
            pinned=self._pinned(own),
            followers=self._followers(),
        )

    def _own_profile(self) -> dict[str, Any]:
        """As our own server has it: readers' servers make their own copies of the picture."""
        try:
            return dict(self.pds.record("app.bsky.actor.profile", "self").get("value") or {})
        except NotThere:
            return {}

    def _pinned(self, own: Mapping[str, Any]) -> str:
        pinned = own.get("pinnedPost")
        uri = str(pinned.get("uri") or "") if isinstance(pinned, Mapping) else ""
        try:
            return str((self._own(uri).get("value") or {}).get("text") or "") if uri else ""
        except NotThere:
            return ""

    def _followers(self) -> int | None:
        try:
            said = self.pds.ask("app.bsky.actor.getProfile", models.AppBskyActorGetProfile.Params(actor=self.pds.did))
        except NetworkError:  # counted by another server, which may be away
            return None
        count = said.get("followersCount")
        return count if isinstance(count, int) else None

    def _refuse(self, action: Action) -> NoReturn:
        raise Refused(f"On Bluesky this is done by hand. {self.capabilities.how_by_hand(action)}".strip())


def _reply_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a post answers: root and parent; empty for one that stands alone."""
    record = found.get("value")
    reply = record.get("reply") if isinstance(record, Mapping) else None
    return dict(reply) if isinstance(reply, Mapping) else {}


def _published(answer: Mapping[str, Any]) -> Published:
    uri = str(answer.get("uri") or "")
    if not uri:
        raise Unclear("Bluesky answered something that cannot be read.")
    return Published(remote_id=uri, remote_url=records.web_address(uri))
