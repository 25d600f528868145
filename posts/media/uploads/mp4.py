"""Reading MP4 and QuickTime files box by box, and taking out what tells of a person: place, device, time.

Nothing is moved: a box that has to go becomes a `free` box of the same length filled with zeros, so that every offset
in the file stays right. Pictures and sound are not touched. A file is open for reading and writing, and seekable.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_BOXES = 20_000
"""Of one level; a file with more is not read."""
MOST_TABLE_BYTES = 32 * 1024 * 1024
TELLING = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
"""Places, devices, names and dates stand in these; the last two may hold what a program left behind."""
TELLING_TRACKS = frozenset({b"meta", b"camm", b"gps "})
"""Handlers of tracks that record where the camera was, second by second."""


class Damaged(ValueError):
    """The boxes do not fit into each other."""


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    body: int  # where its content begins
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Seconds (None where the file does not say), and pixels as they are shown, turned where the camera was."""

    has_video: bool
    duration_s: int | None
    width: int
    height: int


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places, in order. Raises Damaged."""
    count = 0
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", _read(file, 8))
        body = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", _read(file, 8))
            body += 8
        elif size == 0:  # to the end of the file
            size = end - start
        count += 1
        if size < body - start or start + size > end or count > MOST_BOXES:
            raise Damaged(f"a box {kind!r} of {size} bytes at {start}")
        yield Box(kind, start, body, start + size)
        start += size


def facts(file: BinaryIO, length: int) -> Facts:
    """What the file says of itself. Raises Damaged."""
    moov = _only(file, b"moov", 0, length)
    if moov is None:
        raise Damaged("no moov box: the upload broke off, or the file was never finished")
    duration, has_video, width, height = None, False, 0, 0
    for box in boxes(file, moov.body, moov.end):
        if box.kind == b"mvhd":
            duration = _duration(_content(file, box))
        elif box.kind == b"trak" and _handler(file, box) == b"vide":
            has_video = True
            header = _only(file, b"tkhd", box.body, box.end)
            width, height = _pixels(_content(file, header)) if header else (width, height)
    return Facts(has_video, duration, width, height)


def clean(file: BinaryIO, length: int) -> None:
    """Take out what tells of a person, in place. Raises Damaged."""
    media = [(box.body, box.end) for box in boxes(file, 0, length) if box.kind == b"mdat"]
    in_parts = any(box.kind == b"moof" for box in boxes(file, 0, length))
    for box in list(boxes(file, 0, length)):
        if box.kind in TELLING:
            _empty(file, box)
        elif box.kind in (b"moof", b"moov"):
            _clean_inside(file, box, media, in_parts)


def _clean_inside(file: BinaryIO, outer: Box, media: list[tuple[int, int]], in_parts: bool) -> None:
    for box in list(boxes(file, outer.body, outer.end)):
        if box.kind in TELLING:
            _empty(file, box)
        elif box.kind == b"trak" and _handler(file, box) in TELLING_TRACKS:
            if in_parts:
                raise Damaged("a track of places in a file in parts")
            _empty_samples(file, box, media)
            _empty(file, box)
        elif box.kind in (b"trak", b"traf", b"mdia"):
            _clean_inside(file, box, media, in_parts)
        elif box.kind in (b"mvhd", b"tkhd", b"mdhd"):
            _forget_dates(file, box)


def _empty(file: BinaryIO, box: Box) -> None:
    file.seek(box.start + 4)
    file.write(b"free")
    _zero(file, box.body, box.end)


def _zero(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    while start < end:
        step = min(65_536, end - start)
        file.write(bytes(step))
        start += step


def _forget_dates(file: BinaryIO, box: Box) -> None:
    """Made on and changed on, as zeros: not known."""
    version = _content(file, box)[:1]
    long = 16 if version == b"\1" else 8
    _zero(file, box.body + 4, min(box.body + 4 + long, box.end))


def _empty_samples(file: BinaryIO, trak: Box, media: list[tuple[int, int]]) -> None:
    """Zeros in the place of what the track recorded, where that lies in the media data. Raises Damaged."""
    tables = {}
    stbl = _inside(file, trak, b"mdia", b"minf", b"stbl")
    for box in boxes(file, stbl.body, stbl.end) if stbl else ():
        tables[box.kind] = _content(file, box, MOST_TABLE_BYTES)
    try:
        ranges = list(_chunks(tables))
    except (struct.error, KeyError, IndexError) as error:
        raise Damaged("the tables of a track of places") from error
    for start, end in ranges:
        for first, last in media:
            if start < last and end > first:
                _zero(file, max(start, first), min(end, last))


def _chunks(tables: dict[bytes, bytes]) -> Iterator[tuple[int, int]]:
    """From where to where each chunk of a track reaches in the file."""
    wide = b"co64" in tables
    table = tables[b"co64" if wide else b"stco"]
    (count,) = struct.unpack_from(">I", table, 4)
    offsets = struct.unpack_from(f">{count}{'Q' if wide else 'I'}", table, 8)
    each, total = struct.unpack_from(">II", tables[b"stsz"], 4)
    sizes = () if each else struct.unpack_from(f">{total}I", tables[b"stsz"], 12)
    (runs,) = struct.unpack_from(">I", tables[b"stsc"], 4)
    steps = [struct.unpack_from(">III", tables[b"stsc"], 8 + 12 * one)[:2] for one in range(runs)]
    sample = run = 0
    for number, offset in enumerate(offsets, 1):
        while run + 1 < len(steps) and steps[run + 1][0] <= number:
            run += 1
        many = steps[run][1]
        length = each * many if each else sum(sizes[sample : sample + many])
        sample += many
        yield offset, offset + length


def _handler(file: BinaryIO, trak: Box) -> bytes:
    found = _inside(file, trak, b"mdia", b"hdlr")
    return _content(file, found)[8:12] if found else b""


def _inside(file: BinaryIO, box: Box, *path: bytes) -> Box | None:
    found: Box | None = box
    for kind in path:
        found = _only(file, kind, found.body, found.end) if found else None
    return found


def _only(file: BinaryIO, kind: bytes, start: int, end: int) -> Box | None:
    return next((box for box in boxes(file, start, end) if box.kind == kind), None)


def _content(file: BinaryIO, box: Box, most: int = 4096) -> bytes:
    file.seek(box.body)
    return file.read(min(box.end - box.body, most))


def _read(file: BinaryIO, count: int) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise Damaged("the file ends too early")
    return found


def _duration(header: bytes) -> int | None:
    """Of an mvhd box, in whole seconds, rounded up."""
    try:
        scale, ticks = struct.unpack_from(">IQ" if header[0] == 1 else ">II", header, 20 if header[0] == 1 else 12)
    except (struct.error, IndexError) as error:
        raise Damaged("the head of the film") from error
    is_unknown = not scale or not ticks or ticks in (2**32 - 1, 2**64 - 1)
    return None if is_unknown else min(-(-ticks // scale), 2**31 - 1)


def _pixels(header: bytes) -> tuple[int, int]:
    """Of a tkhd box; turned by 90 degrees where its matrix says so."""
    try:
        matrix = 52 if header[0] == 1 else 40
        a, b = struct.unpack_from(">ii", header, matrix)
        width, height = struct.unpack_from(">II", header, matrix + 36)
    except (struct.error, IndexError) as error:
        raise Damaged("the head of a track") from error
    width, height = width >> 16, height >> 16
    return (height, width) if a == 0 and b != 0 else (width, height)
