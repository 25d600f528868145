"""PostgreSQL, Redis and Chromium for the tests: found, started for the time of a run, or named as missing.

Everything started here is thrown away: its own folder, a free port on loopback, and only what was started is
stopped. scripts/test-services uses this file to start them once for a run; the fixtures in conftest.py use it when
somebody calls pytest alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
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


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL cluster of its own; gives the address of its database `postgres`, as DATABASE_URL takes it.

    A commit waits for the disk only when `durable`, as a measurement has to.
    """
    programs = postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="sendiass-postgres-"))
    user = as_postgres(folder)
    data, port = folder / "data", free_port()
    control = [*user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL, "cwd": folder, "check": True}
    initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    options += " -c max_connections=200"
    options += "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        subprocess.run([*user, *initdb, "-E", "UTF8", "--locale=C.UTF-8"], **quiet)
        subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A Redis server of its own; gives its address, as CELERY_BROKER_URL takes it."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="sendiass-redis-") as folder:
        command = [redis_program(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        try:
            wait_for_port(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


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
