"""The risk assessment: written by one, agreed by another, and in date."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels import reminders, risks, troubles
from channels.models import Channel, RiskAssessment
from channels.risks import RiskRefused
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, ProfileStandardFactory, RiskAssessmentFactory

pytestmark = pytest.mark.django_db
LINE = {"kind": "contact", "area": "sexual", "risk": "R", "likelihood": 1, "harm": 3, "measure": "M"}


@pytest.fixture
def channel(service, manager) -> Channel:
    return ChannelFactory(service=service, owner=manager, by_hand=True, planned=True)


def write(channel, by, seen="", **fields) -> RiskAssessment:
    usual = {
        "purpose": "P", "audience": "A", "age_limit": 13, "personal_data": "D", "consents": "", "responsible": by,
        "moderation": "M", "pilot": "Twelve parents", "success": "S", "risks": [LINE],
        "review_on": timezone.now().date() + dt.timedelta(days=300),
    }  # fmt: skip
    return risks.write(channel.pk, by=by, seen=seen, **usual | fields)


def test_one_writes_and_another_agrees(channel, coordinator, manager):
    made = write(channel, coordinator)
    agreed = risks.agree(made.pk, by=manager, seen=risks.mark(made))
    assert agreed.agreed_by == manager
    assert risks.refusal_of_live(channel, timezone.now()) == ""
    assert [event.kind for event in Event.objects.about(channel)] == ["channel.risks_written", "channel.risks_agreed"]


def test_its_maker_cannot_agree_it(channel, manager):
    made = write(channel, manager)
    with pytest.raises(RiskRefused, match="Somebody else must agree it"):
        risks.agree(made.pk, by=manager, seen=risks.mark(made))


def test_a_service_of_one_agrees_its_own_after_the_cooling_off_time(channel, service, manager):
    service.cooling_off_minutes = 60
    service.save()
    made = write(channel, manager)
    with pytest.raises(RiskRefused, match="cooling-off time ends"):
        risks.agree(made.pk, by=manager, seen=risks.mark(made))
    RiskAssessment.objects.filter(pk=made.pk).update(made_at=timezone.now() - dt.timedelta(minutes=61))
    made.refresh_from_db()
    risks.agree(made.pk, by=manager, seen=risks.mark(made))
    assert Event.objects.about(channel).last().data["cooling_off_minutes"] == 60


def test_a_coordinator_cannot_agree(channel, coordinator, manager):
    made = write(channel, manager)
    with pytest.raises(RiskRefused, match="Only a service manager"):
        risks.agree(made.pk, by=coordinator, seen=risks.mark(made))


def test_what_was_changed_since_it_was_read_is_not_agreed(channel, coordinator, manager):
    read = risks.mark(write(channel, coordinator))
    made = write(channel, coordinator, seen=read, purpose="Another")
    with pytest.raises(RiskRefused, match="Read it again"):
        risks.agree(made.pk, by=manager, seen=read)


def test_two_who_write_at_once_do_not_undo_each_other(channel, coordinator, manager):
    write(channel, coordinator)
    with pytest.raises(RiskRefused, match="Somebody else worked on it meanwhile"):
        write(channel, manager, seen="")


def test_agreeing_twice_is_refused(channel, coordinator, manager):
    made = write(channel, coordinator)
    risks.agree(made.pk, by=manager, seen=risks.mark(made))
    with pytest.raises(RiskRefused, match="agreed already"):
        risks.agree(made.pk, by=manager, seen=risks.mark(made))


def test_one_that_is_agreed_stays_as_it_is_while_the_next_is_written(channel, coordinator, manager):
    first = write(channel, coordinator)
    first = risks.agree(first.pk, by=manager, seen=risks.mark(first))
    second = write(channel, coordinator, seen=risks.mark(first), purpose="Wider")
    assert second.pk != first.pk and risks.current(channel) == first and risks.waiting(channel) == second
    assert risks.refusal_of_live(channel, timezone.now()) == ""


@pytest.mark.parametrize(("days", "said"), [(0, "after today"), (-1, "after today"), (800, "within two years")])
def test_a_review_has_a_date_that_makes_sense(channel, manager, days, said):
    with pytest.raises(RiskRefused, match=said):
        write(channel, manager, review_on=timezone.now().date() + dt.timedelta(days=days))


def test_somebody_from_elsewhere_cannot_be_responsible(channel, manager, outsider):
    with pytest.raises(RiskRefused, match="somebody who works here"):
        write(channel, manager, responsible=outsider)


def test_the_table_sorts_every_kind_by_every_area(channel, manager):
    table = risks.table(write(channel, manager))
    assert [row["kind"] for row in table] == ["Content", "Contact", "Conduct"]
    assert [cell["area"] for cell in table[1]["cells"]] == ["Commercial", "Aggressive", "Sexual", "Values"]
    assert table[1]["cells"][2]["risks"][0]["weight"] == "middle"


def test_what_most_services_name_fills_every_cell_of_the_table():
    assert {(one["kind"], one["area"]) for one in risks.USUAL} == {(k, a) for k in risks.KINDS for a in risks.AREAS}


# Reminders and the mend list


@pytest.mark.parametrize(
    ("days", "subject"), [(31, ""), (30, "ends on"), (8, "ends on"), (7, "ends on"), (0, "ends on"), (-1, "ran out on")]
)
def test_a_review_is_told_30_and_7_days_ahead_and_when_it_is_over(
    service, channel, manager, days, subject, django_capture_on_commit_callbacks
):
    Channel.objects.filter(pk=channel.pk).update(state="live")
    now = timezone.now()
    RiskAssessmentFactory(channel=channel, review_on=service.today(now) + dt.timedelta(days=days), agreed_by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        reminders.send_due(service, now)
        reminders.send_due(service, now)
    assert [subject in message.subject for message in mail.outbox] == ([True] if subject else [])


def test_7_days_ahead_comes_after_30_days_ahead(service, channel, manager, django_capture_on_commit_callbacks):
    Channel.objects.filter(pk=channel.pk).update(state="live")
    now = timezone.now()
    RiskAssessmentFactory(channel=channel, review_on=service.today(now) + dt.timedelta(days=20), agreed_by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        reminders.send_due(service, now)
        reminders.send_due(service, now + dt.timedelta(days=14))
    assert len(mail.outbox) == 2


def test_what_is_not_in_order_costs_one_query(service, manager, django_assert_num_queries):
    for _ in range(4):
        channel = ChannelFactory(service=service, owner=manager, by_hand=True)
        ProfileStandardFactory(channel=channel)
        RiskAssessmentFactory(channel=channel, review_on=dt.date(2020, 1, 1))
    with django_assert_num_queries(1):
        found = troubles.of_service(service, timezone.now())
    assert sum("ran out" in one.what for one in found) == 4


def test_what_stops_work_stands_first(service, manager):
    ChannelFactory(service=service, by_hand=True)
    ChannelFactory(service=service, connected=True, signed_out_at=timezone.now())
    first, *others = troubles.of_service(service, timezone.now())
    assert first.stops and "is signed out" in first.what
    assert {one.what.split(" for ")[0] for one in others} >= {"No profile is agreed"}


# The pages


def form_data(manager, **fields) -> dict:
    lines = {f"risks-0-{name}": value for name, value in LINE.items()}
    return {
        "purpose": "Reach families", "audience": "Parents", "age_limit": 13, "personal_data": "Names",
        "consents": "", "responsible": manager.pk, "moderation": "Hide", "pilot": "Twelve parents", "success": "S",
        "review_on": (timezone.now().date() + dt.timedelta(days=300)).isoformat(), "seen": "",
        "risks-TOTAL_FORMS": 1, "risks-INITIAL_FORMS": 0, **lines, **fields,
    }  # fmt: skip


def test_the_first_form_begins_with_what_most_services_name(client, channel, coordinator):
    client.force_login(coordinator)
    page = client.get(reverse("channels:edit_risks", args=["northshire", channel.pk])).content.decode()
    assert "tells the story of a child’s case in public" in page


def test_the_form_is_kept_and_shown_and_agreed(client, channel, coordinator, manager):
    client.force_login(coordinator)
    address = reverse("channels:edit_risks", args=["northshire", channel.pk])
    assert client.post(address, form_data(manager)).status_code == 302
    made = RiskAssessment.objects.get()
    assert made.risks == [LINE]
    client.force_login(manager)
    page = client.get(reverse("channels:risks", args=["northshire", channel.pk])).content.decode()
    assert "Agree what stands here" in page and "Twelve parents" in page
    agree = reverse("channels:agree_risks", args=["northshire", channel.pk, made.pk])
    assert "is agreed" in client.post(agree, {"seen": risks.mark(made)}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"purpose": ""}, "Fill in “What is the channel for?”"),
        ({"risks-0-measure": ""}, "Say what is done about this risk."),
        ({"risks-0-kind": "<script>"}, "is not in the list"),
        ({"risks-0-harm": "9"}, "is not in the list"),
        ({"review_on": "soon"}, "Give a date"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, channel, manager, wrong, said):
    client.force_login(manager)
    answer = client.post(reverse("channels:edit_risks", args=["northshire", channel.pk]), form_data(manager, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "Twelve parents" in page
    assert not RiskAssessment.objects.exists()


def test_more_lines_keeps_what_was_typed_and_judges_nothing(client, channel, manager):
    client.force_login(manager)
    data = form_data(manager, purpose="", add_line="1")
    page = client.post(reverse("channels:edit_risks", args=["northshire", channel.pk]), data).content.decode()
    assert "Risk 4" in page and "Twelve parents" in page and "Fill in" not in page


@pytest.mark.parametrize("total", ["", "x", "-1", "999999999"])
def test_a_broken_count_of_lines_is_no_fault(client, channel, manager, total):
    client.force_login(manager)
    for extra in ({}, {"add_line": "1"}):
        data = form_data(manager, **{"risks-TOTAL_FORMS": total}, **extra)
        answer = client.post(reverse("channels:edit_risks", args=["northshire", channel.pk]), data)
        assert answer.status_code in (200, 302, 422)


def test_another_channels_assessment_is_not_there(client, channel, manager, service):
    other = RiskAssessmentFactory(channel=ChannelFactory(service=service, by_hand=True))
    client.force_login(manager)
    address = reverse("channels:risk_assessment", args=["northshire", channel.pk, other.pk])
    assert client.get(address).status_code == 404


def test_a_second_manager_agrees_what_the_first_wrote(channel, service, manager):
    made = write(channel, manager)
    second = member(service, Role.SERVICE_MANAGER)
    assert risks.agree(made.pk, by=second, seen=risks.mark(made)).agreed_by == second
