"""A person's own inbox: keys and blurring, saved filters; and what managers answer for those who read abuse."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from moderation import permissions
from moderation.inbox import preferences, wellbeing
from moderation.inbox.forms_inbox import FilterForm, PreferencesForm
from moderation.inbox.preferences import KeysClash, PreferenceRefused
from moderation.models import SavedFilter
from moderation.moves import MoveRefused
from moderation.views_shared import number, reader


@require_http_methods(["GET", "POST"])
def own_preferences(request: HttpRequest) -> HttpResponse:
    reader(request)
    held = preferences.of(request.user)
    if request.POST.get("do") == "usual":
        preferences.save(request.user, keys_on=held.keys_on, keys={}, blurs_abuse=held.blurs_abuse)
        messages.success(request, "The usual keys hold again.")
        return redirect("inbox:preferences", service=request.service.slug)
    form = PreferencesForm(request.POST or None, preferences=held)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            preferences.save(request.user, keys_on=data["keys_on"], keys=form.keys, blurs_abuse=data["blurs_abuse"])
        except KeysClash as clash:
            form.add_error(f"key_{clash.action}", str(clash))
        else:
            messages.success(request, "Saved. It holds for you alone, in all your services.")
            return redirect("inbox:preferences", service=request.service.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/preferences.html", {"form": form}, status=status)


# Saved filters


@require_http_methods(["GET", "POST"])
def filters(request: HttpRequest) -> HttpResponse:
    """The filters that this person saved; posted to with a name, it saves one more."""
    reader(request)
    own = SavedFilter.objects.filter(service=request.service, user=request.user).order_by("position", "name")
    errors: list[str] = []
    if request.method == "POST":
        form = FilterForm(QueryDict(request.POST.get("query", "")[: preferences.MOST_QUERY]), service=request.service)
        try:
            row = preferences.save_filter(
                request.service, request.user, name=request.POST.get("name", ""), chosen=form.as_query
            )
        except PreferenceRefused as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, f"Saved as “{row.name}”.")
            return redirect(reverse("inbox:queue", args=[request.service.slug]) + f"?{row.query}")
    context = {"rows": own, "errors": errors, "query": request.POST.get("query", ""), "typed": request.POST}
    return render(request, "moderation/saved_filters.html", context, status=422 if errors else 200)


@require_POST
def change_filter(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Rename, move or delete one's own filter; another person's is not found."""
    reader(request)
    row = get_object_or_404(SavedFilter.objects.filter(service=request.service, user=request.user), pk=filter_id)
    do = request.POST.get("do", "rename")
    try:
        if do == "delete":
            row.delete()
        elif do in ("up", "down"):
            preferences.move_filter(row, -1 if do == "up" else 1)
        else:
            preferences.rename_filter(row, request.POST.get("name", ""))
    except PreferenceRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("inbox:filters", service=request.service.slug)


# Reports of abuse


@require_http_methods(["GET", "POST"])
def abuse(request: HttpRequest) -> HttpResponse:
    """What staff reported as abuse, and what was done for them."""
    if refusal := permissions.refusal_to_see_abuse(request.user, request.service):
        raise PermissionDenied(refusal)
    rows = wellbeing.reports_for(request.service, request.user)
    errors: list[str] = []
    wanted = number(request.POST.get("report")) or 0
    if request.method == "POST":
        try:
            report = rows.filter(pk=wanted).first()
            if report is None:
                raise MoveRefused("Choose a report from the list.")
            wellbeing.answer(report.pk, by=request.user, text=request.POST.get("answer", ""))
        except MoveRefused as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, f"Answered. {report.by} reads it beside the comment.")
            return redirect("inbox:abuse", service=request.service.slug)
    entries = [
        {
            "report": row,
            "is_own": row.by_id == request.user.pk,
            "typed": request.POST.get("answer", "") if errors and row.pk == wanted else "",
        }
        for row in rows[:100]
    ]
    context = {
        "waiting": [entry for entry in entries if entry["report"].answered_at is None],
        "answered": [entry for entry in entries if entry["report"].answered_at],
        "errors": errors,
    }
    return render(request, "moderation/abuse.html", context, status=422 if errors else 200)
