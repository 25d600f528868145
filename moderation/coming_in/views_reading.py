"""How the networks are read: channels, gaps, and the words that are watched for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import refuse
from moderation import permissions
from moderation.coming_in import gaps, pages_reading, watches
from moderation.coming_in.forms_reading import WatchForm
from moderation.coming_in.gaps import GapRefused
from moderation.coming_in.watches import WatchRefused
from moderation.models import Gap, Watch
from moderation.views_shared import reader


@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    reader(request)
    return render(request, "moderation/reading.html", pages_reading.page(request.service, request.user, timezone.now()))


@require_POST
def looked(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Somebody looked on the network for what was written while it could not be read."""
    reader(request)
    gap = get_object_or_404(Gap.objects.visible_to(request.user).of_service(request.service), pk=gap_id)
    try:
        gaps.looked(gap.pk, by=request.user)
    except GapRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It is on record that you looked there.")
    return redirect("inbox:reading", service=request.service.slug)


@require_http_methods(["GET", "POST"])
def new_watch(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_watch(request.user, request.service))
    channels = pages_reading.searchable(request.service)
    form = WatchForm(request.POST or None, channels=channels)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            watches.add(given["channel"].pk, term=given["term"], by=request.user, service=request.service)
        except WatchRefused as error:
            form.add_error("term", str(error))
        else:
            messages.success(request, "It is watched for from now on. What is found comes into the inbox.")
            return redirect("inbox:reading", service=request.service.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/watch_new.html", {"form": form, "channels": channels}, status=status)


@require_POST
def watch(request: HttpRequest, watch_id: int) -> HttpResponse:
    """Pause, take up or end a watch."""
    refuse(permissions.refusal_to_watch(request.user, request.service))
    found = get_object_or_404(Watch.objects.visible_to(request.user).of_service(request.service), pk=watch_id)
    verbs = {"pause": watches.pause, "resume": watches.resume, "drop": watches.drop}
    verb = verbs.get(request.POST.get("do", ""))
    if verb:
        verb(found.pk, by=request.user, service=request.service)
        messages.success(request, f"“{found.term}”: {_DONE[request.POST['do']]}")
    return redirect("inbox:reading", service=request.service.slug)


_DONE = {
    "pause": "paused.",
    "resume": "watched for again.",
    "drop": "no longer watched for. What was found stays in the inbox.",
}
