"""Reading a file that others made: every encoding and separator, and what is no file of comments at all."""

from __future__ import annotations

import io
import json
import re
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moderation.importing import files
from moderation.importing.files import FileRefused
from tests.moderation.importing.conftest import line, objects, table

TEXT = "Naïve café: “you, of all people; really?” 🙂"


def read(data: bytes) -> tuple[files.Shape, list[files.Line]]:
    file = io.BytesIO(data)
    shape = files.shape_of(file)
    return shape, list(files.lines(file, shape))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_the_spreadsheet_made_of_it(separator, encoding):
    shape, lines = read(table(line(1, TEXT), separator=separator, encoding=encoding))
    assert shape.headers == ("Comment", "Date", "Author", "Username", "Link", "ID")
    assert [one.cells[0] for one in lines] == [TEXT]


def test_what_windows_wrote_is_read():
    _, lines = read(table(line(1, "Naïve café “really”"), encoding="cp1252"))
    assert lines[0].cells[0] == "Naïve café “really”"


def test_excels_line_about_the_separator_is_no_header():
    shape, lines = read(b"sep=;\r\nComment;Date\r\nHello;2026-03-01\r\n")
    assert (shape.headers, lines[0].cells) == (("Comment", "Date"), ["Hello", "2026-03-01"])


def test_lines_keep_their_numbers_over_breaks_and_empty_lines():
    _, lines = read(b'Comment,Date\n"one\ntwo",1\n\n,\nthree,2\n')
    assert [(one.number, one.cells[0]) for one in lines] == [(2, "one\ntwo"), (6, "three")]


def test_formulas_stay_the_text_that_they_are():
    nasty = '=HYPERLINK("http://evil.example","click")'
    _, lines = read(table(line(1, nasty), line(2, "'@SUM(A1)")))
    assert [one.cells[0] for one in lines] == [nasty, "@SUM(A1)"]


def test_a_separator_without_quotation_marks_is_a_fault_and_cuts_no_text():
    _, lines = read(b"Comment,Date\nOh no, not again,2026-03-01\nfine,2026-03-01\n")
    assert "quotation marks" in lines[0].problem
    assert lines[1].cells[0] == "fine"


def test_a_quotation_mark_that_never_ends_costs_only_its_own_lines():
    long = b"".join(b'"never ends ' + b"x" * 100 + b"\n" for _ in range(2))
    data = b"Comment,Date\nbefore,1\n" + b'"' + b"y" * 200_000 + b"\nafter,2\n"
    _, lines = read(data)
    assert lines[0].cells == ["before", "1"]
    assert "quotation mark" in lines[1].problem
    assert lines[-1].cells == ["after", "2"]
    assert read(b"Comment,Date\n" + long)[1]


def test_a_line_longer_than_memory_likes_is_a_fault():
    for data in (b"Comment,Date\n" + b"x" * 3_000_000 + b"\nafter,2\n",):
        _, lines = read(data)
        assert lines[0].problem
        assert lines[-1].cells == ["after", "2"]
    _, lines = read(b'{"id": 1, "text": "' + b"x" * 3_000_000 + b'"}\n{"id": 2, "text": "after"}\n')
    assert [bool(one.problem) for one in lines] == [True, False]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (b'{"id": "c1", "text": ', "not JSON"),
        (b'{"id": "c1", "text": "caf\xe9"}', "UTF-8"),
        (b'{"id": NaN, "text": "x"}', "number that is none"),
        (b'{"id": 1e999, "text": "x"}', "number that is none"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "x"}', "number that is none"),
        (b"[" * 100_000, "not JSON|nested too deeply"),
    ],
)
def test_a_line_that_is_no_json_is_a_fault_and_the_rest_is_read(bad, problem):
    _, lines = read(b'{"id": "c0", "text": "before"}\n' + bad + b'\n{"id": "c2", "text": "after"}\n')
    assert re.search(problem, lines[1].problem)
    assert (lines[1].number, lines[2].data["text"]) == (2, "after")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "no table"),
        (b"%PDF-1.7", "no table"),
        (b'[{"id": 1, "text": "x"}]', "JSON list"),
        (b"\x01" + b"\x00" * 100 + b"\x02", "no text"),
        (b",".join(b"c%d" % number for number in range(300)) + b"\n1\n", "200 columns"),
    ],
)
def test_what_holds_no_comments_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(FileRefused, match=sentence):
        files.shape_of(io.BytesIO(data))


def test_a_header_alone_has_no_lines():
    assert read(b"Comment,Date\n")[1] == []


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(number: int) -> int:
        path = tmp_path / f"{number}.jsonl"
        with path.open("w") as out:
            for one in range(number):
                out.write(json.dumps({"id": one, "text": "Is the drop-in on Thursday? " * 4}) + "\n")
        with path.open("rb") as file:
            tracemalloc.start()
            shape = files.shape_of(file)
            assert sum(1 for _ in files.lines(file, shape)) == number
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    assert peak(20_000) < 2 * peak(2_000) + 1_000_000


@given(st.binary(max_size=400))
@example(b"Comment\n\x00\n")
@example(b'"')
def test_no_bytes_break_the_reading(data):
    try:
        shape, lines = read(data)
    except FileRefused:
        return
    assert shape.kind in (files.TABLE, files.OBJECTS)
    assert all(
        one.problem or one.cells is not None or one.data is not None or shape.kind == files.OBJECTS for one in lines
    )


def test_objects_are_told_by_their_content():
    shape, lines = read(b"\xef\xbb\xbf" + objects({"id": "c1", "text": TEXT}))
    assert (shape.kind, lines[0].data["text"]) == (files.OBJECTS, TEXT)
