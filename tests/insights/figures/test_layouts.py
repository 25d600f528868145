"""Every way in which people lay such a sheet out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from insights.figures import columns
from insights.figures.layouts import LayoutRefused, Sheet, table_of
from posts.planning.plans.files import FileRefused, sheets_of


def sheet(*rows: str, title: str = "") -> Sheet:
    """Rows of cells between bars; an empty text is an empty row, which a file's reader leaves out."""
    return Sheet(title, [(number, row.split("|")) for number, row in enumerate(rows, start=1) if row])


def is_channel(text: str) -> bool:
    return text.casefold() in ("facebook", "x", "instagram")


def test_the_long_way_keeps_its_lines_with_their_numbers():
    table = table_of([sheet("Month|Channel|Likes", "Oct 2026|Facebook|12", "", "Oct 2026|X|7")], is_channel)
    assert table.heads == ["Month", "Channel", "Likes"]
    assert table.lines == [("line 2", ["Oct 2026", "Facebook", "12"]), ("line 4", ["Oct 2026", "X", "7"])]


def test_a_title_above_the_heads_is_passed_over():
    table = table_of([sheet("Our figures", "", "Month|Network|Likes", "Oct 2026|Facebook|12")], is_channel)
    assert table.lines == [("line 4", ["Oct 2026", "Facebook", "12"])]


def test_a_sheet_a_channel_names_it_by_its_title():
    sheets = [
        sheet("Month|Likes|Views", "Oct 2026|12|400", title="Facebook"),
        sheet("Month|Likes|Followers", "Oct 2026|7|90", title="X"),
    ]
    table = table_of(sheets, is_channel)
    assert table.heads == ["Channel", "Month", "Likes", "Views", "Followers"]
    assert table.lines == [
        ("“Facebook”, line 2", ["Facebook", "Oct 2026", "12", "400", ""]),
        ("“X”, line 2", ["X", "Oct 2026", "7", "", "90"]),
    ]


def test_columns_of_one_meaning_are_one_over_all_sheets():
    sheets = [sheet("Month|Likes", "Oct 2026|12", title="Facebook"), sheet("Month|Reactions", "Oct 2026|9", title="X")]
    table = table_of(sheets, is_channel)
    assert table.heads == ["Channel", "Month", "Likes"]
    assert [cells[2] for _, cells in table.lines] == ["12", "9"]


def test_a_sheet_of_a_network_that_we_do_not_know_is_not_mixed_with_the_others():
    sheets = [sheet("Month|Likes", "Oct 2026|12", title="Facebook"), sheet("Month|Likes", "Oct 2026|9", title="Orkut")]
    assert [cells[0] for _, cells in table_of(sheets, is_channel).lines] == ["Facebook", "Orkut"]


def test_a_sheet_without_months_is_left_out_and_that_is_said():
    sheets = [sheet("Month|Likes", "Oct 2026|12", title="Facebook"), sheet("How to use this", "Ask Dan", title="Notes")]
    table = table_of(sheets, is_channel)
    assert len(table.lines) == 1
    assert table.left_out == ["The sheet “Notes” is left out: no line of it names months and numbers."]


def test_a_line_that_adds_up_others_is_left_out_and_that_is_said():
    table = table_of([sheet("Month|Channel|Likes", "Oct 2026|X|12", "Total||12")], is_channel)
    assert len(table.lines) == 1
    assert table.left_out == ["Line 3 (“Total”) is left out: it adds up others."]


def test_the_wide_way_has_a_column_a_month():
    rows = ("Facebook|Sep 2026|Oct 2026", "Followers|100|110", "Likes||7", "Notes||Open day")
    table = table_of([sheet(*rows, title="Facebook")], is_channel)
    assert table.heads[:3] == ["Month", "Channel", "Followers"]
    assert table.lines == [
        ("column B", ["Sep 2026", "Facebook", "100", "", "", "", "", "", ""]),
        ("column C", ["Oct 2026", "Facebook", "110", "", "", "", "7", "", "Open day"]),
    ]


