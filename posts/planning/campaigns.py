"""Campaigns: planned, given leave by a line manager, ended. Nothing of one goes out without leave (source: L4).

The moves stand in one table, as those of posts do. Leave holds for what the line manager read: a change of it takes the
campaign back to draft, and its scheduled posts are held until there is leave again. Whether a post may go out is asked
by the rule `campaign-permission` at every check, the last of them at the moment of sending.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions
from posts.content import tidy
from posts.models import Audience, Campaign, CampaignState, Post, PostState
from posts.querysets import PostQuerySet

State = CampaignState
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
"""States in which posts can be written for a campaign."""

COVERED = ("name", "purpose", "key_messages", "audience", "hashtag", "starts_on", "ends_on")
"""What the leave is given for."""

NAMES = {
    "name": "name",
    "purpose": "purpose",
    "key_messages": "key messages",
    "audience": "audience",
    "hashtag": "hashtag",
    "starts_on": "first day",
    "ends_on": "last day",
    "posts_wanted": "number of posts",
}

HELD = "Its campaign has no leave of a line manager now."
OVER = "Its campaign is over. Take it out of the campaign, or withdraw it."
MOST_DAYS = 731


class CampaignRefused(Exception):
    """Something that cannot be done with a campaign now; the text is a sentence for the person."""


class StaleCampaign(CampaignRefused):
    """It was saved after the form was drawn; `campaign` is what is saved now."""

    def __init__(self, sentence: str, campaign: Campaign) -> None:
        super().__init__(sentence)
        self.campaign = campaign


@dataclass(frozen=True)
class Move:
    """From which states to which (None: it stays), and who may: "" or the reason why not."""

    start: frozenset[State]
    end: State | None
    refusal: Callable[[User, Campaign, dt.datetime], str]


def _without_clock(refusal: Callable[[User, Campaign], str]) -> Callable[[User, Campaign, dt.datetime], str]:
    return lambda user, campaign, now: refusal(user, campaign)


MOVES: dict[str, Move] = {
    "edit": Move(frozenset(OPEN), None, _without_clock(permissions.refusal_to_edit_campaign)),
    "submit": Move(
        frozenset({State.DRAFT, State.RETURNED}), State.SUBMITTED, _without_clock(permissions.refusal_to_edit_campaign)
    ),
    "approve": Move(frozenset({State.SUBMITTED}), State.APPROVED, permissions.refusal_to_approve_campaign),
    "return": Move(
        frozenset({State.SUBMITTED}), State.RETURNED, _without_clock(permissions.refusal_to_return_campaign)
    ),
    "withdraw": Move(frozenset(OPEN), State.WITHDRAWN, _without_clock(permissions.refusal_to_stop_campaign)),
    "end": Move(frozenset({State.APPROVED}), State.ENDED, _without_clock(permissions.refusal_to_stop_campaign)),
}

_DONE = {
    "edit": "be changed",
    "submit": "be sent for approval",
    "approve": "be approved",
    "return": "be returned",
    "withdraw": "be withdrawn",
    "end": "be ended",
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody plans, as a form or another part of the system hands it in."""

    name: str
    starts_on: dt.date
    ends_on: dt.date
    purpose: str = ""
    key_messages: str = ""
    audience: str = Audience.PARENTS_CARERS
    hashtag: str = ""
    posts_wanted: int | None = None

    def tidied(self) -> Plan:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        lines = [" ".join(line.split()) for line in tidy(self.key_messages).splitlines()]
        return Plan(
            **values
            | {
                "name": " ".join(self.name.split()),
                "purpose": tidy(self.purpose).strip(),
                "key_messages": "\n".join(line for line in lines if line),
                "hashtag": tidied_hashtag(self.hashtag),
            }
        )


def tidied_hashtag(text: str) -> str:
    """One hashtag with its sign. Raises CampaignRefused for what no network reads as one."""
    word = text.strip().lstrip("#＃").strip()
    if not word:
        return ""
    if not word.replace("_", "a").isalnum() or word.isdigit():
        raise CampaignRefused("Write the hashtag as one word of letters and figures, like #TopTipTuesday.")
    return f"#{word}"


def available(campaign: Campaign, user: User, *, now: dt.datetime | None = None) -> dict[str, str]:
    """Each verb with "" or the reason why this person cannot do it now. A verb that the state rules out is missing."""
    now = now or timezone.now()
    return {verb: move.refusal(user, campaign, now) for verb, move in MOVES.items() if campaign.state in move.start}


