"""Taking off and correcting what is out: done in the end on each network, by us or by people, and never forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OutgoingMail, Role
from accounts.services import pause_sending, resume_sending
from audit.models import Event
from channels.models import SandboxPost
from channels.networks import Published, Refused, TryLater, Unclear
from channels.networks.sandbox import Sandbox
from posts import services, workflow
from posts.checking import checks
from posts.models import Delivery, NetworkChange, PostState
from posts.publishing import changes, corrections, sending
from posts.publishing.corrections import CorrectionRefused
from posts.publishing.deliveries import SendingRefused
from posts.services import Written
from posts.workflow import MoveRefused
from tests.factories.accounts import member
from tests.factories.posts import PostFactory, channel

pytestmark = pytest.mark.django_db

answers: list[Exception | None] = []


class Moody(Sandbox):
    """A sandbox that answers removals and corrections as told, one after the other."""

    def remove(self, remote_id: str) -> None:
        self._meet()
        super().remove(remote_id)

    def correct(self, remote_id, post) -> Published:
        self._meet()
        return super().correct(remote_id, post)

    def _meet(self) -> None:
        if answers and (answer := answers.pop(0)):
            raise answer


class Unchangeable(Sandbox):
    """A network on which a post cannot be changed."""

    capabilities = Sandbox.capabilities.__class__(
        does=frozenset(action for action in Sandbox.capabilities.does if action != "correct"), absent_after_s=0
    )


@pytest.fixture(autouse=True)
def moody(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": "tests.posts.publishing.test_changes.Moody"}
    yield
    answers.clear()


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def later(clock, django_capture_on_commit_callbacks):
    """later(seconds): what beat and the workers do then."""

    def pass_time(seconds: float = 0) -> None:
        clock.shift(seconds)
        with django_capture_on_commit_callbacks(execute=True):
            sending.send_due(timezone.now())
            changes.do_waiting(timezone.now())

    return pass_time


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """done(call): what a person does, and what the workers then do at once."""

    def run(call, **how):
        with django_capture_on_commit_callbacks(execute=True):
            return call(**how)

    return run


@pytest.fixture
def out(service, author, approver, clock, later):
    """A post that went out on these channels."""

    def put_out(*networks, **fields):
        fields.setdefault("text", "The drop-in is on 9 December, 10am, in the library. Everyone is welcome.")
        post = PostFactory(
            service=service,
            author=author,
            approver=approver,
            scheduled=True,
            publish_at=timezone.now(),
            channels=list(networks) or ["sandbox"],
            **fields,
        )
        sending.make_deliveries(post)
        later()
        post.refresh_from_db()
        return post

    return put_out


def change_of(post) -> NetworkChange:
    return NetworkChange.objects.get(delivery__post=post)


def shown(service) -> list[str]:
    """What readers see on the sandbox."""
    return list(SandboxPost.objects.filter(service=service, removed_at=None).values_list("text", flat=True))


@pytest.mark.parametrize("answer", [TryLater("busy"), Unclear("502"), ConnectionResetError("reset")])
def test_a_removal_that_got_no_clear_answer_is_asked_again(out, later, done, service, author, answer):
    post = out()
    answers.append(answer)
    done(workflow.remove, post_id=post.pk, by=author, reason="The room is wrong.")
    assert change_of(post).state == "due" and len(shown(service)) == 1
    later(20)
    assert change_of(post).state == "done" and shown(service) == []
    assert Delivery.objects.get(post=post).removed_at


def test_what_a_network_refuses_becomes_a_task_and_stays_one_until_somebody_has_done_it(out, done, service, author):
    post = out()
    answers.append(Refused("No right to delete."))
    done(workflow.remove, post_id=post.pk, by=author, reason="The room is wrong.")
    change = change_of(post)
    assert (change.state, change.error) == ("by_hand", "No right to delete.")
    assert OutgoingMail.objects.filter(to=author, key=f"change:{change.pk}:by-hand").exists()
    changes.confirm_by_hand(change.pk, by=author)
    assert change_of(post).state == "done" and Delivery.objects.get(post=post).removed_at
    with pytest.raises(SendingRefused, match="done already"):
        changes.confirm_by_hand(change.pk, by=author)


def test_a_network_that_never_answers_ends_as_a_task(out, later, done, author):
    post = out()
    answers.extend([Unclear("502")] * 20)
    done(workflow.remove, post_id=post.pk, by=author, reason="The room is wrong.")
    for _ in range(changes.MOST_TRIES + 2):
        later(700)
    assert change_of(post).state == "by_hand" and change_of(post).tries == changes.MOST_TRIES


def test_a_removal_whose_worker_died_is_taken_up_by_another(out, later, service, author, settings):
    post = out()
    workflow.remove(post.pk, by=author, reason="The room is wrong.")
    changes.claim(change_of(post).pk, timezone.now())
    later(settings.SENDING_LEASE_S - 1)
    assert change_of(post).state == "doing"
    later(2)
    assert change_of(post).state == "done" and shown(service) == []


def test_only_people_who_answer_for_deliveries_confirm_a_task(out, done, service, author):
    post = out()
    answers.append(Refused("No."))
    done(workflow.remove, post_id=post.pk, by=author, reason="The room is wrong.")
    with pytest.raises(SendingRefused):
        changes.confirm_by_hand(change_of(post).pk, by=member(service, Role.VIEWER))


def test_a_post_that_is_found_after_its_removal_is_taken_off_too(out, later, done, service, author, clock):
    """The network had accepted it, but the answer was lost; somebody removed the post meanwhile."""
    post = out()
    row = Delivery.objects.get(post=post)
    Delivery.objects.filter(pk=row.pk).update(state="unknown", sent_at=None, remote_id="", remote_url="")
    workflow.remove(post.pk, by=author, reason="The room is wrong.")
    assert not NetworkChange.objects.exists()
    later(30)
    later(30)
    assert shown(service) == [] and change_of(post).state == "done"


def test_a_post_that_is_still_going_out_can_be_stopped(out, later, done, service, author):
    post = out("sandbox", channel(service, "facebook"))
    assert post.state == PostState.PUBLISHING
    done(workflow.remove, post_id=post.pk, by=author, reason="The room is wrong.")
    assert set(post.deliveries.values_list("state", flat=True)) == {"sent", "cancelled"}
    assert shown(service) == []


# Corrections


def correct(post, by, text: str, **how):
    """Begin, write and submit a correction."""
    draft = corrections.begin(post.pk, by=by, reason="The room is wrong.")
    written = services.written_of(draft.revision, title=draft.title)
    new = Written(**{**{name: getattr(written, name) for name in written.__dataclass_fields__}, "text": text, **how})
    services.save_post(draft.pk, by=by, version=draft.version, written=new)
    return workflow.submit(draft.pk, by=by)


RIGHT = "The drop-in is on 9 December, 10am, in the town hall. Everyone is welcome."


def test_an_approved_correction_stands_in_the_place_of_the_post(out, done, service, author, approver):
    post = out()
    draft = correct(post, author, RIGHT)
    assert shown(service) == [post.revision.text]
    done(workflow.approve, post_id=draft.pk, by=approver, digest=draft.revision.digest)
    draft.refresh_from_db()
    assert draft.state == PostState.PUBLISHED and shown(service) == [RIGHT]
    assert Event.objects.filter(kind="post.corrected").exists()
    assert changes.said_now(post).text == RIGHT


def test_a_correction_needs_somebody_else_like_any_post(out, service, author):
    draft = correct(out(), author, RIGHT)
    with pytest.raises(MoveRefused, match="line manager"):
        workflow.approve(draft.pk, by=author, digest=draft.revision.digest)


def test_a_correction_that_changes_nothing_is_refused(out, author):
    post = out()
    draft = corrections.begin(post.pk, by=author, reason="The room is wrong.")
    with pytest.raises(MoveRefused, match="Nothing is changed"):
        workflow.submit(draft.pk, by=author)


def test_a_correction_of_one_word_does_not_count_as_the_same_text_again(out, done, author, approver, policy):
    policy()
    post = out()
    first = correct(post, author, f"{post.revision.text} (ground floor)")
    done(workflow.approve, post_id=first.pk, by=approver, digest=first.revision.digest)
    second = correct(post, author, f"{post.revision.text} (first floor)")
    assert "duplicate" not in {finding.rule for finding in checks.run(second)}
    again = services.create_post(
        service=post.service, by=author, written=services.written_of(first.revision, title="x")
    )
    assert "duplicate" in {finding.rule for finding in checks.run(again)}


def test_a_correction_waits_while_all_sending_is_paused(out, service, author, approver):
    post = out()
    draft = correct(post, author, RIGHT)
    pause_sending(service, by=approver, reason="We look into something.")
    with pytest.raises(MoveRefused, match="corrections too: We look into something"):
        workflow.approve(draft.pk, by=approver, digest=draft.revision.digest)
    assert shown(service) == [post.revision.text]
    assert not NetworkChange.objects.exists()


def test_a_correction_that_was_asked_for_waits_for_the_end_of_a_pause_and_a_removal_does_not(
    out, done, later, service, author, approver
):
    post, other = out(), out()
    draft = correct(post, author, RIGHT)
    answers.append(TryLater("Wait."))
    done(workflow.approve, post_id=draft.pk, by=approver, digest=draft.revision.digest)
    pause_sending(service, by=approver, reason="We look into something.")
    done(workflow.remove, post_id=other.pk, by=author, reason="Out of date.")
    later(60)
    assert shown(service) == [post.revision.text]
    resume_sending(service, by=approver)
    later(60)
    assert shown(service) == [RIGHT]


def test_one_correction_at_a_time_and_none_of_what_is_not_out(out, author, service):
    post = out()
    corrections.begin(post.pk, by=author, reason="The room is wrong.")
    with pytest.raises(CorrectionRefused, match="already"):
        corrections.begin(post.pk, by=author, reason="Again")
    with pytest.raises(CorrectionRefused, match="is out"):
        corrections.begin(PostFactory(service=service).pk, by=author, reason="x")


def test_where_nothing_can_be_changed_the_post_is_taken_off_and_put_out_anew(
    out, done, later, service, author, approver, settings
):
    post = out()
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": "tests.posts.publishing.test_changes.Unchangeable"}
    draft = correct(post, author, RIGHT)
    done(workflow.approve, post_id=draft.pk, by=approver, digest=draft.revision.digest)
    later(5)
    draft.refresh_from_db()
    assert shown(service) == [RIGHT] and draft.state == PostState.PUBLISHED


def test_a_correction_by_hand_is_not_called_published_before_somebody_did_it(out, done, service, author, approver):
    post = out()
    answers.append(Refused("No right to edit."))
    draft = correct(post, author, RIGHT)
    done(workflow.approve, post_id=draft.pk, by=approver, digest=draft.revision.digest)
    draft.refresh_from_db()
    assert draft.state == PostState.PUBLISHING
    changes.confirm_by_hand(change_of(post).pk, by=author)
    draft.refresh_from_db()
    assert draft.state == PostState.PUBLISHED


def test_removing_a_corrected_post_takes_off_what_stands_there_now(
    out, done, later, service, author, approver, settings
):
    post = out()
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": "tests.posts.publishing.test_changes.Unchangeable"}
    draft = correct(post, author, RIGHT)
    done(workflow.approve, post_id=draft.pk, by=approver, digest=draft.revision.digest)
    later(5)
    with pytest.raises(MoveRefused, match="the post that it corrects"):
        workflow.remove(draft.pk, by=author, reason="Wrong too")
    done(workflow.remove, post_id=post.pk, by=author, reason="Wrong too")
    draft.refresh_from_db()
    assert shown(service) == [] and draft.state == PostState.REMOVED


# Threads


class Threading(Sandbox):
    """A sandbox on which a text of several parts is a thread."""

    capabilities = Sandbox.capabilities.__class__(does=Sandbox.capabilities.does, absent_after_s=0, threads=True)

    def publish(self, post):
        if answers and (answer := answers.pop(0)):
            if str(answer) == "after":
                super().publish(post)
            raise answer
        return super().publish(post)


THREAD = "First of three.\n---\nSecond of three.\n---\nThird of three."
IN_ORDER = ["First of three.", "Second of three.", "Third of three."]


@pytest.fixture
def threading(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": "tests.posts.publishing.test_changes.Threading"}


def in_order(service) -> list[str]:
    return list(SandboxPost.objects.filter(service=service).order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize("fault", [None, TryLater("busy"), Unclear("before"), Unclear("after")])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_thread_is_there_once_and_in_order_whatever_happens_to_a_part(threading, out, later, service, fault, at):
    answers.extend([None] * at + [fault])
    post = out(text=THREAD)
    for _ in range(6):
        later(20)
    post.refresh_from_db()
    assert in_order(service) == IN_ORDER and post.state == PostState.PUBLISHED
    row = Delivery.objects.get(post=post)
    assert row.parts[0]["id"] == row.remote_id and len(row.parts) == 3


def test_a_thread_that_stopped_half_way_is_partly_published_and_goes_on_where_it_stopped(
    threading, out, later, done, service, author
):
    from posts.publishing import answers as by_people

    answers.extend([None, Refused("Not this text.")])
    post = out(text=THREAD)
    later(5)
    post.refresh_from_db()
    assert post.state == PostState.PARTLY_PUBLISHED and in_order(service) == IN_ORDER[:1]
    done(by_people.try_again, delivery_id=Delivery.objects.get(post=post).pk, by=author)
    for _ in range(3):
        later(5)
    assert in_order(service) == IN_ORDER


def test_a_removed_thread_is_taken_off_whole(threading, out, later, done, service, author):
    post = out(text=THREAD)
    for _ in range(3):
        later(5)
    done(workflow.remove, post_id=post.pk, by=author, reason="Wrong")
    assert shown(service) == []


def test_elsewhere_a_thread_is_one_post(out, service):
    out(text=THREAD)
    assert in_order(service) == ["\n\n".join(IN_ORDER)]
