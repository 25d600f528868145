"""The days that the calendar knows beside posts: key dates, bank holidays, school terms, the service's own events.

`occasions` reads them for a span; `due` says which are near and have no post ready (source: G7); the rest writes what a
service chooses and types.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions, times
from posts.models import KeyDateChoice, KeyDateDays, Post, PostState, ServiceDate
from posts.planning import keydates, recurrence
from posts.planning.keydates.rules import Span, bank_holidays

LONGEST_LEAD_DAYS = 180
MOST_KEY_DAYS = 62
"""The longest that a key date lasts, when its days are typed."""
MOST_DAYS = 366
"""The longest that one date of a service lasts."""
READY = (PostState.APPROVED, PostState.SCHEDULED, PostState.PUBLISHING, PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)
MOST_DUE = 40
KIND_WORDS = {
    "key_date": "key date",
    "bank_holiday": "bank holiday",
    "event": "event",
    "term": "school term",
    "holiday": "school holiday",
}


class DateRefused(ValueError):
    """What was typed cannot be taken; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Something that the calendar shows on its days. `kind` is key_date, bank_holiday, event, term or holiday."""

    kind: str
    name: str
    starts_on: dt.date
    ends_on: dt.date
    key: str = ""  # of a key date
    date_id: int = 0  # of a ServiceDate
    at: dt.time | None = None
    lead_days: int = 0
    audiences: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_about: bool = False

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[self.kind]

    @property
    def wants_a_post(self) -> bool:
        return self.kind in ("key_date", "event")

    @property
    def names(self) -> tuple[str, ...]:
        """What a post says that speaks of it, in small letters."""
        return tuple(name.replace("’", "'").lower() for name in (self.name, *self.words))

    @property
    def reference(self) -> str:
        """How a link names it: "key:autism-day" or "date:12"."""
        return f"key:{self.key}" if self.key else f"date:{self.date_id}"


def occasions(service: Service, start: dt.date, end: dt.date) -> list[Occasion]:
    """What has a day from `start` to `end`, both included, in order of the first day. Two queries."""
    found = [
        *_key_dates(choices_of(service), start, end),
        *_bank_holidays(service, start, end),
        *_own(service, start, end),
    ]
    return sorted(found, key=lambda one: (one.starts_on, one.kind != "bank_holiday", one.at or dt.time.min, one.name))


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a service has chosen: keys that it does not show, lead times by key, days that were confirmed by key and
    year."""

    hidden: frozenset[str]
    lead_days: Mapping[str, int]
    days: Mapping[tuple[str, int], Span]

    def lead_days_of(self, one: keydates.KeyDate) -> int:
        return self.lead_days.get(one.key, one.lead_days)

    def span_of(self, one: keydates.KeyDate, year: int) -> Span:
        return self.days.get((one.key, year)) or one.in_year(year)

    def is_about(self, one: keydates.KeyDate, year: int) -> bool:
        return one.is_about and (one.key, year) not in self.days


def choices_of(service: Service) -> Choices:
    """One query."""
    fields = ("key", "is_shown", "lead_days", "days__year", "days__starts_on", "days__ends_on")
    rows = list(KeyDateChoice.objects.of_service(service).values_list(*fields))
    return Choices(
        hidden=frozenset(key for key, is_shown, *_ in rows if not is_shown),
        lead_days={key: lead_days for key, _, lead_days, *_ in rows if lead_days is not None},
        days={(key, year): (first, last) for key, _, _, year, first, last in rows if year},
    )


def _key_dates(choices: Choices, start: dt.date, end: dt.date) -> Iterable[Occasion]:
    for one, (first, last) in keydates.between(start, end, choices.days):
        if one.key not in choices.hidden:
            yield Occasion(
                kind="key_date",
                key=one.key,
                name=one.name,
                starts_on=first,
                ends_on=last,
                lead_days=choices.lead_days_of(one),
                audiences=one.audiences,
                words=one.words,
                is_about=choices.is_about(one, first.year),
            )


def _bank_holidays(service: Service, start: dt.date, end: dt.date) -> Iterable[Occasion]:
    for year in range(start.year, end.year + 1):
        for day, name in bank_holidays(service.holiday_region, year).items():
            if start <= day <= end:
                yield Occasion(kind="bank_holiday", name=name, starts_on=day, ends_on=day)


def _own(service: Service, start: dt.date, end: dt.date) -> Iterable[Occasion]:
    begun = ServiceDate.objects.of_service(service).filter(starts_on__lte=end)
    running = Q(rule="", ends_on__gte=start) | (~Q(rule="") & (Q(until=None) | Q(until__gte=start)))
    for row in begun.filter(running):
        for first in days_of(row, start, end):
            yield Occasion(
                kind=row.kind,
                date_id=row.pk,
                name=row.name,
                starts_on=first,
                ends_on=first + (row.ends_on - row.starts_on),
                at=row.at,
                lead_days=row.lead_days if row.kind == ServiceDate.Kind.EVENT else 0,
            )


