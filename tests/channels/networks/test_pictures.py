"""Pictures as networks take them."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from channels.networks import Picture, Refused
from channels.networks.pictures import ready


def stored(image: Image.Image, kind: str, **how) -> Picture:
    file = io.BytesIO()
    image.save(file, kind, **how)
    name = default_storage.save("media/try", ContentFile(file.getvalue()))
    return Picture(file=name, alt="", width=1, height=1)


def opened(made) -> Image.Image:
    return Image.open(io.BytesIO(made.content))


def test_what_is_small_and_says_no_more_stays_as_it_is():
    picture = stored(Image.new("RGB", (60, 40), "teal"), "JPEG")
    made = ready(picture, most_bytes=100_000)
    assert made.content == default_storage.open(picture.file).read()
    assert (made.media_type, made.width, made.height) == ("image/jpeg", 60, 40)


def test_where_it_was_taken_goes_and_the_right_side_is_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    exif[0x010F] = "A camera"
    made = ready(stored(Image.new("RGB", (60, 40), "teal"), "JPEG", exif=exif), most_bytes=100_000)
    assert not opened(made).getexif()
    assert (made.width, made.height) == (40, 60)


def test_what_shines_through_is_put_on_white():
    made = ready(stored(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "WEBP"), most_bytes=100_000)
    assert made.media_type == "image/jpeg"
    assert opened(made).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_one_becomes_small_enough_and_keeps_its_shape():
    noise = Image.effect_noise((900, 600), 90).convert("RGB")
    made = ready(stored(noise, "PNG"), most_bytes=60_000, most_side=500)
    assert len(made.content) <= 60_000
    assert (made.width, made.height) == (500, 333)


def test_one_that_cannot_be_made_small_enough_is_refused():
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    with pytest.raises(Refused, match="small enough"):
        ready(stored(noise, "PNG"), most_bytes=100)


def test_what_is_no_picture_or_is_gone_is_refused_in_words():
    name = default_storage.save("media/try", ContentFile(b"no picture"))
    with pytest.raises(Refused, match="cannot be read"):
        ready(Picture(file=name, alt="", width=1, height=1), most_bytes=100)
    with pytest.raises(Refused, match="no longer in the library"):
        ready(Picture(file="media/none", alt="", width=1, height=1), most_bytes=100)
