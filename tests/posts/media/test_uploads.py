"""What is taken into the library: told by its content, cleaned, and refused with a sentence."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from posts.media import library
from posts.media.uploads import FileRefused, captions, documents, mp4, videos, webm
from posts.models import Media

PLACE = b"+51.5007-000.1246/"


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def track(handler: bytes, *, offset: int = 0, size: int = 0, turned: bool = False, more: bytes = b"") -> bytes:
    matrix = struct.pack(">9i", *((0, 1 << 16, 0, -(1 << 16)) if turned else (1 << 16, 0, 0, 1 << 16)), 0, 0, 0, 0, 0)
    header = struct.pack(">IIIIII8xIHHH2x", 0, 7, 8, 1, 0, 90, 0, 0, 0, 0)[:40] + matrix
    header += struct.pack(">II", 640 << 16, 360 << 16)
    table = box(b"stco", struct.pack(">III", 0, 1, offset)) + box(b"stsz", struct.pack(">III", 0, size, 1))
    table += box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1))
    media = box(b"hdlr", b"\0" * 8 + handler + b"\0" * 13) + box(b"minf", box(b"stbl", table))
    return box(b"trak", box(b"tkhd", header), box(b"mdia", media), more)


def film(*tracks: bytes, brand: bytes = b"isom", more: bytes = b"", data: bytes = b"the film itself") -> bytes:
    """An MP4 of 90 seconds; its media data begins at byte 32."""
    header = struct.pack(">IIIII", 0, 3_800_000_000, 3_800_000_001, 1000, 89_500) + b"\0" * 80
    first = box(b"ftyp", brand, b"\0\0\0\0", b"isommp42")
    return first + box(b"mdat", data) + box(b"moov", box(b"mvhd", header), *tracks, more)


def upload(content: bytes, name: str = "drop-in.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(media: Media) -> bytes:
    with media.file.open("rb") as opened:
        return opened.read()


def element(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return kind + b"\x01" + len(body).to_bytes(7, "big") + body


def webm_film(doctype: bytes = b"webm", *more: bytes) -> bytes:
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", doctype))
    info = element(b"\x15\x49\xa9\x66", element(b"\x44\x89", struct.pack(">d", 12_400.0)), element(b"\x7b\xa9", b"Amy"))
    size = element(b"\xe0", element(b"\xb0", b"\x02\x80"), element(b"\xba", b"\x01\x68"))
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", b"\x01"), size))
    cluster = element(b"\x1f\x43\xb6\x75", element(b"\xa3", b"pictures and sound"))
    return head + element(b"\x18\x53\x80\x67", info, tracks, cluster, *more)


def word_file(**parts: str) -> bytes:
    named = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document><w:p>Ten tips</w:p></w:document>",
        "docProps/core.xml": "<cp:coreProperties><dc:creator>Priya Nair</dc:creator></cp:coreProperties>",
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in named.items():
            packed.writestr(name, text)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_a_video_is_kept_with_what_it_says_of_itself(service, author):
    media = library.take(service=service, by=author, upload=upload(film(track(b"vide", turned=True)))).media
    assert (media.kind, media.media_type, media.duration_s) == ("video", "video/mp4", 90)
    assert (media.width, media.height) == (360, 640), "the camera was turned"
    assert media.file.name.endswith(".mp4")


def test_a_video_loses_place_dates_and_what_programs_left_and_nothing_moves(service, author):
    told = box(b"udta", box(b"\xa9xyz", PLACE)), box(b"meta", b"Priya's phone")
    content = film(track(b"vide", more=box(b"udta", b"left lens")), more=b"".join(told)) + box(
        b"uuid", b"x" * 16, PLACE
    )
    media = library.take(service=service, by=author, upload=upload(content)).media
    written = kept(media)
    assert len(written) == len(content)
    assert written[:47] == content[:47], "the media data stays where it was"
    assert not any(words in written for words in (PLACE, b"Priya", b"left lens", struct.pack(">I", 3_800_000_000)))
    assert mp4.facts(io.BytesIO(written), len(written)).duration_s == 90


def test_a_track_of_places_goes_with_what_it_recorded(service, author):
    data = b"pictures" + PLACE
    content = film(track(b"vide"), track(b"meta", offset=32 + 8, size=len(PLACE)), data=data)
    assert content[32:].startswith(data)
    media = library.take(service=service, by=author, upload=upload(content)).media
    assert b"pictures" in kept(media)
    assert PLACE not in kept(media)


def test_a_track_cannot_point_at_the_head_of_the_file(service, author):
    content = film(track(b"vide"), track(b"meta", offset=0, size=30))
    media = library.take(service=service, by=author, upload=upload(content)).media
    assert kept(media)[:32] == content[:32]


def test_a_webm_loses_its_title_and_tags(service, author):
    tags = element(b"\x12\x54\xc3\x67", b"encoded by " + PLACE)
    content = webm_film(b"webm", tags)
    media = library.take(service=service, by=author, upload=upload(content, "talk.webm")).media
    assert (media.media_type, media.duration_s, media.width, media.height) == ("video/webm", 13, 640, 360)
    assert len(kept(media)) == len(content)
    assert b"pictures and sound" in kept(media)
    assert PLACE not in kept(media) and b"Amy" not in kept(media)
    assert webm.facts(io.BytesIO(kept(media)), len(content)).has_video


def test_a_webm_recorded_live_has_no_lengths_and_is_read(service, author):
    unknown = b"\x01\xff\xff\xff\xff\xff\xff\xff"
    content = webm_film()
    head, rest = content.split(b"\x18\x53\x80\x67", 1)
    media = library.take(
        service=service, by=author, upload=upload(head + b"\x18\x53\x80\x67" + unknown + rest[8:])
    ).media
    assert media.duration_s == 13


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (film(track(b"soun")), "only sound"),
        (film(track(b"vide"))[:-9], "damaged, or was not uploaded to its end"),
        (film(track(b"vide"))[:40], "damaged"),
        (film(track(b"vide"), brand=b"heic"), "Save it as JPEG"),
        (webm_film(b"matroska"), "This is a matroska file"),
        (b"\x1a\x45\xdf\xa3\x00\x00\x00\x00", "damaged"),
        (PDF[:-7], "its end is missing"),
        (PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript>>>>"), "holds a program"),
        (PDF.replace(b"trailer\n<<", b"trailer\n<</Encrypt 5 0 R "), "protected with a password"),
        (word_file(**{"word/vbaProject.bin": "Sub"}), "macros"),
        (word_file(**{"word/comments.xml": "Ask Karen"}), "holds comments"),
        (word_file(**{"word/footer1.xml": "<w:ins w:author='Priya'>"}), "tracked changes"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"", "This file is empty"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(service, author, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        library.take(service=service, by=author, upload=upload(content))
    assert not Media.objects.exists()


def test_a_zip_that_is_no_word_document_is_refused(service, author):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "words")
    with pytest.raises(FileRefused, match="not a Word document"):
        library.take(service=service, by=author, upload=upload(out.getvalue(), "leaflet.docx"))


def test_a_word_document_loses_its_author(service, author):
    media = library.take(service=service, by=author, upload=upload(word_file(), "tips.docx")).media
    with zipfile.ZipFile(io.BytesIO(kept(media))) as packed:
        assert b"Ten tips" in packed.read("word/document.xml")
        assert b"Priya" not in packed.read("docProps/core.xml")
    assert (media.kind, media.people_are_known) == ("document", True)


def test_a_pdf_is_told_by_its_content_and_not_by_its_name(service, author):
    media = library.take(service=service, by=author, upload=upload(PDF, "holiday.jpg")).media
    assert (media.kind, media.media_type) == ("document", "application/pdf")


def test_a_bomb_in_a_word_document_is_refused(service, author, monkeypatch):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 10_000)
    with pytest.raises(FileRefused, match="larger unpacked"):
        library.take(service=service, by=author, upload=upload(word_file(**{"word/media.bin": "0" * 20_000})))


@pytest.mark.parametrize(("name", "most"), [("videos", videos), ("documents", documents)])
def test_more_bytes_than_are_taken_are_refused_before_they_are_read(service, author, monkeypatch, name, most):
    monkeypatch.setattr(most, "MOST_BYTES", 64)
    content = film(track(b"vide")) if name == "videos" else PDF + b"%" * 64
    with pytest.raises(FileRefused, match="Save it smaller"):
        library.take(service=service, by=author, upload=upload(content))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_break_the_readers(noise, place):
    for good, reader in ((film(track(b"vide"), track(b"meta", offset=32, size=4)), mp4), (webm_film(), webm)):
        file = io.BytesIO(good[:place] + noise + good[place + len(noise) :])
        length = len(file.getvalue())
        try:
            reader.facts(file, length)
            reader.clean(file, length)
        except mp4.Damaged:
            continue
        assert len(file.getvalue()) == length


GOOD = "WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome to our drop-in.\n"


def test_captions_are_kept_with_one_kind_of_line_end():
    assert captions.checked(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == GOOD


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"1\n00:00:01,000 --> 00:00:04,000\nWelcome\n", "SubRip"),
        (b"Welcome", "first line has to be"),
        (b"WEBVTT\n\nno cue", "no caption in this file"),
        (b"WEBVTT\n\n00:04.000 --> 00:01.000\nWelcome", "Line 3 of the captions ends before it begins"),
        (
            b"WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na",
            "Line 6 .* begins before the one above",
        ),
        (b"WEBVTT\n\n1:2 --> 3\nWelcome", "Line 3 of the captions has no times"),
        (b"WEBVTT\n\n\xff\xfe", "not written in UTF-8"),
        (b"WEBVTT" + b"\n" * 1_100_000, "more than 1 MB"),
    ],
)
def test_captions_that_are_none_are_refused_with_the_line(written, sentence):
    with pytest.raises(FileRefused, match=sentence):
        captions.checked(written)
