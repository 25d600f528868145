"""Posts that are out, with what is known of their figures."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from channels.models import Channel
from insights.models import PostTotal
from posts.models import Delivery, DeliveryState
from tests.factories.posts import PostFactory

_numbers = itertools.count(1)


def sent(channel: Channel, at: dt.datetime, **fields: Any) -> Delivery:
    """A post that went out on this channel at this time."""
    post = PostFactory(service=channel.service, published=True, channels=[channel], publish_at=at)
    values = {"remote_id": f"p-{next(_numbers)}", "state": DeliveryState.SENT, "sent_at": at, "due_at": at, **fields}
    return Delivery.objects.create(
        post=post, channel=channel, revision=post.revision, digest=post.revision.digest, **values
    )


def total(channel: Channel, sent_at: dt.datetime, **fields: Any) -> PostTotal:
    """Its totals; without numbers nothing was told yet, and it is due at once."""
    delivery = sent(channel, sent_at)
    values = {"look_at": sent_at, **fields}
    return PostTotal.objects.create(
        service=channel.service, delivery=delivery, channel=channel, sent_at=sent_at, **values
    )
