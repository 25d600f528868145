"""What stays of a network's id when the comment is no longer kept, so that reading the network again does not bring
it back. Pure."""

from __future__ import annotations

import hashlib

HASHED = "sha256:"


def trace_of(value: str) -> str:
    """The id, or a handle, as a hash; one that is a hash already stays."""
    return value if value.startswith(HASHED) else HASHED + hashlib.sha256(value.encode()).hexdigest()


def known_as(remote_id: str) -> list[str]:
    """What a comment with this id is stored under: the id itself, or its trace once the words are gone."""
    return list(dict.fromkeys([remote_id, trace_of(remote_id)]))
