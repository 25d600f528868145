"""From a spreadsheet to figures: all or nothing, once, and back."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from audit.models import Event
from insights.figures import exporting, importing, judging, typing
from insights.figures.typing import FiguresRefused, Said, how_said
from insights.models import ChannelMonth, ColumnMap, FigureImport
from tests.factories.channels import ChannelFactory
from tests.factories.months import OCTOBER, SEPTEMBER, day, month, there

NOW = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
GOOD = 'Month,Platform,Followers,Likes,Remarks\nOct 2026,Facebook,"1,240",31,Open day\nOct 2026,Twitter,900,-,\n'
WRONG = (
    "Month,Platform,Followers,Likes\n"
    "Oct 2026,Facebook,1240,31\n"
    "Dec 2026,Facebook,1240,31\n"
    "Oct 2026,Snapchat,5,5\n"
    "Sep 2026,X,900,5%\n"
)


def read(service, by, text: str | bytes, name: str = "figures.csv") -> FigureImport:
    """A file with its columns as they are proposed."""
    data = text if isinstance(text, bytes) else text.encode()
    found = importing.read(service=service, by=by, name=name, data=data, now=NOW)
    return importing.set_columns(found.pk, by=by, chosen=importing.proposed(found), channel=None, now=NOW)


def take_in(found: FigureImport, by, **how) -> FigureImport:
    seen = judging.mark(importing.lines_of(found, NOW))
    return importing.take_in(found.pk, by=by, seen=seen, now=NOW, **how)


def workbook(**sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_is_read_and_nothing_is_made_of_it_yet(service, coordinator, facebook, x):
    found = read(service, coordinator, GOOD)
    assert found.columns == {"month": 0, "channel": 1, "followers": 2, "likes": 3, "note": 4}
    assert not ChannelMonth.objects.exists()
    assert Event.objects.get(kind="figures.file_read").data["lines"] == 2


def test_each_line_says_what_it_would_change(service, coordinator, facebook, x):
    month(facebook, followers=1200, likes=31)
    changing, new = importing.lines_of(read(service, coordinator, GOOD), NOW)
    assert (changing.kind, changing.numbers, changing.note) == (
        "changes",
        {"followers": [1200, 1240]},
        ["", "Open day"],
    )
    assert (new.kind, new.numbers, new.channel) == ("new", {"followers": [None, 900]}, x)


def test_lines_are_taken_in_with_where_they_came_from(service, coordinator, facebook, x):
    month(facebook, followers=1200, likes=31)
    found = take_in(read(service, coordinator, GOOD), coordinator)
    row = there(facebook)
    assert (found.state, found.made) == ("done", 2)
    assert (row.followers, row.note, row.changed_by) == (1240, "Open day", coordinator)
    assert (how_said(row, "followers"), how_said(row, "likes")) == ("imported", "read")
    assert there(x).likes is None
    assert Event.objects.get(kind="figures.imported").data["lines"] == 2


def test_wrong_lines_say_where_they_stand_and_what_to_do(service, coordinator, facebook, x):
    bad = judging.wrong(importing.lines_of(read(service, coordinator, WRONG), NOW))
    assert [(line.place, line.problems) for line in bad] == [
        ("line 3", ["December 2026 has not begun. Look at the month."]),
        (
            "line 4",
            ["No channel here is called “Snapchat”. These are: “Facebook Northshire SENDIASS”, “X @NorthshireSEND”."],
        ),
        ("line 5", ["Likes: “5%” is a percentage. Write the number itself."]),
    ]


def test_with_a_wrong_line_nothing_is_taken_in(service, coordinator, facebook, x):
    found = read(service, coordinator, WRONG)
    with pytest.raises(FiguresRefused, match="3 lines are wrong, so nothing was taken in"):
        take_in(found, coordinator)
    found.refresh_from_db()
    assert (found.state, ChannelMonth.objects.count()) == ("read", 0)


MONTHS = some.one_of(some.sampled_from(("Oct 2026", "2026-09", "46296", "Dec 2026")), some.text(max_size=6))
CHANNELS = some.one_of(some.sampled_from(("Facebook", "FB", "X", "Twitter", "")), some.text(max_size=6))
COUNTS = some.one_of(
    some.integers(0, 5000).map(str),
    some.sampled_from(("", "1,240", "12.0", "-3", "5%", "1e999", "=1+1", "9223372036854775808")),
    some.text(max_size=6),
)
NOTES = some.text(max_size=12)
FUZZED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZED
@given(some.lists(some.tuples(MONTHS, CHANNELS, COUNTS, COUNTS, NOTES), min_size=1, max_size=6))
@example([("Oct 2026", "Facebook", "1", "2147483648", "")])
@example([("Oct 2026", "Facebook", "1", "2", ""), ("2026-09", "X", "3", "4", "")])
@example([("Oct 2026", "Facebook", "1", "2", "A note\x00")])
def test_whatever_the_lines_say_all_of_them_are_taken_in_or_none(service, coordinator, facebook, x, lines):
    out = io.StringIO()
    csv.writer(out).writerows([("Month", "Channel", "Followers", "Likes", "Remarks"), *lines])
    with transaction.atomic():
        try:
            found = take_in(read(service, coordinator, out.getvalue().encode()), coordinator)
        except FiguresRefused as refused:
            assert str(refused)
            assert not ChannelMonth.objects.exists()
        else:
            assert ChannelMonth.objects.count() == found.made > 0
        transaction.set_rollback(True)


def test_wrong_lines_are_left_out_when_somebody_says_so(service, coordinator, facebook, x):
    found = take_in(read(service, coordinator, WRONG), coordinator, leave_out_wrong=True)
    assert (found.made, ChannelMonth.objects.count()) == (1, 1)
    assert Event.objects.get(kind="figures.imported").data["left_out"] == 3


def test_the_same_line_twice_counts_once_and_two_that_differ_are_both_wrong(service, coordinator, facebook):
    text = "Month,Channel,Likes\nOct 2026,Facebook,3\n2026-10,FB,3\nSep 2026,Facebook,4\n09/2026,Facebook,5\n"
    first, again, one, other = importing.lines_of(read(service, coordinator, text), NOW)
    assert (first.kind, again.kind, again.doubts) == ("new", "same", ["It says the same as line 2."])
    assert one.problems[0].startswith("Line 5 says something else of Facebook Northshire SENDIASS in September 2026")
    assert other.kind == "wrong"


def test_an_empty_cell_changes_nothing(service, coordinator, facebook):
    month(facebook, typed=coordinator, likes=31)
    (line,) = importing.lines_of(read(service, coordinator, "Month,Channel,Likes\nOct 2026,Facebook,n/a\n"), NOW)
    assert line.kind == "same"


def test_a_file_with_nothing_new_is_not_taken_in(service, coordinator, facebook):
    month(facebook, likes=31)
    with pytest.raises(FiguresRefused, match="nothing new"):
        take_in(read(service, coordinator, "Month,Channel,Likes\nOct 2026,Facebook,31\n"), coordinator)
    assert there(facebook).said == []


def test_figures_that_changed_since_the_page_was_drawn_are_looked_at_again(service, coordinator, approver, facebook, x):
    found = read(service, coordinator, GOOD)
    seen = judging.mark(importing.lines_of(found, NOW))
    cell = Said(channel=facebook.pk, name="likes", value=50, was=None)
    typing.say(service=service, month=OCTOBER, by=approver, cells=[cell], now=NOW)
    with pytest.raises(FiguresRefused, match="Look at the lines again"):
        importing.take_in(found.pk, by=coordinator, seen=seen, now=NOW)
    assert (there(facebook).likes, ChannelMonth.objects.count()) == (50, 1)


def test_a_file_is_taken_in_once(service, coordinator, facebook, x):
    found = take_in(read(service, coordinator, GOOD), coordinator)
    with pytest.raises(FiguresRefused, match="taken in already"):
        take_in(found, coordinator)


def test_taken_back_everything_is_as_it_was(service, coordinator, approver, facebook, x):
    month(facebook, typed=approver, followers=1200, note="Half term")
    found = take_in(read(service, coordinator, GOOD), coordinator)
    importing.take_back(found.pk, by=approver, now=NOW)
    row = there(facebook)
    assert (row.followers, row.likes, row.note, row.noted_by) == (1200, None, "Half term", approver)
    assert (row.said, row.imported) == (["followers"], [])
    assert not ChannelMonth.objects.filter(channel=x).exists()
    assert Event.objects.get(kind="figures.taken_back").data["lines"] == 2


def test_taken_back_the_network_may_have_told_more_since(service, coordinator, facebook, x):
    month(facebook, followers=1200)
    found = take_in(read(service, coordinator, GOOD), coordinator)
    day(facebook, dt.date(2026, 10, 31), followers=1211)
    importing.take_back(found.pk, by=coordinator, now=NOW)
    assert (there(facebook).followers, how_said(there(facebook), "followers")) == (1211, "read")


def test_what_somebody_changed_since_is_not_taken_back(service, coordinator, approver, facebook, x):
    found = take_in(read(service, coordinator, GOOD), coordinator)
    cell = Said(channel=facebook.pk, name="likes", value=32, was=31)
    typing.say(service=service, month=OCTOBER, by=approver, cells=[cell], now=NOW)
    with pytest.raises(FiguresRefused, match="Facebook Northshire SENDIASS in October 2026 was changed since"):
        importing.take_back(found.pk, by=coordinator, now=NOW)
    assert (there(facebook).likes, there(x).followers) == (32, 900)


def test_a_file_is_taken_back_once(service, coordinator, facebook, x):
    found = take_in(read(service, coordinator, GOOD), coordinator)
    importing.take_back(found.pk, by=coordinator, now=NOW)
    with pytest.raises(FiguresRefused, match="was taken back"):
        importing.take_back(found.pk, by=coordinator, now=NOW)


def test_a_dropped_file_makes_nothing(service, coordinator, facebook, x):
    found = read(service, coordinator, GOOD)
    importing.drop(found.pk, by=coordinator)
    with pytest.raises(FiguresRefused, match="was dropped"):
        take_in(found, coordinator)


def test_columns_are_remembered_for_the_next_file(service, coordinator, facebook):
    text = "Monat,Kanal,Reach\nOct 2026,Facebook,9000\n"
    found = importing.read(service=service, by=coordinator, name="a.csv", data=text.encode(), now=NOW)
    chosen = {"month": 0, "channel": 1, "impressions": 2}
    importing.set_columns(found.pk, by=coordinator, chosen=chosen, channel=None)
    later = importing.read(service=service, by=coordinator, name="b.csv", data=text.encode(), now=NOW)
    assert importing.proposed(later) == chosen
    assert ColumnMap.objects.get().fields == {"monat": "month", "kanal": "channel", "reach": "impressions"}


def test_what_another_service_remembers_is_not_proposed(service, coordinator, facebook, other_service):
    ColumnMap.objects.create(service=other_service, fields={"reach": "impressions"})
    found = importing.read(service=service, by=coordinator, name="a.csv", data=b"Month,Reach\nOct 2026,9\n", now=NOW)
    assert importing.proposed(found) == {"month": 0}


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"channel": 1, "likes": 2}, "names the month"),
        ({"month": 0, "channel": 1}, "which number"),
        ({"month": 0, "likes": 2}, "names the channel"),
        ({"month": 0, "channel": 0, "likes": 2}, "one thing only"),
        ({"month": 0, "channel": 1, "likes": 99}, "which number"),
    ],
)
def test_columns_that_do_not_suffice_are_refused(chosen, sentence, service, coordinator, facebook):
    found = importing.read(service=service, by=coordinator, name="a.csv", data=b"A,B,C\nOct 2026,Facebook,9\n", now=NOW)
    with pytest.raises(FiguresRefused, match=sentence):
        importing.set_columns(found.pk, by=coordinator, chosen=chosen, channel=None)


def test_all_lines_may_be_of_one_channel(service, coordinator, facebook):
    found = importing.read(service=service, by=coordinator, name="a.csv", data=b"Month,Likes\nOct 2026,9\n", now=NOW)
    chosen = importing.proposed(found)
    found = importing.set_columns(found.pk, by=coordinator, chosen=chosen, channel=facebook)
    take_in(found, coordinator)
    assert there(facebook).likes == 9


def test_two_channels_of_one_network_have_to_be_told_apart(service, coordinator, facebook):
    ChannelFactory(service=service, by_hand=True, handle="Youth Northshire")
    text = "Month,Channel,Likes\nOct 2026,Facebook,3\nOct 2026,youth northshire,4\n"
    vague, clear = importing.lines_of(read(service, coordinator, text), NOW)
    assert vague.problems[0].startswith(
        "There are 2 channels called “Facebook”. Write “Facebook Northshire SENDIASS” or"
    )
    assert clear.channel.handle == "Youth Northshire"


def test_a_sheet_a_channel_is_read(service, coordinator, facebook, x):
    data = workbook(
        Facebook=[["Month", "Likes"], [dt.date(2026, 10, 1), 31], [dt.date(2026, 9, 30), 1200]],
        Twitter=[["Month", "Likes"], [46296, "1.2k"]],
        Notes=[["Ask Priya"]],
    )
    found = read(service, coordinator, data, "figures.xlsx")
    assert len(found.left_out) == 1
    take_in(found, coordinator)
    assert (there(facebook).likes, there(facebook, SEPTEMBER).likes, there(x).likes) == (31, 1200, 1200)


def test_a_column_a_month_is_read(service, coordinator, facebook):
    data = workbook(
        Facebook=[["", dt.date(2026, 9, 1), dt.date(2026, 10, 1)], ["Followers", 1200, 1240], ["Likes", None, 7]]
    )
    take_in(read(service, coordinator, data, "figures.xlsx"), coordinator)
    assert (there(facebook, SEPTEMBER).followers, there(facebook).followers, there(facebook).likes) == (1200, 1240, 7)


def test_a_formula_without_its_value_is_a_wrong_line(service, coordinator, facebook):
    data = workbook(Figures=[["Month", "Channel", "Likes"], ["Oct 2026", "Facebook", "=SUM(1,2)"]])
    (line,) = importing.lines_of(read(service, coordinator, data, "figures.xlsx"), NOW)
    assert line.problems == ["Likes holds a formula. Put its value into the cell."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_written_out_reads_in_as_the_same(kind, service, coordinator, facebook, x):
    month(facebook, followers=1240, impressions=12_400_000, engagements=0, note='=HYPERLINK("x"), -5 % of "that"')
    month(facebook, SEPTEMBER, typed=coordinator, likes=7)
    month(x, replies=3, note="Café, “half term”")
    before = list(ChannelMonth.objects.order_by("pk").values("channel", "month", "followers", "impressions", "note"))
    data = exporting.write(service=service, by=coordinator, kind=kind)
    assert {line.kind for line in importing.lines_of(read(service, coordinator, data, f"f.{kind}"), NOW)} == {"same"}
    ChannelMonth.objects.all().delete()
    take_in(read(service, coordinator, data, f"f.{kind}"), coordinator)
    again = ChannelMonth.objects.order_by("pk").values("channel", "month", "followers", "impressions", "note")
    assert sorted(again, key=str) == sorted(before, key=str)


def test_those_who_only_view_get_numbers_without_notes(service, viewer, facebook):
    month(facebook, likes=7, note="Dan was away")
    data = exporting.write(service=service, by=viewer, kind="csv").decode("utf-8-sig")
    assert data.splitlines() == [
        "Month,Channel,Followers,Impressions,Engagements,Reshares,Likes,Replies",
        "2026-10-01,Facebook Northshire SENDIASS,,,,,7,",
    ]
    assert Event.objects.get(kind="figures.exported").data["lines"] == 1


def test_figures_of_another_service_are_not_written_out(service, coordinator, other_service):
    month(ChannelFactory(service=other_service), likes=7)
    assert exporting.table_of(service, with_notes=True).lines == []


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0", b"PK\x03\x04 no zip", b"\x00\x01\x02", b"Month,Channel,Likes\n"]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data, service, coordinator):
    with pytest.raises(FiguresRefused, match=r"\.$"):
        importing.read(service=service, by=coordinator, name="f.csv", data=data)
    assert not FigureImport.objects.exists()


@pytest.mark.parametrize("who", ["viewer", "safeguarding_lead", "outsider"])
def test_nobody_else_imports(who, service, coordinator, facebook, x, request):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        read(service, by, GOOD)
    found = read(service, coordinator, GOOD)
    with pytest.raises(PermissionDenied):
        take_in(found, by)
    assert not ChannelMonth.objects.exists()


def test_the_lines_of_a_long_file_cost_no_more_queries(service, coordinator, facebook, django_assert_num_queries):
    lines = "".join(f"{number % 12 + 1:02}/{2006 + number // 12},Facebook,{number}\n" for number in range(200))
    found = FigureImport.objects.select_related("service").get(
        pk=read(service, coordinator, f"Month,Channel,Likes\n{lines}").pk
    )
    with django_assert_num_queries(2):
        importing.lines_of(found, NOW)
