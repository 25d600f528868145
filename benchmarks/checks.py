"""The check engine: the live check of one draft, and many drafts in a row (DESIGN 12).

Processor time of this process, on our own labelled examples, so that what else runs on the machine counts less.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from policies.rules import Draft, ServiceFacts, check
from policies.rules.lines import draft_of_line

EXAMPLES = Path(__file__).parent.parent / "policies" / "examples"
WORDS = 300
MOST_MS = 30
LEAST_A_SECOND = 300
TODAY = date(2026, 11, 20)
SERVICE = ServiceFacts(name="Northshire SENDIASS", phone="01632 960150", host="Northshire Council")
CHANNELS = ("facebook", "x", "bluesky", "mastodon")

Row = tuple[str, str, str, bool]


def rows() -> list[Row]:
    lines = [line for path in sorted(EXAMPLES.rglob("*.jsonl")) for line in _drafts(path)]
    for text in _texts(lines, clean=True)[:2]:
        _milliseconds(text)  # patterns are compiled at the first use
    return [
        _live("a clean draft", _texts(lines, clean=True)),
        _live("a draft full of mistakes", _texts(lines, clean=False)),
        _batch(lines),
    ]


def _drafts(path: Path) -> list[str]:
    """The lines of a file of examples; drafts to learn from name no service of their own."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    own = {"name": SERVICE.name, "phone": SERVICE.phone}
    return [json.dumps({**row, "service": {**own, **(row.get("service") or {})}}) for row in rows]


def _live(what: str, texts: list[str]) -> Row:
    took = sorted(_milliseconds(text) for text in texts)
    slowest = took[-1]
    name = f"check while typing: {what} of {WORDS} words, all rules, four channels"
    return (
        name,
        f"median {median(took):.0f} ms, slowest {slowest:.0f} ms",
        f"at most {MOST_MS} ms",
        median(took) <= MOST_MS,
    )


def _batch(lines: list[str]) -> Row:
    began = time.process_time()
    for line in lines:
        _, draft = draft_of_line(line, today=TODAY, time_zone="Europe/London")
        check(draft)
    rate = len(lines) / (time.process_time() - began)
    return (
        "check_posts: drafts of the examples, read and checked",
        f"{rate:.0f} a second and core",
        f"at least {LEAST_A_SECOND}",
        rate >= LEAST_A_SECOND,
    )


def _texts(lines: list[str], *, clean: bool) -> list[str]:
    """Texts of exactly 300 words, put together from short ones; no two the same."""
    rows = [json.loads(line) for line in lines]
    every = " ".join(row["text"] for row in rows if bool(row["expect"]) is not clean and len(row["text"]) < 400).split()
    return [" ".join(every[at : at + WORDS]) for at in range(0, len(every) - WORDS, WORDS // 3)]


def _milliseconds(text: str) -> float:
    draft = Draft(
        text=text, service=SERVICE, today=TODAY, channels=CHANNELS, publish_at=datetime(2026, 12, 1, 10, tzinfo=UTC)
    )
    began = time.process_time()
    check(draft)
    return (time.process_time() - began) * 1000
