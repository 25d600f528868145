"""Series: list, one with its next days, the form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from audit.models import Event
from posts import permissions
from posts.models import Series
from posts.planning import recurrence
from posts.planning import series as domain
from posts.planning.series import SeriesRefused
from posts.planning.series_forms import SeriesForm, initial_of
from posts.times import day as day_in_words


def _series_or_404(request: HttpRequest, series_id: int) -> Series:
    refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Series.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "author", "campaign"), pk=series_id)


def _row(series: Series, today: dt.date) -> dict[str, Any]:
    until = min(series.ends_on, today + dt.timedelta(days=800)) if series.ends_on else today + dt.timedelta(days=800)
    days = recurrence.days(series.rule, series.starts_on, (today, until))
    ahead = [day for day in days if day.isoformat() not in series.skipped]
    return {
        "series": series,
        "words": recurrence.in_words(series.rule, series.starts_on),
        "next": ahead[0] if ahead and not series.stopped_at else None,
        "is_over": bool(series.stopped_at) or not ahead,
    }


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_read(request.user, request.service))
    found = Series.objects.visible_to(request.user).of_service(request.service)
    today = request.service.today(timezone.now())
    rows = [_row(one, today) for one in found.select_related("author").prefetch_related("channels")]
    context = {
        "rows": sorted(rows, key=lambda row: row["is_over"]),
        "may_change": not permissions.refusal_to_change_series(request.user, request.service),
    }
    return render(request, "posts/series/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_change_series(request.user, request.service))
    initial = {"author": request.user.pk, "starts_on": request.service.today(timezone.now()), "at": dt.time(9)}
    form = SeriesForm(request.POST or None, service=request.service, initial=initial)
    if not form.is_bound:
        form.initial["channels"] = list(form.fields["channels"].queryset.values_list("pk", flat=True))
    errors: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            made = domain.start(service=request.service, by=request.user, wanted=form.wanted())
        except SeriesRefused as refused:
            errors.append(str(refused))
        else:
            drafts = made.posts.count()
            waits = f"{drafts} draft{' waits' if drafts == 1 else 's wait'}" if drafts else "No draft is due yet"
            messages.success(request, f"The series is started. {waits}.")
            return redirect("posts:one_series", service=request.service.slug, series_id=made.pk)
    context = {"form": form, "errors": errors, "series": None}
    return render(request, "posts/series/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, series_id: int) -> HttpResponse:
    found = _series_or_404(request, series_id)
    refuse(permissions.refusal_to_change_series(request.user, request.service))
    form = SeriesForm(request.POST or None, service=request.service, series=found, initial=initial_of(found))
    errors: list[str] = []
    if form.is_bound and form.is_valid():
        also = form.cleaned_data["also_drafts"]
        try:
            _, renewed, gone = domain.save(found.pk, by=request.user, wanted=form.wanted(), also_drafts=also)
        except SeriesRefused as refused:
            errors.append(str(refused))
        else:
            said = [f"{renewed} changed" if renewed else "", f"{gone} withdrawn" if gone else ""]
            drafts = ", ".join(one for one in said if one)
            messages.success(request, f"The series is saved. Drafts: {drafts}." if drafts else "The series is saved.")
            return redirect("posts:one_series", service=request.service.slug, series_id=found.pk)
    drafts = len(domain.untouched_drafts(found, timezone.now()))
    context = {"form": form, "errors": errors, "series": found, "drafts": drafts}
    return render(request, "posts/series/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def series(request: HttpRequest, series_id: int) -> HttpResponse:
    """The page of one; a POST leaves a day out, takes it in again, stops the series or starts it again."""
    found = _series_or_404(request, series_id)
    now = timezone.now()
    errors: list[str] = []
    if request.method == "POST":
        try:
            messages.success(request, _do(request, found))
            return redirect("posts:one_series", service=request.service.slug, series_id=found.pk)
        except SeriesRefused as refused:
            errors.append(str(refused))
            found = _series_or_404(request, series_id)
    posts = found.posts.for_list().order_by("-series_on")[:10]
    context = {
        "series": found,
        "errors": errors,
        **_row(found, request.service.today(now)),
        "days": [] if found.stopped_at else domain.occurrences(found, now),
        "posts": posts,
        "facts": _facts(found),
        "may_change": not permissions.refusal_to_change_series(request.user, request.service),
        "history": _history(found),
    }
    return render(request, "posts/series/series.html", context, status=409 if errors else 200)


def _do(request: HttpRequest, found: Series) -> str:
    """What the pressed button says; the sentence about it."""
    if "stop" in request.POST:
        domain.stop(found.pk, by=request.user)
        return "The series is stopped. Drafts that are made already stay."
    if "resume" in request.POST:
        domain.resume(found.pk, by=request.user)
        return "The series goes on."
    for verb, function, done in (
        ("skip", domain.skip, "is left out"),
        ("take_in", domain.take_in_again, "is in the series again"),
    ):
        if verb in request.POST:
            try:
                on = dt.date.fromisoformat(request.POST[verb])
            except ValueError as error:
                raise SeriesRefused("Choose a day of the series.") from error
            function(found.pk, by=request.user, on=on)
            return f"{day_in_words(on)} {done}."
    raise SeriesRefused("Choose what to do with the series.")


def _facts(found: Series) -> list[dict[str, str]]:
    facts = [
        {"term": "Comes back", "value": recurrence.in_words(found.rule, found.starts_on)},
        {"term": "At", "value": f"{found.at:%H:%M}, in summer and winter"},
        {"term": "From", "value": day_in_words(found.starts_on)},
        {"term": "Until", "value": day_in_words(found.ends_on) if found.ends_on else "It goes on"},
        {"term": "Drafts", "value": f"{found.days_ahead} days ahead, for {found.author}"},
        {"term": "For", "value": found.get_audience_display()},
        {"term": "Channels", "value": ", ".join(str(one) for one in found.channels.all()) or "None chosen"},
    ]
    if found.hashtag:
        facts.append({"term": "Hashtag", "value": found.hashtag})
    if found.campaign:
        facts.append({"term": "Campaign", "value": str(found.campaign)})
    return facts


def _history(found: Series) -> list[dict[str, Any]]:
    events = Event.objects.of_service(found.service).about(found).reverse().select_related("actor")[:30]
    return [{"text": event.sentence, "when": event.at} for event in events]
