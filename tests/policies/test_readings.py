from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import services as accounts
from accounts.hours import hours_of
from accounts.models import Deputy, Membership, Role, User
from accounts.permissions import forget_roles
from audit.models import Event
from audit.services import first_broken_link
from policies import exceptions, questions, readings, workflow
from policies.digests import digest_of
from policies.models import Reading, ReadingCampaign
from policies.refusals import Refused
from tests.factories.accounts import member
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    RuleExceptionFactory,
    ScenarioQuestionFactory,
    SectionFactory,
)

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)  # a Monday


def fresh(user: User) -> User:
    """The same person at the next request, who keeps nothing from the last one."""
    return User.objects.get(pk=user.pk)


def at(day: dt.date, time: dt.time = dt.time(12)) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=dt.UTC)


@pytest.fixture
def staff(coordinator, approver, manager, safeguarding_lead, viewer):
    """All of them worked here before anything happened."""
    Membership.objects.update(started_at=NOW - dt.timedelta(days=900))
    return {"coordinator": coordinator, "approver": approver, "manager": manager, "viewer": viewer}


@pytest.fixture
def policy(service, manager):
    return PolicyFactory(service=service, owner=manager, title="Social media policy")


def in_force(policy, by, approver, *, now=NOW, **facts):
    """A version with one section, which takes over at its date."""
    version = PolicyVersionFactory(
        policy=policy, author=by, scheduled=True, approved_by=approver, effective_from=now.date(), **facts
    )
    SectionFactory(version=version)
    return workflow.put_in_force(version.pk, job="policy take-over", now=now)


@pytest.fixture
def campaign(policy, staff):
    version = in_force(policy, staff["manager"], staff["approver"])
    return version.reading_campaign


def row_of(campaign, user) -> Reading:
    return Reading.objects.get(campaign=campaign, user=user)


def accepted(campaign, user, now=NOW) -> Reading:
    row = row_of(campaign, user)
    return readings.accept(row.pk, by=user, digest=digest_of(readings.version_to_read(campaign)), now=now)


# Opening


def test_a_major_version_asks_every_member_and_the_record_says_so(campaign, service):
    assert campaign.readings.count() == 5
    assert set(campaign.readings.values_list("due_on", flat=True)) == {dt.date(2026, 12, 7)}
    event = Event.objects.get(kind="policy.reading_opened")
    assert event.sentence == "5 people were asked to read Social media policy 1.0 by 7 Dec 2026"
    assert first_broken_link(service) is None


def test_a_version_asks_only_the_roles_that_it_names(policy, staff):
    version = in_force(policy, staff["manager"], staff["approver"], read_by=["coordinator", "line_manager"])
    people = version.reading_campaign.readings.values_list("user__name", flat=True)
    assert set(people) == {"Priya Nair", "Tom Ashworth"}


def test_a_minor_version_asks_nobody_and_leaves_the_campaign_open(campaign, policy, staff):
    version = in_force(policy, staff["manager"], staff["approver"], minor=1)
    assert not ReadingCampaign.objects.filter(version=version).exists()
    campaign.refresh_from_db()
    assert campaign.closed_at is None
    assert readings.version_to_read(campaign) == version


def test_a_newer_major_version_closes_the_older_campaign(campaign, policy, staff):
    version = in_force(policy, staff["manager"], staff["approver"], major=2, now=NOW + dt.timedelta(days=3))
    campaign.refresh_from_db()
    assert campaign.closed_at == NOW + dt.timedelta(days=3)
    assert version.reading_campaign.readings.count() == 5
    with pytest.raises(Refused, match="newer version"):
        accepted(campaign, staff["coordinator"])


def test_a_newer_major_version_frees_nobody_who_was_late(campaign, policy, staff, service):
    accepted(campaign, staff["approver"])
    later = at(dt.date(2026, 12, 20))
    newer = in_force(policy, staff["manager"], staff["approver"], major=2, now=later).reading_campaign
    assert row_of(newer, staff["coordinator"]).due_on == row_of(campaign, staff["coordinator"]).due_on
    assert row_of(newer, staff["approver"]).due_on == newer.due_on > later.date()
    assert readings.refusal_unread(staff["approver"], service, later) == ""
    assert "Social media policy 2.0" in readings.refusal_unread(staff["coordinator"], service, later)
    accepted(newer, staff["coordinator"], later)
    assert readings.refusal_unread(staff["coordinator"], service, later) == ""


