"""What the address of a comment says by itself: the network, the writer's handle, and the address without what
follows people around. Pure; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST = 500
HOSTS = {
    "facebook": ("facebook.com", "fb.com", "fb.watch"),
    "x": ("x.com", "twitter.com"),
    "instagram": ("instagram.com",),
    "bluesky": ("bsky.app",),
    "linkedin": ("linkedin.com",),
    "youtube": ("youtube.com", "youtu.be"),
    "tiktok": ("tiktok.com",),
}
_NETWORKS = {host: network for network, hosts in HOSTS.items() for host in hosts}
_FOLLOWS = re.compile(r"(utm_.*|fbclid|gclid|igsh|igshid|mibextid|ref|ref_src|ref_url|__.*|s|t|si|_rdr|trk.*|rcm)")
_PREFIX = re.compile(r"^(www|m|mobile|web|mbasic|business|en-gb|uk)\.")
_NO_WRITER = frozenset({"i", "home", "search", "share", "hashtag", "intent"})


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address that a person pasted. `handle` only where it is the writer's own, not the page's."""

    url: str = ""
    network: str = ""
    handle: str = ""


def read(typed: str) -> Address:
    """What stands in it; nothing where it is no address of the web."""
    typed = typed.strip()
    if typed and "://" not in typed and re.match(r"[\w-]+(\.[\w-]+)+/", typed):
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
        host = (parts.hostname or "").lower().rstrip(".")
        port = parts.port
    except ValueError:
        return Address()
    if parts.scheme not in ("http", "https") or "." not in host or parts.username or len(typed) > LONGEST:
        return Address()
    host = _PREFIX.sub("", host)
    host = "x.com" if host == "twitter.com" else host
    steps = [step for step in parts.path.split("/") if step]
    network = _NETWORKS.get(host, "")
    if not network and (handle := _mastodon(steps, host)):
        network = "mastodon"
    else:
        handle = _handle(network, steps)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _FOLLOWS.fullmatch(name.lower())]
    if network in ("x", "instagram", "bluesky", "mastodon", "tiktok"):
        kept = []  # the path says it all
    where = host if port is None else f"{host}:{port}"
    url = urlunsplit(("https", where, "/" + "/".join(steps), urlencode(kept), ""))
    return Address(url=url[:LONGEST], network=network, handle=handle)


def _handle(network: str, steps: list[str]) -> str:
    if network == "x" and len(steps) >= 3 and steps[1] == "status" and steps[0].lower() not in _NO_WRITER:
        return f"@{steps[0]}"
    if network == "bluesky" and len(steps) >= 4 and steps[0] == "profile" and steps[2] == "post":
        return steps[1] if steps[1].startswith("did:") else f"@{steps[1]}"
    return ""


def _mastodon(steps: list[str], host: str) -> str:
    """The writer of /@jo/1234 and /@jo@elsewhere.example/1234, on any server."""
    if len(steps) != 2 or not steps[1].isdigit():
        return ""
    found = re.fullmatch(r"@(\w[\w.-]{0,60})(@[\w-]+(?:\.[\w-]+)+)?", steps[0])
    return f"@{found[1]}{found[2] or '@' + host}" if found else ""
