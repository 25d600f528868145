"""Month, week, agenda and paper: four ways to draw one plan; and moving a post on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_GET, require_http_methods

from posts import permissions, times
from posts.forms import TimeForm
from posts.models import Audience, Campaign, Post, PostState
from posts.planning import calendar, moving
from posts.planning.plan import STATE_GROUPS, Plan, Wanted, plan_of
from posts.times import LAST_YEAR
from posts.workflow import MoveRefused

AGENDA_DAYS = 56
VIEWS = ("month", "week", "agenda")


@require_GET
def month(request: HttpRequest) -> HttpResponse:
    page = CalendarPage(request)
    first = calendar.first_of(request.GET.get("month", ""), page.today)
    start, after = calendar.grid_of(first)
    plan = page.plan(start, after - dt.timedelta(days=1))
    weeks = calendar.weeks(plan, today=page.today, month=first)
    days = [day for week in weeks for day in week.days]
    passed = [day for day in days if day.on < page.today] if first == page.today.replace(day=1) else []
    earlier, before_that = calendar.agenda(passed)
    agenda, goes_on = calendar.agenda(days[len(passed) :])
    page.draw_facts([*earlier, *agenda])
    context = {
        "first": first,
        "before": page.link("month", calendar.month_before(first)),
        "before_label": f"{calendar.month_before(first):%B}",
        "after": page.link("month", calendar.next_month(first)),
        "after_label": f"{calendar.next_month(first):%B}",
        "weeks": weeks,
        "short_weeks": [week for week in weeks if week.short and not week.is_over],
        "agenda": agenda,
        "earlier": earlier,
        "earlier_count": calendar.count_posts(passed),
        "earlier_asking": calendar.count_asking(passed),
        "earlier_goes_on_url": page.link("agenda", before_that) if before_that else "",
        "goes_on_url": page.link("agenda", goes_on) if goes_on else "",
        "last": plan.end,
        **page.context("month", first if first != page.today.replace(day=1) else page.today, plan),
    }
    return render(request, "calendar/month.html", context)


@require_GET
def week(request: HttpRequest) -> HttpResponse:
    page = CalendarPage(request)
    monday = calendar.monday_of(calendar.day_of(request.GET.get("day", ""), page.today))
    plan = page.plan(monday, monday + dt.timedelta(days=6))
    days = calendar.days_of(plan, today=page.today, most=calendar.MOST_IN_AGENDA)
    for day in days:
        day.is_other_month = day.on.month != monday.month or day.on == monday  # the month is said where it changes
    context = {
        "monday": monday,
        "before": page.link("week", monday - dt.timedelta(days=7)),
        "before_label": "Week before",
        "after": page.link("week", monday + dt.timedelta(days=7)),
        "after_label": "Week after",
        "week": calendar.week_of(plan, days, today=page.today),
        **page.context("week", monday if days[0].on > page.today or days[-1].on < page.today else page.today, plan),
    }
    return render(request, "calendar/week.html", context)


@require_GET
def agenda(request: HttpRequest) -> HttpResponse:
    page = CalendarPage(request)
    start = calendar.day_of(request.GET.get("day", ""), page.today)
    plan = page.plan(start, start + dt.timedelta(days=AGENDA_DAYS - 1))
    days, goes_on = calendar.agenda(calendar.days_of(plan, today=page.today))
    page.draw_facts(days)
    context = {
        "start": start,
        "before": page.link("agenda", start - dt.timedelta(days=28)),
        "before_label": "4 weeks before",
        "after": page.link("agenda", goes_on or plan.end + dt.timedelta(days=1)),
        "after_label": "Later",
        "agenda": days,
        "goes_on_url": page.link("agenda", goes_on or plan.end + dt.timedelta(days=1)) if days else "",
        "last": goes_on - dt.timedelta(days=1) if goes_on else plan.end,
        **page.context("agenda", start, plan),
    }
    return render(request, "calendar/agenda.html", context)


@require_GET
def print_month(request: HttpRequest) -> HttpResponse:
    """A month on one sheet of A4, as it stands now."""
    page = CalendarPage(request)
    first = calendar.first_of(request.GET.get("month", ""), page.today)
    start, after = calendar.grid_of(first)
    plan = page.plan(start, after - dt.timedelta(days=1))
    weeks = calendar.weeks(plan, today=page.today, month=first, most=calendar.MOST_ON_PAPER)
    context = {
        "first": first,
        "weeks": weeks,
        "printed_at": page.now,
        "chosen_words": page.chosen_words(),
        "back": page.link("month", first),
    }
    return render(request, "calendar/print.html", context)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, post_id: int) -> HttpResponse:
    """Another time for a post: asked for in a form, or by a drag, which gets its answer as JSON."""
    service = request.service
    if refusal := permissions.refusal_to_read(request.user, service):
        raise PermissionDenied(refusal)
    rows = Post.objects.visible_to(request.user).of_service(service).select_related("service", "author", "revision")
    post = get_object_or_404(rows, pk=post_id)
    if refusal := moving.refusal(request.user, post, timezone.now()):
        return _moved_nothing(request, post, None, refusal, 403 if post.state in moving.MOVABLE else 409)
    form = TimeForm(request.POST or None, initial={"on": post.publish_on, "at": post.publish_time})
    if request.method == "GET":
        return _ask_for_time(request, post, form, [])
    if not form.is_valid():
        sentence = " ".join(error for errors in form.errors.values() for error in errors)
        return _moved_nothing(request, post, form, sentence, 422)
    was = post.publish_at
    try:
        post = moving.move(post.pk, by=request.user, on=form.cleaned_data["on"], at=form.cleaned_data["at"])
    except MoveRefused as refused:
        return _moved_nothing(request, post, form, str(refused), 409)
    address = _after_the_move(request, post, was)
    if _wants_json(request):
        return JsonResponse({"url": address, "sentence": _moved_to(post, was)})
    messages.success(request, _moved_to(post, was))
    return redirect(address)


def _moved_to(post: Post, was: dt.datetime | None) -> str:
    if post.publish_at == was:
        return f"“{post}” stays at {times.words(post.publish_at, post.service.zone)}."
    again = " It waits for approval again." if post.state == PostState.SUBMITTED and post.approved_digest == "" else ""
    return f"“{post}” is moved to {times.words(post.publish_at, post.service.zone)}.{again}"


def _after_the_move(request: HttpRequest, post: Post, was: dt.datetime | None) -> str:
    """The view that it was moved on, at the post's new day, with what an undo needs."""
    view = request.POST.get("view", "")
    view = view if view in VIEWS else "month"
    asked: dict[str, str] = {}
    on = post.publish_on
    shown = calendar.day_of(request.POST.get("shown", ""), on)
    start, after = (shown, shown) if view != "month" else calendar.grid_of(shown.replace(day=1))
    if view == "month":
        asked["month"] = f"{shown if start <= on < after else on:%Y-%m}"
    else:
        asked["day"] = on.isoformat() if view == "week" else min(shown, on).isoformat()
    if was and was != post.publish_at:
        asked |= {"moved": str(post.pk), "was": was.isoformat()}
    return f"{reverse(f'calendar:{view}', args=[post.service.slug])}?{urlencode(asked)}"


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _moved_nothing(request: HttpRequest, post: Post, form: TimeForm | None, sentence: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"sentence": sentence}, status=status)
    if form is None and status == 403:
        raise PermissionDenied(sentence)
    return _ask_for_time(request, post, form, [] if form and form.errors else [sentence], status)


