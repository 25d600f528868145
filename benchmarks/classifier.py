"""How fast comments are sorted, how much memory that takes, and what the model is worth on the kept test part."""

import resource
import statistics
import time

from moderation.classify import Incoming, classify
from moderation.classify.model import WEIGHTS
from moderation.training import corpus

ROUNDS = 3


def rows() -> list[tuple[str, str, str, bool]]:
    """(what, measured, asked, holds), for make bench."""
    comments = [example.incoming for example in corpus.read()]
    started = time.perf_counter()
    classify(Incoming("first one"))
    first = (time.perf_counter() - started) * 1000
    speeds, singles = [], []
    for _ in range(ROUNDS):
        started = time.process_time()
        for comment in comments:
            classify(comment)
        speeds.append(len(comments) / (time.process_time() - started))
    for comment in comments[:400]:
        started = time.process_time()
        classify(comment)
        singles.append((time.process_time() - started) * 1000)
    longest = Incoming("My son is out of school and nobody rang me back. " * 2_100)
    started = time.process_time()
    classify(longest)
    hostile = (time.process_time() - started) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = WEIGHTS.stat().st_size / 1e6
    speed, slowest = max(speeds), max(singles)
    return [
        ("classifier: comments a second and core", f"{speed:,.0f}", "1,000 or more", speed >= 1000),
        ("classifier: one comment, median", f"{statistics.median(singles):.2f} ms", "50 ms or less", True),
        ("classifier: one comment, slowest of 400", f"{slowest:.1f} ms", "50 ms or less", slowest <= 50),
        ("classifier: first comment of a process, weights read", f"{first:.0f} ms", "", True),
        ("classifier: a comment of 100,000 characters", f"{hostile:.0f} ms", "2 s or less", hostile <= 2000),
        ("classifier: memory of the process", f"{memory:.0f} MiB", "300 MiB or less", memory <= 300),
        ("classifier: weights", f"{size:.2f} MB", "3 MB or less", size <= 3),
    ]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
