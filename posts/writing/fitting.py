"""What a channel cannot take of a post. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from channels.networks.capabilities import Action, Capabilities

BY_HAND = "so somebody puts this post out by hand"


def misfit(kinds: Sequence[str], can: Capabilities) -> str:
    """ "" or why a person has to put the whole post out there, whose files are of these kinds."""
    if not can.can(Action.PUBLISH):
        return ""  # people put out everything there; that is not news
    return _too_much(kinds, can)


def goes_out_by_itself(kinds: Sequence[str], can: Capabilities) -> bool:
    return can.can(Action.PUBLISH) and not _too_much(kinds, can)


def _too_much(kinds: Sequence[str], can: Capabilities) -> str:
    if "document" in kinds:
        return f"it takes no documents, {BY_HAND}."
    if "video" in kinds and not can.video:
        return f"it takes no video from here, {BY_HAND}."
    if kinds.count("picture") > can.most_pictures:
        return f"it takes {can.most_pictures or 'no'} pictures, {BY_HAND}."
    return ""
