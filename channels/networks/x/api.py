"""Speaking to X's API v2: one token, its errors in plain words, and tokens for a code or a refresh token.

The HTTP status decides: bodies have come in several shapes.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any

import httpx
from django.conf import settings
from django.utils import timezone

from channels.networks.answers import rows
from channels.networks.base import NetworkError, Refused, SignedOut, TryLater, Unclear
from channels.networks.http import LONGEST_WAIT_S, Budget, Http, wait_of

DUPLICATE = 187
SIGNED_OUT = "X no longer accepts the sign-in of this account. Connect it again."


class Duplicate(Unclear):
    """X says that it has this text already: probably our own, from a call whose answer was lost."""


class TokenRefused(SignedOut):
    """The access token does not hold; a renewed one may."""


class Forbidden(Refused):
    """X does not let this account do it, whatever the reason."""


class Gone(Refused):
    """What was asked for is not there."""


class Api:
    """X with one token. All calls share `budget`, the time that one call of the connector has."""

    def __init__(self, token: str, *, budget: Budget | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self.http = Http(settings.X_API, name="X", headers=headers, refusal_of=refusal_of, budget=budget or Budget())

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        return self.call("GET", path, params={name: value for name, value in params.items() if value})

    def call(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        answer = self.http.json(method, path, **how)
        if not isinstance(answer, dict):
            raise Unclear("X answered something that cannot be read.")
        return answer


def rows_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a list; what is no row is left out."""
    return rows(answer.get("data"))


def tokens_for(*, budget: Budget | None = None, **grant: str) -> dict[str, Any]:
    """Tokens as they are kept: token, refresh_token, ends_at. Raises TokenRefused when X does not take the grant."""
    auth = (settings.X_CLIENT_ID, settings.X_CLIENT_SECRET) if settings.X_CLIENT_SECRET else None
    http = Http(settings.X_API, name="X", refusal_of=refusal_of_grant, budget=budget)
    data = {**grant, "client_id": settings.X_CLIENT_ID}
    answer = http.json("POST", "/2/oauth2/token", data=data, **({"auth": auth} if auth else {}))
    if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str):
        raise Unclear("X answered something that cannot be read.")
    try:
        lives_s = float(answer.get("expires_in") or 7200)
    except (TypeError, ValueError):
        lives_s = 7200.0
    return {
        "token": answer["access_token"],
        "refresh_token": str(answer.get("refresh_token") or ""),
        "ends_at": (timezone.now() + dt.timedelta(seconds=lives_s)).isoformat(),
    }


def refusal_of(answer: httpx.Response) -> NetworkError | None:
    """The error that an answer of 400 or more stands for, in plain words; None for the usual reading."""
    problem = _problem_of(answer)
    status = answer.status_code
    if status == httpx.codes.UNAUTHORIZED:
        return TokenRefused(SIGNED_OUT)
    if status == httpx.codes.FORBIDDEN and _is_duplicate(problem):
        return Duplicate("X says that it has this text already.")
    if status == httpx.codes.FORBIDDEN and "usage-capped" in _text(problem.get("type")):
        return TryLater("X takes no more from this account: its plan is used up for now.", after_s=3600)
    if status == httpx.codes.FORBIDDEN:
        return Forbidden("X does not let this account do that. Look at the account’s notices, or connect it again.")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return TryLater("X takes no more from this account for now.", after_s=_wait_of(answer))
    if status == httpx.codes.PAYMENT_REQUIRED:
        return Refused("X’s plan of this server is used up. Whoever runs the server has to look at it.")
    if status == httpx.codes.NOT_FOUND:
        return Gone("It is no longer on X, or this account may not see it.")
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return Refused("X does not take a file of this size.")
    if status == httpx.codes.BAD_REQUEST:
        return Refused("X does not take this as it is. Look at the text, the link and the pictures.")
    return None


def refusal_of_grant(answer: httpx.Response) -> NetworkError | None:
    """A grant that X does not take any more; None for the usual reading."""
    if answer.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return TokenRefused(SIGNED_OUT)
    return None


def _wait_of(answer: httpx.Response) -> float:
    """Seconds until more is taken: the end of the day's limit where that is used up, else of the quarter of an hour."""
    for whose in ("user", "app"):
        if answer.headers.get(f"x-{whose}-limit-24hour-remaining") == "0":
            reset = answer.headers.get(f"x-{whose}-limit-24hour-reset", "")
            if reset.isdigit():
                return min(max(int(reset[:12]) - time.time(), 0.0), LONGEST_WAIT_S)
    return wait_of(answer)


def _is_duplicate(problem: Mapping[str, Any]) -> bool:
    codes = [error.get("code") for error in rows(problem.get("errors"))]
    return DUPLICATE in codes or "duplicate" in _text(problem.get("detail"))


def _text(value: Any) -> str:
    return value.lower() if isinstance(value, str) else ""


def _problem_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
