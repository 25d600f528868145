"""Reports: when one is due, that it is made once and sent once, to whom, and what it must not say."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.core import mail as outbox
from django.urls import reverse

from accounts.models import Membership, OutgoingMail
from accounts.spreadsheets import TYPES, XLSX
from audit.models import ChainCheck, Event
from insights import mending, tasks
from insights.models import Report, ReportOrder
from insights.reports import content, making, orders
from insights.reports.periods import last_due, period
from tests.factories.moderation import CommentFactory
from tests.factories.posts import PostFactory

LONDON = ZoneInfo("Europe/London")
MONDAY = dt.datetime(2026, 11, 23, 7, 0, tzinfo=LONDON)
ORDERED = dt.datetime(2026, 10, 15, 12, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ordered(service, user, every="week", at=ORDERED) -> ReportOrder:
    return ReportOrder.objects.create(service=service, user=user, every=every, ordered_at=at)


def case_request(service, posted: dt.datetime, minutes: int | None):
    hidden = posted + dt.timedelta(minutes=minutes) if minutes is not None else None
    return CommentFactory(service=service, case=True, posted_at=posted, received_at=posted, hidden_at=hidden)


@pytest.mark.parametrize(
    ("every", "now", "first_on"),
    [
        ("week", MONDAY, dt.date(2026, 11, 16)),
        ("week", MONDAY - dt.timedelta(minutes=1), dt.date(2026, 11, 9)),
        ("week", MONDAY + dt.timedelta(days=6, hours=16), dt.date(2026, 11, 16)),
        ("week", dt.datetime(2026, 10, 26, 7, 0, tzinfo=LONDON), dt.date(2026, 10, 19)),  # after the clock went back
        ("week", dt.datetime(2026, 10, 26, 6, 30, tzinfo=dt.UTC), dt.date(2026, 10, 12)),
        ("month", dt.datetime(2026, 12, 1, 7, 0, tzinfo=LONDON), dt.date(2026, 11, 1)),
        ("month", dt.datetime(2026, 12, 1, 6, 59, tzinfo=LONDON), dt.date(2026, 10, 1)),
        ("month", dt.datetime(2027, 1, 31, 12, 0, tzinfo=LONDON), dt.date(2026, 12, 1)),
        ("quarter", dt.datetime(2026, 10, 1, 7, 0, tzinfo=LONDON), dt.date(2026, 7, 1)),  # six in UTC
        ("quarter", dt.datetime(2026, 10, 1, 6, 59, tzinfo=LONDON), dt.date(2026, 4, 1)),
        ("quarter", dt.datetime(2027, 3, 31, 23, 59, tzinfo=LONDON), dt.date(2026, 10, 1)),
    ],
)
def test_a_report_is_due_at_seven_on_the_services_clock(service, every, now, first_on):
    assert last_due(every, service, now).first_on == first_on


def test_a_week_in_which_the_clock_changes_has_seven_days_of_the_service(service):
    week = period("week", dt.date(2026, 10, 25))
    span = week.span(service)
    assert span.end.astimezone(dt.UTC) - span.start.astimezone(dt.UTC) == dt.timedelta(days=7, hours=1)
    assert week.name == "Mon 19 to Sun 25 October 2026"
    assert period("week", dt.date(2026, 12, 31)).name == "Mon 28 December 2026 to Sun 3 January 2027"


def test_a_quarter_is_three_months_of_the_service(service):
    quarter = period("quarter", dt.date(2026, 11, 22))
    assert (quarter.first_on, quarter.last_on) == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert (quarter.name, quarter.short_name) == ("October to December 2026", "October to December")
    assert (quarter.before.name, quarter.before.word) == ("July to September 2026", "quarter")
    assert period("quarter", dt.date(2027, 1, 1)).before == quarter
    assert quarter.span(service).asked == {"quarter": "2026-4"}


def test_a_steering_group_gets_the_figures_of_a_quarter_beside_the_quarter_before(service, manager):
    ordered(service, manager, "quarter", at=dt.datetime(2026, 9, 1, 12, 0, tzinfo=LONDON))
    case_request(service, dt.datetime(2026, 7, 1, 0, 0, tzinfo=LONDON), 30)
    case_request(service, dt.datetime(2026, 8, 15, 12, 0, tzinfo=LONDON), 40)
    case_request(service, dt.datetime(2026, 9, 30, 23, 59, tzinfo=LONDON), 90)
    case_request(service, dt.datetime(2026, 6, 30, 23, 59, tzinfo=LONDON), 20)
    case_request(service, dt.datetime(2026, 10, 1, 0, 0, tzinfo=LONDON), 5)
    now = dt.datetime(2026, 10, 1, 7, 0, tzinfo=LONDON)
    assert making.due(now) == [(service.pk, "quarter")]
    report = making.make(service.pk, "quarter", now)
    assert making.due(now) == []
    figures = {one["key"]: one for area in report.content["areas"] for one in area["figures"]}
    assert (figures["exposure-median"]["value"], figures["exposure-median"]["before"]) == ("40 min", "20 min")
    assert (figures["captured"]["value"], figures["captured"]["before"]) == ("3 of 3", "1 of 1")
    assert figures["captured"]["path"].endswith("?quarter=2026-3")
    mail = OutgoingMail.objects.get()
    assert mail.subject.startswith("Northshire SENDIASS: compliance, July to September 2026")
    assert "the quarter before: 1 of 1" in mail.body


def test_a_report_is_made_once_and_sent_once_to_each(service, manager, viewer, django_capture_on_commit_callbacks):
    ordered(service, manager)
    ordered(service, viewer)
    assert making.due(MONDAY) == [(service.pk, "week")]
    with django_capture_on_commit_callbacks(execute=True):
        assert making.make(service.pk, "week", MONDAY)
        assert making.make(service.pk, "week", MONDAY) is None
    assert making.due(MONDAY) == []
    assert sorted(mail.to for mail in outbox.outbox) == [[manager.email], [viewer.email]]
    assert Event.objects.get(kind="report.made").data == {"period": "Mon 16 to Sun 22 November 2026", "people": 2}


def test_two_workers_that_gather_at_once_make_one_report(service, manager):
    ordered(service, manager)
    about = last_due("week", service, MONDAY)
    told = content.gathered(service, about, MONDAY)
    assert making.keep(service, about, told, MONDAY)
    assert making.keep(service, about, told, MONDAY) is None
    assert (Report.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_after_two_weeks_off_only_the_last_week_is_reported(service, manager):
    ordered(service, manager)
    making.make(service.pk, "week", MONDAY - dt.timedelta(weeks=2))
    making.make(service.pk, "week", MONDAY + dt.timedelta(days=2))
    assert sorted(Report.objects.values_list("first_on", flat=True)) == [dt.date(2026, 11, 2), dt.date(2026, 11, 16)]


def test_somebody_who_left_gets_none(service, manager, viewer):
    ordered(service, manager)
    ordered(service, viewer)
    Membership.objects.filter(user=viewer).update(ended_at=MONDAY, end_reason="Moved on.")
    making.make(service.pk, "week", MONDAY)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [manager]


def test_with_everybody_gone_no_report_is_made(service, viewer):
    ordered(service, viewer)
    Membership.objects.filter(user=viewer).update(ended_at=MONDAY, end_reason="Moved on.")
    assert making.due(MONDAY) == []
    assert making.make(service.pk, "week", MONDAY) is None
    about = last_due("week", service, MONDAY)
    assert making.keep(service, about, {"wrong": [], "areas": []}, MONDAY) is None  # left while it was counted
    assert not Report.objects.exists()


def test_one_that_is_ordered_after_it_was_due_comes_the_next_time(service, manager):
    ordered(service, manager, at=MONDAY + dt.timedelta(minutes=1))
    assert making.due(MONDAY + dt.timedelta(hours=1)) == []
    assert making.due(MONDAY + dt.timedelta(weeks=1)) == [(service.pk, "week")]


def test_nobody_gets_what_they_did_not_order(service, manager):
    ordered(service, manager, "month")
    assert making.due(MONDAY) == [(service.pk, "month")]  # October's; the week's is not
    assert making.make(service.pk, "week", MONDAY) is None


def test_figures_are_those_of_the_week_beside_the_week_before(service, manager):
    case_request(service, dt.datetime(2026, 11, 16, 0, 0, tzinfo=LONDON), 30)
    case_request(service, dt.datetime(2026, 11, 22, 23, 59, tzinfo=LONDON), 90)
    case_request(service, dt.datetime(2026, 11, 15, 23, 59, tzinfo=LONDON), 20)
    case_request(service, dt.datetime(2026, 11, 23, 0, 0, tzinfo=LONDON), 5)
    told = content.gathered(service, period("week", dt.date(2026, 11, 20)), MONDAY)
    figures = {one["name"]: one for area in told["areas"] for one in area["figures"]}
    median, p90 = [one for name, one in figures.items() if name.startswith("Exposure")][:2]
    assert (median["value"], median["before"], median["now"], median["was"]) == ("30 min", "20 min", [1, 2], [1, 1])
    assert (p90["value"], p90["says"], p90["kind"]) == ("1 h 30 min", "30 min over the policy’s 1 h", "worse")
    captured = next(one for one in figures.values() if one["key"] == "captured")
    assert (captured["value"], captured["before"], captured["says"]) == ("2 of 2", "1 of 1", "as before")


def test_a_report_of_an_empty_service_says_that_there_was_nothing(service, manager):
    ordered(service, manager, "month")
    report = making.make(service.pk, "month", MONDAY)
    figures = [one for area in report.content["areas"] for one in area["figures"]]
    of_the_month = [one for one in figures if one["was"] is not None]  # the others are as of today
    assert len(of_the_month) > 10
    assert {one["value"] for one in of_the_month} <= {"none", "0"}
    assert {tuple(one["now"]) for one in of_the_month} == {(0, 0)}
    body = OutgoingMail.objects.get().body
    assert "October 2026" in body
    assert "none" in body


def test_the_letter_names_nobody_and_quotes_nothing(service, manager, viewer, author, coordinator):
    ordered(service, manager)
    ordered(service, viewer)
    comment = case_request(service, MONDAY - dt.timedelta(hours=5), None)
    type(comment).objects.filter(pk=comment.pk).update(due_at=MONDAY - dt.timedelta(hours=4))
    post = PostFactory(service=service, author=author, title="Our secret title")
    type(post).objects.filter(pk=post.pk).update(state="failed")
    making.make(service.pk, "week", MONDAY)
    for mail in OutgoingMail.objects.all():
        for part in (mail.body, mail.html):
            assert "A case request has been in public for 5 h" in part
            for secret in (comment.text, comment.author_name, comment.author_handle, post.title, author.name):
                assert secret not in part


def test_what_is_wrong_is_said_as_a_viewer_reads_it(service, monkeypatch):
    entry = {"what": "“Our title” is out", "plain": "Post 7 is out", "stop": True, "url": "/x/", "label": "Open post"}
    monkeypatch.setattr(mending, "wrong_now", lambda service, now: [entry])
    told = content.gathered(service, period("week", dt.date(2026, 11, 20)), MONDAY)
    assert told["wrong"] == [{"what": "Post 7 is out", "stop": True, "label": "Open post", "path": "/x/"}]


def test_links_to_what_mends_it_go_to_those_who_can(service, manager, viewer):
    ordered(service, manager)
    ordered(service, viewer)
    comment = case_request(service, MONDAY - dt.timedelta(hours=5), None)
    type(comment).objects.filter(pk=comment.pk).update(due_at=MONDAY - dt.timedelta(hours=4))
    making.make(service.pk, "week", MONDAY)
    link = f"/{service.slug}/inbox/{comment.pk}/"
    assert link in OutgoingMail.objects.get(to=manager).body
    assert link in OutgoingMail.objects.get(to=manager).html
    assert link not in OutgoingMail.objects.get(to=viewer).body
    assert link not in OutgoingMail.objects.get(to=viewer).html


def test_nobody_is_led_to_a_page_that_refuses_them(client, service, manager, coordinator):
    link = reverse("audit:history", args=[service.slug])
    ordered(service, manager)
    ordered(service, coordinator)
    ChainCheck.objects.create(service=service, at=MONDAY, finished_at=MONDAY, problem="Event 4 is not what it was.")
    report = making.make(service.pk, "week", MONDAY)
    for person, is_led in ((manager, True), (coordinator, False)):
        mail = OutgoingMail.objects.get(to=person)
        client.force_login(person)
        assert (client.get(link).status_code == 200) is is_led
        page = client.get(reverse("reports:report", args=[service.slug, report.pk])).content.decode()
        for text in (mail.body, mail.html, page):
            assert "Event 4 is not what it was." in text
            assert (link in text) is is_led
            assert ("Only a service manager can read the whole history." in text) is not is_led


def test_the_letter_stands_without_pictures_and_its_tables_have_heads(service, manager):
    ordered(service, manager)
    making.make(service.pk, "week", MONDAY)
    html = OutgoingMail.objects.get().html
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<table") == html.count("<caption") == html.count("<thead") > 0
    assert html.count('scope="col"') == 3 * html.count("<table")
    assert 'lang="en-GB"' in html
    assert "prefers-color-scheme: dark" in html


def test_a_service_whose_name_is_markup_is_only_a_name(service, manager):
    type(service).objects.filter(pk=service.pk).update(name="=cmd() & <b>Sons</b>")
    ordered(service, manager)
    making.make(service.pk, "week", MONDAY)
    mail = OutgoingMail.objects.get()
    assert "<b>Sons" not in mail.html
    assert "=cmd() & <b>Sons</b>" in mail.body
    assert mail.subject.startswith("=cmd() & <b>Sons</b>: compliance")


def test_the_spreadsheet_goes_with_it_one_sheet_an_area(service, manager, django_capture_on_commit_callbacks):
    type(service).objects.filter(pk=service.pk).update(name="=1+1")
    ordered(service, manager)
    with django_capture_on_commit_callbacks(execute=True):
        report = making.make(service.pk, "week", MONDAY)
    ((name, data, kind),) = outbox.outbox[0].attachments
    assert (name, kind) == ("compliance-northshire-2026-11-16-to-2026-11-22.xlsx", TYPES[XLSX])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Wrong now", *(area["name"] for area in report.content["areas"])]
    first = book["Wrong now"]["A1"]
    assert (first.value, first.data_type) == ("=1+1: Mon 16 to Sun 22 November 2026", "s")
    rows = {row[0].value: [cell.value for cell in row] for sheet in book for row in sheet}
    assert rows["Captured before any action"][1:5] == ["none", 0, 0, None]


def test_each_service_has_its_own_report(service, other_service, manager, outsider):
    ordered(service, manager)
    ordered(other_service, outsider)
    case_request(service, MONDAY - dt.timedelta(days=2), 30)
    assert sorted(making.due(MONDAY)) == sorted([(service.pk, "week"), (other_service.pk, "week")])
    for service_id, every in making.due(MONDAY):
        making.make(service_id, every, MONDAY)
    assert "30 min" in OutgoingMail.objects.get(to=manager).body
    assert "30 min" not in OutgoingMail.objects.get(to=outsider).body


def test_the_tick_makes_what_is_due(service, manager):
    ordered(service, manager, at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    ordered(service, manager, "month", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    tasks.make_reports.apply()
    tasks.make_reports.apply()
    assert sorted(Report.objects.values_list("every", flat=True)) == ["month", "week"]
    assert OutgoingMail.objects.count() == 2


def test_a_person_orders_once_and_stops_once(service, viewer):
    assert orders.order(service, "week", by=viewer)
    assert not orders.order(service, "week", by=viewer)
    assert orders.stop(service, "week", by=viewer)
    assert not orders.stop(service, "week", by=viewer)
    kinds = Event.objects.filter(kind__startswith="report.").order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["report.ordered", "report.stopped"]


def test_somebody_of_another_service_cannot_order(service, outsider):
    with pytest.raises(orders.Refused, match="ended"):
        orders.order(service, "week", by=outsider)


def test_only_a_week_a_month_or_a_quarter_can_be_ordered(service, viewer):
    with pytest.raises(orders.Refused, match="Choose"):
        orders.order(service, "day", by=viewer)
