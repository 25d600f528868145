"""Speaking to the Graph API: tokens, its errors in plain words, and its lists of several pages.

The version is part of settings.FACEBOOK_API. An error's number says more than its HTTP status, which is often 400 or
500 whatever happened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from django.conf import settings

from channels.networks.answers import part, rows
from channels.networks.base import NetworkError, Refused, SignedOut, TryLater, Unclear
from channels.networks.http import LONGEST_WAIT_S, Budget, Http, wait_of

SIGNED_OUT = {102, 190, 463, 467}
BUSY = {4, 17, 32, 341, 613, 80001, 80002, 80006}
PASSING = {1, 2}
"""Its own words are “try again later”; it has published all the same, so nobody knows."""
DUPLICATE = 506
BLOCKED = 368
VERSION_GONE = 2635
GONE = {33}
"""Subcode of error 100: there is no such thing, or this page may not see it."""
ANSWERED_ALREADY, NOT_ANSWERED_ANY_MORE, NOT_THERE = 10900, 10903, 551
TOO_LATE_TO_ANSWER = 2018278
"""Subcode: a message may be answered for a day."""


class Duplicate(Unclear):
    """Facebook says that it has this post already: probably our own, from a call whose answer was lost."""


class Gone(Refused):
    """What was asked for is not there."""


class Graph:
    """The Graph API with one token. All calls share `budget`, the time that one call of the connector has."""

    def __init__(self, token: str = "", *, budget: Budget | None = None) -> None:
        self.token = token
        self.http = Http(settings.FACEBOOK_API, name="Facebook", refusal_of=refusal_of, budget=budget or Budget())

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        return self._call("GET", path, params=self._signed(params))

    def post(self, path: str, files: Mapping[str, Any] | None = None, **data: Any) -> dict[str, Any]:
        return self._call("POST", path, data=self._signed(data), files=files)

    def delete(self, path: str, **params: Any) -> dict[str, Any]:
        return self._call("DELETE", path, params=self._signed(params))

    def list(self, path: str, *, pages: int = 4, **params: Any) -> Iterator[dict[str, Any]]:
        """What a list holds, page after page. The address of the next page is not followed: it has the token in it."""
        after = ""
        for _ in range(pages):
            answer = self.get(path, **params, **({"after": after} if after else {}))
            yield from rows_of(answer)
            has_more = part(answer, "paging").get("next")
            after = str(part(answer, "paging", "cursors").get("after") or "") if has_more else ""
            if not after:
                return

    def _signed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        signed = {name: str(value) for name, value in values.items() if value not in (None, "")}
        if self.token and "access_token" not in signed:
            signed["access_token"] = self.token
            if settings.FACEBOOK_APP_SECRET:
                signed["appsecret_proof"] = proof_of(self.token)
        return signed

    def _call(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        answer = self.http.json(method, path, **how)
        if not isinstance(answer, dict):
            raise Unclear("Facebook answered something that cannot be read.")
        return answer


def rows_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a list; what is no row is left out."""
    return rows(answer.get("data"))


def proof_of(token: str) -> str:
    """Shows Facebook that whoever uses the token knows the app's secret too."""
    return hmac.new(settings.FACEBOOK_APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()


def refusal_of(answer: httpx.Response) -> NetworkError | None:
    """The error that an answer of 400 or more names, in plain words; None where it names none."""
    error = _error_of(answer)
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    if code is None:
        return None
    if code in SIGNED_OUT:
        return SignedOut("Facebook no longer accepts the sign-in of this page. Connect it again.")
    if subcode == TOO_LATE_TO_ANSWER:
        return Refused("Facebook lets a page answer a message for 24 hours, and they are over. Look for another way.")
    if code in BUSY:
        return TryLater("Facebook takes no more from this page for now.", after_s=_wait_of(answer))
    if code == DUPLICATE:
        return Duplicate("Facebook says that it has this post already.")
    if code in PASSING:
        return Unclear(f"Facebook gave an error that passes (number {code}), and may have done it all the same.")
    if code == BLOCKED:
        return Refused("Facebook has stopped this page from doing that for a while. Look at the page’s notices there.")
    if code == VERSION_GONE:
        return Refused(
            "This version of Facebook’s interface has ended. Whoever runs the server has to set a newer one."
        )
    if code == ANSWERED_ALREADY:
        return Refused("This comment has a private reply already; Facebook allows one.")
    if code == NOT_ANSWERED_ANY_MORE:
        return Refused("Facebook does not let this comment be answered in private, or its 7 days are over.")
    if code == NOT_THERE:
        return Refused("This person does not take messages now.")
    if code == 10 or 200 <= code <= 299:
        return Refused("The page’s sign-in lacks a permission for this. Connect the page again, and allow all of them.")
    if code == 100 and subcode in GONE:
        return Gone("It is no longer on Facebook, or this page may not see it.")
    if code == 100:
        return Refused("Facebook does not take this as it is. Look at the text, the link and the pictures.")
    return None if answer.is_server_error else Refused(f"Facebook refused it (number {code}).")


def _error_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return part(body, "error")


def _wait_of(answer: httpx.Response) -> float:
    """Seconds until more is taken. Facebook names minutes, in a header of its own for each kind of token."""
    minutes = [_number(row.get("estimated_time_to_regain_access")) or 0 for row in _usage_of(answer)]
    return min(max(minutes, default=0) * 60.0, LONGEST_WAIT_S) or wait_of(answer)


def _usage_of(answer: httpx.Response) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for header in ("x-business-use-case-usage", "x-app-usage", "x-page-usage"):
        try:
            said = json.loads(answer.headers.get(header, ""))
        except ValueError:
            continue
        groups = [said, *said.values()] if isinstance(said, dict) else []
        for group in groups:
            found += [row for row in (group if isinstance(group, list) else [group]) if isinstance(row, dict)]
    return found


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None