def test_a_newer_major_version_gives_its_own_time_to_who_was_not_late_yet(campaign, policy, staff):
    now = at(dt.date(2026, 12, 7))
    newer = in_force(policy, staff["manager"], staff["approver"], major=2, now=now).reading_campaign
    assert set(newer.readings.values_list("due_on", flat=True)) == {newer.due_on}


def test_the_campaign_of_another_policy_stays_open(campaign, service, staff, manager):
    other = PolicyFactory(service=service, owner=manager, title="Acceptable use", kind="acceptable_use")
    in_force(other, manager, staff["approver"])
    campaign.refresh_from_db()
    assert campaign.closed_at is None


def test_when_the_opening_fails_the_version_does_not_come_into_force(policy, staff, monkeypatch):
    facts = {"approved_by": staff["approver"], "effective_from": NOW.date()}
    version = PolicyVersionFactory(policy=policy, scheduled=True, **facts)
    monkeypatch.setattr(readings, "asked_people", lambda *_: {None: None})  # nobody's reading: the database refuses it
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        workflow.put_in_force(version.pk, job="policy take-over", now=NOW)
    version.refresh_from_db()
    assert version.state == "scheduled"


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (dt.datetime(2026, 12, 21, 10, tzinfo=dt.UTC), dt.date(2027, 1, 7)),  # Christmas, Boxing Day moved, New Year
        (dt.datetime(2027, 3, 25, 10, tzinfo=dt.UTC), dt.date(2027, 4, 12)),  # Good Friday, clocks, Easter Monday
        (dt.datetime(2027, 3, 28, 0, 5, tzinfo=dt.UTC), dt.date(2027, 4, 12)),  # the spring change itself, a Sunday
        (dt.datetime(2027, 10, 30, 23, 30, tzinfo=dt.UTC), dt.date(2027, 11, 12)),  # 00:30 of the autumn change
        (dt.datetime(2027, 8, 26, 23, 5, tzinfo=dt.UTC), dt.date(2027, 9, 13)),  # 00:05 on Friday; bank holiday Monday
    ],
)
def test_ten_working_days_know_the_bank_holidays_and_the_wall_clock(policy, staff, opened, due):
    version = in_force(policy, staff["manager"], staff["approver"], now=opened)
    assert version.reading_campaign.due_on == due


def test_over_two_years_every_due_day_is_the_tenth_working_day(service, policy, staff):
    """Whatever day a version comes into force: ten working days lie after it, none of them a bank holiday."""
    hours, day = hours_of(service), dt.date(2026, 1, 1)
    while day < dt.date(2028, 1, 1):
        due = hours.nth_working_day(day, readings.DAYS)
        between = [day + dt.timedelta(days=n) for n in range(1, (due - day).days + 1)]
        assert sum(map(hours.is_working_day, between)) == readings.DAYS
        assert hours.is_working_day(due)
        assert day + dt.timedelta(days=12) <= due <= day + dt.timedelta(days=20)
        day += dt.timedelta(days=1)


# Joiners and leavers


def test_a_joiner_has_five_working_days_from_the_day_of_joining(campaign, service):
    joiner = member(service, Role.COORDINATOR)
    Membership.objects.filter(user=joiner).update(started_at=at(dt.date(2026, 12, 18)))  # Friday before Christmas
    assert readings.add_joiners(campaign, at(dt.date(2026, 12, 18), dt.time(13))) == 1
    assert row_of(campaign, joiner).due_on == dt.date(2026, 12, 29)
    assert readings.add_joiners(campaign, at(dt.date(2026, 12, 18), dt.time(14))) == 0


def test_a_joiner_who_is_asked_too_late_counts_from_then(campaign, service):
    joiner = member(service, Role.COORDINATOR)
    Membership.objects.filter(user=joiner).update(started_at=at(dt.date(2026, 11, 30)))
    readings.add_joiners(campaign, at(dt.date(2026, 12, 14)))
    assert row_of(campaign, joiner).due_on == dt.date(2026, 12, 21)


