"""A page on Facebook.

Facebook knows no key of ours for a post, and an error of its own does not mean that nothing happened: after anything
unclear the page's own posts are looked through (looking.py), and nothing is sent again before that.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from channels.credentials import opened
from channels.networks.answers import part
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
)
from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.facebook import comments, figures, looking, messages
from channels.networks.facebook.graph import Duplicate, Gone, Graph
from channels.networks.facebook.signing_in import FacebookSignIn, token_end
from channels.networks.http import Http
from channels.networks.pictures import ready

if TYPE_CHECKING:
    from channels.models import Channel

BY_PEOPLE = frozenset({Action.REPORT})
MOST_CHARACTERS = 63_206
MOST_CHARACTERS_OF_MESSAGE = 2000
MOST_PICTURE_BYTES = 4_000_000
MOST_ALT_CHARACTERS = 1000
PROFILE_FIELDS = "name,about,description,followers_count,picture.type(large){url,is_silhouette}"


class Facebook:
    capabilities = Capabilities(
        does=frozenset(Action) - BY_PEOPLE - {Action.SEARCH},
        by_hand={action: BY_HAND["facebook"][action] for action in BY_PEOPLE},
        prepares=True,
        reads="Comments below the newest posts, what visitors put on the page, and messages to it where it may read "
        "them.",
        reads_back=comments.FIRST_READING,
        looked_up_at_once=comments.LOOKED_UP,
        figures="Reactions, shares, comments and followers; how often a post was shown and clicked where the page’s "
        "sign-in may read its insights.",
        figures_at_once=figures.AT_ONCE,
        most_pictures=10,
        absent_after_s=120,
    )
    sign_in = FacebookSignIn()

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def verify(self) -> Account:
        credentials, graph = self._opened()
        page = graph.get("/me", fields="id,name,username")
        if str(page.get("id")) != str(credentials.get("page_id")):
            raise SignedOut("The sign-in belongs to another page. Connect this one again.")
        self._ask_to_be_told(graph, credentials)
        return Account(
            remote_id=str(page["id"]),
            handle=str(page.get("username") or page.get("name") or page["id"]),
            name=str(page.get("name") or ""),
            token_ends_at=token_end(graph.token),
        )

    # Posts

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        """Pictures, uploaded where nobody sees them. Facebook keeps them for about a day."""
        if not post.pictures:
            return {}
        credentials, graph = self._opened()
        return {"pictures": [self._uploaded(graph, credentials["page_id"], picture) for picture in post.pictures]}

    def _uploaded(self, graph: Graph, page_id: str, picture: Picture) -> str:
        upload = ready(picture, most_bytes=MOST_PICTURE_BYTES)
        ending = upload.media_type.partition("/")[2]
        answer = graph.post(
            f"/{page_id}/photos",
            files={"source": (f"picture.{ending}", upload.content, upload.media_type)},
            published="false",
            alt_text_custom=picture.alt[:MOST_ALT_CHARACTERS],
        )
        return _id_of(answer)

    def publish(self, post: Outgoing) -> Published:
        if post.video:
            raise Refused("Videos do not go out to Facebook by themselves. Put this post out by hand.")
        text = looking.message_of(post)
        if len(text) > MOST_CHARACTERS:
            raise Refused(f"Facebook takes {MOST_CHARACTERS:,} characters at most. Shorten the text.")
        credentials, graph = self._opened()
        uploaded = post.prepared.get("pictures", ())
        if len(uploaded) != len(post.pictures):
            raise Refused("The pictures of this post are not on Facebook yet. Send it again.")
        attached = {f"attached_media[{n}]": json.dumps({"media_fbid": one}) for n, one in enumerate(uploaded)}
        link = "" if attached else post.link
        try:
            answer = graph.post(f"/{credentials['page_id']}/feed", message=text, link=link, **attached)
        except Duplicate as duplicate:
            return self._said_twice(graph, str(credentials["page_id"]), post, duplicate)
        return _published(_id_of(answer))

    def _said_twice(self, graph: Graph, page_id: str, post: Outgoing, duplicate: Duplicate) -> Published:
        """Facebook has these words: from a call of ours whose answer was lost, or from an older post."""
        try:
            found = looking.find(graph, page_id, post)
            is_older = not isinstance(found, Found) and looking.is_older(graph, page_id, post)
        except NetworkError:
            raise duplicate from None
        if isinstance(found, Found):
            return _published(found.remote_id)
        if is_older:
            raise Refused("Facebook has an older post with the same words and takes no second one. Change the words.")
        raise duplicate

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        """The text anew; Facebook does not let link and pictures of a post that is out be changed."""
        _, graph = self._opened()
        _succeeded(graph.post(_path(remote_id), message=looking.message_of(post)))
        return _published(remote_id)

    def find(self, post: Outgoing) -> LookUp:
        credentials, graph = self._opened()
        return looking.find(graph, str(credentials["page_id"]), post)

    def remove(self, remote_id: str) -> None:
        self._delete(remote_id)

    # Comments

    def comments_since(self, cursor: str) -> CommentBatch:
        credentials, graph = self._opened()
        if not cursor:
            self._ask_to_be_told(graph, credentials)
        return comments.since(graph, self.channel, str(credentials["page_id"]), cursor, now=timezone.now())

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        _, graph = self._opened()
        return comments.look_up(graph, [one for one in remote_ids if re.fullmatch(r"[0-9_]+", one)])

    def search(self, term: str, cursor: str) -> CommentBatch:
        raise Refused("Facebook lets nobody search for words or hashtags by a program.")

    def hide(self, remote_id: str) -> None:
        self._set_hidden(remote_id, "true")

    def unhide(self, remote_id: str) -> None:
        self._set_hidden(remote_id, "false")

    def remove_comment(self, remote_id: str) -> None:
        self._delete(remote_id)

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        _, graph = self._opened()
        return Published(remote_id=_id_of(graph.post(f"{_path(remote_id)}/comments", message=text)))

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        if len(text) > MOST_CHARACTERS_OF_MESSAGE:
            raise Refused(f"Facebook takes {MOST_CHARACTERS_OF_MESSAGE:,} characters in a message. Shorten the reply.")
        credentials, graph = self._opened()
        if messages.is_message(remote_id):
            return Published(remote_id=messages.answer(graph, str(credentials["page_id"]), remote_id, text))
        _path(remote_id)
        answer = graph.post(
            f"/{credentials['page_id']}/messages",
            recipient=json.dumps({"comment_id": remote_id}),
            message=json.dumps({"text": text}),
        )
        return Published(remote_id=_id_of(answer, "message_id"))

    def find_reply(self, reply: Reply) -> LookUp:
        credentials, graph = self._opened()
        if messages.is_message(reply.remote_id):
            return messages.find_answer(graph, str(credentials["page_id"]), reply)
        _path(reply.remote_id)
        if reply.is_private:
            return looking.find_private_reply(graph, reply)
        return looking.find_reply(graph, str(credentials["page_id"]), reply)

    # People

    def block(self, author: str) -> None:
        credentials, graph = self._opened()
        path, user = f"/{credentials['page_id']}/blocked", _user(author)
        answer = graph.post(path, user=json.dumps([user]))
        if answer.get(user) is False:
            raise Refused("Facebook did not block this person. Try it there by hand.")

    def unblock(self, author: str) -> None:
        credentials, graph = self._opened()
        path, user = f"/{credentials['page_id']}/blocked", _user(author)
        try:
            _succeeded(graph.delete(path, user=user))
        except Gone:
            return

    # The page, and what became of posts

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        _, graph = self._opened()
        return figures.of_posts(graph, [one for one in remote_ids if re.fullmatch(r"[0-9_]+", one)])

    def profile(self) -> Profile:
        credentials, graph = self._opened()
        page = graph.get(f"/{credentials['page_id']}", fields=PROFILE_FIELDS)
        followers = page.get("followers_count")
        return Profile(
            name=str(page.get("name") or ""),
            description=str(page.get("about") or page.get("description") or ""),
            picture_sha256=_picture_of(part(page, "picture", "data")),
            followers=followers if isinstance(followers, int) else None,
        )

    def _opened(self) -> tuple[dict[str, Any], Graph]:
        credentials = opened(self.channel)
        return credentials, Graph(str(credentials.get("token", "")))

    def _delete(self, remote_id: str) -> None:
        _, graph = self._opened()
        try:
            _succeeded(graph.delete(_path(remote_id)))
        except Gone:
            return

    def _set_hidden(self, remote_id: str, hidden: str) -> None:
        _, graph = self._opened()
        _succeeded(graph.post(_path(remote_id), is_hidden=hidden))

    def _ask_to_be_told(self, graph: Graph, credentials: Mapping[str, Any]) -> None:
        """Have comments pushed to channels/webhooks.py. Without it they are still read, only later and without
        removals, so that it fails is no error here."""
        if not (settings.FACEBOOK_APP_SECRET and settings.FACEBOOK_VERIFY_TOKEN):
            return
        try:
            graph.post(f"/{credentials['page_id']}/subscribed_apps", subscribed_fields="feed")
        except SignedOut:
            raise
        except NetworkError:
            return


def _path(remote_id: str) -> str:
    """Where a post or comment is. One that a person put out themselves may have no number that we know."""
    if not re.fullmatch(r"[0-9_]+", remote_id):
        raise Refused("We do not know its number on Facebook. Do it there by hand.")
    return f"/{remote_id}"


def _user(author: str) -> str:
    """Facebook's number of a person. It does not always tell who wrote a comment."""
    if not re.fullmatch(r"[0-9]{1,30}", author):
        raise Refused("Facebook did not tell us who this is. Block the person there by hand.")
    return author


def _published(remote_id: str) -> Published:
    return Published(remote_id=remote_id, remote_url=looking.url_of(remote_id))


def _id_of(answer: Mapping[str, Any], name: str = "id") -> str:
    found = answer.get(name)
    if not isinstance(found, str | int) or not str(found):
        raise Unclear("Facebook said yes, but not where it is.")
    return str(found)


def _succeeded(answer: Mapping[str, Any]) -> None:
    if answer.get("success") is False:
        raise Refused("Facebook did not do it. Try it there by hand.")


def _picture_of(picture: Mapping[str, Any]) -> str:
    url = picture.get("url")
    if picture.get("is_silhouette") or not isinstance(url, str) or not url:
        return ""
    return hashlib.sha256(Http("", name="Facebook").get(url).content).hexdigest()
