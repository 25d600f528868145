"""What could fill a slot or serve a key date, and making it so: drafts, templates, posts worth repeating, the theme.

Whatever is chosen gets the slot's day, time and channel, and is a draft (or keeps the approval that it has): nothing
goes out from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from channels.models import Channel
from posts import permissions, services, times
from posts.models import Audience, Post, PostState, PostTemplate, Strategy, Theme
from posts.planning import dates, gaps, moving
from posts.planning.dates import Occasion
from posts.planning.plan import FILLS_NOTHING, NOT_SHOWN
from posts.services import Written
from posts.workflow import MoveRefused
from posts.writing import kinds, repurposing
from posts.writing.repurposing import Worth

MOST = 6
USED_MEANWHILE = "Somebody has used this post meanwhile. Choose another one."
SOON_DAYS = 14
"""Key dates that begin so soon after a slot are offered with it."""
WITHOUT_A_TIME = (PostState.DRAFT, PostState.RETURNED, PostState.SUBMITTED, PostState.APPROVED)


class FillRefused(Exception):
    """What was chosen cannot fill the slot; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Where a post is wanted: the wall clock of the service, and the channel where there is one."""

    service: Service
    on: dt.date
    at: dt.time
    channel: Channel | None = None

    @cached_property
    def audiences(self) -> list[str]:
        """Whom the strategy wants to reach there; everybody where it says nothing."""
        rows = Strategy.objects.filter(channel=self.channel).values_list("audiences", flat=True)
        return list((rows.first() if self.channel else None) or Audience.values)


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What could fill the slot, in the order in which it is offered."""

    drafts: Sequence[Post]
    templates: Sequence[PostTemplate]
    prompts: Sequence[kinds.Prompt]
    repeats: Sequence[Worth]
    themes: Sequence[Theme]
    occasions: Sequence[Occasion]


def offers(slot: Slot, *, now: dt.datetime) -> Offers:
    """Each list is short; the number of queries does not grow with the posts."""
    service = slot.service
    near = dates.occasions(service, slot.on, slot.on + dt.timedelta(days=SOON_DAYS))
    return Offers(
        drafts=list(_drafts(slot)),
        templates=list(_templates(slot)),
        prompts=kinds.PROMPTS,
        repeats=[one for one in repurposing.worth_repeating(service, now, MOST) if _speaks_to(slot, one.post)],
        themes=list(Theme.objects.of_service(service).filter(weekday=slot.on.weekday())),
        occasions=[one for one in near if one.wants_a_post][:MOST],
    )


def planned_near(slot: Slot) -> list[Post]:
    """Posts that are planned so near to the slot that they fill it. One query."""
    try:
        moment = times.read(slot.on, slot.at, slot.service.zone).at
    except times.TimeRefused:
        return []
    window = dt.timedelta(minutes=gaps.WINDOW_MINUTES)
    rows = Post.objects.of_service(slot.service).planned_between(moment - window, moment + window)
    if slot.channel:
        rows = rows.filter(revision__revision_channels__channel=slot.channel)
    return list(rows.exclude(state__in=[*NOT_SHOWN, *FILLS_NOTHING]).order_by("publish_at", "pk")[:MOST])


def _drafts(slot: Slot) -> Sequence[Post]:
    rows = Post.objects.of_service(slot.service).filter(publish_at=None, corrects=None, state__in=WITHOUT_A_TIME)
    if slot.channel:
        on_it = Q(revision__revision_channels__channel=slot.channel) | Q(revision__revision_channels=None)
        rows = rows.filter(on_it, audience__in=slot.audiences)
    return rows.select_related("author").distinct().order_by("-edited_at")[:MOST]


def _templates(slot: Slot) -> Sequence[PostTemplate]:
    rows = PostTemplate.objects.of_service(slot.service).filter(archived_at=None)
    if slot.channel:
        rows = rows.filter(Q(channels=slot.channel) | Q(channels=None), audience__in=slot.audiences)
    return rows.distinct().order_by("name")[: 2 * MOST]


def _speaks_to(slot: Slot, post: Post) -> bool:
    return slot.channel is None or post.audience in slot.audiences


