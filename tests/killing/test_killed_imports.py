"""kill -9 of a worker in the middle of an import: whoever goes on leaves none out and takes none in twice.

PostgreSQL, Redis and Celery workers run for real. The dead worker's lease is moved to its end, not waited for.
"""

from __future__ import annotations

import pytest

from tests import services
from tests.killing.installation import Installation, installation, kill, wait_until

LINES = 1_500

pytestmark = [pytest.mark.redis]


@pytest.fixture
def running(tmp_path, postgres_server: str):
    with (
        services.postgres_database(postgres_server) as database,
        services.redis() as broker,
        installation(tmp_path, DATABASE_URL=database, CELERY_BROKER_URL=broker) as made,
    ):
        yield made


def wait_for(running: Installation, import_id: int, comments: int) -> None:
    wait_until(
        lambda: running.manage("state_of_import", import_id)["comments"] >= comments,
        timeout_s=300,
        every_s=0.1,
        else_say=running.log_of_workers,
    )


def test_an_import_whose_workers_are_killed_twice_is_whole(running):
    found = running.manage("make_import", LINES)
    for reached in (200, 600):
        worker = running.start_worker(f"worker{reached}")
        wait_for(running, found, reached)
        kill(worker)
        half = running.manage("state_of_import", found)
        assert half["state"] == "running"
        assert half["comments"] == half["captures"] == half["made"] < LINES
        assert found in running.manage("resume_imports", found)
    for number in (1, 2):
        running.start_worker(f"last{number}")
    running.manage("resume_imports", found)
    wait_for(running, found, LINES)
    wait_until(
        lambda: running.manage("state_of_import", found)["state"] == "done",
        timeout_s=60,
        else_say=running.log_of_workers,
    )
    assert running.manage("state_of_import", found) == {
        "state": "done",
        "made": LINES,
        "known": 0,
        "comments": LINES,
        "texts": LINES,
        "captures": LINES,
        "assessments": LINES,
        "is_chain_whole": True,
    }
