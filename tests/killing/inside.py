"""What is done with an installation's own settings: python -m tests.killing.inside, then a call a line."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import django


def make_due(count: int, services: int = 1) -> list[int]:
    """Posts whose time has come, one delivery each, spread over services with a policy in force; gives the keys.

    Rows as the moves would leave them, a few statements a service, so that ten thousand are made in seconds.
    """
    from django.utils import timezone

    from accounts.models import Role
    from posts.services import Written, create_posts
    from tests.factories.accounts import ServiceFactory, member
    from tests.factories.policies import PolicyVersionFactory
    from tests.factories.posts import channel

    now = timezone.now()
    made = []
    for number in range(services):
        service = ServiceFactory(slug=f"service-{now:%H%M%S%f}-{number}")
        PolicyVersionFactory(in_force=True, service=service)
        author, approver = member(service, Role.COORDINATOR), member(service, Role.LINE_MANAGER)
        on = channel(service)
        texts = [
            f"Workshop {one} on the annual review is in January. Book a place on our website."
            for one in range(count // services)
        ]
        many = [Written(title=text[:40], text=text, channels=[on]) for text in texts]
        create_posts(service=service, by=author, many=many)
        made += _approved(service, approver, now)
    return made


def _approved(service: Any, approver: Any, now: Any) -> list[int]:
    """Approve and schedule all posts of a new service for this moment; the keys of their deliveries."""
    from django.db.models import OuterRef, Subquery

    from posts.checking import checks
    from posts.models import Delivery, Post, Review, Revision
    from posts.publishing.deliveries import arm

    rows = Post.objects.filter(service=service)
    digest = Revision.objects.filter(pk=OuterRef("revision")).values("digest")
    approval = {"approved_by": approver, "approved_at": now, "approved_digest": Subquery(digest)}
    rows.update(state="scheduled", publish_at=now, **approval)
    posts = list(rows.select_related("revision", "service"))
    common = {"decision": "approved", "by": approver}
    common["judged_by"] = checks.judged_by(posts[0], checks.Surroundings(service, now))
    Review.objects.bulk_create(
        Review(post=post, revision=post.revision, digest=post.approved_digest, **common) for post in posts
    )
    on = posts[0].revision.revision_channels.get().channel
    deliveries = [arm(Delivery(post=post, channel=on), post) for post in posts]
    return [row.pk for row in Delivery.objects.bulk_create(deliveries)]


def due_now(delivery_ids: list[int]) -> None:
    """Their time comes this moment."""
    from django.utils import timezone

    from posts.models import Delivery

    Delivery.objects.filter(pk__in=delivery_ids).update(due_at=timezone.now())


def tick(times: int = 1) -> int:
    """What beat queues, `times` times at once."""
    from django.utils import timezone

    from posts.publishing import sending

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


def make_import(lines: int) -> int:
    """A file of so many comments, begun; gives the key of the import. Its first message is queued."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from accounts.models import Role
    from moderation.importing import starting
    from tests.factories.accounts import ServiceFactory, member
    from tests.factories.channels import ChannelFactory

    service = ServiceFactory(slug=f"import-{time.time_ns()}")
    person = member(service, Role.COORDINATOR)
    texts = "\n".join(
        json.dumps({"id": one, "text": f"Are you open on day {one} of the year?"}) for one in range(lines)
    )
    upload = SimpleUploadedFile("comments.jsonl", texts.encode())
    on = ChannelFactory(service=service)
    found = starting.take(service=service, by=person, upload=upload, channel=on, visibility="public", is_record=False)
    return starting.begin(found.pk, by=person).pk


def resume_imports(import_id: int) -> list[int]:
    """What beat queues once the lease of whoever had this import is over."""
    from datetime import timedelta

    from django.utils import timezone

    from moderation.importing import running
    from moderation.models import CommentImport

    over = timezone.now() - timedelta(seconds=running.LEASE_S + 1)
    CommentImport.objects.filter(pk=import_id, state="running").exclude(seen_at=None).update(seen_at=over)
    return running.resume_lost(timezone.now())


def state_of_import(import_id: int) -> dict[str, Any]:
    """How far it is, and what stands of it."""
    from audit.services import first_broken_link
    from moderation.models import Assessment, Capture, Comment, CommentImport

    found = CommentImport.objects.select_related("service").get(pk=import_id)
    comments = Comment.objects.filter(imported_by=found)
    return {
        "state": found.state,
        "made": found.made,
        "known": found.known,
        "comments": comments.count(),
        "texts": comments.values("text").distinct().count(),
        "captures": Capture.objects.filter(comment__imported_by=found).count(),
        "assessments": Assessment.objects.filter(comment__imported_by=found).count(),
        "is_chain_whole": first_broken_link(found.service) is None,
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
