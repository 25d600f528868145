import dataclasses

import pytest

from posts import content
from posts.content import ChannelText, Content, Picture

FACEBOOK = ChannelText(channel_id=1, network="facebook")
X = ChannelText(channel_id=2, network="x", text="Shorter.")
POSTER = Picture(media_id=7, sha256="a" * 64, alt="A poster")
PHOTO = Picture(media_id=8, sha256="b" * 64, alt="Two desks")
BASE = Content(text="Our workshop", link="https://example.org", channels=(FACEBOOK, X), pictures=(POSTER, PHOTO))


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Our workshops"},
        {"text": "our workshop"},
        {"link": ""},
        {"channels": (FACEBOOK,)},
        {"channels": (FACEBOOK, dataclasses.replace(X, text="Shorter!"))},
        {"channels": (dataclasses.replace(FACEBOOK, text="Our workshop"), X)},
        {"pictures": (PHOTO, POSTER)},
        {"pictures": (POSTER,)},
        {"pictures": (dataclasses.replace(POSTER, alt="Another"), PHOTO)},
    ],
)
def test_whatever_a_reader_could_see_changes_the_digest(changed):
    assert content.digest(dataclasses.replace(BASE, **changed)) != content.digest(BASE)


@pytest.mark.parametrize(
    "changed",
    [
        {"channels": (X, FACEBOOK)},
        {"pictures": (dataclasses.replace(POSTER, shows_child=True, licence="Own work"), PHOTO)},
    ],
)
def test_what_no_reader_sees_does_not(changed):
    assert content.digest(dataclasses.replace(BASE, **changed)) == content.digest(BASE)


def test_the_digest_stays_what_it_was_when_approvals_were_given():
    assert content.digest(Content()) == "78a6cd3bccfdac88b9707d4bb3417c6fe8fc4edf1f27858b4df0775e3e9c5f80"


def test_a_text_of_its_own_is_what_the_channel_gets():
    assert [BASE.text_for(1), BASE.text_for(2)] == ["Our workshop", "Shorter."]


def test_line_ends_of_a_browser_change_nothing():
    assert content.tidy("One\r\n\r\nTwo \n") == "One\n\nTwo"


def test_a_text_of_100_000_characters_is_kept_and_a_longer_one_refused():
    assert len(content.tidy("a" * 100_000)) == 100_000
    with pytest.raises(content.TextTooLong, match="100,001 characters"):
        content.tidy("a" * 100_001)
