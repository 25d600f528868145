"""What is typed about a campaign: the shape of it. Its meaning is judged in campaigns.py."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from posts.forms import date_field
from posts.models import Audience, Campaign
from posts.planning.campaigns import Plan

EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


def day_field(**kwargs: Any) -> forms.DateField:
    """A date that no year of a typing error gets past."""
    field = date_field(**kwargs)
    field.validators.append(_refuse_far_days)
    return field


def _refuse_far_days(day: dt.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError("Choose a year between 2000 and 2100.")


class CampaignForm(forms.Form):
    """A campaign, and the version that the form was drawn from."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the campaign a name."})
    purpose = forms.CharField(
        label="What is it for?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What changes for families when it works. The line manager decides by this.",
    )
    key_messages = forms.CharField(
        label="Key messages",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. Each post of the campaign carries one of them.",
    )
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience)
    hashtag = forms.CharField(
        label="Hashtag", max_length=60, required=False, help_text="Optional, for example #WinterOfPlay."
    )
    starts_on = day_field(label="First day")
    ends_on = day_field(label="Last day")
    posts_wanted = forms.IntegerField(
        label="How many posts do you want?",
        required=False,
        min_value=1,
        max_value=500,
        help_text="Optional. The progress is measured against it.",
        error_messages={"invalid": "Write a whole number, for example 8."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def plan(self) -> Plan:
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Plan(**values)

    def renew(self, campaign: Campaign) -> None:
        """Take what is saved now as seen, so that sending the form again puts it in its place."""
        self.data = self.data.copy()
        self.data["version"] = campaign.version


def initial_of(campaign: Campaign) -> dict[str, Any]:
    names = [name for name in CampaignForm.base_fields if name != "version"]
    return {name: getattr(campaign, name) for name in names} | {"version": campaign.version}


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Your note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The owner of the campaign gets it. To return it, say what has to change.",
    )
