"""What is typed about files of the library and about consents: the shape of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Service
from posts.forms import date_field
from posts.media.consents import Shown
from posts.models import Consent, Media, MediaKind

MOST_PEOPLE = 30


class MediaForm(forms.Form):
    """What a file is, and whose."""

    title = forms.CharField(
        label="Title", max_length=120, required=False, help_text="For colleagues, to find it by. It is not published."
    )
    alt = forms.CharField(
        label="What does it show?",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For people who cannot see it. One sentence, no names. A post starts with these words.",
    )
    is_decorative = forms.BooleanField(
        label="It is decorative: it says nothing that a text beside it does not", required=False
    )
    made_by = forms.CharField(
        label="Who made it?",
        max_length=120,
        required=False,
        help_text="A person or a service, for the credit.",
    )
    made_by_service = forms.BooleanField(label="We made it ourselves", required=False)
    licence = forms.CharField(
        label="If not: whose is it, and may we use it?",
        max_length=200,
        required=False,
        help_text="For example “CC BY 4.0”, or “bought from the agency, invoice 2231”.",
    )

    def __init__(self, *args: Any, media: Media, **kwargs: Any) -> None:
        self.file = media
        names = ("title", "alt", "is_decorative", "made_by", "made_by_service", "licence")
        super().__init__(*args, initial={name: getattr(media, name) for name in names}, **kwargs)
        if media.kind == MediaKind.DOCUMENT:
            del self.fields["is_decorative"]
            self.fields["alt"].label = "What is in it?"
            self.fields["alt"].help_text = "One sentence. A post starts with these words."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.setdefault("is_decorative", False)
        wants_words = self.file.kind == MediaKind.PICTURE and not cleaned["is_decorative"]
        if wants_words and not cleaned.get("alt") and "alt" not in self.errors:
            self.add_error("alt", "Say what the picture shows, or tick that it is decorative.")
        if not cleaned.get("made_by_service") and not cleaned.get("licence") and "licence" not in self.errors:
            self.add_error("licence", "Say whose it is and why we may use it, or tick that we made it ourselves.")
        return cleaned


class PersonForm(forms.Form):
    """One person who can be seen."""

    label = forms.CharField(label="Who, without a name?", max_length=80, required=False)
    is_child = forms.BooleanField(label="A child or young person", required=False)
    consent = forms.ModelChoiceField(
        label="Consent",
        queryset=Consent.objects.none(),
        required=False,
        empty_label="None on record",
        error_messages={"invalid_choice": "Choose a consent of this service that was not withdrawn."},
    )

    def __init__(self, *args: Any, consents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].queryset = consents
        self.fields["consent"].label_from_instance = lambda one: (
            f"{one.reference}, {one.get_given_by_display().split(',')[0].lower()}"
            + (f", until {one.until:%-d %b %Y}" if one.until else ", no end")
            + (", withdrawn" if one.withdrawn_on else "")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("is_child") or cleaned.get("consent")) and not cleaned.get("label"):
            self.add_error("label", "Say who it is without a name, for example “girl with the red kite”.")
        return cleaned


class PeopleForm:
    """Everybody who can be seen in a file, one row each, with one to add another; an emptied row goes."""

    def __init__(self, data: Any = None, *, media: Media) -> None:
        usable = Q(withdrawn_on=None) | Q(people__media=media)
        consents = Consent.objects.of_service(media.service).filter(usable).distinct()
        initial = [
            {"label": one.label, "is_child": one.is_child, "consent": one.consent_id} for one in media.people.all()
        ]
        make = forms.formset_factory(PersonForm, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE + 2)
        self.rows = make(data, initial=initial, prefix="people", form_kwargs={"consents": consents})
        self.nobody = (
            (data or {}).get("nobody") == "on" if data is not None else bool(media.people_are_known and not initial)
        )
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        if not self.rows.is_valid():
            return False
        if not self.people() and not self.nobody:
            self.errors.append("Say who can be seen, or tick that nobody can.")
        if self.people() and self.nobody:
            self.errors.append("Either nobody can be seen, or the people below: take one of the two out.")
        return not self.errors

    def people(self) -> list[Shown]:
        return [
            Shown(label=" ".join(one["label"].split()), is_child=one["is_child"], consent=one["consent"])
            for one in (row.cleaned_data for row in self.rows)
            if one.get("label")
        ]


class ConsentForm(forms.Form):
    """A written consent, as it stands on its form."""

    reference = forms.CharField(
        label="Number",
        max_length=60,
        help_text="Where the signed form is, for example C-2026-041. No names.",
        error_messages={"required": "Write the number that stands on the form."},
    )
    given_by = forms.ChoiceField(label="Who gave it?", choices=Consent.GivenBy)
    given_on = date_field(label="Given on")
    until = date_field(label="Valid until", required=False, help_text="The last day. Empty: it has no end.")
    covers = forms.CharField(
        label="What does it allow?",
        max_length=200,
        required=False,
        help_text="For example “our social networks and website, not print”.",
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("given_on", "until"):
            self.fields[name].validators.append(_not_too_far)

    def clean_reference(self) -> str:
        return " ".join(self.cleaned_data["reference"].split())


def _not_too_far(value: Any) -> None:
    if not 1990 <= value.year <= 2150:
        raise forms.ValidationError("Write the year with four digits, for example 2027.")


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="How and why was it withdrawn?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example “by e-mail, the family has moved”. No names.",
        error_messages={"required": "Say how and why it was withdrawn, without names."},
    )


class CaptionsForm(forms.Form):
    captions = forms.FileField(
        label="Captions",
        help_text="A WebVTT file (.vtt) in UTF-8.",
        error_messages={"required": "Choose a WebVTT file.", "empty": "This file is empty. Choose it again."},
    )
