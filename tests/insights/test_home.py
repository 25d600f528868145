import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from insights import health, home
from insights.compliance import system
from insights.spans import Days
from insights.times import left, length
from moderation import workflow
from moderation.inbox import wellbeing
from moderation.models import Comment, Step
from moderation.safety import escalations
from posts.models import Delivery, DeliveryState
from posts.planning import strategy
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory
from tests.factories.policies import PolicyVersionFactory
from tests.factories.posts import PostFactory, channel

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def whats(entries) -> list[str]:
    return [entry["what"] for entry in entries]


def test_nothing_waits_in_an_empty_service(service, coordinator):
    assert home.waiting_for(coordinator, service, timezone.now()).is_empty


def test_a_public_case_request_cannot_wait_and_has_the_pages_one_main_button(service, coordinator):
    CommentFactory(service=service, case=True)
    CommentFactory(service=service, grievance=True)
    waiting = home.waiting_for(coordinator, service, timezone.now())
    assert whats(waiting.cannot_wait) == ["Somebody asks about a case in public"]
    assert waiting.cannot_wait[0]["main"]
    assert not [entry for entry in [*waiting.late, *waiting.soon] if entry.get("main")]


def test_a_comment_in_anothers_hands_does_not_wait_for_me(service, coordinator, approver):
    comment = CommentFactory(service=service, case=True, claimed_by=approver)
    assert home.waiting_for(coordinator, service, timezone.now()).is_empty
    Comment.objects.filter(pk=comment.pk).update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert not home.waiting_for(coordinator, service, timezone.now()).is_empty


def test_an_immediate_danger_is_on_every_home_page_though_a_colleague_has_it_open(service, coordinator, approver):
    flags = ["immediate_danger", "safeguarding"]
    CommentFactory(service=service, case=True, flags=flags, priority=0, claimed_by=approver)
    waiting = home.waiting_for(coordinator, service, timezone.now())
    assert whats(waiting.cannot_wait) == ["Immediate danger to a child"]


def test_what_is_with_the_lead_stands_once_on_the_leads_page(service, safeguarding_lead):
    CommentFactory(service=service, case=True, escalated=True, flags=["immediate_danger"])
    waiting = home.waiting_for(safeguarding_lead, service, timezone.now())
    assert len([*waiting.cannot_wait, *waiting.late, *waiting.soon]) == 1


def test_a_report_of_abuse_waits_for_managers_but_not_for_who_wrote_it(service, coordinator, approver, manager):
    comment = CommentFactory(service=service, troll=True, claimed_by=coordinator)
    wellbeing.report_abuse(comment.pk, by=approver)
    now = timezone.now()
    (entry,) = home.waiting_for(manager, service, now).soon
    assert entry["what"] == "A colleague reports abuse"
    assert entry["url"] == reverse("inbox:abuse", args=[service.slug])
    assert "A colleague reports abuse" not in whats(home.waiting_for(approver, service, now).soon)
    assert "A colleague reports abuse" not in whats(home.waiting_for(coordinator, service, now).soon)


def test_a_comment_that_names_a_person_is_kept_from_their_home_page(service, coordinator):
    CommentFactory(service=service, case=True, kept_from=coordinator)
    assert home.waiting_for(coordinator, service, timezone.now()).is_empty


def test_an_escalation_waits_for_the_lead_one_step_from_its_record(service, safeguarding_lead, viewer):
    comment = CommentFactory(service=service, case=True, escalated=True)
    now = timezone.now()
    (entry,) = home.waiting_for(safeguarding_lead, service, now).cannot_wait
    assert entry["what"] == "A worry about a child’s safety"
    assert entry["url"] == reverse("inbox:escalation", args=[service.slug, comment.pk])
    assert home.waiting_for(viewer, service, now).is_empty


def test_a_worry_about_the_lead_is_kept_from_their_home_page_and_stands_on_the_managers(
    service, safeguarding_lead, manager, coordinator
):
    comment, now = CommentFactory(service=service, escalated=True, kept_from=safeguarding_lead), timezone.now()
    assert home.waiting_for(safeguarding_lead, service, now).is_empty
    assert len(home.waiting_for(manager, service, now).cannot_wait) == 1
    escalations.acknowledge(comment.pk, by=manager)
    waiting = home.waiting_for(manager, service, now)
    assert [entry["why"] for entry in waiting.soon] == ["seen, not closed"]
    assert not waiting.cannot_wait
    assert home.waiting_for(coordinator, service, now).is_empty


