"""A text in several posts: parted by its author or at sentence ends, and counted post by post."""

import pytest

from policies.rules import counting, parting
from policies.rules.base import Example
from policies.rules.trying import draft_of, try_rule
from posts.checking import checks
from posts.content import ChannelText, Content
from posts.writing import threads
from tests.factories.posts import PostFactory

SENTENCES = " ".join(f"This is sentence number {number} of our guide to reviews." for number in range(1, 16))


def counts(network, text, link=""):
    pieces = threads.parts(text)
    return [
        counting.count(network, counting.as_sent(network, piece, "" if at else link)) for at, piece in enumerate(pieces)
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One.", ["One."]),
        ("One.\n---\nTwo.", ["One.", "Two."]),
        ("One.\n\n  -----  \n\nTwo.\n---\n\n---\n", ["One.", "Two."]),
        ("Dashes --- inside stay.", ["Dashes --- inside stay."]),
        ("---", [""]),
        ("", [""]),
        ("   ", [""]),
    ],
)
def test_a_line_of_dashes_parts_a_text(text, pieces):
    assert threads.parts(text) == pieces
    assert threads.joined(text).strip() == "\n\n".join(pieces)


@pytest.mark.parametrize("text", ["One.\n---\nTwo.", " a \n---\n b ", "x", "---\n---", "\n---\nä👩‍👧\n---\n"])
def test_the_spans_of_posts_lie_in_the_text_in_order(text):
    spans = parting.spans(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


def test_a_long_text_is_parted_at_ends_of_sentences_so_that_each_post_fits():
    made = threads.split(SENTENCES, ["x", "bluesky"])
    assert all(piece.endswith(".") for piece in threads.parts(made))
    assert max(counts("x", made)) <= 280
    assert " ".join(threads.parts(made)) == SENTENCES


def test_what_fits_stays_one_post():
    assert threads.split("Short.", ["x"]) == "Short."
    assert threads.split("Short.", ["x"], numbered=True) == "Short."
    assert threads.split(SENTENCES, ["facebook"]) == SENTENCES
    assert threads.split(SENTENCES, []) == SENTENCES


def test_numbers_fit_too_and_are_put_in_once():
    once = threads.split(SENTENCES, ["x"], numbered=True)
    assert threads.parts(once)[0].endswith(f" 1/{len(threads.parts(once))}")
    assert max(counts("x", once)) <= 280
    assert threads.split(once, ["x"], numbered=True) == once
    assert threads.split(once, ["x"]) == threads.split(SENTENCES, ["x"])


def test_the_link_is_counted_with_the_first_post_only():
    link = "https://northshire-sendiass.example/" + "a" * 100
    made = threads.split(SENTENCES, ["bluesky"], link=link)
    assert max(counts("bluesky", made, link)) <= 300
    assert len(threads.parts(made)[0]) < 200 < len(threads.parts(made)[1])


def test_parts_of_the_author_stay_parted():
    assert threads.parts(threads.split("One.\n---\n" + SENTENCES, ["x"]))[0] == "One."


@pytest.mark.parametrize("text", ["a" * 900, "👩‍👧‍👦" * 200, "word " * 150, "a.b" * 300])
def test_a_text_without_sentences_is_cut_where_it_has_to_be(text):
    made = threads.split(text, ["x"])
    assert max(counts("x", made)) <= 280
    assert "".join("".join(threads.parts(made)).split()) == "".join(text.split())


def test_a_text_that_makes_too_many_posts_is_refused():
    with pytest.raises(threads.TooLongForThread, match="more than 25 posts"):
        threads.split("Word. " * 10_000, ["x"])


def lengths(text, **facts):
    draft = draft_of(Example(text, facts))
    return [
        (finding.message.split(" too many")[0], text[slice(*finding.span)] if finding.span else None)
        for finding in try_rule("length", draft, {})
    ]


def test_each_post_of_a_thread_has_to_fit_by_itself():
    text = "a" * 200 + "\n---\n" + "b" * 285 + "\n---\n" + "c" * 200
    assert lengths(text, channels=("x",), threads=frozenset({"x"})) == [
        ("Post 2 of the thread: 5 characters", "bbbbb"),
    ]


def test_without_threads_the_posts_are_counted_as_one():
    text = "a" * 139 + "\n---\n" + "b" * 139
    assert lengths(text, channels=("x",)) == []
    assert lengths(text + "b", channels=("x",)) == [("1 character", None)]


def test_the_link_counts_for_the_first_post_of_a_thread():
    text = "a" * 270 + "\n---\n" + "b" * 270
    link = "https://northshire-sendiass.example"
    assert lengths(text, channels=("x",), threads=frozenset({"x"}), link=link) == [
        ("Post 1 of the thread: 15 characters", "a" * 15)
    ]


def test_the_check_knows_which_channels_take_threads(service):
    text = "a" * 270 + "\n---\n" + "b" * 270
    taking = ChannelText(channel_id=1, network="x", takes_threads=True)
    by_hand = ChannelText(channel_id=2, network="x")
    too_long = [
        [finding.rule for finding in checks.run_on(service, Content(text=text, channels=chosen))].count("length")
        for chosen in [(taking,), (by_hand,), (taking, by_hand)]
    ]
    assert too_long == [0, 1, 1]


def test_a_saved_channel_served_by_hand_takes_no_thread(service):
    post = PostFactory(service=service, channels=["x"])
    assert not post.revision.content().channels[0].takes_threads
