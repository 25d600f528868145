"""People and accounts on the tests' own Bluesky network, as their apps speak to it."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

PASSWORD = "harbour-library"
APPEARS_WITHIN_S = 60
_numbers = itertools.count(1)
Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Person:
    """An account with a sign-in of its own."""

    url: str
    handle: str
    did: str
    token: str

    def ask(self, nsid: str, **params: Any) -> dict[str, Any]:
        return self._read(httpx.get(f"{self.url}/xrpc/{nsid}", params=params, headers=self._headers, timeout=30))

    def do(self, nsid: str, **body: Any) -> dict[str, Any]:
        return self._read(httpx.post(f"{self.url}/xrpc/{nsid}", json=body, headers=self._headers, timeout=30))

    def write(self, text: str, **fields: Any) -> dict[str, Any]:
        """A post, or an answer with `reply`."""
        return self._create("app.bsky.feed.post", {"text": text, **fields})

    def answer(self, text: str, *, root: dict[str, Any], parent: dict[str, Any] | None = None) -> dict[str, Any]:
        return self.write(text, reply={"root": _ref(root), "parent": _ref(parent or root)})

    def react(self, kind: str, subject: dict[str, Any]) -> dict[str, Any]:
        """A like or a repost."""
        return self._create(kind, {"subject": subject})

    def delete(self, uri: str) -> None:
        collection, rkey = uri.split("/")[-2:]
        self.do("com.atproto.repo.deleteRecord", repo=self.did, collection=collection, rkey=rkey)

    def posts(self) -> list[dict[str, Any]]:
        """What stands in the account's repository, newest first."""
        params = {"repo": self.did, "collection": "app.bsky.feed.post", "limit": 100}
        return self.ask("com.atproto.repo.listRecords", **params)["records"]

    def app_password(self) -> str:
        return self.do("com.atproto.server.createAppPassword", name=f"posts {next(_numbers)}")["password"]

    def _create(self, collection: str, record: dict[str, Any]) -> dict[str, Any]:
        made_at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        record = {"$type": collection, "createdAt": made_at, **record}
        return self.do("com.atproto.repo.createRecord", repo=self.did, collection=collection, record=record)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _read(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.is_success, answer.text
        return answer.json() if answer.content else {}


def new_person(url: str, name: str) -> Person:
    handle = f"{name}{os.getpid() % 10000}x{time.time_ns() % 10**6}.test"
    body = {"handle": handle, "email": f"{handle}@people.example", "password": PASSWORD}
    answer = httpx.post(f"{url}/xrpc/com.atproto.server.createAccount", json=body, timeout=60)
    assert answer.is_success, answer.text
    made = answer.json()
    return Person(url, handle, made["did"], made["accessJwt"])


def soon(look: Callable[[], Seen]) -> Seen:
    """What `look` sees as soon as it sees something: readers' servers hear of a record a moment later."""
    until = time.monotonic() + APPEARS_WITHIN_S
    while not (seen := look()) and time.monotonic() < until:
        time.sleep(0.1)
    return seen


def _ref(record: dict[str, Any]) -> dict[str, Any]:
    return {"uri": record["uri"], "cid": record["cid"]}
