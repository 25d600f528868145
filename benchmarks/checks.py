"""The check engine: the live check of one draft, and `check_posts` over a file of drafts (DESIGN 12).

Both on our own labelled examples. The live check is measured in processor time of this process, the command in a
process of its own, so that what else runs on the machine counts less; BENCH_CHECKS=2000 gives it fewer lines.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from policies.management.commands.check_posts import PROGRESS_EVERY
from policies.rules import Draft, Medium, RecentPost, ServiceFacts, check

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "policies" / "examples"
WORDS = 300
MOST_MS = 30
LINES = int(os.environ.get("BENCH_CHECKS", 100_000))
EARLY, LATE = LINES // 10, LINES - PROGRESS_EVERY
LEAST_A_SECOND = 300
MOST_GROWTH = 10  # MiB, from the first tenth of the lines to their end
TODAY = date(2026, 11, 20)
SERVICE = ServiceFacts(name="Northshire SENDIASS", phone="01632 960150", host="Northshire Council")
CHANNELS = ("facebook", "x", "bluesky", "mastodon")
RECENT = 20  # posts of each channel in the days around
PUBLISH_AT = datetime(2026, 12, 1, 10, tzinfo=UTC)
PICTURES = (
    Medium(alt="Two advisers behind a table with leaflets in a library", made_by_service=True, licence="own"),
    Medium(alt="The front door of the Harbour Library, with a ramp beside the steps", made_by_service=True),
)
WITH_A_CHILD = (PICTURES[0], replace(PICTURES[1], shows_child=True, consent_until=date(2027, 8, 31)))

Row = tuple[str, str, str, bool]
Example = dict[str, Any]


def rows() -> list[Row]:
    examples = [one for path in sorted(EXAMPLES.rglob("*.jsonl")) for one in _read(path)]
    return [*_live(examples), *_batch(examples)]


def _read(path: Path) -> list[Example]:
    """The drafts of a file of examples; those to learn from name no service of their own."""
    own = {"name": SERVICE.name, "phone": SERVICE.phone}
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{**one, "service": {**own, **(one.get("service") or {})}} for one in found]


def _live(examples: list[Example]) -> Iterator[Row]:
    clean, faulty = (_short(examples, clean=is_clean) for is_clean in (True, False))
    in_turn = [text for pair in zip(clean, faulty, strict=False) for text in pair]
    recent = _recent(examples)
    for text in _texts(clean)[:2]:
        _milliseconds(text, recent)  # patterns are compiled at the first use
    for what, texts, media in (
        ("a clean draft", _texts(clean), PICTURES),
        ("a clean draft, a child on a picture", _texts(clean), WITH_A_CHILD),
        ("a draft of which every other paragraph breaks a rule", _texts(in_turn), PICTURES),
        ("a draft full of mistakes", _texts(faulty), PICTURES),
    ):
        took = sorted(_milliseconds(text, recent, media) for text in texts)
        yield (
            f"check while typing: {what} of {WORDS} words, two pictures and a link, four channels with {RECENT} recent "
            "posts each, all rules",
            f"median {median(took):.0f} ms, 95 in 100 within {took[len(took) * 95 // 100]:.0f} ms",
            f"median at most {MOST_MS} ms",
            median(took) <= MOST_MS,
        )


def _short(examples: list[Example], *, clean: bool) -> list[str]:
    return [one["text"] for one in examples if bool(one["expect"]) is not clean and len(one["text"]) < 400]


def _texts(short: list[str]) -> list[str]:
    """Texts of exactly 300 words, put together from short ones; no two the same."""
    every = " ".join(short).split()
    return [" ".join(every[at : at + WORDS]) for at in range(0, len(every) - WORDS, WORDS // 3)]


def _recent(examples: list[Example]) -> tuple[RecentPost, ...]:
    texts = (one["text"] for one in examples if not one["expect"])
    days = range(1, RECENT + 1)
    return tuple(
        RecentPost(channel=channel, text=next(texts), at=PUBLISH_AT - timedelta(days=day))
        for channel, day in itertools.product(CHANNELS, days)
    )


def _milliseconds(text: str, recent: tuple[RecentPost, ...], media: tuple[Medium, ...] = PICTURES) -> float:
    draft = Draft(
        text=text,
        service=SERVICE,
        today=TODAY,
        channels=CHANNELS,
        publish_at=PUBLISH_AT,
        link="https://www.northshire-sendiass.example/drop-in",
        media=media,
        recent_posts=recent,
    )
    began = time.process_time()
    check(draft)
    return (time.process_time() - began) * 1000


def _batch(examples: list[Example]) -> Iterator[Row]:
    """The real command over a file of which every other line breaks a rule."""
    with tempfile.TemporaryDirectory() as folder:
        drafts, answers = Path(folder) / "drafts.jsonl", Path(folder) / "answers.jsonl"
        with drafts.open("w") as file:
            file.writelines(json.dumps(one) + "\n" for one in itertools.islice(_in_turn(examples), LINES))
        took, used, early, late = _run(drafts, answers)
        with answers.open() as file:
            answered = sum("findings" in json.loads(line) for line in file)
    yield (
        f"check_posts: {LINES:,} drafts, half of them with a breach, in a process of its own",
        f"{LINES / took:.0f} a second, {LINES / used:.0f} a second of its processor time",
        f"at least {LEAST_A_SECOND} a second and core, every line answered",
        LINES / used >= LEAST_A_SECOND and answered == LINES,
    )
    yield (
        f"check_posts: most memory of the process, after {EARLY:,} and after {LATE:,} drafts",
        f"{early:.0f} MiB, {late:.0f} MiB",
        f"at most {MOST_GROWTH} MiB more",
        late - early <= MOST_GROWTH,
    )


def _in_turn(examples: list[Example]) -> Iterator[Example]:
    clean = itertools.cycle([one for one in examples if not one["expect"]])
    faulty = itertools.cycle([one for one in examples if one["expect"]])
    for number in itertools.count():
        yield {**next(faulty if number % 2 else clean), "id": number}


def _run(drafts: Path, answers: Path) -> tuple[float, float, float, float]:
    """Seconds on the clock and of the processor, and the most memory in MiB after a tenth of the lines and just before
    the end. Raises RuntimeError when the command ends otherwise than with 0.

    What the system says of a child when it has ended (`ru_maxrss`) counts the memory of its parent too.
    """
    began, early, late, said = time.monotonic(), 0.0, 0.0, ""
    command = [sys.executable, str(ROOT / "manage.py"), "check_posts", str(drafts)]
    with answers.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True)
        for said in process.stderr or ():
            if said.startswith(f"{EARLY:,} lines"):
                early = _peak(process.pid)
            if said.startswith(f"{LATE:,} lines"):
                late = _peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"check_posts ended with {process.returncode}: {said}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, early, late


def _peak(pid: int) -> float:
    """MiB of memory that a process had at most so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"^VmHWM:\s+(\d+) kB", status, re.M)[0]) / 1024


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
