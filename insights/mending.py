"""What is wrong at this moment, each with the link that mends it, as components/mend_list.html takes it.

`plain` says the same without a name and without words of anybody, where `what` has any; `for_all` keeps only that.
`plain_why` is for the staff to whom the entry's page does not open; where `why` names nobody, there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Func, OuterRef, Q, QuerySet, Subquery

from accounts.models import Service, User
from channels import troubles
from channels.models import Channel
from channels.querysets import SENDING
from insights.addresses import address
from insights.compliance import system
from insights.compliance.approvals import out_unapproved
from insights.compliance.counting import at_once
from insights.compliance.policies import coverage, in_force, limits
from insights.opening import refusal_to_open
from insights.records.rights import sees_names
from insights.spans import Days, Span
from insights.times import length
from moderation.classify.labels import Category
from moderation.keeping import holds
from moderation.models import Appeal, Comment, DataRequest, Escalation, PurgeRun
from policies.models import PolicyVersion, Reading, ReadingCampaign
from policies.services import social_media
from posts.filters import GROUPS
from posts.media import consents
from posts.models import Delivery, Post

MOST = 5  # things of one kind that are named one by one
SOON = dt.timedelta(days=7)
BY_HAND_AFTER = dt.timedelta(hours=1)
LATELY = dt.timedelta(days=31)  # how far back what is out is looked at
TROUBLE = "trouble"  # of posts/filters.py: the list that the link leads to
Entry = dict[str, Any]


def wrong_now(service: Service, now: dt.datetime, *, versions: list[PolicyVersion] | None = None) -> list[Entry]:
    """What stops work or exposes a family first (`stop`); then the others in the order of the areas."""
    versions = in_force(service) if versions is None else versions
    counts, channels = _counted(service, now), list(troubles.looked_at(service))
    found = [
        *_comments(service, now, counts, versions),
        *_pause(service),
        *_system(service, now, counts, channels),
        *_deliveries(service, counts),
        *_channels(service, now, channels),
        *_policies(service, now, versions),
        *_reading(service, now),
        *_posts(service, now, counts),
        *_consents(service, now, counts),
        *_keeping(service, counts),
    ]
    return sorted(found, key=lambda entry: not entry.get("stop"))


def for_all(entries: Iterable[Entry]) -> list[Entry]:
    """As a person sees it who reads no names and no words, and mends nothing."""
    return [{"what": entry.get("plain", entry["what"]), "stop": entry.get("stop", False)} for entry in entries]


def seen_by(user: User, service: Service, entries: Iterable[Entry]) -> list[Entry]:
    """As this person sees it. A link leads to a page that opens for them; without one it is said who can."""
    if not sees_names(user, service):
        return for_all(entries)
    return [_seen(user, service, entry) for entry in entries]


def _seen(user: User, service: Service, entry: Entry) -> Entry:
    url = entry.get("url")
    refusal = refusal_to_open(user, service, url) if url else ""
    if user.pk in entry.get("kept_from", ()):
        refusal = "A colleague deals with it."
    if not refusal:
        return entry
    why = entry.get("plain_why", entry.get("why", ""))
    return {**entry, "why": f"{why} {refusal}".strip(), "url": ""}


def _counted(service: Service, now: dt.datetime) -> dict[str, Any]:
    """All that is only counted, and what the system's parts are told by, in one query."""
    today = service.today(now)
    return at_once(
        service,
        exposed=Comment.objects.of_service(service).past_clock(now).filter(_EXPOSED),
        unsure=_unsure(service),
        out=Post.objects.filter(pk__in=consents.out_without_consent(service, today).order_by().values("pk")),
        unseen=Escalation.objects.filter(comment__service=service, closed_at=None, seen_at=None),
        late=Comment.objects.of_service(service).past_clock(now).exclude(_EXPOSED),
        failed=Post.objects.of_service(service).filter(state__in=GROUPS[TROUBLE][1]),
        by_hand=Delivery.objects.of_service(service).filter(state="by_hand", due_at__lt=now - BY_HAND_AFTER),
        stopped=consents.planned_without_consent(service, today),
        requests=DataRequest.objects.of_service(service).filter(finished_at=None, due_on__lt=today),
        appeals=Appeal.objects.of_service(service).filter(decided_at=None, due_on__lt=today),
        holds=holds.running(service).filter(look_again_on__lt=today).select_related(None),
        unapproved=out_unapproved(_lately(service, now)),
        trials=PurgeRun.objects.of_service(service).filter(is_trial=True, confirmed_at=None),
        **system.asked(service, now),
    )


