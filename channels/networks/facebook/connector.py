"""A page on Facebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channels.networks.capabilities import BY_HAND, Action, Capabilities
from channels.networks.facebook.signing_in import FacebookSignIn

if TYPE_CHECKING:
    from channels.models import Channel

BY_PEOPLE = frozenset({Action.BLOCK, Action.REPORT})


class Facebook:
    capabilities = Capabilities(
        does=frozenset(Action) - BY_PEOPLE,
        by_hand={action: BY_HAND["facebook"][action] for action in BY_PEOPLE},
        prepares=True,
        most_pictures=10,
    )
    sign_in = FacebookSignIn()

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
