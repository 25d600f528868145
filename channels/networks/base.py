"""What every connector takes, gives and raises: plain values, no rows of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from channels.networks.capabilities import Capabilities

if TYPE_CHECKING:
    from channels.models import Channel


# What goes out


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture of a post. `file` is its name in the default storage."""

    file: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Video:
    """A video of a post. `file` is its name in the default storage; `captions` that of a WebVTT file, or ""."""

    file: str
    alt: str
    media_type: str
    captions: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What a link shows as, for a network that does not read the page itself."""

    title: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """One post as one channel gets it; of a thread, one of its posts."""

    ref: str  # ours; the same for every try of one delivery (of one part of it), to look it up by
    text: str
    link: str = ""
    card: Card | None = None  # of the link
    warning: str = ""  # shown in place of the text until the reader opens it, where the network can
    pictures: tuple[Picture, ...] = ()
    video: Video | None = None
    answers: str = ""  # remote id of the post before it in its thread; "" for the first one
    thread: str = ""  # remote id of the first post of its thread; "" for the first one
    first_tried_at: dt.datetime | None = None  # when the first call for it began; a look-up searches from here
    prepared: Mapping[str, Any] = field(default_factory=dict)  # what `prepare` gave, kept before the first call

    @property
    def text_with_link(self) -> str:
        """The text with the link below it, unless it stands in the text already."""
        return self.text if not self.link or self.link in self.text else f"{self.text}\n\n{self.link}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """Our answer to somebody's comment or message, as it has to be known to look it up."""

    ref: str  # ours; the same for every try
    remote_id: str  # of what it answers
    text: str
    is_private: bool = False
    first_tried_at: dt.datetime | None = None  # when the call for it began; a look-up searches from here


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Whose credentials these are, as the network says."""

    remote_id: str  # stays when the handle changes: a DID, a page's number
    handle: str
    name: str = ""
    token_ends_at: dt.datetime | None = None  # None: it has no end, or the network does not tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A channel's profile as others see it. None: the network does not tell; "": there is none."""

    name: str | None = None
    description: str | None = None
    picture_sha256: str | None = None  # of the bytes that the network serves
    pinned: str | None = None  # text of the pinned post
    followers: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """The network has it."""

    remote_id: str
    remote_url: str = ""


# What a look-up says


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """It is there."""

    remote_id: str
    remote_url: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """It is surely not there, and will not appear any more."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The network cannot tell; a person has to look."""

    reason: str = ""


LookUp = Found | Absent | Unsure


# What comes in


@dataclass(frozen=True, kw_only=True)
class IncomingComment:
    """A comment or private message as the network gives it."""

    remote_id: str
    text: str
    posted_at: dt.datetime
    author_handle: str
    author_name: str = ""
    author_id: str = ""  # the network's own, that stays when the handle changes; what `block` takes
    is_private: bool = False
    url: str = ""
    answers: str = ""  # remote id of our post that it stands below; "" for a private message
    answers_comment: str = ""  # remote id of what it answers directly: a comment, or an answer of ours
    author_signals: Mapping[str, Any] = field(default_factory=dict)  # has_avatar, followers, recent_comments_24h
    raw: Mapping[str, Any] = field(default_factory=dict)  # the payload as it came; JSON values


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentBatch:
    """Comments, oldest first, and where to go on reading. The same comment may come again: compare remote ids."""

    comments: tuple[IncomingComment, ...] = ()
    withdrawn: tuple[str, ...] = ()  # remote ids that their writers took away
    cursor: str = ""
    more: bool = False  # there is more to read at once


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentNow:
    """A comment as it stands on the network at the moment."""

    remote_id: str
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)  # the payload as it came; JSON values
    is_gone: bool = False  # surely
    is_not_shown: bool = False  # gone, or only out of our sight: the network does not tell which

    @property
    def is_there(self) -> bool:
        return not (self.is_gone or self.is_not_shown)


# What others made of our posts


@dataclass(frozen=True, kw_only=True, slots=True)
class PostFigures:
    """The totals of a post of ours since it went out. None: the network does not tell."""

    remote_id: str
    impressions: int | None = None  # how often it was shown
    engagements: int | None = None  # likes, reshares, replies, clicks and saves together, as far as they are told
    reshares: int | None = None  # passed on as it is, or quoted
    likes: int | None = None
    replies: int | None = None
    is_gone: bool = False


# What goes wrong


class NetworkError(Exception):
    """The network did not do it. The text is a sentence for the person who reads the delivery."""

    permanent = False


class Refused(NetworkError):
    """It surely did not happen, and asking again would not help."""

    permanent = True


class TryLater(NetworkError):
    """It surely did not happen, but may later: a rate limit, a refused connection."""

    def __init__(self, message: str = "The network is busy.", *, after_s: float = 0) -> None:
        super().__init__(message)
        self.after_s = after_s  # what the network asked for; 0 when it named nothing


class Unclear(NetworkError):
    """Nobody knows whether it happened: a time-out, a broken connection, an answer of 5xx. Look before asking again."""


class SignedOut(Refused):
    """The credentials no longer hold: somebody has to connect the channel again. Nothing happened."""


class Connector(Protocol):
    """One network, spoken to for one channel.

    Every call ends within settings.SENDING_CALL_LIMIT_S, one way or the other, and opens no transaction of ours.
    Raises Refused, TryLater or Unclear; any other exception counts as Unclear.
    """

    capabilities: Capabilities

    def __init__(self, channel: Channel) -> None: ...

    def verify(self) -> Account:
        """Whose account the credentials open. Raises SignedOut when they do not, TryLater and Unclear otherwise."""

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        """What has to be the same in every call for this post: a record key, the record, uploaded pictures (JSON
        values). It is stored before the first `publish` and handed in with each. May ask the network, but nothing
        that it does can be seen there; an error therefore never counts as unclear. Mostly {}."""

    def publish(self, post: Outgoing) -> Published:
        """Put the post out, once for each call: do not lean on the network to notice a repeat."""

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        """Put other content in the place of a post that is out, at the same address. Doing it twice is no harm."""

    def find(self, post: Outgoing) -> LookUp:
        """Whether the network has it, after a call that ended unclear."""

    def remove(self, remote_id: str) -> None:
        """Take our post off the network. One that is gone already is no error."""

    def comments_since(self, cursor: str) -> CommentBatch:
        """What came after the cursor ("" from the beginning)."""

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        """How these comments stand now. One that the network does not tell of is left out; gone is only what surely
        is; what may also be out of our sight is not shown. At most `capabilities.looked_up_at_once` are asked for."""

    def search(self, term: str, cursor: str) -> CommentBatch:
        """What others wrote in public with these words or this hashtag (K5), after the cursor. Never by a person."""

    def hide(self, remote_id: str) -> None:
        """Hide somebody's comment from others; hiding twice is no error."""

    def unhide(self, remote_id: str) -> None: ...

    def remove_comment(self, remote_id: str) -> None:
        """Take somebody's comment away for good; one that is gone is no error."""

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published: ...

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published: ...

    def block(self, author: str) -> None:
        """Keep this person from writing to us. Takes the network's own id of them, or the handle where no id is known.
        Blocking twice is no error."""

    def unblock(self, author: str) -> None:
        """End a block; ending one that is not there is no error."""

    def profile(self) -> Profile: ...

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        """How often these posts of ours were seen, liked, passed on and answered. One that the network does not tell
        of is left out: gone is only what surely is. At most `capabilities.figures_at_once` are asked for."""

    def find_reply(self, reply: Reply) -> LookUp:
        """Whether this reply is there, after a call that ended unclear."""
