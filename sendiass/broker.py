"""Celery's broker of the embedded way: one folder, one file a message. No server to install.

Kombu's own file transport writes a message where readers already look (who reads too early gets half of it),
moves it through the machine's temporary folder and keeps its routing in files of their own. Here a message
appears by a rename and is taken by a rename, both inside one folder, so that it is seen whole and by one reader.
A message in the hands of a worker that is killed is gone; that is harmless, because the row is the truth and the
next tick finds it again (docs/decisions.md has the measurements).
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

SUFFIX = ".msg"


class Channel(virtual.Channel):
    """Queues as files `<time>_<uuid>.<queue>.msg`; a name that starts with a dot belongs to one process."""

    @cached_property
    def folder(self) -> Path:
        path = Path(self.connection.client.transport_options["folder"])
        path.mkdir(parents=True, exist_ok=True, mode=0o700)  # only its owner reads the messages
        return path

    def names(self, queue: str) -> Iterator[str]:
        """The queue's messages, oldest first."""
        ending = f"{queue}{SUFFIX}"
        return (name for name in sorted(os.listdir(self.folder)) if name.partition(".")[2] == ending)

    def _put(self, queue: str, message: Any, **options: Any) -> None:
        name = f"{time.time_ns():020}_{uuid.uuid4().hex}.{queue}{SUFFIX}"
        draft = self.folder / f".{name}"
        draft.write_text(dumps(message))
        draft.rename(self.folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for name in self.names(queue):
            taken = self.folder / f".{name}"
            try:
                (self.folder / name).rename(taken)
            except FileNotFoundError:  # another reader was first
                continue
            text = taken.read_text()
            taken.unlink()
            return loads(text)
        raise Empty

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self.names(queue))

    def _purge(self, queue: str) -> int:
        count = 0
        for name in self.names(queue):
            (self.folder / name).unlink(missing_ok=True)
            count += 1
        return count


class Transport(virtual.Transport):
    Channel = Channel
    implements = virtual.Transport.implements.extend(asynchronous=False, exchange_type=frozenset(["direct"]))
    global_state = virtual.BrokerState()
    default_port = 0
    driver_type = "folder"
    driver_name = "folder"

    def driver_version(self) -> str:
        return "1"


def register() -> None:
    """Make `folder://` known to Kombu."""
    TRANSPORT_ALIASES["folder"] = "sendiass.broker:Transport"
