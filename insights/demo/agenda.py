"""What happens when, on a clock that is moved: stories that run side by side, in the order of time."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Generator, Iterator

import time_machine
from django.utils import timezone

Story = Generator[dt.datetime, None, None]
"""Yields the moment at which it goes on. What has not happened by the time of loading does not happen."""


class Agenda:
    """Stories by the moment at which each goes on."""

    def __init__(self) -> None:
        self._waiting: list[tuple[dt.datetime, int, Story]] = []
        self._order: Iterator[int] = itertools.count()

    def add(self, story: Story) -> None:
        """The story's first moment is known before the clock moves: until it, a story does nothing."""
        heapq.heappush(self._waiting, (next(story), next(self._order), story))

    def run(self, until: dt.datetime) -> None:
        """Tell all stories up to this moment. The clock is never put back, so that the order of events is true."""
        with time_machine.travel(self._waiting[0][0], tick=True) as clock:
            while self._waiting:
                moment, _, story = heapq.heappop(self._waiting)
                if moment > until:
                    story.close()
                    continue
                if moment > timezone.now():
                    clock.move_to(moment)
                if (goes_on := next(story, None)) is not None:
                    heapq.heappush(self._waiting, (goes_on, next(self._order), story))
