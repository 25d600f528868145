"""What the pages about keeping show, worked out from the rows: plain values for the templates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count
from django.urls import reverse

from accounts.models import Service, User
from moderation import permissions
from moderation.classify.labels import Flag
from moderation.grievances import incidents
from moderation.keeping import bundle, data_requests, dates, holds, masking, own_appeals, periods, runs
from moderation.keeping.periods import GROUND_LABELS
from moderation.models import Comment, CommentState, DataRequest, LegalHold, PurgeRun
from policies import services as policies
from policies.parameters import LABELS, Parameters, in_words

PERIODS = (
    "keep_general_months",
    "keep_troll_months",
    "keep_case_days",
    "keep_grievance_months",
    "keep_safeguarding_days",
    "keep_allegation_years",
)
SOON_DAYS = 30
RUNS_SHOWN = 14


def keeping_page(service: Service, user: User, now: dt.datetime) -> dict[str, Any]:
    """Periods, what goes next, the last runs; holds and requests for who acts on them."""
    version = policies.version_in_force(service)
    parameters = policies.parameters_of(version)
    today = service.today(now)
    may_act = not permissions.refusal_to_keep(user, service)
    return {
        "version": version,
        "periods": [_period(name, parameters) for name in PERIODS],
        "waits": runs.waiting(service),
        "may_confirm": not permissions.refusal_to_purge(user, service),
        "next": _next(service, today),
        "runs": [_run(one, service) for one in _real_runs(service)],
        "may_act": may_act,
        "holds": [_hold(one, service, today) for one in holds.running(service)] if may_act else [],
        "held": holds.running(service).count(),
        "requests": [_request(one, today) for one in _requests(service)] if may_act else [],
        "asking": _asking(service, user) if may_act else [],
    }


def _period(name: str, parameters: Parameters) -> dict[str, str]:
    label, hint = LABELS[name]
    after = hint.split(".")[0]
    value = in_words(name, getattr(parameters, name))
    return {"term": label.removesuffix(" is kept for").removesuffix(" are kept for"), "value": value or after}


def _next(service: Service, today: dt.date) -> dict[str, Any]:
    ended = Comment.objects.of_service(service).filter(state__in=dates.ENDED, purged_at=None)
    soon = ended.filter(purge_on__lte=today + dt.timedelta(days=SOON_DAYS))
    return {
        "now": ended.filter(purge_on__lte=today).count(),
        "soon": soon.count(),
        "first": ended.exclude(purge_on=None).order_by("purge_on").values_list("purge_on", flat=True).first(),
        "without": ended.filter(purge_on=None).count(),
    }


def _real_runs(service: Service):
    return PurgeRun.objects.of_service(service).filter(is_trial=False).order_by("-at")[:RUNS_SHOWN]


def _run(run: PurgeRun, service: Service) -> list[dict[str, Any]]:
    local = service.local(run.at)
    return [
        {"text": f"{local:%a} {local.day} {local:%b %Y}", "head": True},
        {"text": str(runs.total_of(run)), "number": True, "label": "No longer kept"},
        {"text": counts_in_words(run.counts) or "Nothing was due", "label": "Of these"},
        {"text": str(run.counts.get(runs.HELD, 0)), "number": True, "label": "Held back"},
    ]


def counts_in_words(counts: dict[str, int]) -> str:
    """ "12 general, 3 case request"."""
    named = [(GROUND_LABELS.get(name, name).lower(), number) for name, number in counts.items() if name != runs.HELD]
    return ", ".join(f"{number} {name}" for name, number in named if number)


def _hold(hold: LegalHold, service: Service, today: dt.date) -> dict[str, Any]:
    where = ""
    if hold.comment_id:
        where = reverse("inbox:comment", args=[service.slug, hold.comment_id])
    elif hold.incident_id:
        where = reverse("inbox:incident", args=[service.slug, hold.incident_id])
    what = holds.what(hold)
    return {
        "row": hold,
        "what": f"{what[0].upper()}{what[1:]}",
        "writer": f"{hold.author_handle} on {hold.channel}" if hold.channel_id else "",
        "where": where,
        "is_late": hold.look_again_on <= today,
    }


def _requests(service: Service):
    rows = DataRequest.objects.of_service(service).select_related("opened_by")
    return [*rows.filter(finished_at=None).order_by("due_on"), *rows.filter(finished_at__isnull=False)[:10]]


def _request(request: DataRequest, today: dt.date) -> dict[str, Any]:
    return {"row": request, "tag": tag(request), "is_late": request.finished_at is None and request.due_on < today}


def tag(request: DataRequest) -> dict[str, str]:
    """The state's look and its words."""
    if request.finished_at is None and request.checked_at and request.made_at is None:
        return {"state": "publishing", "label": "In the works"}
    looks = {"open": "submitted", "ready": "approved", "done": "closed", "refused": "returned"}
    return {"state": looks[request.state], "label": request.get_state_display()}


