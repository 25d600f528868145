"""The shape of what comes in about reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from policies.forms import LongText, date_field
from policies.models import PolicyReview


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What did the review come to?",
        choices=[
            (PolicyReview.Outcome.NO_CHANGE, "Nothing has to change: the next review is a cycle from today"),
            (PolicyReview.Outcome.NEW_VERSION, "A new version is needed: start one, or go on with the one on its way"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the review came to."},
    )
    reason = LongText(
        label="What did you look at, and why?",
        help_text="It stays in the record, with your name and today’s date.",
        longest=2_000,
        error_messages={"required": "Say what you looked at, and why nothing or something has to change."},
    )


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label="Who looks after it from now on?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        help_text="They are reminded of the reviews.",
        error_messages={"required": "Choose who looks after it from now on."},
    )

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners


class MoveReviewForm(forms.Form):
    due_on = date_field("Day of the review")
    reason = LongText(
        label="Why another day?",
        longest=500,
        rows=2,
        error_messages={"required": "Say why the review is planned for another day."},
    )
