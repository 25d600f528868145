"""Walking along a chain of events: is each what it was, does each stand on the one before, is the end the end?

Every kind of change has its own finding, which names the event: facts changed, hash changed, link changed, event
replaced, taken out, put in, the end cut, the chain's head changed, the chain made anew since an earlier look. The
event's primary key is no fact of it: nothing shows it, and nothing is found by it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from accounts.models import Service
from audit.models import ChainHead, Event
from audit.services import genesis, link_hash

SLICE = 2000
MOST_NAMED = 5
MOST_CHARACTERS = 300


@dataclass(frozen=True)
class Finding:
    """What is wrong with one event, in a sentence that begins with its number."""

    number: int
    sentence: str


class Walk:
    """One way along a chain, from its beginning to the end that it had as the walk began.

    `known` says which hash an event had at an earlier look, and when that was.
    """

    def __init__(self, service: Service, *, known: Mapping[int, tuple[str, str]] | None = None) -> None:
        self.service, self.known = service, dict(known or {})
        self.events, self.last_hash = 0, ""
        self.findings: list[Finding] = []
        self.more = 0
        self._is_unreadable = False
        self._expected, self._stored = 1, genesis(service.pk)
        self._before: Event | None = None
        self._head, self._last_number = self._end()
        self.total = max(self._head.number if self._head else 0, self._last_number)
        self._behind = self._first_behind_the_end()
        if self._behind and self._head:
            self._last_number = self._head.number

    def _end(self) -> tuple[ChainHead | None, int]:
        """The head, and the number of the last event, both as of one moment."""
        numbers = Event.objects.filter(service=OuterRef("service")).order_by("-number").values("number")
        head = ChainHead.objects.filter(service=self.service).annotate(last_number=Subquery(numbers[:1])).first()
        if head is not None:
            return head, head.last_number or 0
        return None, Event.objects.filter(service=self.service).aggregate(last=Max("number"))["last"] or 0

    def _first_behind_the_end(self) -> Event | None:
        """The first event behind the one that the head names; none where the last one fits the head all the same."""
        if self._head is None or self._last_number <= self._head.number:
            return None
        later = Event.objects.filter(service=self.service, number__gt=self._head.number)
        if later.filter(number=self._last_number, hash=self._head.hash).exists():
            return None
        return later.order_by("number").first()

    def to_the_end(self) -> list[Finding]:
        for _ in self.in_slices():
            pass
        return self.findings

    def in_slices(self) -> Iterator[int]:
        """Walk on, a slice at a time; gives how many events were looked at so far."""
        after = -1
        while rows := self._slice(after):
            for event in rows:
                self._step(event)
            after = rows[-1].number
            yield self.events
        if not self._is_unreadable:
            self._finish()

    def _slice(self, after: int) -> list[Event]:
        try:
            rows = Event.objects.filter(service=self.service, number__gt=after, number__lte=self._last_number)
            return list(rows.order_by("number")[:SLICE])
        except ValueError:  # SQLite takes a word for a number, and a day that does not exist
            self._is_unreadable = True
            self._found(self._expected, f"Event {self._expected} or one soon after it cannot be read any more.")
            return []

    # One event, and the one before it

    def _step(self, event: Event) -> None:
        self.events += 1
        is_next = event.number == self._expected
        self._judge_before(event if is_next else None)
        if not is_next:
            self._misplaced(event)
        self._before = event
        self._expected = event.number + 1

    def _misplaced(self, event: Event) -> None:
        first, last = self._expected, event.number - 1
        if last < first:
            self._found(event.number, f"{self._name(event)} was put in: the record begins with event 1.")
            return
        where = f"after event {first - 1} comes event {event.number}" if first > 1 else f"it begins with {last + 1}"
        self._found(first, f"{missing(first, last)}: {where}{self._day(event)}.")

    def _judge_before(self, following: Event | None) -> None:
        """What is wrong with the event before, now that the one after it is known."""
        event = self._before
        if event is None:
            return
        stands_on, self._stored = self._stored, event.hash
        claimed = following.previous_hash if following else None
        self._judge(event, stands_on, claimed, following)

    def _judge(self, event: Event, stands_on: str, claimed: str | None, following: Event | None) -> None:
        is_whole = hash_of(event) == event.hash
        if not is_whole:
            self._found(event.number, f"{self._name(event)} {self._what_changed(event, stands_on, claimed)}")
        elif event.number == 1 and event.previous_hash != genesis(self.service.pk):
            self._found(1, f"{self._name(event)} does not stand on the beginning of this service’s record.")
        elif following is not None and claimed != event.hash and hash_of(following) == following.hash:
            self._found(
                event.number,
                f"{self._name(event)} was changed together with its hash, or another was put in its place: "
                f"event {following.number} stands on another one.",
            )
        elif known := self.known.get(event.number):
            self._compare(event, *known)

    def _what_changed(self, event: Event, stands_on: str, claimed: str | None) -> str:
        if hash_of(event) == claimed:
            return "has another hash than it had; its facts are what they were."
        linked = copy.copy(event)
        linked.previous_hash = stands_on
        if hash_of(linked) == event.hash:
            return "no longer stands on the event before it: that link was changed, its facts are what they were."
        return "is not what it was: its facts no longer give its hash."

    def _compare(self, event: Event, was: str, day: str) -> None:
        if event.hash != was:
            self._found(
                event.number,
                f"{self._name(event)} has another hash than on {day}, when the record was looked over: "
                "it, or an event before it, was changed and everything after made anew.",
            )
            self.known = {}  # every later one differs as well

    # The end

    def _finish(self) -> None:
        last, head = self._before, self._head
        self._judge_end(last, head)
        self.last_hash = last.hash if last else ""
        self._gone_since(last)
        self.findings.sort(key=lambda finding: finding.number)

    def _judge_end(self, last: Event | None, head: ChainHead | None) -> None:
        """The last event, and the head that says which one is the last."""
        found = len(self.findings)
        if last is not None:
            stands_on, self._stored = self._stored, last.hash
            self._judge(last, stands_on, head.hash if head else None, None)
        judged = len(self.findings) > found
        if self._behind is not None and head is not None:
            self._too_many(self._behind, last, head)
        elif last is None:
            if head is not None and head.number:
                self._found(1, f"{missing(1, head.number)}: nothing is left of the record.")
        elif head is None:
            self._found(last.number, f"{self._name(last)} is the last, but the note of where the record ends is gone.")
        elif head.number != last.number:
            self._wrong_end(last, head)
        elif head.hash != last.hash and not judged:
            self._found(
                last.number,
                f"{self._name(last)}, the last, does not fit the note of where the record ends: one was changed.",
            )

    def _too_many(self, first: Event, last: Event | None, head: ChainHead) -> None:
        if last and (last.number, last.hash) == (head.number, head.hash):
            what = f"was put in behind the end of the record, event {head.number}."
        else:
            what = (
                f"stands behind the end of the record, event {head.number}: it was put in, or the note of where the "
                "record ends was changed."
            )
        self._found(first.number, f"{self._name(first)} {what}")

    def _wrong_end(self, last: Event, head: ChainHead) -> None:
        if head.hash == last.hash:
            self._found(
                last.number,
                f"{self._name(last)} is the last, but the note of where the record ends was changed: it says event "
                f"{head.number}.",
            )
        else:
            where = f"the record ends with event {last.number}{self._day(last)}"
            self._found(last.number + 1, f"{missing(last.number + 1, head.number)}: {where}.")

    def _gone_since(self, last: Event | None) -> None:
        """A chain that was cut together with its head is shorter than it was."""
        end = last.number if last else 0
        gone = [number for number in self.known if number > end]
        if gone and not self.findings:
            _, day = self.known[max(gone)]
            where = f"on {day} the record reached to event {max(gone)}"
            self._found(end + 1, f"{missing(end + 1, max(gone))}: {where}.")

    # Words

    def _found(self, number: int, sentence: str) -> None:
        if len(self.findings) < MOST_NAMED:
            self.findings.append(Finding(number, sentence))
        else:
            self.more += 1

    def _name(self, event: Event) -> str:
        return f"Event {event.number}{self._day(event)}"

    def _day(self, event: Event) -> str:
        return f" of {self.service.local(event.at):%-d %b %Y}" if event.at else ""

    @property
    def broken_number(self) -> int | None:
        return self.findings[0].number if self.findings else None

    @property
    def problem(self) -> str:
        """The first finding, and the numbers of the others; "" while the chain holds."""
        if not self.findings:
            return ""
        others = [str(finding.number) for finding in self.findings[1:]]
        text = self.findings[0].sentence
        if others:
            text += f" Wrong too: {', '.join(others)}{f' and {self.more:,} more' if self.more else ''}."
        return text[:MOST_CHARACTERS]


def hash_of(event: Event) -> str:
    """The hash that the event's facts give; "" of an event whose facts cannot be read."""
    try:
        return link_hash(event)
    except (AttributeError, TypeError, ValueError):
        return ""


def missing(first: int, last: int) -> str:
    return f"Event {first} is missing" if first == last else f"Events {first} to {last} are missing"
