"""What people type about comments: shapes only, the meaning is for the domain."""

from __future__ import annotations

from django import forms


class EscalationForm(forms.Form):
    """The safeguarding record: the concern, what was decided, why, and what came of it."""

    concern = forms.CharField(
        label="Add to the concern",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="It is put under what stands there, with your name and the time, and stays on this page, which only "
        "the safeguarding lead and their deputy can open.",
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
