"""The shape of what comes in about readings, trainings and questions."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Role, User
from policies import questions
from policies.forms import LongText, StampedForm, date_field
from policies.models import PolicyVersion, ScenarioQuestion, Section

EVERYBODY = "Leave all empty for everybody."


class AnswersForm(forms.Form):
    """One radio group a question, named by the question's key; a question may be left out."""

    def __init__(self, *args: Any, asked: list[questions.Answered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            self.fields[f"q-{one.key}"] = forms.ChoiceField(
                choices=questions.ANSWERS[one.question.about], required=False, widget=forms.RadioSelect
            )

    def given(self) -> dict[str, str]:
        """The answers that were chosen, by key; what is not offered is left out."""
        self.is_valid()
        return {name.removeprefix("q-"): value for name, value in self.cleaned_data.items() if value}


class AcceptForm(forms.Form):
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class ExtendForm(forms.Form):
    reason = LongText(
        label="Why do they get more time?",
        help_text="It stays in the record. Leave out what is private, an illness for example: “away” is enough.",
        longest=500,
        rows=3,
        error_messages={"required": "Say why they get more time. It stays in the record."},
    )


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Role, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class TrainingForm(forms.Form):
    title = forms.CharField(
        label="What was it about?",
        max_length=160,
        help_text="People read it: “Social media, yearly training 2027”.",
        error_messages={"required": "Give the training a title."},
    )
    held_on = date_field("On which day?", help_text="The day on which it was or will be held.")
    due_on = date_field("By when should people say that they took part?")
    roles = RolesField(label="Who was asked to come?", help_text=EVERYBODY)
    note = LongText(
        label="Note",
        help_text="What was covered, who held it, where the slides are.",
        longest=2_000,
        rows=4,
        required=False,
    )


class RecordForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Who took part?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose a person who works in this service."},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ReadersForm(StampedForm):
    roles = RolesField(label="Who reads a major version?", help_text=EVERYBODY)


class QuestionForm(StampedForm):
    """A scenario and its right answer; the two kinds share one list of answers, so that it works without JavaScript."""

    about = forms.ChoiceField(label="What is asked?", choices=ScenarioQuestion.About, widget=forms.RadioSelect)
    text = LongText(
        label="The comment or the post, word for word",
        help_text="Invent it: no real family, no real person.",
        longest=1_000,
        error_messages={"required": "Write the comment or the post."},
    )
    answer = forms.ChoiceField(
        label="What is the right answer?",
        choices=[
            ("For a comment", questions.ANSWERS[ScenarioQuestion.About.COMMENT]),
            ("For a post", questions.ANSWERS[ScenarioQuestion.About.POST]),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the right answer."},
    )
    section = forms.ModelChoiceField(
        label="Which section says so?",
        queryset=Section.objects.none(),
        empty_label="Choose a section",
        error_messages={"required": "Choose the section that says so."},
    )
    explanation = LongText(
        label="Why?",
        help_text="Shown after an answer, in a sentence or two.",
        longest=600,
        rows=3,
        error_messages={"required": "Say in a sentence why this is the right answer."},
    )

    def __init__(self, *args: Any, version: PolicyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = version.sections.exclude(body="")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        about, answer = data.get("about"), data.get("answer")
        if about and answer and not questions.label_of(about, answer):
            kind = "a comment" if about == ScenarioQuestion.About.COMMENT else "a post"
            self.add_error("answer", f"Choose one of the answers for {kind}.")
        return data
