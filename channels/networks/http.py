"""Speaking to a network over HTTP: time-outs, no redirects, and errors told apart by what may have happened.

Refused and TryLater say that the network surely did nothing; anything else that went wrong once the request was on its
way is Unclear. What a body says about an error is the connector's to read (`refusal_of`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from channels.networks.base import NetworkError, Refused, TryLater, Unclear

MOST_BYTES = 5 * 1024 * 1024
"""The longest answer that is read."""
LEAST_S = 1
"""A call for which less time is left is not begun."""
LONGEST_WAIT_S = 6 * 3600
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

Refusal = Callable[[httpx.Response], NetworkError | None]

for noisy in ("httpx", "httpcore"):  # their lines hold whole addresses, and some networks want a token in them
    logging.getLogger(noisy).setLevel(logging.WARNING)


class Budget:
    """The time that several calls have together: settings.SENDING_CALL_LIMIT_S from the last `begin`."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.ends_at = time.monotonic() + settings.SENDING_CALL_LIMIT_S

    def left_s(self) -> float:
        return self.ends_at - time.monotonic()


class LastCall:
    """Ends a connection when its time is up. The time-outs of httpx are for one reading each, so that a server which
    sends its headers a byte a second would hold a worker for as long as it likes."""

    def __init__(self, after_s: float) -> None:
        self.timer = threading.Timer(after_s, self._end)
        self.timer.daemon = True
        self.connection: socket.socket | None = None

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """httpx tells of each of its steps (its "trace" extension)."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self.connection = info["return_value"].get_extra_info("socket")
        if event == "connection.connect_tcp.complete":
            refuse_inner(info["return_value"].get_extra_info("server_addr")[0])  # a name may lead elsewhere by now

    def __enter__(self) -> LastCall:
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()

    def _end(self) -> None:
        if self.connection is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.connection, socket.SHUT_RDWR)


class Http:
    """One server, spoken to with the same headers. Use as a context manager, or once.

    `refusal_of` reads an answer of 400 or more and names the error, or gives None for the usual reading: 429 is
    TryLater for as long as the headers say, other 4xx is Refused, 5xx is Unclear.
    """

    def __init__(
        self,
        base_url: str,
        *,
        name: str,
        headers: Mapping[str, str] | None = None,
        refusal_of: Refusal | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.base_url, self.name, self.refusal_of = base_url.rstrip("/"), name, refusal_of
        self.budget = budget
        self.headers = dict(headers or {})

    def get(self, path: str, **how: Any) -> httpx.Response:
        return self.call("GET", path, **how)

    def post(self, path: str, **how: Any) -> httpx.Response:
        return self.call("POST", path, **how)

    def call(self, method: str, path: str, *, timeout_s: float = 20, **how: Any) -> httpx.Response:
        """The answer of 2xx, read whole. Raises NetworkError.

        All of it ends within settings.SENDING_CALL_LIMIT_S, also where a server sends a byte a second.
        """
        url = path if path.startswith("https://") or path.startswith("http://") else self.base_url + path
        refuse_inner_address(url)
        timeout_s = min(timeout_s, settings.SENDING_CALL_LIMIT_S)
        if self.budget:
            if (left_s := self.budget.left_s()) < LEAST_S:
                raise TryLater(f"{self.name} took too long before; there was no time left to ask.")
            timeout_s = min(timeout_s, left_s)
        ends_at = time.monotonic() + timeout_s
        timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 5))
        how["headers"] = self.headers | dict(how.get("headers") or {})
        last_call = LastCall(timeout_s)
        try:
            with (
                last_call,
                httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=_trusted()) as client,
                client.stream(method, url, extensions={"trace": last_call.note}, **how) as stream,
            ):
                answer = self._read(stream, ends_at)
        except NEVER_SENT as error:
            raise TryLater(f"{self.name} could not be reached.") from error
        except httpx.HTTPError as error:
            raise Unclear(f"{self.name} did not answer ({type(error).__name__}).") from error
        if answer.is_success:
            return answer
        raise self._error(answer)

    def json(self, method: str, path: str, **how: Any) -> Any:
        """The answer's JSON. An answer of 2xx that cannot be read is Unclear: the network may have done it."""
        answer = self.call(method, path, **how)
        try:
            return answer.json()
        except ValueError as error:
            raise Unclear(f"{self.name} answered something that cannot be read.") from error

    def _read(self, stream: httpx.Response, ends_at: float) -> httpx.Response:
        body = bytearray()
        for piece in stream.iter_bytes():
            body += piece
            if len(body) > MOST_BYTES:
                raise Unclear(f"{self.name} answered with more than can be read.")
            if time.monotonic() > ends_at:
                raise Unclear(f"{self.name} took too long to answer.")
        headers = [(name, value) for name, value in stream.headers.multi_items() if name != "content-encoding"]
        return httpx.Response(stream.status_code, headers=headers, content=bytes(body), request=stream.request)

    def _error(self, answer: httpx.Response) -> NetworkError:
        if self.refusal_of and (named := self.refusal_of(answer)):
            return named
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return TryLater(f"{self.name} takes no more for now.", after_s=wait_of(answer))
        if answer.is_server_error or answer.is_redirect:
            return Unclear(f"{self.name} answered {answer.status_code}.")
        return Refused(f"{self.name} refused it ({answer.status_code}).")


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe to be who they say; reading the list takes longer than many a call."""
    return httpx.create_ssl_context(trust_env=False)


def wait_of(answer: httpx.Response) -> float:
    """Seconds until the rate limit ends, by the header that this network uses; 0 where it names none."""
    now = time.time()
    for header in ("retry-after", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"):
        said = answer.headers.get(header, "").strip()
        try:
            number = float(said)
        except ValueError:
            try:
                at = dt.datetime.fromisoformat(said)
            except ValueError:
                continue
            number = at.replace(tzinfo=at.tzinfo or dt.UTC).timestamp()
        wait = number - now if number > 10_000_000 else number  # a moment, or a number of seconds
        return min(max(wait, 0.0), LONGEST_WAIT_S)
    return 0.0


def refuse_inner_address(url: str) -> None:
    """Raises Refused for a server that is not out on the internet, spoken to by https: people type some addresses.

    settings.NETWORKS_ON_LOOPBACK lets this machine through, for servers that are tried on it.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if settings.NETWORKS_ON_LOOPBACK and host in ("localhost", "127.0.0.1"):
        return
    if parts.scheme != "https" or not host:
        raise Refused("The address of the server has to begin with https://")
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise TryLater(f"There is no server at {host}, or it cannot be found now.") from error
    for address in found:
        refuse_inner(address, host)


def refuse_inner(address: str, host: str = "") -> None:
    """Raises Refused for an IP address that is not out on the internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.is_global or (ip.is_loopback and settings.NETWORKS_ON_LOOPBACK):
        return
    raise Refused(f"{host or address} is not a server on the internet.")
