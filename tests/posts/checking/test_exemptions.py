"""What an exception does to a post: in the check, at each move, and at the moment of sending."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from policies import exceptions
from policies.models import RuleException
from posts import workflow
from posts.checking import checks
from posts.models import Delivery, ExceptionUse, PostState
from posts.publishing import sending
from posts.publishing.gates import Gate, Way
from posts.workflow import MoveRefused
from tests.factories.policies import RuleExceptionFactory
from tests.factories.posts import PostFactory, channel, revision

pytestmark = pytest.mark.django_db

LINKED = "Our guide is on http://museum.example and in the library."
NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sandbox(service):
    return channel(service, "sandbox")


@pytest.fixture
def facebook(service):
    return channel(service, "facebook")


@pytest.fixture
def blocks(policy):
    """A policy that stops links that are not secure."""
    return policy(**{"broken_link": "block"})


@pytest.fixture
def excepted(blocks):
    """excepted(channel, …): an exception from `broken-link` on this channel, granted, for ten days."""

    def grant(on, **fields) -> RuleException:
        today = on.service.today(timezone.now())
        days = {"starts_on": today, "ends_on": today + dt.timedelta(days=9)}
        return RuleExceptionFactory(policy=blocks.policy, channel=on, granted=True, **{**days, **fields})

    return grant


def links(post) -> list:
    return [one for one in checks.run(post) if one.rule == "broken-link"]


# The check


def test_without_an_exception_the_rule_stops_the_post(service, sandbox, blocks):
    post = PostFactory(service=service, text=LINKED, channels=[sandbox])
    assert [one.severity for one in links(post)] == ["block"]


def test_a_finding_becomes_a_hint_that_says_why_and_until_when(service, sandbox, excepted):
    row = excepted(sandbox)
    post = PostFactory(service=service, text=LINKED, channels=[sandbox])
    (found,) = links(post)
    assert found.severity == "advise"
    assert found.quote == "http://museum.example"
    assert [one.pk for one in checks.exemptions_of(found)] == [row.pk]
    assert str(row.ends_on.year) in found.exemptions[0].words


def test_the_key_stays_so_that_reasons_and_marks_stay(service, sandbox, blocks, excepted):
    post = PostFactory(service=service, text=LINKED, channels=[sandbox])
    before = links(post)[0].key
    excepted(sandbox)
    assert links(post)[0].key == before


def test_words_that_also_go_to_a_channel_without_an_exception_still_stop(service, sandbox, facebook, excepted):
    excepted(sandbox)
    post = PostFactory(service=service, text=LINKED, channels=[sandbox, facebook])
    assert [one.severity for one in links(post)] == ["block"]


def test_with_an_exception_on_each_channel_nothing_stops(service, sandbox, facebook, excepted):
    excepted(sandbox)
    excepted(facebook)
    post = PostFactory(service=service, text=LINKED, channels=[sandbox, facebook])
    (found,) = links(post)
    assert found.severity == "advise"
    assert len(checks.exemptions_of(found)) == 2


def test_a_channel_with_a_text_of_its_own_does_not_get_the_base_text(service, sandbox, facebook, excepted):
    excepted(sandbox)
    own = {"facebook": "Our guide is in the library."}
    post = PostFactory(service=service, text=LINKED, channels=[sandbox, facebook], own_texts=own)
    assert [one.severity for one in links(post)] == ["advise"]


def test_words_in_a_text_of_its_own_need_that_channels_exception(service, sandbox, facebook, excepted):
    excepted(sandbox)
    own = {"facebook": LINKED}
    post = PostFactory(service=service, text="In the library.", channels=[sandbox, facebook], own_texts=own)
    assert [one.severity for one in links(post)] == ["block"]
    excepted(facebook)
    assert [one.severity for one in links(post)] == ["advise"]


def test_two_accounts_on_one_network_are_two_channels(service, excepted):
    first = channel(service, "facebook", handle="@one")
    second = channel(service, "facebook", handle="@two")
    excepted(first)
    post = PostFactory(service=service, text=LINKED, channels=[first, second])
    assert [one.severity for one in links(post)] == ["block"]


def test_another_rule_is_not_excepted(service, sandbox, excepted):
    excepted(sandbox, rule="duplicate")
    post = PostFactory(service=service, text=LINKED, channels=[sandbox])
    assert [one.severity for one in links(post)] == ["block"]


def test_another_services_exception_is_not_ours(service, other_service, sandbox, blocks):
    RuleExceptionFactory(policy__service=other_service, channel=sandbox, granted=True)
    post = PostFactory(service=service, text=LINKED, channels=[sandbox])
    assert [one.severity for one in links(post)] == ["block"]


def test_it_has_to_hold_on_the_day_on_which_the_post_goes_out(service, sandbox, excepted, clock):
    row = excepted(sandbox)
    times = {
        "within": dt.datetime.combine(row.ends_on, dt.time(23, 59), tzinfo=service.zone),
        "after": dt.datetime.combine(row.ends_on + dt.timedelta(days=1), dt.time(0, 0), tzinfo=service.zone),
    }
    posts = {
        name: PostFactory(service=service, text=LINKED, channels=[sandbox], publish_at=at) for name, at in times.items()
    }
    assert links(posts["within"])[0].severity == "advise"
    assert links(posts["after"])[0].severity == "block"


# The moves


def submitted(service, sandbox, author, **fields):
    return PostFactory(service=service, author=author, text=LINKED, channels=[sandbox], **fields)


def test_submit_approve_and_schedule_put_the_use_on_record_once(service, sandbox, author, approver, excepted, clock):
    row = excepted(sandbox)
    post = submitted(service, sandbox, author, in_days=2)
    workflow.submit(post.pk, by=author)
    assert ExceptionUse.objects.get().exception == row
    workflow.approve(post.pk, by=approver, digest=post.revision.digest, and_schedule=True)
    use = ExceptionUse.objects.get()
    assert (use.post, use.quote) == (post, "http://museum.example")
    event = Event.objects.get(kind="post.approved")
    assert "Excepted until" in event.data["exceptions"][0]
    assert "Excepted until" in post.reviews.get().findings[0]["exception"]


def test_an_excepted_warning_needs_no_reason(service, sandbox, author, policy, clock):
    version = policy(**{"broken_link": "warn"})
    RuleExceptionFactory(policy=version.policy, channel=sandbox, granted=True)
    post = submitted(service, sandbox, author)
    assert workflow.submit(post.pk, by=author).state == PostState.SUBMITTED


def test_ended_between_submission_and_approval_it_stops_the_approval(
    service, sandbox, author, approver, excepted, clock
):
    row = excepted(sandbox)
    post = submitted(service, sandbox, author)
    workflow.submit(post.pk, by=author)
    exceptions.end_early(row.pk, by=approver, reason="The page is secure now.")
    with pytest.raises(MoveRefused, match="The policy stops this post"):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest)


def test_a_post_that_needs_none_records_none(service, sandbox, author, excepted, clock):
    excepted(sandbox)
    post = PostFactory(service=service, author=author, channels=[sandbox])
    workflow.submit(post.pk, by=author)
    assert not ExceptionUse.objects.exists()


# The moment of sending


@pytest.fixture
def due(service, sandbox, author, excepted, clock):
    """A delivery that is due now, of a post that needs the exception; with the exception."""
    row = excepted(sandbox)
    post = submitted(service, sandbox, author, scheduled=True, publish_at=timezone.now())
    sending.make_deliveries(post)
    ExceptionUse.objects.create(post=post, exception=row)
    return post.deliveries.get(), row


def test_it_goes_out_while_the_exception_holds(due, django_capture_on_commit_callbacks):
    delivery, _ = due
    with django_capture_on_commit_callbacks(execute=True):
        sending.send_due(timezone.now())
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_the_use_is_recorded_by_the_sender_too(due, django_capture_on_commit_callbacks):
    delivery, row = due
    ExceptionUse.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        sending.send_due(timezone.now())
    assert ExceptionUse.objects.get(post=delivery.post).exception == row


def test_an_exception_that_was_ended_stops_the_post_with_a_sentence(due, approver, django_capture_on_commit_callbacks):
    delivery, row = due
    exceptions.end_early(row.pk, by=approver, reason="The page is secure now.")
    with django_capture_on_commit_callbacks(execute=True):
        sending.send_due(timezone.now())
    delivery.post.refresh_from_db()
    assert delivery.post.state == PostState.RETURNED
    assert "The exception that this post needs has ended" in delivery.post.held_reason


def test_a_warning_that_was_excepted_stops_too_as_nobody_gave_a_reason(service, sandbox, author, policy, clock):
    version = policy(**{"broken_link": "warn"})
    row = RuleExceptionFactory(policy=version.policy, channel=sandbox, granted=True)
    post = submitted(service, sandbox, author, scheduled=True, publish_at=timezone.now())
    sending.make_deliveries(post)
    ExceptionUse.objects.create(post=post, exception=row)
    RuleException.objects.update(state="ended", ended_at=timezone.now())
    delivery = Delivery.objects.for_sending().get()
    verdict = Gate(now=timezone.now()).verdict(delivery)
    assert verdict.way is Way.VOID
    assert "has ended" in verdict.reason


def test_it_ends_at_midnight_though_the_post_was_due_before(due, clock):
    """A post that is a few minutes late on the last day of its exception, after midnight."""
    delivery, _ = due
    RuleException.objects.update(starts_on=dt.date(2026, 11, 25), ends_on=dt.date(2026, 12, 1))
    at = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC)
    Delivery.objects.update(due_at=at)
    delivery.post.publish_at = at
    delivery.post.save(update_fields=["publish_at"])
    fresh = Delivery.objects.for_sending().get()
    assert Gate(now=at).verdict(fresh).way is Way.SEND
    fresh = Delivery.objects.for_sending().get()
    assert Gate(now=at + dt.timedelta(minutes=2)).verdict(fresh).way is Way.VOID


def test_ended_between_judgement_and_claim_it_is_left_to_the_next_tick(due, approver, monkeypatch):
    """The row of the exception is looked at again, and locked, where the attempt is written."""
    delivery, _ = due
    judge = Gate.verdict

    def judged_then_ended(gate, one):
        said = judge(gate, one)
        RuleException.objects.update(state="ended", ended_at=timezone.now())
        return said

    monkeypatch.setattr(Gate, "verdict", judged_then_ended)
    assert sending.claim([delivery.pk], timezone.now()) == []
    delivery.refresh_from_db()
    assert delivery.state == "due"
    monkeypatch.undo()
    assert sending.claim([delivery.pk], timezone.now()) == []
    delivery.post.refresh_from_db()
    assert delivery.post.state == PostState.RETURNED


# The pages


def test_the_posts_page_names_the_exceptions_that_it_used(client, service, due, approver):
    delivery, row = due
    client.force_login(approver)
    shown = client.get(reverse("posts:post", args=[service.slug, delivery.post_id])).content.decode()
    assert "Exceptions that it uses" in shown
    assert row.reason in shown
    assert f"Excepted until {row.ends_on:%-d %b %Y}" in shown


def test_a_changed_text_is_judged_anew(service, sandbox, author, excepted, clock):
    excepted(sandbox)
    post = submitted(service, sandbox, author)
    post.revision = revision(post, text="In the library.", channels=[sandbox])
    post.save()
    assert links(post) == []
