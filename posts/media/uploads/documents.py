"""Taking in a document: PDF or Word, told by its content.

A Word document is packed anew without what its program wrote about the author. A PDF stays as it is: what a program
wrote into it cannot be taken out safely here, and the page says so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import BinaryIO

from posts.media.uploads import FileRefused

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5_000
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ANEW = {
    "docProps/core.xml": _HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>',
    "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_PROPERTIES}extended-properties"/>',
    "docProps/custom.xml": f'{_HEAD}<Properties xmlns="{_PROPERTIES}custom-properties"/>',
}
"""Parts of a Word document that name people, and what stands in their place."""
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")


def looks_like_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def looks_like_zip(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def pdf(file: BinaryIO) -> bytes:
    """The PDF as it came. Raises FileRefused."""
    written = file.read()
    if b"%%EOF" not in written[-2048:]:
        raise FileRefused("This PDF is not whole: its end is missing. Save it anew and choose it again.")
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", written):
        raise FileRefused("This PDF is protected with a password. Save it without one and choose it again.")
    if re.search(rb"/(?:JavaScript|Launch|EmbeddedFiles)\b", written):
        raise FileRefused("This PDF holds a program or other files. Print it to a new PDF and choose that one.")
    return written


def word(file: BinaryIO) -> bytes:
    """The Word document, packed anew without author and company. Raises FileRefused."""
    try:
        with zipfile.ZipFile(file) as packed:
            return _packed_anew(packed)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise FileRefused("This document is damaged and cannot be read. Save it anew and choose it again.") from error


def _packed_anew(packed: zipfile.ZipFile) -> bytes:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise FileRefused("This is not a Word document (.docx). Choose a picture, a video, a PDF or a .docx file.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused("This document is larger unpacked than is taken. Save it as a PDF instead.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused("This document holds macros. Save it as a .docx file without them.")
    if any(re.match(r"word/comments\w*\.xml$", name) for name in names):
        raise FileRefused("This document holds comments. Delete them, save it, and choose it again.")
    out, done = io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        for part in parts:
            with packed.open(part) as opened:
                content = opened.read(MOST_UNPACKED - done + 1)
            done += len(content)
            if done > MOST_UNPACKED:
                raise FileRefused("This document is larger unpacked than is taken. Save it as a PDF instead.")
            if part.filename.startswith("word/") and _TRACKED.search(content):
                raise FileRefused("This document holds tracked changes. Accept them all, save it, and choose it again.")
            kept = _ANEW.get(part.filename)
            anew.writestr(zipfile.ZipInfo(part.filename), content if kept is None else kept, zipfile.ZIP_DEFLATED)
    return out.getvalue()
