"""Comments imported and sorted by one worker, on PostgreSQL: how long, in how much memory (issue 5).

25,000 of them, so that everything that is measured takes less than an hour; BENCH_IMPORT=100000 takes the whole file.

The comments are those of our corpus, in the share in which worries come (one of 25), each of a writer of its own. The
worker is this process, so that its memory can be read; a slice and a piece are what they are in a real run. The clock
of the last line is wall time, and the machine's other work counts in it; the processor's time stands beside it.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.installation import Row, Size, installation

LINES = int(os.environ.get("BENCH_IMPORT", 25_000))
MINUTES = 20
WORRIES_ONE_IN = 25
MOST_GROWTH = 40  # MiB, from the second tenth of the way to its end
SIZE = Size(services=1, posts=200, comments=2_000)


def rows() -> list[Row]:
    with installation(SIZE):
        return list(_rows())


def _rows() -> Iterator[Row]:
    from celery import current_app

    current_app.conf.task_always_eager = False  # e-mail is queued, as it is in a real run
    from audit.services import first_broken_link
    from moderation.importing import running
    from moderation.models import Assessment, Capture, Comment, CommentImport, Escalation

    with tempfile.TemporaryDirectory() as folder:
        found = _begun(Path(folder))
        before, cpu, memory = time.perf_counter(), time.process_time(), []
        while running.run(found.pk):
            done = CommentImport.objects.values_list("position", flat=True).get(pk=found.pk)
            memory.append((done, _resident()))
            print(f"{done:,} lines, {time.perf_counter() - before:.0f} s, {memory[-1][1]:.0f} MiB", flush=True)
        took, cpu = time.perf_counter() - before, time.process_time() - cpu
    memory.append((LINES, _resident()))
    found.refresh_from_db()
    early = next(used for done, used in memory if done >= LINES // 5 or done == LINES)
    mine = Comment.objects.filter(imported_by=found)
    whole = (
        found.made
        == LINES
        == mine.exclude(category="").count()
        == Capture.objects.filter(comment__imported_by=found).count()
        == Assessment.objects.filter(comment__imported_by=found).count()
    )
    holds = whole and first_broken_link(found.service) is None
    worries = Escalation.objects.filter(comment__imported_by=found).count()
    yield (
        f"import: {LINES:,} comments kept, sorted and with their events, one worker",
        f"{took / 60:.1f} min ({LINES / took:.0f} a second, {1000 * cpu / LINES:.1f} ms of processor each), "
        f"{worries:,} worries raised",
        f"{MINUTES} min or less for 100,000, none lost, chain whole",
        holds and took / LINES <= MINUTES * 60 / 100_000,
    )
    yield (
        "import: memory of the worker, and its growth after a fifth of the way",
        f"{memory[-1][1]:.0f} MiB, {memory[-1][1] - early:+.0f} MiB",
        f"{MOST_GROWTH} MiB more or less",
        memory[-1][1] - early <= MOST_GROWTH,
    )


def _resident() -> float:
    """MiB of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _texts() -> Iterator[str]:
    from moderation.training import corpus

    every = [(example.incoming.text, "safeguarding" in example.flags) for example in corpus.read()]
    calm = itertools.cycle([text for text, is_worry in every if not is_worry])
    worries = itertools.cycle([text for text, is_worry in every if is_worry])
    for number in itertools.count(1):
        yield next(worries) if number % WORRIES_ONE_IN == 0 else next(calm)


def _begun(folder: Path) -> Any:
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from accounts.models import Service, User
    from moderation.importing import starting
    from moderation.models import CommentImport

    service = Service.objects.get(slug="load-001")
    person = User.objects.get(email="coordinator.one@load-001.example")
    upload = TemporaryUploadedFile("comments.jsonl", "application/json", 0, "utf-8")
    for number, text in enumerate(itertools.islice(_texts(), LINES)):
        author = {"display_name": f"Writer {number}", "handle": f"@writer-{number}", "followers": number % 500}
        line = {"id": f"c{number}", "text": text, "posted_at": "2026-06-01T10:00:00Z", "author": author}
        upload.write(json.dumps(line).encode() + b"\n")
    upload.size = upload.tell()
    began = time.perf_counter()
    channel = service.channels.first()
    found = starting.take(
        service=service, by=person, upload=upload, channel=channel, visibility="public", is_record=False
    )
    upload.close()
    print(f"looked over in {time.perf_counter() - began:.1f} s", flush=True)
    starting.begin(found.pk, by=person)
    return CommentImport.objects.select_related("service").get(pk=found.pk)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
