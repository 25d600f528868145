"""Pages: what posts did, together and one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from insights.charts import in_figures
from insights.figures import choices, of_posts, totals
from insights.figures.comparing import as_times, in_words
from insights.figures.forms_posts import TotalsForm
from insights.figures.months import short_names
from insights.figures.of_posts import MEASURES, OnChannel, Totals
from insights.figures.permissions import refusal_to_write_figures, sees_words
from insights.figures.typing import FiguresRefused
from posts import permissions
from posts.models import Post
from posts.writing import repurposing


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The top posts of a month, and what did best over the year that it ends."""
    service, now = request.service, timezone.now()
    channels = choices.channels_of(service)
    channel = choices.channel_asked(request, channels)
    month = choices.month_asked(request, service, now)
    measure = request.GET.get("by", "")
    measure = measure if measure in MEASURES else "engagements"
    sent = of_posts.sent_between(service, of_posts.year_to(month).start, month.end, channel)
    of_month = of_posts.together([one for one in sent if one.at >= month.start])
    best, known = of_posts.top(of_month, measure)
    rows = _rows(request, best, short_names(channels))
    by_choice = {"name": "by", "label": "Best by", "chosen": measure, "choices": list(MEASURES.items())}
    context = {
        "month": month,
        "channel": channel,
        "filters": [
            choices.month_choice(service, month, now),
            choices.channel_choice(channels, channel),
            by_choice,
        ],
        "measure": MEASURES[measure],
        "rows": rows,
        "may_use_again": any(row["may_use_again"] for row in rows),
        "known": known,
        "of_month": len(of_month),
        "looked_at": len({one.post for one in sent}),
        "is_cut": len(sent) == of_posts.LOOKED_AT,
        "comparisons": [
            _comparison(one)
            for one in of_posts.comparisons(
                service,
                [one for one in sent if one.at < now - of_posts.RIPE],
                words=sees_words(request.user, service),
            )
        ],
        "seen_enough": of_posts.SEEN_ENOUGH,
    }
    return render(request, "insights/figures/posts.html", context)


def _rows(request: HttpRequest, best: list[Totals], names: dict[int, str]) -> list[dict[str, Any]]:
    """What a line of the top posts shows. Who only looks sees neither title nor a way to use a post again."""
    posts = Post.objects.of_service(request.service).select_related("service").in_bulk([one.post for one in best])
    words = sees_words(request.user, request.service)
    found = []
    for place, one in enumerate(best, start=1):
        post = posts[one.post]
        local = request.service.local(one.at)
        found.append(
            {
                "place": place,
                "post": post,
                "title": post.title if words else f"Post of {local:%a %-d %b, %H:%M}",
                "at": local,
                "channels": ", ".join(names[pk] for pk in one.channels),
                "impressions": in_figures(one.impressions),
                "engagements": in_figures(one.engagements),
                "rate": percent(one.rate),
                "may_use_again": not repurposing.refusal_to_use_again(request.user, post),
            }
        )
    return found


def whole(value: float | None) -> str:
    """A median without its half."""
    return in_figures(None if value is None else math.floor(value + 0.5))


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}\u00a0%"


def _comparison(found: of_posts.Comparison) -> dict[str, Any]:
    heads = [
        {"label": found.title.removeprefix("By ").capitalize()},
        {"label": "Posts", "number": True},
        {"label": "Engagements, the middle post", "number": True},
        {"label": "Against the usual"},
    ]
    rows = [
        [
            {"text": name, "head": True},
            {"text": in_figures(one.posts), "number": True},
            {"text": whole(one.engagements), "number": True},
            {"text": in_words(one)},
        ]
        for name, one in found.named
    ]
    return {"title": found.title, "says": found.says, "counted": found.counted, "heads": heads, "rows": rows}


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post: its figures on each channel, how they grew, and where a person types them."""
    rows = Post.objects.visible_to(request.user).of_service(request.service).select_related("service")
    post = get_object_or_404(rows, pk=post_id)
    refusal = refusal_to_write_figures(request.user, request.service)
    if request.method == "GET":
        return _show(request, post, may_type=not refusal)
    refuse(refusal)
    delivery = request.POST.get("delivery", "")
    form = TotalsForm(request.POST, prefix=f"on-{delivery}")
    if not post.deliveries.filter(pk=delivery if delivery.isdecimal() and len(delivery) < 18 else 0).exists():
        return _show(request, post, errors=["Choose one of the channels on which this post is out."])
    if not form.is_valid():
        return _show(request, post, typed=(int(delivery), form))
    try:
        totals.say_totals(int(delivery), by=request.user, numbers=form.cleaned_data)
    except FiguresRefused as refused:
        return _show(request, post, typed=(int(delivery), form), errors=[str(refused)])
    messages.success(request, "The figures are saved.")
    return redirect("figures:post", service=request.service.slug, post_id=post.pk)


def _show(
    request: HttpRequest,
    post: Post,
    *,
    may_type: bool = True,
    typed: tuple[int, TotalsForm] | None = None,
    errors: Sequence[str] = (),
) -> HttpResponse:
    found = of_posts.on_channels(post, timezone.now())
    words = sees_words(request.user, request.service)
    forms = {row.delivery.pk: TotalsForm.of(row) for row in found if not row.refusal and may_type}
    if typed:
        forms[typed[0]] = typed[1]
    out_at = request.service.local(found[0].delivery.sent_at) if found else None
    context = {
        "post": post,
        "title": post.title if words else f"Post of {out_at:%a %-d %b %Y}" if out_at else "A post",
        "reads_posts": not permissions.refusal_to_read(request.user, request.service),
        "may_use_again": not repurposing.refusal_to_use_again(request.user, post),
        "rows": [_on_channel(row, request, words) for row in found],
        "charts": [chart for chart in of_posts.over_time(found) if chart.is_drawn],
        "forms": [(row, forms[row.delivery.pk]) for row in found if row.delivery.pk in forms],
        "typed": typed[1] if typed else None,
        "errors": errors,
    }
    return render(request, "insights/figures/post.html", context, status=422 if request.method == "POST" else 200)


def _on_channel(row: OnChannel, request: HttpRequest, words: bool) -> dict[str, Any]:
    total, service = row.total, request.service
    if total is None or total.read_at is None:
        known = "nobody has said yet" if not row.refusal else "not read yet"
    elif total.said_by_id:
        known = f"typed{f' by {total.said_by}' if words else ''}, {service.local(total.read_at):%a %-d %b, %H:%M}"
    else:
        known = f"read {service.local(total.read_at):%a %-d %b, %H:%M}"
    numbers = {name: getattr(total, name, None) for name in totals.OF_POSTS}
    return {
        "network": row.delivery.channel.network,
        "name": row.name,
        "at": service.local(row.delivery.sent_at),
        "numbers": [in_figures(value) for value in numbers.values()],
        "rate": percent(row.rate),
        "times": "" if row.times is None else as_times(row.times),
        "usual": whole(row.usual),
        "known": known,
    }
