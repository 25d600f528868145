"""Captions of a video as WebVTT: checked, and written in one way."""

from __future__ import annotations

import re

from posts.media.uploads import FileRefused

MOST_BYTES = 1024 * 1024
_TIMING = re.compile(
    r"^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?$"
)
_SRT = re.compile(r"^\d\d:\d\d:\d\d,\d{3}[ \t]+-->", re.M)


def checked(written: bytes) -> str:
    """The captions as text that a browser reads. Raises FileRefused with the line that is wrong."""
    if len(written) > MOST_BYTES:
        raise FileRefused("These captions have more than 1 MB. Choose the WebVTT file (.vtt), not the video.")
    try:
        text = written.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise FileRefused("These captions are not written in UTF-8. Save them so and choose them again.") from error
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        if _SRT.search(text):
            raise FileRefused("This is a SubRip file (.srt). Save it as WebVTT (.vtt) and choose it again.")
        raise FileRefused("This is not a WebVTT file: its first line has to be “WEBVTT”.")
    if "\0" in text:
        raise FileRefused("These captions hold bytes that are no text. Save them anew as WebVTT.")
    _look_at_cues(text)
    return text.rstrip() + "\n"


def _look_at_cues(text: str) -> None:
    last, cues = 0.0, 0
    for number, line in enumerate(text.split("\n"), 1):
        if "-->" not in line:
            continue
        found = _TIMING.match(line.strip())
        if not found:
            raise FileRefused(f"Line {number} of the captions has no times like 00:01.000 --> 00:04.000.")
        start, end = _seconds(found[1]), _seconds(found[2])
        if end <= start:
            raise FileRefused(f"Line {number} of the captions ends before it begins.")
        if start < last:
            raise FileRefused(f"Line {number} of the captions begins before the one above it.")
        last, cues = start, cues + 1
    if not cues:
        raise FileRefused("There is no caption in this file.")


def _seconds(words: str) -> float:
    parts = [float(part) for part in words.split(":")]
    return sum(part * 60**place for place, part in enumerate(reversed(parts)))
