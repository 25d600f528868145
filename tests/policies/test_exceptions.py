"""Who may ask for an exception, who decides, for how long, and from which rule there is none."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from policies import exceptions
from policies.models import NEVER_EXCEPTED, RuleException, RuleSetting
from policies.refusals import Refused
from policies.rules import CATALOGUE
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.policies import RuleExceptionFactory

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def channel(service):
    return ChannelFactory(service=service)


@pytest.fixture
def ask(service, starter_in_force, channel, coordinator):
    """ask(rule=…): ask for an exception as the coordinator, today for thirty days."""

    def asked(**wish):
        days = {"starts_on": TODAY, "ends_on": TODAY + dt.timedelta(days=29)}
        wish = {
            "rule": "broken-link",
            "channel": channel,
            "reason": "No secure page.",
            "by": coordinator,
            **days,
            **wish,
        }
        return exceptions.ask(service, now=NOON, **wish)

    return asked


def kinds(row) -> list[str]:
    return [event.kind for event in Event.objects.about(row)]


# Asking


def test_an_exception_is_asked_for_and_granted_by_a_second_person(ask, approver):
    row = ask()
    exceptions.decide(row.pk, by=approver, grants=True, now=NOON)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("granted", approver)
    assert kinds(row) == ["policy.exception_asked", "policy.exception_granted"]


@pytest.mark.parametrize("rule", NEVER_EXCEPTED)
def test_rules_that_keep_children_safe_have_none(ask, rule):
    with pytest.raises(Refused, match="can have no exception"):
        ask(rule=rule)


@pytest.mark.parametrize("rule", NEVER_EXCEPTED)
def test_the_database_refuses_them_too(service, starter_in_force, channel, rule):
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleExceptionFactory(policy=starter_in_force.policy, channel=channel, rule=rule)


@pytest.mark.parametrize("days", [91, 400])
def test_the_database_refuses_more_than_ninety_days_too(service, starter_in_force, channel, days):
    first = dt.date(2027, 3, 1)
    row = RuleExceptionFactory(policy=starter_in_force.policy, channel=channel, starts_on=first, ends_on=first)
    row.ends_on = first + dt.timedelta(days=89)
    row.save()
    row.ends_on = first + dt.timedelta(days=days - 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_what_the_service_put_on_its_section_about_safeguarding_has_none(ask, starter_in_force):
    section = starter_in_force.sections.get(standard_item="children")
    RuleSetting.objects.filter(version=starter_in_force, rule="broken-link").update(section=section)
    with pytest.raises(Refused, match="keeps children and families safe"):
        ask()


def test_no_exception_from_what_a_network_itself_refuses(ask):
    with pytest.raises(Refused, match="network itself refuses"):
        ask(rule="length")


@pytest.mark.parametrize("rule", ["", "no-such-rule", "broken-link' OR 1=1"])
def test_only_rules_of_the_catalogue(ask, rule):
    with pytest.raises(Refused, match="Choose one of the rules"):
        ask(rule=rule)


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (0, -1, "last day has to be the first day or a later one"),
        (-1, 5, "today or later"),
        (0, 90, "at most 90 days"),
        (91, 95, "within the next 90 days"),
    ],
)
def test_days_that_do_not_fit_are_refused(ask, starts, ends, sentence):
    with pytest.raises(Refused, match=sentence):
        ask(starts_on=TODAY + dt.timedelta(days=starts), ends_on=TODAY + dt.timedelta(days=ends))


@pytest.mark.parametrize("ends", [0, 89])
def test_one_day_and_ninety_days_are_fine(ask, ends):
    assert ask(ends_on=TODAY + dt.timedelta(days=ends)).pk


def test_a_reason_is_asked_for(ask):
    with pytest.raises(Refused, match="Say why"):
        ask(reason="  \n ")


def test_asking_twice_for_the_same_days_is_refused(ask, approver):
    row = ask()
    with pytest.raises(Refused, match="asked for already"):
        ask(starts_on=TODAY + dt.timedelta(days=29), ends_on=TODAY + dt.timedelta(days=40))
    exceptions.decide(row.pk, by=approver, grants=True, now=NOON)
    with pytest.raises(Refused, match="There is an exception already"):
        ask()


def test_a_declined_wish_may_be_asked_for_again(ask, approver):
    exceptions.decide(ask().pk, by=approver, grants=False, note="Ask the museum first.", now=NOON)
    assert ask().state == "asked"


def test_another_services_channel_is_refused(ask, other_service):
    with pytest.raises(Refused, match="this service"):
        ask(channel=ChannelFactory(service=other_service))


def test_without_a_policy_in_force_there_is_nothing_to_except_from(service, channel, coordinator):
    days = {"starts_on": TODAY, "ends_on": TODAY}
    with pytest.raises(Refused, match="No social media policy is in force"):
        exceptions.ask(service, rule="tone", channel=channel, reason="x", by=coordinator, now=NOON, **days)


# Deciding


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.COORDINATOR, "Only a line manager or service manager"),
        (Role.SAFEGUARDING_LEAD, "Only a line manager or service manager"),
        (Role.VIEWER, "Only a line manager or service manager"),
    ],
)
def test_only_line_and_service_managers_decide(ask, service, role, sentence):
    with pytest.raises(Refused, match=sentence):
        exceptions.decide(ask().pk, by=member(service, role), grants=True, now=NOON)


def test_nobody_grants_what_they_asked_for(ask, manager):
    with pytest.raises(Refused, match="somebody else"):
        exceptions.decide(ask(by=manager).pk, by=manager, grants=True, now=NOON)


def test_what_was_decided_is_not_decided_again(ask, approver, manager):
    row = ask()
    exceptions.decide(row.pk, by=approver, grants=True, now=NOON)
    with pytest.raises(Refused, match="has decided about this already"):
        exceptions.decide(row.pk, by=manager, grants=False, note="No.", now=NOON)


def test_declining_needs_a_note(ask, approver):
    with pytest.raises(Refused, match="Say why not"):
        exceptions.decide(ask().pk, by=approver, grants=False, note=" ", now=NOON)


def test_days_that_are_over_are_not_granted(ask, approver):
    row = ask(ends_on=TODAY)
    with pytest.raises(Refused, match="are over"):
        exceptions.decide(row.pk, by=approver, grants=True, now=NOON + dt.timedelta(days=1))


def test_a_rule_that_moved_to_safeguarding_meanwhile_is_not_granted(ask, approver, starter_in_force):
    row = ask()
    section = starter_in_force.sections.get(standard_item="children")
    RuleSetting.objects.filter(version=starter_in_force, rule="broken-link").update(section=section)
    with pytest.raises(Refused, match="can have no exception"):
        exceptions.decide(row.pk, by=approver, grants=True, now=NOON)


# What holds on a day


def in_use(service, day, version=None) -> list[int]:
    return [one.pk for one in exceptions.in_use(service, day, version)]


def test_it_holds_on_both_ends_and_no_day_longer(service, ask, approver):
    row = exceptions.decide(ask().pk, by=approver, grants=True, now=NOON)
    assert in_use(service, row.starts_on) == in_use(service, row.ends_on) == [row.pk]
    assert in_use(service, row.starts_on - dt.timedelta(days=1)) == []
    assert in_use(service, row.ends_on + dt.timedelta(days=1)) == []


def test_what_is_only_asked_for_does_not_hold(service, ask):
    ask()
    assert in_use(service, TODAY) == []


def test_one_whose_rule_moved_to_safeguarding_holds_no_longer(service, starter_in_force, channel):
    RuleExceptionFactory(policy=starter_in_force.policy, channel=channel, granted=True, starts_on=TODAY)
    section = starter_in_force.sections.get(standard_item="children")
    RuleSetting.objects.filter(version=starter_in_force, rule="broken-link").update(section=section)
    assert in_use(service, TODAY, starter_in_force) == []


def test_ended_early_it_holds_no_longer(service, ask, approver, coordinator):
    row = exceptions.decide(ask().pk, by=approver, grants=True, now=NOON)
    exceptions.end_early(row.pk, by=coordinator, reason="The page is secure now.", now=NOON)
    assert in_use(service, TODAY) == []
    assert "policy.exception_ended" in kinds(row)
    with pytest.raises(Refused, match="not in use"):
        exceptions.end_early(row.pk, by=approver, reason="Again.", now=NOON)


def test_a_colleague_who_neither_asked_nor_decides_does_not_end_it(service, ask, approver):
    row = exceptions.decide(ask().pk, by=approver, grants=True, now=NOON)
    with pytest.raises(Refused, match="Only a line manager or service manager"):
        exceptions.end_early(row.pk, by=member(service, Role.COORDINATOR), reason="x", now=NOON)


# The page


@pytest.fixture
def page(service) -> str:
    return reverse("policies:exceptions", args=[service.slug])


def test_the_page_offers_no_rule_that_can_have_none(client, coordinator, starter_in_force, page):
    client.force_login(coordinator)
    offered = dict(client.get(page).context["form"].fields["rule"].choices)
    assert "broken-link" in offered
    assert not offered.keys() & {*NEVER_EXCEPTED, "length", "emoji-load"}


def test_asking_granting_and_ending_by_plain_forms(
    client, coordinator, approver, service, channel, starter_in_force, page
):
    today = service.today(timezone.now())
    days = {"starts_on": today.isoformat(), "ends_on": (today + dt.timedelta(days=9)).isoformat()}
    client.force_login(coordinator)
    client.post(page, {"rule": "broken-link", "channel": channel.pk, "reason": "No secure page.", **days})
    row = RuleException.objects.get()
    assert "Only a line manager or service manager can decide" in client.get(page).content.decode()
    client.force_login(approver)
    client.post(reverse("policies:decide_exception", args=[service.slug, row.pk]), {"decision": "grant"})
    assert "9 days left" in client.get(page).content.decode()
    client.post(reverse("policies:end_exception", args=[service.slug, row.pk]), {"reason": "The page is secure."})
    row.refresh_from_db()
    assert row.state == "ended"


def test_a_refused_wish_shows_the_sentence_and_what_was_typed(client, coordinator, channel, starter_in_force, page):
    client.force_login(coordinator)
    sent = {"rule": "broken-link", "channel": channel.pk, "reason": "<b>No</b> page", "starts_on": "2020-01-01"}
    answer = client.post(page, sent | {"ends_on": "2020-01-02"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "today or later" in shown
    assert "&lt;b&gt;No&lt;/b&gt; page" in shown


@pytest.mark.parametrize(
    "wrong", [{"rule": "personal-data"}, {"channel": "999999"}, {"ends_on": "soon"}, {"reason": ""}]
)
def test_hostile_and_half_filled_forms_are_sent_back(client, coordinator, channel, starter_in_force, page, wrong):
    client.force_login(coordinator)
    sent = {
        "rule": "broken-link",
        "channel": channel.pk,
        "reason": "x",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-02",
    }
    assert client.post(page, sent | wrong).status_code == 422
    assert not RuleException.objects.exists()


def test_the_page_costs_the_same_with_many(
    client, coordinator, starter_in_force, channel, page, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(coordinator)
    make = {"policy": starter_in_force.policy, "channel": channel}
    RuleExceptionFactory(**make, granted=True)
    client.get(page)
    with django_assert_max_num_queries(25) as few:
        client.get(page)
    for _ in range(15):
        RuleExceptionFactory(**make, granted=True)
        RuleExceptionFactory(**make)
    with django_assert_num_queries(len(few)):
        client.get(page)


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25"])
def test_it_expires_at_local_midnight_across_a_change_of_the_clocks(service, starter_in_force, channel, change):
    """The last day is the day on which the clocks change: 23 or 25 hours long."""
    last = dt.date.fromisoformat(change)
    row = RuleExceptionFactory(
        policy=starter_in_force.policy,
        channel=channel,
        granted=True,
        starts_on=last - dt.timedelta(days=3),
        ends_on=last,
    )
    midnight = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=service.zone).astimezone(dt.UTC)
    with time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
        assert in_use(service, service.today(timezone.now())) == [row.pk]
    with time_machine.travel(midnight, tick=False):
        assert in_use(service, service.today(timezone.now())) == []


def test_every_rule_that_can_have_one_runs_as_more_than_a_hint(service, starter_in_force):
    offered = {spec.identifier for spec in exceptions.rules_to_choose_from(service)}
    assert offered < set(CATALOGUE)
    assert not offered & set(NEVER_EXCEPTED)
