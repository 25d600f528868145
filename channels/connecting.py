"""Connecting a channel with its account, testing it, and what becomes of it when the network signs us out.

What speaks to a network and meets SignedOut calls `note_signed_out`; any other error leaves the connection alone. No
transaction is open while a network answers.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels import credentials, networks, permissions, telling
from channels.models import Channel
from channels.networks import Account, NetworkError, SignedOut, SignIn, TryLater, connector_of, sign_in_of
from channels.networks.signing_in import Connected

log = logging.getLogger(__name__)

JOB = "connections"
TELLS_BEFORE = dt.timedelta(days=7)
"""How long before its end a token is announced."""
NOT_UNDERSTOOD = "The network answered in a way that we do not understand. Try again in some minutes."


class ConnectionRefused(Exception):
    """Not possible; the text is a sentence for the person."""


def is_connected(channel: Channel) -> bool:
    """Whether it goes out by itself with credentials of its own; the sandbox needs none."""
    return bool(channel.credentials) and channel.connector != networks.BY_HAND


def refusal_to_connect(channel: Channel, by: User) -> str:
    if refusal := permissions.refusal_to_manage(by, channel.service):
        return refusal
    if sign_in_of(channel.network) is None:
        return f"{channel.get_network_display()} cannot be connected: posts are put out there by hand."
    return ""


def sign_in_for(channel: Channel, by: User) -> SignIn:
    """How this channel is connected. Raises ConnectionRefused."""
    if refusal := refusal_to_connect(channel, by):
        raise ConnectionRefused(refusal)
    return sign_in_of(channel.network)


def mark(channel: Channel) -> str:
    """Tells one connection of a channel from the next."""
    return channel.connected_at.isoformat() if channel.connected_at else ""


# Asking the network


def take(channel: Channel, typed: Mapping[str, str], *, by: User) -> Connected:
    """Make credentials of what was typed, tried on the network. Raises ConnectionRefused."""
    return _asked(lambda: sign_in_for(channel, by).take(typed))


def begin(channel: Channel, typed: Mapping[str, str], *, state: str, redirect_uri: str, by: User) -> Any:
    """The network's own page, and what to keep meanwhile. Raises ConnectionRefused."""
    return _asked(lambda: sign_in_for(channel, by).begin(typed, state=state, redirect_uri=redirect_uri))


def finish(
    channel: Channel, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str, by: User
) -> Sequence[Connected]:
    """What the person may connect. Raises ConnectionRefused."""
    found = _asked(lambda: sign_in_for(channel, by).finish(returned, kept, redirect_uri=redirect_uri))
    if not found:
        raise ConnectionRefused(
            "You look after no account there that could be connected. Sign in as somebody who does."
        )
    return found


def _asked(ask: Any) -> Any:
    try:
        return ask()
    except NetworkError as error:
        raise ConnectionRefused(str(error)) from error
    except ConnectionRefused:
        raise
    except Exception as error:  # a connector's fault, or an answer that it does not know: the person can try again
        log.warning("signing in failed: %s", type(error).__name__)
        raise ConnectionRefused(NOT_UNDERSTOOD) from error


# Keeping it


def packed(found: Sequence[Connected]) -> dict[str, Any]:
    """Several accounts, as JSON values, to be sealed until the person chose."""
    return {
        "found": [
            {
                "credentials": dict(one.credentials),
                "server": one.server,
                "remote_id": one.account.remote_id,
                "handle": one.account.handle,
                "name": one.account.name,
                "token_ends_at": one.account.token_ends_at.isoformat() if one.account.token_ends_at else "",
            }
            for one in found
        ]
    }


def unpacked(kept: Mapping[str, Any]) -> list[Connected]:
    return [
        Connected(
            credentials=one["credentials"],
            server=one["server"],
            account=Account(
                remote_id=one["remote_id"],
                handle=one["handle"],
                name=one["name"],
                token_ends_at=dt.datetime.fromisoformat(one["token_ends_at"]) if one["token_ends_at"] else None,
            ),
        )
        for one in kept["found"]
    ]


def doubts(channel: Channel, found: Connected) -> list[str]:
    """What a person should look at before this account is connected; empty mostly."""
    said = []
    account = found.account
    if not _is_same(channel.handle, account):
        said.append(
            f"You signed in as {account.handle or account.name}, but this channel is {channel.handle}. "
            "When you go on, the channel takes the account’s handle."
        )
    if channel.account_id and channel.account_id != account.remote_id:
        said.append("This channel was connected with another account before. What came in from there stays here.")
    if _also_connected(channel, found).exclude(service=channel.service_id).exists():
        said.append(
            "Another service on this site has connected the same account. Both would post there, and both would get "
            "its comments. Ask your colleagues whether that is meant."
        )
    return said


