"""What other apps keep about a channel, as far as a connector has to know it: through the rows that point at it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from channels.models import Channel

LATELY = dt.timedelta(days=7)


def out_already(channel: Channel) -> set[str]:
    """Ids and addresses of what deliveries to this channel are known to have put out lately."""
    rows = channel.deliveries.filter(due_at__gte=timezone.now() - LATELY).exclude(remote_id="", parts=[])
    found: set[str] = set()
    for remote_id, remote_url, parts in rows.values_list("remote_id", "remote_url", "parts"):
        found |= {remote_id, remote_url} | {str(one.get(key) or "") for one in parts for key in ("id", "url")}
    return found - {""}
