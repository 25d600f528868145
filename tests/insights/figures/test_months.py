"""How a month went, the months around it, and what stands out."""

from __future__ import annotations

import datetime as dt

import pytest

from channels.models import Network
from insights.figures.months import Figures, back, last_whole, month_named, months_of, short_names, years_known
from tests.factories.channels import ChannelFactory
from tests.factories.months import OCTOBER, SEPTEMBER, month

TODAY = dt.date(2026, 11, 22)
NOVEMBER = dt.date(2026, 11, 1)


def figures(service, month_=OCTOBER, span="12", channel=None) -> Figures:
    shown, asked = months_of(span, month_, TODAY)
    return Figures(service, shown, asked, TODAY, channel)


def cell(found: Figures, channel, name: str, of=OCTOBER):
    return next(one for one in found.entries[channel.pk, of].cells if one.name == name)


@pytest.mark.parametrize(
    ("before", "now", "text", "direction"),
    [
        (1200, 1240, "+40 (+3 %)", "up"), (1240, 1200, "−40 (−3 %)", "down"), (1200, 1200, "as before", ""),
        (0, 12, "+12", "up"), (12, 0, "−12 (−100 %)", "down"), (12_400, 12_401, "+1", "up"), (None, 12, "", ""),
        (12, None, "", ""), (0, 0, "as before", ""), (4_000, 12_400, "+8,400 (+210 %)", "up"),
    ],
)  # fmt: skip
def test_a_number_stands_beside_the_month_before(before, now, text, direction, facebook):
    month(facebook, SEPTEMBER, likes=before)
    month(facebook, likes=now)
    found = cell(figures(facebook.service), facebook, "likes")
    assert (found.change_text, found.direction) == (text, direction)


def test_what_nobody_knows_is_a_dash_and_not_zero(facebook):
    month(facebook, likes=0)
    found = figures(facebook.service)
    assert (cell(found, facebook, "likes").text, cell(found, facebook, "replies").text) == ("0", "–")


def test_where_a_month_came_from_is_said_once_where_it_is_one_place(facebook, x, coordinator):
    month(facebook, typed=coordinator, likes=3, replies=1)
    month(x, typed=coordinator, likes=3)
    x.months.update(followers=90)
    of_facebook, of_x = figures(facebook.service).of_month()
    assert (of_facebook.how, of_x.how) == ("typed", "")
    assert [one.how for one in of_x.cells if one.value is not None] == ["read", "typed"]


def steady(channel, *, until=OCTOBER, months=12) -> None:
    for ago in range(1, months + 1):
        month(channel, back(until, ago), impressions=4000 + ago)


def test_an_unusual_month_stands_out_with_its_size(facebook):
    steady(facebook)
    month(facebook, impressions=12_400)
    (entry,) = figures(facebook.service).standing_out()
    assert entry.sentences == ["Impressions on Facebook: 3.1 times the usual, 12,400 against about 4,000"]


def test_the_month_that_is_not_over_is_not_held_against_whole_ones(facebook):
    steady(facebook, until=NOVEMBER)
    month(facebook, NOVEMBER, impressions=300)
    assert figures(facebook.service, NOVEMBER).standing_out() == []


def test_an_older_unusual_month_stands_out_until_somebody_has_said_why(facebook):
    steady(facebook, until=SEPTEMBER)
    odd = month(facebook, SEPTEMBER, impressions=12_400)
    month(facebook, impressions=4000)
    assert [entry.month for entry in figures(facebook.service).standing_out()] == [SEPTEMBER]
    odd.note = "Open day"
    odd.save()
    assert figures(facebook.service).standing_out() == []
    assert [entry.note for entry in figures(facebook.service, SEPTEMBER).standing_out()] == ["Open day"]


def test_there_is_a_chart_a_number_with_a_line_a_channel(facebook, x):
    month(facebook, SEPTEMBER, followers=1200)
    month(facebook, followers=1240)
    month(x, followers=900)
    chart = figures(facebook.service).charts(with_notes=True)[0]
    assert (chart.key, chart.kind, chart.small) == ("followers", "line", True)
    assert chart.heads == ["Month", "Facebook", "X"]
    assert [list(row.values) for row in chart.rows[-2:]] == [[1200, None], [1240, 900]]
    assert chart.says == "Facebook from 1,200 to 1,240; X 900."


