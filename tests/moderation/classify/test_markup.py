"""Comments that come with marks of a web page are read as a person sees them; spans count in the comment as it came."""

import pytest

from moderation.classify import Incoming, classify
from moderation.classify.markup import unmarked


@pytest.mark.parametrize(
    ("came", "seen"),
    [
        ("I can&#39;t get through<br />again", "I can't get through\nagain"),
        ("Tom &amp; I", "Tom & I"),
        ("so <b>kind</b> of you", "so kind of you"),
        ('at <a href="https://x.example/a?b=1&amp;c=2">3:40</a> it starts', "at 3:40 it starts"),
        ("<p>one</p><p>two</p>", "\none\n\ntwo\n"),
        ("caf&eacute; &#x1F600;", "café 😀"),
        ("&quot;no&quot;", '"no"'),
    ],
)
def test_it_is_read_as_it_stands_on_the_page(came, seen):
    assert unmarked(came).text == seen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<3",
        "5 < 6 and 7 > 2",
        "B&B;",
        "a & b",
        "Q&A",
        "&nosuch;",
        "&notice;",
        "<wobble>",
        "rock<roll",
        "&#;",
        "<a" * 2000,
        "&" * 9999,
    ],
)
def test_what_only_looks_like_a_mark_stays(text):
    assert unmarked(text).text == text


def test_every_span_leads_back_to_the_comment_as_it_came():
    came = "Rang <b>3</b> times &amp; nobody&#39;s rung back<br />Still"
    seen = unmarked(came)
    start = seen.text.index("& nobody's rung")
    assert came[slice(*seen.span(start, start + len("& nobody's rung")))] == "&amp; nobody&#39;s rung"
    start = seen.text.index("3")
    assert came[slice(*seen.span(start, start + 1))] == "3"
    assert came[slice(*seen.span(len(seen.text) - 5, len(seen.text)))] == "Still"


def test_marks_change_neither_class_nor_flags():
    plain = "Rang three times and nobody's rung back. Your service is useless & rude.\nJo Hartley, 01632 960123"
    marked = plain.replace("'", "&#39;").replace("&", "&amp;", 1).replace("&amp;#39;", "&#39;").replace("\n", "<br />")
    one, other = classify(Incoming(plain)), classify(Incoming(marked))
    assert (one.category, one.flags, one.scores) == (other.category, other.flags, other.scores)
    assert all(reason.text == marked[reason.start : reason.end] for reason in other.reasons)
    assert "Jo Hartley" in [reason.text for reason in other.reasons]


def test_marks_that_never_end_take_no_longer_than_their_length():
    text = "<a " * 5000 + "&#3" * 5000
    assert classify(Incoming(text)).needs_person
