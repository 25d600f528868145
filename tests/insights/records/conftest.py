import datetime as dt

import pytest

from insights.records import filling
from posts.models import Delivery, NetworkChange
from tests.factories import posts as factory

OUT = dt.datetime(2026, 11, 4, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def put_out():
    """A post that is out on its channels; the public record has it."""

    def do(service, text, *, at=OUT, networks=("sandbox",), fill=True, **fields):
        post = factory.PostFactory(
            service=service, published=True, text=text, channels=list(networks), published_at=at, **fields
        )
        for chosen in post.revision.revision_channels.all():
            Delivery.objects.create(
                post=post,
                channel=chosen.channel,
                revision=post.revision,
                digest=post.revision.digest,
                state="sent",
                due_at=at,
                sent_at=at,
                remote_id=f"there-{post.pk}-{chosen.channel_id}",
                remote_url=f"https://social.example/{post.pk}/{chosen.channel_id}",
            )
        if fill:
            filling.fill(at + dt.timedelta(minutes=1))
        return post

    return do


@pytest.fixture
def remove():
    def do(post, by, *, at, why="It named the wrong hall."):
        for delivery in post.deliveries.all():
            delivery.removed_at = at
            delivery.save(update_fields=["removed_at"])
            NetworkChange.objects.create(
                delivery=delivery, kind="remove", state="done", reason=why, asked_by=by, asked_at=at, done_at=at
            )

    return do


@pytest.fixture
def correct():
    def do(post, text, by, *, at, why="The date was wrong."):
        draft = factory.PostFactory(
            service=post.service, published=True, text=text, corrects=post, correction_reason=why, published_at=at
        )
        for delivery in post.deliveries.all():
            NetworkChange.objects.create(
                delivery=delivery,
                kind="correct",
                state="done",
                revision=draft.revision,
                reason=why,
                asked_by=by,
                asked_at=at,
                done_at=at,
            )
        filling.fill(at + dt.timedelta(minutes=1))
        return draft

    return do
