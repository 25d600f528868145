"""What becomes of one delivery on each network when something goes wrong: the table that docs/operations.md prints.

An end is the delivery's state and how many copies the network has, after the look-ups and tries of half an hour.
test_fault_matrix.py makes each fault happen.
"""

from __future__ import annotations

from typing import NamedTuple


class End(NamedTuple):
    """The delivery's state, and how often the network has the post."""

    state: str
    copies: int


NETWORKS = {
    "sandbox": "Sandbox",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "facebook": "Facebook",
    "x": "X",
}
SENT, NOT_SENT = End("sent", 1), End("failed", 0)
ON_EVERY_NETWORK: dict[str, End] = {
    "refused": NOT_SENT,
    "rate limited": SENT,
    "5xx before": SENT,
    "5xx after": SENT,
    "timeout before": SENT,
    "timeout after": SENT,
    "reset": SENT,
    "token expired": NOT_SENT,
    "worker killed before the call": SENT,
    "worker killed after the network accepted": SENT,
    "database gone after the network accepted": SENT,
    "broker gone": SENT,
    "beat off for two days": End("expired", 0),
    "two beats": SENT,
}
"""What happens, and how it ends. A network that ends otherwise stands in OTHERWISE with the reason."""
OTHERWISE: dict[tuple[str, str], tuple[End, str]] = {}
BY_HAND = End("by_hand", 0)
"""A network that people serve meets no fault of a network: its delivery waits for a person, or expires."""


def expected(fault: str, network: str) -> End:
    return OTHERWISE[fault, network][0] if (fault, network) in OTHERWISE else ON_EVERY_NETWORK[fault]


def table() -> str:
    """The matrix as a Markdown table."""
    heads = list(NETWORKS.values())
    lines = [f"| what goes wrong | {' | '.join(heads)} |", "| --- |" + " --- |" * len(heads)]
    for fault in ON_EVERY_NETWORK:
        ends = (expected(fault, network) for network in NETWORKS)
        lines.append(f"| {fault} | " + " | ".join(f"{_WORDS[end.state]}, {end.copies}" for end in ends) + " |")
    return "\n".join(lines)


_WORDS = {"sent": "sent", "failed": "failed, with the reason", "expired": "expired", "unknown": "a person is asked"}
