"""An account on X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.x.signing_in import XSignIn

if TYPE_CHECKING:
    from channels.models import Channel

BY_PEOPLE = frozenset({Action.REPLY_PRIVATELY, Action.BLOCK, Action.REPORT})
NOT_POSSIBLE = frozenset({Action.CORRECT, Action.REMOVE_COMMENT})


class X:
    capabilities = Capabilities(
        does=frozenset(Action) - BY_PEOPLE - NOT_POSSIBLE,
        by_hand={action: BY_HAND["x"][action] for action in BY_PEOPLE},
        threads=True,
        prepares=True,
        most_pictures=4,
    )
    sign_in = XSignIn()

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
