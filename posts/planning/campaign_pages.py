"""What a campaign's pages show: how far it is, whom it reaches, where its weeks are empty, what was decided."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from accounts.models import Service, User
from audit.models import Event
from posts import permissions, times
from posts.models import Audience, Campaign, CampaignState, Post, PostState
from posts.planning import campaigns

OUT = (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)
READY = (PostState.APPROVED, PostState.SCHEDULED, PostState.PUBLISHING)
IN_WORK = (PostState.DRAFT, PostState.SUBMITTED, PostState.RETURNED)
STUCK = (PostState.FAILED, PostState.EXPIRED)
LEFT = (PostState.WITHDRAWN, PostState.REMOVED)
MOST_SHOWN = 200
MOST_GAPS = 6
BACK = {"campaign.returned", "campaign.approval_voided"}
GO = {"campaign.approved"}


def rows(service: Service, user: User, today: dt.date) -> list[dict[str, Any]]:
    """The list: what runs or lies ahead first, each with how far it is. One query."""
    found = (
        Campaign.objects.visible_to(user)
        .of_service(service)
        .select_related("owner")
        .annotate(
            out=Count("posts", filter=Q(posts__state__in=OUT)),
            ready=Count("posts", filter=Q(posts__state__in=READY)),
            in_work=Count("posts", filter=Q(posts__state__in=IN_WORK)),
            next_at=Min("posts__publish_at", filter=Q(posts__state__in=READY)),
            last_at=Max("posts__publish_at", filter=Q(posts__state__in=OUT)),
        )
    )
    listed = [
        {
            "campaign": one,
            "dates": dates(one),
            "progress": _progress(one, one.out, one.ready, one.in_work),
            "is_over": one.state in (CampaignState.ENDED, CampaignState.WITHDRAWN) or one.ends_on < today,
        }
        for one in found
    ]
    return sorted(listed, key=lambda row: row["is_over"])


def dates(campaign: Campaign) -> str:
    """ "1 Dec to 24 Dec 2026"."""
    start, end = campaign.starts_on, campaign.ends_on
    if start == end:
        return f"{end:%-d %b %Y}"
    return f"{start:%-d %b}{'' if start.year == end.year else f' {start.year}'} to {end:%-d %b %Y}"


def context(campaign: Campaign, user: User, *, now: dt.datetime) -> dict[str, Any]:
    """Everything that posts/campaigns/campaign.html takes. As many queries for one post as for many."""
    service = campaign.service
    today = service.today(now)
    found = list(_posts(campaign))
    counts = Counter(post.state for post in found)
    out, ready, in_work = (sum(counts[state] for state in states) for states in (OUT, READY, IN_WORK))
    alive = [post for post in found if post.state not in LEFT]
    can = campaigns.available(campaign, user, now=now)
    ahead = [post for post in alive if post.publish_at and post.publish_at > now and post.state in READY]
    return {
        "campaign": campaign,
        "messages_lines": campaign.key_messages.splitlines(),
        "dates": dates(campaign),
        "progress": _progress(campaign, out, ready, in_work),
        "states": [
            {"state": state, "label": PostState(state).label, "count": counts[state]}
            for state in PostState.values
            if counts[state]
        ],
        "facts": _facts(campaign, alive, ahead),
        "gaps": gaps_in_words(empty_weeks(campaign, alive, today)),
        "rows": [_row(post, campaign) for post in alive[:MOST_SHOWN]],
        "more": max(0, len(alive) - MOST_SHOWN),
        "outside": sum(bool(_outside(post, campaign)) for post in alive),
        "can": {verb: not reason for verb, reason in can.items()},
        "why_not": can,
        "waiting": sum(counts[state] for state in (PostState.APPROVED, PostState.SCHEDULED)),
        "is_open": campaign.state in campaigns.OPEN,
        "may_write": not permissions.refusal_to_write(user, service),
        "history": _history(campaign),
    }


def empty_weeks(campaign: Campaign, posts: Sequence[Post], today: dt.date) -> list[dt.date]:
    """The Mondays of the campaign's weeks that are not over and have no post, by the service's calendar."""
    service = campaign.service
    days = {service.local(post.publish_at).date() for post in posts if post.publish_at and post.state not in STUCK}
    filled = {day - dt.timedelta(days=day.weekday()) for day in days}
    first = max(campaign.starts_on, today)
    monday = first - dt.timedelta(days=first.weekday())
    found = []
    while monday <= campaign.ends_on:
        if monday not in filled:
            found.append(monday)
        monday += dt.timedelta(days=7)
    return found


def gaps_in_words(mondays: Sequence[dt.date]) -> str:
    """ "Nothing is planned in the weeks of 7 Dec and 21 Dec."; "" without a gap."""
    if not mondays:
        return ""
    named = [f"{monday.day} {monday:%b}" for monday in mondays[:MOST_GAPS]]
    if rest := len(mondays) - len(named):
        named.append(f"{rest} more")
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    return f"Nothing is planned in the week{'s' if len(mondays) > 1 else ''} of {listed}."


def _posts(campaign: Campaign) -> QuerySet[Post]:
    """All of its posts in the order of their time, those without one last; with their texts, for who approves."""
    rows = Post.objects.filter(campaign=campaign).for_list().defer(None)
    return rows.select_related("author", "revision", "service").order_by("publish_at", "pk")


def _progress(campaign: Campaign, out: int, ready: int, in_work: int) -> dict[str, Any]:
    wanted = campaign.posts_wanted or 0
    planned = out + ready + in_work
    whole = max(wanted, planned)
    rest = [f"{ready} approved" if ready else "", f"{in_work} being written" if in_work else ""]
    missing = wanted - planned
    rest.append(f"{missing} still to plan" if missing > 0 else "")
    return {
        "strong": f"{out} of {whole} {'post' if whole == 1 else 'posts'} published" if whole else "No posts yet",
        "text": "; ".join(part for part in rest if part),
        "percent": round(100 * out / whole) if whole else 0,
    }


def _facts(campaign: Campaign, posts: Sequence[Post], ahead: Sequence[Post]) -> list[dict[str, str]]:
    zone = campaign.service.zone
    channels = {
        str(chosen.channel) for post in posts if post.revision for chosen in post.revision.revision_channels.all()
    }
    audiences = [label for value, label in Audience.choices if any(post.audience == value for post in posts)]
    facts = [
        {"term": "Dates", "value": dates(campaign)},
        {"term": "For", "value": campaign.get_audience_display()},
        {"term": "Owner", "value": str(campaign.owner)},
    ]
    if campaign.hashtag:
        facts.append({"term": "Hashtag", "value": campaign.hashtag})
    if campaign.approved_by and campaign.approved_at:
        who = f"{campaign.approved_by}, {times.words(campaign.approved_at, zone)}"
        facts.append({"term": "Leave given by", "value": who})
    if posts:
        facts.append({"term": "Channels", "value": ", ".join(sorted(channels)) or "None chosen yet"})
        facts.append({"term": "Audiences of its posts", "value": ", ".join(audiences)})
    if ahead:
        first = min(ahead, key=lambda post: post.publish_at)
        facts.append({"term": "Next", "value": f"{first.title}, {times.words(first.publish_at, zone)}"})
    return facts


def _row(post: Post, campaign: Campaign) -> dict[str, Any]:
    state, label = post.state, post.get_state_display()
    if post.is_unsure:
        state, label = "unknown", "Not sure"
    elif post.held_reason and post.state in (PostState.APPROVED, PostState.SCHEDULED):
        state, label = "held", "Held back"
    return {
        "post": post,
        "state": state,
        "label": label,
        "text": post.revision.text if post.revision else "",
        "outside": _outside(post, campaign),
        "held": post.held_reason,
    }


def _outside(post: Post, campaign: Campaign) -> str:
    """ "" or that the post goes out on a day that is not the campaign's."""
    day = campaign.service.local(post.publish_at).date() if post.publish_at else post.publish_on
    if day is None or campaign.starts_on <= day <= campaign.ends_on:
        return ""
    return "before the campaign begins" if day < campaign.starts_on else "after the campaign’s last day"


def _history(campaign: Campaign) -> list[dict[str, Any]]:
    events = Event.objects.of_service(campaign.service).about(campaign).reverse().select_related("actor")[:40]
    return [
        {
            "text": event.sentence,
            "when": event.at,
            "kind": "back" if event.kind in BACK else "go" if event.kind in GO else "",
            "note": event.data.get("note", "") if event.kind == "campaign.approved" else "",
        }
        for event in events
    ]
