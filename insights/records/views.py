"""The search over what was ever published, and what is taken away for an answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.downloads import attachment
from accounts.models import Service
from accounts.permissions import refuse
from accounts.spreadsheets import CSV, TYPES
from insights.addresses import address
from insights.records import facts, rights, search, taking
from insights.records.facts import Facts
from insights.records.forms import SearchForm, TakeForm
from posts.permissions import refusal_to_read

STATE_TAGS = {"out": "published", "corrected": "returned", "removed": "removed"}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Open to every role: it was public. A viewer sees no name, and nothing that staff wrote to each other."""
    service, sees_names = request.service, rights.sees_names(request.user, request.service)
    form = SearchForm(request.GET, service=service, sees_names=sees_names)
    wanted = form.wanted
    found = search.find(wanted, service)
    texts, further = search.page(found, search.place_of(form.chosen.get("after", "")))
    for text in texts:
        text.service = service
    number = found.rows.count() if found.is_countable else None
    links = not refusal_to_read(request.user, service)
    context = {
        "words": wanted.words,
        "filter_fields": form.shown_fields,
        "is_narrowed": not wanted.is_everything,
        "is_filtered": bool(form.as_query.keys() - {"q"}),
        "in_words": wanted.in_words(),
        "number_in_words": number_in_words(number),
        "now": timezone.now(),
        "entries": entries(facts.of(texts), wanted.words, service, sees_names=sees_names, links=links),
        "older": urlencode(form.as_query | {"after": str(further)}) if further else "",
        "first": urlencode(form.as_query) if form.chosen.get("after") else "",
        "hidden": form.as_query.items(),
        "may_take": not rights.refusal_to_take(request.user, service),
        "is_staff": sees_names,
    }
    return render(request, "insights/records/index.html", context)


def number_in_words(number: int | None) -> str:
    if number is None:
        return f"More than {search.FEW_FOUND:,} texts"
    return f"{number:,} text{'' if number == 1 else 's'}"


@require_POST
def take(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The found set as a table, or as a page to print. Posted, because it puts on record that somebody took it."""
    service = request.service
    refuse(rights.refusal_to_take(request.user, service))
    form, chosen = SearchForm(request.POST, service=service, sees_names=True), TakeForm(request.POST)
    if not chosen.is_valid():
        messages.error(request, "Choose a table or a page to print.")
        return redirect("records:search", service=service.slug)
    how, with_names = chosen.cleaned_data["form"], chosen.cleaned_data["names"]
    try:
        taken = taking.take(form.wanted, service=service, by=request.user, form=how, with_names=with_names)
    except taking.TooMany as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{address('records:search', service)}?{urlencode(form.as_query)}")
    if how == "csv":
        return attachment(taken.lines(), name=taken.name, kind=TYPES[CSV])
    shown = entries(list(taken.everything()), "", service, sees_names=with_names, links=False, reasons=True)
    back = f"{address('records:search', service)}?{urlencode(form.as_query)}"
    return render(request, "insights/records/print.html", {"taken": taken, "entries": shown, "back": back})


def entries(
    found: list[Facts], words: str, service: Service, *, sees_names: bool, links: bool, reasons: bool = False
) -> list[dict[str, Any]]:
    """The texts as the page shows them, with what was looked for marked in them. `reasons`: also without names."""
    texts = [text for one in found for _, text in one.parts]
    pieces = iter(search.marked(texts, words))
    shown = []
    for one in found:
        post = one.text.post
        shown.append(
            {
                "title": post.title if sees_names else f"Post {post.pk}",
                "number": post.pk,
                "url": address("posts:post", service, post.pk) if links else "",
                "out_at": one.text.out_at,
                "parts": [{"label": label, "pieces": next(pieces)} for label, _ in one.parts],
                "places": one.places,
                "shows_why": sees_names or reasons,
                "state": STATE_TAGS[one.state],
                "state_label": one.state_label,
                "approved": one.approved(with_names=sees_names),
                "campaign": post.campaign.name if post.campaign and sees_names else "",
                "corrects": post.corrects_id,
            }
        )
    return shown
