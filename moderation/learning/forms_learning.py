"""What is typed when a service chooses the version that sorts its comments."""

from __future__ import annotations

from django import forms


class ChoiceForm(forms.Form):
    """Why another version sorts from now on."""

    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the history and on this page.",
        error_messages={"required": "Write why: it stands in the history beside the choice."},
    )
