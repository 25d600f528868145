"""The shape of what comes in about exceptions."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from policies import exceptions
from policies.forms import LongText, date_field


class AskForm(forms.Form):
    """One rule, one channel, a span of days and why."""

    rule = forms.ChoiceField(
        label="Which rule?",
        help_text="Rules that keep children and families safe are not in the list: they have no exception.",
        error_messages={"required": "Choose the rule.", "invalid_choice": "Choose one of the rules in the list."},
    )
    channel = forms.ModelChoiceField(
        label="On which channel?",
        queryset=Channel.objects.none(),
        empty_label="Choose a channel",
        error_messages={"required": "Choose the channel.", "invalid_choice": "Choose one of this service’s channels."},
    )
    starts_on = date_field("First day")
    ends_on = date_field(
        "Last day", help_text=f"At most {exceptions.LONGEST_DAYS} days in all. It ends by itself at midnight."
    )
    reason = LongText(
        label="Why does the rule not fit here?",
        help_text="Whoever decides reads it, and it stands beside every post that uses the exception.",
        longest=1_000,
        rows=3,
        error_messages={"required": "Say why the rule does not fit here."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [(spec.identifier, spec.title) for spec in exceptions.rules_to_choose_from(service)]
        self.fields["rule"].choices = [("", "Choose a rule"), *sorted(rules, key=lambda one: one[1])]
        self.fields["channel"].queryset = Channel.objects.of_service(service)


class DecisionForm(forms.Form):
    note = LongText(
        label="Your note",
        help_text="Needed to decline. The person who asked reads it.",
        longest=1_000,
        rows=2,
        required=False,
    )


class EndForm(forms.Form):
    reason = LongText(
        label="Why does it end early?",
        help_text="Posts that need it and have not gone out yet are then stopped.",
        longest=1_000,
        rows=2,
        error_messages={"required": "Say why it ends early."},
    )
