"""What is taken in as a picture, and what is refused."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from posts.media import library
from posts.media.uploads import FileRefused
from posts.models import Media
from tests.factories.posts import picture_bytes


def taken(**parts) -> Media:
    return library.take(**parts).media


def upload(content: bytes, name: str = "poster.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head announces this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def with_exif() -> bytes:
    """Four by two pixels, taken with the camera turned, with a device and a place."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90 degrees
    exif[0x010F] = "Camera of a person"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (400, 200)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_written_anew_with_nothing_but_its_pixels(service, author):
    media = taken(service=service, by=author, upload=upload(with_exif()))
    kept = Image.open(media.file.path)
    assert kept.size == (media.width, media.height) == (200, 400), "the orientation is applied"
    assert not kept.getexif()
    assert b"Camera of a person" not in media.file.open().read()


def test_its_stored_name_cannot_be_guessed(service, author):
    media = taken(service=service, by=author, upload=upload(picture_bytes(), "../../secret name.php"))
    assert "secret" not in media.file.name
    assert media.file.name.endswith(".jpg")


def test_a_see_through_picture_stays_so(service, author):
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    media = taken(service=service, by=author, upload=upload(out.getvalue(), "logo.png"))
    assert Image.open(media.file.path).mode == "RGBA"


def test_a_large_picture_is_made_smaller(service, author):
    media = taken(service=service, by=author, upload=upload(picture_bytes((4000, 1000))))
    assert (media.width, media.height) == (2560, 640)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xd8" + b"0" * (30 * 1024 * 1024), "This picture has 30 MB; the most is 10 MB"),
        (b"Just words in a file called .jpg", "not a picture that can be read"),
        (b"", "This file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a picture that can be read"),
        (bomb(30_000, 30_000), "million pixels"),
        (bomb(8_000, 8_000), "8,000 × 8,000 pixels; the most is 40 million"),
        (picture_bytes((300, 300))[:900], "damaged"),
        (bomb(100, 100), "damaged"),
    ],
    ids=["30 MB", "text", "empty", "svg", "bomb", "64 million pixels", "cut off", "no pixels"],
)
def test_what_is_no_picture_or_too_large_is_refused_with_a_sentence(service, author, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        taken(service=service, by=author, upload=upload(content))
    assert not Media.objects.exists()


def test_a_picture_in_another_format_is_refused(service, author):
    with pytest.raises(FileRefused, match="Choose a JPEG, PNG or WebP"):
        taken(service=service, by=author, upload=upload(picture_bytes(kind="GIF"), "moving.gif"))
