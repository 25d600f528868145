"""A thread: one text in several posts, each answering the one before.

The author parts them with a line that holds nothing but "---". Pure functions; a text without such a line is one post.
"""

from __future__ import annotations

import re

MARK = "---"
_MARK = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE)


def parts(text: str) -> list[str]:
    """The posts of the text, in order, without empty ones; at least one."""
    return [part.strip() for part in _MARK.split(text) if part.strip()] or [text.strip()]


def joined(text: str) -> str:
    """The text as one post, for a network without threads: its parts as paragraphs."""
    return "\n\n".join(parts(text)) if _MARK.search(text) else text
