"""Logging by hand: the address is read, the comment that is here already found, a picture only of words."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from audit.models import Event
from moderation.coming_in import addresses, by_hand
from moderation.models import Comment, Screenshot
from moderation.moves import MoveRefused
from tests.factories.channels import ChannelFactory
from tests.factories.intake import ScreenshotFactory
from tests.factories.moderation import CommentFactory
from tests.factories.posts import picture_bytes

TWEET = "https://x.com/jo_pemberton/status/1770000000000000001"


@pytest.mark.parametrize(
    ("typed", "network", "handle", "url"),
    [
        (TWEET, "x", "@jo_pemberton", TWEET),
        ("https://twitter.com/jo_pemberton/status/1770000000000000001?s=20&t=abc", "x", "@jo_pemberton", TWEET),
        ("mobile.twitter.com/jo_pemberton/status/1770000000000000001/", "x", "@jo_pemberton", TWEET),
        ("https://x.com/i/status/1770000000000000001", "x", "", None),
        ("https://bsky.app/profile/jo.bsky.example/post/3kabc", "bluesky", "@jo.bsky.example", None),
        ("https://bsky.app/profile/did:plc:abc123/post/3kabc", "bluesky", "did:plc:abc123", None),
        ("https://mastodon.example/@jo/112233", "mastodon", "@jo@mastodon.example", None),
        ("https://mastodon.example/@jo@other.example/112233", "mastodon", "@jo@other.example", None),
        ("https://m.facebook.com/northshire/posts/9?comment_id=7&fbclid=x", "facebook", "", None),
        ("https://www.instagram.com/p/Cabc/c/1784/?igsh=x", "instagram", "", None),
        ("https://www.youtube.com/watch?v=abc&lc=def&si=x", "youtube", "", "https://youtube.com/watch?v=abc&lc=def"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7/?trk=x", "linkedin", "", None),
        ("https://www.tiktok.com/@page/video/7", "tiktok", "", None),
        ("https://somewhere.example/forum/12?utm_source=x", "", "", "https://somewhere.example/forum/12"),
    ],
)
def test_an_address_says_its_network_and_its_writer(typed, network, handle, url):
    found = addresses.read(typed)
    assert (found.network, found.handle) == (network, handle)
    assert url in (None, found.url)
    assert "fbclid" not in found.url


@pytest.mark.parametrize(
    "typed",
    ["", "javascript:alert(1)", "hello", "http://[", "https://x.com:port/", "https://a:b@x.com/jo/status/1", "x" * 600],
)
def test_what_is_no_address_says_nothing(typed):
    assert addresses.read(typed) == addresses.Address()


def test_a_host_that_only_looks_like_a_network_is_none():
    assert addresses.read("https://x.com.evil.example/jo/status/1").network == ""
    assert addresses.read("https://notfacebook.com/a").network == ""


# The form


def url(name: str, *args) -> str:
    return reverse(f"inbox:{name}", args=["northshire", *args])


@pytest.fixture
def as_coordinator(client: Client, coordinator) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def x_channel(service):
    return ChannelFactory(service=service, network="x", connector="by_hand", handle="@northshire")


def typed(service, **fields) -> dict:
    local = service.local(timezone.now() - dt.timedelta(hours=3))
    return {
        "url": TWEET,
        "visibility": "public",
        "text": "Three weeks and still no call back from you.",
        "on": f"{local:%Y-%m-%d}",
        "at": f"{local:%H:%M}",
        **fields,
    }


def picture(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("words.jpg", picture_bytes() if data is None else data)


def with_place() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at 12 Harbour Street"
    Image.new("RGB", (64, 48)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_channel_and_handle_come_from_the_address(service, as_coordinator, x_channel):
    as_coordinator.post(url("log"), typed(service))
    comment = Comment.objects.get()
    assert (comment.channel, comment.author_handle, comment.source) == (x_channel, "@jo_pemberton", "by_hand")
    assert comment.url == TWEET


def test_the_address_fills_the_form_in_and_leaves_what_was_typed(service, as_coordinator, x_channel):
    page = as_coordinator.post(url("log"), typed(service, do="read", author_name="Jo P.")).content.decode()
    assert f'<option value="{x_channel.pk}" selected>' in page
    assert "@jo_pemberton" in page
    assert "Jo P." in page
    assert "Three weeks" in page
    assert not Comment.objects.exists()
    page = as_coordinator.post(url("log"), typed(service, do="read", author_handle="@typed")).content.decode()
    assert "@typed" in page


def test_an_address_that_says_nothing_asks_for_channel_and_handle(service, as_coordinator):
    response = as_coordinator.post(url("log"), typed(service, url="https://somewhere.example/1"))
    assert response.status_code == 422
    assert "Choose the channel" in response.content.decode()
    assert "writer’s handle" in response.content.decode()
    assert "Three weeks" in response.content.decode()


@pytest.mark.parametrize("again", [TWEET, TWEET.replace("x.com", "twitter.com") + "?s=20", "mobile." + TWEET[8:]])
def test_a_known_address_leads_to_the_comment_that_is_here(service, as_coordinator, x_channel, again):
    as_coordinator.post(url("log"), typed(service))
    there = Comment.objects.get()
    response = as_coordinator.post(url("log"), typed(service, url=again, text="Typed with care."))
    assert response.status_code == 422
    assert url("comment", there.pk) in response.content.decode()
    assert "Typed with care." in response.content.decode()
    as_coordinator.post(url("log"), typed(service, url=again, text="Typed with care.", is_another="on"))
    assert Comment.objects.count() == 2


def test_what_has_no_address_is_logged_once_though_the_form_was_sent_twice(service, as_coordinator, x_channel):
    sent = typed(service, url="", channel=x_channel.pk, author_handle="@jo")
    as_coordinator.post(url("log"), sent)
    there = Comment.objects.get()
    again = as_coordinator.post(url("log"), sent)
    page = again.content.decode()
    assert again.status_code == 422
    assert "A comment with these words is in the inbox already." in page
    assert url("comment", there.pk) in page
    assert Comment.objects.count() == 1
    as_coordinator.post(url("log"), sent | {"is_another": "on"})
    as_coordinator.post(url("log"), sent | {"text": "Four weeks now and still no call."})
    assert Comment.objects.count() == 3


def test_what_came_from_the_network_is_found_by_its_address(service, as_coordinator, x_channel):
    there = CommentFactory(service=service, channel=x_channel, url=TWEET)
    response = as_coordinator.post(url("log"), typed(service, url=TWEET + "?s=20"))
    assert url("comment", there.pk) in response.content.decode()


def test_that_a_comment_is_kept_from_somebody_is_not_said(service, as_coordinator, coordinator, approver, x_channel):
    written = {"text": "A word.", "author_handle": "@jo", "posted_at": timezone.now()}
    there = by_hand.log(x_channel, by=approver, url=TWEET, **written)
    there.kept_from.add(coordinator)
    response = as_coordinator.post(url("log"), typed(service))
    assert response.status_code == 302
    assert Comment.objects.count() == 2


# Pictures


@pytest.mark.parametrize("visibility", ["public", "direct"])
def test_a_picture_of_words_is_kept_without_what_it_tells_of_places(service, as_coordinator, x_channel, visibility):
    fields = {"picture": picture(with_place()), "shows_words_only": "on", "visibility": visibility}
    as_coordinator.post(url("log"), typed(service, **fields))
    shot = Screenshot.objects.get()
    assert b"Harbour Street" not in shot.file.read()
    assert "words.jpg" not in shot.file.name
    kinds = set(Event.objects.about(shot.comment).values_list("kind", flat=True))
    assert "comment.screenshot" in kinds
    capture = as_coordinator.get(url("capture", shot.comment_id)).content.decode()
    assert url("screenshot", shot.comment_id) in capture
    response = as_coordinator.get(url("screenshot", shot.comment_id))
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "private" in response.headers["Cache-Control"]


def test_without_the_tick_nothing_is_kept_and_nothing_typed_is_lost(service, as_coordinator, x_channel):
    response = as_coordinator.post(url("log"), typed(service, picture=picture()))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Add only a picture of the words" in page
    assert "Choose the picture again" in page
    assert "Three weeks" in page
    assert not Comment.objects.exists()
    assert not Screenshot.objects.exists()


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"GIF89a" + b"\x00" * 50, picture_bytes()[:200]])
def test_what_is_no_picture_is_refused_and_no_comment_is_made(service, as_coordinator, x_channel, data):
    response = as_coordinator.post(url("log"), typed(service, picture=picture(data), shows_words_only="on"))
    assert response.status_code == 422
    assert not Comment.objects.exists()


def test_the_text_is_needed_with_a_picture_too(service, as_coordinator, x_channel):
    fields = {"picture": picture(), "shows_words_only": "on", "text": " "}
    assert as_coordinator.post(url("log"), typed(service, **fields)).status_code == 422
    assert not Screenshot.objects.exists()


@pytest.mark.django_db
def test_the_database_takes_no_picture_without_the_tick():
    with pytest.raises(IntegrityError, match="screenshot_shows_words_only"), transaction.atomic():
        ScreenshotFactory(shows_words_only=False)


def test_a_picture_is_shown_to_handlers_alone(service, client, viewer, outsider, coordinator):
    shot = ScreenshotFactory(comment=CommentFactory(service=service))
    kept = ScreenshotFactory(comment=CommentFactory(service=service, kept_from=coordinator))
    for person, status in ((viewer, 403), (outsider, 404), (coordinator, 200)):
        client.force_login(person)
        assert client.get(url("screenshot", shot.comment_id)).status_code == status
    assert client.get(url("screenshot", kept.comment_id)).status_code == 404
    bare = CommentFactory(service=service)
    assert client.get(url("screenshot", bare.pk)).status_code == 404


def test_another_services_channel_takes_nothing(service, other_service, coordinator):
    theirs = ChannelFactory(service=other_service, network="x")
    with pytest.raises(Exception, match="read comments"):
        by_hand.log(theirs, by=coordinator, text="x", author_handle="@jo", posted_at=timezone.now())


def test_a_time_that_has_not_come_is_refused(x_channel, coordinator):
    later = timezone.now() + dt.timedelta(hours=1)
    with pytest.raises(MoveRefused, match="has not come"):
        by_hand.log(x_channel, by=coordinator, text="x", author_handle="@jo", posted_at=later)
