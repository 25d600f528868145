"""Connecting a Bluesky account with an app password.

The password opens a session once and is not kept. A session renews itself for ever while it is used (its refresh token
lasts 90 days from the last renewal, and comments are read every few minutes), so that an app password at rest would
only be something more to lose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from django.conf import settings

from channels.networks.base import Refused
from channels.networks.bluesky.speaking import new_session
from channels.networks.signing_in import Begun, Connected, Field

INVISIBLE = "@ \t\r\n\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""What comes along when a handle is copied from a profile."""


class BlueskySignIn:
    has_own_page = False
    pasted: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(name="handle", label="Handle", hint="For example northshire.bsky.social, or your own domain."),
            Field(
                name="app_password",
                label="App password",
                hint="Make one on Bluesky under “Settings”, “Privacy and security”, “App passwords”. Do not use the "
                "account’s own password.",
                is_secret=True,
            ),
            Field(
                name="server",
                label="Server",
                hint="Leave this as it is, unless your account lives on a server of its own.",
                is_required=False,
                initial=settings.BLUESKY_SERVER,
            ),
        )

    def refusal(self) -> str:
        return "Bluesky accounts are connected with an app password."

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        self._refuse()

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        self._refuse()

    def take(self, typed: Mapping[str, str]) -> Connected:
        handle = typed.get("handle", "").strip(INVISIBLE)
        password = typed.get("app_password", "").strip()
        server = address_of(typed.get("server", ""))
        if not handle:
            raise Refused("Give the account’s handle, for example northshire.bsky.social.")
        if not password:
            raise Refused("Give an app password of the account.")
        if "." not in handle and server == settings.BLUESKY_SERVER.rstrip("/"):
            handle += ".bsky.social"
        return new_session(server, handle, password)

    def _refuse(self) -> NoReturn:
        raise Refused(self.refusal())


def address_of(typed: str) -> str:
    """The server as it is spoken to: people leave the beginning out, or copy a path along."""
    server = typed.strip() or settings.BLUESKY_SERVER
    server = server if "://" in server else f"https://{server}"
    return server.rstrip("/").removesuffix("/xrpc")
