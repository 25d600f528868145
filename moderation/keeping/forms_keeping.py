"""What people type about holds and requests for one's own data: shapes only, the meaning is for the domain."""

from __future__ import annotations

import datetime as dt

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.models import DataRequest


def _day(label: str, help_text: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class HoldForm(forms.Form):
    """A hold on one comment or incident; on a writer with the two fields of WriterHoldForm."""

    reason = forms.CharField(
        label="Why it must be kept",
        max_length=300,
        help_text="Such as a claim, a complaint to the Ombudsman, an inquiry. Name no family.",
    )
    look_again_on = _day("When somebody looks at it again", "At most a year from now. You are reminded.")

    def __init__(self, *args, service: Service, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["look_again_on"].initial = today + dt.timedelta(days=91)


class WriterHoldForm(HoldForm):
    channel = forms.ModelChoiceField(Channel.objects.none(), label="Channel", empty_label="Choose a channel")
    author_handle = forms.CharField(
        label="The writer’s handle", max_length=120, help_text="All that they wrote there is kept."
    )

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, service=service, **kwargs)
        self.fields["channel"].queryset = Channel.objects.of_service(service)
        self.fields["author_handle"].widget.attrs["autocomplete"] = "off"
        self.order_fields(["channel", "author_handle", "reason", "look_again_on"])


class StillNeededForm(forms.Form):
    look_again_on = _day("Still needed: look at it again on", "At most a year from now.")


class AccountsForm(forms.Form):
    """The accounts that a person named, on one channel at a time."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label="Channel", empty_label="Choose a channel")
    handles = forms.CharField(
        label="Their handles there, one a line",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        max_length=2000,
        help_text="Only accounts that the person named. We never look for somebody elsewhere.",
    )

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.of_service(service)

    @property
    def lines(self) -> list[str]:
        return [line for line in self.cleaned_data["handles"].splitlines() if line.strip()]


class DataRequestForm(AccountsForm):
    kind = forms.ChoiceField(label="What they ask for", choices=DataRequest.Kind.choices, widget=forms.RadioSelect)
    asked_on = _day("Day on which they asked", "The answer is due a calendar month later.")
    checked_how = forms.CharField(
        label="How you know that it is this person who asks",
        max_length=300,
        help_text="Such as: they wrote from the account itself. Keep no copy of a passport.",
    )

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, service=service, **kwargs)
        self.order_fields(["kind", "asked_on", "channel", "handles", "checked_how"])
