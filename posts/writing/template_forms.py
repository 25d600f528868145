"""What is typed about a post template, and about using a post again."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Service
from channels.models import Channel
from posts.models import Audience, Post, PostKind, PostTemplate
from posts.writing import repurposing


class TemplateForm(forms.Form):
    """A template of the service."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        error_messages={"required": "Give the template a name, so that colleagues find it."},
    )
    kind = forms.ChoiceField(label="What kind of post is it?", choices=PostKind)
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience)
    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Put [square brackets] around what has to be filled in each time, for example [day and date].",
    )
    hint = forms.CharField(
        label="What to think of",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown beside the text while somebody writes.",
    )
    channels = forms.ModelMultipleChoiceField(
        label="Usual channels",
        queryset=Channel.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose channels of this service that are in use."},
    )

    def __init__(self, *args: Any, service: Service, template: PostTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Channel.objects.of_service(service)
        kept = rows.filter(pk__in=template.channels.values("pk")) if template else rows.none()
        self.fields["channels"].queryset = rows.filter(state__in=["pilot", "live"]) | kept


class UseAgainForm(forms.Form):
    """Whom a post is now for, and where."""

    audience = forms.ChoiceField(label="Who is it for now?", choices=Audience, widget=forms.RadioSelect)
    channels = forms.ModelMultipleChoiceField(
        label="On which channels?",
        queryset=Channel.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one channel for the new post.",
            "invalid_choice": "Choose channels of this service that are in use.",
        },
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = repurposing.channels_for(post.service)
        self.fields["channels"].queryset = Channel.objects.filter(pk__in=[channel.pk for channel in usable])
