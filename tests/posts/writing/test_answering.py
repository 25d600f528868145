"""Whether a link answers, asked of a real server on loopback, and what is never called."""

from __future__ import annotations

import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from posts.writing.answering import Answer, is_public, look

SHORT = httpx.Timeout(0.5)


class Pages(BaseHTTPRequestHandler):
    asked: list[tuple[str, str | None]] = []  # paths and hosts, for the tests to read

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        if self.path == "/slow":
            threading.Event().wait(1.5)
        moves = {"/moved": "/fine", "/round": "/round", "/inside": "http://[::1]:1/x", "/file": "file:///etc/hosts"}
        status = 302 if self.path in moves else int(self.path.strip("/")) if self.path[1:].isdigit() else 200
        self.send_response(status)
        if self.path in moves:
            self.send_header("Location", moves[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://localhost:{made.server_port}"
        made.shutdown()


HERE = ipaddress.ip_address("127.0.0.1")


def to_here(host: str, port: int) -> set:
    return {HERE}


def on_loopback(url: str, **more: object) -> Answer:
    return look(url, allowed=lambda address: address == HERE, schemes=("http",), resolve=to_here, **more)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/fine", Answer.ANSWERS),
        ("/moved", Answer.ANSWERS),
        ("/403", Answer.ANSWERS),
        ("/429", Answer.ANSWERS),
        ("/404", Answer.GONE),
        ("/410", Answer.GONE),
        ("/503", Answer.SILENT),
        ("/round", Answer.SILENT),
        ("/file", Answer.REFUSED),
    ],
)
def test_what_a_server_says(server, path, answer):
    assert on_loopback(server + path) is answer


def test_the_server_is_asked_by_its_name(server):
    Pages.asked.clear()
    on_loopback(f"{server}/fine?a=1#part")
    assert Pages.asked == [("/fine?a=1", server.removeprefix("http://"))]


def test_a_server_that_is_too_slow_or_not_there_is_silent(server):
    assert on_loopback(f"{server}/slow", timeout=SHORT) is Answer.SILENT
    assert on_loopback("http://localhost:1/", timeout=SHORT) is Answer.SILENT


@pytest.mark.parametrize(
    "url",
    ["http://www.example.org/", "https://u:p@example.org/", "https:///x", "ftp://example.org", "javascript:1", "x"],
)
def test_only_https_without_a_sign_in_is_called(url):
    assert look(url) is Answer.REFUSED


@pytest.mark.parametrize("url", ["https://[", "https://a..b/", "https://x:99999/", "https://" + "a" * 70 + ".example/"])
def test_an_address_that_cannot_be_read_is_silent(url):
    assert look(url) is Answer.SILENT


def test_nothing_inside_a_network_is_called(server):
    Pages.asked.clear()
    assert look(server, schemes=("http",)) is Answer.REFUSED
    assert Pages.asked == []


def test_one_inner_address_among_public_ones_is_enough_to_refuse():
    both = {ipaddress.ip_address("93.184.216.34"), ipaddress.ip_address("10.0.0.5")}
    assert look("https://rebinding.example/", resolve=lambda host, port: both) is Answer.REFUSED


def test_a_redirect_into_a_network_is_refused(server):
    def outside_first(host: str, port: int) -> set:
        return {HERE} if host == "localhost" else {ipaddress.ip_address("10.0.0.5")}

    assert look(f"{server}/inside", allowed=lambda one: one == HERE, schemes=("http",), resolve=outside_first) is (
        Answer.REFUSED
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("172.16.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(ipaddress.ip_address(address)) is public