def test_the_wide_way_may_say_the_channel_in_a_row_of_its_own_or_beside_the_number():
    rows = ("|2026-09|2026-10", "Facebook", "Followers|100|110", "X likes|1|2", "Likes|X|3", "Instagram - likes|5|6")
    table = table_of([sheet(*rows)], is_channel)
    found = {(cells[1], cells[0]): (cells[2], cells[6]) for _, cells in table.lines}
    assert found["Facebook", "2026-10"] == ("110", "")
    assert found["X", "2026-10"] == ("", "2")
    assert found["Instagram", "2026-09"] == ("", "5")


def test_a_row_of_the_wide_way_that_is_none_of_the_numbers_is_said():
    table = table_of([sheet("X|2026-09|2026-10", "Likes|1|2", "Website visits|9|9")], is_channel)
    assert table.left_out == ["Line 3 (“Website visits”) is left out: it names none of the six numbers."]


def test_the_same_number_twice_in_the_wide_way_is_said_and_the_first_counts():
    table = table_of([sheet("X|2026-09|2026-10", "Likes|1|2", "Likes|8|9")], is_channel)
    assert [cells[6] for _, cells in table.lines] == ["1", "2"]
    assert "stands further up" in table.left_out[0]


def test_a_table_with_strange_heads_is_kept_for_a_person_to_say_what_they_are():
    table = table_of([sheet("Monat|Kanal|Wert|", "Oct 2026|X|12|more|and more")], is_channel)
    assert table.heads == ["Monat", "Kanal", "Wert", "Column (4)", "Column (5)"]


def test_heads_of_the_same_name_stay_apart():
    assert table_of([sheet("Month|Likes|Likes", "Oct 2026|1|2")], is_channel).heads == ["Month", "Likes", "Likes (3)"]


@pytest.mark.parametrize("sheets", [[], [sheet()], [sheet("Month|Channel|Likes")]])
def test_a_file_without_a_line_is_refused(sheets):
    with pytest.raises(LayoutRefused, match="no line with figures"):
        table_of(sheets, is_channel)


# Whatever people bring

CELLS = some.one_of(
    some.sampled_from(("Month", "Channel", "Likes", "Reactions", "Note", "Facebook", "X", "Facebook likes", "Likes:")),
    some.sampled_from(
        ("Oct 2026", "2026-10", "09/2026", "46296", "Total", "", " ", "1,240", "-3", "5%", "1e9", "=1+1")
    ),
    some.text(max_size=8),
)
ROWS = some.lists(some.lists(CELLS, max_size=6), max_size=8)


def holds_together(table) -> bool:
    """Every line has a cell for every column; each column has a name of its own; each line says where it stands."""
    return (
        bool(table.lines)
        and all(len(cells) == len(table.heads) for _, cells in table.lines)
        and all(place for place, _ in table.lines)
        and set(columns.guessed(table.heads, [cells for _, cells in table.lines], None).values())
        <= set(range(len(table.heads)))
    )


@given(some.lists(some.tuples(some.sampled_from(("Facebook", "X", "Notes", "")), ROWS), max_size=3))
@example([("Facebook", [["Month", "Likes"], ["Oct 2026"]]), ("X", [["", "Oct 2026", "Nov 2026"], ["Likes", "1"]])])
def test_no_sheet_breaks_the_layouts(found):
    sheets = [
        Sheet(title, [(number, row) for number, row in enumerate(rows, start=1) if any(row)]) for title, rows in found
    ]
    try:
        table = table_of(sheets, is_channel)
    except LayoutRefused as refused:
        assert str(refused).endswith(".")
        return
    assert holds_together(table)


def written(rows: list[list[str]], sign: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue().encode()


@given(
    some.one_of(some.binary(max_size=400), some.builds(written, ROWS, some.sampled_from(",;\t"))),
    some.sampled_from(("figures.csv", "figures.xlsx", "figures", "figures.ods")),
)
@example(b"PK\x03\x04", "figures.xlsx")
@example(b"Month,Likes\n\x00,\xff", "figures.csv")
def test_no_bytes_break_the_reading_of_a_file(data, name):
    try:
        table = table_of([Sheet(title, rows) for title, rows in sheets_of(name, data)], is_channel)
    except (FileRefused, LayoutRefused) as refused:
        assert str(refused).endswith(".")
        return
    assert holds_together(table)