def test_a_new_danger_stands_on_every_home_page_though_an_earlier_worry_was_seen(
    service, coordinator, safeguarding_lead
):
    comment = CommentFactory(service=service, case=True, escalated=True)
    escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="a", reason="b")
    workflow.escalate(comment.pk, by=coordinator, immediate=True)
    waiting = home.waiting_for(coordinator, service, timezone.now())
    assert whats(waiting.cannot_wait) == ["Immediate danger to a child"]


def test_a_child_who_waits_for_an_answer_waits_for_the_lead_until_a_message_is_allowed_or_passed_over(
    service, coordinator, safeguarding_lead
):
    child = {"service": service, "case": True, "direct": True, "flags": ["under_13"]}
    comment, passed_over = CommentFactory(confirmed_by=coordinator, **child), CommentFactory(**child)
    now = timezone.now()
    assert whats(home.waiting_for(safeguarding_lead, service, now).soon).count("A child waits for an answer") == 1
    assert "A child waits for an answer" not in whats(home.waiting_for(coordinator, service, now).soon)
    workflow.confirm_category(passed_over.pk, "case_request", by=coordinator)
    assert whats(home.waiting_for(safeguarding_lead, service, now).soon).count("A child waits for an answer") == 2
    Step.objects.create(
        comment=passed_over,
        capture=passed_over.capture,
        key="reply_direct",
        position=0,
        state="not_possible",
        by=coordinator,
        at=now,
    )
    workflow.allow_message(comment.pk, by=safeguarding_lead, reason="She asks for Childline")
    assert "A child waits for an answer" not in whats(home.waiting_for(safeguarding_lead, service, now).soon)


def test_a_submitted_post_waits_for_the_line_manager_and_not_for_its_author(service, author, approver):
    post = PostFactory(service=service, author=author, submitted=True)
    now = timezone.now()
    assert whats(home.waiting_for(approver, service, now).soon) == [post.title]
    assert home.waiting_for(author, service, now).is_empty
    assert home.waiting_for_others(author, service, now)[0]["title"] == "1 with the line manager"


@pytest.mark.parametrize("trait", ["expired", "failed"])
def test_what_did_not_go_out_is_late_for_its_author(service, author, trait):
    post = PostFactory(service=service, author=author, **{trait: True})
    assert whats(home.waiting_for(author, service, timezone.now()).late) == [post.title]


def test_a_delivery_that_nobody_is_sure_of_cannot_wait(service, author):
    post = PostFactory(service=service, author=author, publishing=True)
    Delivery.objects.create(
        post=post,
        channel=ChannelFactory(service=service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=timezone.now(),
        state=DeliveryState.UNKNOWN,
        ask_person=True,
    )
    waiting = home.waiting_for(author, service, timezone.now())
    assert whats(waiting.cannot_wait) == [f"Did “{post.title}” go out?"]


def test_a_policy_past_its_review_is_late_for_the_manager_and_a_banner_for_everybody(
    client, service, manager, coordinator
):
    version = PolicyVersionFactory(in_force=True, service=service)
    type(version).objects.filter(pk=version.pk).update(next_review_on=dt.date(2020, 1, 1))
    assert whats(home.waiting_for(manager, service, timezone.now()).late) == [f"Review of {version}"]
    assert home.waiting_for(coordinator, service, timezone.now()).is_empty
    client.force_login(coordinator)
    assert "The version stays in force." in client.get(reverse("settings:people", args=[service.slug])).content.decode()


def test_another_services_rows_do_not_wait_for_me(service, other_service, coordinator):
    CommentFactory(service=other_service, case=True)
    PostFactory(service=other_service, submitted=True)
    assert home.waiting_for(coordinator, service, timezone.now()).is_empty


def test_the_page_costs_the_same_however_much_waits(
    client, service, coordinator, manager, django_assert_max_num_queries, time_machine
):
    time_machine.move_to(NOW)
    strategy.save(channel(service, "facebook").pk, by=manager, typed=strategy.Typed(posts_a_week=1))
    for _ in range(12):
        CommentFactory(service=service, case=True)
        PostFactory(service=service, author=coordinator, returned=True)
    client.force_login(coordinator)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("insights:home", args=[service.slug])).status_code == 200


