"""What people choose in the inbox: filters and preferences. Shapes only, the meaning is for the domain."""

from __future__ import annotations

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.classify.labels import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS
from moderation.inbox.preferences import ACTIONS, Preferences
from moderation.querysets import LONGEST_SEARCH

SHOW = [
    ("open", "All that are open"),
    ("mine", "Mine"),
    ("escalated", "With the safeguarding lead"),
    ("waiting", "Waiting for a network or an approval"),
    ("late", "Past their time"),
    ("unsorted", "Not sorted"),
    ("closed", "Closed"),
    ("all", "Open and closed, newest first"),
]


class FilterForm(forms.Form):
    """The inbox's filters; what does not fit is passed over, so that an old link still shows something."""

    show = forms.ChoiceField(label="Which", choices=SHOW, required=False)
    category = forms.ChoiceField(
        label="Class",
        choices=[
            ("", "All classes"),
            *((one.value, CATEGORY_LABELS[one]) for one in CLASSES),
            ("unsorted", "Not sorted"),
        ],
        required=False,
    )
    flag = forms.ChoiceField(
        label="Flag",
        choices=[("", "Any flag or none"), *((one.value, FLAG_LABELS[one]) for one in FLAGS)],
        required=False,
    )
    channel = forms.ModelChoiceField(
        Channel.objects.none(), label="Channel", empty_label="All channels", required=False
    )
    q = forms.CharField(max_length=LONGEST_SEARCH, required=False)

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.of_service(service)
        for name in ("show", "category", "flag", "channel"):
            self.fields[name].widget.attrs["class"] = "form-select"

    @property
    def chosen(self) -> dict:
        """What was chosen and fits; words are looked for everywhere, unless it is said where."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {"show": "all" if "q" in found else "open"} | found

    @property
    def as_query(self) -> dict[str, str]:
        """What was chosen, as it stands in an address."""
        return {name: str(getattr(value, "pk", value)) for name, value in self.chosen.items()}

    @property
    def narrowed_to(self) -> str:
        """Class, flag and channel that were chosen, in words: "Troll, Spam, Facebook @northshire"."""
        found = []
        for name in ("category", "flag", "channel"):
            if value := self.chosen.get(name):
                known = dict(self.fields[name].choices) if name != "channel" else {}
                found.append(str(known.get(value, value)))
        return ", ".join(found)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the state was chosen."""
        return not self.chosen.keys().isdisjoint({"category", "flag", "channel", "q"})


class PreferencesForm(forms.Form):
    """Keys, and whether abuse is blurred."""

    keys_on = forms.BooleanField(label="Use single keys in the inbox", required=False)
    blurs_abuse = forms.BooleanField(
        label="Blur abusive comments until I open them",
        help_text="Provocation, threats and hate. In the list they are not shown at all.",
        required=False,
    )

    def __init__(self, *args, preferences: Preferences, **kwargs) -> None:
        initial = {"keys_on": preferences.keys_on, "blurs_abuse": preferences.blurs_abuse}
        super().__init__(*args, initial=initial, **kwargs)
        for action, what in ACTIONS.items():
            self.fields[f"key_{action}"] = forms.CharField(
                label=what,
                max_length=1,
                strip=True,
                initial=preferences.keys[action].upper(),
                error_messages={"required": "Press one letter, digit or sign.", "max_length": "One sign only."},
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "class": "form-control"}),
            )

    @property
    def keys(self) -> dict[str, str]:
        return {action: self.cleaned_data[f"key_{action}"] for action in ACTIONS}

    @property
    def key_fields(self) -> list[forms.BoundField]:
        return [self[f"key_{action}"] for action in ACTIONS]