@transaction.atomic
def create(*, service: Service, by: User, plan: Plan, now: dt.datetime | None = None) -> Campaign:
    """A new campaign, owned by whoever planned it. Raises PermissionDenied and CampaignRefused."""
    now = now or timezone.now()
    if refusal := permissions.refusal_to_plan_campaigns(by, service):
        raise PermissionDenied(refusal)
    plan = plan.tidied()
    Service.objects.select_for_update().get(pk=service.pk)  # so that two with one name do not pass side by side
    _refuse_what_cannot_be(plan, service, None)
    campaign = Campaign.objects.create(
        service=service, owner=by, created_at=now, edited_at=now, edited_by=by, **_values(plan)
    )
    audit.record(Kind.CAMPAIGN_CREATED, on=campaign, actor=by, now=now)
    return campaign


@transaction.atomic
def save(campaign_id: int, *, by: User, version: int, plan: Plan, now: dt.datetime | None = None) -> Campaign:
    """Save over the version that the form was drawn from.

    A change of what the leave covers takes a campaign that waits or has leave back to draft, and holds its posts.
    Nothing is written when nothing changed. Raises StaleCampaign and CampaignRefused.
    """
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    if campaign.version != version:
        raise StaleCampaign(
            f"{campaign.edited_by} saved this campaign after you opened it. What you typed is still here and is not "
            "saved yet. Look at what is saved now, then save again.",
            campaign,
        )
    _require("edit", campaign, by, now)
    plan = plan.tidied()
    Service.objects.select_for_update().get(pk=campaign.service_id)
    _refuse_what_cannot_be(plan, campaign.service, campaign)
    values = _values(plan)
    changed = [name for name in values if getattr(campaign, name) != values[name]]
    if not changed:
        return campaign
    covered = [name for name in changed if name in COVERED]
    reason = f"{by} changed its {_listed([NAMES[name] for name in covered])}"
    data = {"fields": _listed([NAMES[name] for name in changed])}
    data["before"] = {name: str(getattr(campaign, name)) for name in changed}
    had_leave = campaign.state == State.APPROVED
    _write(campaign, now, edited_by=by, **{name: values[name] for name in changed})
    audit.record(Kind.CAMPAIGN_EDITED, on=campaign, actor=by, data=data, now=now)
    if covered and campaign.state in (State.SUBMITTED, State.APPROVED):
        _write(campaign, now, state=State.DRAFT, submitted_at=None, approved_by=None, approved_at=None)
        if had_leave:
            _hold_posts(campaign, HELD)
            audit.record(Kind.CAMPAIGN_VOIDED, on=campaign, actor=by, data={"reason": reason}, now=now)
    return campaign


@transaction.atomic
def submit(campaign_id: int, *, by: User, now: dt.datetime | None = None) -> Campaign:
    """Ask a line manager for leave. Raises CampaignRefused."""
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    _require("submit", campaign, by, now)
    if not campaign.purpose or not campaign.key_messages:
        raise CampaignRefused("Write the purpose and the key messages first. The line manager decides by them.")
    if campaign.ends_on < campaign.service.today(now):
        raise CampaignRefused("The last day of the campaign has passed. Choose later dates first.")
    _write(campaign, now, state=State.SUBMITTED, submitted_at=now)
    audit.record(Kind.CAMPAIGN_SUBMITTED, on=campaign, actor=by, now=now)
    managers = Membership.objects.filter(service=campaign.service).holding(
        Role.LINE_MANAGER, campaign.service.today(now)
    )
    for membership in managers.exclude(user=by).select_related("user"):
        _tell(
            membership.user,
            campaign,
            f"{by} asks you for leave for a campaign",
            f"{by} asks you for leave for the campaign “{campaign}”. Nothing of it goes out before.",
        )
    return campaign


@transaction.atomic
def approve(campaign_id: int, *, by: User, version: int, note: str = "", now: dt.datetime | None = None) -> Campaign:
    """Give leave for exactly what the page with this version showed. Raises CampaignRefused."""
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    if campaign.state == State.APPROVED:
        raise CampaignRefused(f"{campaign.approved_by} has approved this campaign already. Nothing is left to do.")
    if campaign.version != version:
        raise CampaignRefused("The campaign was changed after you opened this page. Read it again before you decide.")
    _require("approve", campaign, by, now)
    note = note.strip()
    _write(campaign, now, state=State.APPROVED, approved_by=by, approved_at=now, note=note)
    _release_posts(campaign)
    data = {"version": campaign.version, **({"note": note} if note else {})}
    audit.record(Kind.CAMPAIGN_APPROVED, on=campaign, actor=by, data=data, now=now)
    if campaign.owner_id != by.pk:
        said = f", with this note:\n\n{note}" if note else ". Its posts can go out once each is approved."
        _tell(
            campaign.owner,
            campaign,
            f"{by} gave leave for your campaign",
            f"{by} gave leave for the campaign “{campaign}”{said}",
        )
    return campaign


