"""What a line says: dates as people write them, writers, places, and what is wrong, without a word of it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from moderation.importing import columns, values
from moderation.importing.values import BadLine, Reading

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
READING = Reading(zone=LONDON, now=NOW, network="facebook")


def row(reading: Reading = READING, **given: str) -> values.Row:
    return values.row_of_cells(7, {"text": "Thank you!", **given}, {}, reading)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-01T10:00:00Z", "2026-07-01 10:00"),
        ("2026-07-01T10:00:00+02:00", "2026-07-01 08:00"),
        ("2026-07-01 10:00", "2026-07-01 09:00"),
        ("01/07/2026 10:00", "2026-07-01 09:00"),
        ("1/7/26 10:00", "2026-07-01 09:00"),
        ("1 Jul 2026 4:05 pm", "2026-07-01 15:05"),
        ("1 July 2026 at 16:05", "2026-07-01 15:05"),
        ("Jul 1, 2026 4:05 PM", "2026-07-01 15:05"),
        ("Wed Jul 01 10:00:00 +0000 2026", "2026-07-01 10:00"),
        ("Wed, 01 Jul 2026 10:00:00 +0000", "2026-07-01 10:00"),
        ("1782900000", "2026-07-01 10:00"),
        ("1782900000000", "2026-07-01 10:00"),
        ("2026-03-29 01:30", "2026-03-29 01:30"),  # skipped by the spring change; a record cannot be asked about
        ("2026-10-25 01:30", "2026-10-25 00:30"),  # the first of the two
    ],
)
def test_a_date_is_read_in_the_forms_that_exports_and_people_use(text, moment):
    assert f"{row(posted_at=text).posted_at:%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("text", ["soon", "13/13/2026", "2026-02-30", "99999999999999999999", "07/22/2026", "5", "−1"])
def test_a_date_that_cannot_be_read_is_said_without_repeating_it(text):
    with pytest.raises(BadLine) as found:
        row(posted_at=text)
    assert text not in str(found.value)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"text": "  "}, "no text"),
        ({"text": "x" * 100_001}, "100,000"),
        ({"posted_at": "1999-12-31"}, "before the year 2000"),
        ({"posted_at": "2026-12-24"}, "not come yet"),
        ({"visibility": "the whole world"}, "neither"),
    ],
)
def test_what_is_wrong_has_a_sentence(given, problem):
    with pytest.raises(BadLine, match=problem):
        row(**given)


def test_a_day_and_a_time_may_stand_apart():
    assert row(posted_at="1/7/2026", time="16:05").posted_at == dt.datetime(2026, 7, 1, 15, 5, tzinfo=dt.UTC)


def test_without_a_date_the_imports_day_counts():
    day = dt.datetime(2020, 5, 5, 11, tzinfo=dt.UTC)
    assert row(Reading(zone=LONDON, now=NOW, network="x", posted_at=day)).posted_at == day
    assert row().posted_at == NOW


def test_writers_without_a_name_are_not_taken_for_one_and_the_same():
    first = values.row_of_cells(7, {"text": "One."}, {}, READING)
    second = values.row_of_cells(8, {"text": "Two."}, {}, READING)
    assert first.handle != second.handle
    assert row(name="Jo Pemberton").handle == "Jo Pemberton"


def test_nothing_in_a_line_breaks_the_database():
    found = row(text="zero \x00 byte \ud800 half", handle="@jo" * 100, url="javascript:alert(1)")
    assert "\x00" not in found.text
    found.text.encode()
    assert len(found.handle) == 120


def test_the_keys_of_the_batch_format_are_read():
    data = {
        "id": "c1",
        "text": "Rang twice last week, nobody called back.",
        "network": "facebook",
        "visibility": "direct",
        "author": {"display_name": "Jo", "has_avatar": True, "followers": 31, "recent_comments_24h": 1},
    }
    found = values.row_of_object(1, data, READING)
    assert (found.name, found.is_direct) == ("Jo", True)
    assert found.signals == {"has_avatar": True, "followers": 31, "recent_comments_24h": 1}
    assert found.raw["values"] == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([1], "no object"),
        ({"text": ["x"]}, "text is no text"),
        ({"text": "x", "author": "Jo"}, "author is no object"),
        ({"text": "x", "network": "x"}, "another network"),
        ({"text": True}, "text is no text"),
    ],
)
def test_an_object_that_is_no_comment_has_a_sentence(data, problem):
    with pytest.raises(BadLine, match=problem):
        values.row_of_object(1, data, READING)


# Which column is which


def test_columns_are_found_by_the_names_that_exports_give_them():
    headers = columns.headers_of(["Comment_ID", "commentText", "Date posted (UTC)", "User name", "Permalink", "Likes"])
    assert columns.guessed(headers) == {
        "id": headers[0],
        "text": headers[1],
        "posted_at": headers[2],
        "handle": headers[3],
        "url": headers[4],
    }


def test_every_column_gets_a_name_of_its_own():
    assert columns.headers_of(["Text", "", "Text", "  "]) == ("Text", "Column (2)", "Text (3)", "Column (4)")


def test_the_last_choice_counts_where_the_file_has_all_its_columns():
    before = {"text": "Notes", "name": "Who"}
    assert columns.guessed(("Notes", "Who", "Text"), before) == before
    assert columns.guessed(("Text", "Who"), before) == {"text": "Text"}
