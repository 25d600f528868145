"""Emoji that are too many, or stand for words."""

import pytest


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("😀😀😀😀😀", True),
        ("🎉 One\n🎉 Two", True),
        ("We ❤️ our volunteers", True),
        ("Hello 😀", False),
        ("Come along 🎉🎉", False),
    ],
)
def test_emoji_that_are_too_many_or_stand_for_words(found, text, fires):
    assert bool(found("emoji-load", text)) is fires
