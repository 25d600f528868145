"""Events as the timeline component takes them."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.models import User
from audit.models import Event

KINDS = {"returned": "back", "voided": "back", "failed": "back", "expired": "back", "published": "go", "in_force": "go"}


def entries(row: models.Model, reader: User, most: int = 100) -> list[dict[str, Any]]:
    """The history of one row, newest first; the reader's own steps are marked."""
    return [entry(event, reader) for event in Event.objects.about(row).order_by("-number")[:most]]


def entry(event: Event, reader: User) -> dict[str, Any]:
    """One event: {text, when, kind}."""
    last = event.kind.rsplit(".", 1)[-1]
    kind = next((kind for word, kind in KINDS.items() if word in last), "")
    if not kind and event.actor_id == reader.pk:
        kind = "mine"
    return {"text": event.sentence, "when": event.at, "kind": kind}
