"""The whole product in one foreground command: web, worker and beat, with a demo service, until Ctrl-C.

Usage: python -m sendiass.embedded        (make run calls it, after it made .venv)

Environment: PORT (8000), VAR_DIR (var), ENV_FILE (.env) and what else .env.example names. The secret key is made
once and kept in .env. Exit status: 0 after Ctrl-C or SIGTERM (130 while it still prepares), 1 when it could not
start or the web process ended.
Nothing here is used by a real installation, which starts the three processes itself (docs/operations.md).
"""

from __future__ import annotations

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
QUEUES = "publish,fetch,classify,mail,default"
PATIENCE_S = 60  # for the first answer and the first heartbeat
GRACE_S = 10  # between asking a process to end and ending it
NOISE = (  # Celery's lines about running as root, as one does in a container: nothing but our own tasks runs here
    "SecurityWarning: You're running",
    "absolutely not recommended!",
    "Please specify a different user using",
    "User information: uid=",
    "_warn_or_raise_security_error(",
)


def settle_environment() -> int:
    """Fill in what the embedded way needs; gives the port."""
    os.chdir(ROOT)
    port = int(os.environ.setdefault("PORT", "8000"))
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendiass.settings")
    os.environ["PYTHONUNBUFFERED"] = "1"
    env_file = Path(os.environ.get("ENV_FILE", ROOT / ".env"))
    kept = env_file.read_text() if env_file.exists() else ""
    if not os.environ.get("SECRET_KEY") and not any(line.startswith("SECRET_KEY=") for line in kept.splitlines()):
        if kept and not kept.endswith("\n"):
            kept += "\n"
        env_file.touch(mode=0o600)
        env_file.write_text(f"{kept}SECRET_KEY={secrets.token_hex(32)}\n")
    return port


def refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken by another program. Choose another one: make run PORT={port + 1}")


def manage(*arguments: str) -> None:
    """A command of manage.py; its own error is the message when it fails. Ended with this process, without a trace."""
    command = [PYTHON, "manage.py", *arguments]
    if subprocess.run(command, stdout=subprocess.DEVNULL, start_new_session=True).returncode:
        sys.exit(f"manage.py {arguments[0]} did not succeed, so nothing was started.")


def prepare() -> None:
    print("Preparing the database and the static files", flush=True)
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--noinput", "--verbosity", "0")
    import django

    django.setup()
    if wants_demo():
        print("Making the demo service with a year behind it, once; this takes half a minute or more", flush=True)
        manage("make_demo")


def wants_demo() -> bool:
    """Not beside a service that somebody made; again when the last attempt was cut short."""
    from accounts.models import Service
    from insights.demo import loading, people

    if os.environ["DEMO"] != "1" or loading.is_there():
        return False
    return not Service.objects.exclude(slug__in=people.SLUGS).exists()


def commands(port: int, *, wsgi: str = "sendiass.wsgi", app: str = "sendiass") -> dict[str, list[str]]:
    """The processes by name: web on loopback, one worker for all queues, beat."""
    from django.conf import settings

    celery = [PYTHON, "-m", "celery", "--quiet", "--app", app]
    schedule = settings.VAR_DIR / "beat-schedule"
    gunicorn = [PYTHON, "-m", "gunicorn", wsgi, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    gunicorn += ["--threads", "4", "--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
    worker = [*celery, "worker", "--queues", QUEUES, "--concurrency", "2", "--loglevel", "WARNING"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = [*celery, "beat", "--schedule", str(schedule), "--pidfile=", "--loglevel", "WARNING"]
    return {"web": gunicorn, "worker": worker, "beat": beat}


def die_with_parent() -> None:
    """So that nothing is left behind when this process is killed outright (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Group:
    """Processes that live and end together. Worker and beat are started again when they die; the web process is not."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[str]] = {}
        self.started_at: dict[str, float] = {}
        self.restarts = 0
        self.is_ending = False

    def start(self, name: str) -> None:
        process = subprocess.Popen(
            self.commands[name],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches this process alone, which then ends the others in order
            preexec_fn=die_with_parent,  # three lines of ctypes, no lock in them
        )
        self.running[name] = process
        self.started_at[name] = time.monotonic()
        threading.Thread(target=self._show, args=(name, process), daemon=True).start()

    def _show(self, name: str, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            if line.strip() and not self.is_ending and not any(word in line for word in NOISE):
                print(f"{name:6} | {line}", end="", flush=True)

    def look_after(self) -> bool:
        """Start again what died. False when the web process ended."""
        for name, process in list(self.running.items()):
            if process.poll() is None:
                continue
            if name == "web":
                return False
            if time.monotonic() - self.started_at[name] < 5:
                time.sleep(2)
            print(f"{name} ended with status {process.returncode} and is started again", flush=True)
            self.restarts += 1
            self.start(name)
        return True

    def end(self) -> None:
        self.is_ending = True
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + GRACE_S
        for process in self.running.values():
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            try:
                os.killpg(process.pid, signal.SIGKILL)  # what is left of its session; mostly nobody
            except ProcessLookupError:
                pass
            process.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  our own address
            return answer.status == 200
    except OSError:
        return False


def announce(port: int, group: Group) -> None:
    """Wait for the web process and for the first heartbeat, and say where to go."""
    site = f"http://127.0.0.1:{port}"
    until = time.monotonic() + PATIENCE_S
    for path in ("/healthz", "/readyz"):
        while not answers(site + path) and time.monotonic() < until and not group.is_ending:
            time.sleep(0.2)
    if group.is_ending:
        return
    lines = ["", f"Ready: http://localhost:{port}"]
    if not answers(site + "/readyz"):
        lines.append("Background work has not proved itself yet; /readyz says when it has.")
    if os.environ["DEMO"] == "1":
        lines += sign_ins()
    print("\n".join([*lines, "Ctrl-C ends it.", ""]), flush=True)


def sign_ins() -> list[str]:
    from insights.demo import PASSWORD, SIGN_INS

    rows = [f"  {email:44} {role}" for email, role in SIGN_INS]
    return [f"Sign in as one of these; the password of each is: {PASSWORD}", *rows]


def listen(handler: Callable[..., None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def main() -> int:
    wanted_end = threading.Event()
    listen(lambda *_: sys.exit(130))
    port = settle_environment()
    refuse_busy(port)
    prepare()
    listen(lambda *_: wanted_end.set())
    group = Group(commands(port))
    try:
        for name in group.commands:
            group.start(name)
        threading.Thread(target=announce, args=(port, group), daemon=True).start()
        while not wanted_end.wait(0.5):
            if not group.look_after():
                print("The web process ended, so everything does. Its last lines above say why.", flush=True)
                return 1
    finally:
        group.end()
    print("Ended.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
