"""How fast comments are sorted with the encoder and without it, and how much memory that takes."""

import resource
import statistics
import time

from moderation.classify import Incoming, classify, core
from moderation.classify.encoder import GRAPH
from moderation.classify.model import WEIGHTS, installed
from moderation.training import corpus

MANY = 400
ROUNDS = 3


def rows() -> list[tuple[str, str, str, bool]]:
    """(what, measured, asked, holds), for make bench."""
    comments = [example.incoming for example in corpus.read()[::9]][:MANY]
    started = time.perf_counter()
    classify(Incoming("first one"))
    first = (time.perf_counter() - started) * 1000
    singles = [_milliseconds(comment) for comment in comments]
    speed = max(_speed(comments) for _ in range(ROUNDS))
    alone = max(_speed_alone(comments) for _ in range(ROUNDS))
    hostile = _milliseconds(Incoming("My son is out of school and nobody rang me back. " * 2_100))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    weights, encoder = WEIGHTS.stat().st_size / 1e6, GRAPH.stat().st_size / 1e6
    median, slowest = statistics.median(singles), max(singles)
    return [
        ("classifier: comments a second and core", f"{speed:,.0f}", "60 or more", speed >= 60),
        ("classifier: the same without the encoder", f"{alone:,.0f}", "1,000 or more", alone >= 1000),
        ("classifier: one comment, median", f"{median:.1f} ms", "50 ms or less", median <= 50),
        (f"classifier: one comment, slowest of {MANY}", f"{slowest:.1f} ms", "50 ms or less", slowest <= 50),
        ("classifier: first comment of a process, weights read", f"{first:.0f} ms", "", True),
        ("classifier: a comment of 100,000 characters", f"{hostile:.0f} ms", "2 s or less", hostile <= 2000),
        ("classifier: memory of the process", f"{memory:.0f} MiB", "300 MiB or less", memory <= 300),
        ("classifier: weights", f"{weights:.2f} MB", "3 MB or less", weights <= 3),
        ("classifier: encoder", f"{encoder:.1f} MB", "25 MB or less", encoder <= 25),
    ]


def _milliseconds(comment: Incoming) -> float:
    started = time.process_time()
    classify(comment)
    return (time.process_time() - started) * 1000


def _speed(comments: list[Incoming]) -> float:
    started = time.process_time()
    for comment in comments:
        classify(comment)
    return len(comments) / (time.process_time() - started)


def _speed_alone(comments: list[Incoming]) -> float:
    model = installed()
    started = time.process_time()
    for comment in comments:
        reading = core.look(comment)
        core.decide(comment, reading, model.sums(reading), None, model)
    return len(comments) / (time.process_time() - started)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