@transaction.atomic
def connect(channel_id: int, found: Connected, *, by: User, begun_with: str) -> Channel:
    """Keep the credentials. `begun_with` is `mark` as it was when the person began. Raises ConnectionRefused."""
    now = timezone.now()
    _lock_alike(channel_id)
    channel = _locked(channel_id)
    if refusal := refusal_to_connect(channel, by):
        raise ConnectionRefused(refusal)
    if mark(channel) != begun_with:
        who = f"{channel.connected_by} connected" if channel.connected_by else "Somebody disconnected"
        raise ConnectionRefused(
            f"{who} this channel while you were signing in. Look at it, and begin again if need be."
        )
    if twin := _also_connected(channel, found).filter(service=channel.service_id).first():
        raise ConnectionRefused(f"{twin} is connected with this account already. Posts would go out twice.")
    account = found.account
    if not _is_same(channel.handle, account):
        others = Channel.objects.filter(service=channel.service_id, network=channel.network, handle=account.handle)
        if others.exclude(pk=channel.pk).exists():
            raise ConnectionRefused(f"{account.handle} is a channel of its own here. Connect that one.")
        channel.handle = account.handle[:120]
    if channel.account_id != account.remote_id:
        channel.read_cursor = ""  # comments are read anew on another account
    channel.connector = channel.network
    channel.server = found.server
    channel.account_id = account.remote_id
    channel.credentials = credentials.sealed(found.credentials)
    channel.connected_at, channel.connected_by = now, by
    channel.token_ends_at = account.token_ends_at
    channel.signed_out_at, channel.connection_error, channel.tested_at = None, "", now
    channel.save(
        update_fields=[
            "handle", "read_cursor", "connector", "server", "account_id", "credentials", "connected_at",
            "connected_by", "token_ends_at", "signed_out_at", "connection_error", "tested_at",
        ]
    )  # fmt: skip
    audit.record(
        Kind.CHANNEL_CONNECTED,
        on=channel,
        actor=by,
        data={"account": account.handle or account.name or account.remote_id, "remote_id": account.remote_id},
        now=now,
    )
    return channel


@transaction.atomic
def disconnect(channel_id: int, *, by: User) -> Channel:
    """Forget the credentials: the channel is served by hand again. Raises ConnectionRefused."""
    channel = _locked(channel_id)
    if refusal := permissions.refusal_to_manage(by, channel.service):
        raise ConnectionRefused(refusal)
    if not is_connected(channel):
        raise ConnectionRefused(f"{channel} is not connected.")
    channel.connector, channel.credentials = networks.BY_HAND, ""
    channel.connected_at = channel.connected_by = channel.token_ends_at = channel.signed_out_at = None
    channel.connection_error, channel.read_error = "", ""
    channel.save(
        update_fields=[
            "connector", "credentials", "connected_at", "connected_by", "token_ends_at", "signed_out_at",
            "connection_error", "read_error",
        ]
    )  # fmt: skip
    audit.record(Kind.CHANNEL_DISCONNECTED, on=channel, actor=by)
    return channel


# Whether it holds


def test(channel_id: int, *, by: User | None = None) -> str:
    """Ask the network whose account it is. Gives "" when it works, otherwise what stands in the way.

    Raises ConnectionRefused when there is nothing to test, or `by` may not. Only a clear refusal signs the channel
    out; a passing error is kept as the test's outcome.
    """
    channel = Channel.objects.select_related("service").get(pk=channel_id)
    if by and (refusal := permissions.refusal_to_test(by, channel.service)):
        raise ConnectionRefused(refusal)
    if not is_connected(channel):
        raise ConnectionRefused(f"{channel} is not connected, so there is nothing to test.")
    try:
        account = connector_of(channel).verify()
    except SignedOut as error:
        note_signed_out(channel, error)
        return str(error)
    except NetworkError as error:
        said = f"{error} The connection itself is kept." if isinstance(error, TryLater) else str(error)
        return _note_test(channel, said)
    except Exception as error:
        log.warning("the test of channel %s failed: %s", channel.pk, type(error).__name__)
        return _note_test(channel, NOT_UNDERSTOOD)
    if channel.account_id and account.remote_id != channel.account_id:
        return _note_test(channel, f"The credentials now open another account, {account.handle}. Connect it again.")
    note_works(channel)
    changed = {"tested_at": timezone.now(), "connection_error": ""}
    if account.token_ends_at:
        changed["token_ends_at"] = account.token_ends_at
    Channel.objects.filter(pk=channel.pk, connected_at=channel.connected_at).update(**changed)
    return ""