def test_a_note_stands_in_the_chart_of_the_number_that_it_explains(facebook, x):
    steady(facebook)
    month(facebook, impressions=12_400, likes=3, note="Open day")
    month(x, likes=4, followers=900, note="Half term")
    notes = {chart.key: chart.rows[-1].note for chart in figures(facebook.service).charts(with_notes=True)}
    assert notes["impressions"] == "Facebook: Open day"
    assert notes["followers"] == "X: Half term"
    assert notes["likes"] == ""


def test_charts_for_those_who_only_view_have_no_notes(facebook):
    month(facebook, likes=3, note="Open day")
    assert not any(chart.has_notes for chart in figures(facebook.service).charts(with_notes=False))


def test_a_planned_channel_is_shown_once_there_is_a_figure_of_it(service):
    planned = ChannelFactory(service=service, planned=True)
    assert figures(service).channels == []
    month(planned, likes=1)
    assert figures(service).channels == [planned]


def test_another_services_figures_are_not_counted(facebook, other_service):
    month(ChannelFactory(service=other_service), likes=9)
    found = figures(facebook.service)
    assert (found.channels, found.is_empty) == ([facebook], True)


def test_one_channel_can_be_chosen(facebook, x):
    month(facebook, likes=9)
    assert figures(facebook.service, channel=x).is_empty


def test_all_months_are_the_newest_first_without_empty_ones(facebook):
    month(facebook, back(OCTOBER, 3), likes=1)
    month(facebook, likes=2)
    assert [of for of, _ in figures(facebook.service).by_month()] == [OCTOBER, back(OCTOBER, 3)]


def test_channels_are_called_by_their_network_unless_there_are_two(service, facebook, x):
    other = ChannelFactory(service=service, network=Network.X, handle="@youth")
    names = short_names([facebook, x, other])
    assert [names[one.pk] for one in (facebook, x, other)] == ["Facebook", "X @NorthshireSEND", "X @youth"]


@pytest.mark.parametrize(
    ("span", "first", "last", "asked"),
    [
        ("12", dt.date(2025, 11, 1), OCTOBER, OCTOBER), ("24", dt.date(2024, 11, 1), OCTOBER, OCTOBER),
        ("2026", dt.date(2026, 1, 1), NOVEMBER, OCTOBER),
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 1), dt.date(2025, 12, 1)),
        ("2027", dt.date(2025, 11, 1), OCTOBER, OCTOBER), ("nonsense", dt.date(2025, 11, 1), OCTOBER, OCTOBER),
        ("", dt.date(2025, 11, 1), OCTOBER, OCTOBER),
    ],
)  # fmt: skip
def test_a_span_is_some_months_up_to_one_or_a_year(span, first, last, asked):
    months, month_ = months_of(span, OCTOBER, TODAY)
    assert (months[0], months[-1], month_) == (first, last, asked)


def test_in_january_the_year_is_the_month_that_has_begun():
    today = dt.date(2027, 1, 4)
    assert months_of("2027", dt.date(2026, 12, 1), today) == ([dt.date(2027, 1, 1)], dt.date(2027, 1, 1))


@pytest.mark.parametrize("text", ["", "2026-12", "2003-01", "2026-13", "0001-01", "<script>", "2026", "9999-12"])
def test_an_address_names_no_month_that_has_not_begun_or_never_was(text):
    assert month_named(text, TODAY) is None


def test_the_last_whole_month_of_january_lies_in_the_year_before():
    assert last_whole(dt.date(2027, 1, 31)) == dt.date(2026, 12, 1)


def test_years_begin_with_the_first_figures(facebook):
    assert years_known(facebook.service, TODAY) == [2026]
    month(facebook, dt.date(2024, 5, 1), likes=1)
    assert years_known(facebook.service, TODAY) == [2026, 2025, 2024]
