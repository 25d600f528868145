"""What is kept of a network's payload: words, never a picture or what opens one."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from channels.networks import IncomingComment
from moderation.coming_in import captures, intake
from tests.factories.moderation import sandbox_channel

PLACE = "https://pictures.example/1.jpg"
PAYLOADS = {
    "mastodon": {
        "id": "1",
        "content": "<p>Our first day</p>",
        "url": "https://social.example/@jo/1",
        "account": {"acct": "jo", "avatar": PLACE, "avatar_static": PLACE, "header": PLACE, "header_static": PLACE},
        "media_attachments": [
            {
                "id": "9",
                "type": "image",
                "url": PLACE,
                "preview_url": PLACE,
                "remote_url": None,
                "meta": {"original": {"width": 9}},
                "description": "What it shows",
                "blurhash": "pictures-LEHV6nWB2yk8",
            }
        ],
        "card": {"title": "A page", "url": "https://news.example", "image": PLACE, "blurhash": "pictures-LEHV"},
        "emojis": [{"shortcode": "star", "url": PLACE, "static_url": PLACE}],
        "reblog": {"media_attachments": [{"url": PLACE}]},
    },
    "bluesky": {
        "uri": "at://did:plc:jo/app.bsky.feed.post/1",
        "author": {"handle": "jo.example", "avatar": PLACE},
        "record": {
            "text": "Our first day",
            "embed": {
                "$type": "app.bsky.embed.recordWithMedia",
                "media": {"images": [{"alt": "What it shows", "image": {"ref": {"$link": "pictures-bafkrei"}}}]},
                "video": {"ref": {"$link": "pictures-bafkrei"}},
            },
        },
        "embed": {
            "images": [{"alt": "What it shows", "thumb": PLACE, "fullsize": PLACE}],
            "external": {"uri": "https://news.example", "title": "A page", "thumb": PLACE},
            "playlist": PLACE,
            "thumbnail": PLACE,
        },
    },
    "x": {
        "id": "1",
        "text": "Our first day",
        "author": {"username": "jo", "profile_image_url": PLACE},
        "attachments": {"media_keys": ["pictures-3_1"]},
        "entities": {"urls": [{"url": "https://t.example/1", "images": [{"url": PLACE}]}]},
        "note": "What it shows",
    },
    "facebook": {
        "id": "1",
        "message": "Our first day",
        "from": {"id": "7", "name": "Jo"},
        "photo": PLACE,
        "photos": [PLACE],
        "video": PLACE,
        "attachment": {"type": "photo", "title": "What it shows", "media": {"image": {"src": PLACE}}, "url": PLACE},
        "attachments": {"data": [{"mime_type": "image/jpeg", "image_data": {"url": PLACE}}]},
        "inline": "data:image/png;base64,pictures",
    },
}


@pytest.mark.parametrize("network", PAYLOADS)
@pytest.mark.django_db
def test_neither_the_capture_nor_that_of_an_edit_has_a_picture_or_its_address(network, service):
    def said(text: str) -> IncomingComment:
        at = timezone.now() - dt.timedelta(minutes=3)
        return IncomingComment(remote_id="r-1", text=text, posted_at=at, author_handle="@jo", raw=PAYLOADS[network])

    channel = sandbox_channel(service)
    comment = intake.receive(channel, said("Our first day"))
    intake.receive(channel, said("Our second day"))
    for kept in (comment.capture, comment.edits.get()):
        assert "pictures" not in json.dumps(kept.raw)
        assert "What it shows" in json.dumps(kept.raw)
        assert "Our first day" in json.dumps(kept.raw)
    assert comment.capture.sha256 == captures.digest_of(comment.capture)


@pytest.mark.parametrize(
    "raw", [{}, {"media": None}, {"images": "x"}, {"attachments": [[{"alt": 3}], 4]}, {"media": 5}]
)
def test_a_payload_of_another_shape_does_no_harm(raw):
    assert isinstance(captures.without_pictures(raw), dict)


def test_addresses_that_are_no_pictures_stay():
    said = {"url": "https://social.example/@jo/1", "card": {"url": "https://news.example"}, "tags": [{"name": "send"}]}
    assert captures.without_pictures(said) == said
