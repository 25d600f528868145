"""What is done with an installation's own settings: python -m tests.killing.inside, then a call a line."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import django


def make_due(count: int, services: int = 1) -> list[int]:
    """Posts whose time has come, one delivery each, spread over services with a policy in force; gives the keys."""
    from django.utils import timezone

    from accounts.models import Role
    from posts import checks, sending
    from tests.factories.accounts import ServiceFactory, member
    from tests.factories.policies import PolicyVersionFactory
    from tests.factories.posts import PostFactory

    now = timezone.now()
    made = []
    for number in range(services):
        service = ServiceFactory(slug=f"service-{now:%H%M%S%f}-{number}")
        PolicyVersionFactory(in_force=True, service=service)
        author, approver = member(service, Role.COORDINATOR), member(service, Role.LINE_MANAGER)
        for one in range(count // services):
            text = f"Workshop {one} on the annual review is in January. Book a place on our website."
            people = {"author": author, "approver": approver}
            post = PostFactory(service=service, **people, text=text, scheduled=True, publish_at=now)
            judged_by = checks.judged_by(post, checks.Surroundings(service, now))
            post.reviews.update(judged_by=judged_by)  # as an approval leaves it
            made += [delivery.pk for delivery in sending.make_deliveries(post)]
    return made


def due_now(delivery_ids: list[int]) -> None:
    """Their time comes this moment."""
    from django.utils import timezone

    from posts.models import Delivery

    Delivery.objects.filter(pk__in=delivery_ids).update(due_at=timezone.now())


def tick(times: int = 1) -> int:
    """What beat queues, `times` times at once."""
    from django.utils import timezone

    from posts import sending

    return sum(sending.send_due(timezone.now()) for _ in range(times))


def state_of(delivery_ids: list[int]) -> dict[str, Any]:
    """How the deliveries stand, and what the network has of each."""
    from accounts.models import Service
    from audit.services import first_broken_link
    from channels.models import SandboxPost
    from posts.models import Attempt, Delivery

    rows = list(Delivery.objects.filter(pk__in=delivery_ids).select_related("post"))
    there = Counter(SandboxPost.objects.values_list("client_ref", flat=True))
    return {
        "deliveries": sorted({row.state for row in rows}),
        "posts": sorted({row.post.state for row in rows}),
        "copies": sorted({there[str(row.token)] for row in rows}),
        "published_falsely": sum(row.post.state == "published" and not there[str(row.token)] for row in rows),
        "attempts": sorted(Attempt.objects.filter(delivery__in=rows).values_list("outcome", flat=True)),
        "broken_links": sum(first_broken_link(service) is not None for service in Service.objects.all()),
    }


def times_of(delivery_ids: list[int]) -> dict[str, float]:
    """How many are out, seconds from their time to the start of each and to the last outcome, and copies too many."""
    from channels.models import SandboxPost
    from posts.models import Attempt, Delivery

    rows = Attempt.objects.filter(delivery__in=delivery_ids).exclude(finished_at=None)
    spans = rows.values_list("delivery__due_at", "started_at", "finished_at")
    started = sorted((start - due).total_seconds() for due, start, _ in spans)
    refs = [str(token) for token in Delivery.objects.filter(pk__in=delivery_ids).values_list("token", flat=True)]
    sent = Delivery.objects.filter(pk__in=delivery_ids, state="sent").count()
    return {
        "sent": sent,
        "seconds": max(((end - due).total_seconds() for due, _, end in spans), default=0),
        "start_p99": started[int(len(started) * 0.99)] if started else 0,
        "copies_too_many": SandboxPost.objects.filter(client_ref__in=refs).count() - sent,
    }


def main() -> None:
    """A call a line, an answer a line, until the input ends. An error ends it, and stands on the error output."""
    django.setup()
    from tests.factories.accounts import UserFactory

    UserFactory.reset_sequence(int(time.time()))  # a process before this one may have made people here
    for line in sys.stdin:
        function, arguments = json.loads(line)
        print(json.dumps(globals()[function](*arguments)), flush=True)


if __name__ == "__main__":
    main()
