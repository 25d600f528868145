"""The inbox: input in, one call to the domain, a page out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from moderation import captures, escalations, incidents, intake, moves, pages, permissions, workflow
from moderation.forms import EscalationForm, FilterForm, LogForm
from moderation.models import Comment, Incident
from moderation.workflow import Given, MoveRefused, Stale

PER_PAGE = 25
HOLD_LEFT = dt.timedelta(minutes=2)  # a page that is loaded again does not claim anew while so much is left
FILTERS = ("show", "category", "channel")


# The queue


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    _reader(request)
    return render(request, "moderation/queue.html", _queue(request, timezone.now()))


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers of the filters; the page asks for them every ten seconds."""
    _reader(request)
    now = timezone.now()
    numbers = pages.counts(request.service, request.user, now)
    form = FilterForm(request.GET, service=request.service)
    context = {
        "tabs": pages.tabs(numbers, form.chosen["show"]),
        "numbers": numbers,
        "query": _query(request),
        "known": _number(request.GET.get("known")),
    }
    return render(request, "moderation/_counts.html", context)


@require_POST
def next_comment(request: HttpRequest) -> HttpResponse:
    """Hand out the most urgent comment that nobody has."""
    _reader(request)
    try:
        comment = workflow.next_comment(request.service, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("inbox:queue", service=request.service.slug)
    if comment is None:
        messages.info(request, "Nothing waits that nobody has. Well done.")
        return redirect("inbox:queue", service=request.service.slug)
    return redirect("inbox:comment", service=request.service.slug, comment_id=comment.pk)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Log a comment that was seen elsewhere."""
    _reader(request)
    now = timezone.now()
    form = LogForm(request.POST or None, service=request.service, now=now)
    refused = ""
    if request.method == "POST" and form.is_valid():
        data = {key: value for key, value in form.cleaned_data.items() if key not in ("on", "at", "channel")}
        try:
            comment = intake.log_by_hand(form.cleaned_data["channel"], by=request.user, now=now, **data)
        except MoveRefused as error:
            refused = str(error)
        else:
            messages.success(request, "Logged, and a copy is kept.")
            return redirect("inbox:comment", service=request.service.slug, comment_id=comment.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/log.html", {"form": form, "errors": [refused] if refused else []}, status=status)


# One comment


@require_GET
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One comment. To open it is to claim it, unless somebody else has it."""
    _reader(request)
    now = timezone.now()
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(pages.loaded(visible), pk=comment_id)
    holds_long_enough = found.is_held_by(request.user, now + HOLD_LEFT)
    if found.state in moves.OPEN and not holds_long_enough and not _is_prefetch(request):
        try:
            workflow.claim(comment_id, by=request.user, now=now)
        except MoveRefused:
            pass  # the page says who has it
        found = pages.loaded(Comment.objects.all()).get(pk=comment_id)
    return _page(request, found, now)


@require_GET
def capture(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The evidence: what was kept, when, and whether it is still what was kept."""
    found = _comment(request, comment_id)
    kept = found.capture
    facts = {"text": kept.text, "raw": kept.raw, "url": kept.url, "posted_at": kept.posted_at}
    is_whole = kept.sha256 == captures.digest(handle=kept.author_handle, name=kept.author_name, **facts)
    context = {"comment": found, "capture": kept, "edits": found.edits.all(), "is_whole": is_whole}
    return render(request, "moderation/capture.html", context)


@require_POST
def hold(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The heartbeat of an open page."""
    _comment(request, comment_id)
    refused = ""
    try:
        workflow.heartbeat(comment_id, by=request.user)
    except MoveRefused as error:
        refused = str(error)
    found = pages.loaded(Comment.objects.all()).get(pk=comment_id)
    now = timezone.now()
    context = {
        "comment": found,
        "is_held": found.is_held_by(request.user, now),
        "is_open": found.state in moves.OPEN,
        "held_until": found.claimed_until,
        "refused": refused,
    }
    return render(request, "moderation/_hold.html", context)


@require_POST
def release(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _move(
        request,
        comment_id,
        lambda: workflow.release(comment_id, by=request.user),
        then=reverse("inbox:queue", args=[request.service.slug]),
    )


@require_POST
def category(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _move(
        request,
        comment_id,
        lambda: workflow.confirm_category(
            comment_id, request.POST.get("category", ""), by=request.user, version=_version(request)
        ),
    )


@require_POST
def flags(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Flags as ticked: those that are new are raised, those that are no longer ticked are lowered."""
    wanted, reason = request.POST.getlist("flag"), request.POST.get("reason", "")
    return _move(
        request,
        comment_id,
        lambda: workflow.change_flags(comment_id, wanted, by=request.user, reason=reason, version=_version(request)),
    )


@require_POST
def concern(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The safeguarding button: at once, whoever has the comment open."""
    return _move(
        request,
        comment_id,
        lambda: workflow.escalate(
            comment_id,
            by=request.user,
            concern=request.POST.get("concern", ""),
            immediate=request.POST.get("immediate") == "1",
        ),
        said="It is with the safeguarding lead now.",
    )


@require_POST
def step(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Do a step, record that it was done by hand, pass it over, or find out what became of it."""
    key, how, by = request.POST.get("step", ""), request.POST.get("how", "do"), request.user
    given = Given(
        text=request.POST.get("text", ""),
        house_rule=_number(request.POST.get("house_rule")),
        reference=request.POST.get("reference", ""),
        title=request.POST.get("title", ""),
    )
    version = _version(request)
    verbs: dict[str, Callable[[], Any]] = {
        "do": lambda: workflow.do_step(comment_id, key, by=by, given=given, version=version),
        "by_hand": lambda: workflow.do_step(comment_id, key, by=by, given=given, by_hand=True, version=version),
        "not_possible": lambda: workflow.step_not_possible(
            comment_id, key, by=by, reason=request.POST.get("reason", ""), version=version
        ),
        "retry": lambda: workflow.retry(comment_id, key, by=by, version=version),
        "there": lambda: workflow.answer_by_person(comment_id, key, by=by, is_there=True),
        "not_there": lambda: workflow.answer_by_person(comment_id, key, by=by, is_there=False),
    }
    return _move(request, comment_id, verbs.get(how, verbs["do"]), then="#steps")


@require_POST
def keep(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Keep the comment from the person that it names, or end that."""
    if request.POST.get("end"):
        return _move(
            request,
            comment_id,
            lambda: workflow.keep_no_more(comment_id, by=request.user, reason=request.POST.get("reason", "")),
        )

    def keep_it() -> None:
        members = Membership.objects.current().filter(service=request.service).select_related("user")
        member = members.filter(user=_number(request.POST.get("person")) or 0).first()
        if member is None:
            raise MoveRefused("Choose the person that it names.")
        workflow.keep_from(comment_id, by=request.user, person=member.user)

    return _move(request, comment_id, keep_it)


@require_POST
def close(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _move(
        request,
        comment_id,
        lambda: workflow.close(
            comment_id, by=request.user, note=request.POST.get("note", ""), version=_version(request)
        ),
        said="Closed.",
    )


@require_POST
def reopen(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _move(
        request,
        comment_id,
        lambda: workflow.reopen(
            comment_id, by=request.user, reason=request.POST.get("reason", ""), version=_version(request)
        ),
    )


@require_POST
def withdrawn(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _move(request, comment_id, lambda: workflow.withdrawn_by_author(comment_id, by=request.user))


# The safeguarding lead's page, and incidents


@require_http_methods(["GET", "POST"])
def escalation(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The safeguarding record of a comment, for the lead and their deputy alone."""
    _reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(pages.loaded(visible), pk=comment_id)
    if refusal := permissions.refusal_to_lead(request.user, found):
        raise PermissionDenied(refusal)
    everything = list(found.escalations.select_related("raised_by", "seen_by", "closed_by"))
    current = next((one for one in everything if one.closed_at is None), None)
    initial = {name: getattr(current, name) for name in ("concern", "decision", "reason", "outcome")} if current else {}
    form = EscalationForm(request.POST or None, initial=initial)
    errors: list[str] = []
    if request.method == "POST":
        try:
            _lead_decides(request, comment_id, form)
        except MoveRefused as error:
            errors = [str(error)]
        else:
            if form.is_valid() or request.POST.get("do") in ("seen", "allow"):
                return redirect("inbox:escalation", service=request.service.slug, comment_id=comment_id)
    context = {
        "comment": found,
        "said": pages.said(found),
        "flag_summary": pages.flag_summary(found),
        "current": current,
        "earlier": [one for one in everything if one.closed_at],
        "form": form,
        "errors": errors,
        "is_under_13": "under_13" in found.flags,
        "asked_reason": request.POST.get("allow_reason", ""),
    }
    return render(request, "moderation/escalation.html", context, status=422 if request.method == "POST" else 200)


def _lead_decides(request: HttpRequest, comment_id: int, form: EscalationForm) -> None:
    do, by = request.POST.get("do", "note"), request.user
    if do == "seen":
        escalations.acknowledge(comment_id, by=by)
    elif do == "allow":
        workflow.allow_message(comment_id, by=by, reason=request.POST.get("allow_reason", ""))
    elif form.is_valid():
        data = form.cleaned_data
        escalations.note(comment_id, by=by, concern=data["concern"])
        if do == "close":
            workflow.close_escalation(
                comment_id, by=by, decision=data["decision"], reason=data["reason"], outcome=data["outcome"]
            )


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """What one writer said about one thing, and the one public post."""
    _reader(request)
    visible = Incident.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(visible.select_related("channel", "public_post", "opened_by"), pk=incident_id)
    now = timezone.now()
    rows = (
        Comment.objects.visible_to(request.user)
        .filter(incident=found)
        .select_related("channel", "claimed_by", "service")
    )
    comments = list(rows.order_by("received_at")[:100])
    if not comments:
        raise Http404  # all of them are kept from this person
    errors: list[str] = []
    if request.method == "POST":
        try:
            incidents.close_incident(incident_id, by=request.user, outcome=request.POST.get("outcome", ""))
        except MoveRefused as error:
            errors = [str(error)]
        else:
            return redirect("inbox:incident", service=request.service.slug, incident_id=incident_id)
    context = {
        "incident": found,
        "entries": [pages.queue_entry(one, request.user, now, None, "") for one in comments],
        "errors": errors,
        "typed": request.POST.get("outcome", ""),
    }
    return render(request, "moderation/incident.html", context, status=422 if errors else 200)


# What the views share


def _reader(request: HttpRequest) -> None:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)


def _comment(request: HttpRequest, comment_id: int) -> Comment:
    """The comment, or a 404: of another service, or kept from this person."""
    _reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(visible.select_related("service", "channel", "capture"), pk=comment_id)


def _is_prefetch(request: HttpRequest) -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in [name for name in kept if name not in FILTERS]:
        del kept[name]
    return kept.urlencode()


def _queue(request: HttpRequest, now: dt.datetime, here: int | None = None) -> dict[str, Any]:
    """The queue as the page or its left pane shows it."""
    form = FilterForm(request.GET, service=request.service)
    chosen = form.chosen
    numbers = pages.counts(request.service, request.user, now)
    rows = pages.filtered(request.service, request.user, chosen, now)
    paginator = Paginator(rows, PER_PAGE)
    if not form.is_narrowed and chosen["show"] in numbers:
        paginator.count = numbers[chosen["show"]]  # known already
    page = paginator.get_page(request.GET.get("page"))
    query = _query(request)
    for row in page:
        row.service = request.service
    return {
        "filter": form,
        "is_filtered": form.is_narrowed,
        "show": chosen["show"],
        "tabs": pages.tabs(numbers, chosen["show"]),
        "numbers": numbers,
        "known": numbers["open"],
        "entries": [pages.queue_entry(row, request.user, now, here, query) for row in page],
        "page": page,
        "query": query,
    }


def _page(
    request: HttpRequest, found: Comment, now: dt.datetime, *, errors: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    """The page of one comment, with what was typed when a move was refused."""
    typed = {key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"} if errors else {}
    context = _queue(request, now, found.pk) | pages.comment_page(found, request.user, now, typed)
    return render(request, "moderation/comment.html", context | {"errors": errors}, status=status)


def _move(
    request: HttpRequest, comment_id: int, move: Callable[[], Any], *, then: str = "", said: str = ""
) -> HttpResponse:
    """Do one move and go back to the comment; a refusal is said at the top of its page, and loses nothing typed."""
    _comment(request, comment_id)
    try:
        move()
    except MoveRefused as error:
        found = pages.loaded(Comment.objects.all()).get(pk=comment_id)
        status = 409 if isinstance(error, Stale) else 422
        return _page(request, found, timezone.now(), errors=(str(error),), status=status)
    if said:
        messages.success(request, said)
    if then.startswith("/"):
        return redirect(then)
    query = _query(request)
    url = reverse("inbox:comment", args=[request.service.slug, comment_id])
    return redirect(url + (f"?{query}" if query else "") + then)


def _version(request: HttpRequest) -> int | None:
    return _number(request.POST.get("version"))


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None
