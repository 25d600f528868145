from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.words import Part, word_diff

WORDS = st.lists(
    st.sampled_from(["we", "reply", "hide.", "in", "private!", "\n", "\n\n- ", "§", "“x”", "…"]), max_size=40
)


def marked(before: str, after: str) -> str:
    marks = {"same": "{}", "in": "[+{}]", "out": "[-{}]"}
    return "".join(marks[part.op].format(part.text) for part in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Read them daily. We answer.", "Read them twice daily. We answer.", "Read them[+ twice] daily. We answer."),
        ("Read them daily.", "Read them weekly.", "Read them[- daily][+ weekly]."),
        ("The same.", "The same.", "The same."),
        ("One.\n\nTwo.", "One.\n\nA half.\n\nTwo.", "One.\n\n[+A half.\n\n]Two."),
        ("", "All new.", "[+All new.]"),
        ("All gone.", "", "[-All gone.]"),
        ("The cat sat.", "Nothing of this stays at all.", "[-The cat sat.][+Nothing of this stays at all.]"),
    ],
)
def test_words_put_in_and_taken_out_are_shown(before, after, shown):
    assert marked(before, after) == shown


def test_a_rewritten_sentence_is_not_confetti():
    before = "Somebody of the team takes the comment down within one working day and messages the writer about it."
    after = "Somebody of the team hides every comment within sixty minutes at most and replies in private to them."
    ops = [part.op for part in word_diff(before, after)]
    assert ops.count("in") <= 3


def test_white_space_alone_is_no_change():
    assert word_diff("One  two\n", "One two") == (Part("same", "One two"),)
    assert word_diff("", "") == ()


def words(parts, without: str) -> list[str]:
    return "".join(part.text for part in parts if part.op != without).split()


@settings(max_examples=300, deadline=None)
@given(before=WORDS.map(" ".join), after=WORDS.map(" ".join))
def test_nothing_is_lost_of_either_text(before, after):
    parts = word_diff(before, after)
    assert words(parts, "in") == before.split()
    assert words(parts, "out") == after.split()
    assert all(part.op != following.op for part, following in itertools.pairwise(parts))


@settings(max_examples=200, deadline=None)
@given(before=st.text(max_size=300), after=st.text(max_size=300))
def test_any_text_can_be_compared(before, after):
    parts = word_diff(before, after)
    assert "".join(words(parts, "in")) == "".join(before.split())
    assert "".join(words(parts, "out")) == "".join(after.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 5_000, "b a " * 5_000),
        ("\n" * 20_000, "x\n" * 10_000),
        ("." * 20_000, "!" * 20_000),
        ("a." * 10_000, "a! " * 6_666),
        ("".join(f"x{one} y " for one in range(2_000)), "".join(f"z{one} y " for one in range(2_000))),
        ("".join(f"x{one}\ny\n" for one in range(2_000)), "".join(f"z{one}\ny\n" for one in range(2_000))),
        ("w" * 20_000, "v" * 20_000),
    ],
)
def test_huge_and_hostile_texts_are_compared_all_the_same(before, after):
    """Without the bound of the work, some of these run for hours."""
    parts = word_diff(before, after)
    assert words(parts, "in") == before.split()
