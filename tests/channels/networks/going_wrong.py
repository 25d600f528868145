"""What a server may do to a call, for the loopback servers of the tests.

A fault that ends in "kept" strikes after the server did what it was asked.
"""

from __future__ import annotations

import datetime as dt
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler

FAULTS = (
    "refused",
    "limited",
    "signed out",
    "500",
    "500 kept",
    "silence",
    "silence kept",
    "reset",
    "reset kept",
    "half kept",
    "garbage kept",
)


class GoesWrong(BaseHTTPRequestHandler):
    """`answers` are status and body of the faults that a server words in its own way; `released` ends a silence."""

    protocol_version = "HTTP/1.1"
    released: threading.Event
    answers: dict[str, tuple[int, bytes]]

    def log_message(self, *_: object) -> None: ...

    def send(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def go_wrong(self, fault: str, content: bytes) -> None:
        """`content` is what the right answer would have been."""
        self.close_connection = True
        if fault == "limited":
            reset = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
            self.send(*self.answers[fault], X_RateLimit_Remaining="0", X_RateLimit_Reset=reset.isoformat())
        elif fault in self.answers:
            self.send(*self.answers[fault])
        elif fault.startswith("500"):
            self.send(500, b"<html>Something went wrong</html>")
        elif fault.startswith("silence"):
            self.released.wait(30)
        elif fault.startswith("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault.startswith("half"):
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.send(200, b"<html>Welcome</html>")
