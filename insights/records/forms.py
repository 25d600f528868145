"""What the public record can be narrowed to. What does not fit is passed over."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from insights.records.search import LONGEST, STATES, Wanted
from insights.records.taking import FORMS
from posts.models import Campaign


class SearchForm(forms.Form):
    q = forms.CharField(label="Words", max_length=LONGEST, required=False)
    channel = forms.ModelChoiceField(Channel.objects.none(), label="Channel", empty_label="Any", required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label="Campaign", empty_label="Any", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *STATES.items()], required=False)
    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    after = forms.CharField(max_length=40, required=False)

    def __init__(self, data: Any, *, service: Service, sees_names: bool) -> None:
        super().__init__(data)
        self.fields["channel"].queryset = Channel.objects.of_service(service)
        if sees_names:
            self.fields["campaign"].queryset = Campaign.objects.of_service(service).order_by("name")
        else:
            del self.fields["campaign"]
        for name, field in self.fields.items():
            is_select = isinstance(field, forms.ChoiceField)
            field.widget.attrs |= {"class": "form-select" if is_select else "form-control", "id": f"filter-{name}"}

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def wanted(self) -> Wanted:
        chosen = self.chosen
        return Wanted(words=chosen.get("q", ""), **{k: v for k, v in chosen.items() if k not in ("q", "after")})

    @property
    def as_query(self) -> dict[str, str]:
        """What narrows, as it stands in an address; not where one is in the list."""
        return {name: str(getattr(value, "pk", value)) for name, value in self.chosen.items() if name != "after"}

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("q", "after")]


class TakeForm(forms.Form):
    form = forms.ChoiceField(choices=list(FORMS.items()))
    names = forms.BooleanField(required=False)
