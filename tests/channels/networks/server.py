"""A network's server on loopback: what it has and was asked, and faults that it can be told to have.

`set_fault(name)` holds for the next call that publishes, or for as many as `times` says. How a token expires is each
network's own. A server that goes wrong "after" did what it was asked before.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

PAYLOADS = Path(__file__).parent / "payloads"
MATRIX_FAULTS = (
    "refused",
    "rate limited",
    "5xx before",
    "5xx after",
    "timeout before",
    "timeout after",
    "reset",
    "token expired",
)
FAULTS = (
    *MATRIX_FAULTS,
    "reset after",
    "half closed after",
    "slow drip after",
    "slow headers after",
    "wrong json after",
    "no json object after",
    "huge answer after",
)
ANSWERED = ("refused", "rate limited", "token expired")
"""Faults of which the network says clearly that it did nothing."""
UNCLEAR = tuple(fault for fault in FAULTS if fault not in ANSWERED)
HUGE = 6 * 1024 * 1024
HANGS_S = 30


@dataclass(frozen=True)
class Asked:
    """A request. `query` and `form` hold the last value of each name; `files` name, bytes, type."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    body: Any  # of JSON
    files: dict[str, tuple[str, bytes, str]]
    headers: dict[str, str]
    raw: bytes  # of the body
    target: str  # the path with its query, as it came

    @property
    def said(self) -> dict[str, str]:
        return {**self.query, **self.form}


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def payload(network: str, name: str, **filled: str) -> Answer:
    """A recorded answer. Headers may have places to fill in."""
    kept = json.loads((PAYLOADS / network / f"{name}.json").read_text())
    headers = {key: filled.get(value.strip("{}"), value) for key, value in kept.get("headers", {}).items()}
    return Answer(kept["status"], kept["body"], headers)


class LoopbackServer:
    """Subclasses say what publishes, how a request is answered, and what their network's errors look like."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[Asked] = []
        self.faults: deque[str] = deque()
        self.behind = dt.timedelta(0)  # how far its clock is behind
        self.closing = threading.Event()
        self.lock = threading.RLock()

    def set_fault(self, name: str, *, times: int = 1) -> None:
        assert name in FAULTS, name
        for _ in range(times):
            self.expire_token() if name == "token expired" else self.faults.append(name)

    def fault_of(self, asked: Asked) -> str:
        with self.lock:
            return self.faults.popleft() if self.faults and self.publishes(asked) else ""

    def paths(self, method: str = "") -> list[str]:
        return [one.path for one in self.asked if method in ("", one.method)]

    @property
    def published(self) -> list[dict[str, Any]]:
        """What is out, oldest first; what was taken off is not in it."""
        raise NotImplementedError

    def expire_token(self) -> None:
        raise NotImplementedError

    def publishes(self, asked: Asked) -> bool:
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        raise NotImplementedError

    def error(self, fault: str) -> Answer:
        """The network's answer for "refused", "rate limited" and "5xx"; for "token expired", where that is a fault of
        one call."""
        raise NotImplementedError

    @contextlib.contextmanager
    def running(self) -> Iterator[LoopbackServer]:
        handler = type("Handler", (_Handler,), {"owner": self})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        server.block_on_close = False
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            server.shutdown()
            server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    owner: LoopbackServer

    def log_message(self, *_: Any) -> None: ...

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string((timestamp or time.time()) - self.owner.behind.total_seconds())

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_GET

    def _serve(self) -> None:
        asked = self._asked()
        self.owner.asked.append(asked)
        fault = self.owner.fault_of(asked)
        with contextlib.suppress(OSError):
            if fault in ANSWERED:
                self._send(self.owner.error(fault))
            elif fault and not fault.endswith("after"):
                self._go_wrong(fault.removesuffix(" before"), b"")
            else:
                with self.owner.lock:
                    answer = self.owner.answer(asked)
                self._go_wrong(fault.removesuffix(" after"), answer.content) if fault else self._send(answer)

    def _asked(self) -> Asked:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type", "")
        form, files, body = {}, {}, None
        if kind.startswith("application/json"):
            body = json.loads(raw)
        elif kind.startswith("multipart/"):
            form, files = _parts_of(raw, kind)
        elif kind.startswith("application/x-www-form-urlencoded"):
            form = dict(parse_qsl(raw.decode(), keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return Asked(self.command, parts.path, query, form, body, files, headers, raw, self.path)

    def _send(self, answer: Answer) -> None:
        content = answer.content
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _go_wrong(self, fault: str, content: bytes) -> None:
        self.close_connection = True
        if fault == "5xx":
            self._send(self.owner.error(fault))
        elif fault == "timeout":
            self.owner.closing.wait(HANGS_S)
        elif fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault == "half closed":
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            self.owner.closing.wait(1)
        elif fault == "slow drip":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self._drip(b" ")
        elif fault == "slow headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Filler: ")
            self._drip(b"a")
        elif fault == "wrong json":
            self._send(Answer(200, b"<html>Welcome</html>"))
        elif fault == "no json object":
            self._send(Answer(200, [1, "two"]))
        elif fault == "huge answer":
            self._send(Answer(200, b'{"id": "' + b"1" * HUGE + b'"}'))

    def _drip(self, drop: bytes) -> None:
        ends_at = time.monotonic() + HANGS_S
        while time.monotonic() < ends_at and not self.owner.closing.wait(0.05):
            self.wfile.write(drop)
            self.wfile.flush()


def _parts_of(raw: bytes, kind: str) -> tuple[dict[str, str], dict[str, tuple[str, bytes, str]]]:
    form, files = {}, {}
    whole = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
    for part in whole.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if part.get_filename():
            files[name] = (part.get_filename(), part.get_payload(decode=True), part.get_content_type())
        else:
            form[name] = part.get_payload(decode=True).decode()
    return form, files
