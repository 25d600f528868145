"""The shape of what comes in about beginning: the short form, a document brought in, its proposed sections."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.forms import ServiceForm
from accounts.models import Service, User
from channels.models import Network
from policies import importing, services, starter
from policies.forms import LONGEST_SECTION, LongText
from policies.models import PolicyKind, StandardItem

NETWORKS = [(network.value, network.label) for network in Network if network != Network.SANDBOX]
FACTS = (
    "name", "host", "phone", "more_phones", "email", "more_emails", "website", "opens_at", "closes_at", "open_weekdays",
)  # fmt: skip


class ShortForm(ServiceForm):
    """A service's facts, and what the starter text asks beside them; `answers` gives all of it to the domain."""

    owner = forms.ModelChoiceField(
        label="Who looks after the policy?",
        queryset=User.objects.none(),
        empty_label=None,
        help_text="They are reminded of the reviews.",
    )
    months = forms.IntegerField(
        label="Months from one review to the next",
        min_value=1,
        max_value=60,
        initial=12,
        help_text="Usually 12; 24 at most is what the standard asks for.",
    )
    posts_a_week = forms.IntegerField(
        label="Posts a week that you aim at",
        min_value=1,
        max_value=100,
        required=False,
        help_text="Leave it empty when the policy should not name a number.",
    )
    approvers = forms.ModelMultipleChoiceField(
        label="Who else approves posts?",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They become line managers as well. Nobody approves what they wrote themselves.",
    )
    invite_name = forms.CharField(label="Name of a line manager to invite", max_length=150, required=False)
    invite_email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="They get an invitation, and approve posts and policies from then on.",
    )

    class Meta(ServiceForm.Meta):
        fields = list(FACTS)

    def __init__(self, *args: Any, service: Service, by: User, here: set[str], approving: list[User], **kwargs) -> None:
        super().__init__(*args, instance=copy(service), **kwargs)  # it writes into its instance
        del self.fields["time_zone"], self.fields["holiday_region"]
        people = services.people_to_own(service)
        self.fields["owner"].queryset = people
        self.fields["owner"].initial = by.pk
        self.fields["approvers"].queryset = people.exclude(pk__in=[by.pk, *(one.pk for one in approving)])
        self.networks = [one for one in NETWORKS if one[0] not in here]
        for value, label in self.networks:
            self.fields[f"on_{value}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"handle_{value}"] = forms.CharField(
                label=f"Handle on {label}", max_length=120, required=False, strip=True
            )

    @property
    def network_fields(self) -> list[dict[str, forms.BoundField]]:
        return [{"on": self[f"on_{value}"], "handle": self[f"handle_{value}"]} for value, _ in self.networks]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Choose a closing time after the opening time.")
        name, email = data.get("invite_name"), data.get("invite_email")
        if name and not email and "invite_email" not in self.errors:
            self.add_error("invite_email", "Give the e-mail address of the person to invite, or take their name out.")
        if email and not name:
            self.add_error("invite_name", "Give the name of the person to invite.")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """The service's own row is checked when it is written, together with what else changes."""
        return {field.name for field in Service._meta.fields}

    def answers(self) -> starter.ShortForm:
        data = self.cleaned_data
        chosen = [value for value, _ in self.networks if data[f"on_{value}"] or data[f"handle_{value}"]]
        return starter.ShortForm(
            facts={name: data[name] for name in FACTS},
            networks={value: data[f"handle_{value}"] for value in chosen},
            owner=data["owner"],
            months=data["months"],
            posts_a_week=data["posts_a_week"],
            new_approvers=tuple(data["approvers"]),
            invited=(data["invite_name"], data["invite_email"]) if data["invite_email"] else None,
        )


