"""The evidence of a comment (K3), pure: what is stored is what can be stored, and a hash over it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moderation.models import Capture, Edit


PICTURES = {
    *("avatar", "avatar_static", "header", "header_static", "banner", "profile_image_url", "profile_banner_url"),
    *("image", "image_url", "image_src", "picture", "full_picture", "photo", "photos", "video", "playlist", "src"),
    *("thumb", "thumbnail", "fullsize", "preview", "preview_url", "preview_image_url", "preview_remote_url"),
    *("remote_url", "text_url", "static_url", "blurhash"),
}
"""What payloads call a picture or the address of one, wherever it stands."""
MEDIA = {"media", "media_attachments", "attachment", "attachments", "images", "emojis"}
"""Below these, only what says in words what was there is kept."""
WORDS = {"type", "$type", "media_type", "mime_type", "id", "alt", "description", "title", "name", "shortcode", "uri"}


def cleaned(value: Any) -> Any:
    """The value as a database can keep it: no zero bytes, no halves of characters; lists and mappings likewise."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {cleaned(str(key)): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return cleaned(str(value))


def without_pictures(value: Any) -> Any:
    """A network's payload without pictures, their previews and the addresses that open them, as one may show a child
    (K3). What its writer says that a picture shows stays.
    """
    if isinstance(value, Mapping):
        kept = {name: one for name, one in value.items() if name not in PICTURES}
        return {name: _said_of(one) if name in MEDIA else without_pictures(one) for name, one in kept.items()}
    if isinstance(value, list | tuple):
        return [without_pictures(one) for one in value]
    if isinstance(value, str) and value.startswith(("data:image/", "data:video/")):
        return ""
    return value


def _said_of(value: Any) -> Any:
    """The words of media, and nothing that leads to them."""
    if isinstance(value, Mapping):
        deeper = {name: one for name, one in value.items() if name not in PICTURES}
        return {
            name: one if isinstance(one, str) else _said_of(one)
            for name, one in deeper.items()
            if (isinstance(one, str) and name in WORDS) or isinstance(one, Mapping | list | tuple)
        }
    if isinstance(value, list | tuple):
        return [_said_of(one) for one in value if isinstance(one, Mapping | list | tuple)]
    return None


def digest(*, text: str, raw: dict, url: str, handle: str, name: str, posted_at: dt.datetime) -> str:
    """SHA-256 over text, payload, address, writer and time, in hexadecimal."""
    facts = [text, raw, url, handle, name, posted_at.astimezone(dt.UTC).isoformat(timespec="microseconds")]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def digest_of(capture: Capture) -> str:
    """The hash of a capture, from what is stored now."""
    return digest(
        text=capture.text,
        raw=capture.raw,
        url=capture.url,
        handle=capture.author_handle,
        name=capture.author_name,
        posted_at=capture.posted_at,
    )


def digest_of_edit(edit: Edit, capture: Capture) -> str:
    """The hash of what its writer changed it to, from what is stored now; the time is when we noted it."""
    return digest(
        text=edit.text,
        raw=edit.raw,
        url=capture.url,
        handle=capture.author_handle,
        name=capture.author_name,
        posted_at=edit.noted_at,
    )
