"""The shape of what comes in about people and services."""

from __future__ import annotations

import zoneinfo

from django import forms
from django.core.validators import RegexValidator

from accounts import contacts
from accounts.models import Membership, Role, Service, User, emails_by_line, uk_phone, uk_phones_by_line


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", "What will they do?")
        super().__init__(
            choices=Role.choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one role."},
            **kwargs,
        )


class InviteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=150, help_text="As colleagues will read it.")
    email = forms.EmailField(label="Work e-mail address", help_text="The invitation goes there. It holds for 14 days.")
    roles = RolesField()


class RolesForm(forms.Form):
    roles = RolesField(label="Roles")
    reason = forms.CharField(label="Why do they change?", max_length=300, help_text="It stays in the record.")


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label="Telephone number",
        max_length=30,
        required=False,
        validators=[
            RegexValidator(r"^[0-9+() -]*$", "Write the number with digits, spaces and a plus, such as 01632 960417.")
        ],
        help_text="Colleagues read it on the emergency card when this person is a safeguarding lead or a deputy.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="It stays in the record.",
        error_messages={"required": "Say why. It stays in the record."},
    )


class PauseForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="Colleagues see it on every page.",
        error_messages={"required": "Say why sending is paused. Colleagues see it on every page."},
    )


class DeputyForm(forms.Form):
    role = forms.ChoiceField(label="Which role?", choices=Role.choices)
    stands_in_for = forms.ModelChoiceField(label="For whom?", queryset=None)
    deputy = forms.ModelChoiceField(label="Who stands in?", queryset=None)
    starts_on = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.current().filter(service=service).select_related("user")
        for name in ("stands_in_for", "deputy"):
            self.fields[name].queryset = members
            self.fields[name].label_from_instance = lambda membership: membership.user.name

    def clean_stands_in_for(self) -> User:
        return self.cleaned_data["stands_in_for"].user

    def clean_deputy(self) -> User:
        return self.cleaned_data["deputy"].user


class LinesField(forms.CharField):
    """Several of a kind, one a line; empty lines and repeats are left out."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), max_length=2_000, required=False, **kwargs)

    def to_python(self, value: str | None) -> str:
        return "\n".join(contacts.lines(super().to_python(value)))


class ServiceForm(forms.ModelForm):
    phone = forms.CharField(
        label="Telephone number",
        max_length=30,
        required=False,
        validators=[uk_phone],
        help_text="The one that texts name. The service’s own contacts may stand in posts; anybody else’s are stopped.",
    )
    more_phones = LinesField(
        label="Further telephone numbers",
        validators=[uk_phones_by_line],
        help_text="One a line: another office, a line for texts. They may stand in posts too.",
    )
    more_emails = LinesField(
        label="Further e-mail addresses",
        validators=[emails_by_line],
        help_text="One a line. They may stand in posts too.",
    )
    open_weekdays = forms.MultipleChoiceField(
        label="Open on",
        choices=[
            (str(day), name)
            for day, name in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    time_zone = forms.ChoiceField(label="Time zone")
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    holiday_region = forms.ChoiceField(
        label="Bank holidays of",
        choices=[("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland")],
    )

    class Meta:
        model = Service
        fields = [
            "name", "host", "phone", "more_phones", "email", "more_emails", "address", "website", "time_zone",
            "opens_at", "closes_at", "open_weekdays", "holiday_region", "two_factor_required", "cooling_off_minutes",
        ]  # fmt: skip
        widgets = {
            "opens_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        labels = {"cooling_off_minutes": "Cooling-off time in minutes", "email": "E-mail address"}
        error_messages = {"email": {"invalid": "Write the whole of one e-mail address, such as help@service.example."}}
        help_texts = {
            "email": "The one that texts name.",
            "two_factor_required": "Everybody here then needs a one-time code beside the password.",
            "cooling_off_minutes": "Only for a service of one: after this time a person may approve their own post. "
            "The record says so. Leave it empty otherwise.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(name for name in zoneinfo.available_timezones() if name.startswith(("Europe/", "Atlantic/")))
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in zones]
        self.initial["open_weekdays"] = list(self.instance.open_weekdays)

    def clean_open_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["open_weekdays"]))


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Three words that do not belong together are good.",
    )  # fmt: skip
