"""What is wrong now: each thing is named while it is wrong, with the page that mends it, and no longer than that."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from insights import health, mending
from moderation.models import Appeal, PurgeRun
from policies.models import StandardItem
from posts.models import Delivery
from tests.factories.accounts import member
from tests.factories.moderation import AppealFactory
from tests.factories.policies import PolicyVersionFactory, ReadingCampaignFactory, ReadingFactory, SectionFactory
from tests.factories.posts import PostFactory, channel

DAY = dt.timedelta(days=1)


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


def test_what_stops_work_comes_first(service, version):
    PurgeRun.objects.create(service=service, is_trial=True)
    version.sections.all().delete()
    now = timezone.now()
    health.prove(now - dt.timedelta(hours=1))
    assert [bool(entry.get("stop")) for entry in mending.wrong_now(service, now)] == [True, False, False]
