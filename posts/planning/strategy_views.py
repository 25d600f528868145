"""The strategy: all channels beside each other, one channel's form, the themes of the week."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from channels.models import Channel, ChannelState
from posts import permissions
from posts.forms import WRONG_TIME, date_field
from posts.models import Audience, Objective, Strategy, Theme, Weekday
from posts.planning import strategy
from posts.planning.strategy import StrategyRefused, Typed, TypedObjective, TypedTheme

USUAL_TIMES = (dt.time(10), dt.time(12, 30), dt.time(17))
BLANK_ROWS = 2
MOST_ROWS = 14


class StrategyForm(forms.Form):
    """What a channel is for. Slots and objectives stand beside it."""

    audiences = forms.MultipleChoiceField(
        label="Whom does it speak to?",
        choices=Audience,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="“Fill this slot” offers drafts for them. None means everybody.",
    )
    key_messages = forms.CharField(
        label="Key messages",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line.",
    )
    tone = forms.CharField(label="Tone", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    tactics = forms.CharField(
        label="Tactics",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="How it is to reach people: questions, recordings, posts shared with schools and charities.",
    )
    posts_a_week = forms.IntegerField(
        label="Posts a week",
        min_value=0,
        max_value=strategy.MOST_A_WEEK,
        error_messages={"required": "Say how many posts a week the channel is to have; 0 is an answer too."},
    )


class ObjectiveForm(forms.Form):
    """One objective; a row without a target is left out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    measure = forms.ChoiceField(label="Measure", choices=Objective.Measure, required=False)
    words = forms.CharField(label="In words", max_length=200, required=False)
    target = forms.DecimalField(label="Target", min_value=0, max_digits=12, decimal_places=1, required=False)
    begins_at = forms.DecimalField(label="Value at the start", max_digits=12, decimal_places=1, required=False)
    starts_on = date_field(label="From", required=False)
    due_on = date_field(label="Due", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.is_left_out:
            return said
        for name, sentence in (
            ("starts_on", "Choose the day from which it counts."),
            ("due_on", "Choose the day by which it is to be reached."),
        ):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return said

    @property
    def is_left_out(self) -> bool:
        return self.cleaned_data.get("target") is None and "target" not in self.errors


class ThemeForm(forms.Form):
    weekday = forms.TypedChoiceField(choices=Weekday, coerce=int, widget=forms.HiddenInput)
    name = forms.CharField(label="Theme", max_length=80, required=False)
    hashtag = forms.CharField(label="Hashtag", max_length=60, required=False)
    prompt = forms.CharField(
        label="What to write about", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


Objectives = forms.formset_factory(ObjectiveForm, extra=1, max_num=strategy.MOST_OBJECTIVES, absolute_max=20)
Themes = forms.formset_factory(ThemeForm, extra=0, max_num=40, absolute_max=60)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """All channels beside each other; `?print` gives the same for paper."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    channels = Channel.objects.of_service(request.service).select_related("strategy")
    rows = channels.prefetch_related("strategy__slots", "strategy__objectives")
    context = {
        "columns": sorted((_column(channel) for channel in rows), key=lambda column: column["strategy"] is None),
        "themes": list(Theme.objects.of_service(request.service)),
        "refusal": permissions.refusal_to_set_strategy(request.user, request.service),
        "printed_at": timezone.now(),
    }
    return render(
        request, "calendar/strategy_paper.html" if "print" in request.GET else "calendar/strategy.html", context
    )


def _column(channel: Channel) -> dict[str, Any]:
    row: Strategy | None = getattr(channel, "strategy", None)
    if row is None:
        return {"channel": channel, "strategy": None}
    by_day: dict[int, list[str]] = {}
    for slot in row.slots.all():
        by_day.setdefault(slot.weekday, []).append(f"{slot.at:%H:%M}")
    return {
        "channel": channel,
        "strategy": row,
        "is_in_use": channel.state in (ChannelState.PILOT, ChannelState.LIVE),
        "audiences": [Audience(one).label for one in row.audiences if one in Audience.values] or ["Everybody"],
        "messages": [line for line in row.key_messages.splitlines() if line.strip()],
        "slots": [(Weekday(day).label, ", ".join(times)) for day, times in sorted(by_day.items())],
        "objectives": list(row.objectives.all()),
    }


@require_http_methods(["GET", "POST"])
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """The strategy of one channel."""
    found = get_object_or_404(Channel.objects.visible_to(request.user).of_service(request.service), pk=channel_id)
    refuse(permissions.refusal_to_set_strategy(request.user, request.service))
    kept = Strategy.objects.filter(channel=found).first()
    form = StrategyForm(request.POST or None, initial=_initial(kept))
    objectives = Objectives(request.POST or None, initial=_objectives(kept), prefix="objective")
    grid = Grid.typed(request) if request.method == "POST" else Grid.of(kept)
    errors: list[Any] = list(grid.errors)
    if request.method == "POST" and form.is_valid() & objectives.is_valid() and not errors:
        try:
            strategy.save(found.pk, by=request.user, typed=_typed(form, objectives, grid))
        except StrategyRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, f"The strategy for {found} is saved. The calendar shows its gaps.")
            return redirect("calendar:strategy", service=request.service.slug)
    context = {"channel": found, "form": form, "objectives": objectives, "grid": grid, "errors": errors}
    return render(request, "calendar/strategy_channel.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest) -> HttpResponse:
    """What each weekday is about."""
    refuse(permissions.refusal_to_set_strategy(request.user, request.service))
    formset = Themes(request.POST or None, initial=_themes(request), prefix="theme")
    errors: list[str] = []
    if request.method == "POST" and formset.is_valid():
        typed = [TypedTheme(**form.cleaned_data) for form in formset if form.cleaned_data]
        try:
            strategy.save_themes(request.service, by=request.user, typed=typed)
        except StrategyRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, "The themes of the week are saved.")
            return redirect("calendar:strategy", service=request.service.slug)
    for one in formset:
        one.day = Weekday(int(one["weekday"].value() or 0)).label if str(one["weekday"].value()) in "0123456" else ""
    context = {"formset": formset, "errors": errors}
    return render(request, "calendar/themes.html", context, status=422 if request.method == "POST" else 200)


def _initial(kept: Strategy | None) -> dict[str, Any]:
    if kept is None:
        return {"posts_a_week": 3}
    names = ("audiences", "key_messages", "tone", "tactics", "posts_a_week")
    return {name: getattr(kept, name) for name in names}


def _objectives(kept: Strategy | None) -> list[dict[str, Any]]:
    names = ("pk", "measure", "words", "target", "begins_at", "starts_on", "due_on")
    return [{name: getattr(row, name) for name in names} for row in kept.objectives.all()] if kept else []


def _themes(request: HttpRequest) -> list[dict[str, Any]]:
    """A row for each theme, and one for each weekday without."""
    kept = list(Theme.objects.of_service(request.service).values("weekday", "name", "hashtag", "prompt"))
    free = [{"weekday": day.value} for day in Weekday if day not in {row["weekday"] for row in kept}]
    return sorted([*kept, *free], key=lambda row: row["weekday"])


def _typed(form: StrategyForm, objectives: Any, grid: Grid) -> Typed:
    rows = [one.cleaned_data for one in objectives if one.cleaned_data and not one.is_left_out]
    typed = [TypedObjective(**{**row, "words": row["words"]}) for row in rows]
    return Typed(**form.cleaned_data, slots=grid.slots, objectives=typed)


class Grid:
    """The weekly slots as a table: a row a time with a box a weekday. Fields `time-<row>` and `slot-<row>`."""

    def __init__(self, rows: list[tuple[str, set[int]]], errors: list[dict[str, str]] | None = None) -> None:
        self.rows = rows
        self.errors = errors or []
        self.weekdays = [(day.value, day.label) for day in Weekday]

    @classmethod
    def of(cls, kept: Strategy | None) -> Grid:
        rows: dict[dt.time, set[int]] = {}
        for slot in kept.slots.all() if kept else ():
            rows.setdefault(slot.at, set()).add(slot.weekday)
        if not rows:
            rows = {at: set() for at in USUAL_TIMES}
        filled = [(f"{at:%H:%M}", days) for at, days in sorted(rows.items())]
        return cls(filled + [("", set()) for _ in range(BLANK_ROWS)])

    @classmethod
    def typed(cls, request: HttpRequest) -> Grid:
        rows, errors = [], []
        for number in range(MOST_ROWS):
            at = request.POST.get(f"time-{number}", "").strip()
            days = {int(day) for day in request.POST.getlist(f"slot-{number}") if day in tuple("0123456")}
            if not at and not days:
                continue
            rows.append((at, days))
            if days and _time(at) is None:
                errors.append({"text": f"Slots: {WRONG_TIME}", "url": f"#time-{len(rows) - 1}"})
        return cls(rows + [("", set()) for _ in range(BLANK_ROWS)], errors)

    @property
    def slots(self) -> frozenset[tuple[int, dt.time]]:
        found = ((_time(at), days) for at, days in self.rows)
        return frozenset((day, at) for at, days in found if at for day in days)


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text.replace(".", ":")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
