"""The home page's one question: what should I do now? (DESIGN 11)

Gathers what waits for one person from every app. Each entry is a dict as components/action_list.html takes it. No
list is longer than MOST, so that the page costs the same however much there is; the heading tells the number. Most
places hold nothing on most days: one query asks which of them have to be read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import permissions
from accounts.models import Role, Service, User
from accounts.sources import Source, with_rows
from channels import troubles
from insights.addresses import address
from insights.times import clock, left, length
from moderation.classify.labels import Flag
from moderation.dates import due
from moderation.inbox import wellbeing
from moderation.models import Comment, Escalation
from moderation.permissions import is_lead, refusal_to_see_abuse
from moderation.querysets import CommentQuerySet
from moderation.safety import escalations
from policies import readings
from policies import services as policies
from policies.models import PolicyVersion, ReadingCampaign
from posts.media import consents
from posts.models import Delivery, NetworkChange, Post, Strategy
from posts.permissions import refusal_to_read
from posts.planning import dates

MOST = 8
MOST_DATES = 3
REVIEW_SEEN_AHEAD_DAYS = 60
Entry = dict[str, Any]
HANDLES_COMMENTS = {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD}
SENDS_POSTS = {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER}
DECIDES_ON_POLICIES = {Role.LINE_MANAGER, Role.SERVICE_MANAGER}


@dataclass
class Waiting:
    """What waits for one person: three lists, most urgent first."""

    cannot_wait: list[Entry] = field(default_factory=list)
    late: list[Entry] = field(default_factory=list)
    soon: list[Entry] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.cannot_wait or self.late or self.soon)

    def main_first(self) -> Waiting:
        """Give the page its one filled button: the most urgent thing."""
        for entry in [*self.cannot_wait, *self.late, *self.soon][:1]:
            entry["main"] = True
        return self


def waiting_for(user: User, service: Service, now: dt.datetime) -> Waiting:
    """What waits for this person in this service at this moment."""
    roles = permissions.roles_of(user, service)
    waiting = Waiting()
    rare, dated, planned = with_rows(
        service,
        _rare(waiting, user, service, roles, now),
        due.sources(user, service, now) if roles & HANDLES_COMMENTS else [],
        _planned(waiting, service, roles, now),
    )
    if Role.SAFEGUARDING_LEAD in roles:
        _escalations(waiting, user, service, now, _escalated(service))
    if roles & HANDLES_COMMENTS:
        _comments(waiting, user, service, roles, now)
    _dates_beside_the_queue(waiting, service, dated)
    for source in rare:
        source.read(source.rows)
    _posts(waiting, user, service, roles, now)
    _channels(waiting, service, roles, now)
    _policies(waiting, user, service, roles, now)
    _readings(waiting, user, service, roles, now)
    for source in planned:
        source.read(source.rows)
    return waiting.main_first()


def _rare(waiting: Waiting, user: User, service: Service, roles: frozenset[str], now: dt.datetime) -> list[Source]:
    """Places that are empty on most days; what is read there goes into `waiting`."""
    found = []
    if not refusal_to_see_abuse(user, service):
        found.append(Source(wellbeing.waiting_reports(service, user), partial(_abuse, waiting, service)))
    if roles & HANDLES_COMMENTS:
        if Role.SAFEGUARDING_LEAD not in roles:  # theirs stand first of all
            found.append(Source(_escalated(service), partial(_escalations, waiting, user, service, now)))
        young = escalations.waits_for_word(Comment.objects.of_service(service)).exclude(state="escalated")
        found.append(Source(young, partial(_young_writers, waiting, user, service, now)))
    if roles & SENDS_POSTS:
        by_hand = NetworkChange.objects.of_service(service).filter(state="by_hand")
        asked = Delivery.objects.of_service(service).filter(Q(state="unknown", ask_person=True) | Q(state="by_hand"))
        ended = consents.out_without_consent(service, service.today(now))
        found += [
            Source(by_hand, partial(_network_changes, waiting, service, now)),
            Source(asked, partial(_deliveries, waiting, service, now)),
            Source(ended, partial(_consents, waiting, service)),
        ]
    return found


def _planned(waiting: Waiting, service: Service, roles: frozenset[str], now: dt.datetime) -> list[Source]:
    """Once the service plans by a strategy."""
    strategies = Strategy.objects.filter(channel__service=service)
    return [Source(strategies, partial(_key_dates, waiting, service, now))] if Role.COORDINATOR in roles else []


def _escalated(service: Service) -> CommentQuerySet:
    return Comment.objects.of_service(service).open().filter(state="escalated")


def _escalations(waiting: Waiting, user: User, service: Service, now: dt.datetime, rows: CommentQuerySet) -> None:
    """Worries that this person decides about; who stands in for a lead finds among comments what is not seen yet."""
    theirs = escalations.led_by(user, rows, service, now).order_by()
    found = Escalation.objects.filter(comment__in=theirs, closed_at=None).select_related("comment__channel")
    if not is_lead(user, service):
        found = found.exclude(seen_at=None)
    for row in found.order_by("-immediate", "raised_at")[:MOST]:
        entry = {
            "what": "Immediate danger to a child" if row.immediate else "A worry about a child’s safety",
            "why": "seen, not closed" if row.seen_at else "nobody has seen it yet",
            "due": f"{length((now - row.raised_at).total_seconds())} ago",
            "due_kind": "now",
            "now": not row.seen_at,
            "network": row.comment.channel.network,
            "network_name": row.comment.channel.get_network_display(),
            "url": address("inbox:escalation", service, row.comment_id),
            "label": "Open escalation",
        }
        (waiting.soon if row.seen_at else waiting.cannot_wait).append(entry)


def _young_writers(waiting: Waiting, user: User, service: Service, now: dt.datetime, rows: CommentQuerySet) -> None:
    """For the safeguarding lead: who may be written to though they are a child."""
    for row in escalations.led_by(user, rows, service, now).select_related("channel").in_order()[:MOST]:
        waiting.soon.append(
            {
                "what": "A child waits for an answer",
                "why": "no message goes out unless you allow it",
                "due": left(row.due_at, now) if row.due_at else clock(service, row.received_at, now),
                "network": row.channel.network,
                "network_name": row.channel.get_network_display(),
                "url": address("inbox:comment", service, row.pk),
                "label": "Decide",
            }
        )


def comment_title(comment: Comment) -> str:
    """What a comment is, as a fact and without its words."""
    if comment.priority == 0:
        return "Immediate danger to a child"
    if Flag.SAFEGUARDING in comment.flags:
        return "A worry about a child’s safety"
    where = "in public" if comment.is_public else "in a direct message"
    return {
        "case_request": f"Somebody asks about a case {where}",
        "grievance": "Somebody is unhappy with the service",
        "troll": "A provocation or an advertisement",
        "general": "A general question or remark",
        "": "A comment that is not sorted yet",
    }[comment.category]


def _comments(waiting: Waiting, user: User, service: Service, roles: frozenset[str], now: dt.datetime) -> None:
    seen = Escalation.objects.filter(comment=OuterRef("pk"), closed_at=None, seen_at__isnull=False)
    rows = (
        Comment.objects.of_service(service)
        .open()
        .not_kept_from(user)
        .filter(Q(claimed_by=None) | Q(claimed_by=user) | Q(claimed_until__lt=now) | Q(priority=0))
        .exclude(state="waiting")
        .exclude(Q(state="escalated") & Exists(seen))  # the lead has it in hand
        .select_related("channel")
        .in_order()
    )
    if Role.SAFEGUARDING_LEAD in roles:
        rows = rows.exclude(state="escalated")  # stands above, as an escalation
    for row in rows[:MOST]:
        urgent = row.priority <= 1 and row.clock_stopped_at is None
        over = row.due_at is not None and row.due_at < now and row.clock_stopped_at is None
        entry = {
            "what": comment_title(row),
            "network": row.channel.network,
            "network_name": row.channel.get_network_display(),
            "due": left(row.due_at, now)
            if row.due_at and not row.clock_stopped_at
            else clock(service, row.received_at, now),
            "due_kind": "now" if urgent else "soon" if over else "",
            "now": urgent,
            "url": address("inbox:comment", service, row.pk),
            "label": "Open comment",
        }
        if urgent and row.is_public and not row.hidden_at:
            entry["why"] = f"in public for {length((now - row.posted_at).total_seconds())}"
        (waiting.cannot_wait if urgent else waiting.late if over else waiting.soon).append(entry)


def _dates_beside_the_queue(waiting: Waiting, service: Service, dated: list[Source]) -> None:
    """Complaints, requests to look again, and blocks that wait for a person."""
    for one in due.read(dated):
        entry = {
            "what": one.what,
            "why": one.why,
            "due": f"{'since' if one.is_late else 'by'} {one.on:%a} {one.on.day} {one.on:%b}",
            "due_kind": "soon" if one.is_late else "",
            "url": address(one.to, service, one.pk),
            "label": one.label,
        }
        (waiting.late if one.is_late else waiting.soon).append(entry)


def _abuse(waiting: Waiting, service: Service, rows: QuerySet) -> None:
    """What colleagues reported as abuse, for managers."""
    number = rows.count()
    waiting.soon.append(
        {
            "what": "A colleague reports abuse" if number == 1 else f"{number} reports of abuse by colleagues",
            "why": "they wait to hear what is done for them",
            "due": "When you can",
            "url": address("inbox:abuse", service),
            "label": "Answer",
        }
    )


def _deliveries(waiting: Waiting, service: Service, now: dt.datetime, rows: QuerySet) -> None:
    for row in rows.select_related("post", "channel").order_by("due_at")[:MOST]:
        entry = {
            "due": clock(service, row.due_at, now),
            "due_kind": "now",
            "network": row.channel.network,
            "network_name": row.channel.get_network_display(),
            "url": address("posts:delivery", service, row.pk),
        }
        if row.state == "unknown":
            entry |= {
                "what": f"Did “{row.post.title}” go out?",
                "why": "no clear answer, so nothing was sent again",
                "label": "Look and answer",
            }
        else:
            entry |= {"what": f"Put out “{row.post.title}” by hand", "why": "its time has come", "label": "Put it out"}
        waiting.cannot_wait.append(entry)


def _network_changes(waiting: Waiting, service: Service, now: dt.datetime, rows: QuerySet) -> None:
    """What is still out though it was removed or corrected: nothing waits less."""
    for row in rows.select_related("delivery__post", "delivery__channel")[:MOST]:
        channel = row.delivery.channel
        is_removal = row.kind == NetworkChange.Kind.REMOVE
        waiting.cannot_wait.append(
            {
                "due": clock(service, row.asked_at, now),
                "due_kind": "now",
                "network": channel.network,
                "network_name": channel.get_network_display(),
                "url": address("posts:delivery", service, row.delivery_id),
                "what": f"{'Take off' if is_removal else 'Correct'} “{row.delivery.post.title}” by hand",
                "why": "it is still out, and the network needs a person",
                "label": "Take it off" if is_removal else "Correct it",
            }
        )


def _consents(waiting: Waiting, service: Service, rows: QuerySet) -> None:
    """Posts that are out with a picture of somebody whose consent has ended or was withdrawn."""
    for post in rows[:MOST]:
        waiting.cannot_wait.append(
            {
                "what": f"Take “{post.title}” off the networks",
                "why": "the consent for somebody in its picture has ended; or renew it",
                "due": "Now",
                "due_kind": "now",
                "url": address("posts:post", service, post.pk) + "#remove",
                "label": "Open post",
            }
        )


def _posts(waiting: Waiting, user: User, service: Service, roles: frozenset[str], now: dt.datetime) -> None:
    mine = Q(author=user, state__in=["returned", "expired", "failed", "partly_published"])
    held = Q(author=user, state="approved") & ~Q(held_reason="")
    to_approve = Q(state="submitted") & ~Q(author=user) if Role.LINE_MANAGER in roles else Q(pk__in=[])
    rows = Post.objects.of_service(service).filter(mine | held | to_approve).order_by("publish_at", "submitted_at")
    for row in rows.select_related("author")[: 2 * MOST]:
        entry: Entry = {
            "what": row.title,
            "due": clock(service, row.publish_at, now) if row.publish_at else "No time yet",
            "url": address("posts:post", service, row.pk),
        }
        late = row.publish_at is not None and row.publish_at < now
        if row.state == "submitted":
            waited = length((now - (row.submitted_at or now)).total_seconds())
            entry |= {"why": f"{row.author} asks for approval, since {waited}", "label": "Review post"}
        elif row.state == "returned":
            entry |= {
                "why": "It came back with a note.",
                "label": "Revise post",
                "state": "returned",
                "state_label": "Returned",
            }
            entry["url"] = address("posts:edit", service, row.pk)
        elif row.state == "approved":
            entry |= {"why": row.held_reason, "label": "Choose a time", "state": "paused", "state_label": "Held back"}
            late = True
        else:
            why = {
                "expired": "Its time passed before it could go out, so it was not sent.",
                "failed": "No channel took it.",
                "partly_published": "One channel took it, another did not.",
            }[row.state]
            label = {"expired": "Choose a time"}.get(row.state, "See why")
            entry |= {
                "why": why,
                "label": label,
                "state": row.state.replace("_", "-"),
                "state_label": row.get_state_display(),
            }
            late = True
        if late:
            entry["due_kind"] = "soon"
        (waiting.late if late else waiting.soon).append(entry)


def _channels(waiting: Waiting, service: Service, roles: frozenset[str], now: dt.datetime) -> None:
    """For those who mend it: a channel that is signed out cannot wait."""
    if Role.SERVICE_MANAGER not in roles:
        return
    today = service.today(now)
    for one in troubles.of_service(service, now)[:MOST]:
        entry: Entry = {
            "what": one.what,
            "why": one.why,
            "due": "Now" if one.stops else "When you can",
            "network": one.channel.network,
            "network_name": one.channel.get_network_display(),
            "url": address(one.to, service, one.channel.pk),
            "label": one.label,
        }
        if one.on:
            entry["due"] = f"{'since' if one.on < today else 'by'} {one.on:%a %-d %b}"
        if one.stops:
            waiting.cannot_wait.append(entry | {"due_kind": "now"})
        elif one.on and one.on < today:
            waiting.late.append(entry | {"due_kind": "soon"})
        else:
            waiting.soon.append(entry)


def _key_dates(waiting: Waiting, service: Service, now: dt.datetime, rows: QuerySet) -> None:
    """Key dates and events that are near and have no post ready (source: G7)."""
    today = service.today(now)
    for one in dates.due(service, today)[:MOST_DATES]:
        days = (one.starts_on - today).days
        entry: Entry = {
            "what": f"{one.name} has no post ready",
            "why": "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days",
            "due": f"{one.starts_on:%a} {one.starts_on.day} {one.starts_on:%b}",
            "url": f"{address('calendar:fill', service)}?for={one.reference}&on={one.starts_on}",
            "label": "Write a post",
        }
        waiting.soon.append(entry)


def _policies(waiting: Waiting, user: User, service: Service, roles: frozenset[str], now: dt.datetime) -> None:
    if roles.isdisjoint(DECIDES_ON_POLICIES):
        return
    today = service.today(now)
    for row in policies.kept_in_review(service):
        if row.author_id != user.pk:
            entry = _policy(service, row)
            entry |= {"what": f"{row} waits for approval", "why": f"{row.author} wrote it.", "due": "When you can"}
            waiting.soon.append(entry)
    soon = today + dt.timedelta(days=REVIEW_SEEN_AHEAD_DAYS)
    for row in policies.kept_in_force(service):
        is_due = row.next_review_on is not None and row.next_review_on <= soon
        if is_due and (Role.SERVICE_MANAGER in roles or row.policy.owner_id == user.pk):
            entry = _policy(service, row)
            days = (row.next_review_on - today).days
            entry |= {"what": f"Review of {row}", "due": f"{row.next_review_on:%a %-d %b}"}
            if days < 0:
                over = f"{-days} {'day' if days == -1 else 'days'} over"
                waiting.late.append(entry | {"due": over, "due_kind": "soon", "why": "The version stays in force."})
            else:
                waiting.soon.append(entry | {"why": f"due in {days} {'day' if days == 1 else 'days'}"})


def _policy(service: Service, row: PolicyVersion) -> Entry:
    return {"url": address("policies:version", service, row.pk), "label": "Review policy"}


def _readings(waiting: Waiting, user: User, service: Service, roles: frozenset[str], now: dt.datetime) -> None:
    today = service.today(now)
    for row in readings.unread(user, service)[:MOST]:
        is_training, late = row.campaign.kind == ReadingCampaign.Kind.TRAINING, row.due_on < today
        what = f"Say whether you took part in “{row.campaign.title}”" if is_training else f"Read {row.campaign.title}"
        entry: Entry = {
            "what": what,
            "due": f"by {row.due_on:%a %-d %b}",
            "url": address("policies:reading", service, row.campaign_id),
            "label": "Answer" if is_training else "Read it",
        }
        if late:
            entry["due_kind"] = "soon"
            entry["due"] = f"since {row.due_on:%a %-d %b}"
            if not is_training:
                entry["why"] = "Until then you can look, but not approve anything or handle comments."
        (waiting.late if late else waiting.soon).append(entry)
    training_due = readings.next_training_due(service) if Role.SERVICE_MANAGER in roles else None
    if training_due and training_due <= today:
        waiting.late.append(
            {
                "what": "The yearly training",
                "why": "The last one on record is more than a year ago.",
                "due": f"since {training_due:%a %-d %b}",
                "due_kind": "soon",
                "url": address("policies:readings", service),
                "label": "Put one on record",
            }
        )


def going_out_today(user: User, service: Service, now: dt.datetime) -> list[Entry]:
    """Today's posts by the hour, as components/day_list.html takes them; for those who may read posts."""
    if refusal_to_read(user, service):
        return []
    start = service.midnight(service.today(now))
    end = service.midnight(service.today(now) + dt.timedelta(days=1))
    rows = (
        Post.objects.of_service(service)
        .planned_between(start, end)
        .exclude(state__in=["withdrawn", "removed"])
        .for_list()
        .order_by("publish_at")[:MOST]
    )
    return [
        {
            "time": f"{service.local(row.publish_at):%H:%M}",
            "title": row.title,
            "url": address("posts:post", service, row.pk),
            "state": row.state.replace("_", "-"),
            "state_label": row.get_state_display(),
            "networks": [
                {"network": chosen.channel.network, "name": chosen.channel.get_network_display()}
                for chosen in (row.revision.revision_channels.all() if row.revision else [])
            ],
        }
        for row in rows
    ]


def waiting_for_others(user: User, service: Service, now: dt.datetime) -> list[Entry]:
    """What this person gave away and has not come back."""
    if not permissions.has_role(user, service, Role.COORDINATOR):
        return []
    rows = list(
        Post.objects.of_service(service).filter(author=user, state="submitted").order_by("submitted_at")[: MOST + 1]
    )
    if not rows:
        return []
    count = f"{len(rows)}" if len(rows) <= MOST else f"more than {MOST}"
    return [
        {
            "time": "Posts",
            "title": f"{count} with the line manager",
            "url": address("posts:list", service) + "?state=submitted",
            "note": f"the oldest since {clock(service, rows[0].submitted_at or now, now)}",
        }
    ]
