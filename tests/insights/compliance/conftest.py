"""Something of everything that the compliance pages count."""

import datetime as dt

import pytest
from django.utils import timezone

from posts.models import Delivery, Post, Review
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.policies import PolicyVersionFactory, ReadingCampaignFactory, ReadingFactory, RuleExceptionFactory
from tests.factories.posts import ConsentFactory, PostFactory

SECRETS = ("A title of ours", "Jo Pemberton", "Priya Nair", "Tom Ashworth", "@jo.handle", "C-2026-77")


@pytest.fixture
def full(service, author, approver, manager):
    """Something of everything, with names and words in it."""
    now = timezone.now()
    version = PolicyVersionFactory(in_force=True, service=service)
    fill(service, author, approver, now)
    yesterday = now.date() - dt.timedelta(days=1)
    ReadingFactory(campaign=ReadingCampaignFactory(version=version), user=approver, due_on=yesterday)
    channel = ChannelFactory(service=service, by_hand=True, handle="@jo.handle")
    RuleExceptionFactory(granted=True, policy=version.policy, channel=channel)
    ConsentFactory(service=service, reference="C-2026-77", days=3)
    IncidentFactory(service=service, opened_by=manager, title="A title of ours")


def fill(service, author, approver, now: dt.datetime) -> None:
    post = PostFactory(service=service, author=author, title="A title of ours")
    finding = {"rule": "promise", "severity": "warn", "message": "", "quote": "", "reason": "It is our own time."}
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest,
        decision=Review.Decision.APPROVED,
        by=approver,
        at=now - dt.timedelta(minutes=9),
        findings=[finding],
    )
    Post.objects.filter(pk=post.pk).update(
        state="published",
        approved_digest=post.revision.digest,
        approved_by=approver,
        submitted_at=now - dt.timedelta(minutes=20),
        approved_at=now - dt.timedelta(minutes=9),
        published_at=now - dt.timedelta(minutes=5),
    )
    for state in ("unknown", "failed", "by_hand"):
        Delivery.objects.create(
            post=post,
            channel=ChannelFactory(service=service, by_hand=True, handle=f"@jo.handle{state}{post.pk}"),
            revision=post.revision,
            digest=post.revision.digest,
            due_at=now - dt.timedelta(hours=3),
            state=state,
        )
    CommentFactory(service=service, case=True, posted_at=now - dt.timedelta(hours=2), author_handle="@jo.handle")
