"""Where the words of a note stand, and whom it names."""

import pytest

from posts.reviewing import noting

PEOPLE = {1: "Priya Nair", 2: "Tom Ashworth", 3: "Tom Bell", 4: "Zoë O’Brien-Hall", 5: "Priya"}


@pytest.mark.parametrize(
    ("quote", "text", "near", "place"),
    [
        ("word", "a word here", 0, (2, 6)),
        ("word", "word and word", 9, (9, 13)),
        ("word", "word and word", 7, (9, 13)),
        ("two words", "one\ntwo\n\nwords", 0, (4, 14)),
        ("two  words", "two words", 0, (0, 9)),
        ("gone", "not here", 0, None),
        ("", "text", 0, None),
        ("   ", "text", 0, None),
        ("(a+)+$", "see (a+)+$ there", 0, (4, 10)),
        ("end", "the end", 99, (4, 7)),
    ],
)
def test_words_are_found_nearest_to_where_they_were(quote, text, near, place):
    assert noting.place_of(quote, text, near) == place


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Tom Ashworth please look", {2}),
        ("@tom ashworth, please", {2}),
        ("@Tom please", set()),
        ("@Zoë look", {4}),
        ("@Zoë O’Brien-Hall and @Tom Bell.", {4, 3}),
        ("@Priya Nair", {1}),
        ("@Priya", {5}),
        ("priya@nair.example and tom", set()),
        ("@Tom Ashworthy", set()),
        ("@" * 3000, set()),
    ],
)
def test_people_are_named_by_full_name_or_by_a_first_name_that_only_one_has(text, named):
    assert noting.named_in(text, PEOPLE) == named


def test_everybody_can_be_named_the_way_that_is_offered():
    people = {1: "Priya Nair", 2: "Tom Ashworth", 3: "Tom Bell"}
    offered = noting.handles(people.values())
    assert offered == ["@Priya", "@Tom Ashworth", "@Tom Bell"]
    assert [noting.named_in(handle, people) for handle in offered] == [{1}, {2}, {3}]
