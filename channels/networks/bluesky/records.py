"""What is written on Bluesky, as plain values: record keys, posts with their facets, addresses. Asks nobody."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from atproto_client import models
from atproto_client.utils.facet_detection import detect_facets, detect_mentions
from atproto_core.exceptions import AtProtocolError
from atproto_core.uri import AtUri

from channels.networks.base import Card, Refused

LANGUAGE = "en"
_WEB = re.compile(r"https://bsky\.app/profile/(did:[\w:.%-]+)/post/([\w.~:-]+)/?")
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_YEAR = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)

mentions_in = detect_mentions


def key_at(moment: dt.datetime, ref: str) -> str:
    """A record key (TID) of this moment: 53 bits of microseconds, 10 bits that tell apart what is made at once."""
    return _key(int(moment.timestamp() * 1_000_000), _number_of(ref) % 1024)


def key_of(ref: str) -> str:
    """The record key that a reference always has, for what has to be found again by the reference alone. The moment
    in it means nothing."""
    number = _number_of(ref)
    return _key(int(_YEAR.timestamp() * 1_000_000) + (number >> 10) % 2**44, number % 1024)


def _number_of(ref: str) -> int:
    return int.from_bytes(hashlib.sha256(ref.encode()).digest()[:8], "big")


def _key(microseconds: int, clock: int) -> str:
    number = (microseconds << 10 | clock) & (2**63 - 1)
    return "".join(_SORTABLE[number >> 5 * place & 31] for place in reversed(range(13)))


def facets_of(text: str, dids: Mapping[str, str]) -> list[models.AppBskyRichtextFacet.Main]:
    """Links, hashtags and the mentions of people whom Bluesky knows (`dids`, by handle in small letters), at their
    places in the UTF-8 bytes of the text."""
    found = detect_facets(text)
    found += [
        models.AppBskyRichtextFacet.Main(
            features=[models.AppBskyRichtextFacet.Mention(did=dids[mention.handle.lower()])],
            index=models.AppBskyRichtextFacet.ByteSlice(byte_start=mention.byte_start, byte_end=mention.byte_end),
        )
        for mention in mentions_in(text)
        if mention.handle.lower() in dids
    ]
    return sorted(found, key=lambda facet: facet.index.byte_start)


def post_record(
    text: str,
    *,
    at: dt.datetime,
    dids: Mapping[str, str],
    embed: Mapping[str, Any] | None = None,
    reply: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A post as it is stored, checked against the network's own description of one."""
    record: dict[str, Any] = {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "langs": [LANGUAGE],
    }
    if facets := facets_of(text, dids):
        record["facets"] = [facet.model_dump(exclude_none=True, by_alias=True) for facet in facets]
    if embed:
        record["embed"] = dict(embed)
    if reply:
        record["reply"] = dict(reply)
    try:
        models.AppBskyFeedPost.Record.model_validate(record)
    except ValueError as error:
        raise Refused("The post has something in it that Bluesky does not take.") from error
    return record


def pictures_embed(blobs: Sequence[tuple[Mapping[str, Any], str, int, int]]) -> dict[str, Any]:
    """Uploaded pictures with their alt text, width and height."""
    return {
        "$type": "app.bsky.embed.images",
        "images": [
            {"image": dict(blob), "alt": alt} | ({"aspectRatio": {"width": w, "height": h}} if w and h else {})
            for blob, alt, w, h in blobs
        ],
    }


def card_embed(link: str, card: Card) -> dict[str, Any]:
    external = {"uri": link, "title": card.title, "description": card.description}
    return {"$type": "app.bsky.embed.external", "external": external}


def block_record(did: str, *, at: dt.datetime) -> dict[str, Any]:
    """A block of one account by ours, checked like a post."""
    made_at = at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record = {"$type": "app.bsky.graph.block", "subject": did, "createdAt": made_at}
    try:
        models.AppBskyGraphBlock.Record.model_validate(record)
    except ValueError as error:
        raise Refused("This is no account on Bluesky.") from error
    return record


def reference(found: Mapping[str, Any]) -> dict[str, str]:
    """How a record is pointed at: where it is, and as it was."""
    return {"uri": str(found["uri"]), "cid": str(found["cid"])}


def parts_of(uri: str) -> tuple[str, str, str]:
    """Account, collection and key of an address at://…; empty strings for anything else."""
    try:
        read = AtUri.from_str(uri)
        return read.hostname, read.collection, read.rkey
    except (AtProtocolError, ValueError, IndexError):
        return "", "", ""


def web_address(uri: str) -> str:
    """Where people read it. With the account's DID, which stays when the handle changes."""
    account, _, key = parts_of(uri)
    return f"https://bsky.app/profile/{account}/post/{key}" if key else ""


def uri_of(address: str) -> str:
    """The at://… of a post whose web address (by DID) a person gave; anything else as it is."""
    found = _WEB.fullmatch(address)
    return f"at://{found[1]}/app.bsky.feed.post/{found[2]}" if found else address


def sha256_in(cid: str) -> str:
    """The SHA-256 of a file, which its CID holds; "" where it holds none."""
    try:
        read = base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8)) if cid.startswith("b") else b""
    except binascii.Error:
        return ""
    return read[4:].hex() if read[:4] == b"\x01\x55\x12\x20" and len(read) == 36 else ""
