"""Credentials of channels, encrypted at rest. Nobody sees them again; only connectors read them.

settings.CREDENTIALS_KEYS holds Fernet keys, the newest first: it encrypts, all of them decrypt, and
`manage.py rotate_credentials` writes every row anew with the newest.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

from channels.models import Channel
from channels.networks.base import SignedOut


def sealed(credentials: Mapping[str, Any]) -> str:
    """As it is kept."""
    return _box().encrypt(json.dumps(dict(credentials)).encode()).decode()


def opened(channel: Channel) -> dict[str, Any]:
    """As the connector reads it. Raises channels.networks.SignedOut when there is none, or no key opens it."""
    if not channel.credentials:
        raise SignedOut(f"{channel} is not connected. Connect it under “Channels”.")
    try:
        return json.loads(_box().decrypt(channel.credentials.encode()))
    except InvalidToken as error:
        raise SignedOut(f"What {channel} was connected with cannot be opened any more. Connect it again.") from error


@transaction.atomic
def renew(channel_id: int, *, was: str, credentials: Mapping[str, Any], ends_at: dt.datetime | None = None) -> bool:
    """Keep a rotated token, unless another worker was faster: `was` is the sealed value that the renewal began from."""
    changed = Channel.objects.filter(pk=channel_id, credentials=was).update(
        credentials=sealed(credentials), token_ends_at=ends_at
    )
    return bool(changed)


def rotated(kept: str) -> str:
    """The same credentials under the newest key."""
    return _box().rotate(kept.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.CREDENTIALS_KEYS])
