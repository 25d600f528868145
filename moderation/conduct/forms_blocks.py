"""The shape of what comes in about blocks, appeals and house rules, from staff and from the public."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from moderation.conduct.appeals import LONGEST_SAYS
from moderation.conduct.house_rules import LONGEST_EXPLANATION, LONGEST_NAME
from policies.forms import LongText, date_field

CAME_BY = [(way, way.capitalize()) for way in ("by e-mail", "by phone", "on the network", "in person", "by post")]
WHY_HINT = "It stays in the history; leave out the writer’s name."


class BlockForm(forms.Form):
    reason = LongText(label="Why", longest=300, rows=2, help_text=WHY_HINT, error_messages={"required": "Write why."})
    ends_on = date_field("It ends on", help_text="By itself; it can be lifted before.")


class ReasonForm(forms.Form):
    reason = LongText(label="Why", longest=300, rows=2, help_text=WHY_HINT, error_messages={"required": "Write why."})


class LogAppealForm(forms.Form):
    """What a writer told a colleague."""

    came_by = forms.ChoiceField(
        label="How it reached us",
        choices=[("", "Choose"), *CAME_BY],
        error_messages={"required": "Say how it reached us.", "invalid_choice": "Choose from the list."},
    )
    says = LongText(
        label="What they say, in short",
        longest=LONGEST_SAYS,
        rows=4,
        error_messages={"required": "Write what they say."},
    )
    contact = forms.CharField(
        label="Where they want to hear from us",
        max_length=200,
        required=False,
        help_text="An e-mail address or phone number, if they gave one.",
    )


class DecisionForm(forms.Form):
    reason = LongText(
        label="Why",
        longest=500,
        rows=3,
        help_text="In words that the writer may read.",
        error_messages={"required": "Write why, in words that the writer may read."},
    )
    told_how = forms.CharField(
        label="How the writer hears of it",
        max_length=120,
        help_text="Such as: by e-mail today.",
        error_messages={"required": "Say how the writer hears of it."},
    )
    by_hand = forms.BooleanField(label="I have undone it by hand on the network", required=False)


class LookAgainForm(forms.Form):
    """The public form of somebody whose comment was taken down, or who was blocked."""

    channel = forms.ModelChoiceField(
        label="Where it was",
        queryset=Channel.objects.none(),
        empty_label="Choose the page",
        error_messages={"required": "Choose where it was.", "invalid_choice": "Choose one of our pages."},
    )
    author_handle = forms.CharField(
        label="Your name on that network",
        max_length=120,
        help_text="As it stands beside your comments, such as @jo or Jo Marsh. We find the comment by it.",
        error_messages={"required": "Write the name that you use there."},
    )
    says = LongText(
        label="What happened, and why you think that it was wrong",
        longest=LONGEST_SAYS,
        rows=5,
        help_text="Please do not write about your child’s case here.",
        error_messages={"required": "Write what happened."},
    )
    contact = forms.CharField(
        label="Your e-mail address or phone number",
        max_length=200,
        required=False,
        help_text="So that we can tell you what we decide. Without it we answer on the network, where we can.",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        field.queryset = Channel.objects.of_service(service).exclude(state="planned")
        field.label_from_instance = lambda one: f"{one.get_network_display()} {one.handle}".strip()


class HouseRuleForm(forms.Form):
    name = forms.CharField(
        label="The rule",
        max_length=LONGEST_NAME,
        help_text="As visitors read it, such as “No insults”. Criticism of the service is no ground.",
        error_messages={"required": "Write the rule."},
    )
    explanation = LongText(
        label="What it means",
        longest=LONGEST_EXPLANATION,
        rows=2,
        required=False,
        help_text="One sentence, for visitors.",
    )
    only_in_quiet_periods = forms.BooleanField(
        label="It holds only while a quiet period runs, such as before an election", required=False
    )