def days_of(row: ServiceDate, start: dt.date, end: dt.date) -> list[dt.date]:
    """The first days of a date, as often as it comes back, that have a day from `start` to `end`."""
    lasts = row.ends_on - row.starts_on
    if not row.rule:
        return [row.starts_on] if row.starts_on <= end and row.ends_on >= start else []
    last = min(end, row.until) if row.until else end
    return recurrence.days(row.rule, row.starts_on, (start - lasts, last))


def due(service: Service, today: dt.date, known: Iterable[Occasion] | None = None) -> list[Occasion]:
    """Key dates and events whose preparation has begun, and that no post names which is ready to go out or is out.

    A post names one when its title or text has its name. `known` spares the reading of the occasions, where they
    reach from today LONGEST_LEAD_DAYS on.
    """
    span = (today, today + dt.timedelta(days=LONGEST_LEAD_DAYS))
    near = [one for one in (occasions(service, *span) if known is None else known) if is_near(one, today)][:MOST_DUE]
    if not near:
        return []
    texts = _texts_of_ready_posts(service, near)
    return [one for one in near if not any(_names_it(text, one, on) for text, on in texts)]


def is_near(one: Occasion, today: dt.date) -> bool:
    """Whether it is time to prepare it: its lead time has begun, and it has not begun itself."""
    return one.wants_a_post and one.starts_on - dt.timedelta(days=one.lead_days) <= today <= one.starts_on


def _texts_of_ready_posts(service: Service, near: list[Occasion]) -> list[tuple[str, dt.date]]:
    """Title and text, in small letters, with the day, of the posts that may name one of them."""
    first = min(one.starts_on - dt.timedelta(days=one.lead_days) for one in near)
    last = max(one.ends_on for one in near) + dt.timedelta(days=1)
    start, end = (dt.datetime.combine(day, dt.time.min, service.zone) for day in (first, last))
    rows = Post.objects.of_service(service).planned_between(start, end).filter(state__in=READY)
    said = rows.order_by().values_list("title", "revision__text", "publish_at")
    return [
        (f"{title} {text}".replace("’", "'").lower(), service.local(at).date()) for title, text, at in said.iterator()
    ]


def _names_it(text: str, one: Occasion, on: dt.date) -> bool:
    begins = one.starts_on - dt.timedelta(days=one.lead_days)
    return begins <= on <= one.ends_on and any(name in text for name in one.names)


# What a service writes


@transaction.atomic
def choose(
    service: Service,
    key: str,
    *,
    by: User,
    is_shown: bool,
    lead_days: int | None,
    confirmed: tuple[int, Span | None] | None = None,
    now: dt.datetime | None = None,
) -> KeyDateChoice:
    """Show or hide a key date, and say how long before it to prepare (None: as the catalogue has it).

    `confirmed` is a year with the days that the body has set (None: back to the rule), for one that is only about.
    Raises PermissionDenied and DateRefused.
    """
    _refuse_without_role(service, by)
    if key not in keydates.BY_KEY:
        raise DateRefused("This key date is not in the list any more.")
    if lead_days is not None and not 0 <= lead_days <= LONGEST_LEAD_DAYS:
        raise DateRefused(f"Choose 0 to {LONGEST_LEAD_DAYS} days.")
    Service.objects.select_for_update().get(pk=service.pk)
    if confirmed:
        _set_days(service, keydates.BY_KEY[key], *confirmed, by=by, now=now)
    usual = keydates.BY_KEY[key].lead_days
    kept = None if lead_days == usual else lead_days
    before = KeyDateChoice.objects.of_service(service).filter(key=key).first()
    if before and (before.is_shown, before.lead_days) == (is_shown, kept):
        return before
    values = {"is_shown": is_shown, "lead_days": kept}
    row, _ = KeyDateChoice.objects.update_or_create(service=service, key=key, defaults=values)
    what = f"shown, prepared {usual if kept is None else kept} days before" if is_shown else "not shown"
    data = {"name": keydates.BY_KEY[key].name, "what": what}
    audit.record(Kind.KEY_DATE_CHOSEN, on=service, actor=by, data=data, now=now)
    return row


def _set_days(
    service: Service, one: keydates.KeyDate, year: int, days: Span | None, *, by: User, now: dt.datetime | None
) -> None:
    """Raises DateRefused."""
    if not one.is_about:
        raise DateRefused("The days of this key date follow from its rule.")
    if days and days[0].year != year:
        raise DateRefused(f"Choose a first day in {year}.")
    if days and not days[0] <= days[1] < days[0] + dt.timedelta(days=MOST_KEY_DAYS):
        raise DateRefused(f"The last day has to be the first day or one of the {MOST_KEY_DAYS - 1} after it.")
    before = KeyDateDays.objects.filter(choice__service=service, choice__key=one.key, year=year).first()
    if (before and (before.starts_on, before.ends_on)) == days:
        return
    if days is None:
        before.delete()
        what = f"its days in {year} are reckoned again"
    else:
        choice, _ = KeyDateChoice.objects.get_or_create(service=service, key=one.key)
        values = {"starts_on": days[0], "ends_on": days[1]}
        KeyDateDays.objects.update_or_create(choice=choice, year=year, defaults=values)
        what = times.day(days[0]) + (f" to {times.day(days[1])}" if days[1] != days[0] else "")
    audit.record(Kind.KEY_DATE_CHOSEN, on=service, actor=by, data={"name": one.name, "what": what}, now=now)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A date of the service's own as a form has it."""

    kind: str
    name: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    at: dt.time | None = None
    rule: str = ""
    until: dt.date | None = None
    place: str = ""
    url: str = ""
    lead_days: int = 14


