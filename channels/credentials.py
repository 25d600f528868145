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


def unsealed(kept: str) -> dict[str, Any]:
    """What `sealed` was given. Raises cryptography's InvalidToken when no key opens it."""
    return json.loads(_box().decrypt(kept.encode()))


@transaction.atomic
def renew(channel_id: int, *, was: str, credentials: Mapping[str, Any], ends_at: dt.datetime | None = None) -> bool:
    """Keep a rotated token, unless another worker was faster: `was` is the sealed value that the renewal began from.

    The same credentials under another key are no other worker: they were rotated meanwhile.
    """
    kept = Channel.objects.select_for_update().filter(pk=channel_id).values_list("credentials", flat=True).first()
    if not kept or (kept != was and not _are_same(kept, was)):
        return False
    Channel.objects.filter(pk=channel_id).update(credentials=sealed(credentials), token_ends_at=ends_at)
    return True


def rotated(kept: str) -> str:
    """The same credentials under the newest key."""
    return _box().rotate(kept.encode()).decode()


def rotate_all(*, batch: int = 200) -> tuple[int, list[int]]:
    """Write every row anew that the newest key does not open. Safe to run twice, and while workers renew tokens.

    Gives how many were written, and the channels that no key opens: somebody has to connect those again.
    """
    newest, written, unreadable, last = Fernet(settings.CREDENTIALS_KEYS[0]), 0, [], 0
    while rows := list(
        Channel.objects.exclude(credentials="")
        .filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", "credentials")[:batch]
    ):
        last = rows[-1][0]
        for pk, kept in rows:
            try:
                if not _opens(newest, kept):
                    written += Channel.objects.filter(pk=pk, credentials=kept).update(credentials=rotated(kept))
            except InvalidToken:
                unreadable.append(pk)
    return written, unreadable


def _opens(key: Fernet, kept: str) -> bool:
    try:
        key.decrypt(kept.encode())
    except InvalidToken:
        return False
    return True


def _are_same(one: str, other: str) -> bool:
    try:
        return unsealed(one) == unsealed(other)
    except InvalidToken:
        return False


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.CREDENTIALS_KEYS])
