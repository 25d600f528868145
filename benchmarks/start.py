"""From a fresh clone in an empty folder to the signed-in home page, in one command (DESIGN 12).

The clone is of what is committed. `make run` gets nothing but PATH, HOME and a port: a virtual environment of its own,
the packages, the database, the demo service and all processes. What pip has kept of earlier runs is used, as on the
machine of somebody who installs a new version; the row says how much that is.
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests import services

ROOT = Path(__file__).resolve().parent.parent
MOST_S = 3
PATIENCE_S = 900
PERSON = "priya@northshire-sendiass.example"
NAMES = ("PATH", "HOME", "LANG", "PIP_INDEX_URL", "PIP_CERT", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")

Row = tuple[str, str, str, bool | None]


def rows() -> list[Row]:
    kept = cached()
    with tempfile.TemporaryDirectory(prefix="sendiass-start-") as folder, running(Path(folder)) as site:
        wait_for(f"{site.url}/healthz")
        up = time.monotonic()
        sign_in(site)
        home = time.monotonic()
    return [
        (
            "start: fresh clone in an empty folder, `make run`, signed-in home page",
            f"{home - site.began:.0f} s, one command ({kept})",
            "one command",
            True,
        ),
        (
            "start: from the server's first answer to the home page, the sign-in included",
            f"{home - up:.1f} s",
            f"≤ {MOST_S} s",
            home - up <= MOST_S,
        ),
    ]


class Site:
    """`make run` in a clone, as a browser sees it."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url, self.process, self.began = url, process, time.monotonic()
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def open(self, address: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """Where one ends up, and the page there."""
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(address, body, {"Referer": self.url})  # noqa: S310  our own address
        with self._opener.open(request, timeout=30) as answer:
            return answer.url, answer.read().decode()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Site]:
    clone, port = folder / "product", services.free_port()
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(clone)], check=True)
    own = {name: os.environ[name] for name in NAMES if name in os.environ}
    command = ["make", "run", f"PORT={port}", f"PYTHON={sys.base_prefix}/bin/python3"]
    process = subprocess.Popen(command, cwd=clone, env=own, stdout=sys.stderr, start_new_session=True)
    try:
        yield Site(f"http://localhost:{port}", process)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310  our own address
            return
        time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within {PATIENCE_S} s")


def sign_in(site: Site) -> None:
    """Raises RuntimeError when the home page does not come."""
    address, page = site.open(f"{site.url}/accounts/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    fields = {"login": PERSON, "password": password(), "csrfmiddlewaretoken": token[1] if token else ""}
    address, page = site.open(address, fields)
    if not address.endswith("/northshire/") or "Sign out" not in page:
        raise RuntimeError(f"the home page was expected after the sign-in, {address} came")


def password() -> str:
    """The one of the demo's people, as `make run` shows it."""
    source = (ROOT / "insights" / "demo" / "people.py").read_text()
    return re.findall(r'^PASSWORD = "([^"]+)"', source, re.M)[0]


def cached() -> str:
    """What pip has kept, in words."""
    command = [sys.executable, "-m", "pip", "cache", "info", "--disable-pip-version-check"]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    sizes = re.findall(r"size: ([\d.]+ [kMG]?B)", said)
    return f"pip's cache held {sizes[0]}" if sizes and not sizes[0].startswith("0 ") else "pip's cache was empty"


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