@transaction.atomic
def return_to_owner(campaign_id: int, *, by: User, note: str, now: dt.datetime | None = None) -> Campaign:
    """Give it back with a note. Raises CampaignRefused, also when the note is missing."""
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    _require("return", campaign, by, now)
    note = note.strip()
    if not note:
        raise CampaignRefused("Write a note that says what has to change. The owner of the campaign gets it.")
    _write(campaign, now, state=State.RETURNED, note=note)
    audit.record(Kind.CAMPAIGN_RETURNED, on=campaign, actor=by, data={"note": note}, now=now)
    if campaign.owner_id != by.pk:
        _tell(
            campaign.owner,
            campaign,
            f"{by} returned your campaign",
            f"{by} returned the campaign “{campaign}”, with this note:\n\n{note}",
        )
    return campaign


@transaction.atomic
def withdraw(campaign_id: int, *, by: User, now: dt.datetime | None = None) -> Campaign:
    """Give it up for good; posts of it that wait are held. Raises CampaignRefused."""
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    _require("withdraw", campaign, by, now)
    _write(campaign, now, state=State.WITHDRAWN)
    _hold_posts(campaign, OVER)
    audit.record(Kind.CAMPAIGN_WITHDRAWN, on=campaign, actor=by, now=now)
    return campaign


@transaction.atomic
def end(campaign_id: int, *, by: User, now: dt.datetime | None = None) -> Campaign:
    """It has done its work; posts of it that still wait are held. Raises CampaignRefused."""
    now = now or timezone.now()
    campaign = _locked(campaign_id)
    _require("end", campaign, by, now)
    _write(campaign, now, state=State.ENDED)
    _hold_posts(campaign, OVER)
    audit.record(Kind.CAMPAIGN_ENDED, on=campaign, actor=by, now=now)
    return campaign


def open_ones(service: Service) -> PostQuerySet:
    """Campaigns that posts can be written for."""
    return Campaign.objects.of_service(service).filter(state__in=OPEN)


def waiting_posts(campaign: Campaign) -> PostQuerySet:
    """Posts that are approved or scheduled: what an end would hold."""
    return Post.objects.filter(campaign=campaign, state__in=(PostState.APPROVED, PostState.SCHEDULED))


def _hold_posts(campaign: Campaign, reason: str) -> None:
    """Say on what is approved or scheduled why it waits. What stops it is the rule, at the moment of sending."""
    waiting_posts(campaign).update(held_reason=reason)


def _release_posts(campaign: Campaign) -> None:
    Post.objects.filter(campaign=campaign, held_reason=HELD).update(held_reason="")


def _locked(campaign_id: int) -> Campaign:
    """The row, locked first and read afterwards."""
    Campaign.objects.select_for_update().values_list("pk").get(pk=campaign_id)
    return Campaign.objects.select_related("service", "owner", "approved_by", "edited_by").get(pk=campaign_id)


def _require(verb: str, campaign: Campaign, by: User, now: dt.datetime) -> None:
    move = MOVES[verb]
    if campaign.state not in move.start:
        raise CampaignRefused(
            f"This campaign is “{campaign.get_state_display().lower()}” now, so it cannot {_DONE[verb]}. "
            "Somebody may have changed it after you opened the page."
        )
    if refusal := move.refusal(by, campaign, now):
        raise CampaignRefused(refusal)


def _refuse_what_cannot_be(plan: Plan, service: Service, campaign: Campaign | None) -> None:
    if not plan.name:
        raise CampaignRefused("Give the campaign a name.")
    if plan.ends_on < plan.starts_on:
        raise CampaignRefused("The last day lies before the first. Choose a later last day.")
    if (plan.ends_on - plan.starts_on).days > MOST_DAYS:
        raise CampaignRefused("A campaign runs two years at most. Choose an earlier last day.")
    same = Campaign.objects.of_service(service).filter(name=plan.name)
    if same.exclude(pk=campaign.pk if campaign else None).exists():
        raise CampaignRefused(f"There is a campaign called “{plan.name}” already. Choose another name.")


def _values(plan: Plan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(plan)}


def _write(campaign: Campaign, now: dt.datetime, **changes: Any) -> None:
    """Save these fields, and one version more, so that an open page is noticed as stale."""
    changes |= {"version": campaign.version + 1, "edited_at": now}
    for name, value in changes.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=[*changes])


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _tell(to: User, campaign: Campaign, subject: str, sentence: str) -> None:
    path = reverse("posts:campaign", kwargs={"service": campaign.service.slug, "campaign_id": campaign.pk})
    key = f"campaign {campaign.pk} {campaign.state} version {campaign.version}"
    body = f"{sentence}\n\n{settings.SITE_URL}{path}\n"
    send_once(service=campaign.service, to=to, key=key, subject=subject, body=body)