def test_an_older_member_with_a_new_role_counts_from_that_day(policy, staff):
    version = in_force(policy, staff["manager"], staff["approver"], read_by=["line_manager"])
    campaign, coordinator = version.reading_campaign, staff["coordinator"]
    membership = Membership.objects.get(user=coordinator)
    accounts.change_roles(membership.pk, roles=["line_manager"], reason="Tom left.", by=staff["manager"])
    readings.add_joiners(campaign, NOW + dt.timedelta(days=30))  # Wednesday, 23 December
    assert row_of(campaign, coordinator).due_on == dt.date(2027, 1, 4)


def test_a_joiner_is_asked_when_they_open_the_page_before_the_tick(campaign, service):
    joiner = member(service, Role.COORDINATOR)
    assert readings.reading_of(joiner, campaign, timezone.now()).due_on
    assert campaign.readings.count() == 6


def test_who_left_is_no_longer_asked_and_is_asked_anew_when_back(campaign, staff):
    membership = Membership.objects.get(user=staff["coordinator"])
    accounts.end_access(membership.pk, reason="Left.", by=staff["manager"])
    readings.add_joiners(campaign, NOW + dt.timedelta(days=20))
    assert row_of(campaign, staff["coordinator"]).left_at
    accounts.restore_access(membership.pk, reason="Back.", by=staff["manager"])
    readings.add_joiners(campaign, NOW + dt.timedelta(days=60))  # Friday, 22 January
    row = row_of(campaign, staff["coordinator"])
    assert (row.left_at, row.due_on) == (None, dt.date(2027, 1, 29))


def test_what_was_read_stays_on_record_when_somebody_leaves(campaign, staff):
    accepted(campaign, staff["coordinator"])
    accounts.end_access(Membership.objects.get(user=staff["coordinator"]).pk, reason="Left.", by=staff["manager"])
    readings.add_joiners(campaign, NOW + dt.timedelta(days=1))
    row = row_of(campaign, staff["coordinator"])
    assert row.read_at
    assert row.left_at is None


def test_a_deputy_is_asked_for_as_long_as_they_stand_in(policy, staff, service):
    version = in_force(policy, staff["manager"], staff["approver"], read_by=["line_manager"])
    deputy = Deputy.objects.create(
        service=service,
        role=Role.LINE_MANAGER,
        stands_in_for=staff["approver"],
        deputy=staff["coordinator"],
        starts_on=dt.date(2026, 12, 1),
        ends_on=dt.date(2026, 12, 4),
    )
    campaign = version.reading_campaign
    assert readings.add_joiners(campaign, at(deputy.starts_on)) == 1
    readings.add_joiners(campaign, at(deputy.ends_on + dt.timedelta(days=1)))
    assert row_of(campaign, staff["coordinator"]).left_at


def test_a_closed_campaign_asks_no_joiner(campaign, service):
    ReadingCampaign.objects.update(closed_at=NOW)
    joiner = member(service, Role.COORDINATOR)
    campaign.refresh_from_db()
    assert readings.reading_of(joiner, campaign, NOW) is None
    assert readings.look_for_joiners(service, NOW) == 0


# Answers


@pytest.fixture
def asked(campaign):
    """Three questions of the version in force, the second about a post."""
    section = campaign.version.sections.get()
    return [
        ScenarioQuestionFactory(section=section),
        ScenarioQuestionFactory(section=section, about="post", text="Vote for us!", answer="no"),
        ScenarioQuestionFactory(section=section, answer="troll", text="Ha ha"),
    ]


def right(asked) -> dict[str, str]:
    return {questions.key_of(one): one.answer for one in asked}


def test_wrong_answers_are_told_and_tried_again_without_end(campaign, staff, asked):
    user, wrong = staff["coordinator"], {**right(asked), questions.key_of(asked[1]): "yes"}
    row = row_of(campaign, user)
    for _ in range(3):
        told = readings.keep_answers(row.pk, by=user, answers=wrong)
        assert [one.is_right for one in told] == [True, False, True]
    with pytest.raises(Refused, match="Answer the questions first"):
        accepted(campaign, user)
    assert all(one.is_right for one in readings.keep_answers(row.pk, by=user, answers=right(asked)))
    assert accepted(campaign, user).tries == 4


