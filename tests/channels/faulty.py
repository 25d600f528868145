"""A sandbox that goes wrong as told: what a network, or the machine that speaks to it, may do to a call.

`faults` and `lookup_faults` are used up one a call; without one, all goes well. In a worker of its own process the
environment names one fault and a file that is made when it strikes (SANDBOX_FAULT, SANDBOX_FAULT_FILE), so that only
the first call meets it.
"""

from __future__ import annotations

import os
import time
from collections import deque
from pathlib import Path

from channels.networks import LookUp, Outgoing, Published, Refused, TryLater, Unclear, Unsure
from channels.networks.sandbox import Sandbox

PATH = "tests.channels.faulty.FaultySandbox"


class Killed(BaseException):
    """The worker is gone: nothing of ours runs any more."""


faults: deque[str] = deque()
lookup_faults: deque[str] = deque()

BEFORE = {
    "refused": Refused("The network does not take this text."),
    "later": TryLater("Too many posts.", after_s=30),
    "unclear before": Unclear("The network answered 502."),
    "broken before": ConnectionResetError("reset by peer"),
    "killed before": Killed(),
}
AFTER = {
    "unclear after": Unclear("The network answered 500."),
    "broken after": TimeoutError("timed out"),
    "killed after": Killed(),
}
LOOKUPS = {"busy": TryLater("Too many requests."), "broken": ConnectionResetError("reset by peer")}


class FaultySandbox(Sandbox):
    def publish(self, post: Outgoing) -> Published:
        fault = faults.popleft() if faults else _fault_of_this_process()
        if fault == "hang before":
            _hang()
        if fault in BEFORE:
            raise BEFORE[fault]
        published = super().publish(post)
        if fault == "hang after":
            _hang()
        if fault in AFTER:
            raise AFTER[fault]
        return published

    def find(self, post: Outgoing) -> LookUp:
        fault = lookup_faults.popleft() if lookup_faults else ""
        if fault in LOOKUPS:
            raise LOOKUPS[fault]
        return Unsure("The network shows no older posts.") if fault == "unsure" else super().find(post)


def _fault_of_this_process() -> str:
    """The fault that the environment names, the first time that any worker asks."""
    fault, mark = os.environ.get("SANDBOX_FAULT", ""), os.environ.get("SANDBOX_FAULT_FILE", "")
    if not fault:
        return ""
    try:
        with Path(mark).open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        return ""
    return fault


def _hang() -> None:
    """Stand still until somebody kills this process."""
    time.sleep(600)
