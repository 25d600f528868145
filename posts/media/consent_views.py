"""Consents: what runs out when, recording, changing and withdrawing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from posts import permissions
from posts.media import consents, library_pages
from posts.media.consents import ConsentRefused
from posts.media.library_forms import ConsentForm, WithdrawForm
from posts.media.library_views import refuse
from posts.models import Consent, Media

FIELDS = ("reference", "given_by", "given_on", "until", "covers")


def _consent_or_404(request: HttpRequest, consent_id: int) -> Consent:
    refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Consent.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "recorded_by"), pk=consent_id)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every consent, in three lists: what needs somebody, what holds, what is over."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    today = request.service.today(timezone.now())
    rows = Consent.objects.of_service(request.service).annotate(files=Count("people__media", distinct=True))
    entries = [_entry(request, row, today) for row in rows.select_related("service")]
    entries.sort(key=lambda entry: entry["until"])
    context = {
        "soon": [entry for entry in entries if entry["group"] == "soon"],
        "holding": [entry for entry in entries if entry["group"] == "holds"],
        "over": [entry for entry in reversed(entries) if entry["group"] == "over"],
        "out": list(consents.out_without_consent(request.service, today)[:20]),
        "stopped": list(consents.planned_without_consent(request.service, today)[:20]),
        "may_write": not permissions.refusal_to_write(request.user, request.service),
    }
    return render(request, "posts/library/consents.html", context)


def _entry(request: HttpRequest, row: Consent, today: Any) -> dict[str, Any]:
    until = row.until or consents.NO_END
    over = not consents.holds(row, today)
    soon = not over and until - today <= library_pages.ENDS_SOON
    if row.withdrawn_on:
        tag = {"state": "withdrawn", "label": f"Withdrawn on {row.withdrawn_on:%-d %b %Y}"}
    elif over:
        tag = {"state": "expired", "label": f"Ended on {until:%-d %b %Y}"}
    elif soon:
        days = (until - today).days
        left = "today" if not days else f"in {days} {'day' if days == 1 else 'days'}"
        tag = {"state": "late", "label": f"Ends {left}, {until:%-d %b %Y}"}
    else:
        tag = {"state": "done", "label": "No end" if row.until is None else f"Until {until:%-d %b %Y}"}
    return {
        "consent": row,
        "url": reverse("posts:consent", args=[request.service.slug, row.pk]),
        "until": until,
        "group": "over" if over else "soon" if soon else "holds",
        "tag": tag,
        "files": row.files,
    }


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_write(request.user, request.service))
    form = ConsentForm(request.POST or None, service=request.service)
    if request.method == "POST" and form.is_valid():
        try:
            consent = consents.record(service=request.service, by=request.user, **form.cleaned_data)
        except ConsentRefused as refused:
            form.add_error(None, str(refused))
            return render(request, "posts/library/consent_add.html", {"form": form}, status=409)
        messages.success(request, f"Consent {consent} is on record. Now say on its pictures who is shown.")
        return redirect("posts:consent", service=request.service.slug, consent_id=consent.pk)
    return render(request, "posts/library/consent_add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, consent_id: int) -> HttpResponse:
    """One consent: what it allows, the files that stand on it, the posts that would stop. A POST changes it."""
    found = _consent_or_404(request, consent_id)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = ConsentForm(request.POST or None, service=request.service, initial=initial)
    if request.method == "GET":
        return _show(request, found, form)
    refuse(permissions.refusal_to_write(request.user, request.service))
    if not form.is_valid():
        return _show(request, found, form, 422)
    try:
        consents.change(found.pk, by=request.user, **form.cleaned_data)
    except ConsentRefused as refused:
        form.add_error(None, str(refused))
        return _show(request, _consent_or_404(request, consent_id), form, 409)
    messages.success(request, "The consent is saved, and its pictures follow it.")
    return redirect("posts:consent", service=request.service.slug, consent_id=found.pk)


def _show(request: HttpRequest, found: Consent, form: ConsentForm, status: int = 200) -> HttpResponse:
    today = request.service.today(timezone.now())
    files = Media.objects.filter(people__consent=found).distinct().select_related("service")
    found.files = files.count()
    context = {
        "consent": found,
        "entry": _entry(request, found, today),
        "form": form,
        "cards": [library_pages.card(media, today) for media in files[:60]],
        "posts": consents.posts_on(found),
        "may_write": not permissions.refusal_to_write(request.user, request.service) and not found.withdrawn_on,
        "may_withdraw": not permissions.refusal_to_withdraw_consent(request.user, request.service)
        and not found.withdrawn_on,
        "facts": [
            {"term": "Given by", "value": found.get_given_by_display()},
            {"term": "Given on", "value": f"{found.given_on:%-d %b %Y}"},
            {"term": "Allows", "value": found.covers or "Not said"},
            {"term": "Recorded", "value": f"{found.service.local(found.recorded_at):%-d %b %Y} by {found.recorded_by}"},
        ],
        "history": library_pages.history(found),
    }
    return render(request, "posts/library/consent.html", context, status=status)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Asks before a consent is withdrawn, and says what follows."""
    found = _consent_or_404(request, consent_id)
    refuse(permissions.refusal_to_withdraw_consent(request.user, request.service))
    form = WithdrawForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                consents.withdraw(found.pk, by=request.user, reason=form.cleaned_data["reason"])
            except ConsentRefused as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, "The consent is withdrawn. Below stands what still has to come off.")
                return redirect("posts:consent", service=request.service.slug, consent_id=found.pk)
    context = {
        "consent": found,
        "form": form,
        "points": _what_follows(found),
        "cancel_url": reverse("posts:consent", args=[request.service.slug, found.pk]),
    }
    return render(request, "posts/library/withdraw.html", context, status=status)


def _what_follows(found: Consent) -> list[str]:
    posts = consents.posts_on(found)
    planned = sum(post.state in consents.OPEN for post in posts)
    out = sum(post.state in consents.OUT for post in posts)
    files = found.people.values("media").distinct().count()
    return [
        f"Pictures and videos that stand on it: {files}. They cannot go out any more.",
        f"Posts that wait or are scheduled with them: {planned}. They become drafts again, and their authors are told.",
        f"Posts that are on the networks with them: {out}. They stay there until somebody takes them off; the home "
        "page lists them.",
        "A withdrawal is not undone. If the family agrees again, record the new consent.",
    ]
