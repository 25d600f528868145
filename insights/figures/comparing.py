"""Posts held against what is usual on their channel: medians, never means, and no verdict on fewer than five. Pure.

Channels differ in size, so posts of different ones are compared by how many times the usual of their own channel they
got: engagements over the median engagements of the channel's posts. A post on several channels counts once, with the
mean of what it did on each.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """A post as it went out on one channel. None: nobody knows the number."""

    post: int
    channel: int
    at: dt.datetime
    impressions: int | None = None
    engagements: int | None = None
    kind: str = ""
    audience: str = ""
    campaign: int | None = None


@dataclass(frozen=True)
class Group:
    """Posts that have something in common. `times` is None where they are too few, or the usual is nothing."""

    key: Hashable
    posts: int
    impressions: float | None  # of the middle one, on one channel
    engagements: float | None
    times: float | None
    better: int = 0  # how many of them did better than usual

    @property
    def is_few(self) -> bool:
        return self.posts < FEWEST


def usual(sent: Iterable[Sent]) -> dict[int, float]:
    """The median engagements of each channel that has five posts with a number, and where it is not 0."""
    by_channel: dict[int, list[int]] = defaultdict(list)
    for one in sent:
        if one.engagements is not None:
            by_channel[one.channel].append(one.engagements)
    found = {channel: median(numbers) for channel, numbers in by_channel.items() if len(numbers) >= FEWEST}
    return {channel: number for channel, number in found.items() if number > 0}


def grouped(sent: Sequence[Sent], key: Callable[[Sent], Hashable], against: Mapping[int, float]) -> list[Group]:
    """The groups, the best first; those on which nothing can be said at the end. A key of None is in no group."""
    members: dict[Hashable, list[Sent]] = defaultdict(list)
    for one in sent:
        if (found := key(one)) is not None:
            members[found].append(one)
    groups = [group(found, rows, against) for found, rows in members.items()]
    return sorted(groups, key=lambda one: (one.times is None, -(one.times or 0), -one.posts, str(one.key)))


def group(key: Hashable, rows: Sequence[Sent], against: Mapping[int, float]) -> Group:
    """One group. Posts whose engagements nobody knows are not counted."""
    by_post: dict[int, list[float]] = defaultdict(list)
    known = [one for one in rows if one.engagements is not None]
    for one in known:
        if one.channel in against:
            by_post[one.post].append((one.engagements or 0) / against[one.channel])
    posts = len({one.post for one in known})
    ratios = [fmean(found) for found in by_post.values()]
    return Group(
        key=key,
        posts=posts,
        impressions=middle(one.impressions for one in known),
        engagements=middle(one.engagements for one in known),
        times=median(ratios) if len(ratios) >= FEWEST else None,
        better=sum(one > 1 for one in ratios),
    )


def middle(numbers: Iterable[float | None]) -> float | None:
    """The median of what is known."""
    known = [one for one in numbers if one is not None]
    return median(known) if known else None


def rate(engagements: int | None, impressions: int | None) -> float | None:
    """Engagements per impression; None where one is unknown or nobody saw it."""
    if engagements is None or not impressions:
        return None
    return engagements / impressions


def as_times(value: float) -> str:
    """ "1.6 times the usual", "as usual"."""
    if 0.95 <= value < 1.05:
        return "as usual"
    return f"{value:.1f} times the usual" if value >= 0.1 else "hardly any"


def in_words(one: Group) -> str:
    """How a group did, or why nothing is said about it."""
    if one.times is not None:
        return as_times(one.times)
    return "too few to say" if one.is_few else "nothing to hold it against"
