"""Connecting an account on X: its own sign-in (OAuth 2 with PKCE), or tokens that were made elsewhere, pasted."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils import timezone

from channels.networks.base import Account, Refused
from channels.networks.signing_in import Begun, Connected, Field
from channels.networks.x.api import Api, tokens_for

SCOPES = ("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "offline.access")
LIVES = dt.timedelta(hours=2)
"""How long an access token holds."""


class XSignIn:
    fields: tuple[Field, ...] = ()
    pasted = (
        Field(name="token", label="Access token", hint="Made in X’s console for developers.", is_secret=True),
        Field(
            name="refresh_token",
            label="Refresh token",
            hint="With it the channel stays connected; without it for two hours only.",
            is_secret=True,
            is_required=False,
        ),
    )
    has_own_page = True

    def refusal(self) -> str:
        return "" if settings.X_CLIENT_ID else "X’s sign-in is not set up on this server. Paste tokens instead."

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        if reason := self.refusal():
            raise Refused(reason)
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": settings.X_CLIENT_ID,
            "redirect_uri": redirect_uri,
            "scope": " ".join(SCOPES),
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return Begun(url=f"{authorize_url()}?{urlencode(asked)}", kept={"verifier": verifier})

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        if not (code := returned.get("code")):
            raise Refused("X was not allowed to connect the account. Start again, and choose “Authorise app”.")
        tokens = tokens_for(
            grant_type="authorization_code",
            code=code,
            redirect_uri=redirect_uri,
            code_verifier=str(kept.get("verifier", "")),
        )
        return [connected(tokens)]

    def take(self, typed: Mapping[str, str]) -> Connected:
        token = typed.get("token", "").strip()
        if not token:
            raise Refused("Paste the access token.")
        tokens = {"token": token, "refresh_token": typed.get("refresh_token", "").strip()}
        if not tokens["refresh_token"]:
            tokens["ends_at"] = (timezone.now() + LIVES).isoformat()  # at the latest; X does not tell
        return connected(tokens)


def connected(tokens: Mapping[str, Any]) -> Connected:
    """The account that these tokens open, as X says."""
    me = Api(str(tokens["token"])).get("/2/users/me").get("data")
    if not isinstance(me, dict) or not me.get("id"):
        raise Refused("X did not say whose account this is. Start again.")
    account = Account(
        remote_id=str(me["id"]),
        handle=f"@{me.get('username') or me['id']}",
        name=str(me.get("name") or ""),
        token_ends_at=end_of(tokens),
    )
    return Connected(credentials={**tokens, "user_id": account.remote_id}, account=account)


def end_of(tokens: Mapping[str, Any]) -> dt.datetime | None:
    """When somebody has to connect the account again. Tokens that can be renewed have no end that is known."""
    if tokens.get("refresh_token"):
        return None
    ends_at = tokens.get("ends_at")
    return dt.datetime.fromisoformat(ends_at) if ends_at else None


def authorize_url() -> str:
    """X's page for a person, on the network's own host."""
    parts = urlsplit(settings.X_API)
    return urlunsplit(parts._replace(netloc=parts.netloc.removeprefix("api."), path="/i/oauth2/authorize"))
