"""Networks that a person serves themselves: at the time they get the text to copy and a box for the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from channels.networks.base import (
    Account,
    CommentBatch,
    CommentNow,
    LookUp,
    Outgoing,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
    Unsure,
)
from channels.networks.capabilities import BY_HAND, Action, Capabilities

if TYPE_CHECKING:
    from channels.models import Channel


class ByHand:
    """Does nothing by itself; its capabilities tell what to do on the channel's network."""

    capabilities = Capabilities(does=frozenset(), batch=50)  # nothing is called, so nothing can be left unclear

    def __init__(self, channel: Channel) -> None:
        self.network = channel.get_network_display()
        self.capabilities = replace(self.capabilities, by_hand=BY_HAND.get(channel.network, {}))

    def verify(self) -> Account:
        return Account(remote_id="", handle="")

    def prepare(self, post: Outgoing) -> Mapping[str, Any]:
        return {}

    def publish(self, post: Outgoing) -> Published:
        self._refuse(Action.PUBLISH)

    def find(self, post: Outgoing) -> LookUp:
        return Unsure(f"We cannot look on {self.network}.")

    def correct(self, remote_id: str, post: Outgoing) -> Published:
        self._refuse(Action.CORRECT)

    def remove(self, remote_id: str) -> None:
        self._refuse(Action.REMOVE)

    def comments_since(self, cursor: str) -> CommentBatch:
        return CommentBatch(cursor=cursor)

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        return ()

    def search(self, term: str, cursor: str) -> CommentBatch:
        self._refuse(Action.SEARCH)

    def hide(self, remote_id: str) -> None:
        self._refuse(Action.HIDE)

    def unhide(self, remote_id: str) -> None:
        self._refuse(Action.UNHIDE)

    def remove_comment(self, remote_id: str) -> None:
        self._refuse(Action.REMOVE_COMMENT)

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        self._refuse(Action.REPLY_PRIVATELY)

    def reply_publicly(self, remote_id: str, text: str, *, ref: str) -> Published:
        self._refuse(Action.REPLY_PUBLICLY)

    def block(self, author: str) -> None:
        self._refuse(Action.BLOCK)

    def unblock(self, author: str) -> None:
        self._refuse(Action.UNBLOCK)

    def profile(self) -> Profile:
        self._refuse(Action.READ_PROFILE)

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        return ()  # a person types them in

    def find_reply(self, reply: Reply) -> LookUp:
        return Unsure(f"We cannot look on {self.network}.")

    def _refuse(self, action: Action) -> NoReturn:
        how = self.capabilities.how_by_hand(action)
        raise Refused(f"On {self.network} this is done by hand. {how}".strip())
