"""`make run` as a whole: it starts, says where to go, looks after its processes and ends with nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request

import pytest

from tests.journeys.conftest import EmbeddedRun, assert_accessible, start_embedded_run

pytestmark = pytest.mark.browser


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(truth, *, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not truth() and time.monotonic() < until:
        time.sleep(0.2)
    return truth()


def test_it_says_where_to_go_and_is_ready(embedded_run: EmbeddedRun):
    assert f"Ready: {embedded_run.url}" in embedded_run.said()
    with urllib.request.urlopen(f"{embedded_run.url}/readyz") as answer:  # noqa: S310  our own address
        assert answer.status == 200


def test_its_first_page_is_accessible(embedded_run: EmbeddedRun, page):
    page.goto("/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert_accessible(page)


def test_a_worker_that_is_killed_is_started_again(embedded_run: EmbeddedRun):
    killed = embedded_run.children()["worker"]
    os.kill(killed, signal.SIGKILL)
    assert wait_for(lambda: embedded_run.children().get("worker", killed) != killed)
    assert "worker ended with status -9 and is started again" in embedded_run.said()


def test_ctrl_c_ends_it_with_nothing_left_behind(tmp_path):
    run = start_embedded_run(tmp_path)
    run.wait_until_ready()
    children = run.children()
    assert children.keys() == {"web", "worker", "beat"}
    assert run.end() == 0
    assert [name for name, pid in children.items() if is_running(pid)] == []
    assert "Traceback" not in run.said()
    assert run.said().rstrip().endswith("Ended.")


def test_a_busy_port_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = start_embedded_run(tmp_path, PORT=str(port))
        assert run.process.wait(timeout=30) == 1
    assert wait_for(lambda: f"Port {port} is taken by another program." in run.said())
    assert "Traceback" not in run.said()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(embedded_run: EmbeddedRun):
    env_file = embedded_run.var_dir.parent / "env"
    assert env_file.stat().st_mode & 0o077 == 0
    assert env_file.read_text().count("SECRET_KEY=") == 1
