"""A server between the connector and the real Bluesky one, which passes everything on and goes wrong as told."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer

import httpx

from tests.channels.networks.going_wrong import GoesWrong

NOT_PASSED_ON = {"host", "connection", "content-length", "accept-encoding"}
ANSWERS = {
    "refused": (400, b'{"error": "InvalidRequest", "message": "Record/text must not be that"}'),
    "limited": (429, b'{"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}'),
    "signed out": (400, b'{"error": "ExpiredToken", "message": "Token has been revoked"}'),
}


@dataclass
class Between:
    """`faults` are used up one a call of `on`."""

    url: str
    on: str = "com.atproto.repo.putRecord"
    faults: deque[str] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def between(target: str) -> Iterator[Between]:
    released = threading.Event()
    state = Between(url="")
    handler = type("Handler", (_Handler,), {"state": state, "target": target, "released": released, "answers": ANSWERS})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(GoesWrong):
    state: Between
    target: str

    def do_GET(self) -> None:
        self._pass_on("GET")

    def do_POST(self) -> None:
        self._pass_on("POST")

    def _pass_on(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        nsid = self.path.rpartition("/")[2].partition("?")[0]
        self.state.asked.append(nsid)
        fault = self.state.faults.popleft() if nsid == self.state.on and self.state.faults else ""
        if fault and not fault.endswith("kept"):
            self.go_wrong(fault, b"")
            return
        headers = {key: value for key, value in self.headers.items() if key.lower() not in NOT_PASSED_ON}
        answer = httpx.request(method, self.target + self.path, content=body, headers=headers, timeout=30)
        if fault:
            self.go_wrong(fault, answer.content)
        else:
            self.send(answer.status_code, answer.content)