@pytest.mark.parametrize(
    "hostile",
    [
        {},
        {"nobody asked": "yes"},
        {"q": "x" * 100_000},
        {"\x00": "\x00"},
        {"<script>": "<script>alert(1)</script>"},
    ],
)
def test_what_no_question_asks_is_not_kept(campaign, staff, asked, hostile):
    row = row_of(campaign, staff["coordinator"])
    readings.keep_answers(row.pk, by=staff["coordinator"], answers=hostile)
    row.refresh_from_db()
    assert row.answers == {}


@pytest.mark.parametrize("answer", ["yes", "", "case_request ", "CASE_REQUEST", "x" * 10_000, "\x00"])
def test_an_answer_that_is_not_offered_leaves_the_last_one(campaign, staff, asked, answer):
    row, key = row_of(campaign, staff["coordinator"]), questions.key_of(asked[0])
    readings.keep_answers(row.pk, by=staff["coordinator"], answers={key: "grievance"})
    readings.keep_answers(row.pk, by=staff["coordinator"], answers={key: answer})
    row.refresh_from_db()
    assert row.answers == {key: "grievance"}


def test_answers_are_kept_without_counting_as_a_try(campaign, staff, asked):
    row = row_of(campaign, staff["coordinator"])
    readings.keep_answers(row.pk, by=staff["coordinator"], answers=right(asked), is_try=False)
    row.refresh_from_db()
    assert (row.tries, len(row.answers)) == (0, 3)


def test_the_tries_do_not_run_over(campaign, staff, asked):
    row = row_of(campaign, staff["coordinator"])
    Reading.objects.filter(pk=row.pk).update(tries=readings.MOST_TRIES)
    readings.keep_answers(row.pk, by=staff["coordinator"], answers={})
    row.refresh_from_db()
    assert row.tries == readings.MOST_TRIES


def test_nobody_answers_or_accepts_for_somebody_else(campaign, staff):
    row = row_of(campaign, staff["coordinator"])
    for by in (staff["manager"], staff["approver"]):
        with pytest.raises(Refused, match="for themselves"):
            readings.keep_answers(row.pk, by=by, answers={})
        with pytest.raises(Refused, match="for themselves"):
            readings.accept(row.pk, by=by, digest=digest_of(campaign.version))


def test_somebody_of_another_service_is_not_asked(campaign, outsider):
    assert readings.reading_of(outsider, campaign, NOW) is None
    row = ReadingFactory(campaign=campaign, user=outsider)  # as if a row had been slipped in
    with pytest.raises(Refused, match="no longer asked"):
        readings.accept(row.pk, by=outsider, digest=digest_of(campaign.version))


def test_a_minor_version_keeps_the_answers_to_questions_that_stayed(campaign, policy, staff, asked):
    row = row_of(campaign, staff["coordinator"])
    readings.keep_answers(row.pk, by=staff["coordinator"], answers=right(asked))
    version = workflow.start_version(policy, by=staff["manager"])
    row.refresh_from_db()
    assert [one.is_right for one in questions.answered(version, row.answers)] == [True, True, True]


# Accepting


def test_acceptance_is_stored_with_the_digest_of_exactly_that_text(campaign, staff):
    row = accepted(campaign, staff["coordinator"])
    row.refresh_from_db()
    assert row.read_at == NOW
    assert row.digest == digest_of(campaign.version)
    assert row.read_version == campaign.version
    assert Event.objects.get(kind="policy.reading_accepted").data["digest"] == row.digest


def test_said_twice_it_counts_once(campaign, staff):
    accepted(campaign, staff["coordinator"])
    again = accepted(campaign, staff["coordinator"], now=NOW + dt.timedelta(hours=1))
    assert again.read_at == NOW
    assert Event.objects.filter(kind="policy.reading_accepted").count() == 1


