"""Whether an address on the web answers. The only place from which the service reads addresses that people typed.

Nothing inside our own network is ever called: every address that the name stands for has to be a public one, the
connection goes to the very address that was looked at, and each redirect is looked at like the first call. `look`
reads nothing of the page; `read` its first part, for a link's card.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import httpx

TIMEOUT = httpx.Timeout(6.0, connect=4.0)  # seconds, each for one step of the call
MOST_REDIRECTS = 5
MOST_READ = 512 * 1024  # bytes of a page; what a card says stands in its head
LONGEST_READ_S = 10.0
HEADERS = {"User-Agent": "SENDIASS link check", "Accept": "*/*", "Accept-Encoding": "identity"}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Answer(StrEnum):
    ANSWERS = "answers"  # also when it refuses us: a person may be let in
    SILENT = "silent"  # no connection, no name, a fault of the server: may pass
    GONE = "gone"  # it says itself that there is nothing
    REFUSED = "refused"  # we do not call it: not https, or inside a network


def is_public(address: Address) -> bool:
    """Whether it is an address of the open internet, also behind its form for the other protocol."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def resolved(host: str, port: int) -> set[Address]:
    """All addresses that the name stands for. Raises OSError when there is none."""
    return {ipaddress.ip_address(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}


@dataclass(frozen=True, kw_only=True)
class Page:
    """What came of a call: of a page that answers, its first bytes and what they are said to be."""

    answer: Answer
    body: bytes = b""
    content_type: str = ""


def look(
    url: str,
    *,
    allowed: Callable[[Address], bool] = is_public,
    schemes: tuple[str, ...] = ("https",),
    resolve: Callable[[str, int], set[Address]] = resolved,
    timeout: httpx.Timeout = TIMEOUT,
) -> Answer:
    """Call the address once, and again where it sends us. Never raises for what an address or a server does."""
    return _asked(url, allowed, schemes, resolve, timeout, most=0).answer


def read(
    url: str,
    *,
    allowed: Callable[[Address], bool] = is_public,
    schemes: tuple[str, ...] = ("https",),
    resolve: Callable[[str, int], set[Address]] = resolved,
    timeout: httpx.Timeout = TIMEOUT,
) -> Page:
    """The same, with the first MOST_READ bytes of a page that answers 200; none of one that was sent compressed."""
    return _asked(url, allowed, schemes, resolve, timeout, most=MOST_READ)


def _asked(
    url: str,
    allowed: Callable[[Address], bool],
    schemes: tuple[str, ...],
    resolve: Callable[[str, int], set[Address]],
    timeout: httpx.Timeout,
    *,
    most: int,
) -> Page:
    with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False, headers=HEADERS) as client:
        for _ in range(MOST_REDIRECTS + 1):
            try:
                page, url = _called(client, url, allowed, schemes, resolve, most)
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
                return Page(answer=Answer.SILENT)  # ValueError: an address that cannot be read
            if page is not None:
                return page
    return Page(answer=Answer.SILENT)  # it sends us round in circles


def _called(
    client: httpx.Client,
    url: str,
    allowed: Callable[[Address], bool],
    schemes: tuple[str, ...],
    resolve: Callable[[str, int], set[Address]],
    most: int,
) -> tuple[Page | None, str]:
    """What came of it, or none and the address that it sends us to."""
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None:
        return Page(answer=Answer.REFUSED), url
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolve(host, port)
    if not addresses or not all(map(allowed, addresses)):
        return Page(answer=Answer.REFUSED), url
    address = min(addresses, key=lambda one: (one.version, int(one)))
    literal = f"[{address}]" if address.version == 6 else str(address)
    target = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    headers = {"Host": host if parts.port is None else f"{host}:{port}"}
    with client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as response:
        if response.is_redirect:
            return None, urljoin(url, response.headers.get("Location", ""))
        answer = _meaning(response.status_code)
        if response.status_code != 200 or not most or "Content-Encoding" in response.headers:
            return Page(answer=answer), url
        body = _first_of(response, most)
        return Page(answer=answer, body=body, content_type=response.headers.get("Content-Type", "")), url


def _first_of(response: httpx.Response, most: int) -> bytes:
    began, body = time.monotonic(), bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) >= most or time.monotonic() - began > LONGEST_READ_S:
            break
    return bytes(body[:most])


def _meaning(status: int) -> Answer:
    if status in (404, 410):
        return Answer.GONE
    return Answer.SILENT if status >= 500 else Answer.ANSWERS
