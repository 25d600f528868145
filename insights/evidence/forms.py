"""What people type to ask for a pack: shapes only, the meaning is for asking.py."""

from __future__ import annotations

from django import forms

from policies.forms import date_field


class DaysForm(forms.Form):
    """The days of a span, both included."""

    first = date_field("First day")
    last = date_field("Last day", help_text="It belongs to the span. Everything up to now is in it when it is today.")
