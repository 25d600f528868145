"""kill -9 of a worker at the two places where a post could be sent twice, lost, or called published falsely.

PostgreSQL, Redis and two Celery workers run for real. The network stands still at the place, so that the worker that
it holds up can be killed there; its lease and the other worker do the rest.
"""

from __future__ import annotations

import os
import signal

import pytest

from tests import services
from tests.killing.installation import Installation, installation, kill, wait_until

LEASE_S = 3

pytestmark = [pytest.mark.redis]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, postgres_server: str):
    """One database and one broker for all of these tests; each makes its own posts."""
    with services.postgres_database(postgres_server) as database, services.redis() as broker:
        environment = {"SENDING_LEASE_S": str(LEASE_S), "SENDING_CALL_LIMIT_S": "1"}
        folder = tmp_path_factory.mktemp("installation")
        with installation(folder, DATABASE_URL=database, CELERY_BROKER_URL=broker, **environment) as made:
            yield made


@pytest.fixture
def running(everything: Installation):
    yield everything
    everything.kill_workers()
    (everything.folder / "struck").unlink(missing_ok=True)


def start_two(running: Installation, fault: str):
    struck = str(running.folder / "struck")
    return [
        running.start_worker(f"worker{number}", SANDBOX_FAULT=fault, SANDBOX_FAULT_FILE=struck) for number in (1, 2)
    ]


def wait_for_the_fault(running: Installation) -> int:
    """The process that the network holds up."""
    mark = running.folder / "struck"
    wait_until(lambda: mark.exists() and bool(mark.read_text()), timeout_s=60, else_say=running.log_of_workers)
    return int(mark.read_text())


def worker_of(workers, pid: int):
    """The worker that a process belongs to; the process group of a worker is its own."""
    return next(worker for worker in workers if os.getpgid(pid) == worker.pid)


def tick_until_settled(running: Installation, deliveries: list[int]) -> dict:
    """Beat's tick, two at once for good measure, until nothing is under way any more."""
    wait_until(
        lambda: running.manage("tick", 2) == 0 and not _is_under_way(running, deliveries),
        timeout_s=90,
        every_s=0.5,
        else_say=lambda: f"{running.manage('state_of', deliveries)}\n{running.log_of_workers()}",
    )
    return running.manage("state_of", deliveries)


def _is_under_way(running: Installation, deliveries: list[int]) -> bool:
    return bool({"due", "sending", "unknown"} & set(running.manage("state_of", deliveries)["deliveries"]))


ONCE_EACH = {"deliveries": ["sent"], "posts": ["published"], "copies": [1], "published_falsely": 0, "broken_links": 0}


@pytest.mark.parametrize("place", ["hang before", "hang after"])
def test_a_worker_killed_while_it_sends_neither_doubles_nor_loses_a_post(running, place):
    """Between the attempt's record and the call's outcome; between the network's acceptance and our record."""
    workers = start_two(running, place)
    deliveries = running.manage("make_due", 30)
    running.manage("tick", 2)
    kill(worker_of(workers, wait_for_the_fault(running)))
    assert running.manage("state_of", deliveries)["published_falsely"] == 0
    state = tick_until_settled(running, deliveries)
    attempts = state.pop("attempts")
    assert state == ONCE_EACH
    assert "unclear" in attempts


@pytest.mark.parametrize("place", ["hang before", "hang after"])
def test_a_killed_child_of_a_worker_whose_message_comes_back_does_no_harm(running, place):
    """Celery gives the message of a lost child to another at once, long before the lease is over."""
    start_two(running, place)
    deliveries = running.manage("make_due", 30)
    running.manage("tick", 2)
    os.kill(wait_for_the_fault(running), signal.SIGKILL)
    state = tick_until_settled(running, deliveries)
    state.pop("attempts")
    assert state == ONCE_EACH


def test_when_every_worker_is_killed_the_next_ones_take_over(running):
    workers = start_two(running, "hang after")
    deliveries = running.manage("make_due", 30)
    running.manage("tick", 2)
    wait_for_the_fault(running)
    for worker in workers:
        kill(worker)
    start_two(running, "")
    state = tick_until_settled(running, deliveries)
    state.pop("attempts")
    assert state == ONCE_EACH
