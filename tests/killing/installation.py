"""An installation as it runs for real, in processes that a test may kill: PostgreSQL, Redis, Celery workers.

Shared by the tests that kill and by benchmarks/sending.py. What is done to the database goes through `manage(…)`, a
process with the installation's settings, as the test's own Django has another database.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Installation:
    """One database and one broker, named by the environment of its processes."""

    def __init__(self, folder: Path, *, settings: str = "tests.killing.settings", **environment: str) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": settings,
            "SECRET_KEY": "for-these-processes-only-" + "0123456789" * 4,
            "CREDENTIALS_KEYS": "Zm9yLXRoZXNlLXByb2Nlc3Nlcy1vbmx5LTAxMjM0NTY=",
            "ALLOWED_HOSTS": "localhost",
            "HTTPS": "0",
            "SITE_URL": "http://localhost:8000",
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self.workers: list[subprocess.Popen] = []
        self._inside: subprocess.Popen | None = None

    def migrate(self) -> None:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=300)

    def manage(self, function: str, *arguments: Any) -> Any:
        """Call `tests.killing.inside.<function>` with the installation's settings; JSON in, JSON out."""
        if self._inside is None:
            command = [sys.executable, "-m", "tests.killing.inside"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
            self._inside = subprocess.Popen(command, cwd=ROOT, env=self.environment, **pipes)
        print(json.dumps([function, arguments]), file=self._inside.stdin, flush=True)
        answer = self._inside.stdout.readline()
        if not answer:
            raise RuntimeError(f"{function} did not succeed; its error stands above")
        return json.loads(answer)

    def start_worker(self, name: str, *, concurrency: int = 1, **environment: str) -> subprocess.Popen:
        """A worker in a process group of its own, so that all of it can be killed at once."""
        command = ["worker", "-n", f"{name}@%h", "-Q", "publish,fetch,classify,mail,default", "-c", str(concurrency)]
        return self._start(name, command, environment)

    def start_beat(self, name: str) -> subprocess.Popen:
        return self._start(name, ["beat", "--schedule", str(self.folder / name), "--pidfile="], {})

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> subprocess.Popen:
        log = (self.folder / f"{name}.log").open("ab")
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "sendiass", *command, "--loglevel", "WARNING"],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.workers.append(worker)
        return worker

    def log_of_workers(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-4000:] for path in sorted(self.folder.glob("*.log")))

    def kill_workers(self) -> None:
        while self.workers:
            kill(self.workers.pop())

    def restart_inside(self) -> None:
        """A new process for `manage`, after the connection of the last one was lost."""
        if self._inside is not None:
            self._inside.stdin.close()
            self._inside.wait(timeout=20)
            self._inside = None

    def stop(self) -> None:
        self.kill_workers()
        self.restart_inside()


@contextlib.contextmanager
def installation(folder: Path, **environment: str) -> Iterator[Installation]:
    """A migrated installation; its workers are gone afterwards."""
    made = Installation(folder, **environment)
    made.migrate()
    try:
        yield made
    finally:
        made.stop()


def kill(worker: subprocess.Popen) -> None:
    """kill -9 to the worker and everything that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_until(
    is_so: Callable[[], bool], *, timeout_s: float, every_s: float = 0.2, else_say: Callable[[], str]
) -> None:
    until = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(else_say())
        time.sleep(every_s)
