"""Texts that only one channel gets: each is read once, and nothing else is read for that channel."""

import pytest

from posts.checking import checks
from posts.content import ChannelText, Content

pytestmark = pytest.mark.django_db

SHORT = "Our drop-in is back on Tuesday at the library."
LONG = " ".join([SHORT] * 8)  # 375 characters: too many for Bluesky


def on(channel_id: int, network: str, text: str = "") -> ChannelText:
    return ChannelText(channel_id=channel_id, network=network, text=text, warning="", takes_threads=False)


def too_long_for(service, *channels: ChannelText) -> list[str | None]:
    found = checks.run_on(service, Content(text=LONG, channels=channels))
    return [one.channel for one in found if one.rule == "length"]


def test_a_channel_with_a_short_text_of_its_own_is_not_told_that_the_other_is_too_long(service, policy):
    policy(length="block")
    assert too_long_for(service, on(1, "bluesky")) == ["bluesky"]
    assert too_long_for(service, on(1, "bluesky", SHORT)) == []


def test_nor_when_two_pages_on_another_network_have_different_texts(service, policy):
    policy(length="block")
    pages = on(2, "facebook", "One page."), on(3, "facebook", "Another page.")
    assert too_long_for(service, on(1, "bluesky", SHORT), *pages) == []


def test_two_accounts_of_which_one_gets_the_base_text_are_both_read(service, policy):
    policy(length="block")
    for channels in ([on(1, "bluesky", SHORT), on(2, "bluesky")], [on(1, "bluesky"), on(2, "bluesky", SHORT)]):
        assert too_long_for(service, *channels) == ["bluesky"]
