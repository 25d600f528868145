"""What is wrong now: each thing is named while it is wrong, with the page that mends it, and no longer than that."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import Role, Service
from accounts.permissions import STAFF
from audit import services as audit
from audit.kinds import Kind
from audit.models import ChainCheck, Event
from channels.models import Channel
from insights import health, mending
from insights.models import Heartbeat
from moderation.models import Appeal, Comment, DataRequest, Escalation, PurgeRun
from policies.models import StandardItem
from posts.models import Delivery, Post, Review
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import AppealFactory, CommentFactory
from tests.factories.policies import PolicyVersionFactory, ReadingCampaignFactory, ReadingFactory, SectionFactory
from tests.factories.posts import PostFactory, channel

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def proven(service):
    """What works unseen has shown a moment ago that it does."""
    now = timezone.now()
    health.prove(now)
    health.note_backup(now)
    ChainCheck.objects.create(service=service, at=now, finished_at=now)


@pytest.fixture
def version(service):
    """A policy that covers every item, so that nothing else is wrong."""
    version = PolicyVersionFactory(in_force=True, service=service)
    for item in StandardItem:
        SectionFactory(version=version, standard_item=item, key=str(item))
    return version


def wrong(service, now: dt.datetime | None = None) -> list[str]:
    return [entry["what"] for entry in mending.wrong_now(service, now or timezone.now())]


def test_nothing_is_wrong(service, version):
    assert wrong(service) == []


def test_what_the_command_found_in_the_record_is_on_the_dashboard(client, service, version, manager):
    with transaction.atomic():
        for reason in ("fire", "flood"):
            audit.record(Kind.SENDING_PAUSED, on=service, actor=manager, data={"reason": reason})
    client.force_login(manager)
    page = reverse("insights:compliance", args=[service.slug])
    call_command("verify_audit", stdout=StringIO())
    assert "is not what it was" not in client.get(page).text
    Event.objects.filter(service=service, number=1).update(label="x")
    with pytest.raises(CommandError):
        call_command("verify_audit", stdout=StringIO())
    assert "Event 1 of" in client.get(page).text


def test_what_never_showed_that_it_works_is_wrong(service, version):
    Heartbeat.objects.all().delete()
    ChainCheck.objects.all().delete()
    assert wrong(service) == [
        "Background work has not started yet",
        "No backup was ever noted",
        "Record of what happened: not looked over yet",
    ]
    assert mending.wrong_now(service, timezone.now())[0]["stop"]


def test_a_service_without_a_policy_is_told_so_and_not_of_its_items(service):
    assert wrong(service) == ["No social media policy is in force"]


def test_an_item_that_nothing_covers_leads_to_the_coverage(service, version):
    version.sections.filter(standard_item=StandardItem.PROFILE_PICTURE).delete()
    [entry] = mending.wrong_now(service, timezone.now())
    assert entry["what"] == f"Nothing in the policy covers “{StandardItem.PROFILE_PICTURE.label}”"
    assert entry["url"] == reverse("policies:coverage", args=[service.slug, version.pk])
    version.sections.filter(standard_item=StandardItem.COMMENTS).delete()
    assert wrong(service) == ["Nothing in the policy covers 2 of the standard’s ten items"]


def test_who_has_not_read_is_named_within_a_week_of_the_day_and_never_to_a_viewer(service, version):
    now = timezone.now()
    campaign = ReadingCampaignFactory(version=version, title="Policy 3.0")
    ReadingFactory(campaign=campaign, user=member(service, Role.COORDINATOR, name="Ada Penn"), read_at=now)
    late = ReadingFactory(campaign=campaign, user=member(service, Role.COORDINATOR, name="Ben Hythe"))
    assert wrong(service) == []
    type(late).objects.filter(pk=late.pk).update(due_on=service.today(now) + 7 * DAY)
    entries = mending.wrong_now(service, now)
    assert [entry["what"] for entry in entries] == ["1 of 2 people have not read Policy 3.0"]
    assert "Ben Hythe" in entries[0]["why"] and "Ada Penn" not in entries[0]["why"]
    assert mending.for_all(entries) == [{"what": "1 of 2 people have not read Policy 3.0", "stop": False}]


def test_background_work_and_backups_are_told_of_when_they_stand_still(service, version):
    now = timezone.now()
    health.prove(now)
    health.note_backup(now)
    assert wrong(service, now) == []
    assert wrong(service, now + dt.timedelta(minutes=10)) == ["Background work stands still for 10 min"]
    health.prove(now + dt.timedelta(hours=27))
    assert wrong(service, now + dt.timedelta(hours=27)) == ["The last backup is 27 h old"]


def unsure(service) -> Delivery:
    post = PostFactory(service=service)
    return Delivery.objects.create(
        post=post,
        channel=channel(service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=timezone.now(),
        state="unknown",
        ask_person=True,
    )


def test_one_post_that_nobody_is_sure_of_leads_straight_to_it_and_several_to_the_list(service, version):
    first = unsure(service)
    [entry] = mending.wrong_now(service, timezone.now())
    assert entry["url"] == reverse("posts:delivery", args=[service.slug, first.pk])
    unsure(service)
    [entry] = mending.wrong_now(service, timezone.now())
    assert entry["what"] == "Nobody knows whether 2 posts went out"
    assert entry["url"] == reverse("insights:figure", args=[service.slug, "not-sure"]) + "?show=look"


def test_what_is_over_its_day_is_counted(service, version):
    now = timezone.now()
    appeal = AppealFactory(comment__service=service)
    Appeal.objects.filter(pk=appeal.pk).update(due_on=service.today(now) - DAY)
    PurgeRun.objects.create(service=service, is_trial=True)
    assert wrong(service) == [
        "1 request to look again should be decided by now",
        "What is no longer to be kept waits for a service manager",
    ]


def test_a_post_that_nobody_approved_is_told_of_while_it_is_out(client, service, version, author, approver, manager):
    now = timezone.now()
    post, fine = (PostFactory(service=service, author=author, title=title) for title in ("Not asked", "As agreed"))
    for one in (post, fine):
        state = {"state": "published", "approved_digest": one.revision.digest, "published_at": now - 2 * DAY}
        Post.objects.filter(pk=one.pk).update(**state)
        told = {"revision": one.revision, "digest": one.revision.digest, "decision": "approved"}
        Review.objects.create(post=one, by=approver, at=now - 3 * DAY, **told)
    Review.objects.filter(post=post).update(digest="0" * 64)
    [entry] = unapproved(service, now)
    assert (entry["what"], entry["stop"]) == ("1 post is out without an approval of the very text", True)
    client.force_login(manager)
    assert [row[0]["text"] for row in client.get(entry["url"]).context["table"]] == ["Not asked"]
    Post.objects.filter(pk=post.pk).update(state="removed")
    assert unapproved(service, now) == []


def test_a_post_that_nobody_approved_is_mended_by_a_correction(service, version, author):
    now = timezone.now()
    state = {"state": "published", "approved_digest": "0" * 64, "published_at": now - 2 * DAY}
    post = PostFactory(service=service, author=author)
    Post.objects.filter(pk=post.pk).update(**state)
    correction = PostFactory(service=service, author=author, corrects=post, correction_reason="Nobody was asked.")
    assert len(unapproved(service, now)) == 1
    Post.objects.filter(pk=correction.pk).update(**state | {"published_at": now - 60 * DAY})
    assert unapproved(service, now) == []


def test_an_author_alone_after_the_cooling_off_time_is_nothing_to_mend(service, version, author):
    now = timezone.now()
    post = PostFactory(service=service, author=author)
    state = {"state": "published", "approved_digest": post.revision.digest, "published_at": now - 2 * DAY}
    Post.objects.filter(pk=post.pk).update(**state)
    told = {"revision": post.revision, "digest": post.revision.digest, "decision": "approved"}
    review = Review.objects.create(post=post, by=author, at=now - 3 * DAY, by_author=True, **told)
    assert unapproved(service, now) == []
    Review.objects.filter(pk=review.pk).update(by_author=False)
    assert len(unapproved(service, now)) == 1


def unapproved(service, now: dt.datetime) -> list[dict]:
    return [one for one in mending.wrong_now(service, now) if "without an approval" in one["what"]]


def test_what_stops_work_comes_first(service, version):
    PurgeRun.objects.create(service=service, is_trial=True)
    version.sections.all().delete()
    now = timezone.now()
    health.prove(now - dt.timedelta(hours=1))
    assert [bool(entry.get("stop")) for entry in mending.wrong_now(service, now)] == [True, False, False]


# What stands still


def test_what_waits_for_a_worker_and_what_cannot_be_read_is_wrong(service, version):
    now = timezone.now()
    silent = ChannelFactory(service=service, read_error="Gone.", read_at=now - dt.timedelta(hours=2))
    (entry,) = mending.wrong_now(service, now)
    assert entry["what"] == "Comments on Sandbox cannot be read, last read 2 h ago"
    assert entry["why"] == "Gone."
    assert entry["url"] == reverse("channels:channel", args=[service.slug, silent.pk])
    Channel.objects.update(read_error="", read_at=now)
    CommentFactory(service=service, unsorted=True, posted_at=now - dt.timedelta(hours=1))
    assert wrong(service, now) == ["Comments to sort: 1 wait for more than 10 min"]


def test_a_pause_is_wrong_while_it_lasts_and_a_viewer_does_not_read_whose_it_is(service, version, manager, viewer):
    services.pause_sending(service, by=manager, reason="A fire at the school")
    service.refresh_from_db()
    (entry,) = mending.wrong_now(service, timezone.now())
    assert entry["stop"]
    assert entry["why"] == f"{manager}: “A fire at the school”"
    (seen,) = mending.seen_by(viewer, service, [entry])
    assert seen == {"what": entry["what"], "stop": True}
    assert entry["what"].startswith("Sending is paused since ")
    services.resume_sending(service, by=manager)
    assert wrong(Service.objects.get(pk=service.pk)) == []


def test_posts_that_did_not_go_out_everywhere_are_in_the_list_that_the_link_leads_to(
    client, service, version, coordinator
):
    for state in ("failed", "expired", "partly_published"):
        post = PostFactory(service=service, approved=True, title=f"It is {state}")
        Post.objects.filter(pk=post.pk).update(state=state)
    PostFactory(service=service, title="A draft")
    (entry,) = mending.wrong_now(service, timezone.now())
    assert entry["what"] == "3 posts did not go out, or not on every channel"
    client.force_login(coordinator)
    listed = client.get(entry["url"]).context["page"]
    assert {post.title for post in listed} == {"It is failed", "It is expired", "It is partly_published"}


# Who is led where


@pytest.fixture
def much(service, version, manager):
    """Nearly everything that can be wrong, so that every page that is linked to is among it."""
    now = timezone.now()
    today = service.today(now)
    ago = now - dt.timedelta(hours=3)
    health.prove(ago)
    ChainCheck.objects.update(problem="Event 4 is not what it was.")
    services.pause_sending(service, by=manager, reason="A fire at the school")
    CommentFactory(service=service, case=True, posted_at=ago, due_at=ago, on_sandbox=True)
    grievance = CommentFactory(service=service, grievance=True, posted_at=ago, due_at=ago)
    CommentFactory(service=service, unsorted=True, posted_at=ago)
    Comment.objects.exclude(category="").update(due_at=ago)
    Escalation.objects.create(comment=grievance, concern="A concern", raised_at=ago)
    Appeal.objects.filter(pk=AppealFactory(comment__service=service).pk).update(due_on=today - DAY)
    Channel.objects.of_service(service).update(read_error="Gone.")
    Channel.objects.filter(pk=ChannelFactory(service=service, by_hand=True).pk).update(signed_out_at=ago)
    unsure(service)
    Delivery.objects.filter(pk=unsure(service).pk).update(state="by_hand", ask_person=False, due_at=ago)
    Post.objects.filter(pk=PostFactory(service=service, approved=True).pk).update(state="failed")
    type(version).objects.filter(pk=version.pk).update(next_review_on=today - DAY)
    version.sections.filter(standard_item=StandardItem.COMMENTS).delete()
    campaign = ReadingCampaignFactory(version=version, title="Policy 3.0")
    reader = member(service, Role.COORDINATOR, name="Ben Hythe")
    ReadingFactory(campaign=campaign, user=reader, due_on=today + 2 * DAY)
    PurgeRun.objects.create(service=service, is_trial=True)
    asked = {"kind": "access", "asked_on": today - 40 * DAY, "checked_how": "By post.", "opened_by": manager}
    DataRequest.objects.create(service=service, due_on=today - DAY, **asked)
    return mending.wrong_now(Service.objects.get(pk=service.pk), now)


@pytest.mark.parametrize("role", STAFF)
def test_each_link_opens_for_whom_it_is_shown_and_where_there_is_none_it_is_said_who_can(client, service, much, role):
    person = member(service, role)
    client.force_login(person)
    assert len(much) > 18
    seen = mending.seen_by(person, service, much)
    answers = [client.get(entry["url"]).status_code for entry in much]
    assert [200 if one["url"] else 403 for one in seen] == answers
    assert all("Only a " in one["why"] for one in seen if not one["url"])


def test_who_only_looks_is_led_nowhere(service, much, viewer):
    assert all(one.keys() == {"what", "stop"} for one in mending.seen_by(viewer, service, much))


def test_a_link_to_a_comment_is_not_for_the_person_whom_it_is_about(client, service, much, coordinator, manager):
    Comment.objects.get(category="case_request").kept_from.add(coordinator)
    found = mending.wrong_now(service, timezone.now())
    (entry,) = [entry for entry in found if entry["label"] == "Open comment"]
    client.force_login(coordinator)
    assert client.get(entry["url"]).status_code == 404
    (seen,) = mending.seen_by(coordinator, service, [entry])
    assert seen["url"] == ""
    assert seen["why"].endswith("A colleague deals with it.")
    assert mending.seen_by(manager, service, [entry]) == [entry]


def test_who_has_not_read_is_named_to_managers_alone(service, much, coordinator, safeguarding_lead, approver):
    (entry,) = [entry for entry in much if entry["label"] == "See who"]
    assert mending.seen_by(approver, service, [entry]) == [entry]
    for person in (coordinator, safeguarding_lead):
        (seen,) = mending.seen_by(person, service, [entry])
        assert seen["what"] == "1 of 1 person has not read Policy 3.0"
        assert "Ben Hythe" not in seen["why"]
        assert "Only a line manager or service manager can see who has read what." in seen["why"]
