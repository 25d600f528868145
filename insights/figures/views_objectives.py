"""Pages: the objectives of the strategy, and how each stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from insights.figures import objectives
from insights.figures.months import short_names
from insights.figures.objectives import Found
from insights.figures.permissions import sees_words
from posts.models import Objective
from posts.permissions import refusal_to_read, refusal_to_set_strategy

TAGS = {
    "met": "approved",
    "on_the_way": "scheduled",
    "behind": "late",
    "missed": "missing",
    "not_begun": "draft",
    "not_known": "undecided",
}
COUNTED = {
    "followers": "The followers of each month’s end; of each week while few months are known; and the newest reading.",
    "impressions": "Impressions of each whole month by its days, in % of the followers at its end.",
    "posts_a_week": "Posts that went out on this channel, over four whole weeks each, Monday to Sunday.",
    "answers": "Comments received in a month whose clock ended: how many of them were dealt with before it did.",
    "other": "Nobody counts this: it is in your own words.",
}
FORECAST = (
    "The forecast is the middle slope between the last points, at most twelve. The number should lie in its range four "
    "times in five; far ahead, growth in leaps is caught less often. It needs four points, and looks ahead twice as "
    "far as they reach back."
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All objectives of the service; those that are over stay below."""
    found = objectives.of_service(request.service, timezone.now())
    names = short_names(list({one.channel.pk: one.channel for one in found}.values()))
    words = sees_words(request.user, request.service)
    rows = [_row(one, names[one.channel.pk], words=words) for one in found]
    context = {
        "running": [row for row in rows if not row["is_over"]],
        "over": [row for row in rows if row["is_over"]],
        "may_set": not refusal_to_set_strategy(request.user, request.service),
        "reads_strategy": not refusal_to_read(request.user, request.service),
    }
    return render(request, "insights/figures/objectives.html", context)


@require_GET
def show(request: HttpRequest, objective_id: int) -> HttpResponse:
    """One objective: the way so far, the aim, and the range of what is to be expected."""
    rows = Objective.objects.filter(strategy__channel__service=request.service).select_related("strategy__channel")
    objective = get_object_or_404(rows, pk=objective_id)
    found = objectives.measured(request.service, [objective], timezone.now())[0]
    context = {
        "row": _row(found, found.channel.get_network_display(), words=sees_words(request.user, request.service)),
        "chart": found.chart if found.points else None,
        "may_set": not refusal_to_set_strategy(request.user, request.service),
        "channel": found.channel,
    }
    return render(request, "insights/figures/objective.html", context)


def _row(found: Found, channel: str, *, words: bool) -> dict[str, Any]:
    """Without `words` an objective is called by what it measures: the strategy's own words are for the staff."""
    one, standing = found.objective, found.standing
    return {
        "pk": one.pk,
        "title": str(one) if words else one.get_measure_display(),
        "measure": one.get_measure_display(),
        "channel": channel,
        "network": found.channel.network,
        "state": TAGS[standing.state] if found.is_measured else "draft",
        "words": standing.words if found.is_measured else "On its day",
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "is_over": found.is_over,
        "percent": standing.percent,
        "is_known": found.is_measured and standing.newest is not None,
        "sentence": found.sentence,
        "outlook": found.outlook,
        "counted": _counted(found),
    }


def _counted(found: Found) -> list[str]:
    """How the number and the forecast come about, for the page of one objective."""
    lines = [COUNTED[found.measure]]
    if found.standing.began is not None and found.measure == "followers":
        lines.append(f"The bar begins at {found.written(found.standing.began)}, where it stood at the start.")
    if found.is_over:
        lines.append("What came in after its day changes nothing of it.")
    elif found.is_measured:
        lines.append(FORECAST)
    return lines
