"""A channel's tokens on X: two hours long, and renewed with a refresh token that works once.

Two workers may renew at the same time. The one that loses reads what the winner kept; a renewal that nobody could keep
leaves the channel signed out, because X has forgotten the old refresh token by then.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone

from channels.credentials import opened, renew
from channels.networks.base import SignedOut, TryLater, Unclear
from channels.networks.http import Budget
from channels.networks.x.api import SIGNED_OUT, Api, TokenRefused, tokens_for

if TYPE_CHECKING:
    from channels.models import Channel

T = TypeVar("T")

EARLY = dt.timedelta(minutes=2)
"""A token is renewed this long before its end."""
WAITS_FOR_THE_WINNER_S = (0.1, 0.4, 1.0, 2.0, 3.0)


class Session:
    """One channel's way to X, for one call of its connector."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.credentials = opened(channel)
        self.budget = Budget()

    @property
    def user_id(self) -> str:
        return str(self.credentials.get("user_id", ""))

    def run(self, ask: Callable[[Api], T]) -> T:
        """Ask X, with a renewed token where the old one has ended. Raises SignedOut when none can be had.

        `ask` is called a second time only after X refused the token, so that the first call did nothing.
        """
        if self._ends_soon():
            self._renew()
        try:
            return ask(self._api())
        except TokenRefused:
            self._renew()
        try:
            return ask(self._api())
        except TokenRefused as error:
            raise SignedOut(SIGNED_OUT) from error

    def _api(self) -> Api:
        return Api(str(self.credentials.get("token", "")), budget=self.budget)

    def _ends_soon(self) -> bool:
        ends_at = self.credentials.get("ends_at")
        if not ends_at or not self.credentials.get("refresh_token"):
            return False
        return dt.datetime.fromisoformat(ends_at) - EARLY <= timezone.now()

    def _renew(self) -> None:
        """Put new tokens in the place of these: those that somebody else kept meanwhile, or ones that X gives now."""
        if self._take_kept():
            return
        if not self.credentials.get("refresh_token"):
            raise SignedOut(SIGNED_OUT)
        was = self.channel.credentials
        try:
            tokens = tokens_for(
                grant_type="refresh_token",
                refresh_token=self.credentials["refresh_token"],
                budget=self.budget,
            )
        except TokenRefused as error:
            if self._wait_for_the_winner():
                return
            raise SignedOut(SIGNED_OUT) from error
        except Unclear as error:
            raise TryLater("X did not renew the sign-in. We try again soon.") from error  # nothing else was asked for
        credentials = {**self.credentials, **tokens}
        if not tokens["refresh_token"]:
            credentials["refresh_token"] = self.credentials["refresh_token"]
        if renew(self.channel.pk, was=was, credentials=credentials):
            self.credentials = credentials
            self.channel.credentials = self._kept()
        elif not self._take_kept():
            self.credentials = credentials

    def _kept(self) -> str:
        return type(self.channel).objects.filter(pk=self.channel.pk).values_list("credentials", flat=True).first() or ""

    def _take_kept(self) -> bool:
        """Whether other credentials were kept since ours were read; then they are ours now."""
        kept = self._kept()
        if not kept or kept == self.channel.credentials:
            return False
        before = self.credentials
        self.channel.credentials = kept
        self.credentials = opened(self.channel)
        return self.credentials.get("token") != before.get("token")  # else the same under a newer key

    def _wait_for_the_winner(self) -> bool:
        for wait in WAITS_FOR_THE_WINNER_S:
            if self._take_kept():
                return True
            time.sleep(wait)
        return self._take_kept()
