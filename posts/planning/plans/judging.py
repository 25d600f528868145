"""What would be made of each line of a plan, and what is wrong with it, as things are now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from accounts.models import Service
from channels.models import Channel, ChannelState
from policies.rules import counting
from posts import times
from posts.content import TextTooLong, tidy
from posts.models import Audience, Campaign, Post, PostKind, PostState
from posts.planning import campaigns
from posts.planning.plans.columns import OWN_TEXT
from posts.planning.plans.files import FORMULA
from posts.planning.plans.values import ValueRefused, date_of, names_of, time_of
from posts.services import Written

ALIASES = {"twitter": "x", "x (twitter)": "x", "insta": "instagram", "fb": "facebook", "ig": "instagram"}
EVERY = ("all", "all channels", "every channel", "everywhere")
AUDIENCES = {
    "parents": Audience.PARENTS_CARERS,
    "carers": Audience.PARENTS_CARERS,
    "families": Audience.PARENTS_CARERS,
    "parents/carers": Audience.PARENTS_CARERS,
    "young person": Audience.YOUNG_PEOPLE,
    "children": Audience.YOUNG_PEOPLE,
    "children and young people": Audience.YOUNG_PEOPLE,
    "schools": Audience.PROFESSIONALS,
    "teachers": Audience.PROFESSIONALS,
    "partners": Audience.PROFESSIONALS,
}
KINDS = {
    "photo": PostKind.IMAGE,
    "event": PostKind.BEFORE_EVENT,
    "deadline": PostKind.DEADLINE,
    "poll": PostKind.SURVEY,
    "news": PostKind.NEW_INFORMATION,
}
IS_URL = URLValidator(schemes=["http", "https"])


@dataclass(kw_only=True)
class Line:
    """A line as it would be made. `problems` keep it out; with `doubts` it is left out unless somebody ticks it."""

    number: int
    values: Mapping[str, str]
    title: str = ""
    when: str = ""
    channels: str = ""
    text: str = ""
    written: Written | None = None
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.problems

    @property
    def is_wanted(self) -> bool:
        """Whether it is made unless somebody says otherwise."""
        return not self.problems and not self.doubts


class Judge:
    """Judges the lines of one plan; reads channels, campaigns and what is planned already once."""

    def __init__(self, service: Service, now: dt.datetime) -> None:
        self.service, self.now = service, now
        rows = Channel.objects.of_service(service)
        self.channels = list(rows.filter(state__in=(ChannelState.PILOT, ChannelState.LIVE)))
        self.campaigns = {_plain(one.name): one for one in campaigns.open_ones(service)}
        self._seen: dict[tuple, int] = {}

    def lines(self, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
        """The lines of a plan as it was read: `number` and `values` each. A fixed number of queries."""
        found = [self._line(row["number"], row["values"]) for row in rows]
        there = _planned(self.service, [line.written for line in found if line.written])
        for line in found:
            if line.written:
                self._look_for_another(line, there)
        return found

    def _line(self, number: int, values: Mapping[str, str]) -> Line:
        line = Line(number=number, values=values)
        for name, value in values.items():
            if value.startswith(FORMULA):
                line.problems.append(f"“{name}” holds a formula. Put the words themselves into the cell.")
        if line.problems:
            line.title = values.get("title", "") if not values.get("title", "").startswith(FORMULA) else ""
            return line
        on, at = self._time(values, line)
        text = self._text(values.get("text", ""), line)
        channels = self._channels(values.get("channels", ""), line)
        own = self._own_texts(values, channels, line)
        link = self._link(values.get("link", ""), line)
        title = " ".join(values.get("title", "").split()) or _title_from(text)
        if not title:
            line.problems.append("It has neither a title nor a text.")
        elif len(title) > 120:
            line.problems.append(f"The title has {len(title):,} characters; 120 is the most.")
        line.title, line.text = title[:120], text
        line.channels = ", ".join(str(channel) for channel in channels)
        kind, audience = self._kind(values, link, line), self._audience(values, line)
        campaign = self._campaign(values, line)
        if not text and not any(own.values()):
            line.notes.append("No text yet: write it in the draft.")
        self._say_what_is_too_long(text, own, channels, link, line)
        if line.is_good:
            line.written = Written(
                title=title,
                text=text,
                kind=kind,
                audience=audience,
                link=link,
                link_title=values.get("link_title", "")[:200],
                link_description=values.get("link_description", "")[:300],
                channels=channels,
                own_texts=own,
                campaign=campaign,
                publish_on=on,
                publish_time=at,
            )
        return line

    def _time(self, values: Mapping[str, str], line: Line) -> tuple[dt.date | None, dt.time | None]:
        on = at = None
        try:
            if written := values.get("date", ""):
                on, at = date_of(written)
            if written := values.get("time", ""):
                at = time_of(written)
        except ValueRefused as refused:
            line.problems.append(str(refused))
            return None, None
        if at and not on:
            line.problems.append("It has a time and no date. Write both, or neither.")
            return None, None
        if on is None:
            line.notes.append("No date yet: choose one in the draft.")
            line.when = "No date yet"
            return None, None
        if at is None:
            line.when = times.day(on)
            if on < self.service.today(self.now):
                line.problems.append(f"{times.day(on)} has passed. Choose a later day.")
            else:
                line.notes.append("No time yet: choose one in the draft.")
            return on, None
        line.when = f"{times.day(on)}, {at:%H:%M}"
        try:
            reading = times.read(on, at, self.service.zone)
            times.refuse_past(reading.at, self.now, self.service.zone)
        except times.TimeRefused as refused:
            line.problems.append(str(refused))
            return None, None
        if reading.notice:
            line.notes.append(reading.notice)
        return on, at

    def _text(self, text: str, line: Line) -> str:
        try:
            return tidy(text).strip()
        except TextTooLong as refused:
            line.problems.append(str(refused))
            return ""

    def _channels(self, text: str, line: Line) -> list[Channel]:
        if " ".join(text.casefold().split()) in EVERY:
            return self.channels
        found: list[Channel] = []
        for name in names_of(text):
            fitting = self._channels_called(name)
            if len(fitting) == 1:
                found.append(fitting[0])
            elif fitting:
                known = " or ".join(f"“{one}”" for one in fitting)
                line.problems.append(f"There are {len(fitting)} channels called “{name[:60]}”. Write {known}.")
            else:
                known = ", ".join(f"“{one}”" for one in self.channels[:6]) or "none yet"
                line.problems.append(f"No channel in use is called “{name[:60]}”. These are: {known}.")
        if not found and not line.problems:
            line.notes.append("No channel yet: choose one in the draft.")
        return list({one.pk: one for one in found}.values())

    def _channels_called(self, name: str) -> list[Channel]:
        plain = _plain(name)
        plain = ALIASES.get(plain, plain)
        exact = [one for one in self.channels if plain in (_plain(str(one)), _plain(one.handle))]
        return exact or [one for one in self.channels if plain in (one.network, _plain(one.get_network_display()))]

    def _own_texts(self, values: Mapping[str, str], channels: list[Channel], line: Line) -> dict[int, str]:
        found: dict[int, str] = {}
        for name, text in values.items():
            if not name.startswith(OWN_TEXT):
                continue
            wanted = name.removeprefix(OWN_TEXT)
            fitting = self._channels_called(wanted)
            chosen = [one for one in fitting if one in channels]
            if len(chosen) == 1:
                found[chosen[0].pk] = self._text(text, line)
            else:
                line.problems.append(f"It has a text for “{wanted[:60]}”, but is not for this one channel.")
        return found

    def _link(self, link: str, line: Line) -> str:
        if not link:
            return ""
        link = link if "://" in link else f"https://{link}"
        try:
            IS_URL(link)
        except ValidationError:
            line.problems.append(f"“{link[:60]}” is not a web address. Write it like https://www.example.org/page.")
            return ""
        if len(link) > 500:
            line.problems.append("The link is longer than 500 characters.")
        return link

    def _kind(self, values: Mapping[str, str], link: str, line: Line) -> str:
        written = values.get("kind", "")
        if not written:
            return PostKind.LINK if link else PostKind.TEXT
        return self._choice(written, PostKind, KINDS, "kind of post", line)

    def _audience(self, values: Mapping[str, str], line: Line) -> str:
        written = values.get("audience", "")
        return self._choice(written, Audience, AUDIENCES, "audience", line) if written else Audience.PARENTS_CARERS

    def _choice(self, written: str, choices: Any, aliases: Mapping[str, str], what: str, line: Line) -> str:
        plain = _plain(written)
        known = {**aliases, **{_plain(label): value for value, label in choices.choices}}
        known |= {value: value for value in choices.values}
        if plain in known:
            return known[plain]
        line.problems.append(f"“{written[:60]}” is no {what} here. Write one of: {', '.join(choices.labels)}.")
        return choices.values[0]

    def _campaign(self, values: Mapping[str, str], line: Line) -> Campaign | None:
        name = values.get("campaign", "")
        if not name:
            return None
        found = self.campaigns.get(_plain(name))
        if found is None:
            line.problems.append(f"No open campaign is called “{name[:60]}”. Plan it first, or leave the cell empty.")
        return found

    def _say_what_is_too_long(
        self, text: str, own: Mapping[int, str], channels: Iterable[Channel], link: str, line: Line
    ) -> None:
        for channel in channels:
            sent = counting.as_sent(channel.network, own.get(channel.pk) or text, link)
            limit = counting.limit(channel.network)
            if limit and (used := counting.count(channel.network, sent)) > limit:
                line.notes.append(f"Too long for {channel}: {used:,} of {limit:,}. Shorten it in the draft.")

    def _look_for_another(self, line: Line, there: Mapping[tuple, str]) -> None:
        """The same words at the same time, planned already or earlier in this plan."""
        key = _key(line.written.text or line.written.title, line.written.publish_on, line.written.publish_time)
        if key in there:
            line.doubts.append(f"The same post is there already: “{there[key]}”.")
        elif key in self._seen:
            line.doubts.append(f"It says the same as line {self._seen[key]}.")
        self._seen.setdefault(key, line.number)


def _planned(service: Service, wanted: Sequence[Written]) -> dict[tuple, str]:
    """What is planned on the days of these, and what has no day; by words and time. One query or two."""
    days = [one.publish_on for one in wanted if one.publish_on]
    rows = Post.objects.of_service(service).exclude(state__in=(PostState.WITHDRAWN, PostState.REMOVED))
    fields = ("revision__text", "title", "publish_on", "publish_time")
    found: dict[tuple, str] = {}
    if days:
        on_days = rows.filter(publish_on__gte=min(days), publish_on__lte=max(days))
        found |= {_key(text or title, on, at): title for text, title, on, at in on_days.values_list(*fields)}
    if len(days) < len(wanted):
        without = rows.filter(publish_on=None)
        found |= {_key(text or title, on, at): title for text, title, on, at in without.values_list(*fields)}
    return found


def _key(words: str, on: dt.date | None, at: dt.time | None) -> tuple:
    return " ".join(words.casefold().split()), on, at


def _title_from(text: str) -> str:
    """The first words of the text, where nobody gave the post a title."""
    first = " ".join(text.split("\n", 1)[0].split())
    return first if len(first) <= 60 else f"{first[:60].rsplit(' ', 1)[0]} …"


def _plain(text: str) -> str:
    return " ".join(text[:300].casefold().split())