@transaction.atomic
def fill(
    slot: Slot, use: str, *, by: User, seen: Collection[int] | None = None, now: dt.datetime | None = None
) -> Post:
    """Put what was chosen into the slot; `use` names it: "draft:12", "template:3", "prompt:deadline", "repeat:45",
    "theme:7", "key:autism-day", "date:4" or "new:". `seen` are the keys of the posts that stood near the slot when the
    person chose: with another one there by now it is refused, so that a button pressed twice, or by two people, makes
    one draft. None does not ask.

    Raises PermissionDenied, FillRefused, and what the domain refuses as MoveRefused or NotUsable.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_write(by, slot.service):
        raise PermissionDenied(refusal)
    if slot.channel and slot.channel.service_id != slot.service.pk:
        raise PermissionDenied("A channel of another service cannot be used here.")
    try:
        times.refuse_past(times.read(slot.on, slot.at, slot.service.zone).at, now, slot.service.zone)
    except times.TimeRefused as refused:
        raise FillRefused(str(refused)) from refused
    if seen is not None:
        _refuse_filled_meanwhile(slot, seen)
    kind, _, name = use.partition(":")
    if kind == "draft":
        return _place(_post(slot, name, state__in=WITHOUT_A_TIME, publish_at=None), slot, by, now)
    if kind == "repeat":
        return _repeat(_post(slot, name), slot, by, now)
    return services.create_post(service=slot.service, by=by, written=_begun(slot, kind, name), now=now)


def _refuse_filled_meanwhile(slot: Slot, seen: Collection[int]) -> None:
    Service.objects.select_for_update().get(pk=slot.service.pk)
    there = next((post for post in planned_near(slot) if post.pk not in seen), None)
    if there is not None:
        raise FillRefused(
            f"“{there}” is planned for {times.words(there.publish_at, slot.service.zone)} by now. "
            "Choose another time, or choose again here if you want both."
        )


def _post(slot: Slot, name: str, **conditions: object) -> Post:
    rows = Post.objects.of_service(slot.service).filter(**conditions).select_related("revision__post", "campaign")
    found = rows.filter(pk=name).first() if _is_number(name) else None
    if found is None:
        raise FillRefused(USED_MEANWHILE)
    return found


def _place(post: Post, slot: Slot, by: User, now: dt.datetime) -> Post:
    """Give a post without a time the slot's; a draft for no channel yet gets the slot's too."""
    post = Post.objects.locked(post.pk)
    if post.publish_at is not None:
        raise FillRefused(USED_MEANWHILE)
    channels = services.channels_of(post)
    if slot.channel is None or slot.channel in channels:
        return moving.move(post.pk, by=by, on=slot.on, at=slot.at, now=now)
    if post.state not in moving.WRITING:
        raise MoveRefused(f"“{post}” is not for {slot.channel}, and it is {post.get_state_display().lower()} already.")
    old = services.written_of(post.revision, title=post.title)
    written = replace(old, channels=[*channels, slot.channel], publish_on=slot.on, publish_time=slot.at)
    return services.save_post(post.pk, by=by, version=post.version, written=written, now=now)


def _repeat(post: Post, slot: Slot, by: User, now: dt.datetime) -> Post:
    channels = [slot.channel] if slot.channel else services.channels_of(post)
    made = repurposing.use_again(post.pk, by=by, audience=post.audience, channels=channels, now=now)
    return moving.move(made.pk, by=by, on=slot.on, at=slot.at, now=now)


def _begun(slot: Slot, kind: str, name: str) -> Written:
    """A new draft for the slot, with the words that what was chosen brings along."""
    bare = Written(
        title=_title(slot),
        audience=slot.audiences[0],
        channels=[slot.channel] if slot.channel else [],
        publish_on=slot.on,
        publish_time=slot.at,
    )
    if kind == "template" and _is_number(name):
        row = PostTemplate.objects.of_service(slot.service).filter(pk=name, archived_at=None).first()
        if row is not None:
            channels = bare.channels or list(row.channels.all())
            return replace(bare, title=row.name, text=row.text, kind=row.kind, audience=row.audience, channels=channels)
    if kind == "prompt" and (prompt := kinds.BY_KEY.get(name)):
        return replace(bare, title=f"{prompt.label}, {_day(slot)}", text=prompt.skeleton, kind=prompt.kind)
    if kind == "theme" and _is_number(name):
        theme = Theme.objects.of_service(slot.service).filter(pk=name).first()
        if theme is not None:
            return replace(bare, title=f"{theme.name}, {_day(slot)}", text=_with_gap(theme.prompt, theme.hashtag))
    if kind in ("key", "date") and (occasion := occasion_of(slot.service, f"{kind}:{name}", slot.on)):
        audience = next((one for one in occasion.audiences if one in slot.audiences), bare.audience)
        return replace(bare, title=occasion.name[:120], audience=audience, text=_with_gap(f"[{occasion.name}]"))
    if kind == "new":
        return bare
    raise FillRefused("What you chose is not there any more. Choose again.")


def occasion_of(service: Service, reference: str, near: dt.date) -> Occasion | None:
    """The key date or event of this name (Occasion.reference) that is nearest to a day, within half a year."""
    half = dt.timedelta(days=dates.LONGEST_LEAD_DAYS)
    found = [one for one in dates.occasions(service, near - half, near + half) if one.reference == reference]
    return min(found, key=lambda one: abs(one.starts_on - near), default=None)


def _with_gap(prompt: str, hashtag: str = "") -> str:
    """Words to begin from: the prompt as a gap that has to be filled in, and the hashtag."""
    gap = " ".join(prompt.strip("[]").split())[: kinds.LONGEST_GAP]
    return "\n\n".join(part for part in (f"[{gap}]" if gap else "", hashtag) if part)


def _title(slot: Slot) -> str:
    return f"{slot.channel.get_network_display() if slot.channel else 'Post'}, {_day(slot)}"


def _day(slot: Slot) -> str:
    return f"{slot.on:%a} {slot.on.day} {slot.on:%b}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
