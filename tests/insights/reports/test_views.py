"""The pages of reports: ordering, stopping, reading, Excel, and whose they are."""

import datetime as dt
import io

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from insights.models import Report, ReportOrder
from insights.reports import content, making
from insights.reports.periods import period
from tests.factories.moderation import CommentFactory

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
WEEK = period("week", dt.date(2026, 11, 10))


@pytest.fixture
def report(service) -> Report:
    posted = dt.datetime(2026, 11, 10, 12, 0, tzinfo=dt.UTC)
    CommentFactory(
        service=service, case=True, posted_at=posted, received_at=posted, hidden_at=posted + dt.timedelta(minutes=90)
    )
    told = content.gathered(service, WEEK, NOW)
    told["wrong"] = [{"what": "A case request was in public", "stop": True, "label": "Open comment", "path": "/x/"}]
    return Report.objects.create(
        service=service, every="week", first_on=WEEK.first_on, last_on=WEEK.last_on, made_at=NOW, content=told
    )


def at(name: str, service, *args) -> str:
    return reverse(f"reports:{name}", args=[service.slug, *args])


def test_a_viewer_orders_and_stops_the_report(client, service, viewer):
    client.force_login(viewer)
    page = client.get(at("list", service)).content.decode()
    assert viewer.email in page
    assert "The first one would come on" in page
    client.post(at("order", service), {"every": "month"})
    assert ReportOrder.objects.get().user == viewer
    assert "The next one comes on" in client.get(at("list", service)).content.decode()
    client.post(at("stop", service), {"every": "month"})
    assert not ReportOrder.objects.exists()


@pytest.mark.parametrize("every", ["", "day", "week' or 1=1", "w" * 5000])
def test_what_is_no_week_no_month_and_no_quarter_is_refused_in_words(client, service, viewer, every):
    client.force_login(viewer)
    page = client.post(at("order", service), {"every": every}, follow=True).content.decode()
    assert "Choose every week, every month or every quarter." in page
    assert not ReportOrder.objects.exists()


def test_a_quarters_report_is_ordered_and_read_as_one(client, service, viewer):
    client.force_login(viewer)
    page = client.get(at("list", service)).content.decode()
    assert "On the first of each quarter" in page
    assert "about the three months before" in page
    client.post(at("order", service), {"every": "quarter"})
    assert ReportOrder.objects.get().every == "quarter"
    about = period("quarter", dt.date(2026, 9, 1))
    told = content.gathered(service, about, NOW)
    made = Report.objects.create(
        service=service, every="quarter", first_on=about.first_on, last_on=about.last_on, made_at=NOW, content=told
    )
    page = client.get(at("report", service, made.pk)).content.decode()
    assert "Do we keep our own policy? July to September 2026" in page
    assert "July to September beside April to June" in page
    book = openpyxl.load_workbook(io.BytesIO(client.get(at("workbook", service, made.pk)).content))
    assert "Shown, July to September" in [cell.value for cell in book.worksheets[1][4 - 1]]
    assert "July to September 2026" in client.get(at("list", service)).content.decode()


def test_nobody_stops_somebody_elses_report(client, service, viewer, manager):
    ReportOrder.objects.create(service=service, user=manager, every="week")
    client.force_login(viewer)
    client.post(at("stop", service), {"every": "week"})
    assert ReportOrder.objects.get().user == manager


def test_only_a_manager_sees_who_gets_it(client, service, viewer, manager, coordinator):
    ReportOrder.objects.create(service=service, user=coordinator, every="week")
    client.force_login(viewer)
    assert coordinator.name not in client.get(at("list", service)).content.decode()
    client.force_login(manager)
    assert coordinator.name in client.get(at("list", service)).content.decode()


def test_a_report_stays_as_it_was_made(client, service, manager, report):
    client.force_login(manager)
    page = client.get(at("report", service, report.pk)).content.decode()
    assert "Mon 9 to Sun 15 November 2026" in page
    assert "1 h 30 min" in page
    assert "as of Fri 20 Nov 2026, 12:00" in page
    assert "A case request was in public" in page
    assert 'href="/x/"' in page


def test_a_viewer_reads_it_without_links_to_comments(client, service, viewer, report):
    client.force_login(viewer)
    page = client.get(at("report", service, report.pk)).content.decode()
    assert "A case request was in public" in page
    assert 'href="/x/"' not in page


def test_who_is_kept_from_a_comment_by_now_is_not_led_to_it(client, service, coordinator, manager, report):
    comment = CommentFactory(service=service)
    page_of_it = reverse("inbox:comment", args=[service.slug, comment.pk])
    report.content["wrong"][0]["path"] = page_of_it
    report.save(update_fields=["content"])
    comment.kept_from.add(coordinator)
    client.force_login(coordinator)
    assert client.get(page_of_it).status_code == 404
    page = client.get(at("report", service, report.pk)).content.decode()
    assert "A colleague deals with it." in page
    assert page_of_it not in page
    assert page_of_it not in render_to_string("insights/reports/letter.html", making.letter(report, coordinator))
    client.force_login(manager)
    assert f'href="{page_of_it}"' in client.get(at("report", service, report.pk)).content.decode()


def test_a_report_opens_when_a_page_of_then_is_there_no_longer(client, service, manager, report):
    report.content["wrong"][0]["path"] = "/northshire/what/was/here/once/"
    report.save(update_fields=["content"])
    client.force_login(manager)
    page = client.get(at("report", service, report.pk)).content.decode()
    assert "That page is there no longer." in page
    assert "/was/here/once/" not in page


def test_the_spreadsheet_has_the_numbers(client, service, viewer, report):
    client.force_login(viewer)
    answer = client.get(at("workbook", service, report.pk))
    assert 'filename="compliance-northshire-2026-11-09-to-2026-11-15.xlsx"' in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book["Wrong now"][4]] == ["yes", "A case request was in public"]
    rows = {row[0].value: [cell.value for cell in row] for sheet in book for row in sheet}
    assert rows["Exposure of public case requests, median"][1:5] == ["1 h 30 min", 0, 1, 0]


def test_another_services_report_is_not_found(client, other_service, outsider, report):
    client.force_login(outsider)
    assert client.get(at("report", other_service, report.pk)).status_code == 404
    assert client.get(at("workbook", other_service, report.pk)).status_code == 404


def test_the_list_has_the_newest_first_and_pages(client, service, viewer, django_assert_max_num_queries):
    for week in range(30):
        about = period("week", dt.date(2026, 11, 10) - dt.timedelta(weeks=week))
        Report.objects.create(
            service=service, every="week", first_on=about.first_on, last_on=about.last_on,
            content={"wrong": [], "areas": []},
        )  # fmt: skip
    client.force_login(viewer)
    with django_assert_max_num_queries(20):
        page = client.get(at("list", service)).content.decode()
    assert page.index("Mon 9 to Sun 15 November") < page.index("Mon 2 to Sun 8 November")
    assert "Reports 1 to 24 of 30" in page
    assert "Reports 25 to 30 of 30" in client.get(at("list", service), {"page": "99"}).content.decode()