FIELDS = ("kind", "name", "starts_on", "ends_on", "at", "rule", "until", "place", "url", "lead_days")


@transaction.atomic
def add(service: Service, *, by: User, typed: Typed, now: dt.datetime | None = None) -> ServiceDate:
    """Raises PermissionDenied and DateRefused."""
    _refuse_without_role(service, by)
    values = _values(service, typed, now or timezone.now())
    row = ServiceDate.objects.create(service=service, made_by=by, made_at=now or timezone.now(), **values)
    audit.record(Kind.DATE_ADDED, on=row, actor=by, data={"when": when(row)}, now=now)
    return row


@transaction.atomic
def change(date_id: int, *, by: User, typed: Typed, now: dt.datetime | None = None) -> ServiceDate:
    """Raises PermissionDenied and DateRefused; ServiceDate.DoesNotExist when it was taken out meanwhile."""
    row = ServiceDate.objects.select_for_update(of=("self",)).select_related("service").get(pk=date_id)
    _refuse_without_role(row.service, by)
    values = _values(row.service, typed, now or timezone.now())
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    audit.record(Kind.DATE_CHANGED, on=row, actor=by, data={"when": when(row)}, now=now)
    return row


@transaction.atomic
def take_out(date_id: int, *, by: User, now: dt.datetime | None = None) -> None:
    """Remove a date. Twice in a row is no harm: what is gone stays gone."""
    row = ServiceDate.objects.select_for_update(of=("self",)).select_related("service").filter(pk=date_id).first()
    if row is None:
        return
    _refuse_without_role(row.service, by)
    audit.record(Kind.DATE_REMOVED, on=row, actor=by, now=now)
    row.delete()


def when(row: ServiceDate) -> str:
    """ "Mon 2 Nov 2026", "Mon 26 Oct to Fri 30 Oct 2026", "every Tuesday from Tue 3 Nov 2026 at 10:00"."""
    at = f" at {row.at:%H:%M}" if row.at else ""
    if row.rule:
        until = f" until {times.day(row.until)}" if row.until else ""
        return f"{recurrence.in_words(row.rule, row.starts_on)} from {times.day(row.starts_on)}{until}{at}"
    last = f" to {times.day(row.ends_on)}" if row.ends_on != row.starts_on else ""
    return f"{times.day(row.starts_on)}{last}{at}"


def _refuse_without_role(service: Service, by: User) -> None:
    if refusal := permissions.refusal_to_keep_dates(by, service):
        raise PermissionDenied(refusal)


def _values(service: Service, typed: Typed, now: dt.datetime) -> dict[str, object]:
    """The fields of the row. Raises DateRefused."""
    ends_on = typed.ends_on or typed.starts_on
    if not typed.name.strip():
        raise DateRefused("Give the date a name.")
    if not 2000 <= typed.starts_on.year <= 2100:
        raise DateRefused("Choose a first day between 2000 and 2100.")
    if ends_on < typed.starts_on:
        raise DateRefused("The last day has to be the first day or a later one.")
    if (ends_on - typed.starts_on).days >= MOST_DAYS:
        raise DateRefused("Choose days within one year.")
    if typed.until and not typed.rule:
        raise DateRefused("Say how often it comes back, or leave the end of it empty.")
    if typed.until and typed.until < typed.starts_on:
        raise DateRefused("It has to come back until a day after the first one.")
    try:
        if typed.rule:
            recurrence.read(typed.rule)
        _refuse_times_that_do_not_exist(service, typed, now)
    except (recurrence.RuleRefused, times.TimeRefused) as refused:
        raise DateRefused(str(refused)) from refused
    values = {name: getattr(typed, name) for name in FIELDS}
    return values | {"name": typed.name.strip(), "ends_on": ends_on, "place": typed.place.strip()}


def _refuse_times_that_do_not_exist(service: Service, typed: Typed, now: dt.datetime) -> None:
    """The spring change skips an hour; whatever falls into it within the next year is refused with the nearest two."""
    if typed.at is None:
        return
    days = [typed.starts_on]
    if typed.rule:
        first = max(typed.starts_on, service.today(now))
        last = min(first + dt.timedelta(days=MOST_DAYS), typed.until or dt.date.max)
        days = recurrence.days(typed.rule, typed.starts_on, (first, last))
    for day in days:
        times.read(day, typed.at, service.zone)