@pytest.mark.parametrize("digest", ["", "0" * 64, "x" * 10_000, "\x00"])
def test_another_text_than_the_one_in_force_cannot_be_accepted(campaign, staff, digest):
    row = row_of(campaign, staff["coordinator"])
    with pytest.raises(Refused, match="came into force after you opened"):
        readings.accept(row.pk, by=staff["coordinator"], digest=digest)


def test_a_page_from_before_a_minor_version_is_not_accepted(campaign, policy, staff):
    shown = digest_of(campaign.version)
    version = in_force(policy, staff["manager"], staff["approver"], minor=1)
    row = row_of(campaign, staff["coordinator"])
    with pytest.raises(Refused, match=r"Version 1\.1 came into force"):
        readings.accept(row.pk, by=staff["coordinator"], digest=shown)
    row = accepted(campaign, staff["coordinator"])
    assert (row.read_version, row.digest) == (version, digest_of(version))


def test_the_database_keeps_a_version_and_its_digest_together(campaign, staff):
    row = row_of(campaign, staff["coordinator"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=row.pk).update(read_version=campaign.version)


def test_what_changed_is_told_since_ones_own_last_reading(campaign, policy, staff, service):
    one = campaign.version
    accepted(campaign, staff["coordinator"])
    in_force(policy, staff["manager"], staff["approver"], minor=1, now=NOW + dt.timedelta(days=1))
    two = in_force(policy, staff["manager"], staff["approver"], major=2, now=NOW + dt.timedelta(days=2))
    newer = two.reading_campaign
    joiner = member(service, Role.COORDINATOR)
    Membership.objects.filter(user=joiner).update(started_at=NOW + dt.timedelta(days=3))
    assert readings.version_before(staff["coordinator"], newer) == one
    assert readings.version_before(staff["approver"], newer).number == "1.1"
    assert readings.version_before(joiner, newer) is None
    assert readings.version_before(staff["approver"], campaign) is None


# The gate

DUE = dt.date(2026, 12, 7)
BEFORE, ON, AFTER = DUE - dt.timedelta(days=1), DUE, DUE + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "state", "roles", "day", "is_locked"),
    [
        ("policy", {}, [], BEFORE, False),
        ("policy", {}, [], ON, False),
        ("policy", {}, [], AFTER, True),
        ("policy", {}, ["coordinator"], AFTER, True),
        ("policy", {}, ["coordinator", "viewer"], AFTER, True),
        ("policy", {}, ["line_manager"], AFTER, False),  # lost the role since
        ("policy", {"read_at": NOW}, [], AFTER, False),
        ("policy", {"left_at": NOW}, [], AFTER, False),
        ("policy", {"due_on": AFTER}, [], AFTER, False),  # extended
        ("policy", {"due_on": AFTER}, [], AFTER + dt.timedelta(days=1), True),
        ("policy", {"due_on": DUE - dt.timedelta(days=700)}, [], BEFORE, True),
        ("closed", {}, [], AFTER, False),
        ("training", {}, [], AFTER, False),
        ("training", {"due_on": DUE - dt.timedelta(days=700)}, [], AFTER, False),
    ],
)
def test_the_gate_as_a_table(service, coordinator, kind, state, roles, day, is_locked):
    facts = {"training": True, "service": service} if kind == "training" else {}
    version = {} if kind == "training" else {"version": PolicyVersionFactory(service=service, in_force=True)}
    closed_at = NOW if kind == "closed" else None
    campaign = ReadingCampaignFactory(roles=roles, closed_at=closed_at, due_on=DUE, **facts, **version)
    ReadingFactory(campaign=campaign, user=coordinator, **state)
    assert bool(readings.refusal_unread(coordinator, service, at(day))) == is_locked


def test_the_sentence_says_what_to_read_where_and_since_when(campaign, staff, service):
    said = readings.refusal_unread(staff["approver"], service, at(AFTER))
    assert said == (
        "You have not read “Social media policy 1.0” yet; it was due on Mon 7 Dec 2026. Read and accept it first: you "
        "find it under Policies, Reading. Until then you can look, but not approve anything or handle comments."
    )


def test_reading_opens_the_gate_at_once(campaign, staff, service):
    user = staff["approver"]
    assert readings.refusal_unread(user, service, at(AFTER))
    accepted(campaign, user, now=at(AFTER))
    assert readings.refusal_unread(user, service, at(AFTER)) == ""


