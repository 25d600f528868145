"""What a new post begins with: the words of a kind or a template, and a place in the plan; all out of an address."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Service
from channels.models import Channel
from posts.models import Audience, Campaign, PostTemplate
from posts.writing import kinds

PLACES = ("on", "at", "channel", "campaign", "audience")
"""What the page of kinds hands on."""


@dataclass
class Start:
    """Values for the editor's form, and the template that they are from."""

    initial: dict[str, Any] = field(default_factory=dict)
    template: PostTemplate | None = None


def asked_for(service: Service, asked: Mapping[str, str]) -> Start:
    """Read from an address; what cannot be read, or is another service's, is passed over."""
    start = Start()
    initial = start.initial
    if prompt := kinds.BY_KEY.get(asked.get("kind", "")):
        initial |= {"kind": prompt.kind, "text": prompt.skeleton}
    if template := template_of(service, asked.get("template", "")):
        initial |= {"kind": template.kind, "audience": template.audience, "text": template.text}
        if channels := list(template.channels.values_list("pk", flat=True)):
            initial["channels"] = channels
        start.template = template
    if asked.get("audience") in Audience.values:
        initial["audience"] = asked["audience"]
    if campaign := _row(Campaign.objects.of_service(service), asked.get("campaign", "")):
        initial["campaign"] = campaign.pk
    if channel := _row(Channel.objects.of_service(service), asked.get("channel", "")):
        initial["channels"] = [channel.pk]
    with contextlib.suppress(ValueError):
        initial["publish_on"] = dt.date.fromisoformat(asked.get("on", ""))
    with contextlib.suppress(ValueError):
        initial["publish_time"] = dt.time.fromisoformat(asked.get("at", "")).replace(second=0, tzinfo=None)
    return start


def template_of(service: Service, key: str) -> PostTemplate | None:
    """The service's template in use with this key; None for whatever else stands there."""
    return _row(PostTemplate.objects.of_service(service).filter(archived_at=None), key)


def _row(rows: Any, key: str) -> Any:
    return rows.filter(pk=int(key)).first() if key.isdecimal() and key.isascii() and len(key) < 18 else None
