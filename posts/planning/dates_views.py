"""Key dates, bank holidays, school terms and the service's own events: a year of them, and the forms."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from posts import permissions
from posts.forms import date_field, time_field
from posts.models import Audience, ServiceDate
from posts.planning import dates, keydates, recurrence
from posts.planning.calendar import next_month
from posts.planning.dates import DateRefused, Typed
from posts.planning.keydates.rules import bank_holidays

OFTEN = (
    ("", "Once"),
    ("weekly", "Every week"),
    ("fortnightly", "Every two weeks"),
    ("nth", "Every month, on the same weekday of the month"),
    ("last", "Every month, on its last such weekday"),
    ("day", "Every month, on the same date"),
    ("yearly", "Every year"),
)
KEPT = ("kept", "As it is now")


class KeyDateForm(forms.Form):
    is_shown = forms.BooleanField(label="Show it in the calendar", required=False)
    lead_days = forms.IntegerField(
        label="Prepare it so many days before",
        min_value=0,
        max_value=dates.LONGEST_LEAD_DAYS,
        help_text="From then on it stands out, until a post that names it is approved.",
        error_messages={"required": "Say how many days before; 0 is an answer too."},
    )

    def chosen(self) -> dict[str, Any]:
        """What dates.choose takes."""
        return {name: self.cleaned_data[name] for name in ("is_shown", "lead_days")}


class ConfirmedForm(KeyDateForm):
    """A key date that is set anew each year: its days next time, once they are known."""

    first = date_field(label="First day", required=False)
    last = date_field(label="Last day", required=False, help_text="Empty for one day.")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["first"].label = f"First day in {year}, as it was set"
        self.fields["first"].help_text = "Empty while you do not know it: the calendar then says “about”."

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("last") and not said.get("first") and "first" not in self.errors:
            self.add_error("first", "Choose the first day too.")
        return said

    def chosen(self) -> dict[str, Any]:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return super().chosen() | {"confirmed": (self.year, (first, last or first) if first else None)}


class DateForm(forms.Form):
    """An event, term or holiday; `often` says how it comes back in the words of staff."""

    kind = forms.ChoiceField(label="What is it?", choices=ServiceDate.Kind)
    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Give it a name: “Coffee morning”, “Autumn term”."}
    )
    starts_on = date_field(label="First day")
    ends_on = date_field(label="Last day", required=False, help_text="Empty for one day.")
    at = time_field(label="Time", required=False, help_text="Empty for the whole day.")
    often = forms.ChoiceField(label="How often?", choices=OFTEN, required=False)
    until = date_field(label="Until", required=False, help_text="For what comes back; empty for no end.")
    place = forms.CharField(label="Place", max_length=200, required=False)
    url = forms.URLField(label="Address on the web", required=False, assume_scheme="https")
    lead_days = forms.IntegerField(
        label="Prepare a post so many days before",
        min_value=0,
        max_value=dates.LONGEST_LEAD_DAYS,
        initial=14,
        help_text="For events. 0 for no reminder.",
    )

    def __init__(self, *args: Any, row: ServiceDate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row and row.rule and often_of(row) == KEPT[0]:
            words = recurrence.in_words(row.rule, row.starts_on)
            self.fields["often"].choices = [*OFTEN, (KEPT[0], f"{KEPT[1]}: {words}")]

    def typed(self) -> Typed:
        said = dict(self.cleaned_data)
        often = said.pop("often")
        kept = self.row.rule if self.row else ""
        return Typed(**said, rule=kept if often == KEPT[0] else rule_of(often, said["starts_on"]))


def rule_of(often: str, on: dt.date) -> str:
    """The rule that these words mean for a first day."""
    nth = (on.day - 1) // 7 + 1
    rules = {
        "": lambda: "",
        "weekly": lambda: recurrence.make_rule(recurrence.WEEKLY, weekdays=[on.weekday()]),
        "fortnightly": lambda: recurrence.make_rule(recurrence.WEEKLY, interval=2, weekdays=[on.weekday()]),
        "nth": lambda: recurrence.make_rule(recurrence.MONTHLY, weekdays=[on.weekday()], nth=nth),
        "last": lambda: recurrence.make_rule(recurrence.MONTHLY, weekdays=[on.weekday()], nth=recurrence.LAST),
        "day": lambda: recurrence.make_rule(recurrence.MONTHLY, month_days=[on.day]),
        "yearly": lambda: recurrence.make_rule(recurrence.YEARLY, months=[on.month], month_days=[on.day]),
    }
    return rules[often]()


def often_of(row: ServiceDate) -> str:
    """The words that mean the row's rule; KEPT where none do."""
    found = (often for often, _ in OFTEN if rule_of(often, row.starts_on) == row.rule)
    return next(found, KEPT[0])


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Key dates of a year with what the service chose, and its own dates."""
    service = request.service
    refuse(permissions.refusal_to_read(request.user, service))
    today = service.today(timezone.now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 2000 <= int(asked[:5]) <= 2100 else today.year
    choices = dates.choices_of(service)
    due = {(one.reference, one.starts_on) for one in dates.due(service, today)}
    own = list(ServiceDate.objects.of_service(service).order_by("starts_on", "name"))
    context = {
        "year": year,
        "months": _months([_row(one, year, choices, due) for one in keydates.KEY_DATES], today),
        "bank_holidays": sorted(bank_holidays(service.holiday_region, year).items()),
        "events": [(row, dates.when(row)) for row in own if row.kind == ServiceDate.Kind.EVENT],
        "terms": [(row, dates.when(row)) for row in own if row.kind != ServiceDate.Kind.EVENT],
        "today": today,
        "refusal": permissions.refusal_to_keep_dates(request.user, service),
        "may_write": not permissions.refusal_to_write(request.user, service),
    }
    return render(request, "calendar/dates.html", context)


def _months(rows: list[dict[str, Any]], today: dt.date) -> list[dict[str, Any]]:
    """Key dates by the month in which they begin; open are this month, the next one, and what has no post ready."""
    near = (today.replace(day=1), next_month(today.replace(day=1)))
    found = []
    in_order = sorted(rows, key=lambda row: row["first"])
    for first, group in groupby(in_order, key=lambda row: row["first"].replace(day=1)):
        dates_of_month = list(group)
        due = sum(row["is_due"] for row in dates_of_month)
        found.append({"first": first, "rows": dates_of_month, "due": due, "is_open": first in near or due > 0})
    return found


def _row(one: keydates.KeyDate, year: int, choices: dates.Choices, due: set[tuple[str, dt.date]]) -> dict[str, Any]:
    first, last = choices.span_of(one, year)
    says_itself = (one.key, year) in choices.days or one.rule_words == f"{first.day} {first:%B}"
    return {
        "what": one,
        "first": first,
        "last": last,
        "is_shown": one.key not in choices.hidden,
        "is_about": choices.is_about(one, year),
        "lead_days": choices.lead_days_of(one),
        "audiences": ", ".join(Audience(value).label for value in one.audiences),
        "is_due": (f"key:{one.key}", first) in due,
        "rule": "" if says_itself else one.rule_words,
    }


@require_http_methods(["GET", "POST"])
def key_date(request: HttpRequest, key: str) -> HttpResponse:
    """Whether a key date is shown, and when its preparation begins."""
    found = keydates.BY_KEY.get(key)
    if found is None:
        raise Http404
    refuse(permissions.refusal_to_keep_dates(request.user, request.service))
    today = request.service.today(timezone.now())
    choices = dates.choices_of(request.service)
    year = today.year if choices.span_of(found, today.year)[1] >= today else today.year + 1
    form = _key_date_form(request, found, choices, year)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            dates.choose(request.service, key, by=request.user, **form.chosen())
        except DateRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, f"Saved for {found.name}.")
            return redirect("calendar:dates", service=request.service.slug)
    years = [(one, *choices.span_of(found, one), choices.is_about(found, one)) for one in range(year, year + 3)]
    context = {"key_date": found, "form": form, "years": years, "errors": errors}
    return render(request, "calendar/key_date.html", context, status=422 if request.method == "POST" else 200)


def _key_date_form(request: HttpRequest, one: keydates.KeyDate, choices: dates.Choices, year: int) -> KeyDateForm:
    initial = {"is_shown": one.key not in choices.hidden, "lead_days": choices.lead_days_of(one)}
    if not one.is_about:
        return KeyDateForm(request.POST or None, initial=initial)
    if days := choices.days.get((one.key, year)):
        initial |= {"first": days[0], "last": days[1]}
    return ConfirmedForm(request.POST or None, initial=initial, year=year)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_keep_dates(request.user, request.service))
    kind = request.GET.get("kind", "")
    initial = {"kind": kind} if kind in ServiceDate.Kind.values else {}
    return _take(request, DateForm(request.POST or None, initial=initial), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, date_id: int) -> HttpResponse:
    row = _date_or_404(request, date_id)
    names = ("kind", "name", "starts_on", "ends_on", "at", "until", "place", "url", "lead_days")
    initial = {name: getattr(row, name) for name in names} | {"often": often_of(row)}
    return _take(request, DateForm(request.POST or None, initial=initial, row=row), row)


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, date_id: int) -> HttpResponse:
    if request.method == "POST" and not ServiceDate.objects.filter(pk=date_id).exists():  # pressed twice
        refuse(permissions.refusal_to_keep_dates(request.user, request.service))
        return redirect("calendar:dates", service=request.service.slug)
    row = _date_or_404(request, date_id)
    if request.method == "GET":
        return render(request, "calendar/date_take_out.html", {"date": row, "when": dates.when(row)})
    dates.take_out(row.pk, by=request.user)
    messages.success(request, f"“{row}” is out of the calendar.")
    return redirect("calendar:dates", service=request.service.slug)


def _take(request: HttpRequest, form: DateForm, row: ServiceDate | None) -> HttpResponse:
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                saved = dates.add(request.service, by=request.user, typed=form.typed())
            else:
                saved = dates.change(row.pk, by=request.user, typed=form.typed())
        except DateRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, f"“{saved}” is in the calendar, {dates.when(saved)}.")
            return redirect("calendar:dates", service=request.service.slug)
    context = {"form": form, "date": row, "errors": errors}
    return render(request, "calendar/date.html", context, status=422 if request.method == "POST" else 200)


def _date_or_404(request: HttpRequest, date_id: int) -> ServiceDate:
    rows = ServiceDate.objects.visible_to(request.user).of_service(request.service).select_related("service")
    found = get_object_or_404(rows, pk=date_id)
    refuse(permissions.refusal_to_keep_dates(request.user, request.service))
    return found
