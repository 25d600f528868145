"""A real Bluesky network on loopback, from the AT Protocol's own npm packages (package-lock.json names each).

The packages are installed once, into var/, and started anew for a run of the tests; everything that the network keeps
is thrown away with it. It needs node, PostgreSQL and Redis.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import services

HERE = Path(__file__).resolve().parent
KEPT = HERE.parents[3] / "var" / "bluesky"
INSTALL_LIMIT_S = 900
START_LIMIT_S = 120


class Missing(Exception):
    """It cannot be had on this machine; the text says why."""


@dataclass(frozen=True)
class Network:
    """Address of the account server; it passes on what is for the readers' one."""

    url: str


def installed() -> Path:
    """The folder with node_modules, made if it is not there yet (two minutes). Raises Missing."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise Missing("node and npm are not installed, so there is no Bluesky server. On Debian: apt-get install npm")
    version = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = KEPT / version
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once: the second waits for the first
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _install(npm, folder)
            (folder / "done").touch()
    return folder


def _install(npm: str, folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    environment = dict(os.environ)
    if Path("/usr/include/node/node.h").exists():  # the SQLite of the packages is compiled: with these headers
        environment["npm_config_nodedir"] = "/usr"
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    with (folder / "install.log").open("w") as log:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdout=log, stderr=log, timeout=INSTALL_LIMIT_S, check=False
        )
    if done.returncode or not list(folder.glob("node_modules/better-sqlite3/build/Release/better_sqlite3.node")):
        raise Missing(f"The Bluesky server could not be installed: see {folder / 'install.log'}")


@contextlib.contextmanager
def network(postgres_url: str, redis_url: str, *, rate_limits: bool = False) -> Iterator[Network]:
    """The network, for as long as the block runs. `postgres_url` names an empty database."""
    folder = installed()
    ports = [services.free_port() for _ in range(5)]
    with tempfile.TemporaryDirectory(prefix="sendiass-bluesky-") as kept:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": kept,
            "TMPDIR": kept,
            "NODE_PATH": str(folder / "node_modules"),
            "LOG_ENABLED": "false",
            "DB_POSTGRES_URL": postgres_url.replace("postgres://", "postgresql://", 1),
            "DB_POSTGRES_SCHEMA": "bsky",
            "REDIS_HOST": redis_url.removeprefix("redis://").partition("/")[0],
            "RATE_LIMITS": "1" if rate_limits else "0",
        }
        log = Path(kept) / "log"
        with log.open("w") as errors:
            server = subprocess.Popen(
                ["node", str(HERE / "start.js"), *map(str, ports)],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )
        try:
            _wait_until_ready(server, log)
            yield Network(f"http://localhost:{ports[1]}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_until_ready(server: subprocess.Popen[str], log: Path) -> None:
    assert server.stdout
    with selectors.DefaultSelector() as waiting:
        waiting.register(server.stdout, selectors.EVENT_READ)
        while waiting.select(timeout=START_LIMIT_S):
            line = server.stdout.readline()
            if line.strip() == "ready":
                return
            if not line:
                break
    raise Missing(f"The Bluesky server did not start:\n{log.read_text()[-2000:]}")
