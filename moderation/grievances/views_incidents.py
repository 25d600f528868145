"""Incidents: the list, one incident, and a comment that belongs elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit import timeline
from moderation import permissions, workflow
from moderation.grievances import complaints, incidents
from moderation.grievances import pages_incidents as pages
from moderation.grievances.forms_incidents import CloseForm, RegroupForm, TitleForm
from moderation.handling import pages_comment
from moderation.inbox import pages_queue, preferences
from moderation.models import Comment, Incident
from moderation.views_shared import comment_of, number, reader
from moderation.workflow import Given, MoveRefused, Stale

PER_PAGE = 25
MOST_COMMENTS = 100
MOST_CHOICES = 100


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The service's incidents, open ones first to be seen."""
    reader(request)
    shows_closed = request.GET.get("show") == "closed"
    rows = incidents.visible_to(request.user, request.service).filter(closed_at__isnull=not shows_closed)
    rows = pages.counted(rows, request.user).select_related("public_post").order_by("-opened_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "heads": pages.INCIDENT_HEADS,
        "rows": [pages.incident_row(one, request.service) for one in page],
        "shows_closed": shows_closed,
    }
    return render(request, "moderation/incidents.html", context)


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """What was said about one thing, the one public post, the complaint that it led to, and how it ended."""
    found = _incident(request, incident_id)
    do = request.POST.get("do", "close")
    rename = TitleForm(request.POST if do == "rename" else None, initial={"title": found.title}, auto_id="rename-%s")
    close = CloseForm(request.POST if request.method == "POST" and do == "close" else None)
    status = 200
    if request.method == "POST":
        form = rename if do == "rename" else close
        if form.is_valid() and _changed(request, form, incident_id, do):
            return redirect("inbox:incident", service=request.service.slug, incident_id=incident_id)
        status = 422
    return render(
        request, "moderation/incident.html", _page(request, found) | {"rename": rename, "close": close}, status=status
    )


def _changed(request: HttpRequest, form: Any, incident_id: int, do: str) -> bool:
    try:
        if do == "rename":
            incidents.rename(incident_id, title=form.cleaned_data["title"], by=request.user)
        else:
            incidents.close_incident(incident_id, by=request.user, outcome=form.cleaned_data["outcome"])
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, found: Incident) -> dict[str, Any]:
    now = timezone.now()
    rows = Comment.objects.visible_to(request.user).filter(incident=found)
    comments = list(
        rows.select_related("channel", "claimed_by", "service").order_by("received_at", "pk")[:MOST_COMMENTS]
    )
    today = request.service.today(now)
    theirs = complaints.visible_to(request.user, request.service).filter(incident=found)
    return {
        "incident": found,
        "entries": [pages_queue.queue_entry(one, request.user, now, None, "") for one in comments],
        "comments": comments,
        "to_answer": pages.first_of(found, request.user) if not found.public_post_id and not found.closed_at else None,
        "may_hold": not permissions.refusal_to_keep(request.user, request.service),
        "complaint_heads": pages.COMPLAINT_HEADS,
        "complaint_rows": [
            pages.complaint_row(one, request.service, today)
            for one in theirs.select_related("incident", "handled_by").order_by("stage")
        ],
        "timeline": timeline.entries(found, request.user, 50),
    }


@require_http_methods(["GET", "POST"])
def regroup(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A comment of an incident belongs to another one, or to one of its own."""
    comment_of(request, comment_id)
    comment = pages_comment.loaded(Comment.objects.of_service(request.service)).get(pk=comment_id)
    source = get_object_or_404(incidents.visible_to(request.user, request.service), comments=comment_id)
    others = incidents.visible_to(request.user, request.service).filter(closed_at=None, category=comment.category)
    form = RegroupForm(request.POST or None, others=list(others.exclude(pk=source.pk)[:MOST_CHOICES]))
    status = 200
    if request.method == "POST":
        if form.is_valid() and (target := _regrouped(request, form, comment_id)):
            messages.success(request, "The comment is in this incident now.")
            return redirect("inbox:incident", service=request.service.slug, incident_id=target.pk)
        status = 422
    context = {
        "comment": comment,
        "incident": source,
        "form": form,
        "said": pages_comment.said(comment),
        "is_blurred": pages_comment.is_blurred(comment, preferences.of(request.user)),
        "network_name": comment.channel.get_network_display(),
    }
    return render(request, "moderation/incident_regroup.html", context, status=status)


def _regrouped(request: HttpRequest, form: RegroupForm, comment_id: int) -> Incident | None:
    data = form.cleaned_data
    given = {"by": request.user, "reason": data["reason"], "version": number(request.POST.get("version"))}
    try:
        if data["to"] == "own":
            return incidents.split_off(comment_id, title=data["title"], **given)
        return incidents.move_comment(comment_id, to=int(data["to"]), **given)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_POST
def join(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Put a comment into the incident that was suggested for it."""
    comment_of(request, comment_id)
    given = Given(incident=number(request.POST.get("incident")) or -1)
    try:
        workflow.do_step(
            comment_id, "incident", by=request.user, given=given, version=number(request.POST.get("version"))
        )
    except Stale as refusal:
        messages.error(request, str(refusal))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is in the incident. We answer once, so replies are off here.")
    return redirect("inbox:comment", service=request.service.slug, comment_id=comment_id)


def _incident(request: HttpRequest, incident_id: int) -> Incident:
    reader(request)
    rows = incidents.visible_to(request.user, request.service)
    return get_object_or_404(rows.select_related("channel", "public_post", "opened_by", "service"), pk=incident_id)
