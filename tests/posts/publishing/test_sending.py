"""Once or not at all: what the sending makes of everything that a network and a machine may do."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import uuid
from dataclasses import replace

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, Service
from audit.models import Event
from audit.services import first_broken_link
from channels.models import SandboxPost
from channels.networks import Absent
from policies.models import PolicyVersion, QuietPeriod, RuleSetting, Section
from policies.rules import engine
from posts import workflow
from posts.checking import checks
from posts.models import Attempt, Delivery, DeliveryState, Post, PostState, Review
from posts.publishing import answers, deliveries, lookups, sending
from posts.publishing.deliveries import SendingRefused
from tests.channels import faulty
from tests.factories.accounts import member
from tests.factories.posts import MediaFactory, PostFactory, channel, revision

pytestmark = pytest.mark.django_db

FAULTS = ["", "refused", "later", "unclear before", "unclear after", "broken before", "broken after"]
FAULTS += ["killed before", "killed after"]
SECOND_FAULTS = ["", "refused", "unclear after", "killed before", "killed after"]
LOOKUP_FAULTS = ["", "busy", "broken", "unsure"]


@pytest.fixture(autouse=True)
def faulty_sandbox(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": faulty.PATH}
    yield
    faulty.faults.clear()
    faulty.lookup_faults.clear()


@pytest.fixture
def clock():
    """Noon on a working day, standing still until it is moved."""
    with time_machine.travel(dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def tick(clock, django_capture_on_commit_callbacks):
    """tick(seconds): that much later, what beat, the workers and the mail do."""

    def pass_time(seconds: float = 0) -> None:
        clock.shift(seconds)
        with contextlib.suppress(faulty.Killed), django_capture_on_commit_callbacks(execute=True):
            sending.send_due(timezone.now())

    return pass_time


@pytest.fixture
def due(service, clock):
    """due(…): a post whose time has come, with its deliveries."""

    def make(**fields) -> Delivery:
        post = PostFactory(service=service, scheduled=True, publish_at=timezone.now(), **fields)
        sending.make_deliveries(post)
        return post.deliveries.first()

    return make


@pytest.fixture
def two(service):
    """Two channels on the sandbox."""
    return [channel(service, "sandbox", handle=handle) for handle in ("@northshire", "@training")]


def kinds(post) -> list[str]:
    return [event.kind for event in Event.objects.about(post)]


def on_the_network(delivery) -> int:
    return SandboxPost.objects.filter(client_ref=str(delivery.token)).count()


# All goes well


def test_a_due_post_goes_out_once_and_says_where(due, tick):
    delivery = due()
    tick()
    tick(5)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert delivery.remote_url.startswith("http://localhost:8000/sandbox/northshire/#post-")
    assert delivery.post.state == PostState.PUBLISHED
    assert delivery.post.published_at == delivery.sent_at
    assert SandboxPost.objects.get().text == delivery.revision.text
    assert [attempt.outcome for attempt in delivery.attempts.all()] == ["accepted"]
    assert kinds(delivery.post) == ["post.publishing", "delivery.sent", "post.published"]
    assert first_broken_link(delivery.post.service) is None


def test_nothing_goes_out_before_its_time(due, tick, clock):
    delivery = due()
    Delivery.objects.update(due_at=timezone.now() + dt.timedelta(seconds=1))
    tick()
    assert on_the_network(delivery) == 0
    tick(1)
    assert on_the_network(delivery) == 1


def test_each_channel_gets_its_own_text_link_and_pictures(service, two, due, tick):
    picture = MediaFactory(service=service)
    delivery = due(channels=two, own_texts={"sandbox": "Short."}, pictures=[(picture, "A poster.")])
    delivery.revision.link = "https://northshire-sendiass.example/workshops"
    sent = deliveries.outgoing(delivery)
    assert sent.text_with_link == "Short.\n\nhttps://northshire-sendiass.example/workshops"
    assert (sent.pictures[0].file, sent.pictures[0].alt) == (picture.file.name, "A poster.")


def test_a_second_worker_with_the_same_message_does_nothing(due, tick):
    delivery = due()
    sending.send(delivery.pk)
    sending.send(delivery.pk)
    sending.send_many([delivery.pk, delivery.pk])
    assert on_the_network(delivery) == 1
    assert delivery.attempts.count() == 1


def test_the_attempt_is_on_record_before_the_call(due, monkeypatch):
    delivery = due()
    seen = []

    def look(connector, post):
        seen.append((Attempt.objects.get().outcome, Delivery.objects.get().state))
        raise faulty.Killed

    monkeypatch.setattr(faulty.FaultySandbox, "publish", look)
    with pytest.raises(faulty.Killed):
        sending.send(delivery.pk)
    assert seen == [("pending", "sending")]


def test_more_deliveries_of_a_service_cost_only_the_networks_own_queries_more(service, due):
    def queries(count: int) -> int:
        keys = [due(channels=["sandbox"], text=f"Workshop {number} of {count}.").pk for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            sending.send_many(keys)
        return len(captured)

    queries(1)  # makes the audit chain
    assert queries(20) - queries(10) == 10 * 3  # a savepoint, an insert and a release for each


# Whatever goes wrong


@pytest.mark.parametrize("first", FAULTS)
def test_no_faults_send_a_post_twice_lose_it_or_call_it_published_falsely(first, due, tick, settings):
    for second, lookup in itertools.product(SECOND_FAULTS, LOOKUP_FAULTS):
        delivery = due()
        faulty.faults.extend([first, second])
        faulty.lookup_faults.append(lookup)
        for _ in range(8):
            tick(settings.SENDING_LEASE_S / 2)
        faulty.faults.clear()
        faulty.lookup_faults.clear()
        delivery.refresh_from_db()
        there = on_the_network(delivery)
        story = (first, second, lookup, delivery.state)
        assert there <= 1, story
        assert (delivery.state == DeliveryState.SENT) <= (there == 1), story
        assert (delivery.post.state == PostState.PUBLISHED) == (delivery.state == DeliveryState.SENT), story
        assert (delivery.state == DeliveryState.FAILED) <= (there == 0), story
        assert delivery.state in ("sent", "failed", "unknown"), story
        assert (delivery.state == DeliveryState.UNKNOWN) <= delivery.ask_person, story


@pytest.mark.parametrize("fault", ["unclear before", "broken before", "killed before"])
def test_what_the_network_never_got_is_sent_after_a_look(fault, due, tick, settings):
    delivery = due()
    faulty.faults.append(fault)
    tick()
    tick(settings.SENDING_LEASE_S + 1)
    tick(5)
    delivery.refresh_from_db()
    assert (delivery.state, on_the_network(delivery)) == (DeliveryState.SENT, 1)
    assert [attempt.outcome for attempt in delivery.attempts.all()] == ["unclear", "accepted"]
    assert "delivery.looked_up" in kinds(delivery.post)


@pytest.mark.parametrize("fault", ["unclear after", "broken after", "killed after"])
def test_what_the_network_got_is_found_and_not_sent_again(fault, due, tick, settings):
    delivery = due()
    faulty.faults.append(fault)
    tick()
    tick(settings.SENDING_LEASE_S + 1)
    tick(5)
    delivery.refresh_from_db()
    assert (delivery.state, on_the_network(delivery)) == (DeliveryState.SENT, 1)
    assert [attempt.outcome for attempt in delivery.attempts.all()] == ["unclear"]


def test_a_killed_worker_takes_only_its_own_lease(due, tick, settings):
    delivery = due()
    faulty.faults.append("killed after")
    tick()
    tick(settings.SENDING_LEASE_S - 1)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENDING
    assert delivery.post.state == PostState.PUBLISHING


def test_a_killed_worker_leaves_the_rest_of_its_batch_to_the_next(due, tick, settings):
    deliveries = [due() for _ in range(6)]
    faulty.faults.extend(["", "", "killed after"])
    tick()
    tick(settings.SENDING_LEASE_S + 1)
    tick(5)
    assert {delivery.state for delivery in Delivery.objects.all()} == {DeliveryState.SENT}
    assert [on_the_network(delivery) for delivery in deliveries] == [1] * 6


def test_a_refusal_fails_at_once_with_the_networks_words(due, tick):
    delivery = due()
    faulty.faults.append("refused")
    tick()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "The network does not take this text.")
    assert delivery.post.state == PostState.FAILED
    assert [message.to for message in mail.outbox] == [[delivery.post.author.email]]


def test_a_busy_network_is_asked_again_after_the_time_that_it_named(due, tick):
    delivery = due()
    faulty.faults.append("later")
    tick()
    tick(29)
    assert on_the_network(delivery) == 0
    tick(1)
    assert on_the_network(delivery) == 1


def test_asking_a_busy_network_comes_to_an_end(due, tick):
    delivery = due(late_limit_minutes=10_000)
    faulty.faults.extend(["later"] * 20)
    for _ in range(20):
        tick(700)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert delivery.attempts.count() == deliveries.MOST_TRIES


def test_one_bad_channel_does_not_hold_up_the_other(two, due, tick):
    delivery = due(channels=two)
    faulty.faults.append("refused")
    tick()
    delivery.post.refresh_from_db()
    assert delivery.post.state == PostState.PARTLY_PUBLISHED
    assert SandboxPost.objects.count() == 1


def test_an_answer_after_the_lease_still_counts(due, tick, settings, clock):
    delivery = due()
    [call] = sending.claim([delivery.pk], timezone.now())
    clock.shift(settings.SENDING_LEASE_S + 1)
    sending.give_up_on_abandoned(timezone.now())
    call.outcome = faulty.FaultySandbox(delivery.channel).publish(call.outgoing)
    sending.record([call])
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT


class PreparingSandbox(faulty.FaultySandbox):
    """`meanwhile` happens while a post is prepared; `leases` are those that calls began with."""

    capabilities = replace(faulty.FaultySandbox.capabilities, prepares=True)
    meanwhile: list = []
    leases: list = []

    def prepare(self, post):
        self.meanwhile.pop()()
        return {"key": post.ref}

    def publish(self, post):
        self.leases.append(Delivery.objects.get(prepared=post.prepared).lease_until)
        return super().publish(post)


def test_a_call_has_its_whole_lease_however_long_the_pictures_took(due, settings, clock):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": f"{__name__}.PreparingSandbox"}
    delivery = due()
    PreparingSandbox.meanwhile.append(lambda: clock.shift(settings.SENDING_LEASE_S - 1))
    sending.send(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert PreparingSandbox.leases.pop() == timezone.now() + dt.timedelta(seconds=settings.SENDING_LEASE_S)


@pytest.mark.parametrize(
    "taken_over", [{"token": uuid.uuid4()}, {"tries": 2}, {"state": DeliveryState.UNKNOWN, "lease_until": None}]
)
def test_a_worker_that_was_taken_over_while_it_prepared_does_not_send(due, settings, taken_over):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": f"{__name__}.PreparingSandbox"}
    delivery = due()
    rows = Delivery.objects.filter(pk=delivery.pk)
    PreparingSandbox.meanwhile.append(lambda: rows.update(**taken_over))
    sending.send(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.prepared, delivery.state) == ({}, taken_over.get("state", DeliveryState.SENDING))
    assert not SandboxPost.objects.exists()


def test_an_old_look_up_does_not_send_again_what_went_out_since(due, tick, settings, monkeypatch):
    """The answer "not there" is from before a person sent it again."""
    delivery = due()
    faulty.faults.append("unclear before")
    sending.send(delivery.pk)
    by = member(delivery.post.service, Role.COORDINATOR)

    def find_slowly(connector, post):
        answers.answer_by_person(delivery.pk, by=by, is_there=False)
        faulty.faults.append("unclear after")
        sending.send(delivery.pk)
        return Absent()

    monkeypatch.setattr(faulty.FaultySandbox, "find", find_slowly)
    lookups.look_up(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    assert on_the_network(delivery) == 1


# Asking a person


@pytest.fixture
def unsure(due, tick):
    """A delivery that the network has, and that a person has to look for."""
    delivery = due()
    faulty.faults.append("unclear after")
    faulty.lookup_faults.append("unsure")
    tick()
    tick(5)
    delivery.refresh_from_db()
    return delivery


def test_a_person_is_asked_once_when_the_network_cannot_tell(unsure, tick):
    tick(3600)
    assert unsure.ask_person
    assert unsure.post.state == PostState.PUBLISHING
    [message] = [message for message in mail.outbox if "Did " in message.subject]
    assert message.to == [unsure.post.author.email]
    assert f"/northshire/posts/deliveries/{unsure.pk}/" in message.body


def test_it_is_there_makes_it_published(unsure):
    answers.answer_by_person(unsure.pk, by=unsure.post.author, is_there=True, url="https://sandbox.example/1")
    unsure.refresh_from_db()
    assert (unsure.state, unsure.remote_url) == (DeliveryState.SENT, "https://sandbox.example/1")
    assert unsure.post.state == PostState.PUBLISHED


def test_it_is_not_there_sends_it_again(unsure, django_capture_on_commit_callbacks):
    SandboxPost.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        answers.answer_by_person(unsure.pk, by=unsure.post.author, is_there=False)
    unsure.refresh_from_db()
    assert (unsure.state, on_the_network(unsure)) == (DeliveryState.SENT, 1)


def test_a_question_is_answered_once(unsure):
    answers.answer_by_person(unsure.pk, by=unsure.post.author, is_there=True)
    with pytest.raises(SendingRefused, match="no longer open"):
        answers.answer_by_person(unsure.pk, by=unsure.post.author, is_there=False)


def test_only_staff_who_send_may_answer(unsure, viewer):
    with pytest.raises(SendingRefused, match="Only a coordinator"):
        answers.answer_by_person(unsure.pk, by=viewer, is_there=True)


# At the moment of sending


def test_an_edit_past_all_doors_stops_it(due, tick):
    delivery = due()
    delivery.revision.text = "Something else."
    delivery.revision.save(update_fields=["text"])
    tick()
    delivery.post.refresh_from_db()
    assert on_the_network(delivery) == 0
    assert delivery.post.state == PostState.RETURNED
    assert delivery.post.approved_digest == ""
    assert Review.objects.get().voided_at is not None
    assert {"post.held", "post.approval_voided"} <= set(kinds(delivery.post))


def test_a_newer_revision_stops_it(due, tick):
    delivery = due()
    delivery.post.revision = revision(delivery.post, text="Something else.")
    delivery.post.save(update_fields=["revision"])
    tick()
    assert on_the_network(delivery) == 0


def test_what_the_policy_now_stops_waits_for_a_new_approval(due, tick, policy):
    delivery = due(text="Call Sam Hartley on 07700 900123 about his daughter Ella.")
    policy(personal_data="block")
    tick()
    delivery.post.refresh_from_db()
    assert on_the_network(delivery) == 0
    assert delivery.post.state == PostState.RETURNED
    assert delivery.post.held_reason.startswith("The policy now stops this post:")
    assert "is held back" in mail.outbox[0].subject


def test_a_quiet_period_set_after_the_approval_holds_it_back(service, due, tick, manager):
    delivery = due()
    QuietPeriod.objects.create(
        service=service, name="Mourning", starts_on="2026-12-01", ends_on="2026-12-03", set_by=manager
    )
    tick()
    delivery.post.refresh_from_db()
    assert on_the_network(delivery) == 0
    assert delivery.post.state == PostState.RETURNED


def test_a_pause_holds_it_back_and_keeps_the_approval(service, due, tick, manager):
    delivery = due()
    service.paused_at, service.paused_by, service.pause_reason = timezone.now(), manager, "An incident."
    service.save()
    tick()
    delivery.refresh_from_db()
    assert on_the_network(delivery) == 0
    assert delivery.state == DeliveryState.CANCELLED
    assert delivery.post.state == PostState.APPROVED
    assert delivery.post.approved_digest
    assert delivery.post.held_reason == "All sending is paused: An incident."


def test_a_pause_between_two_channels_fails_the_second(service, two, due, tick, manager):
    delivery = due(channels=two)
    faulty.faults.extend(["", "later"])
    tick()
    service.paused_at, service.paused_by, service.pause_reason = timezone.now(), manager, "An incident."
    service.save()
    tick(60)
    delivery.post.refresh_from_db()
    assert delivery.post.state == PostState.PARTLY_PUBLISHED
    assert Delivery.objects.get(state=DeliveryState.FAILED).error == "All sending is paused: An incident."


def test_a_suspended_channel_takes_nothing(due, tick):
    delivery = due()
    delivery.channel.state = "suspended"
    delivery.channel.save(update_fields=["state"])
    tick()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "is suspended. Make it live" in delivery.error


def test_what_is_too_late_expires(due, tick):
    delivery = due()
    tick(120 * 60 + 1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.post.state) == (DeliveryState.EXPIRED, PostState.EXPIRED)
    assert on_the_network(delivery) == 0
    assert kinds(delivery.post) == ["post.expired"]


def test_what_is_just_not_too_late_goes_out(due, tick):
    delivery = due()
    tick(120 * 60)
    assert on_the_network(delivery) == 1


def test_a_post_that_was_taken_back_stays_here(due, tick):
    delivery = due()
    delivery.post.state = PostState.APPROVED
    delivery.post.save(update_fields=["state"])
    tick()
    delivery.refresh_from_db()
    assert (delivery.state, on_the_network(delivery)) == (DeliveryState.CANCELLED, 0)


def test_a_post_that_changes_while_it_is_judged_is_judged_again(due, monkeypatch):
    delivery = due()
    verdict = sending.Gate.verdict

    def change_meanwhile(gate, one):
        said = verdict(gate, one)
        type(one.post).objects.filter(pk=one.post_id).update(state=PostState.APPROVED, version=9)
        return said

    monkeypatch.setattr(sending.Gate, "verdict", change_meanwhile)
    sending.send(delivery.pk)
    assert on_the_network(delivery) == 0


# By hand


@pytest.fixture
def by_hand(due, tick):
    delivery = due(channels=["facebook"])
    tick()
    delivery.refresh_from_db()
    return delivery


def test_a_network_without_a_connector_asks_for_a_hand_once(by_hand, tick):
    tick(3600)
    assert by_hand.state == DeliveryState.BY_HAND
    assert by_hand.post.state == PostState.PUBLISHING
    [message] = mail.outbox
    assert message.subject.startswith("Put out by hand now:")
    assert not by_hand.attempts.exists()


def test_the_address_makes_it_published(by_hand):
    answers.confirm_by_hand(by_hand.pk, by=by_hand.post.author, url="https://facebook.example/p/1")
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.remote_url) == (DeliveryState.SENT, "https://facebook.example/p/1")
    assert by_hand.post.state == PostState.PUBLISHED
    assert "delivery.put_out" in kinds(by_hand.post)


def test_a_channel_that_is_signed_out_is_not_called(due, tick, service):
    row = due()
    row.channel.signed_out_at = timezone.now()
    row.channel.save(update_fields=["signed_out_at"])
    tick()
    row.refresh_from_db()
    assert (row.state, row.attempts.count()) == (DeliveryState.FAILED, 0)
    assert "Connect it again" in row.error


@pytest.mark.parametrize("kind", ["video", "document"])
def test_what_a_connector_cannot_carry_goes_out_by_hand(due, tick, service, kind):
    row = due(pictures=[(MediaFactory(service=service, kind=kind), "What it shows.")])
    tick()
    row.refresh_from_db()
    assert (row.state, row.attempts.count()) == (DeliveryState.BY_HAND, 0)


def test_what_nobody_puts_out_within_a_day_expires_and_asks_for_a_new_time(by_hand, clock):
    answers.expire_by_hand(timezone.now() + dt.timedelta(hours=23))
    by_hand.refresh_from_db()
    assert by_hand.state == DeliveryState.BY_HAND
    assert answers.expire_by_hand(timezone.now() + dt.timedelta(hours=24)) == 1
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.post.state) == (DeliveryState.EXPIRED, PostState.EXPIRED)


def test_what_nobody_put_out_is_not_called_published(by_hand):
    answers.give_up_by_hand(by_hand.pk, by=by_hand.post.author, reason="The page is locked.")
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.post.state) == (DeliveryState.FAILED, PostState.FAILED)


# Before the time has come


def test_a_new_time_starts_what_failed_anew_with_a_new_reference(due, tick):
    delivery = due()
    faulty.faults.append("refused")
    tick()
    delivery.refresh_from_db()
    first = delivery.token
    post = delivery.post
    post.state, post.publish_at = PostState.SCHEDULED, timezone.now() + dt.timedelta(hours=1)
    post.save()
    sending.make_deliveries(post)
    tick(3600)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert delivery.token != first
    assert [attempt.number for attempt in delivery.attempts.all()] == [1, 2]


def test_the_channel_that_failed_is_tried_again_alone(two, due, tick, django_capture_on_commit_callbacks):
    delivery = due(channels=two)
    faulty.faults.extend(["", "refused"])
    tick()
    failed = Delivery.objects.get(state=DeliveryState.FAILED)
    with django_capture_on_commit_callbacks(execute=True):
        answers.try_again(failed.pk, by=delivery.post.author)
    delivery.post.refresh_from_db()
    assert SandboxPost.objects.count() == 2
    assert delivery.post.state == PostState.PUBLISHED


def test_what_went_out_is_not_tried_again(due, tick):
    delivery = due()
    tick()
    with pytest.raises(SendingRefused, match="nothing to send again"):
        answers.try_again(delivery.pk, by=delivery.post.author)


def test_a_new_time_leaves_alone_what_is_out(two, due, tick):
    delivery = due(channels=two)
    faulty.faults.extend(["", "refused"])
    tick()
    [again] = sending.make_deliveries(delivery.post)
    assert again.channel == two[1]
    assert Delivery.objects.get(channel=two[0]).state == DeliveryState.SENT


def test_a_channel_that_was_taken_off_gets_nothing(two, due, tick):
    delivery = due(channels=two)
    post = delivery.post
    post.revision = revision(post, channels=two[:1])
    post.approved_digest = post.revision.digest
    post.save()
    sending.make_deliveries(post)
    tick()
    assert post.deliveries.get(channel=two[1]).state == DeliveryState.CANCELLED
    assert SandboxPost.objects.count() == 1


# What was judged at the approval


def approved_by_move(service, author, approver, text: str):
    """A post that went through the real approval, due this moment."""
    post = PostFactory(service=service, author=author, submitted=True, text=text)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest)
    post.refresh_from_db()
    post.state, post.publish_at = PostState.SCHEDULED, timezone.now()
    post.save(update_fields=["state", "publish_at"])
    sending.make_deliveries(post)
    return post


@pytest.fixture
def judged_rules(monkeypatch):
    """How many rules each judgement at the moment of sending ran."""
    seen = []
    kept = checks.check
    monkeypatch.setattr(checks, "check", lambda draft, rules: (seen.append(set(rules)), kept(draft, rules))[1])
    return seen


CHANGES = {
    "the audience": lambda post, service: Post.objects.filter(pk=post.pk).update(audience="young_people"),
    "the consent to tell a story": lambda post, service: Post.objects.filter(pk=post.pk).update(story_consent=True),
    "the service's phone": lambda post, service: Service.objects.filter(pk=service.pk).update(phone="01632 960999"),
    "a rule's severity": lambda post, service: RuleSetting.objects.filter(rule="tone").update(severity="block"),
}


def test_rules_of_meaning_are_not_run_again_while_nothing_they_read_has_changed(
    policy, service, author, approver, clock, tick, judged_rules
):
    policy(tone="warn", quiet_period="block", promise="warn")
    post = approved_by_move(service, author, approver, "The workshop is in January.")
    judged_rules.clear()
    tick()
    assert len(judged_rules) == 1 and "quiet-period" in judged_rules[0]
    assert not judged_rules[0] & engine.ON_TEXT_ALONE
    assert Delivery.objects.get(post=post).state == DeliveryState.SENT


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_they_are_run_again_after_any_change_of_what_they_read(
    policy, service, author, approver, clock, tick, judged_rules, change
):
    policy(tone="warn", quiet_period="block")
    post = approved_by_move(service, author, approver, "The workshop is in January.")
    change(post, service)
    judged_rules.clear()
    tick()
    assert len(judged_rules) == 1 and judged_rules[0] >= engine.ON_TEXT_ALONE


def test_a_new_policy_version_stops_at_the_moment_of_sending_what_it_forbids(
    policy, service, author, approver, clock, tick
):
    first = policy(promise="advise")
    post = approved_by_move(service, author, approver, "We guarantee that every child gets a plan within a week.")
    first.state, first.superseded_at = "superseded", timezone.now()
    first.save(update_fields=["state", "superseded_at"])
    common = {"policy": first.policy, "author": first.author, "approved_by": first.approved_by}
    second = PolicyVersion.objects.create(
        major=4, minor=0, state="in_force", in_force_at=timezone.now(), next_review_on=first.next_review_on, **common
    )
    section = Section.objects.create(version=second, key="posts", position=1, title="What is posted")
    RuleSetting.objects.create(version=second, section=section, rule="promise", severity="block")
    tick()
    post.refresh_from_db()
    assert post.state == PostState.RETURNED and "policy now stops" in post.held_reason
