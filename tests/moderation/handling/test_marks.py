"""Marked words: the text comes out whole, whatever the reasons say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from moderation.coming_in import captures
from moderation.handling.marks import Segment, segments, split_at

TEXT = "my son is at my wits end"


def reason(start: int, end: int, label: str, text: str | None = None) -> dict:
    return {"span": [start, end], "text": TEXT[start:end] if text is None else text, "for": label}


def test_words_for_the_class_are_reasons_and_others_a_second_look():
    found = segments(TEXT, [reason(0, 6, "case_request"), reason(13, 24, "safeguarding")], {"case_request"})
    assert found == [Segment("my son", "reason"), Segment(" is at "), Segment("my wits end", "look")]


def test_where_two_overlap_the_reason_wins():
    found = segments(TEXT, [reason(0, 6, "case_request"), reason(3, 9, "safeguarding")], {"case_request"})
    assert found[:2] == [Segment("my son", "reason"), Segment(" is", "look")]


def test_a_span_that_does_not_fit_the_text_is_left_out():
    wrong = [
        reason(0, 6, "troll", text="gone"),
        reason(-3, 2, "troll"),
        reason(20, 999, "troll"),
        reason(5, 5, "troll"),
    ]
    assert segments(TEXT, [*wrong, {"for": "troll"}, {"span": "ab", "for": "troll"}], {"troll"}) == [Segment(TEXT)]


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.sampled_from(["a", "b"])), max_size=6),
    most=st.integers(0, 70),
)
def test_nothing_of_the_text_is_lost_or_doubled(text, spans, most):
    pieces = segments(text, [{"span": [start, end], "for": label} for start, end, label in spans], {"a"})
    assert "".join(piece.text for piece in pieces) == text
    head, rest = split_at(pieces, most)
    assert "".join(piece.text for piece in head) == text[:most]
    assert "".join(piece.text for piece in rest) == text[most:]


def test_what_a_database_cannot_keep_is_replaced():
    dirty = {"a": ["zero \x00 byte", "half \ud83d"], 1: None, "n": 2.5, "t": ("x",)}
    clean = captures.cleaned(dirty)
    assert clean == {"a": ["zero \ufffd byte", "half ?"], "1": None, "n": 2.5, "t": ["x"]}
