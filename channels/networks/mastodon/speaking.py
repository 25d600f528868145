"""Speaking to a Mastodon server, or one that speaks its API: lenient in what is read, strict in what is sent."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from channels.networks.base import Account, NetworkError, Refused, SignedOut, Unclear
from channels.networks.http import Budget, Http

if TYPE_CHECKING:
    import httpx

MOST_CHARACTERS = 500
"""Where the server does not name its own limit."""
LONGEST_REASON = 200
SIGNED_OUT = "The server no longer takes our sign-in. Connect the channel again."


class NotThere(Refused):
    """No such post, or a call that this server does not know."""


class TooLong(Refused):
    """More characters than the server takes."""


class Speaker:
    """One account on one server."""

    def __init__(self, server: str, token: str = "") -> None:
        self.server, self.behind = server, dt.timedelta(0)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.budget = Budget()
        self.http = Http(
            server, name=urlsplit(server).hostname or server, headers=headers, refusal_of=_refusal, budget=self.budget
        )

    def one(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        """An answer that is one thing. Anything else is Unclear, as the server may have done it."""
        answer = self.http.json(method, path, **how)
        if not isinstance(answer, dict):
            raise Unclear(f"{self.http.name} answered something that cannot be read.")
        return answer

    def many(self, path: str, **how: Any) -> list[dict[str, Any]]:
        """A list, newest first. `behind` then says how far the server's clock is behind ours."""
        answer = self.http.get(path, **how)
        with contextlib.suppress(ValueError, TypeError):  # of a header that is missing or no date with a zone
            self.behind = max(
                dt.datetime.now(dt.UTC) - parsedate_to_datetime(answer.headers.get("date", "")), self.behind
            )
        try:
            rows = answer.json()
        except ValueError:
            rows = None
        if not isinstance(rows, list):
            raise Unclear(f"{self.http.name} answered something that cannot be read.")
        return [row for row in rows if isinstance(row, dict) and row.get("id")]

    def verified(self) -> dict[str, Any]:
        """The account of this token. Servers refuse a bad one with different statuses and words."""
        try:
            account = self.one("GET", "/api/v1/accounts/verify_credentials")
        except (NotThere, SignedOut):
            raise
        except Refused as error:
            raise SignedOut(SIGNED_OUT) from error
        if not account.get("id"):
            raise Unclear(f"{self.http.name} does not answer as a Mastodon server does. Is the address right?")
        return account

    def most_characters(self) -> int:
        """Of a post, as this server says."""
        for path in ("/api/v2/instance", "/api/v1/instance"):
            try:
                said = self.one("GET", path)
            except NetworkError:
                continue
            statuses = _mapping(_mapping(said.get("configuration")).get("statuses"))
            for most in (statuses.get("max_characters"), said.get("max_toot_chars")):
                if isinstance(most, int) and most > 0:
                    return most
        return MOST_CHARACTERS


def account_of(said: Mapping[str, Any], server: str) -> Account:
    """An account as the server names it, with the handle that people elsewhere use."""
    name = str(said.get("acct") or said.get("username") or "")
    host = urlsplit(str(said.get("url") or "")).hostname or urlsplit(server).hostname or ""
    handle = name if "@" in name else f"{name}@{host}"
    return Account(remote_id=str(said["id"]), handle=f"@{handle}", name=str(said.get("display_name") or ""))


def _refusal(answer: httpx.Response) -> NetworkError | None:
    try:
        said = _mapping(answer.json())
    except ValueError:
        said = {}
    message = str(said.get("error_description") or said.get("error") or "")[:LONGEST_REASON]
    low, status = f"{said.get('error')} {message}".lower(), answer.status_code
    if status == 429 or answer.is_server_error:
        return None
    if status == 401 or (status in (400, 403) and _is_about_token(low)):
        return SignedOut(SIGNED_OUT)
    if status == 403 and "scope" in low:
        return SignedOut("The channel was connected without the rights that this needs. Connect it again.")
    if status in (404, 410):
        return NotThere("It is no longer on the server.")
    if status in (400, 413, 422) and "character" in low:
        return TooLong("The text is too long for this server. Shorten it.")
    if status == 413:
        return Refused("A picture or video is too large for this server.")
    if status in (400, 403, 422):
        return Refused(f"The server refused it: {message}" if message else f"The server refused it ({status}).")
    return None


def _is_about_token(low: str) -> bool:
    """Servers say it with different statuses and words."""
    return "token" in low or "login is currently disabled" in low or "unauthorized" in low or "invalid_grant" in low


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
