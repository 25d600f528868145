"""Better wording put in, several at once, and taken out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posts.writing.wording import Replacement, read_undo, replace, undo, write_undo


def one(start, old, new, field="text", key="k") -> Replacement:
    return Replacement(key=key, field=field, start=start, old=old, new=new)


TEXT = {"text": "NOW we suffer NOW 👩‍👧.", "own-1": "NOW"}


def test_words_are_replaced_where_they_stand():
    texts, done = replace(TEXT, [one(0, "NOW", "now")])
    assert texts["text"] == "now we suffer NOW 👩‍👧."
    assert done == [["text", 0, "NOW", "now"]]
    assert texts["own-1"] == "NOW"


def test_several_at_once_keep_their_places():
    wanted = [one(0, "NOW", "right now"), one(7, "suffer", ""), one(14, "NOW", "soon"), one(0, "NOW", "x", "own-1")]
    texts, done = replace(TEXT, wanted)
    assert texts == {"text": "right now we  soon 👩‍👧.", "own-1": "x"}
    assert undo(texts, done) == (TEXT, True)


def test_of_two_that_overlap_one_is_used():
    texts, done = replace({"text": "abcdef"}, [one(0, "abcd", "X"), one(2, "cdef", "Y")])
    assert texts == {"text": "abY"}
    assert len(done) == 1


def test_words_that_are_no_longer_there_are_left_alone():
    texts, done = replace({"text": "later"}, [one(0, "NOW", "now"), one(50, "x", "y"), one(0, "a", "b", "gone")])
    assert (texts, done) == ({"text": "later"}, [])


def test_undo_finds_words_that_moved_while_somebody_typed_on():
    texts, done = replace({"text": "go NOW"}, [one(3, "NOW", "now")])
    assert undo({"text": "Please " + texts["text"]}, done) == ({"text": "Please go NOW"}, True)


def test_undo_says_when_the_words_were_changed_since():
    _, done = replace({"text": "go NOW"}, [one(3, "NOW", "now")])
    assert undo({"text": "go later"}, done) == ({"text": "go later"}, False)


def test_what_was_taken_out_comes_back():
    texts, done = replace({"text": "call 07700 900123 soon"}, [one(5, "07700 900123 ", "")])
    assert undo(texts, done) == ({"text": "call 07700 900123 soon"}, True)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "{}",
        "[1]",
        '[["text"]]',
        '[[["text", -1, "a", "b"]]]',
        '[[["text", true, "a", "b"]]]',
        "[" * 50,
        "null",
    ],
)
def test_a_memory_that_is_no_memory_is_passed_over(written):
    assert read_undo(written) == []


def test_the_memory_keeps_the_last_presses():
    presses = [[["text", number, "a", "b"]] for number in range(30)]
    assert read_undo(write_undo(presses)) == presses[-20:]


WISHES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), st.text(max_size=6)), max_size=6)


@given(st.text(max_size=60), WISHES)
def test_undo_gives_back_what_was_typed(text, wishes):
    wanted = [one(start, text[start : start + length], new) for start, length, new in wishes]
    texts, done = replace({"text": text}, wanted)
    assert undo(texts, done) == ({"text": text}, True)
