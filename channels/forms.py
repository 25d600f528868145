"""The shape of what comes in about channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Membership, Service, User
from channels.models import Channel, Following, Network, ProfileStandard
from channels.networks.signing_in import Field
from channels.profiles import PARTS


def people_of(service: Service) -> QuerySet[User]:
    """Who works here."""
    here = Membership.objects.current().filter(service=service)
    return User.objects.filter(memberships__in=here).order_by("name")


class ChannelForm(forms.Form):
    """A channel; its network can be chosen only when it is added."""

    network = forms.ChoiceField(label="Network", choices=Network.choices)
    handle = forms.CharField(
        label="Handle",
        max_length=120,
        help_text="As the network shows it, for example @northshire.",
        error_messages={"required": "Give the handle, as the network shows it."},
    )
    url = forms.URLField(
        label="Address of the profile",
        required=False,
        assume_scheme="https",
        help_text="So that colleagues get there with one click. It begins with https://",
    )
    owner = forms.ModelChoiceField(
        label="Who looks after it?",
        queryset=None,
        empty_label="Choose somebody",
        help_text="They are asked when something is not sure, or has to be done by hand.",
        error_messages={"required": "Choose who looks after it."},
    )

    def __init__(self, *args, service: Service, channel: Channel | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_of(service)
        if channel:
            del self.fields["network"]
            self.initial = {name: getattr(channel, name) for name in ("handle", "url", "owner")}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Colleagues read it where they would use the channel.",
        error_messages={"required": "Say why: colleagues read it where they would use the channel."},
    )


class ConnectForm(forms.Form):
    """What a network's sign-in asks for. A secret is never drawn again, also not after a mistake."""

    def __init__(self, fields: Sequence[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in fields:
            look = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            widget = forms.PasswordInput(attrs=look) if one.is_secret else forms.TextInput(attrs=look)
            self.fields[one.name] = forms.CharField(
                label=one.label,
                help_text=one.hint,
                required=one.is_required,
                initial=one.initial,
                max_length=4000,
                widget=widget,
                error_messages={"required": f"Fill in “{one.label}”."},
            )


class ProfileForm(forms.Form):
    """What a channel's profile is to say."""

    name = forms.CharField(
        label="Name", max_length=120, required=False, help_text="As it stands in bold on the profile."
    )
    description = forms.CharField(
        label="Description",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who you are, for whom, and a way to reach you in confidence. X takes 160 characters, Bluesky 256, "
        "Mastodon 500.",
    )
    disclaimer = forms.CharField(
        label="Pinned disclaimer",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Not watched all the time, nothing is confidential, how to reach you in confidence; for young people "
        "also where counselling is.",
    )
    picture = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="The service’s logo as the profile shows it: JPEG, PNG or WebP, 5 MB at most. Leave it empty to keep "
        "the one that is there.",
    )
    check_every_months = forms.IntegerField(
        label="Look at it every … months",
        min_value=1,
        max_value=12,
        initial=3,
        widget=forms.NumberInput(attrs={"class": "field__shorter"}),
        error_messages={"min_value": "Give 1 to 12 months.", "max_value": "Give 1 to 12 months."},
    )

    def __init__(self, *args: Any, standard: ProfileStandard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standard:
            self.initial |= {
                name: getattr(standard, name) for name in ("name", "description", "disclaimer", "check_every_months")
            }


class ProfileTickForm(forms.Form):
    """What a person saw on the profile."""

    wrong = forms.MultipleChoiceField(
        label="What is not as agreed?",
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing when all is as agreed.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="For example what has to be mended.")

    def __init__(self, *args: Any, parts: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wrong"].choices = [(part, PARTS[part].capitalize()) for part in parts]


class AffiliatedForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Whose account is it?",
        queryset=None,
        empty_label="Choose somebody",
        error_messages={"required": "Choose whose account it is."},
    )
    network = forms.ChoiceField(
        label="Network", choices=[choice for choice in Network.choices if choice[0] != Network.SANDBOX]
    )
    handle = forms.CharField(
        label="Handle",
        max_length=120,
        help_text="As the network shows it.",
        error_messages={"required": "Give the handle, as the network shows it."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(service)


class AffiliatedCheckForm(forms.Form):
    has_name_pattern = forms.BooleanField(label="It is named by the pattern", required=False)
    has_logo = forms.BooleanField(label="It shows the logo", required=False)
    has_disclaimer = forms.BooleanField(label="It has posted the disclaimer", required=False)


class AffiliatedTakeForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your colleague reads it, and so does whoever looks at the record.",
        error_messages={"required": "Say why: your colleague reads it."},
    )
    training_offered_on = forms.DateField(
        label="Training offered on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "field__short"}),
        help_text="Leave it empty when it was not offered yet.",
        error_messages={"invalid": "Give a date, for example 2026-11-21."},
    )


class TrainingForm(forms.Form):
    offered_on = forms.DateField(
        label="Training offered on",
        widget=forms.DateInput(attrs={"type": "date", "class": "field__short"}),
        error_messages={"invalid": "Give a date, for example 2026-11-21.", "required": "Give the day."},
    )


class FollowingForm(forms.ModelForm):
    url = forms.URLField(label="Address of the profile", required=False, assume_scheme="https")

    class Meta:
        model = Following
        fields = ["kind", "name", "network", "handle", "url", "note", "followed_on"]
        labels = {"note": "Note", "followed_on": "Followed since"}
        help_texts = {
            "handle": "As the network shows it.",
            "note": "Why it is worth following.",
            "followed_on": "Leave it empty while you do not follow it yet.",
        }
        widgets = {"followed_on": forms.DateInput(attrs={"type": "date", "class": "field__short"}, format="%Y-%m-%d")}
        error_messages = {
            "name": {"required": "Give the name."},
            "handle": {"required": "Give the handle, as the network shows it."},
            "kind": {"required": "Choose what it is."},
            "network": {"required": "Choose the network."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].choices = [
            choice for choice in self.fields["network"].choices if choice[0] != Network.SANDBOX
        ]

    def validate_unique(self) -> None:
        """The list says it, with the service's own row looked at."""
