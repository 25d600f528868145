"""What was uploaded or pasted, by its kind. Pure: nothing is stored."""

from __future__ import annotations

from policies.importing import plain, word
from policies.importing.blocks import Reading, Unreadable

MOST_BYTES = 10 * 1024 * 1024
MOST_CHARACTERS = 2_000_000  # before it is looked at any further
KINDS = ".docx, .md or .txt"


def read_file(name: str, data: bytes) -> Reading:
    """A Word document, or a text. Raises Unreadable with a sentence."""
    if not data:
        raise Unreadable("This file is empty. Choose another.")
    require_size(len(data))
    ending = name.lower().rpartition(".")[2]
    if ending in ("docx", "docm", "doc", "dotx") or data.startswith((b"PK\x03\x04", word.OLD_OR_LOCKED)):
        return word.read(data)
    if ending not in ("md", "markdown", "txt", "text"):
        raise Unreadable(f"A file that ends in .{ending[:12]} cannot be read. Choose {KINDS}, or paste the text.")
    return read_text(_decoded(data))


def require_size(size: int) -> None:
    """Raises Unreadable for a file of more bytes than are looked at; ask it before the file is read."""
    if size > MOST_BYTES:
        raise Unreadable(
            f"This file has {size / 1024 / 1024:.0f} MB, and {MOST_BYTES // 1024 // 1024} MB is the most. "
            "Take the pictures out, or paste the text."
        )


def read_text(text: str) -> Reading:
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("This text is far longer than a policy can be. Bring in a part of it.")
    return plain.read(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\xa0", " "))


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(f"This file is no text. Choose {KINDS}, or paste the text.")