@pytest.fixture
def in_review(campaign, policy, staff):
    """A second version, which the line manager is to approve."""
    version = PolicyVersionFactory(policy=policy, author=staff["manager"], minor=1, in_review=True)
    SectionFactory(version=version)
    return version


def test_who_is_late_returns_a_policy_but_does_not_approve_one(in_review, staff):
    with pytest.raises(Refused, match="not read “Social media policy"):
        workflow.approve(in_review.pk, by=staff["approver"], now=at(AFTER))
    returned = workflow.return_for_changes(in_review.pk, by=staff["approver"], note="Too long.", now=at(AFTER))
    assert returned.state == "changes_requested"


def test_reading_lets_a_policy_be_approved(in_review, campaign, staff):
    accepted(campaign, staff["approver"], now=at(AFTER))
    assert workflow.approve(in_review.pk, by=fresh(staff["approver"]), now=at(AFTER)).state == "approved"


def test_more_time_lets_a_policy_be_approved(in_review, campaign, staff):
    readings.extend(row_of(campaign, staff["approver"]).pk, by=staff["manager"], reason="Ill", now=at(AFTER))
    assert workflow.approve(in_review.pk, by=fresh(staff["approver"]), now=at(AFTER)).state == "approved"


def test_the_page_of_a_version_says_why_it_cannot_be_approved(in_review, staff):
    Reading.objects.update(due_on=dt.date(2026, 1, 1))
    moves = workflow.available(in_review, fresh(staff["approver"]))
    assert "Read and accept it first" in moves["approve"]
    assert moves["return_for_changes"] == ""


def test_who_is_late_declines_an_exception_but_does_not_grant_one(campaign, policy, staff):
    asked = RuleExceptionFactory(policy=policy, asked_by=staff["coordinator"], state="asked", decided_by=None)
    with pytest.raises(Refused, match="not read “Social media policy"):
        exceptions.decide(asked.pk, by=staff["approver"], grants=True, now=at(AFTER))
    declined = exceptions.decide(asked.pk, by=staff["approver"], grants=False, note="Not now.", now=at(AFTER))
    assert declined.state == "declined"


def test_the_page_of_exceptions_offers_who_is_late_to_decline_alone(client, campaign, policy, staff, service):
    RuleExceptionFactory(policy=policy, asked_by=staff["coordinator"], state="asked", decided_by=None)
    Reading.objects.update(due_on=dt.date(2026, 1, 1))
    client.force_login(staff["approver"])
    page = client.get(reverse("policies:exceptions", args=[service.slug])).content.decode()
    assert 'value="decline"' in page
    assert 'value="grant"' not in page
    assert page.count("Read and accept it first") == 1


def test_the_gate_turns_at_midnight_of_the_wall_clock(service, coordinator):
    """31 October 2027: clocks go back, so local midnight is 23:00 UTC before and 00:00 UTC after."""
    version = PolicyVersionFactory(service=service, in_force=True)
    campaign = ReadingCampaignFactory(version=version, due_on=dt.date(2027, 10, 29))
    ReadingFactory(campaign=campaign, user=coordinator)
    just_before = dt.datetime(2027, 10, 29, 22, 59, tzinfo=dt.UTC)
    assert readings.refusal_unread(coordinator, service, just_before) == ""
    assert readings.refusal_unread(coordinator, service, just_before + dt.timedelta(minutes=1))
    Reading.objects.update(due_on=dt.date(2027, 10, 31))
    just_before = dt.datetime(2027, 10, 31, 23, 59, tzinfo=dt.UTC)
    again = fresh(coordinator)
    assert readings.refusal_unread(again, service, just_before) == ""
    assert readings.refusal_unread(again, service, just_before + dt.timedelta(minutes=1))


def test_another_services_reading_locks_nothing_here(service, other_service, coordinator):
    theirs = ReadingCampaignFactory(version=PolicyVersionFactory(service=other_service, in_force=True))
    ReadingFactory(campaign=theirs, user=coordinator, due_on=DUE - dt.timedelta(days=100))
    assert readings.refusal_unread(coordinator, service, at(AFTER)) == ""