def _lately(service: Service, now: dt.datetime) -> Days:
    today = service.today(now)
    return Days(service, today - LATELY, today)


def _unsure(service: Service) -> QuerySet[Delivery]:
    return Delivery.objects.of_service(service).filter(state="unknown", ask_person=True)


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _pause(service: Service) -> Iterator[Entry]:
    if service.is_paused:
        yield {
            "stop": True,
            "what": f"Sending is paused since {service.local(service.paused_at):%H:%M on %a %-d %b}",
            "why": f"{service.paused_by}: “{service.pause_reason}”",
            "url": address("settings:pause", service),
            "label": "Start again",
        }


def _system(service: Service, now: dt.datetime, counts: dict[str, Any], channels: Iterable[Channel]) -> Iterator[Entry]:
    """What the area of the system shows, where it is not as it should be: also what never proved itself."""
    sending = [channel for channel in channels if channel.state in SENDING]
    for part in system.parts_of(service, now, counts, sending):
        if not part.is_good:
            yield {
                "stop": part.stops,
                "what": part.wrong,
                "why": part.why,
                "url": part.url or address("insights:area", service, "system"),
                "label": "Look at it" if part.url else "See the system",
            }


_EXPOSED = Q(category=Category.CASE_REQUEST, visibility="public", hidden_at=None)


def _comments(
    service: Service, now: dt.datetime, counts: dict[str, int], versions: list[PolicyVersion]
) -> Iterator[Entry]:
    exposed = Comment.objects.of_service(service).past_clock(now).filter(_EXPOSED)
    exposed = exposed.select_related("channel").prefetch_related("kept_from")
    limit = limits(versions).hidden_within_minutes_p1
    for comment in exposed.order_by("posted_at")[:MOST] if counts["exposed"] else ():
        yield {
            "stop": True,
            "what": f"A case request has been in public for {length((now - comment.posted_at).total_seconds())}",
            "why": f"{comment.channel.get_network_display()}. The policy gives {limit} min.",
            "url": address("inbox:comment", service, comment.pk),
            "label": "Open comment",
            "kept_from": comment.kept_from_ids,
        }
    if counts["unseen"]:
        yield {
            "stop": True,
            "what": _many(counts["unseen"], "safeguarding escalation", "safeguarding escalations") + " nobody has seen",
            "why": "The safeguarding lead was told by e-mail.",
            "url": address("inbox:queue", service) + "?show=escalated",
            "label": "Open inbox",
        }
    if counts["late"]:
        yield {
            "what": _many(counts["late"], "comment is", "comments are") + " past the clock",
            "url": address("inbox:queue", service),
            "label": "Open inbox",
        }
    if counts["appeals"]:
        yield {
            "what": _many(counts["appeals"], "request", "requests") + " to look again should be decided by now",
            "why": "Somebody else than who did it decides.",
            "url": address("inbox:appeals", service),
            "label": "Decide",
        }


def _deliveries(service: Service, counts: dict[str, int]) -> Iterator[Entry]:
    if counts["unsure"]:
        one = counts["unsure"] == 1
        to = address("insights:figure", service, "not-sure") + "?show=look"
        if one and (pk := _unsure(service).values_list("pk", flat=True).first()):
            to = address("posts:delivery", service, pk)
        yield {
            "stop": True,
            "what": "Nobody knows whether a post went out"
            if one
            else f"Nobody knows whether {counts['unsure']:,} posts went out",
            "why": "The network gave no clear answer. Look there, and say what you found.",
            "url": to,
            "label": "Look and answer",
        }
    if counts["by_hand"]:
        yield {
            "what": _many(counts["by_hand"], "post waits", "posts wait") + " to be put out by hand for over an hour",
            "url": address("insights:figure", service, "by-hand"),
            "label": "See which",
        }


def _channels(service: Service, now: dt.datetime, channels: Iterable[Channel]) -> Iterator[Entry]:
    for one in troubles.of_service(service, now, channels)[:MOST]:
        yield {
            "stop": one.stops,
            "what": one.what,
            "plain": one.what.replace(str(one.channel), f"a channel on {one.channel.get_network_display()}"),
            "why": one.why,
            "url": address(one.to, service, one.channel.pk),
            "label": one.label,
        }


