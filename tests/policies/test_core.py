"""The small pure parts: numbers of versions, dates, Markdown, parameters."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.dates import add_months, until_in_words
from policies.numbering import next_number
from policies.parameters import Parameters, parameters
from policies.text import to_html


@pytest.mark.parametrize(
    ("base", "taken", "in_meaning", "number"),
    [
        (None, [], False, (1, 0)),
        (None, [(1, 0)], True, (1, 1)),
        ((1, 0), [(1, 0)], False, (1, 1)),
        ((1, 0), [(1, 0), (1, 1)], False, (1, 2)),
        ((1, 9), [(1, 9)], False, (1, 10)),
        ((2, 1), [(1, 7), (2, 1)], True, (3, 0)),
        ((2, 1), [(2, 1), (3, 0)], True, (4, 0)),
    ],
)
def test_the_next_number(base, taken, in_meaning, number):
    assert next_number(base=base, taken=taken, in_meaning=in_meaning) == number


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
        (dt.date(2026, 11, 30), 24, dt.date(2028, 11, 30)),
    ],
)
def test_months_later(day, months, then):
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "in 1 day"), (20, "in 20 days"), (30, "in 4 weeks"), (-5, "5 days ago")]
)
def test_how_far_a_date_is_in_words(days, words):
    today = dt.date(2026, 11, 20)
    assert until_in_words(today + dt.timedelta(days=days), today) == words


def test_markdown_becomes_html_with_headings_below_the_sections_own():
    assert to_html("# One\n\n- **two**") == "<h4>One</h4>\n<ul>\n<li><strong>two</strong></li>\n</ul>\n"


@pytest.mark.parametrize(
    "dangerous",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://tracker.example/pixel.png)",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(dangerous):
    html = to_html(dangerous)
    assert "<script" not in html
    assert "<img" not in html
    assert "<p style" not in html
    assert "<a" not in html


def test_a_picture_of_markdown_is_told_in_its_words():
    assert to_html("![Our <logo>](https://x.example/a.png)") == "<p>(Picture: Our &lt;logo&gt;)</p>\n"
    assert to_html("![](a.png)") == "<p>(Picture)</p>\n"


@given(st.text(max_size=300))
def test_any_text_becomes_html(text):
    assert isinstance(to_html(text), str)


def test_parameters_that_are_no_longer_known_are_passed_over():
    assert parameters({"claim_minutes": 9, "gone": 1}) == Parameters(claim_minutes=9)
