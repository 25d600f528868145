"""From an uploaded file to its lines, one at a time: nothing of the file is trusted, and memory does not grow with it.

CSV in the encodings and with the separators that spreadsheets write, or JSON Lines. Told by the content, not the name.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from accounts.spreadsheets import without_guard
from moderation.importing import columns

MOST_BYTES = 200 * 1024 * 1024
MOST_LINES = 500_000
MOST_COLUMNS = 200
LONGEST_LINE = 1_000_000
TABLE, OBJECTS = "csv", "jsonl"
_PIECE = 1 << 20
_BEGINNING = 65_536
SEPARATORS = ",;\t|"


class FileRefused(ValueError):
    """A file that holds no comments that can be read; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a file is to be read."""

    kind: str
    encoding: str
    separator: str = ","
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, or record, of the file: its cells, its object, or what is wrong with it."""

    number: int
    cells: list[str] | None = None
    data: Any = None
    problem: str = ""


def shape_of(file: BinaryIO) -> Shape:
    """What the file is. Raises FileRefused with what to do instead."""
    file.seek(0)
    start = file.read(_BEGINNING)
    if not start.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise FileRefused("This file is empty. Choose the file with the comments.")
    if start.startswith(b"PK"):
        raise FileRefused("This is an Excel file or an archive. Save it as CSV (UTF-8) and choose it again.")
    if start.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise FileRefused("This file is no table. Save the comments as CSV (UTF-8) and choose that file.")
    encoding = _encoding(file, start)
    text = start.decode(encoding, "replace").lstrip("\ufeff")
    beginning = text.lstrip()
    if beginning.startswith("{"):
        return Shape(kind=OBJECTS, encoding="utf-8-sig" if encoding != "utf-16" else encoding)
    if beginning.startswith("["):
        raise FileRefused("This is one long JSON list. Save it as JSON Lines, a comment a line, or as CSV.")
    if text[:2000].count("\x00") > 20:
        raise FileRefused("This file is no text. Save the comments as CSV (UTF-8) and choose that file.")
    separator = _separator(text)
    shape = Shape(kind=TABLE, encoding=encoding, separator=separator)
    first = next((line for line in _records(file, shape)), None)
    if first is None or not first.cells:
        raise FileRefused("The first line of this file cannot be read. It should name the columns.")
    if len(first.cells) > MOST_COLUMNS:
        raise FileRefused(f"This file has more than {MOST_COLUMNS} columns. Take out those that are not needed.")
    return Shape(kind=TABLE, encoding=encoding, separator=separator, headers=columns.headers_of(first.cells))


def lines(file: BinaryIO, shape: Shape) -> Iterator[Line]:
    """Every line below the header, empty ones left out, in order."""
    if shape.kind == OBJECTS:
        yield from _objects(file, shape)
        return
    found = _records(file, shape)
    next(found, None)  # the header
    for line in found:
        if line.cells is not None and any(line.cells[len(shape.headers) :]):
            yield Line(
                number=line.number,
                problem="It has more cells than the first line. Text with a separator in it needs quotation marks.",
            )
        else:
            yield line


def _encoding(file: BinaryIO, start: bytes) -> str:
    """UTF-8 where the whole file is; otherwise what Windows writes."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _separator(text: str) -> str:
    """With which most columns have a name that we know; otherwise the one that stands most in the first line."""
    first = text.lstrip("\r\n").partition("\n")[0]
    if first.strip().casefold() in {f"sep={one}" for one in SEPARATORS}:
        return first.strip()[4] if len(first.strip()) == 5 else "\t"

    def fitness(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first[:LONGEST_LINE]], delimiter=separator), [])
        return columns.known(columns.headers_of(cells[:MOST_COLUMNS])), len(cells)

    try:
        return max(SEPARATORS, key=fitness)
    except csv.Error:
        return ","


def _text(file: BinaryIO, encoding: str, errors: str) -> io.TextIOWrapper:
    file.seek(0)
    return io.TextIOWrapper(_Unclosed(file), encoding=encoding, errors=errors, newline="")


class _Unclosed(io.RawIOBase):
    """Reads from a file and leaves it open when the wrapper around it goes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Lines:
    """The lines of a text, each no longer than is allowed; `cut` names those that were."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text, self.number, self.cut = text, 0, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            self.cut = self.number
            while (rest := self.text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
        return line


def _records(file: BinaryIO, shape: Shape) -> Iterator[Line]:
    """The records of a table that are not empty, its header among them."""
    source = _Lines(_text(file, shape.encoding, "replace"))
    reader = csv.reader(source, delimiter=shape.separator)
    is_first = True
    while True:
        start = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            to = f" (lines {start} to {source.number})" if source.number > start else ""
            problem = f"A cell is far too long, or a quotation mark before it never ends{to}."
            yield Line(number=start, problem=problem)
            continue
        if source.cut >= start:
            yield Line(number=start, problem=f"This line has more than {LONGEST_LINE:,} characters.")
        elif is_first and len(cells) <= 2 and cells and cells[0].strip().casefold().startswith("sep="):
            continue
        elif any(cell.strip() for cell in cells):
            yield Line(number=start, cells=[without_guard(cell) for cell in cells])
            is_first = False


def _objects(file: BinaryIO, shape: Shape) -> Iterator[Line]:
    source = _Lines(_text(file, shape.encoding, "surrogateescape" if shape.encoding != "utf-16" else "replace"))
    for text in source:
        number = source.number
        if not text.strip():
            continue
        if source.cut == number:
            yield Line(number=number, problem=f"This line has more than {LONGEST_LINE:,} characters.")
            continue
        try:
            text.encode()
            yield Line(number=number, data=json.loads(text, parse_constant=_refused, parse_float=_finite))
        except UnicodeEncodeError:
            yield Line(number=number, problem="It is not written in UTF-8.")
        except json.JSONDecodeError as error:
            yield Line(number=number, problem=f"It is not JSON from character {error.colno} on.")
        except (ValueError, RecursionError):
            yield Line(number=number, problem="It holds a number that is none, or is nested too deeply.")


def _refused(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("beyond what a number may be")
    return number
