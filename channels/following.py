"""Whom to follow, by kind (source: G14, W5): a kept list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Service, User
from accounts.spreadsheets import csv_text
from audit import services as audit
from audit.kinds import Kind
from channels import permissions
from channels.models import Following

FIELDS = {
    "kind": "kind",
    "name": "name",
    "network": "network",
    "handle": "handle",
    "url": "address",
    "note": "note",
    "followed_on": "followed on",
}


class FollowingRefused(Exception):
    """Not possible; the text is a sentence for the person."""


@transaction.atomic
def add(service: Service, *, by: User, **fields: Any) -> Following:
    """Put an account on the list. Raises FollowingRefused."""
    _refuse(by, service)
    row = Following(service=service, added_by=by, **_tidy(fields))
    _save(row)
    audit.record(Kind.FOLLOWING_ADDED, on=row, actor=by, data={"kind": row.kind})
    return row


@transaction.atomic
def change(following_id: int, *, by: User, **fields: Any) -> Following:
    """Raises FollowingRefused."""
    row = _locked(following_id, by)
    new = _tidy(fields)
    changed = [name for name in FIELDS if name in new and getattr(row, name) != new[name]]
    for name in changed:
        setattr(row, name, new[name])
    if changed:
        _save(row, update_fields=changed)
        data = {"fields": ", ".join(FIELDS[name] for name in changed)}
        audit.record(Kind.FOLLOWING_CHANGED, on=row, actor=by, data=data)
    return row


def followed(following_id: int, *, by: User, on: dt.date | None) -> Following:
    """Tick that the service follows it since this day, or that it does not (None). Raises FollowingRefused."""
    return change(following_id, by=by, followed_on=on)


@transaction.atomic
def remove(following_id: int, *, by: User) -> Following:
    """Raises FollowingRefused."""
    row = _locked(following_id, by)
    audit.record(Kind.FOLLOWING_REMOVED, on=row, actor=by, data={"handle": row.handle, "network": row.network})
    row.delete()
    return row


def csv_rows(service: Service) -> Iterator[list[str]]:
    """The list as a table, the head first; no cell begins a formula."""
    yield ["Kind", "Name", "Network", "Handle", "Address", "Note", "Followed on"]
    for row in Following.objects.of_service(service):
        since = row.followed_on.isoformat() if row.followed_on else ""
        cells = [row.get_kind_display(), row.name, row.get_network_display(), row.handle, row.url, row.note, since]
        yield [csv_text(cell) for cell in cells]


def _tidy(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _locked(following_id: int, by: User) -> Following:
    row = Following.objects.select_for_update(of=("self",)).select_related("service").filter(pk=following_id).first()
    if row is None:
        raise FollowingRefused("It is not on the list any more.")
    _refuse(by, row.service)
    return row


def _refuse(by: User, service: Service) -> None:
    if refusal := permissions.refusal_to_keep_following(by, service):
        raise FollowingRefused(refusal)


def _save(row: Following, **how: Any) -> None:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as error:
        raise FollowingRefused(f"{row.handle} is on the list already.") from error