class DocumentForm(forms.Form):
    """A file or a text."""

    file = forms.FileField(
        label="The document",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.md,.markdown,.txt"}),
        help_text=f"Word (.docx), Markdown or plain text, up to {importing.MOST_BYTES // 1024 // 1024} MB. The file is "
        "read and not kept.",
        error_messages={"empty": "This file is empty. Choose another."},
    )
    text = forms.CharField(
        label="Or paste its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Headings begin with “#”, or stand alone in a line with a number: 8. Confidentiality",
    )

    def clean(self) -> dict[str, Any]:
        """`reading` and `proposal` stand beside what was typed."""
        data = super().clean()
        file, text = data.get("file"), data.get("text") or ""
        if self.errors:
            return data
        if file and text.strip():
            self.add_error("file", "Choose a file or paste a text, one of the two. The text is still below.")
            return data
        if not file and not text.strip():
            self.add_error("file", "Choose a file, or paste the text.")
            return data
        field = "file" if file else "text"
        try:
            reading = _read(file) if file else importing.read_text(text)
            data["proposal"] = importing.propose(reading)
        except importing.Unreadable as refusal:
            self.add_error(field, str(refusal))
        return data


def _read(file: UploadedFile) -> importing.Reading:
    importing.require_size(file.size)
    return importing.read_file(file.name, file.read())


class ImportForm(forms.Form):
    """What the draft is called, and whether the usual rules come along."""

    title = forms.CharField(label="Title of the document", max_length=120)
    kind = forms.ChoiceField(label="What is it about?", choices=PolicyKind)
    owner = forms.ModelChoiceField(
        label="Who looks after it?",
        queryset=User.objects.none(),
        empty_label=None,
        help_text="They are reminded of the reviews.",
    )
    with_usual = forms.BooleanField(
        label="Put the usual rules and reply templates on the sections",
        required=False,
        help_text="Each item of the standard has rules that usually stand there. You can change them afterwards.",
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners


class ProposedForm(forms.Form):
    """One proposed section."""

    KEEP, MERGE, LEAVE = "keep", "merge", "leave"

    title = forms.CharField(
        label="Title", max_length=120, error_messages={"required": "Give the section a title, or merge it."}
    )
    item = forms.ChoiceField(
        label="Item of the standard", choices=[("", "None of them"), *StandardItem.choices], required=False
    )
    what = forms.ChoiceField(
        label="What happens with it?",
        choices=[(KEEP, "A section of its own"), (MERGE, "Join it to the one above"), (LEAVE, "Leave it out")],
    )
    guidance_only = forms.BooleanField(label="For guidance only: nothing runs from it", required=False)
    body = LongText(label="Text", longest=LONGEST_SECTION, rows=8, required=False, strip=False)


class _Proposals(forms.BaseFormSet):
    def clean(self) -> None:
        """Joins what is to be joined; nothing may be joined to nothing, and the joined text has to fit."""
        if any(self.errors):
            return
        self.kept = []
        for form in self.forms:
            said = form.cleaned_data
            if said["what"] == ProposedForm.KEEP:
                self.kept.append({**said, "form": form})
            elif said["what"] == ProposedForm.MERGE and not self.kept:
                form.add_error("what", "There is no section above to join it to.")
            elif said["what"] == ProposedForm.MERGE:
                above = self.kept[-1]
                above["body"] = f"{above['body'].rstrip()}\n\n# {said['title']}\n\n{said['body'].strip()}".strip()
                if len(above["body"]) > LONGEST_SECTION:
                    form.add_error(
                        "what", f"Together they have more than {LONGEST_SECTION:,} characters. Keep it apart."
                    )
        if any(form.errors for form in self.forms):
            raise forms.ValidationError("Some sections cannot be joined as you chose.")
        if not self.kept:
            raise forms.ValidationError("Keep at least one section.")

    def sections(self) -> list[importing.Kept]:
        return [
            importing.Kept(
                title=one["title"].strip(),
                body=one["body"].strip(),
                item=one["item"],
                guidance_only=one["guidance_only"],
            )
            for one in self.kept
        ]


Proposals = forms.formset_factory(
    ProposedForm,
    formset=_Proposals,
    extra=0,
    max_num=2 * importing.MOST_SECTIONS,
    absolute_max=2 * importing.MOST_SECTIONS,
)
