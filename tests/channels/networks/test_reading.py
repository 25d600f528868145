"""Where the reading of comments stands."""

import pytest

from channels.networks.reading import LONGEST_CURSOR, Place


def test_a_place_is_read_as_it_was_written():
    place = Place(until="2026-12-01T09:00:00.000Z", page="abc", newest="2026-12-01T10:00:00.000Z")
    assert Place.read(place.written()) == place


@pytest.mark.parametrize("cursor", ["", "{", "[1]", "7", '"x"', "null"])
def test_a_cursor_that_means_nothing_is_the_beginning(cursor):
    assert Place.read(cursor) == Place()


def test_a_page_that_is_too_long_to_keep_is_left_out_rather_than_cut():
    assert Place.read(Place(until="1", page="p" * 300, newest="2").written()) == Place(until="1")
    assert len(Place(until="u" * 300).written()) <= LONGEST_CURSOR


def test_the_next_reading_begins_with_what_is_newer_once_all_pages_are_read():
    begun = Place(until="1").after(page="p", newest="9")
    assert begun == Place(until="1", page="p", newest="9")
    assert begun.after(page="", newest="9") == Place(until="9")
    assert Place(until="1").after(page="", newest="") == Place(until="1")
