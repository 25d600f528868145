"""Connecting an account on a Mastodon server: by the server's own page, or with a token made there."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from channels.networks.base import Refused, SignedOut, Unclear
from channels.networks.mastodon.speaking import NotThere, Speaker, account_of
from channels.networks.signing_in import Begun, Connected, Field

SCOPES = "read write"
NO_SERVER = "There is no Mastodon server at this address, or it lets nobody connect. Check the address."


class MastodonSignIn:
    has_own_page = True
    fields = (
        Field(name="server", label="Server", hint="Where the account lives, for example https://mastodon.example"),
    )
    pasted = (
        Field(
            name="access_token",
            label="Access token",
            hint="On the server, under “Preferences”, “Development”: make an application with “read” and “write”, then "
            "copy its access token.",
            is_secret=True,
        ),
    )

    def refusal(self) -> str:
        return ""

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        """An application of ours is made on the server; servers let anybody do so."""
        server = address_of(typed.get("server", ""))
        made = _asked(
            server,
            "/api/v1/apps",
            NO_SERVER,
            json={
                "client_name": "SENDIASS posts and comments",
                "redirect_uris": redirect_uri,
                "scopes": SCOPES,
                "website": settings.SITE_URL,
            },
        )
        kept = {
            "server": server,
            "client_id": _text(made, "client_id"),
            "client_secret": _text(made, "client_secret"),
            "state": state,
        }
        asked = {
            "response_type": "code",
            "client_id": kept["client_id"],
            "redirect_uri": redirect_uri,
            "scope": SCOPES,
            "state": state,
        }
        return Begun(url=f"{server}/oauth/authorize?{urlencode(asked)}", kept=kept)

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        if not hmac.compare_digest(returned.get("state", ""), kept.get("state", "")):
            raise Refused("This sign-in was begun somewhere else. Begin again from the channel’s page.")
        if not (code := returned.get("code", "")):
            raise Refused("The server did not let us in. Begin again, and choose “Authorise” there.")
        server = kept["server"]
        given = _asked(
            server,
            "/oauth/token",
            "The server did not take the sign-in. Begin again from the channel’s page.",
            data={
                "grant_type": "authorization_code",
                "code": code,
                "client_id": kept["client_id"],
                "client_secret": kept["client_secret"],
                "redirect_uri": redirect_uri,
                "scope": SCOPES,
            },
        )
        return [_connected(server, _text(given, "access_token"))]

    def take(self, typed: Mapping[str, str]) -> Connected:
        token = typed.get("access_token", "").strip()
        if not token:
            raise Refused("Give the access token that the server shows for your application.")
        return _connected(address_of(typed.get("server", "")), token)


def address_of(typed: str) -> str:
    """The server as it is spoken to: people leave the beginning out, or give the address of their profile."""
    typed = typed.strip()
    if "://" not in typed:
        typed = f"https://{typed.rpartition('@')[2]}"
    try:
        parts = urlsplit(typed)
        known = bool(parts.hostname) and parts.port is not False
    except ValueError:
        known = False
    if not known:
        raise Refused("Give the address of the server, for example https://mastodon.example")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _asked(server: str, path: str, words: str, **how: Any) -> dict[str, Any]:
    """An answer to somebody who is not signed in yet; `words` for a refusal."""
    try:
        return Speaker(server).one("POST", path, **how)
    except Refused as error:
        raise Refused(words) from error


def _connected(server: str, token: str) -> Connected:
    try:
        account = account_of(Speaker(server, token).verified(), server)
    except SignedOut as error:
        raise Refused("The server does not know this token. Copy it whole, or make a new one.") from error
    except NotThere as error:
        raise Refused(NO_SERVER) from error
    return Connected(credentials={"access_token": token}, account=account, server=server)


def _text(answer: Any, key: str) -> str:
    value = answer.get(key) if isinstance(answer, Mapping) else None
    if not isinstance(value, str) or not value:
        raise Unclear("The server did not answer as a Mastodon server does. Is the address right?")
    return value
