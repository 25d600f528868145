"""The content of a post as plain values, and its digest.

An approval holds for one digest: whatever a reader on a network could see differently is in it, and nothing else.
The title, the kind and the time are not: they are for colleagues, and a move of the time keeps the approval.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

MOST_CHARACTERS = 100_000
"""The longest text that is kept; no network takes a longer one."""


class TextTooLong(ValueError):
    """More than is kept; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class ChannelText:
    """A channel that the post is for; `text` where it has a text of its own.

    That it takes threads is no content, but is checked: there each post of a text in several has to fit by itself.
    """

    channel_id: int
    network: str
    text: str = ""
    warning: str = ""
    takes_threads: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture, video or document in its place. What is known of it beside bytes and words is no content, but is
    checked."""

    media_id: int
    sha256: str
    kind: str = "picture"
    alt: str = ""
    is_decorative: bool = False
    file: str = ""
    shows_child: bool = False
    consent_until: dt.date | None = None
    adults_until: dt.date | None = None
    made_by_service: bool = True
    licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that goes out. Line ends are "\\n", as `tidy` makes them."""

    text: str = ""
    link: str = ""
    link_title: str = ""
    link_description: str = ""
    channels: tuple[ChannelText, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def text_for(self, channel_id: int) -> str:
        """The text that this channel gets."""
        own = next((chosen.text for chosen in self.channels if chosen.channel_id == channel_id), "")
        return own or self.text

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.pictures or any(chosen.text.strip() for chosen in self.channels))


def digest(content: Content) -> str:
    """SHA-256, in hexadecimal, over text, link, channels with their own texts, and pictures in order with their words.

    The order in which channels were ticked does not count; the order of pictures does. What a post does not use (a
    card's words, a content warning) leaves no trace, so that digests stay what they were when such a thing is added.
    """
    parts = {
        "text": content.text,
        "link": content.link,
        "channels": sorted(_without_end([one.channel_id, one.text, one.warning], 2) for one in content.channels),
        "pictures": [
            _without_end([one.sha256, one.alt, "decorative" if one.is_decorative else ""], 2)
            for one in content.pictures
        ],
    }
    if content.link_title or content.link_description:
        parts["card"] = [content.link_title, content.link_description]
    written = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _without_end(values: list[int | str], most: int) -> list[int | str]:
    """Without the last value where it is empty and there are more than `most`."""
    return values if values[-1] or len(values) <= most else values[:-1]


def tidy(text: str) -> str:
    """The text with line ends as "\\n" and without space at its end: browsers send "\\r\\n", which nobody typed.

    Raises TextTooLong beyond MOST_CHARACTERS.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    if len(text) > MOST_CHARACTERS:
        raise TextTooLong(
            f"The text has {len(text):,} characters; the most that can be kept is {MOST_CHARACTERS:,}. Shorten it."
        )
    return text
