"""The pages of the areas and the rows behind a figure: for every role, over any span, at the same cost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from insights.compliance import areas
from insights.models import ServiceMonth
from tests.factories.moderation import CommentFactory
from tests.insights.compliance.conftest import SECRETS, fill


@pytest.mark.parametrize("area", areas.BY_KEY)
def test_an_area_shows_each_figure_with_how_it_is_counted_and_its_rows(client, service, manager, full, area):
    client.force_login(manager)
    shown = client.get(reverse("insights:area", args=[service.slug, area])).content.decode()
    for figure in areas.BY_KEY[area].figures:
        assert figure.counted[:30] in shown
        assert reverse("insights:figure", args=[service.slug, figure.key]) in shown


@pytest.mark.parametrize(
    "query", ["", "?quarter=2026-1", "?year=2025", "?from=2026-03-20&to=2026-04-02", "?from=x&to="]
)
def test_pages_stand_over_any_span(client, service, manager, full, query):
    client.force_login(manager)
    pages = [reverse("insights:compliance", args=[service.slug])]
    pages += [reverse("insights:area", args=[service.slug, one]) for one in ("comments", "publishing", "approvals")]
    pages += [reverse("insights:figure", args=[service.slug, one]) for one in ("in-time", "frequency")]
    assert [client.get(page + query).status_code for page in pages] == [200] * len(pages)


def test_a_viewer_opens_every_page_and_reads_no_name_and_no_word(client, service, viewer, full):
    client.force_login(viewer)
    pages = [reverse("insights:compliance", args=[service.slug])]
    pages += [reverse("insights:area", args=[service.slug, one]) for one in areas.BY_KEY]
    pages += [reverse("insights:figure", args=[service.slug, one]) for one in areas.FIGURES]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert [secret for secret in SECRETS if secret in shown] == [], page


def test_a_manager_reads_the_names_that_a_viewer_does_not(client, service, manager, full):
    client.force_login(manager)
    now = timezone.now()
    span = f"?from={now - dt.timedelta(days=2):%Y-%m-%d}&to={now + dt.timedelta(days=1):%Y-%m-%d}"
    shown = client.get(reverse("insights:figure", args=[service.slug, "approved"]) + span).content.decode()
    assert "A title of ours" in shown
    assert "approved by Tom Ashworth" in shown


def test_rows_that_need_a_look_come_first_and_can_be_asked_for_alone(client, service, manager):
    client.force_login(manager)
    now = timezone.now()
    for minutes in (10, 90, 20):
        posted = now - dt.timedelta(minutes=100)
        hidden = posted + dt.timedelta(minutes=minutes)
        CommentFactory(service=service, case=True, posted_at=posted, hidden_at=hidden)
    address = reverse("insights:figure", args=[service.slug, "exposure"])
    span = f"?from={now - dt.timedelta(days=3):%Y-%m-%d}&to={now + dt.timedelta(days=1):%Y-%m-%d}"
    facts = {
        show: [row[1]["text"] for row in client.get(address + span + show).context["table"]]
        for show in ("", "&show=look", "&show=good", "&show=nonsense")
    }
    assert facts[""] == facts["&show=nonsense"] == ["1 h 30 min in public", "20 min in public", "10 min in public"]
    assert facts["&show=look"] == ["1 h 30 min in public"]
    assert facts["&show=good"] == ["20 min in public", "10 min in public"]


def test_many_rows_come_in_pages_and_a_page_that_is_not_there_is_the_last(client, service, manager):
    client.force_login(manager)
    now = timezone.now()
    for _ in range(51):
        CommentFactory(service=service)
    span = f"from={now - dt.timedelta(days=2):%Y-%m-%d}&to={now + dt.timedelta(days=1):%Y-%m-%d}"
    address = reverse("insights:figure", args=[service.slug, "captured"]) + f"?{span}"
    shown = [len(client.get(f"{address}&page={page}").context["table"]) for page in ("1", "2", "99", "x")]
    assert shown == [50, 1, 1, 50]


@pytest.mark.parametrize("area", areas.BY_KEY)
def test_an_area_costs_the_same_however_much_there_is(
    client, service, manager, author, approver, full, area, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(manager)
    address = reverse("insights:area", args=[service.slug, area])
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for _ in range(5):
        fill(service, author, approver, timezone.now())
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_an_area_in_a_line_names_its_worst_figure_from_the_counts_made_ahead(client, service, manager):
    now = timezone.now()
    first = service.today(now).replace(day=1)
    counts = {"approved": [3, 4], "approval-time": [1, 4], "overridden": [0, 9], "in-time": [5, 5], "by-hand": [0, 2]}
    ServiceMonth.objects.create(service=service, month=first, counts=counts, counted_at=now)
    client.force_login(manager)
    shown = client.get(reverse("insights:compliance", args=[service.slug])).context["lines"]["rows"]
    says = {row[0]["text"]: row[1]["text"] for row in shown}
    assert says["Approvals"] == "Time to approve: 1 of 4 within the limit"
    assert says["Publishing"] == "To be put out by hand: 2"
    assert says["Comments"] == "Everything is as it should be."
    assert says["Policies"] == "Open it to count it now."


def test_lines_of_a_quarter_add_up_its_months(client, service, manager):
    for month, good in ((7, 1), (8, 2), (10, 0)):
        counted = {"approved": [good, 3], "coverage": [month, 10]}
        ServiceMonth.objects.create(
            service=service, month=dt.date(2025, month, 1), counts=counted, counted_at=timezone.now()
        )
    client.force_login(manager)
    shown = client.get(reverse("insights:compliance", args=[service.slug]) + "?quarter=2025-3").context["lines"]["rows"]
    says = {row[0]["text"]: row[1]["text"] for row in shown}
    assert says["Approvals"] == "Posts approved by somebody else: 3 of 6"
    assert says["Policies"] == "Items of the standard that the policy covers: 8 of 10"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?month=2025-07", "Rules that are seldom overridden: 1 of 3"),
        ("?quarter=2025-3", "Open it to count it now."),
        ("?year=2025", "Open it to count it now."),
    ],
)
def test_what_cannot_be_split_by_month_is_not_added_up(client, service, manager, query, says):
    for month in (7, 8):
        ServiceMonth.objects.create(
            service=service,
            month=dt.date(2025, month, 1),
            counts={"rules": [1, 3], "exceptions": [1, 1]},
            counted_at=timezone.now(),
        )
    client.force_login(manager)
    shown = client.get(reverse("insights:compliance", args=[service.slug]) + query).context["lines"]["rows"]
    assert {row[0]["text"]: row[1]["text"] for row in shown}["Checks"] == says


def test_an_area_that_is_none_is_not_found(client, service, manager):
    client.force_login(manager)
    assert client.get(reverse("insights:area", args=[service.slug, "nonsense"])).status_code == 404
