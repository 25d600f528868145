"""A network of the tests: it answers what it is told, and its sign-in has a page, fields and a pasted token.

`now` holds what the next calls meet; the fixture `fake_network` sets it anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from channels import credentials
from channels.networks import Account, Action, Capabilities, Profile, Refused
from channels.networks.by_hand import ByHand
from channels.networks.signing_in import Begun, Connected, Field

PATH = "tests.channels.fake.Fake"
ACCOUNT = Account(remote_id="account-1", handle="@northshire", name="Northshire SENDIASS")


@dataclass
class Now:
    """What the network does at the moment."""

    account: Account = ACCOUNT
    accounts: list[Account] = field(default_factory=list)  # several after a sign-in
    error: Exception | None = None  # raised by every call
    profile: Profile = field(default_factory=Profile)
    refusal: str = ""
    opened: list[dict] = field(default_factory=list)  # the credentials of each call
    during: Any = None  # called while the network answers


now = Now()


def _met() -> None:
    if now.during:
        now.during()
    if now.error:
        raise now.error


class FakeSignIn:
    fields = (Field(name="server", label="Server", is_required=False, initial="https://mastodon.example"),)
    pasted = (Field(name="token", label="Access token", is_secret=True),)
    has_own_page = True

    def refusal(self) -> str:
        return now.refusal

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        _met()
        return Begun(url=f"https://mastodon.example/authorize?state={state}", kept={"verifier": "a secret verifier"})

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        _met()
        if returned.get("code") != "right" or kept != {"verifier": "a secret verifier"}:
            raise Refused("The network does not know this code.")
        return [_connected(one) for one in now.accounts or [now.account]]

    def take(self, typed: Mapping[str, str]) -> Connected:
        _met()
        return _connected(now.account, typed["token"])


def _connected(account: Account, token: str = "a secret token") -> Connected:  # noqa: S107
    return Connected(credentials={"token": token}, account=account)


class Fake(ByHand):
    capabilities = Capabilities(does=frozenset({Action.PUBLISH, Action.FIND, Action.READ_PROFILE}))
    sign_in = FakeSignIn()

    def __init__(self, channel: Any) -> None:
        super().__init__(channel)
        self.channel = channel

    def verify(self) -> Account:
        now.opened.append(credentials.opened(self.channel))
        _met()
        return now.account

    def profile(self) -> Profile:
        now.opened.append(credentials.opened(self.channel))
        _met()
        return now.profile
