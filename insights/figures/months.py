"""Figures by channel and month, as a page shows them: how a month went, the months around it, what stands out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import Service
from channels.models import Channel, ChannelState
from insights.charts import Chart, Line, in_figures
from insights.figures.typing import how_said
from insights.figures.unusual import LOOKS_BACK, Unusual, unusual
from insights.figures.values import NUMBERS
from insights.models import ChannelMonth
from policies.dates import add_months

SPANS = {"12": 12, "24": 24}
COUNTED = {
    "followers": "At the end of the month.",
    "impressions": "How often posts were shown.",
    "engagements": "Likes, reshares, replies, clicks and saves together, where the network tells of them.",
    "reshares": "How often posts were passed on.",
    "likes": "Likes and other reactions.",
    "replies": "Replies and comments.",
}


@dataclass(frozen=True)
class Cell:
    """One number: itself, against the month before it, where it came from, whether it is unusual."""

    name: str
    value: int | None
    before: int | None
    how: str
    odd: Unusual | None = None

    @property
    def text(self) -> str:
        return in_figures(self.value)

    @property
    def change(self) -> int | None:
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def direction(self) -> str:
        return "" if not self.change else "up" if self.change > 0 else "down"

    @property
    def change_text(self) -> str:
        """“+40 (+3 %)”; nothing where one of the two is not known."""
        if self.change is None:
            return ""
        if not self.change:
            return "as before"
        sign = "+" if self.change > 0 else "−"
        share = abs(self.change) / self.before * 100 if self.before else 0
        return f"{sign}{abs(self.change):,}" + (f" ({sign}{share:,.0f} %)" if share >= 0.5 else "")


@dataclass(frozen=True)
class Entry:
    """A channel's month: a line of the table."""

    channel: Channel
    name: str
    month: dt.date
    row: ChannelMonth | None
    cells: Sequence[Cell]

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def note(self) -> str:
        return self.row.note if self.row else ""

    @property
    def is_known(self) -> bool:
        return any(cell.value is not None for cell in self.cells)

    @property
    def how(self) -> str:
        """Where all its numbers came from; "" where they came from several places."""
        found = {cell.how for cell in self.cells if cell.how}
        return found.pop() if len(found) == 1 else ""

    def has_note_at(self, name: str) -> bool:
        """Whether its note belongs beside this number: one that is unusual, otherwise the first that most look at."""
        known = [cell.name for cell in self.cells if cell.value is not None]
        first = [one for one in ("impressions", *NUMBERS) if one in known][:1]
        return bool(self.note) and name in ([cell.name for cell in self.odd] or first)

    @property
    def odd(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.odd]

    @property
    def sentences(self) -> list[str]:
        """What is unusual, a sentence each."""
        return [cell.odd.sentence(NUMBERS[cell.name], self.name) for cell in self.odd]


