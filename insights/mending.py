"""What is wrong at this moment, each with the link that mends it, as components/mend_list.html takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accounts.models import Service
from audit import checking
from channels import troubles
from insights.addresses import address
from insights.compliance.policies import in_force, social_media
from insights.times import length
from moderation.classify.labels import Category
from moderation.models import Comment, Escalation
from policies.models import PolicyVersion
from posts import consents
from posts.models import Delivery, Post

MOST = 5  # things of one kind that are named one by one
Entry = dict[str, Any]


def wrong_now(service: Service, now: dt.datetime, *, versions: list[PolicyVersion] | None = None) -> list[Entry]:
    """The record, comments, posts, channels and policies; `stop` marks what stops work or exposes a family."""
    versions = in_force(service) if versions is None else versions
    return [
        *_record(service, now),
        *_comments(service, now),
        *_deliveries(service),
        *_channels(service, now),
        *_policies(service, now, versions),
        *_posts(service),
        *_consents(service, now),
    ]


def _record(service: Service, now: dt.datetime) -> Iterator[Entry]:
    look = checking.newest(service)
    if look and (trouble := checking.trouble_of(service, look, now)):
        yield {
            "stop": bool(look.problem),
            "what": trouble,
            "why": f"The record of what happened was looked over on {service.local(look.at):%a %-d %b, %H:%M}.",
            "url": address("audit:history", service),
            "label": "Open history",
        }


def _comments(service: Service, now: dt.datetime) -> Iterator[Entry]:
    past = Comment.objects.of_service(service).past_clock(now)
    exposed = past.filter(category=Category.CASE_REQUEST, visibility="public", hidden_at=None)
    for comment in exposed.select_related("channel").order_by("posted_at")[:MOST]:
        yield {
            "stop": True,
            "what": f"A case request has been in public for {length((now - comment.posted_at).total_seconds())}",
            "why": comment.channel.get_network_display(),
            "url": address("inbox:comment", service, comment.pk),
            "label": "Open comment",
        }
    unseen = Escalation.objects.filter(comment__service=service, closed_at=None, seen_at=None).count()
    if unseen:
        yield {
            "stop": True,
            "what": f"{unseen} safeguarding {'escalation' if unseen == 1 else 'escalations'} nobody has seen",
            "why": "The safeguarding lead was told by e-mail.",
            "url": address("inbox:queue", service) + "?queue=escalated",
            "label": "Open inbox",
        }
    others = past.exclude(pk__in=exposed.values("pk")).count()
    if others:
        yield {
            "what": f"{others} {'comment is' if others == 1 else 'comments are'} past the clock",
            "url": address("inbox:queue", service),
            "label": "Open inbox",
        }


def _deliveries(service: Service) -> Iterator[Entry]:
    unsure = Delivery.objects.of_service(service).filter(state="unknown", ask_person=True)
    for delivery in unsure.select_related("post", "channel")[:MOST]:
        yield {
            "stop": True,
            "what": f"Nobody knows whether a post went out on {delivery.channel.get_network_display()}",
            "url": address("posts:delivery", service, delivery.pk),
            "label": "Look and answer",
        }


def _channels(service: Service, now: dt.datetime) -> Iterator[Entry]:
    for one in troubles.of_service(service, now)[:MOST]:
        yield {
            "stop": one.stops,
            "what": one.what,
            "why": one.why,
            "url": address(one.to, service, one.channel.pk),
            "label": one.label,
        }


def _policies(service: Service, now: dt.datetime, versions: list[PolicyVersion]) -> Iterator[Entry]:
    today = service.today(now)
    for version in versions:
        if version.next_review_on and version.next_review_on < today:
            yield {
                "what": f"The review of {version} is {(today - version.next_review_on).days} days over",
                "why": "The version stays in force.",
                "url": address("policies:version", service, version.pk),
                "label": "Review policy",
            }
    if social_media(versions) is None:
        yield {
            "stop": True,
            "what": "No social media policy is in force",
            "url": address("policies:list", service),
            "label": "Write one",
        }


def _posts(service: Service) -> Iterator[Entry]:
    failed = Post.objects.of_service(service).filter(state__in=["expired", "failed"]).count()
    if failed:
        yield {
            "what": f"{failed} {'post' if failed == 1 else 'posts'} did not go out",
            "why": "Expired or refused by the network.",
            "url": address("posts:list", service) + "?state=expired",
            "label": "See posts",
        }


def _consents(service: Service, now: dt.datetime) -> Iterator[Entry]:
    today = service.today(now)
    for post in consents.out_without_consent(service, today)[:MOST]:
        yield {
            "stop": True,
            "what": f"“{post.title}” is out without a consent for somebody in it",
            "why": "Take it off the networks, or renew the consent.",
            "url": address("posts:post", service, post.pk) + "#remove",
            "label": "Open post",
        }
    stopped = consents.planned_without_consent(service, today).count()
    if stopped:
        yield {
            "what": f"{stopped} planned {'post' if stopped == 1 else 'posts'} will be stopped: a consent ends before",
            "why": "Renew the consent, or choose another picture.",
            "url": address("posts:consents", service),
            "label": "See which",
        }
