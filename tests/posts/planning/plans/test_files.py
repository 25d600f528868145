"""Uploaded files, hostile ones among them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from posts.planning.plans import files
from posts.planning.plans.columns import columns_of
from posts.planning.plans.files import FORMULA, FileRefused, rows_of, sheets_of

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><x>&c;</x>'


def xlsx(*rows, **sheets) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, state in sheets.items():
        book.create_sheet(title).sheet_state = state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "Date,Text\n1/12/2026,Café\n".encode(),
        "\ufeffDate,Text\r\n1/12/2026,Café\r\n".encode(),
        "Date;Text\n1/12/2026;Café\n".encode("cp1252"),
        "Date\tText\n1/12/2026\tCafé\n".encode("utf-16"),
        "Date|Text\n1/12/2026|Café".encode(),
        '"Date","Text"\n"1/12/2026","Café"\n'.encode(),
        "\n\nDate,Text,,\n,,,\n1/12/2026,Café,,\n".encode(),
    ],
)
def test_csv_is_read_as_spreadsheets_write_it(data):
    assert [cells for _, cells in rows_of("plan.csv", data)] == [["Date", "Text"], ["1/12/2026", "Café"]]


def test_a_cell_of_several_lines_stays_one_and_rows_keep_their_numbers():
    rows = rows_of("plan.csv", b'Title,Text\n\nA,"One\nTwo"\nB,x\n')
    assert [(number, cells[1]) for number, cells in rows[1:]] == [(3, "One\nTwo"), (4, "x")]


def test_the_guard_against_formulas_is_taken_off_again():
    rows = rows_of("plan.csv", b"Title,Text\n'=1+1,'tis the season\n")
    assert rows[1][1] == ["=1+1", "'tis the season"]


def test_excel_is_read_with_its_dates_and_times():
    data = xlsx(
        ["Date", "Time", "Title", "Number"],
        [dt.date(2026, 12, 1), dt.time(9, 30), "Drop-in", 3.0],
        [
            dt.datetime(2026, 12, 1, 9, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
            None,
            None,
            0.5,
        ],
    )
    rows = rows_of("plan.xlsx", data)
    assert rows[1] == (2, ["2026-12-01", "09:30", "Drop-in", "3"])
    assert rows[2][1][0] == "2026-12-01 09:30"


def test_a_formula_is_seen_as_one_and_never_reckoned():
    rows = rows_of("plan.xlsx", xlsx(["Title"], ['=HYPERLINK("https://bad.example","x")']))
    assert rows[1][1][0].startswith(FORMULA)


def test_only_the_first_visible_sheet_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Plan").append(["Title"])
    out = io.BytesIO()
    book.save(out)
    assert rows_of("plan.xlsx", out.getvalue()) == [(1, ["Title"])]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel file"),
        (b"PK\x03\x04 not really a zip", "cannot be read"),
        (b"Title\n\x00\x00", "neither CSV nor Excel"),
        (b"\xff\xfeT\x00i", "cannot be read as text"),
        (b"Title\n" + b'"' + b"x" * 140_000, "far too long"),
        (b"Title\n" + b"x\n" * 2_001, "2,000 lines"),
        (b"," * 70 + b"Title\n", "60 columns"),
        (b"Title\n" + b"x" * (files.MOST_BYTES + 1), "5 MB"),
        ((b"x" * 100_000 + b"\n") * 41, "more text"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(FileRefused, match=sentence):
        rows_of("plan.csv", data)


def test_two_thousand_lines_are_read():
    assert len(rows_of("plan.csv", b"Title\n" + b"x\n" * 2_000)) == 2_001


def test_too_many_lines_in_excel_are_refused():
    with pytest.raises(FileRefused, match="2,000 lines"):
        rows_of("plan.xlsx", xlsx(["Title"], *(["x"] for _ in range(2_001))))


def test_lines_far_below_an_empty_stretch_are_not_lost_in_silence():
    book = openpyxl.Workbook()
    book.active["A1"] = "Title"
    book.active["A900000"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefused, match="2,000 lines"):
        rows_of("plan.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/media/bomb.xml", b"<x>" + b" " * (41 * 1024 * 1024) + b"</x>", "unpacks to far more"),
        ("xl/sharedStrings.xml", DOCTYPE.encode(), "not built as Excel"),
        ("xl/sharedStrings.xml", DOCTYPE.encode("utf-16"), "not built as Excel"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row", "cannot be read"),
        ("[Content_Types].xml", b"<Types/>", "cannot be read"),
        ("xl/workbook.xml", b"<x/>", "cannot be read"),
    ],
)
def test_a_hostile_workbook_is_refused(name, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        rows_of("plan.xlsx", with_part(xlsx(["Title"], ["x"]), name, content))


def test_a_workbook_of_thousands_of_parts_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(400):
            archive.writestr(f"part{number}.xml", "<x/>")
    with pytest.raises(FileRefused, match="unpacks"):
        rows_of("plan.xlsx", out.getvalue())


def test_another_zip_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "x")
    with pytest.raises(FileRefused, match="not an Excel file"):
        rows_of("plan.xlsx", out.getvalue())


def test_one_long_text_used_in_every_cell_is_refused():
    text = "x" * 30_000
    with pytest.raises(FileRefused, match="more text"):
        rows_of("plan.xlsx", xlsx(["Title"], *([text] for _ in range(200))))


@given(some.binary(max_size=300), some.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_no_bytes_break_the_reading(data, start):
    try:
        rows_of("plan", start + data)
    except FileRefused as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Publish date", "date"),
        ("POST COPY", "text"),
        ("Platform(s)", "channels"),
        ("Who is it for?", "audience"),
        ("post_type", "kind"),
        ("URL:", "link"),
        ("Text*", "text"),
    ],
)
def test_usual_names_of_columns_are_known(head, field):
    assert columns_of([head]).fields == {field: 0}


def test_own_texts_and_unknown_columns_are_told_apart():
    found = columns_of(["Text", "Text for Facebook @us", "Budget", "State", "Text"])
    assert (found.own_texts, found.unused) == ({"facebook @us": 1}, ("Budget", "Text"))
    assert found.values(["a", "b", "c", "", "d"]) == {"text": "a", "text for facebook @us": "b"}


def test_every_visible_sheet_is_read_with_its_title():
    data = xlsx(["Month"], ["Oct 2026"], Notes="visible", Secrets="hidden")
    assert sheets_of("figures.xlsx", data) == [("Sheet", [(1, ["Month"]), (2, ["Oct 2026"])]), ("Notes", [])]


def test_csv_is_one_sheet_without_a_title():
    assert sheets_of("figures.csv", b"Month\nOct 2026\n") == [("", [(1, ["Month"]), (2, ["Oct 2026"])])]


def test_of_a_formula_what_it_came_to_is_read_where_the_file_says_so():
    data = xlsx(["Likes"], [41], ["=1+1"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    saved = with_part(data, "xl/worksheets/sheet1.xml", sheet.replace("<v>41</v>", "<f>40+1</f><v>41</v>").encode())
    rows = sheets_of("figures.xlsx", saved)[0][1]
    assert rows == [(1, ["Likes"]), (2, ["41"]), (3, [f"{FORMULA} =1+1"])]
    assert rows_of("plan.xlsx", saved)[1] == (2, [f"{FORMULA} =40+1"])


def test_the_lines_of_all_sheets_together_are_bounded(monkeypatch):
    monkeypatch.setattr(files, "MOST_LINES", 3)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(["A"], ["1"], More="visible")))
    for number in range(4):
        book["More"].append([number])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefused, match="At most 3 lines"):
        sheets_of("figures.xlsx", out.getvalue())


def test_a_book_of_too_many_sheets_is_refused():
    data = xlsx(["A"], **{f"Sheet {number}": "visible" for number in range(files.MOST_SHEETS)})
    with pytest.raises(FileRefused, match="more than 40 sheets"):
        sheets_of("figures.xlsx", data)


@given(some.binary(max_size=400), some.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_sheets_or_refused(data, start):
    try:
        assert all(cells for _, rows in sheets_of("figures", start + data) for _, cells in rows)
    except FileRefused as refused:
        assert str(refused).endswith(".")
