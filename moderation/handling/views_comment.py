"""One comment's page, and what is done on it: input in, one call to the domain, the page out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Membership, User
from moderation import moves, workflow
from moderation.coming_in import captures
from moderation.handling import pages_around
from moderation.handling import pages_comment as pages
from moderation.inbox import preferences, wellbeing
from moderation.keeping import purging
from moderation.models import Comment
from moderation.views_shared import comment_of, number, query_of, queue_context, reader
from moderation.workflow import Given, MoveRefused, Stale

HOLD_LEFT = dt.timedelta(minutes=2)  # a page that is loaded again does not claim anew while so much is left


@require_GET
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One comment. To open it is to claim it, unless somebody else has it or it is only looked at.

    The list's keys move over comments with `look`: what a person does to one of these makes it theirs.
    """
    reader(request)
    now = timezone.now()
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(pages.loaded(visible), pk=comment_id)
    holds_long_enough = found.is_held_by(request.user, now + HOLD_LEFT)
    only_looks = "look" in request.GET or _is_prefetch(request)
    if found.state in moves.OPEN and not holds_long_enough and not only_looks:
        try:
            workflow.claim(comment_id, by=request.user, now=now)
        except MoveRefused:
            pass  # the page says who has it
        found = get_object_or_404(pages.loaded(visible), pk=comment_id)
    return _page(request, found, now)


