"""What a web page calls itself: title and description out of its head. Pure; never raises for any bytes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 300
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-zA-Z0-9_\-]{2,40})", re.I)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-zA-Z0-9_\-]{2,40})", re.I)


class CardText(NamedTuple):
    title: str = ""
    description: str = ""


def card_text(body: bytes, content_type: str = "") -> CardText:
    """Title and description for a link's card; both empty for what is no HTML page, or says neither."""
    if content_type and not re.match(r"\s*(text/html|application/xhtml\+xml)\b", content_type, re.I):
        return CardText()
    parser = _Head()
    text = _decoded(body, content_type)
    try:
        parser.feed(text)
    except AssertionError:  # the parser's own, for declarations that are none
        pass
    said = parser.said
    title = said.get("og:title") or said.get("twitter:title") or "".join(parser.title)
    description = said.get("og:description") or said.get("description") or said.get("twitter:description") or ""
    return CardText(_tidy(title, LONGEST_TITLE), _tidy(description, LONGEST_DESCRIPTION))


def _decoded(body: bytes, content_type: str) -> str:
    named = _HEADER_CHARSET.search(content_type)
    found = _CHARSET.search(body[:4096])
    for name in (named and named[1], found and found[1].decode("ascii"), "utf-8"):
        if name:
            try:
                return body.decode(name, "replace")
            except LookupError:
                continue
    return ""


def _tidy(text: str, longest: int) -> str:
    """One line of characters that can be seen, no longer than this; what is cut ends in "…"."""
    text = " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


class _Head(HTMLParser):
    """Reads up to the end of the head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.said: dict[str, str] = {}
        self._in_title = self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._is_over = True
        self._in_title = tag == "title" and not self.title and not self._is_over
        if tag == "meta" and not self._is_over:
            values = {name: value or "" for name, value in attrs}
            name = (values.get("property") or values.get("name") or "").strip().lower()
            if name and values.get("content"):
                self.said.setdefault(name, values["content"])

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag == "head":
            self._is_over = True

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
