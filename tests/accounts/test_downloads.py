"""Files that pages hand out."""

from __future__ import annotations

import pytest

from accounts.downloads import attachment


@pytest.mark.parametrize("data", [b"a,b\r\n", iter([b"a,b", b"\r\n"])])
def test_a_file_is_saved_under_its_name_and_kept_by_nobody_on_the_way(data):
    answer = attachment(data, name="figures-northshire.csv", kind="text/csv; charset=utf-8")
    assert b"".join(answer) == b"a,b\r\n"
    assert answer["Content-Disposition"] == 'attachment; filename="figures-northshire.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_name_cannot_end_the_header():
    answer = attachment(b"", name='a"; filename="b.exe', kind="text/csv")
    assert answer["Content-Disposition"] == r'attachment; filename="a\"; filename=\"b.exe"'
