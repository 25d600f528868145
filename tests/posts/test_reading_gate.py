"""Who has not read the policy in time approves nothing; everything else about posts goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Role, User
from policies import readings
from policies.digests import digest_of
from policies.models import Reading
from posts import workflow
from posts.models import PostState
from tests.factories.accounts import member
from tests.factories.policies import PolicyVersionFactory, ReadingCampaignFactory, ReadingFactory
from tests.factories.posts import PostFactory


@pytest.fixture
def unread(service, approver):
    """Tom was to read the policy in force by the first day of the year."""
    campaign = ReadingCampaignFactory(version=PolicyVersionFactory(service=service, in_force=True))
    return ReadingFactory(campaign=campaign, user=approver, due_on=dt.date(2026, 1, 1))


@pytest.fixture
def post(service):
    return PostFactory(service=service, submitted=True)


def test_approval_is_refused_with_the_sentence_and_nothing_changes(unread, post, approver):
    with pytest.raises(workflow.MoveRefused, match=r"You have not read .*Policies, Reading"):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest)
    post.refresh_from_db()
    assert post.state == PostState.SUBMITTED
    assert not post.reviews.exists()


def test_after_reading_the_same_person_approves(unread, post, approver):
    readings.accept(unread.pk, by=approver, digest=digest_of(unread.campaign.version))
    workflow.approve(post.pk, by=User.objects.get(pk=approver.pk), digest=post.revision.digest)
    post.refresh_from_db()
    assert post.state == PostState.APPROVED


def test_returning_and_everything_else_stays_possible(unread, post, approver):
    verbs = workflow.available(post, approver)
    assert "You have not read" in verbs["approve"]
    assert verbs["return"] == verbs["withdraw"] == verbs["move"] == ""
    assert workflow.return_to_author(post.pk, by=approver, note="Say for which age.").state == PostState.RETURNED


def test_a_colleague_who_has_read_is_not_kept(unread, post, service):
    other = member(service, Role.LINE_MANAGER)
    ReadingFactory(campaign=unread.campaign, user=other, due_on=dt.date(2026, 1, 1), read_at="2026-01-01T10:00Z")
    assert workflow.approve(post.pk, by=other, digest=post.revision.digest).state == PostState.APPROVED


def test_who_may_not_approve_hears_that_first(unread, post, author):
    Reading.objects.update(user=author)
    assert workflow.available(post, author)["approve"] == "Only a line manager can approve posts."


def test_the_page_says_why_and_costs_one_query_more(client, unread, post, approver, django_assert_max_num_queries):
    client.force_login(approver)
    at = reverse("posts:post", args=[post.service.slug, post.pk])
    assert "You have not read" in client.get(at).content.decode()
    with django_assert_max_num_queries(200) as with_gate:
        client.get(at)
    readings_asked = [one for one in with_gate.captured_queries if "policies_reading" in one["sql"]]
    assert len(readings_asked) == 1
