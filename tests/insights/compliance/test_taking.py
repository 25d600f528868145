"""The rows behind a figure as a file: what the page shows, without names for a viewer, and on record."""

import csv
import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from insights.compliance import areas, taking
from insights.spans import Month
from posts.models import Post
from tests.factories.moderation import CommentFactory
from tests.insights.compliance.conftest import SECRETS, fill

SPAN = {"from": "2027-03-01", "to": "2027-03-31"}


@pytest.fixture(autouse=True)
def clock(time_machine):
    """The span holds the spring change, on 28 March."""
    time_machine.move_to(dt.datetime(2027, 3, 31, 11, 0, tzinfo=dt.UTC), tick=False)


def address(service, figure: str, **query) -> str:
    return reverse("insights:figure_csv", args=[service.slug, figure], query={**SPAN, **query})


def rows_of(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def case_request(service, posted: dt.datetime, minutes: int) -> None:
    CommentFactory(service=service, case=True, posted_at=posted, hidden_at=posted + dt.timedelta(minutes=minutes))


def test_the_file_holds_what_the_page_shows_on_the_services_clock(client, service, manager):
    case_request(service, dt.datetime(2027, 3, 27, 12, 0, tzinfo=dt.UTC), 20)
    case_request(service, dt.datetime(2027, 3, 28, 12, 0, tzinfo=dt.UTC), 90)
    case_request(service, dt.datetime(2027, 2, 28, 12, 0, tzinfo=dt.UTC), 7)
    client.force_login(manager)
    answer = client.post(address(service, "exposure"))
    assert answer["Content-Disposition"] == 'attachment; filename="exposure-northshire-2027-03-01-to-2027-03-31.csv"'
    rows = rows_of(answer)
    assert list(rows[0]) == ["When", "What", "Found", "State", "Page"]
    assert [(row["When"], row["Found"], row["State"]) for row in rows] == [
        ("2027-03-28 13:00", "1 h 30 min in public", "Look at it"),
        ("2027-03-27 12:00", "20 min in public", "As it should be"),
    ]
    page = client.get(reverse("insights:figure", args=[service.slug, "exposure"], query=SPAN))
    assert [(row["What"], row["Found"], row["State"]) for row in rows] == [
        tuple(cell["text"] for cell in row) for row in page.context["table"]
    ]
    assert all(row["Page"].endswith(cells[0]["url"]) for row, cells in zip(rows, page.context["table"], strict=True))


def test_one_part_of_the_rows_is_taken_alone(client, service, manager):
    for minutes in (20, 90):
        case_request(service, dt.datetime(2027, 3, 10, 12, 0, tzinfo=dt.UTC), minutes)
    client.force_login(manager)
    found = {show: rows_of(client.post(address(service, "exposure", show=show))) for show in ("look", "good", "x")}
    assert {show: [row["Found"] for row in rows] for show, rows in found.items()} == {
        "look": ["1 h 30 min in public"],
        "good": ["20 min in public"],
        "x": ["1 h 30 min in public", "20 min in public"],
    }


def test_each_download_is_on_record(client, service, manager, viewer):
    case_request(service, dt.datetime(2027, 3, 10, 12, 0, tzinfo=dt.UTC), 20)
    client.force_login(manager)
    client.post(address(service, "exposure", show="good"))
    client.post(address(service, "holds"))
    client.force_login(viewer)
    client.post(address(service, "approved"))
    events = Event.objects.filter(kind="figures.rows_exported").order_by("number")
    assert [(event.sentence, event.data["with_names"]) for event in events] == [
        (
            f"{manager} downloaded the rows behind “Exposure of public case requests” as CSV, "
            "1 to 31 March 2027, as they should be; 1 in all",
            True,
        ),
        (
            f"{manager} downloaded the rows behind “Legal holds looked at in time” as CSV, as of 31 March 2027; "
            "0 in all",
            True,
        ),
        (
            f"{viewer} downloaded the rows behind “Posts approved by somebody else” as CSV, "
            "1 to 31 March 2027; 0 in all",
            False,
        ),
    ]


@pytest.mark.parametrize("figure", areas.FIGURES)
def test_a_viewer_takes_no_name_no_word_and_no_address_away(client, service, viewer, full, figure):
    client.force_login(viewer)
    answer = client.post(address(service, figure))
    page = client.get(reverse("insights:figure", args=[service.slug, figure], query=SPAN))
    assert len(rows_of(answer)) == page.context["total"]
    text = answer.content.decode()
    assert [secret for secret in (*SECRETS, "http", "/northshire/") if secret in text] == []


@pytest.mark.parametrize("figure", ["people-read", "trained"])
def test_who_has_read_what_is_named_to_those_who_may_know_on_the_page_and_in_the_file(
    client, service, full, coordinator, approver, safeguarding_lead, figure
):
    address_of_page = reverse("insights:figure", args=[service.slug, figure])
    for person, may_know in ((coordinator, False), (safeguarding_lead, False), (approver, True)):
        client.force_login(person)
        page = client.get(address_of_page)
        found = " ".join(cell["text"] for row in page.context["table"] for cell in row if "text" in cell)
        assert (approver.name in found) is may_know
        assert any(row[0]["url"] for row in page.context["table"]) is may_know
        assert (approver.name in client.post(address(service, figure)).content.decode()) is may_know
    events = Event.objects.filter(kind="figures.rows_exported").order_by("number")
    assert [event.data["with_names"] for event in events] == [False, False, True]


def test_what_is_kept_from_a_person_is_counted_and_neither_told_nor_linked(client, service, coordinator, manager):
    kept = CommentFactory(service=service, author_name="Jo Pemberton", kept_from=coordinator, grievance=True)
    reason = "She says that Priya shouted."
    audit.record(Kind.COMMENT_REOPENED, on=kept, actor=manager, data={"reason": reason})
    for person, is_told in ((coordinator, False), (manager, True)):
        client.force_login(person)
        page = client.get(reverse("insights:figure", args=[service.slug, "reopened"], query=SPAN))
        assert page.context["total"] == 1
        assert (reason in page.content.decode()) is is_told
        (row,) = rows_of(client.post(address(service, "reopened")))
        assert (reason in row["Found"]) is is_told
        assert (f"/{kept.pk}/" in row["Page"]) is is_told
    client.force_login(coordinator)
    (row,) = rows_of(client.post(address(service, "captured")))
    assert (row["State"], row["Page"]) == ("As it should be", "")


def test_a_row_leads_only_to_pages_that_open_for_the_reader(client, service, coordinator, manager):
    for person in (coordinator, manager):
        client.force_login(person)
        page = client.get(reverse("insights:figure", args=[service.slug, "parts"]))
        links = [row[0]["url"] for row in page.context["table"]]
        history = reverse("audit:history", args=[service.slug])
        assert (history in links) is (person == manager)


def test_the_staff_take_the_names_and_no_formula_away(client, service, manager, author, approver):
    fill(service, author, approver, timezone.now())
    Post.objects.update(title="=HYPERLINK(1)")
    client.force_login(manager)
    (row,) = rows_of(client.post(address(service, "approved")))
    assert (row["What"], row["Found"]) == ("'=HYPERLINK(1)", f"approved by {approver}")


def test_a_figure_of_this_moment_is_dated_by_its_day(client, service, manager):
    client.force_login(manager)
    answer = client.post(address(service, "trained"))
    assert answer["Content-Disposition"].endswith('"trained-northshire-2027-03-31.csv"')
    assert list(rows_of(answer)[0]) == ["What", "Found", "State", "Page"]


def test_opening_the_address_takes_nothing_and_an_unknown_figure_is_not_found(client, service, manager):
    client.force_login(manager)
    assert client.get(address(service, "exposure")).status_code == 405
    assert client.post(address(service, "nonsense")).status_code == 404
    assert not Event.objects.filter(kind="figures.rows_exported").exists()


def test_who_has_left_takes_nothing(service, manager):
    Membership.objects.filter(user=manager).update(ended_at=timezone.now(), end_reason="Moved on.")
    with pytest.raises(PermissionDenied, match="has ended"):
        taking.take(areas.FIGURES["exposure"], Month(service, dt.date(2027, 3, 1)), by=manager, now=timezone.now())


def test_many_rows_cost_as_many_queries_as_one(
    client, service, manager, author, approver, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(manager)
    figures = ("approved", "overridden", "on-time", "exposure", "captured", "proof", "reopened")
    fill(service, author, approver, timezone.now())
    for figure in figures:
        client.post(address(service, figure))
        with django_assert_max_num_queries(30) as few:
            client.post(address(service, figure))
        for _ in range(3):
            fill(service, author, approver, timezone.now())
        with django_assert_num_queries(len(few)):
            client.post(address(service, figure))
