"""The shape of what comes in about incidents and complaints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from moderation.models import Complaint, Incident
from policies.forms import LongText, date_field

NO_NAMES = "For colleagues, in a few words. No names: it stands in lists."


class TitleForm(forms.Form):
    title = forms.CharField(
        label="What it is about",
        max_length=120,
        help_text=NO_NAMES,
        error_messages={"required": "Write in a few words what it is about."},
    )


class CloseForm(forms.Form):
    outcome = forms.CharField(
        label="How it ended",
        max_length=300,
        help_text="All its comments are closed first.",
        error_messages={"required": "Write how it ended."},
    )


class RegroupForm(forms.Form):
    """Into another incident, or into one of its own."""

    to = forms.ChoiceField(
        label="Where it belongs",
        error_messages={"required": "Choose where it belongs.", "invalid_choice": "Choose an incident from the list."},
    )
    title = forms.CharField(
        label="If it gets an incident of its own: what it is about", max_length=120, help_text=NO_NAMES, required=False
    )
    reason = LongText(
        label="Why",
        longest=300,
        rows=2,
        help_text="It stays in the history; leave out the writer’s name.",
        error_messages={"required": "Write why it belongs elsewhere."},
    )

    def __init__(self, *args: Any, others: Sequence[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.pk), f"{one.title} (opened {one.opened_at:%-d %b})") for one in others]
        self.fields["to"].choices = [("", "Choose"), ("own", "An incident of its own"), *listed]


class _Handler(forms.Form):
    """Who handles a complaint: one of the people who may."""

    def offer(self, name: str, people: Sequence[User]) -> None:
        self.people = {str(one.pk): one for one in people}
        self.fields[name].choices = [("", "Choose a colleague"), *((pk, one.name) for pk, one in self.people.items())]

    def clean_handled_by(self) -> User | None:
        return self.people.get(self.cleaned_data["handled_by"])


def handler_field(label: str, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, error_messages={"required": "Choose who handles it.", "invalid_choice": "Choose one."}, **kwargs
    )


class ComplaintForm(_Handler):
    made_on = date_field("Day on which it was made")
    handled_by = handler_field("Who handles it", help_text="Nobody whom the complaint names.")
    number = forms.CharField(
        label="Its number in the complaints procedure, if it has one",
        max_length=30,
        required=False,
        help_text="Left empty, it gets the year’s next number.",
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("handled_by", people)


class SecondStageForm(_Handler):
    made_on = date_field("Day on which they asked for it")
    handled_by = handler_field("Who looks at it again", help_text="Somebody who did not handle the first stage.")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("handled_by", people)


class HandOnForm(_Handler):
    handled_by = handler_field("Who handles it from now on")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("handled_by", people)


class AcknowledgeForm(forms.Form):
    on = date_field("Day on which it was acknowledged")


class AnswerForm(forms.Form):
    on = date_field("Day on which it was answered")
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=[("", "Choose the outcome"), *Complaint.Outcome.choices],
        error_messages={"required": "Choose the outcome."},
    )
    learned = LongText(
        label="What we change because of it",
        longest=300,
        rows=2,
        required=False,
        help_text="Needed where something was wrong. No names.",
    )
