"""The out-of-hours rule hides fixed matches only, when it is on and nobody is there, and a person can undo it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from accounts.models import OutgoingMail
from audit.models import Event
from audit.services import first_broken_link
from moderation import workflow
from moderation.handling import outcomes
from moderation.models import Comment, Step
from moderation.safety import out_of_hours
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, on_the_sandbox

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC)  # a Friday
DAY = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
TEXT = "my son is being excluded again what can I do, ring me on 07700 900417"


@pytest.fixture
def rule(replies):
    """The policy in force switches it on."""
    replies.parameters = {"hides_out_of_hours": True}
    replies.save()
    return replies


def night_comment(service, **fields) -> Comment:
    facts = {"case": True, "text": TEXT, "on_sandbox": True, "posted_at": NIGHT - dt.timedelta(minutes=2)}
    return CommentFactory(service=service, **(facts | fields))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ring me on 07700 900417", ["a telephone number"]),
        ("his nhs number is 943 476 5919", ["an NHS number"]),
        ("write to jo.pemberton@example.com please", ["an e-mail address"]),
        ("he was born 14/03/2015 and school wont help", ["a date of birth"]),
        ("we live at 12 Harbour Street, NE1 4ST", ["a postal address"]),
        ("Is your number still 01632 960417?", []),  # the service's own
        ("I wrote to help@northshire-sendiass.example and heard nothing", []),
        ("My son Alfie Pemberton is in year 4 at Harbour Primary", []),  # a name is no exact identifier
        ("He waited 12 weeks, 3 days and 7 hours since 14 March", []),
    ],
)
def test_only_exact_identifiers_count(service, text, found):
    assert out_of_hours.identifiers(text, service) == found


def test_further_contacts_of_the_service_do_not_count(service):
    service.more_phones, service.more_emails = "01632 960418\n07700 900417", "Young@northshire.example"
    assert out_of_hours.identifiers("Is it still 07700 900417 or young@northshire.example?", service) == []


def test_a_case_with_an_identifier_is_hidden_at_night_and_people_are_told_at_once(
    service, rule, coordinator, approver, manager, viewer, django_capture_on_commit_callbacks
):
    comment = night_comment(service)
    with django_capture_on_commit_callbacks(execute=True):
        assert out_of_hours.run_due(NIGHT) == 1
    comment.refresh_from_db()
    step = comment.steps.get()
    assert on_the_sandbox(comment).hidden_at
    assert (step.job, step.by, step.state) == ("The out-of-hours rule", None, "done")
    assert step.data["ground"] == "a case in public with a telephone number"
    assert (comment.hidden_by_rule, comment.hidden_at is not None) == (True, True)
    event = Event.objects.about(comment).get(kind="comment.step_done")
    assert (event.actor, event.job) == (None, "The out-of-hours rule")
    told = {one.to[0] for one in mail.outbox}
    assert {coordinator.email, approver.email, manager.email} <= told
    assert viewer.email not in told
    assert all("07700" not in one.body + one.subject for one in mail.outbox)
    assert out_of_hours.run_due(NIGHT + dt.timedelta(minutes=1)) == 0
    assert OutgoingMail.objects.count() == len(mail.outbox) == len(told)
    assert first_broken_link(service) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "My son is in year 4 and school put him on a part time timetable"},
        {"case": False, "category": "general"},
        {"case": False, "category": "grievance"},
        {"visibility": "direct"},
        {"source": "watch"},
        {"on_sandbox": False, "remote_id": "by-hand:1"},
        {"hidden_at": NIGHT},
        {"shown_again_at": NIGHT},
        {"state": "closed", "closed_at": NIGHT, "category_confirmed_at": NIGHT},
    ],
)
def test_nothing_else_is_hidden(service, rule, fields):
    night_comment(service, **fields)
    assert out_of_hours.run_due(NIGHT) == 0
    assert not Step.objects.exists()


def test_it_is_off_unless_the_policy_switches_it_on(service, replies):
    night_comment(service)
    assert out_of_hours.run_due(NIGHT) == 0


def test_however_many_wait_the_newest_case_of_tonight_is_hidden(service, other_service, rule, monkeypatch):
    """Neither older suggestions nor those of a service without the rule stand in its way."""
    monkeypatch.setattr(out_of_hours, "MOST_READ", 2)
    for days in (1, 2, 3):
        night_comment(service, text="We need help with the school", posted_at=NIGHT - dt.timedelta(days=days))
        night_comment(other_service, posted_at=NIGHT - dt.timedelta(days=days))
    comment = night_comment(service)
    assert out_of_hours.run_due(NIGHT) == 1
    assert Step.objects.get().comment == comment


def test_a_text_without_identifiers_is_searched_once_until_it_changes(service, rule, monkeypatch):
    searched = []
    monkeypatch.setattr(out_of_hours, "identifiers", lambda text, service: searched.append(text) or [])
    comment = night_comment(service, text="We need help, and it is getting late")
    for minute in range(3):
        out_of_hours.run_due(NIGHT + dt.timedelta(minutes=minute))
    assert searched == ["We need help, and it is getting late"]
    Comment.objects.filter(pk=comment.pk).update(text=f"{comment.text}: 07700 900417")
    out_of_hours.run_due(NIGHT + dt.timedelta(minutes=4))
    assert len(searched) == 2


@pytest.mark.parametrize(
    ("moment", "hidden"),
    [
        (DAY, 0),
        (dt.datetime(2026, 11, 21, 11, tzinfo=dt.UTC), 1),  # a Saturday
        (dt.datetime(2026, 12, 25, 11, tzinfo=dt.UTC), 1),  # a bank holiday, a Friday
        (dt.datetime(2026, 11, 23, 8, 59, tzinfo=dt.UTC), 1),
        (dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC), 0),
        (dt.datetime(2026, 10, 26, 8, 59, tzinfo=dt.UTC), 1),  # the Monday after the clocks went back
        (dt.datetime(2026, 10, 26, 9, 0, tzinfo=dt.UTC), 0),
    ],
)
def test_nobody_at_work_means_outside_the_services_hours(service, rule, moment, hidden):
    night_comment(service, posted_at=moment - dt.timedelta(minutes=2))
    assert out_of_hours.run_due(moment) == hidden


def test_somebody_who_has_it_open_at_night_is_left_alone(service, rule, coordinator):
    night_comment(service, claimed_by=coordinator, claimed_until=NIGHT + dt.timedelta(minutes=3))
    assert out_of_hours.run_due(NIGHT) == 0


def test_what_a_person_confirmed_is_left_to_people(service, rule, coordinator):
    night_comment(service, confirmed_by=coordinator)
    assert out_of_hours.run_due(NIGHT) == 0


def test_it_is_not_the_rules_where_the_network_cannot_hide(service, rule):
    night_comment(service, on_sandbox=False, channel=ChannelFactory(service=service, by_hand=True))
    assert out_of_hours.run_due(NIGHT) == 0


def test_a_person_shows_it_again_and_the_rule_lets_it_stand(service, rule, coordinator):
    comment = night_comment(service)
    out_of_hours.run_due(NIGHT)
    assert list(out_of_hours.waiting(service, coordinator)) == [comment]
    workflow.confirm_category(comment.pk, "general", by=coordinator)
    assert not out_of_hours.waiting(service, coordinator).exists()
    workflow.show_again(comment.pk, by=coordinator, reason="The number is their shop’s")
    Comment.objects.filter(pk=comment.pk).update(category="case_request", category_confirmed_at=None, priority=1)
    assert out_of_hours.run_due(NIGHT + dt.timedelta(days=1)) == 0
    assert on_the_sandbox(comment).hidden_at is None


@pytest.mark.parametrize("fault", ["refused", "later"])
def test_a_network_that_refuses_is_told_of_and_a_person_takes_over(service, rule, coordinator, network, fault):
    comment = night_comment(service)
    network.faults["hide"].append(fault)
    assert out_of_hours.run_due(NIGHT) == 0
    assert out_of_hours.run_due(NIGHT + dt.timedelta(minutes=1)) == 0
    assert not out_of_hours.waiting(service, coordinator).exists()  # it is not hidden
    subject = OutgoingMail.objects.get(to=coordinator).subject
    assert subject.startswith("Could not be hidden out of hours")
    step = workflow.do_step(comment.pk, "hide", by=coordinator)
    assert (step.state, step.by, step.job) == ("done", coordinator, "")


@pytest.mark.parametrize("fault", ["lost before", "lost after", "broken after"])
def test_an_unclear_answer_is_asked_for_again_and_then_people_hear_that_it_is_hidden(
    service, rule, coordinator, network, fault
):
    comment = night_comment(service)
    network.faults["hide"].append(fault)
    out_of_hours.run_due(NIGHT)
    step = comment.steps.get()
    assert step.state == "under_way"
    assert outcomes.look_up(step.pk).state == "done"
    out_of_hours.run_due(NIGHT + dt.timedelta(minutes=3))
    mails = OutgoingMail.objects.filter(to=coordinator).order_by("pk")
    subjects = list(mails.values_list("subject", flat=True))
    assert [one.split(":")[0] for one in subjects] == ["Could not be hidden out of hours", "Hidden out of hours"]


def test_it_is_kept_from_the_person_that_it_names(service, rule, coordinator, approver):
    night_comment(service, kept_from=coordinator)
    out_of_hours.run_due(NIGHT)
    told = set(OutgoingMail.objects.values_list("to__email", flat=True))
    assert approver.email in told
    assert coordinator.email not in told
    assert not out_of_hours.waiting(service, coordinator).exists()
    assert out_of_hours.waiting(service, approver).exists()


def test_a_worry_reaches_the_lead_as_ever(service, rule, safeguarding_lead):
    comment = night_comment(service, escalated=True)
    assert out_of_hours.run_due(NIGHT) == 1
    comment.refresh_from_db()
    assert comment.state == "escalated"
