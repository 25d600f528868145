"""A chart says the same as a picture and as a table."""

from __future__ import annotations

from django.template.loader import render_to_string

from insights.charts import Chart, Line, in_figures


def chart(*rows: Line, kind: str = "line", **more) -> Chart:
    return Chart(
        key="seen", title="Seen", says="It rose.", kind=kind, heads=["Month", "Facebook", "X"], rows=rows, **more
    )


def page_of(one: Chart) -> str:
    return render_to_string("components/chart.html", {"chart": one})


def test_what_nobody_knows_is_no_zero():
    one = chart(Line("May", [None, 0]), Line("June", [1234.5, 12000]))
    assert [cell["value"] for cell in one.table[0]["cells"]] == ["", 0]
    assert [cell["text"] for cell in one.table[0]["cells"]] == ["–", "0"]
    assert [cell["text"] for cell in one.table[1]["cells"]] == ["1,234.5", "12,000"]


def test_one_point_is_no_line():
    assert not chart(Line("May", [3, None]), Line("June", [None, None])).is_drawn
    assert chart(Line("May", [3, None]), Line("June", [None, 4])).is_drawn
    assert chart(Line("May", [3, 1]), kind="bar").is_drawn
    assert not chart(kind="bar").is_drawn


def test_the_table_is_open_until_a_picture_stands_in_its_place():
    page = page_of(chart(Line("May", [3, 1]), Line("June", [None, 4])))
    assert '<details class="chart__table" open data-chart-table>' in page
    assert 'data-value="3"' in page
    assert 'data-value=""' in page


def test_numbers_reach_the_picture_without_marks_for_people():
    page = page_of(chart(Line("May", [1234567, 0.5]), Line("June", [1, 2])))
    assert 'data-value="1234567">1,234,567<' in page
    assert 'data-value="0.5">0.5<' in page


def test_a_note_and_a_label_are_text_and_nothing_else():
    page = page_of(chart(Line("<b>May</b>", [3, 1], note="<script>alert(1)</script>")))
    assert "<script" not in page
    assert "<b>May" not in page


def test_a_limit_is_named():
    page = page_of(chart(Line("May", [3, 1]), limit=("policy’s limit", 60)))
    assert 'data-limit="60" data-limit-name="policy’s limit"' in page


def test_figures_keep_their_thousands_apart():
    assert [in_figures(value) for value in (None, 0, 7.25, 1000)] == ["–", "0", "7.2", "1,000"]
