"""Every figure of every area: counted by hand with none, with one, with some, and across both clock changes."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import OutgoingMail, Role
from audit import services as audit
from audit.kinds import Kind
from channels.models import ProfileCheck
from insights import health
from insights.compliance import areas, checks, counting
from insights.compliance.page import Counts, cells
from insights.spans import Days, Month
from moderation.models import Appeal, Comment, DataRequest, LegalHold, PurgeRun, Step, StepState
from posts.models import Attempt, Consent, Delivery, NetworkChange, Post, Review, Slot, Strategy
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, ProfileStandardFactory, RiskAssessmentFactory
from tests.factories.moderation import AppealFactory, CommentFactory, IncidentFactory
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    RuleExceptionFactory,
    SectionFactory,
)
from tests.factories.posts import ConsentFactory, PostFactory

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def november(service) -> Month:
    return Month(service, dt.date(2026, 11, 1))


def share_of(key: str, span, now: dt.datetime = NOW) -> tuple[int, int]:
    """By counting, which is the same as by listing."""
    rows = areas.FIGURES[key].rows(span, now)
    listed = rows[:]
    assert counting.share(rows) == (sum(row.is_good for row in listed), len(listed))
    return counting.share(rows)


@pytest.mark.parametrize("key", areas.FIGURES)
def test_a_service_without_anything_has_a_figure_and_no_row(service, november, key):
    figure = areas.FIGURES[key]
    if key not in ("coverage", "parts"):  # the ten items, and the system itself, are always there
        assert share_of(key, november) == (0, 0)
    assert all(cell["name"] and cell["value"] for cell in cells(figure, Counts(november, NOW)))


@pytest.mark.parametrize("key", areas.FIGURES)
def test_every_figure_says_how_it_is_counted_and_has_a_key_that_no_other_page_has(key):
    assert len(areas.FIGURES[key].counted) > 40
    assert key not in ("area", "evidence", "reports")


# Policies, reading and training


def test_a_review_within_two_months_is_announced_and_one_that_is_over_is_to_be_looked_at(service, november):
    today = NOW.date()
    for days, kind in ((-1, "other"), (0, "social_media"), (60, "other"), (61, "other")):
        policy = PolicyFactory(service=service, kind=kind)
        version = PolicyVersionFactory(in_force=True, policy=policy)
        type(version).objects.filter(pk=version.pk).update(next_review_on=today + days * DAY)
    assert share_of("policies", november) == (3, 4)
    assert share_of("reviews", november) == (2, 3)


def test_an_item_is_covered_by_a_section_with_a_text(service, november):
    assert share_of("coverage", november) == (0, 10)
    version = PolicyVersionFactory(in_force=True, service=service)
    SectionFactory(version=version, standard_item="confidentiality")
    SectionFactory(version=version, standard_item="comments")
    SectionFactory(version=version, standard_item="negativity", body="  ")
    assert share_of("coverage", november) == (2, 10)


def test_readings_count_people_who_are_still_asked(service, november):
    campaign = ReadingCampaignFactory(version=PolicyVersionFactory(in_force=True, service=service))
    ReadingFactory(campaign=campaign, read_at=NOW)
    ReadingFactory(campaign=campaign, due_on=NOW.date() - DAY)
    ReadingFactory(campaign=campaign, left_at=NOW)
    assert share_of("people-read", november) == (1, 2)
    assert share_of("readings", november) == (0, 1)


def test_training_counts_for_a_year(service, november):
    for days in (0, 365, 366):
        campaign = ReadingCampaignFactory(training=True, service=service, held_on=NOW.date() - days * DAY)
        ReadingFactory(campaign=campaign, user=member(service, Role.COORDINATOR), read_at=NOW)
    member(service, Role.VIEWER)
    member(service)  # without a role
    assert share_of("trained", november) == (2, 4)


# Approvals and checks


def approved(service, author, approver, hours: float, at: dt.datetime = NOW, rules: tuple[str, ...] = ()):
    post = PostFactory(service=service, author=author)
    Post.objects.filter(pk=post.pk).update(submitted_at=at - hours * HOUR, approved_at=at)
    finding = {"severity": "warn", "message": "", "quote": "", "reason": "It is our own time."}
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest,
        decision=Review.Decision.APPROVED,
        by=approver,
        at=at,
        findings=[{"rule": rule, **finding} for rule in rules],
    )
    return post


def test_time_to_approve_runs_from_the_last_submission_and_has_median_and_p90(service, author, approver, november):
    for hours in (1, 2, 30):
        approved(service, author, approver, hours)
    assert share_of("approval-time", november) == (2, 3)
    values = [cell["value"] for cell in cells(areas.FIGURES["approval-time"], Counts(november, NOW))]
    assert values == ["2 h", "30 h"]


def test_the_night_of_the_spring_change_is_an_hour_shorter(service, author, approver):
    at = dt.datetime(2026, 3, 29, 9, 0, tzinfo=LONDON)
    post = approved(service, author, approver, 0, at=at)
    Post.objects.filter(pk=post.pk).update(submitted_at=dt.datetime(2026, 3, 28, 9, 0, tzinfo=LONDON))
    spring = Days(service, dt.date(2026, 3, 29), dt.date(2026, 3, 29))
    assert [row.fact for row in areas.FIGURES["approval-time"].rows(spring, NOW)] == ["23 h from submitted to approved"]


def test_a_rule_that_is_let_pass_on_half_of_four_posts_is_to_be_looked_at(service, author, approver, november):
    for rules in (("promise", "shouting"), ("promise",), ("promise",), ("promise",)):
        approved(service, author, approver, 1, rules=rules)
    assert share_of("rules", november) == (1, 2)
    assert share_of("overridden", november) == (5, 5)
    found = checks.by_rule(november)
    assert [(rule, len(of.fired), len(of.overridden)) for rule, of in found.items()] == [
        ("promise", 4, 4),
        ("shouting", 1, 1),
    ]


def test_an_exception_that_ends_within_a_week_is_to_be_looked_at(service, november):
    policy = PolicyFactory(service=service)
    for days in (-1, 0, 7, 8):
        RuleExceptionFactory(
            granted=True,
            policy=policy,
            channel=ChannelFactory(service=service),
            starts_on=NOW.date() - 5 * DAY,
            ends_on=NOW.date() + days * DAY,
        )
    assert share_of("exceptions", november) == (1, 3)


# Publishing


def delivery(service, due_at: dt.datetime, *, state: str = "sent", late: float = 0, by_hand: bool = False):
    post = PostFactory(service=service)
    sent = {"sent_at": due_at + dt.timedelta(minutes=late), "remote_id": "x"} if state == "sent" else {}
    return Delivery.objects.create(
        post=post,
        channel=ChannelFactory(service=service, by_hand=by_hand),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=due_at,
        state=state,
        **sent,
    )


def test_on_time_is_within_five_minutes_or_an_hour_by_hand(service, november):
    for minutes in (0, 5, 6):
        delivery(service, NOW - DAY, late=minutes)
    for minutes in (60, 61):
        delivery(service, NOW - DAY, late=minutes, by_hand=True)
    delivery(service, NOW - DAY, state="expired")
    delivery(service, NOW - DAY, state="cancelled")
    delivery(service, NOW + DAY, state="due")
    assert share_of("on-time", november) == (3, 6)
    assert share_of("not-out", november) == (0, 1)


@pytest.mark.parametrize("hour", [0, 1])
def test_both_hours_that_autumn_repeats_belong_to_that_day(service, hour):
    twice = dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=hour)
    delivery(service, twice.astimezone(dt.UTC))
    the_day = Days(service, dt.date(2026, 10, 25), dt.date(2026, 10, 25))
    assert share_of("on-time", the_day) == (1, 1)
    assert share_of("on-time", the_day.after) == share_of("on-time", the_day.before) == (0, 0)


def test_what_waits_for_a_hand_is_counted_as_of_now(service, november):
    for minutes in (-10, 59, 61):
        delivery(service, NOW - dt.timedelta(minutes=minutes), state="by_hand", by_hand=True)
    assert share_of("by-hand", november) == (2, 3)


def test_weeks_are_held_against_the_strategy_once_they_are_over(service, manager):
    channel = ChannelFactory(service=service, by_hand=True)
    strategy = Strategy.objects.create(channel=channel, posts_a_week=1, changed_by=manager)
    Slot.objects.create(strategy=strategy, weekday=0, at=dt.time(9))
    sent = delivery(service, dt.datetime(2026, 10, 25, 23, 30, tzinfo=LONDON))  # Sunday, after the change
    Delivery.objects.filter(pk=sent.pk).update(channel=channel)
    october = Month(service, dt.date(2026, 10, 1))
    assert share_of("frequency", october) == (1, 4)  # from 5, 12, 19 and 26 October
    assert share_of("frequency", october, dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)) == (1, 3)


def test_the_last_week_of_a_month_goes_on_into_the_next(service, manager):
    channel = ChannelFactory(service=service, by_hand=True)
    Strategy.objects.create(channel=channel, posts_a_week=1, changed_by=manager)
    for day in (dt.datetime(2026, 11, 1, 23, 30, tzinfo=LONDON), dt.datetime(2026, 11, 2, 0, 30, tzinfo=LONDON)):
        Delivery.objects.filter(pk=delivery(service, day).pk).update(channel=channel)
    october = Month(service, dt.date(2026, 10, 1))
    assert share_of("frequency", october) == (1, 4)  # from 26 October, by the Sunday
    assert share_of("frequency", october.after) == (1, 2)  # from 2 and 9 November
    both = counting.shares(areas.FIGURES["frequency"], october.after, october, NOW)
    assert both == ((1, 2), (1, 4))


# Comments


def test_closed_with_complete_evidence_needs_the_capture_and_every_step(service, coordinator, november):
    for state in (StepState.DONE, StepState.TODO):
        comment = CommentFactory(service=service, closed=True, posted_at=NOW - DAY, closed_at=NOW)
        done = {"by": coordinator, "at": NOW} if state == StepState.DONE else {}
        Step.objects.create(comment=comment, capture=comment.capture, key="hide", position=1, state=state, **done)
    without = CommentFactory(service=service, closed=True, posted_at=NOW - DAY, closed_at=NOW)
    without.capture.delete()
    CommentFactory(service=service, posted_at=NOW - DAY)
    assert share_of("proof", november) == (1, 3)


def test_a_grievance_has_one_public_answer_however_many_comments_join_it(service, coordinator, november):
    for posts in ((1, 1), (2, 3), ()):
        incident = IncidentFactory(service=service, opened_at=NOW - DAY, opened_by=coordinator)
        for post in posts:
            comment = CommentFactory(service=service, grievance=True, incident=incident, posted_at=NOW - DAY)
            Step.objects.create(
                comment=comment,
                capture=comment.capture,
                key="public_post",
                position=1,
                state=StepState.DONE,
                by=coordinator,
                at=NOW,
                data={"post": post},
            )
    assert share_of("one-answer", november) == (2, 3)


def test_each_time_that_a_comment_was_opened_again_counts(service, coordinator, november):
    comment = CommentFactory(service=service)
    for at in (NOW - 40 * DAY, NOW - 2 * DAY, NOW - DAY):
        audit.record(Kind.COMMENT_REOPENED, on=comment, actor=coordinator, data={"reason": "They wrote again."}, now=at)
    assert share_of("reopened", november) == (0, 2)
    row = areas.FIGURES["reopened"].rows(november, NOW)[0]
    assert coordinator.name in row.fact
    assert coordinator.name not in row.plain + row.fact_for_all


def test_appeals_are_in_time_until_their_day_and_upheld_ones_are_counted_when_decided(service, manager, november):
    today = NOW.date()
    decided = {"decided_by": manager, "reason": "It was a joke.", "told_how": "by e-mail"}
    for due_on, at, decision in (
        (today, NOW, Appeal.Decision.UPHELD),
        (today - DAY, NOW, Appeal.Decision.DISMISSED),
        (today - DAY, None, ""),
        (today + DAY, None, ""),
    ):
        appeal = AppealFactory(comment__service=service, received_at=NOW - 5 * DAY, due_on=due_on)
        values = {"decided_at": at, "decision": decision, **decided} if at else {}
        Appeal.objects.filter(pk=appeal.pk).update(due_on=due_on, **values)
    assert share_of("appeals", november) == (1, 3)
    assert share_of("upheld", november) == (0, 1)


# Channels and consents


def test_a_channel_is_in_order_by_profile_risks_and_connection(service, november):
    now = timezone.now()
    ChannelFactory(service=service)  # the training network is no channel of ours
    ChannelFactory(service=service, by_hand=True, planned=True)
    bare = ChannelFactory(service=service, by_hand=True)
    good = ChannelFactory(service=service, by_hand=True)
    ProfileStandardFactory(channel=good)
    RiskAssessmentFactory(channel=good)
    ProfileCheck.objects.create(channel=good, seen={}, drift=[], by=good.owner)
    type(bare).objects.filter(pk=bare.pk).update(signed_out_at=now)
    for key in ("profiles", "risks", "connections"):
        assert share_of(key, november, now) == (1, 2), key


def test_a_suspended_channel_is_said_to_be_in_order_by_nobody(service, november):
    ChannelFactory(service=service, by_hand=True, suspended=True)
    for key in ("profiles", "risks"):
        assert share_of(key, november) == (0, 0), key


def test_a_pilot_whose_risk_assessment_nobody_agreed_is_to_be_looked_at(service, november):
    written = RiskAssessmentFactory(channel=ChannelFactory(service=service, by_hand=True, state="pilot"), agreed=False)
    bare = ChannelFactory(service=service, by_hand=True, state="pilot")
    facts = {row.what: row.fact for row in areas.FIGURES["risks"].rows(november, NOW)}
    assert facts == {
        str(written.channel): f"The risk assessment of {written.channel} is written, not agreed. "
        "A second person has to agree it.",
        str(bare): f"{bare} is in its pilot without a risk assessment.",
    }
    assert share_of("risks", november) == (0, 2)
    RiskAssessmentFactory(channel=written.channel)
    assert share_of("risks", november) == (1, 2)


def test_consents_are_announced_for_thirty_days(service, november):
    for days in (-1, 0, 30, 31):
        ConsentFactory(service=service, until=NOW.date() + days * DAY)
    ConsentFactory(service=service)
    Consent.objects.filter(until=NOW.date()).update(withdrawn_on=NOW.date(), withdrawn_reason="By e-mail.")
    assert share_of("consents", november) == (0, 1)


# Keeping


def test_what_is_past_its_last_day_goes_in_the_night_and_is_to_be_looked_at_after_two(service, november):
    for days in (-5, -1, 0, 1):
        comment = CommentFactory(service=service, posted_at=NOW - 30 * DAY)
        type(comment).objects.filter(pk=comment.pk).update(purge_on=NOW.date() + days * DAY)
    assert share_of("to-purge", november) == (2, 3)


def test_purged_comments_are_counted_when_they_went(service, november):
    for at in (NOW - DAY, dt.datetime(2026, 10, 31, 23, 59, tzinfo=LONDON)):
        comment = CommentFactory(service=service, closed=True)
        gone = {"state": "purged", "text": "", "author_handle": "", "author_name": "", "purged_at": at}
        type(comment).objects.filter(pk=comment.pk).update(**gone)
    assert share_of("purged", november) == (1, 1)


def test_a_purge_changes_no_figure_of_the_past(service, november):
    kept = CommentFactory(service=service, closed=True, posted_at=NOW - DAY, received_at=NOW - DAY)
    Comment.objects.filter(pk=kept.pk).update(due_at=NOW, clock_stopped_at=NOW - DAY)
    taken = CommentFactory(service=service, posted_at=NOW - DAY, received_at=NOW - DAY)
    Comment.objects.filter(pk=taken.pk).update(state="withdrawn", removed_at=NOW)
    before = {key: share_of(key, november) for key in ("in-time", "captured", "exposure")}
    words = {"text": "", "author_handle": "", "author_name": ""}
    Comment.objects.update(state="purged", purged_at=NOW, **words)
    assert {key: share_of(key, november) for key in before} == before
    assert before["in-time"] == (1, 1)


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ({"day": NOW.date(), "finished_at": NOW}, 1),
        ({"day": NOW.date()}, 0),
        ({"is_trial": True}, 0),
        ({"day": NOW.date(), "finished_at": NOW, "at": NOW - 3 * DAY}, 0),
    ],
)
def test_the_last_run_is_finished_and_new_or_waits_for_a_manager(service, november, values, good):
    PurgeRun.objects.create(service=service, **{"at": NOW, **values})
    assert share_of("purge-runs", november) == (good, 1)


def test_a_hold_is_looked_at_again_by_its_day(service, manager, november):
    for days in (-1, 0):
        comment = CommentFactory(service=service)
        on = NOW.date() + days * DAY
        LegalHold.objects.create(
            service=service, comment=comment, reason="A claim.", opened_by=manager, look_again_on=on
        )
    assert share_of("holds", november) == (1, 2)


def test_a_request_is_answered_by_the_day_of_the_law(service, manager, november):
    today = NOW.date()
    done = {"finished_at": NOW, "finished_by": manager, "outcome": "Handed out.", "state": "done"}
    for due_on, values in ((today, done), (today - DAY, done), (today - DAY, {}), (today, {})):
        DataRequest.objects.create(
            service=service,
            kind="access",
            asked_on=today - 10 * DAY,
            due_on=due_on,
            checked_how="By post.",
            opened_by=manager,
            **values,
        )
    assert share_of("requests", november) == (2, 4)


# The system


def parts(service, now: dt.datetime) -> dict[str, bool]:
    rows = areas.FIGURES["parts"].rows(Month(service, now.date().replace(day=1)), now)
    return {row.what: row.is_good for row in rows}


def test_each_part_of_the_system_says_whether_it_works(service, coordinator):
    before = parts(service, NOW)
    assert not before["Beat and workers"] and not before["Last backup"] and before["E-mails to send"]
    health.prove(NOW)
    health.note_backup(NOW - 25 * HOUR)
    OutgoingMail.objects.create(
        service=service, to=coordinator, key="a", subject="s", body="b", created_at=NOW - 16 * dt.timedelta(minutes=1)
    )
    CommentFactory(service=service, unsorted=True, posted_at=NOW - HOUR)
    delivery(service, NOW - HOUR, state="due")
    now = parts(service, NOW)
    assert now["Beat and workers"] and now["Last backup"]
    assert not now["E-mails to send"] and not now["Comments to sort"] and not now["Posts to send"]
    assert not parts(service, NOW + 2 * HOUR)["Last backup"]


MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"due_at": NOW - 3 * MINUTE}, True),
        ({"due_at": NOW - MINUTE}, False),
        ({"due_at": NOW - HOUR, "next_try_at": NOW - 3 * MINUTE}, True),
        ({"due_at": NOW - HOUR, "next_try_at": NOW - MINUTE}, False),
        ({"due_at": NOW - HOUR, "next_try_at": NOW + MINUTE}, False),
        ({"due_at": NOW - HOUR, "state": "sending", "lease_until": NOW - 3 * MINUTE}, True),
        ({"due_at": NOW - HOUR, "state": "sending", "lease_until": NOW + MINUTE}, False),
        ({"due_at": NOW - HOUR, "state": "unknown"}, True),
        ({"due_at": NOW - HOUR, "state": "unknown", "next_try_at": NOW + MINUTE}, False),
        ({"due_at": NOW - HOUR, "state": "unknown", "ask_person": True}, False),
    ],
)
def test_a_post_waits_when_the_sender_should_have_taken_it_up(service, fields, waits):
    post = delivery(service, NOW - HOUR, state="due")
    Delivery.objects.filter(pk=post.pk).update(**fields)
    assert parts(service, NOW)["Posts to send"] is not waits


def test_a_post_that_became_unsure_a_moment_ago_does_not_wait_yet(service):
    post = delivery(service, NOW - HOUR, state="unknown")
    Attempt.objects.create(delivery=post, number=1, started_at=NOW - MINUTE)
    assert parts(service, NOW)["Posts to send"]


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"asked_at": NOW - 3 * MINUTE}, True),
        ({"asked_at": NOW - MINUTE}, False),
        ({"asked_at": NOW - HOUR, "next_try_at": NOW - 3 * MINUTE}, True),
        ({"asked_at": NOW - HOUR, "next_try_at": NOW + MINUTE}, False),
        ({"asked_at": NOW - HOUR, "state": "doing", "lease_until": NOW - 3 * MINUTE}, True),
        ({"asked_at": NOW - HOUR, "state": "doing", "lease_until": NOW + MINUTE}, False),
        ({"asked_at": NOW - HOUR, "state": "by_hand"}, False),
        ({"asked_at": NOW - HOUR, "state": "done"}, False),
    ],
)
def test_a_change_of_what_is_out_waits_when_nobody_has_made_it(service, manager, fields, waits):
    out = delivery(service, NOW - DAY)
    NetworkChange.objects.create(delivery=out, kind="remove", reason="Wrong date", asked_by=manager, **fields)
    assert parts(service, NOW)["Posts to correct or take off"] is not waits


def test_no_figure_counts_what_belongs_to_another_service(other_service, author, approver, service, manager):
    there = Month(other_service, dt.date(2026, 11, 1))
    before = {key: share_of(key, there) for key in areas.FIGURES}
    approved(service, author, approver, 1, rules=("promise",))
    delivery(service, NOW - DAY)
    CommentFactory(service=service, closed=True, posted_at=NOW - DAY, closed_at=NOW)
    ConsentFactory(service=service, until=NOW.date())
    ChannelFactory(service=service, by_hand=True)
    ReadingFactory(campaign=ReadingCampaignFactory(version=PolicyVersionFactory(in_force=True, service=service)))
    IncidentFactory(service=service, opened_at=NOW - DAY, opened_by=manager)
    assert {key: share_of(key, there) for key in areas.FIGURES} == before
