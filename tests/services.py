"""PostgreSQL, Redis and Chromium for the tests: found, started for the time of a run, or named as missing.

Everything started here is thrown away: its own folder, a free port on loopback, and only what was started is
stopped. scripts/test-services uses this file to start them once for a run; the fixtures in conftest.py use it when
somebody calls pytest alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PACKAGES = {"PostgreSQL": "postgresql", "Redis": "redis-server", "Chromium": "chromium"}  # Debian's names
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Missing(Exception):
    """A program is not there; the text says how to get it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed. On Debian: apt-get install {PACKAGES[name]}")


def postgres_programs() -> Path:
    """The folder with initdb and pg_ctl, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if path := shutil.which("initdb"):
        return Path(path).parent
    raise Missing("PostgreSQL")


def redis_program() -> str:
    if path := shutil.which("redis-server"):
        return path
    raise Missing("Redis")


def chromium_program() -> str:
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    raise Missing("Chromium")


def missing() -> list[str]:
    """Names of what is not installed here."""
    names = []
    for look in (postgres_programs, redis_program, chromium_program):
        try:
            look()
        except Missing as error:
            names.append(str(error).partition(" is ")[0])
    return names


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_postgres(folder: Path) -> list[str]:
    """How to call PostgreSQL's programs, which refuse to run as root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


class Cluster:
    """A PostgreSQL cluster of its own, which may be killed and started again on the same port."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder, self.port = folder, free_port()
        programs, user = postgres_programs(), as_postgres(folder)
        data = folder / "data"
        self._control = [*user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        self._quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL, "cwd": folder, "check": True}
        initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"]
        self._options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        self._options += " -c max_connections=200"
        self._options += "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        subprocess.run([*user, *initdb, "-E", "UTF8", "--locale=C.UTF-8"], **self._quiet)

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        command = [*self._control, "-l", str(self.folder / "log"), "-o", self._options, "start"]
        subprocess.run(command, **self._quiet)

    def stop(self) -> None:
        subprocess.run([*self._control, "-m", "immediate", "stop"], **self._quiet)

    def start_again(self, *, timeout_s: float = 30) -> None:
        """After a kill, as soon as the last child has gone."""
        until = time.monotonic() + timeout_s
        while True:
            try:
                return self.start()
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def kill(self) -> None:
        """kill -9 to the postmaster; its children follow."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A commit waits for the disk only when `durable`, as a measurement has to."""
    folder = Path(tempfile.mkdtemp(prefix="sendiass-postgres-"))
    try:
        made = Cluster(folder, durable=durable)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A cluster for the time of the block; gives the address of its database `postgres`, as DATABASE_URL takes it."""
    with cluster(durable=durable) as made:
        yield made.url


class Redis:
    """A Redis server of its own, which may be killed and started again, empty, on the same port."""

    def __init__(self, folder: str) -> None:
        self.folder, self.port = folder, free_port()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [redis_program(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        self._server = subprocess.Popen(command, cwd=self.folder, **quiet)
        wait_for_port(self.port)

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait()

    def kill(self) -> None:
        self._server.kill()
        self._server.wait()


@contextlib.contextmanager
def redis_server() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory(prefix="sendiass-redis-") as folder:
        made = Redis(folder)
        made.start()
        try:
            yield made
        finally:
            made.stop()


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A Redis server for the time of the block; gives its address, as CELERY_BROKER_URL takes it."""
    with redis_server() as made:
        yield made.url


def wait_for_port(port: int, *, timeout_s: float = 20) -> None:
    """Raises TimeoutError when nothing listens there in time."""
    until = time.monotonic() + timeout_s
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if time.monotonic() > until:
            raise TimeoutError(f"Nothing listens on port {port} after {timeout_s:g} seconds.")
        time.sleep(0.05)


@contextlib.contextmanager
def postgres_database(server_url: str) -> Iterator[str]:
    """A new, empty database on the server; gives its address. Dropped at the end, whoever is still connected."""
    import psycopg2

    name = f"fresh_{os.getpid()}_{time.monotonic_ns()}"

    def execute(statement: str) -> None:
        connection = psycopg2.connect(server_url.replace("postgres://", "postgresql://", 1))
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(statement)

    execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{server_url.rpartition('/')[0]}/{name}"
    finally:
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')
