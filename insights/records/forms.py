"""What the public record can be narrowed to, and how it is taken away."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts import filters
from accounts.models import Service
from channels.models import Channel
from insights.records.search import LONGEST, STATES, Wanted
from insights.records.taking import FORMS
from posts.models import Campaign


class SearchForm(filters.ListFilter):
    q = forms.CharField(label="Words", max_length=LONGEST, required=False)
    channel = forms.ModelChoiceField(Channel.objects.none(), label="Channel", empty_label="Any", required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label="Campaign", empty_label="Any", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *STATES.items()], required=False)
    first = filters.day_field("From")
    last = filters.day_field("To")
    after = forms.CharField(max_length=40, required=False)

    def __init__(self, data: Any, *, service: Service, sees_names: bool) -> None:
        super().__init__(data)
        self.fields["channel"].queryset = Channel.objects.of_service(service)
        if sees_names:
            self.fields["campaign"].queryset = Campaign.objects.of_service(service).order_by("name")
        else:
            del self.fields["campaign"]
        self.dress()

    @property
    def wanted(self) -> Wanted:
        chosen = self.chosen
        return Wanted(words=chosen.get("q", ""), **{k: v for k, v in chosen.items() if k not in ("q", "after")})

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("q", "after")]


class TakeForm(forms.Form):
    form = forms.ChoiceField(choices=list(FORMS.items()))
    names = forms.BooleanField(required=False)