def _asking(service: Service, user: User) -> list[Comment]:
    """Comments that ask for data or information and for which no request is open here yet."""
    rows = Comment.objects.visible_to(user).of_service(service).filter(statutory_due_on__isnull=False)
    rows = rows.exclude(state=CommentState.PURGED).annotate(opened=Count("data_requests")).filter(opened=0)
    return list(rows.select_related("channel").order_by("statutory_due_on")[:20])


def trial_page(run: PurgeRun, user: User) -> dict[str, Any]:
    """What would go: numbers, the oldest, and the list; without what is kept from this person."""
    service = run.service
    rows = Comment.objects.visible_to(user).of_service(service).filter(pk__in=run.comments)
    rows = dates.with_facts(rows.exclude(state=CommentState.PURGED)).select_related("channel").order_by("received_at")
    listed = list(rows)
    return {
        "run": run,
        "total": runs.total_of(run),
        "held": run.counts.get(runs.HELD, 0),
        "counts": [
            {"term": GROUND_LABELS.get(name, name), "value": number}
            for name, number in run.counts.items()
            if name != runs.HELD
        ],
        "oldest": listed[0].received_at if listed else None,
        "rows": [_going(one, kept, service) for one, kept in _with_periods(listed, service)],
        "refused": permissions.refusal_to_purge(user, service),
        "is_all": len(run.comments) >= runs.total_of(run),
    }


def _with_periods(comments: list[Comment], service: Service):
    return dates.kept_all(service, comments, policies.parameters_in_force(service))


def _going(comment: Comment, kept: periods.Kept, service: Service) -> list[dict[str, Any]]:
    closed = service.local(comment.closed_at) if comment.closed_at else None
    url = reverse("inbox:comment", args=[service.slug, comment.pk])
    return [
        {"text": f"Comment {comment.pk}", "url": url, "head": True},
        {"text": comment.channel.get_network_display(), "label": "Where"},
        {"text": GROUND_LABELS[kept.ground], "label": "Kept as"},
        {"text": f"{closed.day} {closed:%b %Y}" if closed else "", "label": "Ended"},
        {"text": f"{kept.until.day} {kept.until:%b %Y}" if kept.until else kept.waits_for, "label": "Kept until"},
    ]


def request_page(request: DataRequest, user: User, now: dt.datetime) -> dict[str, Any]:
    """One request; the list of what is handed out comes with `checked_list`."""
    found = data_requests.comments_of(request)
    total, appeals = found.count(), own_appeals.of(request).count()
    not_yours = found.kept_from(user).count()
    is_running = request.checked_at is not None and request.made_at is None and request.finished_at is None
    percent = round(100 * request.position / request.total) if request.total else 0
    return {
        "asked": request,
        "tag": tag(request),
        "is_open": request.finished_at is None,
        "is_access": request.kind == DataRequest.Kind.ACCESS,
        "is_running": is_running,
        "percent": min(percent, 100),
        "accounts": data_requests.accounts(request),
        "total": total,
        "whole": total + appeals,
        "appeals": appeals,
        "by_name_alone": own_appeals.by_name_alone(request),
        "not_yours": not_yours,
        "is_late": request.finished_at is None and request.due_on < request.service.today(now),
        "choices": {"hide": [], "show": [], "back": {}, **request.choices},
        "ground": bundle.GROUND,
    }