def test_the_gate_costs_one_query_a_request(campaign, staff, service, django_assert_num_queries):
    user = fresh(staff["approver"])
    with django_assert_num_queries(1):
        for _ in range(5):
            readings.refusal_unread(user, service, at(BEFORE))


# More time


def test_a_manager_gives_five_working_days_once_with_a_reason(campaign, staff):
    row = row_of(campaign, staff["coordinator"])
    row = readings.extend(row.pk, by=staff["manager"], reason=" Away ", now=at(BEFORE))
    assert (row.due_on, row.extension_reason) == (dt.date(2026, 12, 14), "Away")
    said = Event.objects.get(kind="policy.reading_extended").sentence
    assert said == "Helen Okafor gave Priya Nair until 14 Dec 2026 to read Social media policy 1.0: Away"
    with pytest.raises(Refused, match="one extension"):
        readings.extend(row.pk, by=staff["manager"], reason="Again", now=at(BEFORE))


def test_after_the_day_it_counts_from_today_over_christmas(campaign, staff, service):
    user = staff["coordinator"]
    assert readings.refusal_unread(user, service, at(dt.date(2026, 12, 23)))
    row = readings.extend(row_of(campaign, user).pk, by=staff["manager"], reason="Ill", now=at(dt.date(2026, 12, 23)))
    assert row.due_on == dt.date(2027, 1, 4)
    assert readings.refusal_unread(fresh(user), service, at(dt.date(2027, 1, 4))) == ""


@pytest.mark.parametrize("who", ["coordinator", "approver", "viewer"])
def test_only_a_service_manager_gives_more_time(campaign, staff, who):
    with pytest.raises(Refused, match="Only a service manager"):
        readings.extend(row_of(campaign, staff["coordinator"]).pk, by=staff[who], reason="Because.")


def test_a_manager_of_another_service_gives_no_time_here(campaign, staff, outsider):
    with pytest.raises(Refused, match="Only a service manager"):
        readings.extend(row_of(campaign, staff["coordinator"]).pk, by=outsider, reason="Because.")


def test_no_manager_gives_time_to_themselves(campaign, staff):
    with pytest.raises(Refused, match="yourself"):
        readings.extend(row_of(campaign, staff["manager"]).pk, by=staff["manager"], reason="Busy.")


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_more_time_needs_a_reason(campaign, staff, reason):
    with pytest.raises(Refused, match="Say why"):
        readings.extend(row_of(campaign, staff["coordinator"]).pk, by=staff["manager"], reason=reason)


def test_who_has_read_needs_no_time(campaign, staff):
    accepted(campaign, staff["coordinator"])
    with pytest.raises(Refused, match="has read it already"):
        readings.extend(row_of(campaign, staff["coordinator"]).pk, by=staff["manager"], reason="Away.")


# Trainings


@pytest.fixture
def training(service, staff):
    return readings.open_training(
        service,
        by=staff["manager"],
        title="Yearly training",
        held_on=dt.date(2026, 11, 20),
        due_on=dt.date(2026, 12, 4),
        now=NOW,
    )


def test_a_training_asks_whoever_worked_here_then(training, service):
    assert training.readings.count() == 5
    joiner = member(service, Role.COORDINATOR)
    Membership.objects.filter(user=joiner).update(started_at=NOW + dt.timedelta(days=2))
    assert readings.add_joiners(training, NOW + dt.timedelta(days=3)) == 0


def test_a_person_says_so_or_a_manager_records_it(training, staff):
    own = readings.took_part(training.pk, by=staff["coordinator"], now=NOW)
    other = readings.took_part(training.pk, by=staff["manager"], user_id=staff["viewer"].pk, now=NOW)
    assert (own.recorded_by, other.recorded_by) == (None, staff["manager"])
    readings.took_part(training.pk, by=staff["coordinator"], now=NOW)
    assert Event.objects.filter(kind="training.confirmed").count() == 1
    assert Event.objects.get(kind="training.recorded").data["name"] == "Steering group"