def _ask_for_time(
    request: HttpRequest, post: Post, form: TimeForm | None, errors: list[str], status: int = 200
) -> HttpResponse:
    view = request.POST.get("view", request.GET.get("view", ""))
    view = view if view in VIEWS else "month"
    shown = request.POST.get("shown", request.GET.get("shown", ""))
    back = f"{reverse(f'calendar:{view}', args=[post.service.slug])}"
    if day := calendar.day_of(shown, post.publish_on or dt.date.min) if post.publish_on or shown else None:
        back += f"?month={day:%Y-%m}" if view == "month" else f"?day={day}"
    context = {
        "post": post,
        "form": form,
        "errors": errors,
        "view": view,
        "shown": shown,
        "back": back,
        "is_approved": post.state in (PostState.APPROVED, PostState.SCHEDULED),
    }
    return render(request, "calendar/move.html", context, status=status)


@dataclass
class CalendarPage:
    """What every view of the calendar needs of the request."""

    request: HttpRequest

    def __post_init__(self) -> None:
        if refusal := permissions.refusal_to_read(self.request.user, self.request.service):
            raise PermissionDenied(refusal)
        self.service = self.request.service
        self.now = timezone.now()
        self.today = self.service.today(self.now)
        asked = self.request.GET
        self.wanted = Wanted(
            channel=_number(asked.get("channel", "")),
            audience=asked.get("audience", "") if asked.get("audience") in Audience.values else "",
            campaign=_number(asked.get("campaign", "")),
            state=asked.get("state", "") if asked.get("state") in STATE_GROUPS else "",
        )

    def plan(self, start: dt.date, end: dt.date) -> Plan:
        self.read = plan_of(self.service, self.request.user, start, end, now=self.now, wanted=self.wanted)
        return self.read

    def chosen(self) -> dict[str, str]:
        """The filters as the address has them."""
        names = ("channel", "audience", "campaign", "state")
        return {name: str(value) for name in names if (value := getattr(self.wanted, name))}

    def link(self, view: str, day: dt.date | None = None, chosen: dict[str, str] | None = None) -> str:
        """The address of a view, with the filters as they are, or these."""
        asked: dict[str, str] = {}
        if day and view in ("month", "print"):
            asked["month"] = f"{day:%Y-%m}"
        elif day:
            asked["day"] = day.isoformat()
        query = urlencode(asked | (self.chosen() if chosen is None else chosen))
        return reverse(f"calendar:{view}", args=[self.service.slug]) + (f"?{query}" if query else "")

    def export_link(self, plan: Plan) -> str:
        """The address of what is shown as a spreadsheet."""
        asked = {"start": plan.start.isoformat(), "end": plan.end.isoformat(), "kind": "xlsx"} | self.chosen()
        return f"{reverse('posts:export_plan', args=[self.service.slug])}?{urlencode(asked)}"

    def context(self, view: str, day: dt.date, plan: Plan) -> dict[str, Any]:
        """`day` is the one that the other views open at."""
        ahead = [one for one in plan.gaps if one.at > self.now]
        labels = {"month": "Month", "week": "Week", "agenda": "Agenda"}
        return {
            "view": view,
            "views": [
                {"key": key, "label": label, "url": self.link(key, day), "here": key == view}
                for key, label in labels.items()
            ],
            "today_url": self.link(view),
            "print_url": self.link("print", day),
            "export_url": self.export_link(plan),
            "clear_url": self.link(view, day, chosen={}),
            "asked_for": ("month", f"{day:%Y-%m}") if view == "month" else ("day", day.isoformat()),
            "today": self.today,
            "shown_day": day,
            "shown_iso": day.isoformat(),
            "filters": self.filters(plan),
            "is_filtered": not self.wanted.is_all,
            "chosen_words": self.chosen_words(),
            "gap_count": len(ahead),
            "last_gap": ahead[-1].at if ahead else None,
            "to_prepare": plan.to_prepare,
            "undo": self.undo(),
            "without_time": self.without_time(),
            "has_aims": bool(plan.aims),
            "has_posts": bool(plan.entries or plan.gaps),
            "channels": plan.channels,
            "may_write": not permissions.refusal_to_write(self.request.user, self.service),
            "movable": self.movable(),
            "urls": self.urls(),
        }

    def urls(self) -> dict[str, str]:
        """Beginnings of addresses, so that a grid of many lines does not work out each by itself."""
        slug = [self.service.slug]
        return {
            "posts": reverse("posts:list", args=slug),
            "new": reverse("posts:new", args=slug),
            "calendar": reverse("calendar:month", args=slug),
            "fill": reverse("calendar:fill", args=slug),
            "week": reverse("calendar:week", args=slug),
        }

    def draw_facts(self, days: Iterable[calendar.Day]) -> None:
        """Put channels and state on each post's line of an agenda; each mark and each tag is drawn once."""

        @cache
        def mark(network: str, name: str) -> str:
            return render_to_string("components/channel.html", {"network": network, "name": name})

        @cache
        def tag(state: str, label: str) -> str:
            return render_to_string("components/state_tag.html", {"state": state, "label": label})

        for line in (line for day in days for line in day.lines if line.kind == "entry"):
            post = line.what
            drawn = [*(mark(one.network, one.name) for one in post.channels), tag(post.state, post.label)]
            line.facts = format_html_join("", "{}", ((part,) for part in drawn))

    def movable(self) -> frozenset[str]:
        """The states in which this person may give a post another time."""
        may_write = not permissions.refusal_to_write(self.request.user, self.service)
        may_schedule = permissions.may_schedule(self.request.user, self.service)
        return (moving.WRITING if may_write else frozenset()) | (moving.UNDER_WAY if may_schedule else frozenset())

    def filters(self, plan: Plan) -> list[dict[str, Any]]:
        """The four selects: (value, label) pairs with what is chosen."""
        campaigns = Campaign.objects.of_service(self.service).order_by("-starts_on")[:100]
        self.campaigns = [(str(pk), name) for pk, name in campaigns.values_list("pk", "name")]
        channels = [(str(one.pk), one.name) for one in plan.channels.values()]
        choices = [
            ("channel", "Channel", "All channels", channels),
            ("audience", "For", "Everybody", Audience.choices),
            ("campaign", "Campaign", "With and without", self.campaigns),
            ("state", "State", "Any state", [(key, label) for key, (label, _) in STATE_GROUPS.items()]),
        ]
        chosen = self.chosen()
        return [
            {"name": name, "label": label, "all": every, "choices": rows, "chosen": chosen.get(name, "")}
            for name, label, every, rows in choices
            if rows
        ]

    def chosen_words(self) -> str:
        """The filters in words: "Facebook, parents and carers"."""
        words = []
        if self.wanted.channel:
            one = self.read.channels.get(self.wanted.channel)
            words.append(one.name if one else "a channel that is not here")
        if self.wanted.audience:
            words.append(Audience(self.wanted.audience).label)
        if self.wanted.campaign:
            words.append("one campaign")
        if self.wanted.state:
            words.append(STATE_GROUPS[self.wanted.state][0])
        return ", ".join(words)

    def without_time(self) -> str:
        count = Post.objects.of_service(self.service).filter(publish_at=None, state=PostState.APPROVED).count()
        return f"{count} post{'' if count == 1 else 's'}" if count else ""

    def undo(self) -> dict[str, Any] | None:
        """The post that was just moved, and where it was, while that lies ahead."""
        pk = _number(self.request.GET.get("moved", ""))
        try:
            was = dt.datetime.fromisoformat(self.request.GET.get("was", ""))
        except ValueError:
            return None
        if pk is None or was.tzinfo is None or was.year > LAST_YEAR or was <= self.now:
            return None
        post = Post.objects.visible_to(self.request.user).of_service(self.service).filter(pk=pk).first()
        if post is None or post.publish_at in (None, was) or moving.refusal(self.request.user, post, self.now):
            return None
        local = self.service.local(was)
        return {"post": post, "on": local.date(), "at": local.time(), "was": local, "words": _moved_to(post, was)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
