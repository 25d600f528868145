"""What people type about reading the networks: shapes only."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from channels.models import Channel
from moderation.coming_in.watches import LONGEST


class WatchForm(forms.Form):
    """Words or a hashtag, and where they are searched for."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="Where",
        empty_label=None,
        help_text="Networks with a search that a program may use.",
        error_messages={
            "required": "Choose where to search.",
            "invalid_choice": "Choose one of the channels in the list.",
        },
    )
    term = forms.CharField(
        label="Words or hashtag",
        max_length=LONGEST,
        help_text="As people would write it, such as #NorthshireSEND. Never the name or handle of a person.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Give words or a hashtag.",
            "max_length": f"{LONGEST} characters are the most. Shorten it.",
        },
    )

    def __init__(self, *args, channels: Sequence[Channel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.filter(pk__in=[one.pk for one in channels])
