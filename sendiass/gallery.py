"""The page that shows every component with invented data. In development and the demo only."""

import json
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

SAMPLES = settings.BASE_DIR / "templates" / "components" / "gallery.json"
TOO_SOON = "Choose a date after Thu 17 Dec: the pre-election period runs until then"


class SampleForm(forms.Form):
    """One field of each kind, to look at; what it says is never kept."""

    title = forms.CharField(label="Title", help_text="A fact, not a slogan")
    date = forms.CharField(label="Date", help_text="For example, 18 Dec 2026")
    kind = forms.ChoiceField(
        label="What kind of post is it?", choices=[("event", "Before an event"), ("info", "New information")]
    )
    child = forms.ChoiceField(
        label="Does it show a child?",
        help_text="Any child, also from behind",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label="Channels", choices=[("facebook", "Facebook"), ("x", "X")], widget=forms.CheckboxSelectMultiple
    )
    picture = forms.FileField(label="Picture", required=False)
    agreed = forms.BooleanField(label="I have read the text aloud", help_text="It finds what the eye passes over")
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def clean_date(self) -> str:
        raise forms.ValidationError(TOO_SOON)


def samples() -> dict[str, Any]:
    """One entry a component, in the shape that its opening comment asks for."""
    now = timezone.now()
    values = json.loads(SAMPLES.read_text(encoding="utf-8"))
    for days, entry in enumerate(values["history"]):
        entry["when"] = now - timedelta(days=days)
    text = "".join(segment["text"] for segment in values["segments"])
    return {**values.pop("frame"), **values, "text": text, "since": now - timedelta(minutes=47)}


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(213), 25).page(2)
    context = {
        **samples(),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(2, on_each_side=1, on_ends=1),
        "form": SampleForm({"date": "10 Dec 2026", "child": "maybe"}),
        "clean_form": SampleForm(auto_id="clean_%s"),
    }
    return render(request, "components/gallery.html", context)
