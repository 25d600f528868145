"""The inbox's list: the queue, its numbers, and the next comment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation import pages_queue as pages
from moderation import workflow
from moderation.forms import FilterForm
from moderation.views_shared import number, query_of, queue_context, reader
from moderation.workflow import MoveRefused


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    reader(request)
    return render(request, "moderation/queue.html", queue_context(request, timezone.now()))


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers of the filters; the page asks for them every ten seconds."""
    reader(request)
    now = timezone.now()
    numbers = pages.counts(request.service, request.user, now)
    form = FilterForm(request.GET, service=request.service)
    context = {
        "tabs": pages.tabs(numbers, form.chosen["show"]),
        "numbers": numbers,
        "query": query_of(request),
        "known": number(request.GET.get("known")),
    }
    return render(request, "moderation/_counts.html", context)


@require_POST
def next_comment(request: HttpRequest) -> HttpResponse:
    """Hand out the most urgent comment that nobody has."""
    reader(request)
    try:
        comment = workflow.next_comment(request.service, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("inbox:queue", service=request.service.slug)
    if comment is None:
        messages.info(request, "Nothing waits that nobody has. Well done.")
        return redirect("inbox:queue", service=request.service.slug)
    return redirect("inbox:comment", service=request.service.slug, comment_id=comment.pk)
