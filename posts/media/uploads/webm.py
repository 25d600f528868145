"""Reading WebM files element by element, and taking out titles, tags and attached files.

As in MP4 nothing is moved: an element that has to go becomes a Void element of the same length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from posts.media.uploads.mp4 import Damaged, Facts

HEAD, DOCTYPE, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TAGS, ATTACHMENTS, VOID, CHECKSUM = 0x1254C367, 0x1941A469, 0xEC, 0xBF
TITLE, FILE_NAME, DATE, SCALE, DURATION = 0x7BA9, 0x7384, 0x4461, 0x2AD7B1, 0x4489
TRACK, TRACK_TYPE, TRACK_NAME, VIDEO, WIDTH, HEIGHT = 0xAE, 0x83, 0x536E, 0xE0, 0xB0, 0xBA
MOST_ELEMENTS = 2_000_000


@dataclass(frozen=True, slots=True)
class Element:
    kind: int
    start: int
    body: int
    end: int


def elements(file: BinaryIO, start: int, end: int) -> Iterator[Element]:
    """The elements between two places. One of unknown length (a live recording) is followed by what stands in it."""
    for _ in range(MOST_ELEMENTS):
        if start >= end:
            return
        file.seek(start)
        kind, id_length = _number(file, keep_marker=True)
        size, size_length = _number(file, keep_marker=False)
        body = start + id_length + size_length
        if size == (1 << 7 * size_length) - 1:  # unknown
            if kind not in (SEGMENT, CLUSTER):
                raise Damaged(f"element {kind:x} of unknown length")
            yield Element(kind, start, body, end)
            start = body
            continue
        if body + size > end:
            raise Damaged(f"element {kind:x} of {size} bytes at {start}")
        yield Element(kind, start, body, body + size)
        start = body if kind == SEGMENT else body + size
    raise Damaged("too many elements")


def doctype(file: BinaryIO, length: int) -> str:
    """ "webm", "matroska", … Raises Damaged."""
    head = next(elements(file, 0, length), None)
    if head is None or head.kind != HEAD:
        raise Damaged("no head")
    found = next((one for one in elements(file, head.body, head.end) if one.kind == DOCTYPE), None)
    return _content(file, found).rstrip(b"\0").decode("ascii", "replace") if found else ""


def facts(file: BinaryIO, length: int) -> Facts:
    """What the file says of itself. Raises Damaged."""
    scale, ticks, has_video, width, height = 1_000_000, 0.0, False, 0, 0
    for one in elements(file, 0, length):
        if one.kind == INFO:
            for part in elements(file, one.body, one.end):
                if part.kind == SCALE:
                    scale = _whole(file, part)
                elif part.kind == DURATION:
                    ticks = _real(file, part)
        elif one.kind == TRACKS:
            for track in (row for row in elements(file, one.body, one.end) if row.kind == TRACK):
                parts = {part.kind: part for part in elements(file, track.body, track.end)}
                if TRACK_TYPE in parts and _whole(file, parts[TRACK_TYPE]) == 1 and VIDEO in parts:
                    has_video = True
                    seen = {part.kind: part for part in elements(file, parts[VIDEO].body, parts[VIDEO].end)}
                    width = _whole(file, seen[WIDTH]) if WIDTH in seen else 0
                    height = _whole(file, seen[HEIGHT]) if HEIGHT in seen else 0
    seconds = ticks * scale / 1_000_000_000
    duration = -(-int(seconds * 1000) // 1000) if 0 < seconds < 2**31 else None
    return Facts(has_video, duration, width, height)


def clean(file: BinaryIO, length: int) -> None:
    """Take out tags, attached files, title, file name and date, in place. Raises Damaged."""
    for one in list(elements(file, 0, length)):
        if one.kind in (TAGS, ATTACHMENTS, VOID):
            _empty(file, one)
        elif one.kind == INFO:
            _clean_inside(file, one, {TITLE, FILE_NAME, DATE, CHECKSUM})
        elif one.kind == TRACKS:
            for part in list(elements(file, one.body, one.end)):
                if part.kind == TRACK:
                    _clean_inside(file, part, {TRACK_NAME, CHECKSUM})
                elif part.kind == CHECKSUM:
                    _empty(file, part)


def _clean_inside(file: BinaryIO, outer: Element, kinds: set[int]) -> None:
    for part in list(elements(file, outer.body, outer.end)):
        if part.kind in kinds:
            _empty(file, part)


def _empty(file: BinaryIO, one: Element) -> None:
    total = one.end - one.start
    left = total - 2 if total < 129 else total - 9
    size = bytes([0x80 | left]) if total < 129 else b"\x01" + left.to_bytes(7, "big")
    file.seek(one.start)
    file.write(bytes([VOID]) + size)
    while left > 0:
        step = min(65_536, left)
        file.write(bytes(step))
        left -= step


def _number(file: BinaryIO, *, keep_marker: bool) -> tuple[int, int]:
    """A number of one to eight bytes, the first of which says how many; with how many there were."""
    first = file.read(1)
    if not first or not first[0]:
        raise Damaged("the file ends too early")
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        raise Damaged("the file ends too early")
    found = int.from_bytes(first + rest, "big")
    return (found if keep_marker else found & ((1 << 7 * length) - 1)), length


def _content(file: BinaryIO, one: Element, most: int = 256) -> bytes:
    file.seek(one.body)
    return file.read(min(one.end - one.body, most))


def _whole(file: BinaryIO, one: Element) -> int:
    return min(int.from_bytes(_content(file, one, 8), "big"), 2**31 - 1)


def _real(file: BinaryIO, one: Element) -> float:
    found = _content(file, one, 8)
    try:
        return float(struct.unpack(">f" if len(found) == 4 else ">d", found)[0])
    except struct.error as error:
        raise Damaged("a number") from error
