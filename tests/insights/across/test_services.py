"""Several services side by side: who sees which, what is worst, and that nothing personal stands there."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Deputy, Membership, Role, RoleHeld, Service
from insights.across import table
from insights.across.columns import share_of, time_of
from insights.models import ServiceMonth
from insights.spans import Month
from insights.summaries import refreshing
from tests.factories.accounts import ServiceFactory, UserFactory, member
from tests.factories.moderation import CommentFactory

NOVEMBER = dt.date(2026, 11, 1)
GOOD = {
    "exposure-p90": [1200], "exposure-limit": [3600], "approved": [5, 5], "in-time": [9, 9], "policies": [2, 2],
    "readings": [1, 1], "comments": [12], "followers": [300],
}  # fmt: skip


def this_month() -> dt.date:
    return timezone.localdate().replace(day=1)


def counted(service: Service, month: dt.date | None = None, **counts) -> ServiceMonth:
    changed = {key.replace("_", "-"): value for key, value in counts.items()}
    return ServiceMonth.objects.create(service=service, month=month or this_month(), counts=GOOD | changed)


def joined(user, *services: Service, role: str = Role.VIEWER) -> None:
    for service in services:
        RoleHeld.objects.create(membership=Membership.objects.create(service=service, user=user), role=role)


@pytest.fixture
def region(db) -> list[Service]:
    return [ServiceFactory(name=name, slug=name.lower()) for name in ("Aldmoor", "Birkdale", "Corve")]


@pytest.fixture
def lead(region):
    """Somebody who looks after the region, and sees figures alone."""
    user = UserFactory(name="Ines Marlow")
    joined(user, *region)
    return user


def page_of(client, user, **query) -> str:
    client.force_login(user)
    answer = client.get(reverse("across:services"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def order_of(page: str) -> list[str]:
    return sorted(("Aldmoor", "Birkdale", "Corve"), key=lambda name: page.index(f">{name}<"))


def test_a_person_with_one_service_is_sent_to_its_dashboard(client, service, manager):
    client.force_login(manager)
    answer = client.get(reverse("across:services"))
    assert answer.url == reverse("insights:compliance", args=[service.slug])


def test_a_person_without_a_service_is_sent_to_the_door(client, db):
    client.force_login(UserFactory())
    assert client.get(reverse("across:services")).url == reverse("accounts:start")
    assert client.get(reverse("across:csv")).status_code == 404


def test_only_services_in_which_the_person_holds_a_role_today_are_shown(client, region, lead, service, other_service):
    joined(lead, service)
    Membership.objects.filter(user=lead, service=service).update(ended_at=timezone.now(), end_reason="Moved on.")
    Membership.objects.create(user=lead, service=other_service)  # no role
    for one in (*region, service, other_service):
        counted(one)
    page = page_of(client, lead)
    assert "Aldmoor" in page
    assert "Northshire" not in page
    assert "Southmere" not in page


def test_a_deputy_sees_the_service_while_standing_in(region, lead, service):
    now = timezone.now()
    Membership.objects.create(user=lead, service=service)
    stands_in_for = member(service, Role.SERVICE_MANAGER)
    deputy = Deputy.objects.create(
        service=service, role=Role.SERVICE_MANAGER, stands_in_for=stands_in_for, deputy=lead,
        starts_on=service.today(now), ends_on=service.today(now),
    )  # fmt: skip
    assert service in table.services_of(lead, now, has_second_step=False)
    Deputy.objects.filter(pk=deputy.pk).update(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 1, 2))
    assert service not in table.services_of(lead, now, has_second_step=False)


def test_a_service_that_asks_for_a_second_step_is_left_out_without_one(region, lead):
    Service.objects.filter(pk=region[0].pk).update(two_factor_required=True)
    now = timezone.now()
    assert [one.name for one in table.services_of(lead, now, has_second_step=False)] == ["Birkdale", "Corve"]
    assert len(table.services_of(lead, now, has_second_step=True)) == 3


def test_the_worst_comes_first_by_whatever_it_is_sorted(client, region, lead):
    aldmoor, birkdale, corve = region
    counted(aldmoor, exposure_p90=[4000])
    counted(birkdale, exposure_p90=[600], in_time=[5, 10], policies=[1, 2])
    counted(corve, exposure_p90=[1000], in_time=[96, 100])
    assert order_of(page_of(client, lead)) == ["Birkdale", "Aldmoor", "Corve"]
    assert order_of(page_of(client, lead, sort="exposure")) == ["Aldmoor", "Corve", "Birkdale"]
    assert order_of(page_of(client, lead, sort="in-time")) == ["Birkdale", "Corve", "Aldmoor"]
    assert order_of(page_of(client, lead, sort="name")) == ["Aldmoor", "Birkdale", "Corve"]
    assert order_of(page_of(client, lead, sort="'; drop")) == ["Birkdale", "Aldmoor", "Corve"]


@pytest.mark.parametrize(
    ("counts", "text", "state"),
    [
        ({}, "–", ""),
        ({"in-time": [0, 0]}, "none", ""),
        ({"in-time": [1, 1]}, "1 of 1", "kept"),
        ({"in-time": [95, 100]}, "95 of 100", "close"),
        ({"in-time": [94, 100]}, "94 of 100", "missed"),
        ({"in-time": [1199, 1200]}, "1,199 of 1,200", "close"),
    ],
)
def test_a_share_is_kept_close_or_missed(counts, text, state):
    found = share_of("in-time")(counts)
    assert (found.text, found.state) == (text, state)


def test_where_all_must_be_one_too_few_is_missed():
    assert share_of("approved")({"approved": [999, 1000]}).state == "missed"


@pytest.mark.parametrize(
    ("seconds", "state"), [(3600, "close"), (3601, "missed"), (3240, "kept"), (3241, "close"), (0, "kept")]
)
def test_a_time_is_measured_by_the_services_own_limit(seconds, state):
    counts = {"exposure-p90": [seconds], "exposure-limit": [3600]}
    assert time_of("exposure-p90", "exposure-limit")(counts).state == state


def test_a_month_in_which_nothing_stood_in_public_is_none_and_one_not_counted_is_unknown():
    read = time_of("exposure-p90", "exposure-limit")
    assert (read({"exposure-limit": [3600]}).text, read({}).text) == ("none", "–")


def test_each_figure_stands_beside_the_month_before_and_opens_its_rows(client, region, lead):
    last = Month(region[0], this_month()).before
    counted(region[0], last.first, exposure_p90=[1800])
    counted(region[0], last.before.first, exposure_p90=[3000], in_time=[4, 4])
    page = page_of(client, lead, month=last.value)
    assert "better: was 50 min" in page
    assert "as before" in page
    assert f", beside {last.before.short}</span>" in page
    assert f'href="{reverse("insights:figure", args=["aldmoor", "in-time"])}?month={last.value}"' in page
    old = page_of(client, lead, month=last.before.value)
    assert "50 min" in old
    assert "30 min" not in old


def in_public(service: Service, day: dt.datetime, minutes: int) -> None:
    CommentFactory(
        service=service, case=True, posted_at=day, received_at=day, hidden_at=day + dt.timedelta(minutes=minutes)
    )


@pytest.fixture
def tenth_of_november(region, time_machine) -> Service:
    """Aldmoor on 10 November: three comments in it so far; in October two by the 10th, on its clock, and five later."""
    aldmoor = region[0]
    time_machine.move_to(dt.datetime(2026, 11, 10, 12, 0, tzinfo=dt.UTC), tick=False)
    for day, minutes in ((2, 30), (6, 10), (9, 30)):
        in_public(aldmoor, dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC), minutes)
    in_public(aldmoor, dt.datetime(2026, 10, 1, 0, 30, tzinfo=aldmoor.zone), 20)  # still September in UTC
    in_public(aldmoor, dt.datetime(2026, 10, 10, 23, 30, tzinfo=aldmoor.zone), 10)
    for day in (11, 12, 13, 20, 31):
        in_public(aldmoor, dt.datetime(2026, 10, day, 0, 30, tzinfo=aldmoor.zone), 90)
    return aldmoor


def cells_of(client, user, **query) -> dict[str, tuple[str, str]]:
    """Value and comparison of the first line, by column."""
    client.force_login(user)
    (line, *_) = client.get(reverse("across:services"), {"sort": "name", **query}).context["page"]
    return {cell.column.key: (cell.now.text, cell.than) for cell in line.cells}


def test_a_month_that_runs_stands_beside_the_same_days_of_the_one_before(client, lead, tenth_of_november):
    november = Month(tenth_of_november, NOVEMBER)
    for month in (november, november.before):
        refreshing.count(month, timezone.now())
    cells = cells_of(client, lead)
    assert cells["comments"] == ("3", "was 2")
    assert cells["exposure"] == ("30 min", "worse: was 20 min")
    assert "November 2026 so far, beside the same days of October" in page_of(client, lead)
    october = cells_of(client, lead, month="2026-10")
    assert (october["comments"], october["exposure"][0]) == (("7", ""), "1 h 30 min")


def test_once_it_is_over_it_stands_beside_the_whole_month_before(client, lead, tenth_of_november, time_machine):
    november = Month(tenth_of_november, NOVEMBER)
    refreshing.count(november, timezone.now())
    time_machine.move_to(dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC), tick=False)
    for month in (november, november.before):
        refreshing.count(month, timezone.now())
    assert ServiceMonth.objects.get(month=NOVEMBER).counts_before == {}
    cells = cells_of(client, lead, month="2026-11")
    assert (cells["comments"], cells["exposure"]) == (("3", "was 7"), ("30 min", "better: was 1 h 30 min"))


def test_what_has_no_days_stands_beside_the_end_of_the_month_before(client, lead, tenth_of_november):
    counted(tenth_of_november, NOVEMBER, followers=[310])
    counted(tenth_of_november, dt.date(2026, 10, 1), followers=[300], policies=[1, 2], comments=[7])
    cells = cells_of(client, lead)
    assert (cells["followers"], cells["policies"]) == (("310", "was 300"), ("2 of 2", "better: was 1 of 2"))
    assert cells["comments"] == ("12", "")  # the same days were never counted, and the whole month says nothing


def test_a_day_that_the_month_before_has_not_makes_it_the_whole_month(region):
    aldmoor = region[0]
    in_public(aldmoor, dt.datetime(2027, 2, 28, 12, tzinfo=dt.UTC), 10)
    in_public(aldmoor, dt.datetime(2027, 1, 31, 12, tzinfo=dt.UTC), 10)
    row = refreshing.count(Month(aldmoor, dt.date(2027, 3, 1)), dt.datetime(2027, 3, 31, 12, tzinfo=dt.UTC))
    assert (row.counts["comments"], row.counts_before["comments"]) == ([0], [1])


def test_the_file_says_what_a_running_month_is_set_beside(client, lead, tenth_of_november):
    november = Month(tenth_of_november, NOVEMBER)
    for month in (november, november.before):
        refreshing.count(month, timezone.now())
    client.force_login(lead)
    now, then = (
        next(csv.DictReader(io.StringIO(client.get(reverse("across:csv"), query).content.decode("utf-8-sig"))))
        for query in ({}, {"month": "2026-10"})
    )
    assert (now["Comments received"], now["Comments received, same days of the month before"]) == ("3", "2")
    assert "Followers, month before" in now
    assert (then["Comments received"], then["Comments received, month before"]) == ("7", "")


def test_a_service_that_was_not_counted_says_so(client, region, lead):
    counted(region[0])
    page = page_of(client, lead)
    assert "2 not counted yet" in page
    assert "as of " in page


def test_a_month_that_is_none_is_the_current_one(client, region, lead):
    counted(region[0])
    for nonsense in ("nonsense", "2031-01", "0000-00", "'"):
        assert f"{this_month():%B %Y}" in page_of(client, lead, month=nonsense)


def test_the_files_hold_the_numbers_and_no_formula(client, region, lead):
    Service.objects.filter(pk=region[0].pk).update(name="=1+1")
    counted(region[0], in_time=[5, 10])
    client.force_login(lead)
    answer = client.get(reverse("across:csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0]["Service"], rows[0]["Missed"]) == ("'=1+1", "1")
    assert (rows[0]["Comments in time"], rows[0]["Comments whose clock ended"]) == ("5", "10")
    assert rows[1]["Comments in time"] == ""  # not counted, which is not 0
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("across:xlsx")).content))
    cells = {cell.value: cell.data_type for cell in book.active["A"]}
    assert cells["=1+1"] == "s"


def test_nothing_personal_stands_there(client, region, lead):
    comment = CommentFactory(service=region[0], case=True, posted_at=timezone.now() - dt.timedelta(minutes=90))
    person = member(region[0], Role.COORDINATOR, name="Someone Else")
    refreshing.count(Month(region[0], this_month()), timezone.now())
    page = page_of(client, lead)
    for secret in (comment.text, comment.author_name, comment.author_handle, person.name, person.email):
        assert secret not in page


def test_a_hundred_and_fifty_services_cost_as_many_queries_as_three(
    client, region, lead, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(lead)
    address = reverse("across:services")
    for one in region:
        counted(one)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    more = [ServiceFactory() for _ in range(147)]
    joined(lead, *more)
    for one in more:
        counted(one)
    with django_assert_num_queries(len(few)):
        assert client.get(address).content.count(b"<tr") == 51


def test_who_works_in_several_services_finds_the_others_on_every_page(client, region, lead, service, manager):
    client.force_login(lead)
    page = client.get(reverse("insights:home", args=["aldmoor"])).content.decode()
    assert f'href="{reverse("accounts:start")}">Other services</a>' in page
    assert reverse("across:services") in client.get(reverse("accounts:start")).content.decode()
    client.force_login(manager)
    assert "Other services" not in client.get(reverse("insights:home", args=[service.slug])).content.decode()


def test_a_service_that_one_has_left_is_no_other_service(client, lead, service, region):
    joined(lead, service)
    Membership.objects.filter(user=lead).exclude(service=service).update(ended_at=timezone.now(), end_reason="Moved.")
    client.force_login(lead)
    assert "Other services" not in client.get(reverse("insights:home", args=[service.slug])).content.decode()


def test_fifty_stand_on_a_page_and_what_is_missed_is_counted_of_all(client, region, lead):
    more = [ServiceFactory(name=f"Service {number:02}", slug=f"s{number}") for number in range(48)]
    joined(lead, *more)
    for service in [*region, *more]:
        counted(service, in_time=[1, 9])
    first, second = page_of(client, lead, sort="name"), page_of(client, lead, sort="name", page=2)
    assert "51 services" in first
    assert "51 have something missed" in second
    assert "Aldmoor" in first
    assert "Service 46" in first
    assert "Service 47" not in first
    assert "Service 47" in second
    assert "Aldmoor" not in second
    assert len(page_of(client, lead, sort="name", page="nonsense").split("Service 46")) > 1
