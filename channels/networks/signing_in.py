"""How a channel is connected: the network's own sign-in page, or something that a person pastes.

Each automatic connector has a class attribute `sign_in`. What comes out are credentials: a flat mapping of JSON values
that only the connector reads (channels/credentials.py keeps it encrypted), and the account that they open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from channels.networks.base import Account


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something that a person types to connect a channel."""

    name: str
    label: str
    hint: str = ""
    is_secret: bool = False
    is_required: bool = True
    initial: str = ""


@dataclass(frozen=True, kw_only=True)
class Connected:
    """What a sign-in gives. `server` is the address of the account's own server, "" where the network has one only."""

    credentials: Mapping[str, Any]
    account: Account
    server: str = ""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Where the person has to go, and what has to be kept meanwhile (signed, with the person's session)."""

    url: str
    kept: Mapping[str, Any]


class SignIn(Protocol):
    """One network's way. Raises Refused, TryLater or Unclear, each with a sentence in plain words.

    `fields` are asked for first in any case (a Mastodon server, an app password). Where `has_own_page` is true,
    `begin` gives the network's page, and `finish` takes what it sends back; otherwise `take` makes credentials of the
    fields alone. `pasted` are the fields of a token that was made elsewhere, for where the network's page cannot be
    used; empty where there is no such way.
    """

    fields: tuple[Field, ...]
    pasted: tuple[Field, ...]
    has_own_page: bool

    def refusal(self) -> str:
        """ "" or why the network's own page cannot be used here: the app's keys are not in the settings."""

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        """Where to send the person. `state` comes back with them."""

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        """What the person may connect: one account mostly, several where they look after several pages."""

    def take(self, typed: Mapping[str, str]) -> Connected:
        """Credentials of `fields` (no own page) or of `pasted`, tried on the network."""
