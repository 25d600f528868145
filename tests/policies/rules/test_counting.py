"""Length as each network counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.counting import as_sent, count, limit, place_where_full, units

LINK = "https://northshire-sendiass.example/a-very-long-address-of-a-page"


@pytest.mark.parametrize(
    ("text", "x", "bluesky", "mastodon"),
    [
        ("", 0, 0, 0),
        ("hello", 5, 5, 5),
        ("e\u0301", 1, 1, 1),  # an accent of its own
        ("日本", 4, 2, 2),
        ("👨‍👩‍👧‍👦", 2, 1, 1),
        ("🇬🇧", 2, 1, 1),
        ("1️⃣", 2, 1, 1),
        ("“quoted”", 8, 8, 8),
        ("€5 …", 6, 4, 4),
        (LINK, 23, 65, 23),
        (f"see {LINK}.", 28, 70, 28),
        ("see northshire.gov.uk", 27, 21, 21),  # X links it, Mastodon wants https://
        ("mail me@northshire.gov.uk", 25, 25, 25),
        ("@jo@mastodon.social", 19, 19, 3),
    ],
)
def test_a_text_counts_as_the_network_counts_it(text, x, bluesky, mastodon):
    assert (count("x", text), count("bluesky", text), count("mastodon", text)) == (x, bluesky, mastodon)


@given(text=st.text(), network=st.sampled_from(["x", "bluesky", "mastodon", "facebook", "by_hand"]))
def test_the_pieces_add_up_to_the_count_and_leave_no_gap(text, network):
    pieces = list(units(network, text))
    assert sum(piece.weight for piece in pieces) == count(network, text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text


@pytest.mark.parametrize(
    ("network", "most"),
    [("x", 280), ("bluesky", 300), ("mastodon", 500), ("sandbox", 500), ("facebook", 63206), ("instagram", 2200)],
)
def test_a_text_at_the_limit_fits_and_one_more_does_not(found, network, most):
    assert limit(network) == most
    assert found("length", "a" * most, channels=(network,)) == []
    [finding] = found("length", "a" * (most + 1), channels=(network,))
    assert (finding.span, finding.channel) == ((most, most + 1), network)
    assert finding.message.startswith("1 character too many")


def test_a_network_without_a_known_limit_takes_any_text(found):
    assert limit("by_hand") is None
    assert found("length", "a" * 100_000, channels=("by_hand",)) == []


def test_the_link_below_the_text_counts_where_it_is_sent_in_the_text(found):
    assert as_sent("x", "Hello", LINK) == f"Hello\n\n{LINK}"
    assert as_sent("facebook", "Hello", LINK) == "Hello"
    [finding] = found("length", "a" * 260, channels=("x", "facebook"), link=LINK)
    assert "5 characters too many for X with its link" in finding.message
    assert finding.span == (255, 260)


def test_the_own_text_of_a_channel_counts_for_it(found):
    facts = {"channels": ("x", "facebook"), "overrides": {"x": "short"}}
    assert found("length", "a" * 300, **facts) == []


def test_an_emoji_is_never_cut():
    text = "a" * 299 + "👨‍👩‍👧‍👦" + "b"
    assert place_where_full("bluesky", text) == len(text) - 1
