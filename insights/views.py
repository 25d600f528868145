"""Home, compliance and the probes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import permissions
from insights import health, mending
from insights import home as home_of
from insights.compliance import areas, counting, policies
from insights.compliance import comments as of_comments
from insights.compliance import page as pages
from insights.frame import STAFF
from insights.spans import month_of
from posts.permissions import refusal_to_read


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 only when beat and a worker proved themselves in the last 3 minutes."""
    if health.is_alive(timezone.now()):
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("no sign of beat and worker in the last 3 minutes", content_type="text/plain", status=503)


def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    waiting = home_of.waiting_for(request.user, request.service, now)
    hour = request.service.local(now).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    counts = [
        (len(waiting.cannot_wait), "cannot wait"),
        (len(waiting.late), "late"),
        (len(waiting.soon), "for today and this week"),
    ]
    told = ", ".join(f"{count} {words}" for count, words in counts if count) or "Nothing waits for you"
    return render(
        request,
        "insights/home.html",
        {
            "now": now,
            "greeting": f"Good {part}, {request.user.first_name}. {told}.",
            "waiting": waiting,
            "reads_posts": not refusal_to_read(request.user, request.service),
            "health": health.lines(request.service, now),
            "going_out": home_of.going_out_today(request.user, request.service, now),
            "with_others": home_of.waiting_for_others(request.user, request.service, now),
        },
    )


def compliance(request: HttpRequest) -> HttpResponse:
    """Does the service keep its own policy? Open to every role; a viewer sees no name and no text."""
    now = timezone.now()
    month = month_of(request.service, request.GET.get("month", ""), now)
    comments = of_comments.by_class(month, now)
    versions = policies.in_force(request.service)
    may_mend = not permissions.roles_of(request.user, request.service).isdisjoint(STAFF)
    wrong = mending.wrong_now(request.service, now, versions=versions)
    if not may_mend:
        wrong = [{"what": entry["what"], "stop": entry.get("stop")} for entry in wrong]
    return render(
        request,
        "insights/compliance.html",
        {
            "month": month,
            "is_current": month.end > now,
            "now": now,
            "wrong": wrong,
            "figures": pages.figures(month, now, versions=versions, comments=comments),
            "definitions": areas.FIGURES.values(),
            "class_heads": [
                {"label": "Class"},
                {"label": "Comments", "number": True},
                {"label": "In time", "number": True},
            ],
            "class_rows": [
                [{"text": name, "head": True}, {"text": total, "number": True}, {"text": kept, "number": True}]
                for name, total, kept in comments.lines
            ],
        },
    )


def figure_rows(request: HttpRequest, figure: str) -> HttpResponse:
    """The rows behind one figure."""
    now = timezone.now()
    found = areas.FIGURES.get(figure)
    if found is None:
        raise Http404
    month = month_of(request.service, request.GET.get("month", ""), now)
    rows = found.rows(month, now)
    sees_names = not permissions.roles_of(request.user, request.service).isdisjoint(STAFF)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    good, total = counting.share(rows)
    table = [
        [
            {"text": row.what if sees_names else row.plain, "url": row.url if sees_names else "", "head": True},
            {"text": row.fact if sees_names or " by " not in row.fact else row.fact.split(" by ")[0]},
            {"text": "As it should be", "state": "approved"}
            if row.is_good
            else {"text": "Look at it", "state": "missing"},
        ]
        for row in page
    ]
    heads = [{"label": "What"}, {"label": "Found"}, {"label": "State"}]
    context = {
        "figure": found,
        "month": month,
        "page": page,
        "heads": heads,
        "table": table,
        "good": good,
        "total": total,
    }
    return render(request, "insights/figure.html", context)
