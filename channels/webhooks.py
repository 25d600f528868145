"""What networks push to us: looked at for its signature, and kept as it came (channels.models.ReceivedEvent).

Nothing is done with it here. Connectors read the events with the next reading of comments, so a flood of them, a repeat
or a body that makes no sense costs a few rows at most.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from channels.models import Channel, Network, ReceivedEvent

MOST_BYTES = 1024 * 1024
MOST_EVENTS = 1000
"""Facebook puts this many into one call at most."""
LONGEST_EVENT = 64 * 1024
LONGEST_KEY = 200
VERBS_OF_WORDS = ("edited", "edit")


def is_facebooks_question(asked: Mapping[str, str]) -> bool:
    """Whether it is Facebook that asks, at set-up, if this address takes its events."""
    word = settings.FACEBOOK_VERIFY_TOKEN
    said = asked.get("hub.verify_token", "")
    return bool(word) and asked.get("hub.mode") == "subscribe" and hmac.compare_digest(said.encode(), word.encode())


def is_signed_by_facebook(body: bytes, signature: str) -> bool:
    """Whether the bytes, exactly as they came, were signed with our app's secret."""
    secret = settings.FACEBOOK_APP_SECRET
    if not secret:
        return False
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), expected.encode())


def keep_facebooks_events(body: bytes) -> int:
    """Keep what is about a page that is connected here, once. Gives how many events were new to look at.

    What is about no page of ours, or makes no sense, is dropped: Facebook would only send it again.
    """
    try:
        events = list(_events_of(json.loads(body, parse_constant=lambda _: None)))[:MOST_EVENTS]
    except (ValueError, RecursionError):
        return 0
    pages = {page_id for page_id, _ in events}
    channels: dict[str, list[int]] = {}
    here = Channel.objects.filter(network=Network.FACEBOOK, connector="facebook", account_id__in=pages)
    for pk, page_id in here.values_list("pk", "account_id"):
        channels.setdefault(page_id, []).append(pk)
    rows = [
        ReceivedEvent(channel_id=channel_id, key=_key(event), payload=event)
        for page_id, event in events
        for channel_id in channels.get(page_id, ())
    ]
    ReceivedEvent.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    return len(rows)


def _events_of(said: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Page and event, for each change of a page's feed that is about words: comments and posts of visitors."""
    if not isinstance(said, dict) or said.get("object") != "page":
        return
    for entry in _rows(said.get("entry")):
        page_id, time = _text(entry.get("id")), entry.get("time")
        if not re.fullmatch(r"[0-9]{1,30}", page_id):
            continue
        for change in _rows(entry.get("changes")):
            event = change.get("value")
            if change.get("field") == "feed" and isinstance(event, dict) and _is_about_words(event):
                yield page_id, {**_clean(event), "entry_time": time if _is_int(time) else 0}


def _is_about_words(event: Mapping[str, Any]) -> bool:
    """Nobody has to read a like, nor what names nothing, nor what is longer than any comment."""
    item, about = _text(event.get("item")), _text(event.get("comment_id")) or _text(event.get("post_id"))
    if item in ("", "reaction", "like") or not _text(event.get("verb")) or not about:
        return False
    return len(json.dumps(event)) <= LONGEST_EVENT


def _key(event: Mapping[str, Any]) -> str:
    """The same for every repeat of an event. Two changes of one comment differ in nothing but their words."""
    about = _text(event.get("comment_id")) or _text(event.get("post_id"))
    key = f"{about}:{_text(event.get('verb'))}:{_text(event.get('created_time'))}"
    if event.get("verb") in VERBS_OF_WORDS:
        words = json.dumps(event.get("message"), sort_keys=True)
        key += f":{hashlib.sha256(words.encode()).hexdigest()[:16]}"
    return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str) or _is_int(value) else ""


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15


def _clean(value: Any) -> Any:
    """Without what PostgreSQL cannot keep in JSON: the zero character, halves of surrogate pairs, numbers that are
    none."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_clean(str(name)): _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
