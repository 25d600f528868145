"""What is chosen about an import: the file, its channel, and which column is which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.importing import columns
from moderation.models import CommentImport, Visibility
from posts.forms import date_field

LIVE, RECORD = "live", "record"


class ImportForm(forms.Form):
    """A file, and what its comments are."""

    file = forms.FileField(
        label="File with the comments",
        help_text="CSV, with the names of the columns in its first line, or JSON Lines. At most 200 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.jsonl,.ndjson,.json,text/csv"}),
        max_length=200,
        error_messages={
            "required": "Choose the file with the comments.",
            "empty": "This file is empty. Choose the file with the comments.",
            "max_length": "Give the file a shorter name.",
        },
    )
    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="Where they were written",
        empty_label="Choose a channel",
        error_messages={"required": "Choose the channel on which they were written."},
    )
    visibility = forms.ChoiceField(
        label="Who can see them, where a line does not say", choices=Visibility.choices, initial=Visibility.PUBLIC
    )
    what = forms.ChoiceField(
        label="What they are",
        choices=[
            (LIVE, "They wait for an answer: they come into the queue, with clocks"),
            (RECORD, "They are old records, dealt with long ago: kept and sorted, but outside the queue"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they wait for an answer or are old records."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.of_service(service)


class ReadingForm(forms.Form):
    """Which column holds what, and what the ids are."""

    ids_are_networks = forms.BooleanField(
        label="The ids are the network’s own, so that a comment can be hidden or answered there from here",
        required=False,
    )
    posted_on = date_field(label="Day for lines without a date", required=False)

    def __init__(self, *args: Any, found: CommentImport, headers: Sequence[str], **kwargs: Any) -> None:
        self.found = found
        initial = {
            "ids_are_networks": found.ids_are_networks,
            "posted_on": found.posted_on,
            **{f"column_{field}": found.columns.get(field, "") for field in columns.FIELDS},
        }
        super().__init__(*args, initial=initial, **kwargs)
        choices = [("", "Not in this file"), *((header, header) for header in headers)]
        if headers:
            for field, label in columns.LABELS.items():
                self.fields[f"column_{field}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    def clean_posted_on(self) -> dt.date | None:
        day = self.cleaned_data["posted_on"]
        if day and day > self.found.service.today(self.found.at):
            raise forms.ValidationError("This day has not come yet. Choose the day on which they were posted.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [value for name, value in cleaned.items() if name.startswith("column_") and value]
        twice = {value for value in chosen if chosen.count(value) > 1}
        if twice:
            raise forms.ValidationError(f"The column “{sorted(twice)[0]}” is chosen for two things. Choose each once.")
        return cleaned

    @property
    def chosen(self) -> dict[str, str]:
        """Ours to theirs."""
        return {field: value for field in columns.FIELDS if (value := self.cleaned_data.get(f"column_{field}"))}
