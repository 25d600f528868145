"""The embedded run with two tasks more, which write down that they ran. scripts/soak starts and reads it.

The web process queues `note` when somebody asks for /soak/<number>/, beat queues `tick` every five seconds, and the
worker writes both into the product's own database, so that locks and loads are those of a real day.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendiass.settings")

from sendiass.celery import app
from sendiass.wsgi import application as site

QUEUES = ["publish", "fetch", "classify", "mail", "default"]
TICK_S = 5.0
TABLE = "CREATE TABLE IF NOT EXISTS soak (kind TEXT, number INTEGER, sent_at REAL, ran_at REAL)"

app.conf.beat_schedule["soak-tick"] = {
    "task": "soak.tick",
    "schedule": TICK_S,
    "options": {"queue": "publish", "expires": TICK_S},
}


def write_down(kind: str, number: int, sent_at: float) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO soak VALUES (%s, %s, %s, %s)", [kind, number, sent_at, time.time()])


@app.task(name="soak.note")
def note(number: int, sent_at: float) -> None:
    write_down("note", number, sent_at)


@app.task(name="soak.tick")
def tick() -> None:
    write_down("tick", 0, 0.0)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The product, and /soak/<number>/, which queues one task."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith("/soak/"):
        return site(environ, start_response)
    number = int(path.split("/")[2])
    note.apply_async((number, time.time()), queue=QUEUES[number % len(QUEUES)])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"queued"]
