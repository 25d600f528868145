"""Month and agenda, drawn from one reading of the posts."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from policies.services import quiet_periods
from posts import calendar, permissions
from posts.models import Post, PostState

NOT_SHOWN = (PostState.WITHDRAWN, PostState.REMOVED)


@require_GET
def month(request: HttpRequest) -> HttpResponse:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)
    service = request.service
    today = service.today(timezone.now())
    first = calendar.first_of(request.GET.get("month", ""), today)
    start, end = (dt.datetime.combine(day, dt.time.min, service.zone) for day in calendar.grid_of(first))
    rows = Post.objects.visible_to(request.user).of_service(service).planned_between(start, end)
    entries: dict[dt.date, list[Post]] = {}
    for post in rows.exclude(state__in=NOT_SHOWN).for_list().order_by("publish_at", "pk"):
        post.shown_state, post.shown_label = _state_of(post)
        entries.setdefault(service.local(post.publish_at).date(), []).append(post)
    quiet = [
        calendar.Quiet(name=one.name, starts_on=one.starts_on, ends_on=one.ends_on) for one in quiet_periods(service)
    ]
    weeks = calendar.weeks(first, today=today, entries=entries, quiet=quiet)
    without_time = Post.objects.of_service(service).filter(publish_at=None, state=PostState.APPROVED).count()
    context = {
        "first": first,
        "before": calendar.month_before(first),
        "after": calendar.next_month(first),
        "today": today,
        "weeks": weeks,
        "agenda": calendar.agenda(weeks),
        "without_time_words": f"{without_time} post{'' if without_time == 1 else 's'}" if without_time else "",
        "movable": (PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED),
        "may_write": not permissions.refusal_to_write(request.user, service),
        "may_move": permissions.may_schedule(request.user, service),
    }
    return render(request, "calendar/month.html", context)


def _state_of(post: Post) -> tuple[str, str]:
    """The sign and the word: a delivery that somebody has to look for comes before the post's own state."""
    if post.is_unsure:
        return "unknown", "Not sure"
    if post.held_reason and post.state in (PostState.APPROVED, PostState.SCHEDULED):
        return "held", "Held back"
    return post.state, post.get_state_display()
