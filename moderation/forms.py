"""What people type about comments: shapes only, the meaning is for the domain."""

from __future__ import annotations

import datetime as dt

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.intake import LONGEST_TEXT
from moderation.models import Comment, Visibility
from posts import times


class LogForm(forms.ModelForm):
    """A comment that a person saw where we do not read by ourselves."""

    text = forms.CharField(
        label="What was written, word for word",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Copy all of it. Never save pictures that may show indecent images of children.",
    )
    on = forms.DateField(
        label="Day on which it was posted", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    url = forms.URLField(
        label="Address of the comment, if it has one",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="It begins with https://",
    )
    at = forms.TimeField(
        label="Time", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), help_text="Roughly will do."
    )

    class Meta:
        model = Comment
        fields = ["channel", "visibility", "author_handle", "author_name"]
        labels = {
            "channel": "Where you saw it",
            "visibility": "Who can see it",
            "author_handle": "The writer’s handle",
            "author_name": "The name shown, if any",
        }
        help_texts = {
            "author_handle": "As it stands beside the comment.",
        }
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *args, service: Service, now: dt.datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.fields["channel"].queryset = Channel.objects.of_service(service).exclude(state="planned")
        self.fields["channel"].empty_label = "Choose a channel"
        self.fields["visibility"].choices = Visibility.choices
        local = service.local(now)
        self.fields["on"].initial = local.date()
        self.fields["at"].initial = local.time().replace(second=0, microsecond=0)
        for name, autocomplete in (("author_handle", "off"), ("author_name", "off")):
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.order_fields(["channel", "visibility", "text", "author_handle", "author_name", "url", "on", "at"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("on") and data.get("at"):
            try:
                data["posted_at"] = times.read(data["on"], data["at"], self.service.zone).at
            except times.TimeRefused as error:
                self.add_error("at", str(error))
        return data

    def validate_unique(self) -> None:
        """The remote id is made by intake, which says when the address is known already."""


class EscalationForm(forms.Form):
    """The safeguarding record: the concern, what was decided, why, and what came of it."""

    concern = forms.CharField(
        label="The concern",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="A summary in your words. It stays on this page, which only you and your deputy can open.",
    )
    decision = forms.CharField(label="Your decision", max_length=300, required=False)
    reason = forms.CharField(
        label="Why you decided so", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500
    )
    outcome = forms.CharField(
        label="Outcome, as far as it is known",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Who it was handed to, with their reference.",
    )
