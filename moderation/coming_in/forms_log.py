"""A comment that a person saw elsewhere: what is typed about it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.coming_in import addresses
from moderation.coming_in.intake import LONGEST_TEXT
from moderation.models import Comment, Visibility
from posts import times


class LogForm(forms.ModelForm):
    """Channel and handle may stay empty where the address says them."""

    url = forms.URLField(
        label="Address of the comment, if it has one",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="It begins with https://. The channel, and often the writer, can be read from it.",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label="What was written, word for word",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Copy all of it. Never save pictures that may show indecent images of children.",
    )
    on = forms.DateField(
        label="Day on which it was posted", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    at = forms.TimeField(
        label="Time", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), help_text="Roughly will do."
    )
    picture = forms.FileField(
        label="A picture of the words, if you want to keep one",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG or WebP. The text above is needed all the same.",
        max_length=200,
    )
    shows_words_only = forms.BooleanField(
        label="It shows words only, no picture of a child or a person", required=False
    )
    is_another = forms.BooleanField(label="It is another comment", required=False)

    class Meta:
        model = Comment
        fields = ["channel", "visibility", "author_handle", "author_name"]
        labels = {
            "channel": "Where you saw it",
            "visibility": "Who can see it",
            "author_handle": "The writer’s handle",
            "author_name": "The name shown, if any",
        }
        help_texts = {"author_handle": "As it stands beside the comment."}
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *args: Any, service: Service, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.fields["channel"].queryset = Channel.objects.of_service(service).exclude(state="planned")
        self.fields["channel"].empty_label = "Choose a channel"
        self.fields["channel"].required = self.fields["author_handle"].required = False
        self.fields["visibility"].choices = Visibility.choices
        local = service.local(now)
        self.fields["on"].initial = local.date()
        self.fields["at"].initial = local.time().replace(second=0, microsecond=0)
        for name in ("author_handle", "author_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        found = addresses.read(data.get("url") or "")
        if not data.get("channel") and "channel" not in self.errors:
            data["channel"] = channel_of(self.service, found)
            if data["channel"] is None:
                self.add_error("channel", "Choose the channel on which you saw it.")
        if not data.get("author_handle") and "author_handle" not in self.errors:
            data["author_handle"] = found.handle
            if not found.handle:
                self.add_error("author_handle", "Write the writer’s handle, or the name that stands there.")
        if data.get("on") and data.get("at"):
            try:
                data["posted_at"] = times.read(data["on"], data["at"], self.service.zone).at
            except times.TimeRefused as error:
                self.add_error("at", str(error))
        return data

    def validate_unique(self) -> None:
        """The remote id is made by intake, which says when the address is known already."""


def channel_of(service: Service, found: addresses.Address) -> Channel | None:
    """The one channel that an address can belong to; None where there are several, or none."""
    if not found.network:
        return None
    channels = list(Channel.objects.of_service(service).exclude(state="planned").filter(network=found.network)[:2])
    return channels[0] if len(channels) == 1 else None
