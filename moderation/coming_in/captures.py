"""The evidence of a comment (K3), pure: what is stored is what can be stored, and a hash over it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any


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


def digest(*, text: str, raw: dict, url: str, handle: str, name: str, posted_at: dt.datetime) -> str:
    """SHA-256 over text, payload, address, writer and time, in hexadecimal."""
    facts = [text, raw, url, handle, name, posted_at.astimezone(dt.UTC).isoformat(timespec="microseconds")]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
