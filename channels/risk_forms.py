"""The form of a risk assessment: the decision, and a line for each risk."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from channels import risks
from channels.forms import people_of
from channels.models import Network, RiskAssessment

AGES = {Network.LINKEDIN: 16}
USUAL_AGE = 13
EMPTY_LINES = 2


def _words(label: str, hint: str, *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"Fill in “{label}”."},
    )


class RiskForm(forms.Form):
    """The recorded decision for a channel (source: K1), without its list of risks."""

    purpose = _words("What is the channel for?", "What it does for families that nothing else does.")
    audience = _words(
        "Whom is it for?", "Parents and carers, young people, professionals; how many you expect.", rows=2
    )
    age_limit = forms.IntegerField(
        label="The network’s age limit",
        min_value=0,
        max_value=21,
        widget=forms.NumberInput(attrs={"class": "field__shorter"}),
        error_messages={"required": "Give the age from which the network lets people in."},
    )
    personal_data = _words("Personal data", "What the network collects of people who follow you, and where it is kept.")
    consents = _words(
        "Consents", "Whose consent is needed, and how it is kept. Empty when none is.", required=False, rows=2
    )
    responsible = forms.ModelChoiceField(
        label="Who is responsible?",
        queryset=None,
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is responsible."},
    )
    moderation = _words(
        "How can comments be moderated?", "What can be hidden, filtered or switched off, and who does it."
    )
    pilot = _words("The pilot", "With whom it is tried first and for how long; later also what came of it.")
    success = _words("How is it judged?", "What has to be true after six months for the channel to stay.", rows=2)
    review_on = forms.DateField(
        label="Review it on",
        widget=forms.DateInput(attrs={"type": "date", "class": "field__short"}, format="%Y-%m-%d"),
        help_text="Within two years; a year is usual.",
        error_messages={
            "required": "Choose the date of the review.",
            "invalid": "Give a date, for example 2027-11-21.",
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people_of(service)


class RiskLineForm(forms.Form):
    """One risk; a line without words is no risk."""

    kind = forms.ChoiceField(label="Kind", choices=list(risks.KINDS.items()))
    area = forms.ChoiceField(label="Area", choices=list(risks.AREAS.items()))
    risk = forms.CharField(
        label="What could happen", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    likelihood = forms.TypedChoiceField(
        label="How likely", coerce=int, choices=[(key, word.capitalize()) for key, word in risks.DEGREES.items()]
    )
    harm = forms.TypedChoiceField(
        label="How bad", coerce=int, choices=[(key, word.capitalize()) for key, word in risks.DEGREES.items()]
    )
    measure = forms.CharField(
        label="What is done about it", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("risk") and not typed.get("measure"):
            self.add_error("measure", "Say what is done about this risk.")
        if typed.get("measure") and not typed.get("risk"):
            self.add_error("risk", "Say what could happen, or empty both fields.")
        return typed


RiskLines = forms.formset_factory(RiskLineForm, extra=EMPTY_LINES, max_num=risks.MOST_RISKS, validate_max=True)


def lines_of(formset: forms.BaseFormSet) -> list[dict[str, Any]]:
    """The risks that have words, in the order of the table."""
    typed = [one.cleaned_data for one in formset if one.cleaned_data.get("risk")]
    order = [*risks.KINDS], [*risks.AREAS]
    return sorted(typed, key=lambda one: (order[0].index(one["kind"]), order[1].index(one["area"])))


def initial_of(assessment: RiskAssessment | None, channel_network: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form and its lines begin with."""
    if assessment is None:
        return {"age_limit": AGES.get(Network(channel_network), USUAL_AGE)}, [dict(one) for one in risks.USUAL]
    names = (*risks.WORDS, "age_limit", "responsible", "review_on")
    return {name: getattr(assessment, name) for name in names}, list(assessment.risks)