def checked_list(request: DataRequest, comments: list[Comment]) -> list[dict[str, Any]]:
    """Comments as they will be handed out, with what is covered marked, for the person who checks it."""
    teller = bundle.Teller(request)
    known = bundle.with_other_writers(teller.known, bundle.texts_of(comments), request.service)
    back = request.choices.get("back", {})
    return [
        {
            "row": one,
            "posted": one.posted_at,
            "pieces": masking.pieces(one.capture.text, known),
            "edits": [masking.pieces(edit.text, known) for edit in one.edits.all()],
            "replies": _replies(one, known),
            "outcome": masking.pieces(one.outcome, known) if one.outcome else [],
            "has_record": bool(one.escalations.all()) or Flag.SAFEGUARDING in one.flags,
            "back": back.get(str(one.pk), ""),
        }
        for one in comments
    ]


def checked_appeals(request: DataRequest) -> list[dict[str, Any]]:
    """The person's requests to look again that are about no comment, as they will be handed out."""
    teller = bundle.Teller(request)
    rows = list(own_appeals.of(request))
    known = bundle.with_other_writers(teller.known, [one.says for one in rows], request.service)
    return [
        {
            "row": one,
            "where": one.block.channel if one.block else one.channel,
            "says": masking.pieces(one.says, known),
            "reason": masking.pieces(one.reason, known) if one.reason else [],
        }
        for one in rows
    ]


def _replies(comment: Comment, known: masking.Known) -> list[dict[str, Any]]:
    """What we wrote, and the reasons that were noted with a step."""
    told = []
    for step in comment.steps.all():
        for key, by in (("text", "We answered"), ("reason", "Reason noted"), ("ground", "Ground")):
            if step.data.get(key) and step.key not in bundle.KEPT_BACK_STEPS:
                told.append({"by": by, "pieces": masking.pieces(step.data[key], known)})
    return told


def erasure_page(request: DataRequest, now: dt.datetime) -> dict[str, Any]:
    found = data_requests.erasure_plan(request, now)
    stays = [
        {"number": number, "reason": reason} for reason, number in (found.stays + found.appeals_stay).most_common()
    ]
    return {"goes": found.goes, "appeals_go": found.appeals_go, "stays": stays, "handle_stays": found.handle_stays}


def line_of(comment: Comment, user: User) -> dict[str, Any]:
    """On the comment's own page: until when its words are kept, what holds them, what this person may do."""
    service = comment.service
    may_act = not permissions.refusal_to_keep(user, service)
    is_gone = comment.state == CommentState.PURGED
    held = [] if is_gone else holds.on_comment(comment)
    kept = None
    if comment.state in dates.ENDED and not comment.purge_on:
        kept = periods.kept(dates.facts_of(comment), policies.parameters_in_force(service)).waits_for
    return {
        "purged_at": comment.purged_at,
        "until": comment.purge_on,
        "waits_for": kept or "",
        "holds": held,
        "may_hold": may_act and not is_gone,
        "may_ask": may_act and Flag.STATUTORY_REQUEST in comment.flags and not is_gone,
        "requests": list(comment.data_requests.all()) if may_act and Flag.STATUTORY_REQUEST in comment.flags else [],
    }


def subject_of(service: Service, user: User, comment_id: int | None, incident_id: int | None) -> dict[str, Any] | None:
    """What a new hold is about: a comment or an incident that the person may see; None when there is none such."""
    if comment_id:
        found = Comment.objects.visible_to(user).of_service(service).filter(pk=comment_id).first()
        return {"comment": found, "name": f"comment {found.pk}"} if found else None
    found = incidents.visible_to(user, service).filter(pk=incident_id or 0).first()
    return {"incident": found, "name": f"the incident “{found.title}”"} if found else None