def test_a_key_date_without_a_post_waits_for_the_coordinator_once_there_is_a_strategy(
    service, coordinator, manager, time_machine
):
    time_machine.move_to(NOW, tick=False)
    assert home.waiting_for(coordinator, service, NOW).is_empty
    strategy.save(channel(service, "facebook").pk, by=manager, typed=strategy.Typed(posts_a_week=1))
    name = "International Day of Persons with Disabilities"
    assert f"{name} has no post ready" in whats(home.waiting_for(coordinator, service, NOW).soon)
    PostFactory(service=service, approved=True, title=name, in_days=12)
    assert f"{name} has no post ready" not in whats(home.waiting_for(coordinator, service, NOW).soon)


def test_a_viewer_sees_no_post_and_no_comment_on_the_home_page(client, service, viewer, author):
    post = PostFactory(service=service, author=author, published=True)
    type(post).objects.filter(pk=post.pk).update(publish_at=timezone.now())
    client.force_login(viewer)
    page = client.get(reverse("insights:home", args=[service.slug])).content.decode()
    assert post.title not in page
    assert reverse("inbox:queue", args=[service.slug]) not in page


def test_ready_only_while_beat_and_worker_proved_themselves_in_the_last_three_minutes(client, db):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    health.prove(timezone.now() - dt.timedelta(minutes=2, seconds=55))
    assert client.get("/readyz").status_code == 200
    health.prove(timezone.now() - dt.timedelta(minutes=3, seconds=5))
    assert client.get("/readyz").status_code == 503


def test_the_home_page_says_in_words_what_works(service):
    health.prove(NOW)
    ChannelFactory(service=service, read_at=NOW - dt.timedelta(minutes=2))
    assert [line["text"] for line in health.lines(service, NOW)] == [
        "Sending works",
        "Comments on Sandbox read 2 min ago",
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"read_error": "The network is busy."}, "Comments on Sandbox cannot be read"),
        (
            {"read_error": "The network is busy.", "read_at": NOW - dt.timedelta(hours=2)},
            "Comments on Sandbox cannot be read, last read 2 h ago",
        ),
        ({"read_at": NOW - dt.timedelta(minutes=25)}, "Comments on Sandbox last read 25 min ago"),
    ],
)
def test_home_and_compliance_say_the_same_of_what_cannot_be_read(service, facts, words):
    health.prove(NOW)
    channel = ChannelFactory(service=service, **facts)
    line = health.lines(service, NOW)[-1]
    assert line["still"]
    assert line["text"] == (f"{words}. The network is busy." if channel.read_error else words)
    days = Days(service, NOW.date(), NOW.date())
    part = next(one for one in system.parts(days, NOW) if one.what == "Comments on Sandbox")
    assert (part.wrong, part.why, part.is_good) == (words, channel.read_error, False)


def test_home_and_compliance_say_the_same_of_the_background(service):
    days, why = Days(service, NOW.date(), NOW.date()), "Posts wait, and comments are not read."

    def say(words: str) -> None:
        assert health.lines(service, NOW) == [{"text": f"{words}. {why}", "still": True}]
        part = system.parts(days, NOW)[0]
        assert (part.wrong, part.why, part.stops) == (words, why, True)

    say("Background work has not started yet")
    health.prove(NOW - dt.timedelta(hours=1))
    say("Background work stands still for 1 h")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 min"), (59, "0 min"), (61, "1 min"), (3600, "1 h"), (3900, "1 h 5 min"), (200_000, "2 days")],
)
def test_lengths_of_time_in_words(seconds, words):
    assert length(seconds) == words


def test_how_long_is_left_or_over():
    assert left(NOW + dt.timedelta(minutes=13), NOW) == "13 min left"
    assert left(NOW - dt.timedelta(hours=2), NOW) == "2 h over"
