"""kill -9 of beat, of PostgreSQL and of Redis while posts go out: late at most, never twice, never lost, never called
published falsely.

All of it runs for real, with commits that wait for the disk. What is killed comes back, as a supervisor has it.
"""

from __future__ import annotations

import contextlib
import time

import pytest

from tests import services
from tests.killing.installation import Installation, installation, kill, wait_until

LEASE_S = 3
POSTS = 60
ONCE_EACH = {"deliveries": ["sent"], "posts": ["published"], "copies": [1], "published_falsely": 0, "broken_links": 0}

pytestmark = [pytest.mark.redis]


@pytest.fixture(scope="module")
def database():
    with services.cluster(durable=True) as made:
        yield made


@pytest.fixture(scope="module")
def broker():
    with services.redis_server() as made:
        yield made


@pytest.fixture(scope="module")
def everything(tmp_path_factory, database, broker):
    environment = {"SENDING_LEASE_S": str(LEASE_S), "SENDING_CALL_LIMIT_S": "1"}
    folder = tmp_path_factory.mktemp("installation")
    urls = {"DATABASE_URL": database.url, "CELERY_BROKER_URL": broker.url}
    with installation(folder, **urls, **environment) as made:
        yield made


@pytest.fixture
def running(everything: Installation):
    """Two beats and two workers, which have sent something already."""
    for number in (1, 2):
        everything.start_worker(f"worker{number}")
        everything.start_beat(f"beat{number}")
    settle(everything, everything.manage("make_due", 2))
    yield everything
    everything.kill_workers()


def settle(running: Installation, deliveries: list[int]) -> dict:
    """How it stands once nothing is under way any more. Only beat ticks."""

    def is_settled() -> bool:
        with contextlib.suppress(RuntimeError):  # the database was away
            return not {"due", "sending", "unknown"} & set(running.manage("state_of", deliveries)["deliveries"])
        return False

    wait_until(is_settled, timeout_s=120, every_s=0.5, else_say=running.log_of_workers)
    state = running.manage("state_of", deliveries)
    state.pop("attempts")
    return state


@pytest.mark.parametrize("after_s", [1])
def test_postgresql_is_killed_while_posts_go_out(running, database, after_s):
    deliveries = running.manage("make_due", POSTS)
    time.sleep(after_s)
    database.kill()
    database.start_again()
    running.restart_inside()
    assert settle(running, deliveries) == ONCE_EACH


@pytest.mark.parametrize("after_s", [1])
def test_redis_is_killed_with_all_messages_while_posts_go_out(running, broker, after_s):
    deliveries = running.manage("make_due", POSTS)
    time.sleep(after_s)
    broker.kill()
    time.sleep(1)
    broker.start()
    assert settle(running, deliveries) == ONCE_EACH


def test_every_beat_is_killed_and_another_one_finds_what_is_due(running):
    for beat in running.workers[1::2]:
        kill(beat)
    deliveries = running.manage("make_due", POSTS)
    time.sleep(6)
    assert running.manage("state_of", deliveries)["deliveries"] == ["due"]
    running.start_beat("beat1")
    assert settle(running, deliveries) == ONCE_EACH
