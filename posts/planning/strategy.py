"""Writing the strategy: what a channel is for, its weekly slots and objectives, the themes of the week (G1 to G3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from posts import permissions
from posts.models import Audience, Objective, Slot, Strategy, Theme

MOST_SLOTS = 70
MOST_A_WEEK = 100
MOST_OBJECTIVES = 12
TEXTS = ("key_messages", "tone", "tactics")
IN_WORDS = {
    "audiences": "audiences",
    "key_messages": "key messages",
    "tone": "tone",
    "tactics": "tactics",
    "posts_a_week": "posts a week",
}


class StrategyRefused(ValueError):
    """What was typed cannot be taken; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class TypedObjective:
    """`pk` names the objective that is changed; None makes a new one."""

    measure: str
    target: Decimal
    starts_on: dt.date
    due_on: dt.date
    words: str = ""
    begins_at: Decimal | None = None
    pk: int | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A channel's strategy as a form has it. `slots` are (weekday, wall clock of the service)."""

    audiences: Sequence[str] = ()
    key_messages: str = ""
    tone: str = ""
    tactics: str = ""
    posts_a_week: int = 3
    slots: frozenset[tuple[int, dt.time]] = frozenset()
    objectives: Sequence[TypedObjective] = ()


@dataclass(frozen=True, kw_only=True)
class TypedTheme:
    weekday: int
    name: str
    hashtag: str = ""
    prompt: str = field(default="")


@transaction.atomic
def save(channel_id: int, *, by: User, typed: Typed, now: dt.datetime | None = None) -> Strategy:
    """The channel's strategy as it is from now on. Nothing is written when nothing changed.

    Raises PermissionDenied and StrategyRefused.
    """
    now = now or timezone.now()
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel_id)
    _refuse_without_role(channel.service, by)
    _refuse_what_cannot_be(typed)
    strategy = Strategy.objects.filter(channel=channel).first()
    is_new = strategy is None
    strategy = strategy or Strategy(channel=channel)
    values = {name: getattr(typed, name).strip() for name in TEXTS}
    values |= {"audiences": [one for one in Audience.values if one in typed.audiences]}
    values |= {"posts_a_week": typed.posts_a_week}
    changed = [name for name, value in values.items() if is_new or getattr(strategy, name) != value]
    for name, value in values.items():
        setattr(strategy, name, value)
    strategy.changed_by, strategy.changed_at = by, now
    if is_new:
        strategy.save()
    words = [IN_WORDS[name] for name in changed]
    words += ["slots"] if _keep_slots(strategy, typed.slots) else []
    words += ["objectives"] if _keep_objectives(strategy, typed.objectives) else []
    if words:
        strategy.save(update_fields=[*values, "changed_by", "changed_at"])
        data = {"what": ", ".join(words)}
        audit.record(Kind.STRATEGY_CHANGED, on=channel, actor=by, data=data, now=now)
    return strategy


@transaction.atomic
def save_themes(service: Service, *, by: User, typed: Sequence[TypedTheme], now: dt.datetime | None = None) -> bool:
    """The themes of the service's week; true when they changed. Raises PermissionDenied and StrategyRefused."""
    _refuse_without_role(service, by)
    Service.objects.select_for_update().get(pk=service.pk)
    wanted = {(one.weekday, one.name.strip()): one for one in typed if one.name.strip()}
    if len(wanted) != sum(bool(one.name.strip()) for one in typed):
        raise StrategyRefused("A day has the same theme twice. Give one of them another name.")
    kept = {(row.weekday, row.name): row for row in Theme.objects.of_service(service)}
    changed = {weekday for weekday, _ in wanted.keys() ^ kept.keys()}
    Theme.objects.filter(pk__in=[row.pk for key, row in kept.items() if key not in wanted]).delete()
    for key, one in wanted.items():
        values = {"hashtag": one.hashtag.strip(), "prompt": one.prompt.strip()}
        row = kept.get(key)
        if row is None:
            Theme.objects.create(service=service, weekday=one.weekday, name=key[1], **values)
        elif (row.hashtag, row.prompt) != (values["hashtag"], values["prompt"]):
            row.hashtag, row.prompt = values["hashtag"], values["prompt"]
            row.save(update_fields=["hashtag", "prompt"])
            changed.add(one.weekday)
    if changed:
        what = ", ".join(Slot.weekday.field.choices[day][1] for day in sorted(changed))
        audit.record(Kind.THEMES_CHANGED, on=service, actor=by, data={"what": what}, now=now)
    return bool(changed)


def _refuse_without_role(service: Service, by: User) -> None:
    if refusal := permissions.refusal_to_set_strategy(by, service):
        raise PermissionDenied(refusal)


def _refuse_what_cannot_be(typed: Typed) -> None:
    if not 0 <= typed.posts_a_week <= MOST_A_WEEK:
        raise StrategyRefused(f"Choose 0 to {MOST_A_WEEK} posts a week.")
    if len(typed.slots) > MOST_SLOTS:
        raise StrategyRefused(f"Choose at most {MOST_SLOTS} slots a week.")
    if any(not 0 <= weekday <= 6 for weekday, _ in typed.slots):
        raise StrategyRefused("Choose days of the week for the slots.")
    if len(typed.objectives) > MOST_OBJECTIVES:
        raise StrategyRefused(f"Keep to {MOST_OBJECTIVES} objectives; a few that are looked at do more than many.")
    for one in typed.objectives:
        if one.due_on <= one.starts_on:
            raise StrategyRefused("An objective is due on a day after it starts.")
        if one.measure == Objective.Measure.OTHER and not one.words.strip():
            raise StrategyRefused("Say in words what the objective is.")


def _keep_slots(strategy: Strategy, wanted: frozenset[tuple[int, dt.time]]) -> bool:
    kept = {(row.weekday, row.at): row.pk for row in strategy.slots.all()}
    Slot.objects.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    new = sorted(wanted - kept.keys())
    Slot.objects.bulk_create(Slot(strategy=strategy, weekday=weekday, at=at) for weekday, at in new)
    return bool(wanted ^ kept.keys())


def _keep_objectives(strategy: Strategy, wanted: Sequence[TypedObjective]) -> bool:
    """Rows keep their keys: figures are read against them."""
    kept = {row.pk: row for row in strategy.objectives.all()}
    gone = kept.keys() - {one.pk for one in wanted}
    Objective.objects.filter(pk__in=gone).delete()
    has_changed = bool(gone)
    for one in wanted:
        row = kept.get(one.pk) or Objective(strategy=strategy)
        values = {
            "measure": one.measure,
            "words": one.words.strip(),
            "target": one.target,
            "begins_at": one.begins_at,
            "starts_on": one.starts_on,
            "due_on": one.due_on,
        }
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        has_changed = True
    return has_changed
