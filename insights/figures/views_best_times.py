"""Page: at which hours posts did best."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Service
from channels.models import Channel
from insights.figures import choices, of_posts
from insights.figures.best_times import WEEKDAYS, Cell, Times, next_start, times_of
from insights.figures.comparing import FEWEST, in_words
from insights.figures.months import short_names
from posts.permissions import refusal_to_write

YEAR = dt.timedelta(days=365)
SHADE_WORDS = {
    "most": "1.5 times the usual or more",
    "more": "1.1 to 1.5 times",
    "usual": "about the usual",
    "less": "0.6 to 0.9 times",
    "least": "less than 0.6 times",
    "few": f"too few: under {FEWEST} posts",
}
SAID = 3


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The heat map of the last twelve months, of all channels or one."""
    service, now = request.service, timezone.now()
    channels = choices.channels_of(service)
    channel = choices.channel_asked(request, channels)
    sent = of_posts.sent_between(service, now - YEAR, now - of_posts.RIPE, channel)
    found = times_of(sent, service.zone)
    where = f" on {short_names(channels)[channel.pk]}" if channel else ""
    may_write = not refusal_to_write(request.user, service)
    context = {
        "channel": channel,
        "filters": [choices.channel_choice(channels, channel)],
        "posts": found.posts,
        "without_figures": len({one.post for one in sent if one.engagements is None}),
        "is_cut": len(sent) == of_posts.LOOKED_AT,
        "says": _says(found, where),
        "best": [_advice(cell, service, channel, now, may_write) for cell in found.best[:SAID]],
        "weekdays": [(name[:3], name) for name in WEEKDAYS],
        "rows": [(row[0].hours, [_cell(cell) for cell in row]) for row in found.rows],
        "legend": SHADE_WORDS.items(),
        "fewest": FEWEST,
    }
    return render(request, "insights/figures/best_times.html", context)


def _says(found: Times, where: str) -> str:
    if found.best:
        first = found.best[0]
        return f"{first.name} did best{where}: {first.group.times:.1f} times the usual, {first.group.posts} posts."
    if not found.says_something:
        return f"Too few posts to say{where}: {found.posts} in 12 months, and none of the times below has {FEWEST}."
    return f"No time stands out{where}: {found.posts} posts in 12 months, and no time did clearly better than others."


def _advice(cell: Cell, service: Service, channel: Channel | None, now: dt.datetime, may_write: bool) -> dict[str, Any]:
    """A time that did best, how sure that is, and for who may write the way to use it."""
    on, at = next_start(cell, service.today(now))
    asked = {"on": on.isoformat(), "at": f"{at:%H:%M}"} | ({"channel": channel.pk} if channel else {})
    url = f"{reverse('calendar:fill', args=[service.slug])}?{urlencode(asked)}" if may_write else ""
    count = f"{cell.group.better} of {cell.group.posts} posts did better than usual"
    return {"name": cell.name, "times": f"{cell.group.times:.1f}", "count": count, "on": on, "at": at, "url": url}


def _cell(cell: Cell) -> dict[str, Any]:
    posts = cell.group.posts
    count = f"{posts} post{'' if posts == 1 else 's'}" if posts else "no posts"
    words = f"{in_words(cell.group)}, {count}" if posts else count
    times = "" if cell.group.times is None else f"{cell.group.times:.1f}"
    return {"shade": cell.shade, "times": times, "posts": posts, "words": words, "is_best": cell.is_best}
