"""What a visitor may write on the sandbox."""

from __future__ import annotations

from django import forms

MOST_CHARACTERS = 2000


class WriteForm(forms.Form):
    """A comment or a private message. `place` keeps the ids of several forms on one page apart."""

    name = forms.CharField(
        label="Your name here",
        max_length=80,
        help_text="Make one up. Do not use a real person’s name.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Make up a name to write under."},
    )
    text = forms.CharField(
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write something first.",
            "max_length": f"The sandbox takes {MOST_CHARACTERS:,} characters at most. Shorten the text.",
        },
    )

    def __init__(self, *args, place: str, label: str, **kwargs) -> None:
        super().__init__(*args, auto_id=f"{place}-%s", **kwargs)
        self.fields["text"].label = label
        self.place = place
