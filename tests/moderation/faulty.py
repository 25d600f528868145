"""A sandbox whose answers about comments go wrong as told.

`faults` maps an action to what happens to its next calls, one after the other: "refused" and "later" before anything
happened, "lost before" and "lost after" without an answer, "broken …" likewise by an error of the connection, and
"killed before" and "killed after" end the process that asks; `lookup` says what a look-up then finds.
"""

from __future__ import annotations

from collections import defaultdict, deque

from channels.networks import CommentBatch, LookUp, Published, Refused, Reply, TryLater, Unclear, Unsure
from channels.networks.sandbox import Sandbox

PATH = "tests.moderation.faulty.FaultySandbox"
faults: defaultdict[str, deque[str]] = defaultdict(deque)
lookup: deque[str] = deque()
calls: list[str] = []
looked_for: list[Reply] = []


class Killed(BaseException):
    """Ends whatever was under way, as the end of its process does: nothing of ours runs after it."""


BEFORE = {
    "refused": Refused("The network does not allow it."),
    "later": TryLater("Too many requests."),
    "lost before": Unclear("The network answered 502."),
    "broken before": ConnectionResetError("reset by peer"),
    "killed before": Killed(),
}
AFTER = {
    "lost after": Unclear("The network answered 500."),
    "broken after": TimeoutError("timed out"),
    "killed after": Killed(),
}


def forget() -> None:
    faults.clear()
    lookup.clear()
    calls.clear()
    looked_for.clear()


class FaultySandbox(Sandbox):
    def _meet(self, action: str, call):
        calls.append(action)
        fault = faults[action].popleft() if faults[action] else ""
        if fault in BEFORE:
            raise BEFORE[fault]
        answer = call()
        if fault in AFTER:
            raise AFTER[fault]
        return answer

    def hide(self, remote_id: str) -> None:
        self._meet("hide", lambda: super(FaultySandbox, self).hide(remote_id))

    def unhide(self, remote_id: str) -> None:
        self._meet("unhide", lambda: super(FaultySandbox, self).unhide(remote_id))

    def block(self, author: str) -> None:
        self._meet("block", lambda: super(FaultySandbox, self).block(author))

    def unblock(self, author: str) -> None:
        self._meet("unblock", lambda: super(FaultySandbox, self).unblock(author))

    def remove_comment(self, remote_id: str) -> None:
        self._meet("delete", lambda: super(FaultySandbox, self).remove_comment(remote_id))

    def reply_privately(self, remote_id: str, text: str, *, ref: str) -> Published:
        return self._meet("reply", lambda: super(FaultySandbox, self).reply_privately(remote_id, text, ref=ref))

    def find_reply(self, reply: Reply) -> LookUp:
        looked_for.append(reply)
        if lookup and lookup.popleft() == "unsure":
            return Unsure("The network shows no private replies.")
        return super().find_reply(reply)

    def comments_since(self, cursor: str) -> CommentBatch:
        return self._meet("read", lambda: super(FaultySandbox, self).comments_since(cursor))
