"""Typing what a post got on a channel that tells nobody."""

from __future__ import annotations

from typing import Any, Self

from django import forms

from insights.figures import values
from insights.figures.of_posts import OnChannel
from insights.figures.totals import OF_POSTS


class Count(forms.CharField):
    """A number as people write it: 1,240 or 1.2k; empty where nobody knows."""

    def to_python(self, value: Any) -> int | None:
        try:
            return values.number(super().to_python(value))
        except values.ValueRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def validate(self, value: int | None) -> None:
        """Nothing is not an error: not known."""

    def run_validators(self, value: int | None) -> None:
        """`to_python` has looked at all of it."""


class TotalsForm(forms.Form):
    """One box a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_POSTS:
            widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 40})
            self.fields[name] = Count(label=values.NUMBERS[name], required=False, widget=widget)

    @classmethod
    def of(cls, row: OnChannel) -> Self:
        """The form of a channel with what is known there."""
        known = {name: getattr(row.total, name, None) for name in OF_POSTS}
        return cls(initial=known, prefix=f"on-{row.delivery.pk}")
