"""The moves of a post: each from each state, by each role, and what stands in the way."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts import permissions as account_permissions
from accounts.models import OutgoingMail, Role
from audit.models import Event
from posts import services, workflow
from posts.models import Delivery, DeliveryState, PostState, Reason, Review
from posts.workflow import MOVES, MoveRefused
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, SandboxPostFactory
from tests.factories.posts import PostFactory, revision

TOO_LONG = "word" + " word" * 120
ALL_STATES = list(PostState)


def kinds(post) -> list[str]:
    return [event.kind for event in Event.objects.about(post)]


def make(verb, post, by, **more):
    """Make the move with what it needs beside the person."""
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    needs = {
        "submit": {},
        "approve": {"digest": post.revision.digest},
        "return": {"note": "Name the room."},
        "withdraw": {},
        "schedule": {"on": tomorrow, "at": dt.time(10)},
        "unschedule": {},
        "move": {"on": tomorrow, "at": dt.time(9)},
        "remove": {"reason": "It named the wrong room."},
    }[verb]
    function = workflow.return_to_author if verb == "return" else getattr(workflow, verb)
    return function(post.pk, by=by, **{**needs, **more})


def in_state(service, state, **fields):
    in_days = 3 if state in ("scheduled", "publishing") else None
    return PostFactory(service=service, state=state, in_days=in_days, submitted_at=timezone.now(), **fields)


VERBS = [verb for verb in MOVES if verb != "edit"]
WHO_MAY = {
    "submit": {Role.COORDINATOR},
    "approve": {Role.LINE_MANAGER},
    "return": {Role.LINE_MANAGER},
    "withdraw": {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER},
    "schedule": {Role.COORDINATOR, Role.LINE_MANAGER},
    "unschedule": {Role.COORDINATOR, Role.LINE_MANAGER},
    "move": {Role.COORDINATOR, Role.LINE_MANAGER},
    "remove": {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER},
}


@pytest.mark.parametrize(
    ("verb", "start", "end"),
    [(verb, start, MOVES[verb].end or start) for verb in VERBS for start in sorted(MOVES[verb].start)],
)
def test_a_move_leads_from_each_of_its_states_to_its_end(service, verb, start, end):
    post = in_state(service, start)
    everything = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    assert make(verb, post, everything).state == end
    post.refresh_from_db()
    assert post.state == end
    assert kinds(post), "a move leaves an event"


@pytest.mark.parametrize(
    ("verb", "start"), [(verb, start) for verb in VERBS for start in ALL_STATES if start not in MOVES[verb].start]
)
def test_a_move_is_refused_from_every_other_state(service, verb, start):
    post = in_state(service, start)
    everything = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    with pytest.raises(MoveRefused):
        make(verb, post, everything)
    post.refresh_from_db()
    assert post.state == start
    assert not kinds(post)


@pytest.mark.parametrize(("verb", "role"), [(verb, role) for verb in VERBS for role in Role])
def test_a_move_is_for_its_roles(service, verb, role):
    post = in_state(service, sorted(MOVES[verb].start)[-1])
    person = member(service, role)
    assert (workflow.available(post, person)[verb] == "") == (role in WHO_MAY[verb])
    if role in WHO_MAY[verb]:
        make(verb, post, person)
    else:
        with pytest.raises(MoveRefused, match="Only a"):
            make(verb, post, person)


@pytest.mark.parametrize("verb", VERBS)
def test_a_person_of_another_service_may_nothing(service, outsider, verb):
    post = in_state(service, sorted(MOVES[verb].start)[-1])
    with pytest.raises(MoveRefused, match="Only a"):
        make(verb, post, outsider)


# Submitting


def test_what_the_policy_stops_cannot_be_submitted(service, author):
    post = PostFactory(service=service, author=author, text=TOO_LONG)
    with pytest.raises(MoveRefused, match=r"The policy stops this post: .* too many"):
        workflow.submit(post.pk, by=author)


def test_a_warning_needs_a_reason(service, author, policy):
    policy(length="warn")
    post = PostFactory(service=service, author=author, text=TOO_LONG)
    with pytest.raises(MoveRefused, match="give a reason"):
        workflow.submit(post.pk, by=author)


def test_with_the_authors_reason_a_warning_goes_through_and_stands_in_the_review(service, author, approver, policy):
    version = policy(length="warn")
    post = PostFactory(service=service, author=author, text=TOO_LONG)
    finding = checks_of(post).warnings[0]
    Reason.objects.create(post=post, key=finding.key, rule=finding.rule, text="The council asked for it.", by=author)
    workflow.submit(post.pk, by=author)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest, note="Agreed.")
    review = Review.objects.get(post=post)
    assert review.policy_version == version
    assert review.findings[0]["rule"] == "length"
    assert review.findings[0]["reason"] == "The council asked for it."
    assert (review.findings[0]["section_number"], review.findings[0]["version"]) == ("4", "3.0")


def checks_of(post):
    from posts.checking import checks

    return checks.run(post)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"text": ""}, "Write the text"), ({"channels": []}, "Choose at least one channel")],
)
def test_a_post_without_text_or_channel_cannot_be_submitted(service, author, fields, sentence):
    post = PostFactory(service=service, author=author, **fields)
    with pytest.raises(MoveRefused, match=sentence):
        workflow.submit(post.pk, by=author)


def test_a_post_whose_time_has_passed_cannot_be_submitted(service, author):
    post = PostFactory(service=service, author=author, in_days=-1)
    with pytest.raises(MoveRefused, match="has passed"):
        workflow.submit(post.pk, by=author)


def test_submitting_tells_the_line_managers_once(service, author, approver, django_capture_on_commit_callbacks):
    post = PostFactory(service=service, author=author)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit(post.pk, by=author)
    assert [message.to for message in mail.outbox] == [[approver.email]]
    assert f"/northshire/posts/{post.pk}/" in mail.outbox[0].body


# Approving


def test_an_author_cannot_approve_their_own_post(service):
    both = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    post = PostFactory(service=service, submitted=True, author=both)
    with pytest.raises(MoveRefused, match="somebody else"):
        workflow.approve(post.pk, by=both, digest=post.revision.digest)
    assert kinds(post) == []


def test_who_wrote_the_current_text_cannot_approve_it_either(service, author):
    both = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    post = PostFactory(service=service, submitted=True, author=author)
    post.revision = revision(post, text="Rewritten.", by=both)
    post.save()
    with pytest.raises(MoveRefused, match="somebody else"):
        workflow.approve(post.pk, by=both, digest=post.revision.digest)


def test_in_a_service_of_one_the_author_may_after_the_cooling_off_time(service):
    service.cooling_off_minutes = 60
    service.save()
    alone = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    post = PostFactory(service=service, submitted=True, author=alone)
    now = timezone.now()
    with pytest.raises(MoveRefused, match="You can approve it yourself from"):
        workflow.approve(post.pk, by=alone, digest=post.revision.digest, now=now + dt.timedelta(minutes=30))
    workflow.approve(post.pk, by=alone, digest=post.revision.digest, now=now + dt.timedelta(minutes=61))
    assert Review.objects.get(post=post).by_author
    assert Event.objects.about(post).get(kind="post.approved").data["by_author"] is True


def test_a_text_that_was_edited_meanwhile_is_not_approved(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author)
    read = post.revision.digest
    post.revision = revision(post, text="Something else.", by=author)
    post.save()
    with pytest.raises(MoveRefused, match=r"Priya Nair changed the post at .*Read it again"):
        workflow.approve(post.pk, by=approver, digest=read)
    post.refresh_from_db()
    assert post.state == "submitted"


def test_the_second_approver_is_told_who_was_first(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest)
    with pytest.raises(MoveRefused, match="Tom Ashworth has approved this post already"):
        workflow.approve(post.pk, by=member(service, Role.LINE_MANAGER), digest=post.revision.digest)
    assert Review.objects.filter(post=post).count() == 1


def test_what_the_policy_stops_by_now_is_not_approved(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author, text=TOO_LONG)
    with pytest.raises(MoveRefused, match="The policy stops this post"):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest)


def test_approve_and_schedule_is_one_click_when_the_time_lies_ahead(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author, in_days=3)
    post = workflow.approve(post.pk, by=approver, digest=post.revision.digest, and_schedule=True)
    assert post.state == "scheduled"
    assert [delivery.state for delivery in post.deliveries.all()] == [DeliveryState.DUE]
    assert kinds(post)[:1] + kinds(post)[-1:] == ["post.approved", "post.scheduled"]


def test_approve_and_schedule_leaves_a_post_approved_whose_time_has_passed(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author, in_days=-1)
    post = workflow.approve(post.pk, by=approver, digest=post.revision.digest, and_schedule=True)
    assert post.state == "approved"


def test_a_deputy_may_approve_on_their_days(service, author, approver):
    from accounts.models import Deputy

    today = service.today(timezone.now())
    stand_in = member(service, Role.SAFEGUARDING_LEAD)
    Deputy.objects.create(
        service=service,
        role=Role.LINE_MANAGER,
        stands_in_for=approver,
        deputy=stand_in,
        starts_on=today,
        ends_on=today,
    )
    account_permissions.forget_roles(stand_in)
    post = PostFactory(service=service, submitted=True, author=author)
    assert workflow.approve(post.pk, by=stand_in, digest=post.revision.digest).state == "approved"


# Returning, withdrawing


def test_returning_needs_a_note(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author)
    with pytest.raises(MoveRefused, match="Write a note"):
        workflow.return_to_author(post.pk, by=approver, note="  ")


def test_the_author_gets_the_note_by_mail(service, author, approver, django_capture_on_commit_callbacks):
    post = PostFactory(service=service, submitted=True, author=author)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.return_to_author(post.pk, by=approver, note="Name the room.")
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert "Name the room." in mail.outbox[0].body


def test_withdrawing_cancels_what_waits_to_be_sent(service, author, approver):
    post = PostFactory(service=service, approved=True, author=author, in_days=3)
    workflow.schedule(post.pk, by=author)
    workflow.withdraw(post.pk, by=author)
    assert [delivery.state for delivery in post.deliveries.all()] == ["cancelled"]


@pytest.mark.parametrize("verb", ["withdraw", "unschedule", "move"])
def test_nothing_is_stopped_that_is_going_out(service, author, verb):
    post = PostFactory(service=service, approved=True, author=author, in_days=3)
    workflow.schedule(post.pk, by=author)
    post.deliveries.update(state=DeliveryState.SENDING, lease_until=timezone.now())
    with pytest.raises(MoveRefused, match="going out already"):
        make(verb, post, author)


# Times


def test_scheduling_needs_a_time_ahead(service, author):
    without, late = (PostFactory(service=service, approved=True, in_days=days) for days in (None, -1))
    with pytest.raises(MoveRefused, match="Choose a date and a time"):
        workflow.schedule(without.pk, by=author)
    with pytest.raises(MoveRefused, match="has passed"):
        workflow.schedule(late.pk, by=author)


def test_a_time_that_spring_skips_is_refused(service, author, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC))
    post = PostFactory(service=service, approved=True)
    with pytest.raises(MoveRefused, match="Choose 00:59 or 02:00"):
        workflow.schedule(post.pk, by=author, on=dt.date(2026, 3, 29), at=dt.time(1, 30))


def test_an_expired_post_keeps_its_approval_and_gets_a_new_time(service, author):
    post = PostFactory(service=service, expired=True)
    assert make("schedule", post, author).state == "scheduled"


def test_moving_keeps_the_approval_and_moves_the_deliveries(service, author):
    post = PostFactory(service=service, approved=True, in_days=3)
    workflow.schedule(post.pk, by=author)
    moved = make("move", post, author)
    assert moved.approved_digest == post.approved_digest
    assert [(one.state, one.due_at) for one in moved.deliveries.all()] == [("due", moved.publish_at)]
    assert kinds(moved)[-1] == "post.moved"


def test_moving_asks_for_a_new_approval_where_the_policy_says_so(service, author, policy):
    policy(parameters={"approval_covers_time": True})
    post = PostFactory(service=service, scheduled=True)
    moved = make("move", post, author)
    assert (moved.state, moved.approved_digest) == ("submitted", "")
    assert "post.approval_voided" in kinds(moved)
    assert Review.objects.get(post=post).voided_at is not None


def test_a_move_is_noticed_by_a_form_that_was_open(service, author, approver):
    post = PostFactory(service=service, submitted=True, author=author)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest)
    with pytest.raises(services.StaleForm):
        services.save_post(post.pk, by=author, version=post.version, written=services.Written(title="Other"))


# Cost


@pytest.mark.parametrize("verb", VERBS)
def test_a_move_costs_few_queries(service, verb, policy, django_assert_max_num_queries):
    policy(length="warn")
    state = "submitted" if verb == "approve" else sorted(MOVES[verb].start)[-1]
    post = in_state(service, state)
    approvers = [member(service, Role.LINE_MANAGER) for _ in range(2)]
    who = approvers[0] if verb in ("approve", "return") else post.author
    with django_assert_max_num_queries(35):
        make(verb, post, who)


def test_approve_and_schedule_costs_few_queries(service, approver, policy, django_assert_max_num_queries):
    policy(length="warn")
    post = PostFactory(service=service, submitted=True, in_days=3, channels=["sandbox", "facebook", "x"])
    with django_assert_max_num_queries(35):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest, and_schedule=True)


# Removing


def sent_on(post, channel, remote_id: str):
    return Delivery.objects.create(
        post=post,
        channel=channel,
        revision=post.revision,
        digest=post.revision.digest,
        due_at=timezone.now(),
        state="sent",
        sent_at=timezone.now(),
        remote_id=remote_id,
    )


def test_a_removed_post_is_off_the_network_and_people_are_asked_for_the_rest(
    service, author, django_capture_on_commit_callbacks
):
    post = in_state(service, "published", author=author)
    there = SandboxPostFactory(service=service)
    on_sandbox = sent_on(post, ChannelFactory(service=service), str(there.key))
    by_hand = sent_on(post, ChannelFactory(service=service, by_hand=True), "https://social.example/1")
    with django_capture_on_commit_callbacks(execute=True):
        removed = workflow.remove(post.pk, by=author, reason="It named the wrong room.")
    for row in (there, on_sandbox, by_hand):
        row.refresh_from_db()
    assert there.removed_at and on_sandbox.removed_at and not by_hand.removed_at
    assert removed.removal_reason == "It named the wrong room."
    assert OutgoingMail.objects.filter(to=author, key__endswith="by-hand").count() == 1
    assert kinds(post) == ["post.removed", "delivery.taken_off", "delivery.change_by_hand"]


def test_a_removal_needs_a_reason_and_happens_once(service, author):
    post = in_state(service, "published", author=author)
    with pytest.raises(MoveRefused, match="Say why"):
        workflow.remove(post.pk, by=author, reason="  ")
    workflow.remove(post.pk, by=author, reason="Out of date")
    with pytest.raises(MoveRefused, match="cannot be removed"):
        workflow.remove(post.pk, by=author, reason="Out of date")
