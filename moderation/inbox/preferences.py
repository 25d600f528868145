"""What a person sets in their own inbox: single keys, what is blurred, and the filters that they saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import transaction

from accounts.models import Service, User
from moderation.models import InboxPreferences, SavedFilter

# What a key does, and which one it is unless a person says otherwise (WCAG 2.1.4).
ACTIONS: dict[str, str] = {
    "next_row": "Next comment in the list",
    "previous_row": "Previous comment in the list",
    "next": "The most urgent comment that nobody has",
    "class_1": "It is a case request",
    "class_2": "It is a grievance",
    "class_3": "It is a troll",
    "class_4": "It is general",
    "safeguarding": "Safeguarding concern",
    "escalate": "Escalate with words, or as immediate danger",
    "hide": "Hide it",
    "reply": "Go to the reply",
    "do": "Go to what is to be done next",
    "help": "This list of keys",
}
USUAL: dict[str, str] = {
    "next_row": "j",
    "previous_row": "k",
    "next": "n",
    "class_1": "1",
    "class_2": "2",
    "class_3": "3",
    "class_4": "4",
    "safeguarding": "s",
    "escalate": "e",
    "hide": "h",
    "reply": "r",
    "do": "d",
    "help": "?",
}
LONGEST_NAME = 60
MOST_FILTERS = 20
MOST_QUERY = 500


class PreferenceRefused(Exception):
    """What was asked for cannot be. The text is a sentence for the person."""


class KeysClash(PreferenceRefused):
    """A key for an action that cannot be; `action` says whose."""

    def __init__(self, action: str, sentence: str) -> None:
        super().__init__(sentence)
        self.action = action


@dataclass(frozen=True)
class Preferences:
    """What holds for one person: no key for an action where they want none."""

    keys_on: bool = True
    keys: Mapping[str, str] = field(default_factory=lambda: dict(USUAL))
    blurs_abuse: bool = True

    @property
    def pressed(self) -> Mapping[str, str]:
        """Action to key, as pages use them: nothing while keys are off."""
        return self.keys if self.keys_on else {}

    @property
    def listed(self) -> list[tuple[str, str]]:
        """Key and what it does, for the list of keys."""
        return [(self.keys[action], what) for action, what in ACTIONS.items() if self.keys[action]]


def of(user: User) -> Preferences:
    row = InboxPreferences.objects.filter(user=user).first()
    if row is None:
        return Preferences()
    own = {action: key for action, key in row.keys.items() if action in USUAL}
    taken = own.values()  # before a newer action had that key: it waits for one that is free
    usual = {action: "" if key in taken else key for action, key in USUAL.items()}
    return Preferences(keys_on=row.keys_on, keys={**usual, **own}, blurs_abuse=row.blurs_abuse)


def save(user: User, *, keys_on: bool, keys: Mapping[str, str], blurs_abuse: bool) -> Preferences:
    """Set what a person wants. Raises KeysClash when a key is no single sign, or stands for two things."""
    wanted = {action: keys.get(action, USUAL[action]).strip().lower() for action in USUAL}
    taken: dict[str, str] = {}
    for action, key in wanted.items():
        if len(key) != 1 or not key.isprintable():
            raise KeysClash(action, f"“{ACTIONS[action]}” needs one letter, digit or sign.")
        if key in taken:
            raise KeysClash(
                action, f"“{key.upper()}” would do two things: “{ACTIONS[taken[key]]}” and “{ACTIONS[action]}”."
            )
        taken[key] = action
    own = {action: key for action, key in wanted.items() if key != USUAL[action]}
    InboxPreferences.objects.update_or_create(
        user=user, defaults={"keys_on": keys_on, "keys": own, "blurs_abuse": blurs_abuse}
    )
    return of(user)


# Saved filters


def save_filter(service: Service, user: User, *, name: str, chosen: Mapping[str, str]) -> SavedFilter:
    """Keep a filter under a name, as the last of this person's; a name that is there already gets the new filter."""
    name = _name(name)
    query = urlencode({key: value for key, value in chosen.items() if value})[:MOST_QUERY]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one at a time for a person
        own = list(_filters(service, user))
        if (same := next((one for one in own if one.name.lower() == name.lower()), None)) is not None:
            same.query = query
            same.save(update_fields=["query"])
            return same
        if len(own) >= MOST_FILTERS:
            raise PreferenceRefused(f"There are {MOST_FILTERS} filters already. Delete one first.")
        position = max((one.position for one in own), default=0) + 1
        return SavedFilter.objects.create(service=service, user=user, name=name, query=query, position=position)


@transaction.atomic
def rename_filter(row: SavedFilter, name: str) -> None:
    name = _name(name)
    User.objects.select_for_update().get(pk=row.user_id)
    others = _filters(row.service, row.user).exclude(pk=row.pk)
    if others.filter(name__iexact=name).exists():
        raise PreferenceRefused(f"You have a filter “{name}” already. Choose another name.")
    row.name = name
    row.save(update_fields=["name"])


@transaction.atomic
def move_filter(row: SavedFilter, by: int) -> None:
    """Put a filter one place up (-1) or down (1); at the end of the list it stays where it is."""
    User.objects.select_for_update().get(pk=row.user_id)
    own = list(_filters(row.service, row.user))
    at = next(number for number, one in enumerate(own) if one.pk == row.pk)
    to = min(max(at + by, 0), len(own) - 1)
    own.insert(to, own.pop(at))
    for position, one in enumerate(own, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])


def _filters(service: Service, user: User):  # type: ignore[no-untyped-def]
    return SavedFilter.objects.filter(service=service, user=user).order_by("position", "name")


def _name(name: str) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise PreferenceRefused("Give the filter a name.")
    return name
