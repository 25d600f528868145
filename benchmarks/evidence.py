"""The evidence of a span with 10,000 posts and 50,000 comments, on PostgreSQL: how long, in how much memory (issue 6).

The pack is made by this process, so that its memory can be read, and is then unpacked and checked as an outsider
would: every sum, and every event's hash with its predecessor's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import os
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.installation import Row, Size, installation

SIZE = Size.wanted(services=1, posts=10_000, comments=50_000)
MOST_S = 120
MOST_GROWTH = 60  # MiB, from the tenth of the way to its end


def rows() -> list[Row]:
    with installation(SIZE):
        return list(_rows())


def _rows() -> Iterator[Row]:
    from celery import current_app

    current_app.conf.task_always_eager = False  # no worker is here: this process makes it
    from accounts.models import Service, User
    from insights.evidence import asking, making

    service = Service.objects.get(slug="load-001")
    person = User.objects.get(email="service.manager@load-001.example")
    today = service.today(dt.datetime.now(dt.UTC))
    small = asking.ask(service, by=person, kind="span", first=today - dt.timedelta(days=3), last=today)
    making.make(small.pk)  # so that what is loaded once is no growth
    pack = asking.ask(service, by=person, kind="span", first=today - dt.timedelta(days=1200), last=today)
    memory, is_over = [], threading.Event()
    watcher = threading.Thread(target=_watch, args=(memory, is_over))
    before, cpu = time.perf_counter(), time.process_time()
    watcher.start()
    made = making.make(pack.pk)
    took, cpu = time.perf_counter() - before, time.process_time() - cpu
    is_over.set()
    watcher.join()
    if made is None:
        pack.refresh_from_db()
        raise RuntimeError(pack.problem)
    early, most = memory[len(memory) // 10], max(memory)
    with made.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        found = _checked(archive)
    made.file.delete(save=False)
    whole = found["posts"] >= SIZE.posts and found["comments"] >= SIZE.comments and found["holds"]
    numbers = ", ".join(f"{found[name]:,} {name}" for name in ("posts", "comments", "events"))
    yield (
        f"evidence: {numbers} in one pack",
        f"{took:.0f} s ({cpu:.0f} s of processor), {made.size / 2**20:.0f} MiB",
        f"{MOST_S} s or less, every sum and every link right",
        whole and took <= MOST_S,
    )
    yield (
        "evidence: memory of the process, and its growth after a tenth of the way",
        f"{most:.0f} MiB, {most - early:+.0f} MiB",
        f"{MOST_GROWTH} MiB more or less",
        most - early <= MOST_GROWTH,
    )


def _watch(memory: list[float], is_over: threading.Event) -> None:
    while not is_over.wait(0.2):
        memory.append(_resident())


def _resident() -> float:
    """MiB of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    right = all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    events = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    linked = all(now["previous_hash"] == before["hash"] for before, now in itertools.pairwise(events))
    return {
        "posts": len(json.loads(archive.read("data/posts.json"))),
        "comments": len(json.loads(archive.read("data/comments.json"))),
        "events": len(events),
        "holds": right and linked and all(_hash(event) == event["hash"] for event in events),
    }


def _hash(event: dict[str, Any]) -> str:
    names = (
        "previous_hash", "service_id", "number", "at", "kind", "actor_id", "job", "actor_label", "thing", "thing_id",
        "label", "data",
    )  # fmt: skip
    facts = json.dumps([event[name] for name in names], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(facts.encode()).hexdigest()


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