@require_GET
def capture(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The evidence: what was kept, when, and whether it is still what was kept; so of each change."""
    found = comment_of(request, comment_id)
    kept, edits = found.capture, list(found.edits.all())
    for edit in edits:
        edit.is_whole = edit.sha256 == captures.digest_of_edit(edit, kept)
    is_whole = kept.sha256 == captures.digest_of(kept)
    context = {"comment": found, "capture": kept, "edits": edits, "is_whole": is_whole}
    context["is_blurred"] = pages.is_blurred(found, preferences.of(request.user))
    if found.state == "purged":
        context |= {"is_purged": True, "is_whole": purging.still_verifies(found)}
    return render(request, "moderation/capture.html", context)


@require_POST
def hold(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The heartbeat of an open page."""
    comment_of(request, comment_id)
    now = timezone.now()
    refused = ""
    try:
        workflow.heartbeat(comment_id, by=request.user, now=now)
    except MoveRefused as error:
        refused = str(error)
    found = Comment.objects.select_related("service", "claimed_by", "closed_by").get(pk=comment_id)
    context = {
        "comment": found,
        "hold": pages_around.hold(found, request.user, now, refused),
        "query": query_of(request),
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
def take_over(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take it from whoever has it open; they read the note on their page."""
    note = request.POST.get("take_note", "")
    return _move(request, comment_id, lambda: workflow.take_over(comment_id, by=request.user, note=note))


@require_POST
def hand_over(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Give it to a colleague, or back into the queue; no reason is asked for."""

    def hand_it_over() -> None:
        chosen = request.POST.get("to", "")
        members = Membership.objects.current().filter(service=request.service).select_related("user")
        member = members.filter(user=number(chosen) or 0).first()
        if chosen and member is None:
            raise MoveRefused("Choose a colleague who handles comments in this service.")
        note = request.POST.get("hand_note", "")
        workflow.hand_over(comment_id, by=request.user, to=member.user if member else None, note=note)

    return _move(
        request,
        comment_id,
        hand_it_over,
        then=reverse("inbox:queue", args=[request.service.slug]),
        said="Handed over. “Next” does not give it back to you.",
    )


@require_POST
def report_abuse(request: HttpRequest, comment_id: int) -> HttpResponse:
    """It abuses staff: a manager hears of it."""
    note = request.POST.get("abuse_note", "")
    return _move(
        request,
        comment_id,
        lambda: wellbeing.report_abuse(comment_id, by=request.user, note=note),
        said="Reported. Your manager hears of it at once, and answers here.",
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
        house_rule=number(request.POST.get("house_rule")),
        reference=request.POST.get("reference", ""),
        title=request.POST.get("title", ""),
        reason=request.POST.get("reason", ""),
    )
    version = _version(request)
    verbs: dict[str, Callable[[], Any]] = {
        "do": lambda: workflow.do_step(comment_id, key, by=by, given=given, version=version),
        "by_hand": lambda: workflow.do_step(comment_id, key, by=by, given=given, by_hand=True, version=version),
        "not_possible": lambda: workflow.step_not_possible(
            comment_id, key, by=by, reason=request.POST.get("reason", ""), version=version
        ),
        "take_back": lambda: workflow.take_back(
            comment_id, key, by=by, reason=request.POST.get("reason", ""), version=version
        ),
        "retry": lambda: workflow.retry(comment_id, key, by=by, version=version),
        "there": lambda: workflow.answer_by_person(comment_id, key, by=by, is_there=True),
        "not_there": lambda: workflow.answer_by_person(comment_id, key, by=by, is_there=False),
    }
    return _move(request, comment_id, verbs.get(how, verbs["do"]), then="#steps")


@require_POST
def keep(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Keep the comment from a person that it names, or end that."""

    def keep_it() -> None:
        person = User.objects.filter(pk=number(request.POST.get("person")) or 0).first()
        if person is None:
            raise MoveRefused("Choose the person that it names.")
        if request.POST.get("end"):
            reason = request.POST.get("reason", "")
            workflow.keep_no_more(comment_id, by=request.user, person=person, reason=reason)
        else:
            workflow.keep_from(comment_id, by=request.user, person=person)

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
    """The person says that it is gone from the network."""
    reason, version = request.POST.get("gone_reason", ""), _version(request)
    return _move(
        request,
        comment_id,
        lambda: workflow.said_gone(comment_id, by=request.user, reason=reason, version=version),
    )


@require_POST
def still_there(request: HttpRequest, comment_id: int) -> HttpResponse:
    """What was taken for gone is there after all."""
    reason, version = request.POST.get("there_reason", ""), _version(request)
    return _move(
        request,
        comment_id,
        lambda: workflow.said_there(comment_id, by=request.user, reason=reason, version=version),
    )


def _is_prefetch(request: HttpRequest) -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def _page(
    request: HttpRequest,
    found: Comment,
    now: dt.datetime,
    *,
    errors: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of one comment, with what was typed when a move was refused."""
    typed = {key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"} if errors else {}
    prefer = preferences.of(request.user)
    context = queue_context(request, now, prefer, found.pk)
    context |= pages.comment_page(found, request.service, request.user, now, typed, prefer)
    if errors:
        context["flag_options"] = pages.flag_options(found, ticked=_ticked(request))
        is_lost = status == 409 or not context["can_act"]
        context["kept_words"] = pages.kept_words(typed) if is_lost else []
    return render(request, "moderation/comment.html", context | {"errors": errors}, status=status)


def _ticked(request: HttpRequest) -> list[str] | None:
    is_of_flags = request.resolver_match is not None and request.resolver_match.url_name == "flags"
    return request.POST.getlist("flag") if is_of_flags else None


def _move(
    request: HttpRequest, comment_id: int, move: Callable[[], Any], *, then: str = "", said: str = ""
) -> HttpResponse:
    """Do one move and go back to the comment; a refusal is said at the top of its page, and loses nothing typed."""
    comment_of(request, comment_id)
    try:
        move()
    except MoveRefused as error:
        found = get_object_or_404(pages.loaded(Comment.objects.visible_to(request.user)), pk=comment_id)
        if isinstance(error, Stale):
            said_why = pages.what_changed(found, request.user, number(request.POST.get("seen"))) or str(error)
            return _page(request, found, timezone.now(), errors=(said_why,), status=409)
        return _page(request, found, timezone.now(), errors=(str(error),), status=422)
    if said:
        messages.success(request, said)
    if then.startswith("/"):
        return redirect(then)
    query = query_of(request)
    url = reverse("inbox:comment", args=[request.service.slug, comment_id])
    return redirect(url + (f"?{query}" if query else "") + then)


def _version(request: HttpRequest) -> int | None:
    return number(request.POST.get("version"))
