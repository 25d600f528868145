"""The objectives of the strategy against the figures (G2): where each stands, and what is to be expected.

What each is measured by:
followers: the months' figures, or the weeks' last readings while there are few months;
impressions a day: of whole months, in % of the followers at their end;
posts a week: over four whole weeks;
answers: comments whose clock was kept, of those received in a month whose clock ended, as on the compliance page.
What is read does not grow with the years: a year before each objective's last day, in six queries at most.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth, TruncWeek

from accounts.models import Service
from channels.models import Channel
from insights.charts import Chart, Line
from insights.figures import forecast as forecasts
from insights.figures.forecast import Forecast, Point
from insights.figures.standing import Aim, Standing, State, judge
from insights.models import ChannelDay, ChannelMonth
from moderation.models import Comment
from posts.models import Delivery, DeliveryState, Objective

Measure = Objective.Measure
YEAR = dt.timedelta(days=366)
WEEKS = dt.timedelta(weeks=12)
MONTHS_ENOUGH = 6
WEEKS_A_POINT, BLOCKS = 4, 12
STEPS_AHEAD = 24
IN_TIME = Q(clock_stopped_at__lte=F("due_at"))


@dataclass(frozen=True)
class Found:
    """An objective, where it stands, and the points that say so, the oldest first."""

    objective: Objective
    standing: Standing
    points: Sequence[Point]
    today: dt.date

    @property
    def channel(self) -> Channel:
        return self.objective.strategy.channel

    @property
    def measure(self) -> str:
        return self.objective.measure

    @property
    def is_over(self) -> bool:
        return self.today > self.objective.due_on

    @property
    def is_measured(self) -> bool:
        return self.measure != Measure.OTHER

    def written(self, value: float) -> str:
        """A value in the unit of its measure."""
        if self.measure in (Measure.IMPRESSIONS, Measure.ANSWERS):
            return f"{_short(value)}\u00a0%"
        return f"{value:,.0f}" if self.measure == Measure.FOLLOWERS else f"{_short(value)} a week"

    @property
    def target(self) -> str:
        return self.written(float(self.objective.target))

    @property
    def sentence(self) -> str:
        """Where it stands, in one sentence."""
        if not self.is_measured:
            return "Nobody counts this for you. Look at it on its day."
        newest = self.standing.newest
        if newest is None:
            return f"No figures{' of its last weeks' if self.points else ' yet'}, so nobody knows."
        if self.is_over:
            return f"{self.written(newest.value)} on {newest.on:%-d %B %Y}; the aim was {self.target}."
        return f"{self.written(newest.value)} on {newest.on:%-d %B}; the aim is {self.target}."

    @property
    def outlook(self) -> str:
        """The forecast in words, or why there is none; "" where none is due."""
        if not self.is_measured or self.is_over or self.standing.newest is None:
            return ""
        if self.standing.state in (State.MET, State.NOT_BEGUN):
            return ""
        found, due = self.standing.forecast, self.objective.due_on
        if found is None:
            if self.today == due:
                return ""
            if len(self.points) < forecasts.FEWEST:
                few = f"{len(self.points)} {'is' if len(self.points) == 1 else 'are'} known"
                return f"No forecast: it takes {forecasts.FEWEST} points in time, and {few}."
            return f"No forecast: {due:%-d %B %Y} is too far ahead for what is known."
        between = f"Between {self.written(found.low)} and {self.written(found.high)} on {due:%-d %B %Y}"
        chance = forecasts.in_words(self.standing.chance or 0.0)
        return f"{between}, the aim is {self.target}: {chance}."

    @property
    def chart(self) -> Chart:
        """The way so far with the aim, and the range of the forecast as its last lines, as far apart as the points."""
        name = self.objective.get_measure_display()
        ahead = self._ahead()
        rows = [(one.on, [one.value, *([None, None] if ahead else [])]) for one in self.points]
        if ahead:
            rows[-1] = (self.points[-1].on, [self.points[-1].value] * 3)
            rows += [(one.on, [None, one.low, one.high]) for one in ahead]
        return Chart(
            key=f"objective-{self.objective.pk}",
            title=name,
            says=" ".join(part for part in (self.sentence, self.outlook) if part),
            kind="line",
            heads=["Day", "So far", *(["At least", "At most"] if ahead else [])],
            rows=[Line(f"{on:%-d %b %Y}", values, [self._shown(one) for one in values]) for on, values in rows],
            limit=("Aim", float(self.objective.target)),
            note="What is to be expected: at least and at most, four times in five" if ahead else "",
        )

    def _ahead(self) -> list[Forecast]:
        """The forecast of the last day, with those of the days between it and now in the steps of the points."""
        last = self.standing.forecast
        if last is None:
            return []
        step = (self.points[-1].on - self.points[0].on) / (len(self.points) - 1)
        most, is_count = _most(self.objective), self.measure == Measure.FOLLOWERS
        days = [self.points[-1].on + step * number for number in range(1, STEPS_AHEAD)]
        between = [day for day in days if day + step / 2 < last.on]
        found = [forecasts.forecast(self.points, day, most=most, is_count=is_count) for day in between]
        return [*(one for one in found if one), last]

    def _shown(self, value: float | None) -> str:
        if value is None:
            return "–"
        return _short(value) if self.measure == Measure.POSTS_A_WEEK else self.written(value)


def _short(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def of_service(service: Service, now: dt.datetime) -> list[Found]:
    """Every objective: those that run by their day, then those that are over, the newest first."""
    rows = Objective.objects.filter(strategy__channel__service=service).select_related("strategy__channel")
    found = measured(service, list(rows), now)
    running = sorted((one for one in found if not one.is_over), key=lambda one: one.objective.due_on)
    over = sorted((one for one in found if one.is_over), key=lambda one: one.objective.due_on, reverse=True)
    return running + over


def measured(service: Service, objectives: Sequence[Objective], now: dt.datetime) -> list[Found]:
    """These objectives of the service with where they stand."""
    today = service.today(now)
    points = _Points(service, objectives, now)
    found = []
    for one in objectives:
        known = points.of(one)
        found.append(Found(one, judge(_aim(one), known, today), known, today))
    return found


def _aim(one: Objective) -> Aim:
    return Aim(
        target=float(one.target),
        starts_on=one.starts_on,
        due_on=one.due_on,
        begins_at=None if one.begins_at is None else float(one.begins_at),
        grows=one.measure == Measure.FOLLOWERS,
        most=_most(one),
    )


def _most(one: Objective) -> float:
    """What the number can be at all."""
    return 100.0 if one.measure == Measure.ANSWERS else math.inf


class _Points:
    """What the objectives are measured by, read once for all of them."""

    def __init__(self, service: Service, objectives: Sequence[Objective], now: dt.datetime) -> None:
        self.service, self.now, self.today = service, now, service.today(now)
        by_measure: dict[str, list[Objective]] = defaultdict(list)
        for one in objectives:
            by_measure[one.measure].append(one)
        followers = by_measure[Measure.FOLLOWERS]
        self.months = self._months([*followers, *by_measure[Measure.IMPRESSIONS]])
        self.days = self._days(followers)
        self.weeks = self._weeks(by_measure[Measure.POSTS_A_WEEK])
        self.answers = self._answers(by_measure[Measure.ANSWERS])

    def of(self, one: Objective) -> list[Point]:
        """The points up to its last day, at most twelve."""
        channel, last = one.strategy.channel_id, self._last_day(one)
        if one.measure == Measure.FOLLOWERS:
            points = self._followers(channel, last)
        elif one.measure == Measure.IMPRESSIONS:
            points = [point for row in self.months.get(channel, ()) if (point := _impressions(row)) is not None]
        elif one.measure == Measure.POSTS_A_WEEK:
            points = _posts_a_week(self.weeks.get(channel, {}), min(last, self.today - dt.timedelta(days=1)))
        elif one.measure == Measure.ANSWERS:
            points = [
                Point(min(_end(month), last), 100 * kept / ended)
                for month, (kept, ended) in sorted(self.answers.get(channel, {}).items())
                if ended and month <= last
            ]
        else:
            points = []
        return [point for point in points if point.on <= last and last - point.on <= YEAR][-forecasts.MOST :]

    def _last_day(self, one: Objective) -> dt.date:
        return min(self.today, one.due_on)

    def _near(self, objectives: Iterable[Objective], field: str, back: dt.timedelta, channel: str = "channel") -> Q:
        """Rows of the objectives' channels in the time before their last day; nothing without an objective."""
        wanted = Q(pk__in=[])
        for one in objectives:
            last = self._last_day(one)
            start, end = last - back, last + dt.timedelta(days=1)
            since, until = map(self.service.midnight, (start, end)) if field.endswith("_at") else (start, end)
            wanted |= Q(**{channel: one.strategy.channel_id, f"{field}__gte": since, f"{field}__lt": until})
        return wanted

    def _months(self, objectives: Sequence[Objective]) -> dict[int, list[ChannelMonth]]:
        found: dict[int, list[ChannelMonth]] = defaultdict(list)
        if objectives:
            rows = ChannelMonth.objects.of_service(self.service)
            for row in rows.filter(self._near(objectives, "month", YEAR)).order_by("month"):
                found[row.channel_id].append(row)
        return found

    def _days(self, objectives: Sequence[Objective]) -> dict[int, list[Point]]:
        found: dict[int, list[Point]] = defaultdict(list)
        if objectives:
            rows = ChannelDay.objects.of_service(self.service).filter(followers__isnull=False)
            rows = rows.filter(self._near(objectives, "day", WEEKS)).order_by("day")
            for channel, day, followers in rows.values_list("channel", "day", "followers"):
                found[channel].append(Point(day, followers))
        return found

    def _followers(self, channel: int, last: dt.date) -> list[Point]:
        """By the month; by the week while fewer than six months are known; the newest reading at the end."""
        months = [
            Point(min(_end(row.month), self.service.today(row.changed_at)), row.followers)
            if row.month <= self.today <= _end(row.month)
            else Point(_end(row.month), row.followers)
            for row in self.months.get(channel, ())
            if row.followers is not None
        ]
        months = [point for point in months if point.on <= last]
        days = [point for point in self.days.get(channel, ()) if last - WEEKS <= point.on <= last]
        by_week = {(last - point.on).days // 7: point for point in days}
        weeks = [by_week[week] for week in sorted(by_week, reverse=True)]
        points = months if len(months) >= MONTHS_ENOUGH or len(months) >= len(weeks) else weeks
        newer = [point for point in days if not points or point.on > points[-1].on]
        return [*points, *newer[-1:]]

    def _weeks(self, objectives: Sequence[Objective]) -> dict[int, dict[dt.date, int]]:
        found: dict[int, dict[dt.date, int]] = defaultdict(dict)
        if objectives:
            rows = Delivery.objects.filter(state=DeliveryState.SENT, channel__service=self.service)
            rows = rows.filter(self._near(objectives, "sent_at", YEAR))
            weeks = rows.values_list("channel", TruncWeek("sent_at", tzinfo=self.service.zone)).order_by()
            for channel, monday, count in weeks.annotate(count=Count("pk")):
                found[channel][monday.date()] = count
        return found

    def _answers(self, objectives: Sequence[Objective]) -> Mapping[int, Mapping[dt.date, tuple[int, int]]]:
        """By channel and month: kept clocks, and those that ended."""
        found: dict[int, dict[dt.date, tuple[int, int]]] = defaultdict(dict)
        if objectives:
            ended = Q(due_at__isnull=False) & (Q(clock_stopped_at__isnull=False) | Q(due_at__lt=self.now))
            rows = Comment.objects.of_service(self.service).for_figures()
            rows = rows.filter(self._near(objectives, "received_at", YEAR)).filter(ended)
            months = rows.values_list("channel", TruncMonth("received_at", tzinfo=self.service.zone)).order_by()
            for channel, month, all_of, kept in months.annotate(all_of=Count("pk"), kept=Count("pk", filter=IN_TIME)):
                found[channel][month.date()] = (kept, all_of)
        return found


def _impressions(row: ChannelMonth) -> Point | None:
    """Impressions a day of a whole month in % of the followers; None where one is unknown, or nobody follows."""
    if row.impressions is None or not row.followers:
        return None
    end = _end(row.month)
    return Point(end, 100 * row.impressions / end.day / row.followers)


def _posts_a_week(weeks: Mapping[dt.date, int], last: dt.date) -> list[Point]:
    """The mean of each four whole weeks, back from the last one that is over; not from before the first post."""
    if not weeks:
        return []
    monday = last - dt.timedelta(days=last.weekday())
    end = monday + dt.timedelta(days=7) if last.weekday() == 6 else monday  # of the last whole week, the day after
    points = []
    for _ in range(BLOCKS):
        start = end - dt.timedelta(weeks=WEEKS_A_POINT)
        if start < min(weeks):
            break
        count = sum(weeks.get(start + dt.timedelta(weeks=number), 0) for number in range(WEEKS_A_POINT))
        points.append(Point(end - dt.timedelta(days=1), count / WEEKS_A_POINT))
        end = start
    return points[::-1]


def _end(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
