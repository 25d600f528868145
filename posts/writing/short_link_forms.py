"""What is typed about a short link: the shape of it. Its meaning is judged in short_links.py."""

from __future__ import annotations

from django import forms


class ShortLinkForm(forms.Form):
    url = forms.CharField(
        label="Address of the page",
        max_length=2000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="For example https://northshire-sendiass.example/guide",
        error_messages={"required": "Write the address of the page, beginning with https://"},
    )
    title = forms.CharField(
        label="Name",
        max_length=120,
        required=False,
        help_text="Optional. For colleagues: it is not published.",
    )
