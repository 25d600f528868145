"""1,000 deliveries due at the same moment, as two workers put them out on the sandbox (DESIGN 12).

Every delivery is judged anew under a policy in force, its attempt and outcome are committed, and the sandbox commits
its own row, as in a real run. PostgreSQL waits for the disk at each commit. Two beats tick at once.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests import services
from tests.killing.installation import Installation, installation

DELIVERIES = 1000
MANY = 10_000
SERVICES = 100
TICK_S = 5
PRODUCT = {"settings": "sendiass.settings"}

Row = tuple[str, str, str, bool]


def rows() -> list[Row]:
    return [*full_way(), *embedded_way()]


def full_way() -> list[Row]:
    """PostgreSQL, Redis and two workers of one process each."""
    with (
        services.postgres(durable=True) as server,
        services.postgres_database(server) as database,
        services.redis() as broker,
        tempfile.TemporaryDirectory(prefix="sendiass-sending-") as folder,
        installation(
            Path(folder), settings="sendiass.settings", DATABASE_URL=database, CELERY_BROKER_URL=broker
        ) as made,
    ):
        made.start_worker("worker1")
        made.start_worker("worker2")
        measured = measure(made)
        many = put_out(made, made.manage("make_due", MANY, SERVICES))
    where = "PostgreSQL and Redis, two workers"
    rate = DELIVERIES / measured["seconds"]
    return [
        (f"1,000 deliveries due at once: the last is out after ({where})", f"{measured['seconds']:.1f} s", "≤ 60 s",
         measured["sent"] == DELIVERIES and measured["seconds"] <= 60),
        (f"deliveries a second in sum ({where})", f"{rate:.0f}", "≥ 300", rate >= 300),
        (f"99 % have started after ({where})", f"{measured['start_p99']:.1f} s", "≤ 10 s", measured["start_p99"] <= 10),
        (f"posts sent twice, with two beats at once ({where})", f"{measured['copies_too_many']:.0f}", "0",
         measured["copies_too_many"] == 0),
        (f"10,000 deliveries due at once: the last is out after ({where})", f"{many['seconds']:.1f} s", "",
         many["sent"] == MANY and many["copies_too_many"] == 0),
        (f"10,000: deliveries a second in sum ({where})", f"{MANY / many['seconds']:.0f}", "", None),
        (f"10,000: 99 % have started after ({where})", f"{many['start_p99']:.1f} s", "", None),
    ]  # fmt: skip


def embedded_way() -> list[Row]:
    """SQLite, the broker in a folder, one worker of two processes, as `make run` starts it."""
    with (
        tempfile.TemporaryDirectory(prefix="sendiass-sending-") as folder,
        installation(Path(folder), **PRODUCT) as made,
    ):
        made.start_worker("worker", concurrency=2)
        measured = measure(made)
    seconds = measured["seconds"]
    return [
        ("1,000 deliveries due at once: the last is out after (embedded)", f"{seconds:.1f} s", "≤ 60 s",
         measured["sent"] == DELIVERIES and seconds <= 60 and measured["copies_too_many"] == 0),
        ("deliveries a second in sum (embedded)", f"{DELIVERIES / seconds:.0f}", "", None),
    ]  # fmt: skip


def measure(made: Installation) -> dict[str, float]:
    """Warm the workers up, then let everything be due at once and tick as beat does."""
    put_out(made, made.manage("make_due", 50, 1))
    return put_out(made, made.manage("make_due", DELIVERIES, SERVICES))


def put_out(made: Installation, deliveries: list[int]) -> dict[str, float]:
    made.manage("due_now", deliveries)
    began = time.monotonic()
    while time.monotonic() - began < 180:
        made.manage("tick", 2)
        for _ in range(TICK_S):
            time.sleep(1)
            measured = made.manage("times_of", deliveries)
            if measured["sent"] == len(deliveries):
                return measured
    return measured
