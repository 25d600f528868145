"""What each network lets us do, and what a person does there by hand for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    """What one may want to do on a network."""

    PUBLISH = "publish"
    FIND = "find"
    CORRECT = "correct"
    REMOVE = "remove"
    READ_PROFILE = "read_profile"
    READ_FIGURES = "read_figures"
    READ_COMMENTS = "read_comments"
    LOOK_UP_COMMENTS = "look_up_comments"
    SEARCH = "search"
    HIDE = "hide"
    UNHIDE = "unhide"
    REMOVE_COMMENT = "remove_comment"
    REPLY_PRIVATELY = "reply_privately"
    REPLY_PUBLICLY = "reply_publicly"
    BLOCK = "block"
    UNBLOCK = "unblock"
    REPORT = "report"


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What a connector does by itself; `by_hand` tells a person how to do the rest on the network.

    An action in neither is not possible on that network at all.
    """

    does: frozenset[Action]
    by_hand: Mapping[Action, str] = field(default_factory=dict)
    batch: int = 1
    """How many deliveries a worker takes at once. More than one only where a call takes milliseconds and a look-up
    is always sure: when a worker dies, each of them is looked up."""
    absent_after_s: int = 60
    """Seconds after a call from which "it is not there" is believed."""
    threads: bool = False
    """Whether a text in several parts goes out as a thread; elsewhere the parts stand below each other in one post."""
    prepares: bool = False
    """Whether `prepare` has to be called before the first try."""
    reads: str = ""
    """In words for people, what a reading of comments finds, and what it does not."""
    reads_back: dt.timedelta | None = None
    """How long an outage may be so that the next reading still finds all that was written in it; None: any."""
    looked_up_at_once: int = 25
    look_up_every: dt.timedelta = dt.timedelta(minutes=10)
    """How often one open comment is looked up again."""
    searches: str = ""
    """In words for people, what a search finds."""
    figures: str = ""
    """In words for people, which figures of a post are read, and which are not."""
    figures_at_once: int = 25
    figures_every: dt.timedelta = dt.timedelta(hours=1)
    """How often the figures of one post are read on its first day."""
    video: bool = False
    warnings: bool = False
    """Whether a post can carry a content warning."""
    most_pictures: int = 4

    def can(self, action: Action) -> bool:
        return action in self.does

    def how_by_hand(self, action: Action) -> str:
        """What a person does on the network instead; "" when the network has no way."""
        return self.by_hand.get(action, "")

    def is_possible(self, action: Action) -> bool:
        """By itself or by hand."""
        return action in self.does or action in self.by_hand


_COMMON = {
    Action.PUBLISH: "Copy the text, put it out on the network, then give the address of the post here.",
    Action.FIND: "Open the profile and look for the post among the newest ones.",
    Action.CORRECT: "Open the post on the network, choose “Edit”, put the new text in its place, then say so here.",
    Action.REMOVE: "Open the post on the network, choose “Delete”, then say here that it is gone.",
    Action.READ_PROFILE: "Open the profile on the network and compare it with what was agreed.",
    Action.READ_FIGURES: "Open the post’s figures on the network and type them in here.",
    Action.READ_COMMENTS: "Look at the comments on the network each working day and log here what needs an answer.",
    Action.REPLY_PUBLICLY: "Copy the text and answer below the comment on the network.",
    Action.BLOCK: "Open the person’s profile on the network and choose “Block”.",
    Action.UNBLOCK: "Open the list of blocked people in the network’s settings and choose “Unblock”.",
    Action.REPORT: "Open the menu beside the comment on the network and choose “Report”.",
}

_NOT_EDITED = {action: how for action, how in _COMMON.items() if action is not Action.CORRECT}
"""Where a post that is out cannot be changed: it is taken off, and put out anew."""

