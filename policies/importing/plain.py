"""Markdown and plain text to blocks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from policies.importing.blocks import LONGEST_HEADING, Block, Reading, is_sentence, looks_like_capitals

_blocks_only = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")
BOLD_LINE = re.compile(r"(\*\*|__)(?P<text>[^*_\n]+)\1:?")
PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\][(\[]")
A_POINT = re.compile(r"[ \t]*([-*+•]|\d+[.)])[ \t]+\S")


def read(text: str) -> Reading:
    """By the headings of Markdown; where there is none, by lines that look like headings."""
    return Reading(_blocks(text), tuple(_notes(text)))


def _notes(text: str) -> Iterator[str]:
    if count := len(PICTURE.findall(text)):
        are = "picture is" if count == 1 else "pictures are"
        yield f"{count} {are} left out; a line in the text says where, in the words that describe it."


def _blocks(text: str) -> tuple[Block, ...]:
    tokens = _blocks_only.parse(text)
    if not any(token.type == "heading_open" and token.level == 0 for token in tokens):
        return tuple(_paragraphs(text))
    lines = text.split("\n")
    blocks, done = [], 0
    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0 or not token.map:
            continue
        start, end = token.map
        blocks.append(Block("\n".join(lines[done:start]).strip("\n")))  # what no token speaks of, such as link targets
        if token.type == "heading_open":
            blocks.append(Block(tokens[index + 1].content, int(token.tag[1])))
        else:
            blocks.append(Block("\n".join(lines[start:end]).strip("\n")))
        done = end
    blocks.append(Block("\n".join(lines[done:]).strip("\n")))
    return tuple(block for block in blocks if block.text.strip())


def _paragraphs(text: str) -> list[Block]:
    """Paragraphs as they stand; a short line that may be a heading is one of its own."""
    blocks: list[Block] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            blocks.append(Block("\n".join(open_lines)))
            open_lines.clear()

    before_is_empty = True
    for line in text.split("\n"):
        bare = line.strip()
        look = _look(bare)
        numbered = before_is_empty and bool(re.match(r"\d{1,3}(\.\d{1,3})*[.)]?\s+\S", bare))
        if not bare:
            close()
        elif (look and before_is_empty) or (numbered and len(bare) <= LONGEST_HEADING and not is_sentence(bare)):
            close()
            blocks.append(Block(bare, looks_like=look))
        else:
            open_lines.append(line.rstrip())
        before_is_empty = not bare
    close()
    return blocks


def _look(line: str) -> str:
    bold = BOLD_LINE.fullmatch(line)
    if bold and len(line) <= LONGEST_HEADING and not is_sentence(bold["text"]):
        return "bold"
    return "capitals" if looks_like_capitals(line) and not A_POINT.match(line) else ""
