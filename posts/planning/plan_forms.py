"""What is chosen about plans: a file to read, and which posts to write out."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from accounts.spreadsheets import CSV, XLSX
from channels.models import Channel
from posts.models import Audience, Campaign
from posts.planning.campaign_forms import day_field
from posts.planning.plan import STATE_GROUPS
from posts.planning.plans.exporting import Choice
from posts.planning.plans.files import MOST_BYTES, TOO_LARGE


class SpreadsheetField(forms.FileField):
    """A file for plans.files to read; `what` is its name in a sentence: "the file with your plan"."""

    widget = forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"})

    def __init__(self, *, what: str, **kwargs: Any) -> None:
        messages = {
            "required": f"Choose {what}.",
            "empty": f"This file is empty. Choose {what}.",
            "max_length": "Give the file a shorter name.",
        }
        super().__init__(max_length=200, error_messages=messages, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)


class FileForm(forms.Form):
    file = SpreadsheetField(
        what="the file with your plan",
        label="Your plan",
        help_text="CSV or Excel (.xlsx), at most 5 MB and 2,000 lines. The first line names the columns.",
    )


class ExportForm(forms.Form):
    """The calendar's filter, and from when to when."""

    start = day_field(label="From", required=False)
    end = day_field(label="To", required=False)
    channel = forms.ModelChoiceField(
        label="Channel", queryset=Channel.objects.none(), required=False, empty_label="All channels"
    )
    audience = forms.ChoiceField(label="Audience", choices=[("", "All audiences"), *Audience.choices], required=False)
    campaign = forms.ModelChoiceField(
        label="Campaign", queryset=Campaign.objects.none(), required=False, empty_label="All campaigns"
    )
    state = forms.ChoiceField(
        label="State",
        choices=[("", "All states"), *((key, label) for key, (label, _) in STATE_GROUPS.items())],
        required=False,
    )
    kind = forms.ChoiceField(label="As", choices=[(XLSX, "Excel (.xlsx)"), (CSV, "CSV")], initial=XLSX)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.of_service(service)
        self.fields["campaign"].queryset = Campaign.objects.of_service(service)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("start") and cleaned.get("end") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", "This day lies before the first. Choose a later one.")
        return cleaned

    def choice(self) -> Choice:
        values = self.cleaned_data
        group = STATE_GROUPS.get(values["state"])
        return Choice(
            start=values["start"],
            end=values["end"],
            channel=values["channel"].pk if values["channel"] else None,
            audience=values["audience"],
            campaign=values["campaign"].pk if values["campaign"] else None,
            states=sorted(group[1]) if group else (),
        )