@dataclass
class Figures:
    """The figures of a service's channels over some months in a row, oldest first; `month` is the one looked at."""

    service: Service
    months: Sequence[dt.date]
    month: dt.date
    today: dt.date
    channel: Channel | None = None
    entries: dict[tuple[int, dt.date], Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = back(self.months[0], LOOKS_BACK)
        rows = ChannelMonth.objects.of_service(self.service).filter(month__gte=first, month__lte=self.months[-1])
        rows = rows.select_related("changed_by", "noted_by")
        if self.channel:
            rows = rows.filter(channel=self.channel)
        self._rows = {(row.channel_id, row.month): row for row in rows}
        for channel in self.channels:
            for month in self.months:
                self.entries[channel.pk, month] = self._entry(channel, month)

    @cached_property
    def all_channels(self) -> list[Channel]:
        return list(Channel.objects.of_service(self.service))

    @cached_property
    def channels(self) -> list[Channel]:
        """Those of which there are figures, or could be: a planned one has none."""
        known = {channel for channel, _ in self._rows}
        chosen = [one for one in self.all_channels if self.channel in (None, one)]
        return [one for one in chosen if one.state != ChannelState.PLANNED or one.pk in known]

    @cached_property
    def names(self) -> dict[int, str]:
        return short_names(self.all_channels)

    @property
    def is_empty(self) -> bool:
        return not any(entry.is_known or entry.note for entry in self.entries.values())

    def of_month(self, month: dt.date | None = None) -> list[Entry]:
        return [self.entries[channel.pk, month or self.month] for channel in self.channels]

    def by_month(self) -> list[tuple[dt.date, list[Entry]]]:
        """The newest first, without what nobody knows anything of."""
        found = [
            (month, [entry for entry in self.of_month(month) if entry.is_known or entry.note])
            for month in reversed(self.months)
        ]
        return [(month, entries) for month, entries in found if entries]

    def standing_out(self) -> list[Entry]:
        """Months with something unusual, the one looked at first, then the newest without a note."""
        odd = [entry for entry in self.entries.values() if entry.odd]
        now = [entry for entry in odd if entry.month == self.month]
        others = [entry for entry in odd if entry.month != self.month and not entry.note]
        return now + sorted(others, key=lambda entry: entry.month, reverse=True)

    def charts(self, *, with_notes: bool) -> list[Chart]:
        return [self._chart(name, with_notes) for name in NUMBERS]

    def _entry(self, channel: Channel, month: dt.date) -> Entry:
        row, earlier = self._rows.get((channel.pk, month)), self._rows.get((channel.pk, back(month, 1)))
        series = [self._rows.get((channel.pk, back(month, ago))) for ago in range(LOOKS_BACK, -1, -1)]
        cells = [
            Cell(
                name,
                getattr(row, name, None),
                getattr(earlier, name, None),
                how_said(row, name) if row else "",
                unusual(name, [getattr(one, name, None) for one in series]) if self._is_over(month) else None,
            )
            for name in NUMBERS
        ]
        return Entry(channel, self.names[channel.pk], month, row, cells)

    def _is_over(self, month: dt.date) -> bool:
        """What still grows is not held against whole months."""
        return month < self.today.replace(day=1)

    def _chart(self, name: str, with_notes: bool) -> Chart:
        at = list(NUMBERS).index(name)
        values = {
            channel.pk: [self.entries[channel.pk, month].cells[at].value for month in self.months]
            for channel in self.channels
        }
        drawn = [channel for channel in self.channels if any(one is not None for one in values[channel.pk])]
        rows = [
            Line(
                f"{month:%b %Y}",
                [values[channel.pk][place] for channel in drawn],
                note=self._notes(month, name) if with_notes else "",
            )
            for place, month in enumerate(self.months)
        ]
        says = [_course(self.names[channel.pk], values[channel.pk]) for channel in drawn]
        return Chart(
            key=name,
            title=NUMBERS[name],
            says=f"{'; '.join(says)}." if says else "Nobody knows these numbers yet.",
            kind="line",
            heads=["Month", *(self.names[channel.pk] for channel in drawn)],
            rows=rows,
            note=COUNTED[name],
            small=True,
        )

    def _notes(self, month: dt.date, name: str) -> str:
        noted = [entry for entry in self.of_month(month) if entry.has_note_at(name)]
        return "; ".join(f"{entry.name}: {entry.note}" for entry in noted)


def _course(name: str, values: Sequence[int | None]) -> str:
    """“Facebook from 1,180 to 1,240”: the first and the last that is known."""
    known = [one for one in values if one is not None]
    return f"{name} {known[0]:,}" if len(known) == 1 else f"{name} from {known[0]:,} to {known[-1]:,}"


def short_names(channels: Sequence[Channel]) -> dict[int, str]:
    """A channel by its network, where the service has only one there; otherwise with its handle."""
    counts: Mapping[str, int] = Counter(channel.network for channel in channels)
    return {
        channel.pk: channel.get_network_display() if counts[channel.network] == 1 else str(channel)
        for channel in channels
    }


def back(month: dt.date, ago: int) -> dt.date:
    """The first day of the month so many months before; after, where `ago` is negative."""
    return add_months(month.replace(day=1), -ago)


def last_whole(today: dt.date) -> dt.date:
    """The newest month that is over."""
    return back(today, 1)


def month_named(text: str, today: dt.date) -> dt.date | None:
    """The month of an address (2026-11); None for what is none, has not begun or lies before these networks."""
    try:
        found = dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None
    return found if found.year >= 2004 and found <= today else None


def months_of(span: str, month: dt.date, today: dt.date) -> tuple[list[dt.date], dt.date]:
    """The months of a span, oldest first, and the one of them that is looked at: the last 12 or 24 up to this one, or a
    year as far as it has come."""
    if span.isdecimal() and len(span) == 4 and 2004 <= int(span) <= today.year:
        year = int(span)
        last = min(dt.date(year, 12, 1), today.replace(day=1))
        months = [dt.date(year, number, 1) for number in range(1, last.month + 1)]
        over = [one for one in months if one < today.replace(day=1)]
        return months, month if month in months else (over or months)[-1]
    length = SPANS.get(span, SPANS["12"])
    return [back(month, ago) for ago in range(length - 1, -1, -1)], month


def years_known(service: Service, today: dt.date) -> list[int]:
    """From the first year with figures to this one, the newest first."""
    first = ChannelMonth.objects.of_service(service).order_by("month").values_list("month", flat=True).first()
    return list(range(today.year, (first or today).year - 1, -1))
