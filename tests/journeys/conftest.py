"""For journeys: the embedded run's own processes, and a browser that looks at them.

A journey speaks to the product as a person does, over HTTP. `embedded_run` has a folder and a port of its own, is made
once for all journeys of a session, and shares nothing with the tests but the address. A journey on which the clock is
moved takes `own_context` instead: a server inside the test, whose rows it may look at.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests import services

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
START_S = 420  # migrations, static files, the demo service and the first heartbeat, on a busy machine


@dataclass
class EmbeddedRun:
    """`make run`, started: where it answers and what it has said."""

    url: str
    var_dir: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def said(self) -> str:
        return "".join(self.lines)

    def read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)

    def wait_until_ready(self) -> None:
        until = time.monotonic() + START_S
        while "Ctrl-C ends it." not in self.said():
            assert self.process.poll() is None, f"The run ended before it was ready:\n{self.said()}"
            assert time.monotonic() < until, f"The run was not ready after {START_S} seconds:\n{self.said()}"
            time.sleep(0.2)

    def end(self) -> int:
        """Ctrl-C; gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)

    def children(self) -> dict[str, int]:
        """Process ids of web, worker and beat, by name."""
        rows = subprocess.run(
            ["ps", "-ww", "-eo", "ppid=,pid=,args="], capture_output=True, text=True, check=True
        ).stdout
        found = {}
        for row in rows.splitlines():
            parent, pid, arguments = row.split(maxsplit=2)
            if int(parent) == self.process.pid:
                name = re.search(r"gunicorn|worker|beat", arguments)
                found["web" if name and name[0] == "gunicorn" else name[0] if name else arguments] = int(pid)
        return found


def start_embedded_run(folder: Path, **environment: str) -> EmbeddedRun:
    """Start `make run`'s command with its own folder and port. Call `wait_until_ready()`, and `end()` at last."""
    port = services.free_port()
    own = {"VAR_DIR": str(folder / "var"), "ENV_FILE": str(folder / "env"), "PORT": str(port)}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "sendiass.embedded"],
        cwd=ROOT,
        env=kept | own | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    run = EmbeddedRun(f"http://localhost:{port}", folder / "var", process)
    threading.Thread(target=run.read, daemon=True).start()
    return run


@pytest.fixture(scope="session")
def embedded_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRun]:
    """Web, worker and beat with the demo service, for all journeys of this session.

    Parametrized with "full", the same processes on PostgreSQL and Redis, by two environment variables.
    """
    with contextlib.ExitStack() as stack:
        environment = {}
        if getattr(request, "param", "embedded") == "full":
            server = request.getfixturevalue("postgres_server")
            environment["DATABASE_URL"] = stack.enter_context(services.postgres_database(server))
            request.getfixturevalue("redis_server")  # named as missing where there is none
            environment["CELERY_BROKER_URL"] = stack.enter_context(services.redis())
        run = start_embedded_run(tmp_path_factory.mktemp("embedded"), **environment)
        stack.callback(run.end)
        run.wait_until_ready()
        yield run


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """A journey that asks for it runs twice, in light and dark."""
    return request.param


@contextlib.contextmanager
def contexts_of(browser: Browser, base_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser for one more person, on the product at `base_url`.

    The content security policy stays on. What a script throws, or what the policy stops, fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    def make(**options: Any) -> BrowserContext:
        options = {"base_url": base_url, "viewport": WIDE, "locale": "en-GB"} | options
        context = browser.new_context(**options, timezone_id="Europe/London")
        context.set_default_timeout(60_000)  # milliseconds; a shared machine may be slow
        context.on("console", listen)
        context.on("weberror", lambda error: problems.append(f"{error.page.url if error.page else ''}: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def new_context(browser: Browser, embedded_run: EmbeddedRun) -> Iterator[Callable[..., BrowserContext]]:
    """People at the embedded run: `new_context(color_scheme="dark", viewport=NARROW)`."""
    with contexts_of(browser, embedded_run.url) as make:
        yield make


@pytest.fixture
def own_context(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., BrowserContext]]:
    """People at a server inside the test: it reads the test's database and lives at the test's time."""
    with contexts_of(browser, live_server.url) as make:
        yield make


@pytest.fixture
def page_of(own_context, live_server, settings):
    """A page of a person who is signed in."""
    settings.SITE_URL = live_server.url

    def open_for(user, **options):
        client, context = Client(), own_context(**options)
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    return open_for


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A wide page in light, of a person who is not signed in."""
    return new_context().new_page()


@dataclass
class Violation:
    rule: str
    impact: str
    help: str
    where: list[str]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.help}\n    " + "\n    ".join(self.where[:5])


def axe(page: Page, *, leave_out: tuple[str, ...] = ()) -> list[Violation]:
    """What axe finds on the page as it stands now."""
    page.evaluate(AXE.read_text() + "; undefined")
    rules = {rule: {"enabled": False} for rule in leave_out}
    # Without `preload`: it would put the style sheets into the page, which the content security policy stops.
    options = {"rules": rules, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        Violation(row["id"], row["impact"], row["help"], [" ".join(map(str, node["target"])) for node in row["nodes"]])
        for row in found["violations"]
    ]


Look = tuple[str, ViewportSize]
EVERY_LOOK: tuple[Look, ...] = (("light", WIDE), ("light", NARROW), ("dark", WIDE), ("dark", NARROW))
TWO_LOOKS: tuple[Look, ...] = (("light", WIDE), ("dark", NARROW))


def assert_accessible(page: Page, *, looks: tuple[Look, ...] = EVERY_LOOK) -> None:
    """No violation in light and dark, wide and narrow; the page is left as it was."""
    before = page.viewport_size
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found = []
    for scheme, size in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found += [f"{scheme}, {size['width']} px: {violation}" for violation in axe(page)]
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    if before:
        page.set_viewport_size(before)
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Nothing reaches beyond the edge of a phone; the page is left as it was."""
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before or WIDE)
    assert width <= NARROW["width"], f"{page.url} is {width} px wide on a phone"
