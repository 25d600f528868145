"""The same text again to the same channel: to the same account, where a service has several on a network."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from policies.rules.base import Draft, Example, Finding, Params, RecentPost, Severity, bounds, rule
from policies.rules.counting import network_name
from policies.rules.dates import day_in_words
from policies.rules.text import LINK

_SENT = datetime(2026, 12, 1, 10, tzinfo=UTC)  # of the examples: Tuesday 1 December 2026, 10:00
_DROP_IN = "Drop in at the library on Thursday for a chat about annual reviews."


@dataclass(frozen=True)
class Duplicate(Params):
    window_days: int = field(default=30, metadata=bounds(1, 365))
    alike_percent: int = field(default=90, metadata=bounds(50, 100))  # of the words; 100 means the very same text


def _went(text: str, days_before: int, channel: str = "x") -> Mapping[str, Any]:
    recent = RecentPost(channel=channel, text=text, at=_SENT - timedelta(days=days_before))
    return {"publish_at": _SENT, "channels": ("x",), "recent_posts": (recent,)}


@rule(
    "duplicate",
    severity=Severity.WARN,
    title="Same text again",
    params=Duplicate,
    scope="draft",
    fires=(
        Example(_DROP_IN, _went(_DROP_IN, 10)),
        Example(_DROP_IN, _went(_DROP_IN.upper() + " 🎉", 30)),
        Example(_DROP_IN, _went(_DROP_IN, -5)),
    ),
    passes=(
        Example(_DROP_IN, _went(_DROP_IN, 31)),
        Example(_DROP_IN, _went(_DROP_IN, 10, channel="facebook")),
        Example(_DROP_IN, _went("How do I ask for an assessment? Our guide tells you.", 10)),
    ),
)
def duplicate(draft: Draft, params: Duplicate) -> Iterator[Finding]:
    """The same text went, or is about to go, to the same channel within the policy's window."""
    if not draft.recent_posts:
        return
    goes_on, zone = draft.publish_on, ZoneInfo(draft.time_zone)
    window = timedelta(days=params.window_days)
    own = {text: _bare(text) for text in set(map(draft.text_for, draft.channels))}
    for channel in dict.fromkeys(draft.channels):
        mine, accounts = own[draft.text_for(channel)], draft.accounts.get(channel)
        said: set[int | None] = set()  # one finding an account
        for post in draft.recent_posts if mine.words else ():
            if post.channel != channel or post.account in said or not _is_one_of(accounts, post.account):
                continue
            went_on = post.at.astimezone(zone).date()
            if abs(went_on - goes_on) > window:
                continue
            if _alike(mine, _bare(post.text)) * 100 >= params.alike_percent:
                said.add(post.account)
                tense = "is to go" if went_on > goes_on else "went"
                account = f" ({post.account_name})" if post.account_name else ""
                where = f"{network_name(channel)}{account} on {day_in_words(went_on)}"
                message = f"Nearly the same text {tense} to {where}. Write it anew or wait."
                yield Finding(message=message, channel=channel, account=post.account)


def _is_one_of(accounts: frozenset[int] | None, account: int | None) -> bool:
    """Where either is not known, the network alone decides."""
    return accounts is None or account is None or account in accounts


@dataclass(frozen=True)
class _Bare:
    """A text without links, capitals and signs: its words, and each with its neighbour."""

    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


def _bare(text: str) -> _Bare:
    """Remembered for texts of the usual length: a run over past posts meets each of them some hundred times."""
    return _bare_short(text) if len(text) <= 1_000 else _bare_of(text)


def _bare_of(text: str) -> _Bare:
    words = tuple(re.findall(r"\w+", LINK.sub(" ", text).casefold()) or text.split())  # emoji alone: as they are
    return _Bare(words, frozenset(pairwise(words)))


_bare_short = lru_cache(maxsize=1_024)(_bare_of)


def _alike(one: _Bare, other: _Bare) -> float:
    """Share of words, with their neighbours, that both texts have: 1 for the same text."""
    if one.words == other.words:
        return 1.0
    if one.pairs.isdisjoint(other.pairs):
        return 0.0
    both = len(one.pairs & other.pairs)
    return both / max(len(one.pairs) + len(other.pairs) - both, 1)
