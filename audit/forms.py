"""What the history can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts import filters
from accounts.models import Membership, Service
from audit import things
from audit.groups import BY_KEY, kinds_of, label
from audit.history import FORMS, Wanted

SYSTEM = "system"
LARGEST = 2**62


class FilterForm(filters.ListFilter):
    """Kind, who, what it happened to, and when."""

    group = forms.ChoiceField(label="What about", required=False)
    kind = forms.ChoiceField(label="What happened", required=False)
    who = forms.ChoiceField(label="Who", required=False)
    job = forms.CharField(label="Which job", max_length=60, required=False)
    thing = forms.ChoiceField(label="Happened to", required=False)
    id = forms.IntegerField(label="Its number", min_value=0, max_value=LARGEST, required=False)
    first = filters.day_field("From")
    last = filters.day_field("To")
    before = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    after = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)

    def __init__(self, data: Any, *, service: Service) -> None:
        super().__init__(_with_group(data))
        self._people = {one.user_id: one.user for one in _members(service)}
        self.fields["group"].choices = [("", "Everything"), *((key, one.label) for key, one in BY_KEY.items())]
        group = BY_KEY.get(self.data.get("group", ""))
        kinds = kinds_of(group) if group else []
        self.fields["kind"].choices = [("", "All of it"), *((str(kind), label(kind)) for kind in kinds)]
        people = [(str(pk), user.name) for pk, user in self._people.items()]
        self.fields["who"].choices = [("", "Anybody"), *people, (SYSTEM, "The system itself")]
        kinds_of_things = sorted(((one.label, one.name) for one in things.THINGS), key=lambda pair: pair[1])
        self.fields["thing"].choices = [("", "Anything"), *kinds_of_things]
        self.dress()

    @property
    def wanted(self) -> Wanted:
        chosen = self.chosen
        who = chosen.get("who", "")
        return Wanted(
            group=chosen.get("group", ""),
            kind=chosen.get("kind", ""),
            who=self._people.get(int(who)) if who.isdecimal() else None,
            only_jobs=who == SYSTEM,
            job=chosen.get("job", "") if who == SYSTEM else "",
            thing=chosen.get("thing", ""),
            thing_id=chosen.get("id") if "thing" in chosen else None,
            first=chosen.get("first"),
            last=chosen.get("last"),
        )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """A second choice stands there once the first is made: kinds of a group, jobs of the system."""
        names = ["group", "kind", "who", "job", "thing", "id", "first", "last"]
        chosen = self.chosen
        hidden = {"kind": "group" not in chosen, "job": chosen.get("who") != SYSTEM, "id": "thing" not in chosen}
        return [self[name] for name in names if not hidden.get(name)]

    def offer_jobs(self, names: list[str]) -> None:
        """Once the system is chosen, its jobs can be."""
        choices = [("", "All of them"), *((name, name) for name in names)]
        chosen = self.fields["job"].widget.attrs
        self.fields["job"].widget = forms.Select(attrs=chosen | {"class": "form-select"}, choices=choices)


class ExportForm(forms.Form):
    form = forms.ChoiceField(choices=list(FORMS.items()))


def _with_group(data: Any) -> dict[str, str]:
    """A link may name a kind alone: its group is chosen with it."""
    plain = {name: data[name] for name in data}
    if plain.get("kind") and not plain.get("group"):
        plain["group"] = next((group.key for group in BY_KEY.values() if plain["kind"] in kinds_of(group)), "")
    return plain


def _members(service: Service) -> list[Membership]:
    """Everybody who ever worked here: the record has their names for good."""
    rows = Membership.objects.filter(service=service).select_related("user").order_by("user__name", "user_id")
    return list(rows)
