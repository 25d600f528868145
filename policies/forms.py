"""The shape of what comes in about policies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms

from accounts.models import User
from policies import rules as engine
from policies.models import PolicyKind, PolicyVersion, ReplyPurpose, RuleSetting, Section, StandardItem
from policies.param_labels import label_and_hint
from policies.parameters import LABELS, Parameters, parameters

LONGEST_SECTION = 20_000  # characters


def date_field(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Type a real date, for example 2027-01-31.", "required": "Choose a date."},
        **kwargs,
    )


class LongText(forms.CharField):
    """Text of several lines; line ends come out as \\n, and too much text is said with both figures."""

    def __init__(self, *, longest: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise forms.ValidationError(
                f"Shorten the text to {self.longest:,} characters. It has {len(value):,}, and nothing of it is lost."
            )


class StampedForm(forms.Form):
    """A form that knows what was saved when it was shown (drafting.stamp)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    saved: str | None = None  # what is saved now, when the form that was sent is stale

    def renew(self, stamp: str) -> None:
        """Take what is saved now as seen, so that sending the form again puts it in its place."""
        self.data = self.data.copy()
        self.data["seen"] = stamp


class NewPolicyForm(forms.Form):
    STARTER, EMPTY = "starter", "empty"

    start_with = forms.ChoiceField(
        label="What do you begin with?",
        choices=[
            (STARTER, "A starter social media policy: sixteen sections with their rules and reply templates"),
            (EMPTY, "An empty document"),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Title", max_length=120, required=False, help_text="Only for an empty document: the starter has one."
    )
    kind = forms.ChoiceField(label="What is it about?", choices=PolicyKind, required=False)
    owner = forms.ModelChoiceField(
        label="Who looks after it?", queryset=User.objects.none(), help_text="They are reminded of the reviews."
    )

    def __init__(self, *args: Any, owners, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("start_with") == self.EMPTY and not (data.get("title") or "").strip():
            self.add_error("title", "Give the document a title.")
        return data


class ReturnForm(forms.Form):
    note = LongText(
        label="What has to change?",
        help_text="The author reads it above the draft.",
        longest=2_000,
        rows=3,
        error_messages={"required": "Say what has to change. The author reads it above the draft."},
    )


class ApproveForm(forms.Form):
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class ScheduleForm(forms.Form):
    effective_from = date_field("First day in force", help_text="The version takes over at five past midnight.")


class UrgentForm(forms.Form):
    reason = LongText(
        label="Why can it not wait for a date?",
        help_text="An emergency only. Everybody reads it in the history of the version.",
        longest=1_000,
        rows=2,
        error_messages={"required": "Say why it cannot wait for a date. The reason stays in the record."},
    )


class SpanForm(forms.Form):
    """The days of the evidence, both included."""

    first = date_field("First day")
    last = date_field("Last day")


class NothingToSay(forms.Form):
    """A move that is one button."""


class ConfirmForm(forms.Form):
    """One rule, one reply template, or neither: all that stands on the section."""

    rule = forms.CharField(max_length=40, required=False)
    template_id = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    seen = forms.CharField(max_length=12, required=False, empty_value=None)


class FactsForm(StampedForm):
    change_note = LongText(
        label="Change note",
        help_text="What is new, in a sentence. Staff read it beside the version’s number.",
        longest=1_000,
        rows=3,
        required=False,
    )
    cycle_months = forms.IntegerField(
        label="Months from one review to the next", min_value=1, max_value=60, help_text="Usually 12 or 24."
    )
    effective_from = date_field(
        "When should it come into force?", required=False, help_text="A proposal: the date is set after the approval."
    )


class SectionForm(StampedForm):
    title = forms.CharField(label="Title", max_length=120)
    body = LongText(
        label="Text",
        help_text="Leave an empty line between paragraphs. Begin a line with “- ” for a list, put **two stars** "
        "around what matters.",
        longest=LONGEST_SECTION,
        rows=14,
        required=False,
    )
    standard_item = forms.ChoiceField(
        label="Which item of the standard does it meet?",
        choices=[("", "None of them"), *StandardItem.choices],
        required=False,
    )
    change = forms.ChoiceField(
        label="What changed since the version in force?",
        help_text="A change in meaning makes a major version, which everybody has to read again.",
        choices=Section.Change,
        widget=forms.RadioSelect,
        required=False,
    )
    guidance_only = forms.BooleanField(
        label="For guidance only", required=False, help_text="People read it; no rule and no template stands on it."
    )


class TemplateForm(StampedForm):
    name = forms.CharField(label="Name", max_length=80, help_text="As colleagues find it in the inbox.")
    purpose = forms.ChoiceField(label="What is it for?", choices=ReplyPurpose)
    section = forms.ModelChoiceField(
        label="On which section does it stand?", queryset=Section.objects.none(), empty_label="Choose a section"
    )
    body = LongText(
        label="Text",
        help_text="Blanks that are filled in: {service}, {phone}, {email}, {website}.",
        longest=2_000,
        rows=6,
    )

    def __init__(self, *args: Any, version: PolicyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = version.sections.filter(guidance_only=False)


# Forms made from dataclasses


class ParametersForm(StampedForm):
    """A field for each clock and limit, with the usual value named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = Parameters()
        for one in fields(Parameters):
            label, hint = LABELS[one.name]
            value = getattr(usual, one.name)
            if isinstance(value, bool):
                self.fields[one.name] = forms.BooleanField(label=label, help_text=hint, required=False)
            else:
                self.fields[one.name] = forms.IntegerField(
                    label=label,
                    help_text=f"{hint} Usually {value}.",
                    min_value=1,
                    max_value=20_000,
                    error_messages={"required": "Type a whole number, 1 or more."},
                )

    def values(self) -> dict[str, int | bool]:
        return {one.name: self.cleaned_data[one.name] for one in fields(Parameters)}

    @staticmethod
    def initial_of(version: PolicyVersion) -> dict[str, Any]:
        return vars(parameters(version.parameters)).copy()


class RuleForm(StampedForm):
    """How a version sets one rule: section, severity, and a field for each of the rule's parameters."""

    section = forms.ModelChoiceField(
        label="On which section does it stand?",
        queryset=Section.objects.none(),
        empty_label="Choose a section",
        error_messages={"required": "Choose the section that says why."},
    )
    severity = forms.ChoiceField(label="What happens when it fires?", choices=RuleSetting.Severity)

    def __init__(self, *args: Any, version: PolicyVersion, spec: engine.RuleSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = spec
        self.fields["section"].queryset = version.sections.filter(guidance_only=False)
        self.fields["severity"].widget = forms.RadioSelect(choices=RuleSetting.Severity)
        self.fields["severity"].help_text = f"Usually: {spec.severity.label.lower()}."
        for name, usual in spec.defaults.items():
            self.fields[f"param_{name}"] = _param_field(spec, name, usual)

    @staticmethod
    def initial_of(spec: engine.RuleSpec, setting: RuleSetting | None) -> dict[str, Any]:
        params = {**spec.defaults, **(setting.params if setting else {})}
        shown = {f"param_{name}": as_text(value) for name, value in params.items() if name in spec.defaults}
        severity = setting.severity if setting else str(spec.severity)
        return {"section": setting.section_id if setting else None, "severity": severity, **shown}

    def params(self) -> dict[str, Any]:
        """The parameters as the rule takes them; drafting.set_rule drops those that equal the default."""
        return {name: self.cleaned_data[f"param_{name}"] for name in self.spec.defaults}


def _param_field(spec: engine.RuleSpec, name: str, usual: Any) -> forms.Field:
    label, hint = label_and_hint(spec, name)
    match usual:
        case bool():
            return forms.BooleanField(label=label, help_text=hint, required=False)
        case int():
            low, high = spec.bounds_of(name) or (0, 1_000_000)
            said = f"Type a whole number from {low:,} to {high:,}."
            return forms.IntegerField(
                label=label,
                min_value=low,
                max_value=high,
                help_text=f"{hint} From {low:,} to {high:,}, usually {usual}.".strip(),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
            )
        case list():
            return ListField(label=label, hint=hint)
        case Mapping():
            return TableField(label=label, hint=hint, numbers=any(isinstance(value, int) for value in usual.values()))
        case _:
            hint = f"{hint} Usually: {usual}".strip()
            return forms.CharField(label=label, required=False, max_length=500, help_text=hint)


def as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return "\n".join(f"{key} = {said}" for key, said in value.items())
    return "\n".join(value) if isinstance(value, list) else value


class ListField(LongText):
    """Words or phrases, one a line."""

    def __init__(self, *, hint: str = "", **kwargs: Any) -> None:
        super().__init__(longest=20_000, rows=6, required=False, help_text=hint or "One a line.", **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).split("\n")]
        return sorted({line for line in lines if line})


class TableField(LongText):
    """Pairs, one a line: what is found = what goes with it."""

    def __init__(self, *, numbers: bool, hint: str = "", **kwargs: Any) -> None:
        usual = "One a line, for example: bluesky = 300" if numbers else "One a line: found words = better words"
        super().__init__(longest=20_000, rows=8, required=False, help_text=hint or usual, **kwargs)
        self.numbers = numbers

    def clean(self, value: Any) -> dict[str, str | int]:
        table: dict[str, str | int] = {}
        for line in super().clean(value).split("\n"):
            if not line.strip():
                continue
            key, sign, said = (part.strip() for part in line.partition("="))
            if not sign or not key or (self.numbers and not said.isdecimal()):
                kind = "words = a whole number" if self.numbers else "words = other words"
                raise forms.ValidationError(f"“{line.strip()[:60]}” is not in the form {kind}.")
            table[key] = int(said) if self.numbers else said
        return table


# Quiet periods


class QuietPeriodForm(forms.Form):
    name = forms.CharField(
        label="What is it for?",
        max_length=120,
        help_text="People read it where a post is held back: “Local elections”.",
    )
    starts_on = date_field("First day")
    ends_on = date_field("Last day", help_text="Both days belong to it.")

    def clean(self) -> dict[str, dt.date]:
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day has to be the first day or a later one.")
        return data