def test_a_joiner_can_be_recorded_for_a_training_that_they_were_not_asked_for(training, service, staff):
    joiner = member(service, Role.COORDINATOR)
    row = readings.took_part(training.pk, by=staff["manager"], user_id=joiner.pk, now=NOW)
    assert row.read_at == NOW


def test_nobody_took_part_before_the_day(service, staff):
    ahead = readings.open_training(
        service,
        by=staff["manager"],
        title="Next week",
        held_on=dt.date(2026, 11, 30),
        due_on=dt.date(2026, 12, 4),
        now=NOW,
    )
    with pytest.raises(Refused, match="Record after it"):
        readings.took_part(ahead.pk, by=staff["coordinator"], now=NOW)


@pytest.mark.parametrize("who", ["coordinator", "approver", "viewer"])
def test_only_a_manager_records_others_and_opens_trainings(training, service, staff, who):
    with pytest.raises(Refused, match="Only a service manager"):
        readings.took_part(training.pk, by=staff[who], user_id=staff["manager"].pk, now=NOW)
    days = {"held_on": NOW.date(), "due_on": NOW.date()}
    with pytest.raises(Refused, match="Only a service manager"):
        readings.open_training(service, by=staff[who], title="Mine", now=NOW, **days)


def test_somebody_of_another_service_cannot_be_recorded(training, staff, outsider):
    with pytest.raises(Refused, match="works in this service"):
        readings.took_part(training.pk, by=staff["manager"], user_id=outsider.pk, now=NOW)
    with pytest.raises(Refused, match="works in this service"):
        readings.took_part(training.pk, by=outsider, now=NOW)


def test_a_policy_is_not_attended_and_a_training_not_read(campaign, training, staff):
    with pytest.raises(Refused, match="not attended"):
        readings.took_part(campaign.pk, by=staff["coordinator"], now=NOW)
    with pytest.raises(Refused, match="not read"):
        readings.accept(row_of(training, staff["coordinator"]).pk, by=staff["coordinator"], digest="")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"title": "  "}, "title"),
        ({"due_on": dt.date(2026, 11, 22)}, "neither over"),
        ({"held_on": dt.date(2026, 12, 9)}, "nor before the training"),
        ({"roles": ["king"]}, "no role called king"),
    ],
)
def test_a_training_that_makes_no_sense_is_refused(service, staff, facts, why):
    usual = {"title": "Yearly", "held_on": dt.date(2026, 11, 20), "due_on": dt.date(2026, 12, 4)}
    with pytest.raises(Refused, match=why):
        readings.open_training(service, by=staff["manager"], now=NOW, **{**usual, **facts})


def test_the_same_training_twice_is_refused(training, service, staff):
    days = {"held_on": training.held_on, "due_on": training.due_on}
    with pytest.raises(Refused, match="on record already"):
        readings.open_training(service, by=staff["manager"], title="yearly TRAINING", now=NOW, **days)


def test_a_newer_training_closes_one_whose_time_is_over(training, service, staff):
    def opened(now: dt.datetime) -> None:
        day = now.date()
        readings.open_training(service, by=staff["manager"], title=f"On {day}", held_on=day, due_on=day, now=now)
        training.refresh_from_db()

    opened(NOW + dt.timedelta(days=1))
    assert training.closed_at is None
    opened(at(dt.date(2026, 12, 5)))
    assert training.closed_at
    assert readings.took_part(training.pk, by=staff["coordinator"], now=at(dt.date(2026, 12, 6))).read_at


def test_the_next_training_is_due_a_year_later(service, training):
    assert readings.next_training_due(service) == dt.date(2027, 11, 20)
    training.delete()
    assert readings.next_training_due(service) is None


def test_roles_are_looked_at_again(campaign, staff, service):
    """A role that was taken away meanwhile counts, whatever the request had kept."""
    manager = member(service, Role.SERVICE_MANAGER)
    row = row_of(campaign, staff["coordinator"])
    assert not readings.permissions.refusal_to_manage_readings(manager, service)
    Membership.objects.get(user=manager).roles.all().delete()
    with pytest.raises(Refused, match="Only a service manager"):
        readings.extend(row.pk, by=manager, reason="Because.")
    forget_roles(manager)
