"""The inbox's list: the queue, its numbers, and the next comment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation import workflow
from moderation.inbox import holding, preferences
from moderation.inbox import pages_queue as pages
from moderation.inbox.forms_inbox import FilterForm
from moderation.views_shared import query_of, queue_context, reader, since_of
from moderation.workflow import MoveRefused


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    reader(request)
    return render(
        request, "moderation/queue.html", queue_context(request, timezone.now(), preferences.of(request.user))
    )


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers of the filters, and what came in since; the page asks for them every ten seconds."""
    reader(request)
    since = since_of(request.GET.get("since"))
    numbers = pages.counts(request.service, request.user, timezone.now(), since)
    form = FilterForm(request.GET, service=request.service)
    context = {
        "tabs": pages.tabs(numbers, form.chosen["show"]),
        "numbers": numbers,
        "in_words": {name: pages.in_words(value) for name, value in numbers.items()},
        "news": pages.news(numbers),
        "query": query_of(request),
        "here_url": pages.address(request.service, form.as_query),
        "drawn_at": request.GET["since"] if since else "",
    }
    return render(request, "moderation/_counts.html", context)


@require_POST
def next_comment(request: HttpRequest) -> HttpResponse:
    """Hand out the most urgent comment that nobody has."""
    reader(request)
    now = timezone.now()
    try:
        comment = workflow.next_comment(request.service, by=request.user, now=now)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("inbox:queue", service=request.service.slug)
    if comment is not None:
        return redirect("inbox:comment", service=request.service.slug, comment_id=comment.pk)
    if holding.handed_back_only(request.service, by=request.user, now=now):
        messages.info(request, "Only comments that you handed over wait. Open one from the list, if you want it back.")
    else:
        messages.info(request, "Nothing waits that nobody has. Well done.")
    return redirect("inbox:queue", service=request.service.slug)