# What people can do on each network themselves. What is left out, the network does not offer.
BY_HAND: dict[str, Mapping[Action, str]] = {
    "sandbox": {},
    "facebook": _COMMON
    | {
        Action.HIDE: "Open the menu beside the comment and choose “Hide comment”.",
        Action.UNHIDE: "Open the menu beside the comment and choose “Unhide comment”.",
        Action.REMOVE_COMMENT: "Open the menu beside the comment and choose “Delete”.",
        Action.REPLY_PRIVATELY: "Choose “Send message” below the comment. It works once for each comment, for 7 days.",
    },
    "instagram": _COMMON
    | {
        Action.HIDE: "Open the comment’s menu and choose “Hide comment”.",
        Action.UNHIDE: "Open the hidden comments of the post and choose “Unhide”.",
        Action.REMOVE_COMMENT: "Open the comment’s menu and choose “Delete”.",
        Action.REPLY_PRIVATELY: "Choose “Message” below the comment, and send the text.",
    },
    "x": _NOT_EDITED
    | {
        Action.HIDE: "Open the menu of the reply and choose “Hide reply”. Readers can still open hidden replies.",
        Action.UNHIDE: "Open the hidden replies of the post and choose “Unhide reply”.",
        Action.REPLY_PRIVATELY: "Open the person’s profile and choose the envelope, if they take messages.",
    },
    "bluesky": _NOT_EDITED
    | {
        Action.HIDE: "Open the menu of the reply and choose “Hide reply for everyone”.",
        Action.UNHIDE: "Open the hidden replies of the post and choose “Show reply for everyone”.",
        Action.REPLY_PRIVATELY: "Open the person’s profile and choose “Message”, if they take messages.",
    },
    "mastodon": _COMMON
    | {
        Action.REPLY_PRIVATELY: "Write a post that only mentioned people see, with the person’s handle in it.",
    },
    "linkedin": _COMMON
    | {
        Action.HIDE: "Open the comment’s menu and choose “Hide comment”, where the page offers it.",
        Action.REMOVE_COMMENT: "Open the comment’s menu and choose “Delete”.",
    },
    "youtube": _COMMON
    | {
        Action.HIDE: "Open the comment’s menu in the studio and choose “Hold for review”.",
        Action.UNHIDE: "Open the held comments in the studio and choose “Approve”.",
        Action.REMOVE_COMMENT: "Open the comment’s menu and choose “Remove”.",
    },
    "tiktok": _NOT_EDITED
    | {
        Action.HIDE: "Press the comment for a while and choose “Filter”, or switch comments off for the post.",
        Action.REMOVE_COMMENT: "Press the comment for a while and choose “Delete”.",
        Action.REPLY_PRIVATELY: "Open the person’s profile and choose “Message”, if they take messages.",
    },
}

# What to do where the network has no way at all, for what the playbooks of comments ask for.
INSTEAD: dict[Action, str] = {
    Action.HIDE: "Answer in private first, ask the writer there to take it down, and report it to the network.",
    Action.UNHIDE: "Ask the network’s support, and tell the writer what you asked for.",
    Action.REMOVE_COMMENT: "It stays hidden there. Others can no longer stumble on it, and our copy is kept.",
    Action.REPLY_PRIVATELY: "Never answer a case in public. Say why they cannot be written to, and go on.",
    Action.REPLY_PUBLICLY: "Write a post of our own that answers it for everybody.",
    Action.REPORT: "Write to the network’s support with the address of the comment.",
}
INSTEAD_THERE: dict[str, Mapping[Action, str]] = {
    "mastodon": {
        Action.HIDE: "Mute the writer, so that it goes from what we show, report it to their server, and ask them in "
        "private to take it down.",
        Action.REMOVE_COMMENT: "Only its writer and their server can delete it. Report it to the server.",
    },
    "x": {Action.REMOVE_COMMENT: "Only its writer can delete it. Hidden is all that X offers."},
    "bluesky": {Action.REMOVE_COMMENT: "Only its writer can delete it. Bluesky offers no more than hiding it."},
}


def instead_of(action: Action, network: str) -> str:
    """What a person does where the network offers no way, neither to us nor by hand; "" where nothing is asked for."""
    return INSTEAD_THERE.get(network, {}).get(action, "") or INSTEAD.get(action, "")
