"""Sorts comments in a batch: JSON Lines in, JSON Lines out, in the same order; nothing is written to the database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from moderation.classify import Author, Incoming, classify
from moderation.classify.model import ModelMissing, installed

NETWORKS = frozenset({"facebook", "x", "instagram", "mastodon", "bluesky", "youtube", "linkedin"})
VISIBILITIES = frozenset({"public", "direct"})
# A longer line is not read into memory as a whole.
LONGEST_LINE = 5_000_000
_PROGRESS_EVERY = 1_000


class BadLine(Exception):
    """A line that is no comment; the text says what is wrong and where. Carries the id where it could be read."""

    def __init__(self, message: str, ident: Any = None) -> None:
        super().__init__(message)
        self.ident = ident


class Command(BaseCommand):
    help = "Sort comments: reads JSON Lines from FILE (or - for standard input), writes JSON Lines to standard output."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="JSON Lines, a comment a line; - reads standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            installed()
        except ModelMissing as missing:
            raise CommandError(str(missing)) from missing
        if options["file"] == "-":
            failed = self._answer(getattr(sys.stdin, "buffer", sys.stdin))
        else:
            try:
                with open(options["file"], "rb") as lines:
                    failed = self._answer(lines)
            except OSError as fault:
                raise CommandError(f"Cannot read {options['file']}: {fault.strerror}") from fault
        if failed:
            sys.exit(1)

    def _answer(self, lines: TextIO) -> int:
        failed = done = 0
        for done, raw in enumerate(_bounded(lines), start=1):
            try:
                ident, incoming = parse(raw, done)
                answer = {"id": ident, **classify(incoming).as_dict()}
            except BadLine as fault:
                failed += 1
                answer = {"id": fault.ident, "error": str(fault)}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            if done % _PROGRESS_EVERY == 0:
                self.stderr.write(f"{done} lines", style_func=str)
        self.stderr.write(f"{done} lines, {failed} not valid", style_func=str)
        return failed


def _bounded(lines: TextIO) -> Iterator[str | bytes]:
    """The lines, each cut one character beyond the longest that is allowed, so that one line cannot fill the memory."""
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            while (rest := lines.readline(LONGEST_LINE)) and rest[-1:] not in ("\n", b"\n"):
                pass
        yield line


def parse(raw: str | bytes, number: int) -> tuple[Any, Incoming]:
    """A line's id and comment. Raises BadLine, whose text says what is wrong and where."""
    if len(raw) > LONGEST_LINE:
        raise BadLine(f"line {number}: longer than {LONGEST_LINE} characters")
    try:
        text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
        data = json.loads(text)
    except UnicodeDecodeError as fault:
        raise BadLine(f"line {number}, byte {fault.start + 1}: not UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise BadLine(f"line {number}, column {fault.colno}: not JSON: {fault.msg}") from fault
    except RecursionError as fault:
        raise BadLine(f"line {number}: nested too deeply") from fault
    if not isinstance(data, dict):
        raise BadLine(f"line {number}: expected an object, not {type(data).__name__}")
    ident = data.get("id")
    if not isinstance(ident, str | int) or isinstance(ident, bool):
        raise BadLine(f"line {number}: id is missing or neither text nor a number")
    where = f"line {number}: "
    if not isinstance(data.get("text"), str):
        raise BadLine(where + "text is missing or no text", ident)
    network = data.get("network") or ""
    if network and network not in NETWORKS:
        raise BadLine(f"{where}network is {network!r}, expected one of {', '.join(sorted(NETWORKS))}", ident)
    visibility = data.get("visibility") or "public"
    if visibility not in VISIBILITIES:
        raise BadLine(f"{where}visibility is {visibility!r}, expected public or direct", ident)
    author = _author(data.get("author"), where, ident)
    text = _without_surrogates(data["text"])
    return ident, Incoming(text, network=network, visibility=visibility, author=author)


def _author(data: Any, where: str, ident: Any) -> Author | None:
    if data is None:
        return None
    if not isinstance(data, dict):
        raise BadLine(f"{where}author is no object", ident)
    name = data.get("display_name") or ""
    if not isinstance(name, str):
        raise BadLine(f"{where}author.display_name is no text", ident)
    has_avatar = data.get("has_avatar")
    if has_avatar is not None and not isinstance(has_avatar, bool):
        raise BadLine(f"{where}author.has_avatar is neither true nor false", ident)
    counts = {}
    for key in ("followers", "recent_comments_24h"):
        counts[key] = data.get(key)
        if counts[key] is not None and (isinstance(counts[key], bool) or not isinstance(counts[key], int | float)):
            raise BadLine(f"{where}author.{key} is no number", ident)
    return Author(display_name=name, has_avatar=has_avatar, **counts)


def _without_surrogates(text: str) -> str:
    """JSON may hold halves of characters, which no output can; each becomes a replacement character."""
    return text if text.isascii() else "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