def _note_test(channel: Channel, said: str) -> str:
    same = Channel.objects.filter(pk=channel.pk, connected_at=channel.connected_at)
    same.update(tested_at=timezone.now(), connection_error=said[:300])
    return said


@transaction.atomic
def note_signed_out(channel: Channel, error: SignedOut) -> bool:
    """The network refused these credentials: nothing goes out until somebody connects the channel again.

    `channel` is the row as the caller spoke for it: when it was connected anew, or a faster worker renewed its token,
    nothing is noted. True when it is news; its people are told then.
    """
    now = timezone.now()
    reason = str(error)[:300]
    same = Channel.objects.filter(pk=channel.pk, credentials=channel.credentials, signed_out_at=None)
    if not same.update(signed_out_at=now, connection_error=reason, tested_at=now):
        return False
    channel.signed_out_at, channel.connection_error = now, reason
    audit.record(Kind.CHANNEL_SIGNED_OUT, on=channel, job=JOB, data={"reason": reason}, now=now)
    telling.tell(
        channel,
        key=f"signed-out:{channel.pk}:{now:%Y%m%d%H%M%S}",
        subject=f"{channel} is signed out",
        body=f"{channel.get_network_display()} no longer takes what {channel} was connected with: {reason}\n\n"
        "Until it is connected again, nothing goes out there and no comments come in.",
    )
    return True


def note_works(channel: Channel) -> None:
    """The network took the credentials. Costs no query unless something stood against it before."""
    if channel.signed_out_at is None and not channel.connection_error:
        return
    with transaction.atomic():
        same = Channel.objects.filter(pk=channel.pk, connected_at=channel.connected_at)  # a renewed token is the same
        was_out = same.exclude(signed_out_at=None).exists()
        same.update(signed_out_at=None, connection_error="")
        if was_out:
            audit.record(Kind.CHANNEL_WORKS_AGAIN, on=channel, job=JOB)
    channel.signed_out_at, channel.connection_error = None, ""


def announce_ends(now: dt.datetime) -> None:
    """Tell of every token that ends within a week, once."""
    rows = Channel.objects.exclude(credentials="").filter(
        signed_out_at=None, token_ends_at__gt=now, token_ends_at__lte=now + TELLS_BEFORE
    )
    for channel in rows.select_related("service", "owner"):
        ends = channel.service.local(channel.token_ends_at)
        telling.tell(
            channel,
            key=f"token-ends:{channel.pk}:{channel.token_ends_at:%Y%m%d%H%M}",
            subject=f"{channel} has to be connected again by {ends:%a} {ends.day} {ends:%b}",
            body=f"What {channel} is connected with holds until {ends:%a} {ends.day} {ends:%b}, {ends:%H:%M}. "
            "A service manager connects it again on its page; that takes a minute.",
        )


def due_tests(now: dt.datetime) -> list[int]:
    """Connected channels that were not tested for a day."""
    rows = Channel.objects.exclude(credentials="").exclude(connector=networks.BY_HAND).filter(signed_out_at=None)
    return list(
        rows.exclude(tested_at__gt=now - dt.timedelta(hours=23)).order_by("tested_at").values_list("pk", flat=True)
    )


# Small things


def _also_connected(channel: Channel, found: Connected) -> Any:
    """Other channels that hold credentials of this very account."""
    if not found.account.remote_id:
        return Channel.objects.none()
    same = Channel.objects.exclude(pk=channel.pk).exclude(credentials="").select_related("service")
    return same.filter(connector=channel.network, server=found.server, account_id=found.account.remote_id)


def _is_same(typed: str, account: Account) -> bool:
    """Whether people meant this account: its handle with or without @ and its server, or its name, whatever the case.

    One that the network does not tell is no other.
    """
    ours = typed.strip().lstrip("@").casefold()
    theirs = account.handle.strip().lstrip("@").casefold()
    return not theirs or ours in (theirs, theirs.partition("@")[0], account.name.strip().casefold())


def _lock_alike(channel_id: int) -> None:
    """All channels of the service on this network, so that no two take one account in the same moment."""
    alike = Channel.objects.filter(pk=channel_id).values("service", "network")[0]
    list(Channel.objects.select_for_update().filter(**alike).order_by("pk").values_list("pk"))


def _locked(channel_id: int) -> Channel:
    return Channel.objects.select_for_update(of=("self",)).select_related("service", "connected_by").get(pk=channel_id)
