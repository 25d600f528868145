"""Calls to a network end in time, go nowhere inside, and say what may have happened."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import threading
import time

import httpx
import pytest

from channels.networks import Refused, TryLater, Unclear
from channels.networks.http import Budget, Http, wait_of


@contextlib.contextmanager
def answering(*pieces: bytes, pause_s: float = 0.0):
    """A server that answers each call with these pieces, one after the other; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(65536)
                        for piece in pieces:
                            connection.sendall(piece)
                            time.sleep(pause_s)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(autouse=True)
def on_loopback(settings):
    settings.NETWORKS_ON_LOOPBACK = True
    settings.SENDING_CALL_LIMIT_S = 2


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("pieces", "pause_s"),
    [
        ((OK + b"X-Slow: ", *[b"a"] * 100), 0.2),
        ((OK + b"Content-Length: 100\r\n\r\n", *[b"a"] * 100), 0.2),
    ],
)
def test_a_server_that_sends_a_byte_at_a_time_is_left_in_time(pieces, pause_s):
    with answering(*pieces, pause_s=pause_s) as url:
        began = time.monotonic()
        with pytest.raises(Unclear):
            Http(url, name="It").get("/")
        assert time.monotonic() - began < 10  # of 20 s that it would take


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ((OK + b"Content-Length: 50\r\n\r\nhalf",), "did not answer"),
        ((OK + b"Content-Length: 6000000\r\n\r\n", b"a" * 6_000_000), "more than can be read"),
        ((b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",), "answered 302"),
        ((b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",), "answered 503"),
        ((b"not HTTP at all\r\n\r\n",), "did not answer"),
        ((b"",), "did not answer"),
    ],
)
def test_what_says_nothing_clear_is_unclear(pieces, words):
    with answering(*pieces) as url, pytest.raises(Unclear, match=words):
        Http(url, name="It").get("/")


def test_an_answer_that_is_no_json_is_unclear():
    with answering(OK + b"Content-Length: 2\r\n\r\n{]") as url, pytest.raises(Unclear, match="cannot be read"):
        Http(url, name="It").json("POST", "/")


def test_several_calls_end_together():
    with answering(OK + b"Content-Length: 0\r\n\r\n") as url:
        budget = Budget()
        http = Http(url, name="It", budget=budget)
        assert http.get("/").status_code == 200
        budget.ends_at = time.monotonic() + 0.5
        with pytest.raises(TryLater, match="no time left"):
            http.get("/")
        budget.begin()
        assert http.get("/").status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://10.0.0.1",
        "https://169.254.169.254",
        "https://[::1]",
        "http://example.org",
        "file:///etc/passwd",
        "https://",
    ],
)
def test_an_inner_address_is_not_asked(url, settings):
    settings.NETWORKS_ON_LOOPBACK = False
    with pytest.raises(Refused):
        Http(url, name="It").get("/")


def test_loopback_is_asked_only_where_the_settings_say_so(settings):
    with answering(OK + b"Content-Length: 0\r\n\r\n") as url:
        assert Http(url, name="It").get("/").status_code == 200
        settings.NETWORKS_ON_LOOPBACK = False
        with pytest.raises(Refused):
            Http(url, name="It").get("/")


def test_a_name_that_leads_elsewhere_a_moment_later_is_not_asked(monkeypatch, settings):
    """The name is looked up twice: for our look at it, and for the connection."""
    settings.NETWORKS_ON_LOOPBACK = False
    with answering(OK + b"Content-Length: 0\r\n\r\n") as url:
        port = int(url.rpartition(":")[2])
        answers = iter(["192.0.1.1", "127.0.0.1"])  # the first is out on the internet

        def look_up(*_args, **_more):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with pytest.raises(Refused, match="not a server on the internet"):
            Http(f"https://rebound.example:{port}", name="It").get("/")


def said(**headers: str) -> httpx.Response:
    return httpx.Response(429, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_limit_is_waited_for_in_each_way_that_networks_name_it():
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
    assert wait_of(said(retry_after="30")) == 30
    assert wait_of(said(ratelimit_reset=str(int(soon.timestamp())))) == pytest.approx(60, abs=2)
    assert wait_of(said(x_ratelimit_reset=soon.isoformat())) == pytest.approx(60, abs=2)
    assert wait_of(said(x_ratelimit_reset=soon.replace(tzinfo=None).isoformat())) == pytest.approx(60, abs=2)
    assert wait_of(said(retry_after="-5")) == 0
    assert wait_of(said(retry_after="soon")) == 0
    assert wait_of(said(retry_after="90000")) == 6 * 3600
    assert wait_of(said()) == 0