def _policies(service: Service, now: dt.datetime, versions: list[PolicyVersion]) -> Iterator[Entry]:
    today = service.today(now)
    for version in versions:
        if version.next_review_on and version.next_review_on < today:
            yield {
                "what": f"The review of {version} is {_many((today - version.next_review_on).days, 'day')} over",
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
        return
    missing = [row for row in coverage(Span(service, now, now), now) if not row.is_good]
    if missing:
        one = len(missing) == 1
        names = ", ".join(row.what for row in missing)
        yield {
            "what": f"Nothing in the policy covers “{names}”"
            if one
            else f"Nothing in the policy covers {len(missing)} of the standard’s ten items",
            "why": "The one item of ten without a section." if one else f"{names}.",
            "url": missing[0].url,
            "label": "Write the section" if one else "See which",
        }


def _reading(service: Service, now: dt.datetime) -> Iterator[Entry]:
    """Policies that somebody has to read within a week, or should have read. One query."""
    today = service.today(now)
    here = Reading.objects.filter(campaign=OuterRef("campaign"), left_at=None).order_by()
    asked = here.annotate(number=Func("pk", function="COUNT")).values("number")
    rows = (
        Reading.objects.filter(
            campaign__service=service,
            campaign__kind=ReadingCampaign.Kind.POLICY,
            campaign__closed_at=None,
            left_at=None,
            read_at=None,
        )
        .annotate(asked=Subquery(asked))
        .select_related("user", "campaign")
        .order_by("due_on", "user__name")
    )
    campaigns: dict[int, list[Any]] = {}
    for row in rows:
        campaigns.setdefault(row.campaign_id, []).append(row)
    for pk, unread in list(campaigns.items())[:MOST]:
        first = unread[0]
        if first.due_on > today + SOON:
            continue
        over = "Was due" if first.due_on < today else "Due"
        names = ", ".join(str(row.user) for row in unread[:MOST])
        more = f" and {len(unread) - MOST} more" if len(unread) > MOST else ""
        yield {
            "what": f"{len(unread)} of {first.asked} {'person has' if first.asked == 1 else 'people have'} not read "
            f"{first.campaign.title}",
            "why": f"{over} {first.due_on:%a %-d %b}. {names}{more}.",
            "plain_why": f"{over} {first.due_on:%a %-d %b}.",
            "url": address("policies:reading_people", service, pk),
            "label": "See who",
        }


def _posts(service: Service, now: dt.datetime, counts: dict[str, int]) -> Iterator[Entry]:
    if counts["unapproved"]:
        span = _lately(service, now)
        yield {
            "stop": True,
            "what": _many(counts["unapproved"], "post is", "posts are") + " out without an approval of the very text",
            "why": f"Since {span.first:%-d %b}. Correct the post or take it off the networks, and find out how.",
            "url": address("insights:figure", service, "approved") + f"?{span.query}&show=look",
            "label": "See which",
        }
    if counts["failed"]:
        yield {
            "what": _many(counts["failed"], "post", "posts") + " did not go out, or not on every channel",
            "why": "Expired, or refused by a network.",
            "url": address("posts:list", service) + f"?state={TROUBLE}",
            "label": "See posts",
        }


def _consents(service: Service, now: dt.datetime, counts: dict[str, int]) -> Iterator[Entry]:
    out = consents.out_without_consent(service, service.today(now))
    for post in out[:MOST] if counts["out"] else ():
        yield {
            "stop": True,
            "what": f"“{post.title}” is out without a consent for somebody in it",
            "plain": "A post is out without a consent for somebody in it",
            "why": "Take it off the networks, or renew the consent.",
            "url": address("posts:post", service, post.pk) + "#remove",
            "label": "Open post",
        }
    if counts["stopped"]:
        yield {
            "what": _many(counts["stopped"], "planned post", "planned posts")
            + " will be stopped: a consent ends before",
            "why": "Renew the consent, or choose another picture.",
            "url": address("posts:consents", service),
            "label": "See which",
        }


def _keeping(service: Service, counts: dict[str, int]) -> Iterator[Entry]:
    if counts["requests"]:
        yield {
            "stop": True,
            "what": _many(counts["requests"], "request") + " for a person’s own data past the day of the law",
            "url": address("inbox:keeping", service),
            "label": "Answer",
        }
    if counts["trials"]:
        yield {
            "what": "What is no longer to be kept waits for a service manager",
            "why": "Nothing is taken away before somebody has confirmed it.",
            "url": address("inbox:keeping", service),
            "label": "Look and confirm",
        }
    if counts["holds"]:
        yield {
            "what": _many(counts["holds"], "legal hold", "legal holds") + " should have been looked at again",
            "url": address("inbox:keeping", service),
            "label": "See which",
        }
