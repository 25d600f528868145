"""Watches: words and hashtags that are searched for on networks with a search (K5). Never a person.

What a watch finds comes in as a comment, so that it is sorted, kept and handled like any other. Nothing is answered by
itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import re

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import AffiliatedAccount, Channel, Following
from channels.networks import Action, IncomingComment, NetworkError, SignedOut, capabilities_of, connector_of
from moderation import permissions
from moderation.coming_in import intake, reading
from moderation.models import Comment, Source, Watch

log = logging.getLogger(__name__)

EVERY = dt.timedelta(minutes=15)
MOST_A_SERVICE = 20
SHORTEST, LONGEST = 3, 100
MOST_FOUND = 200
"""New comments of one search; a word that everybody uses must not fill the inbox at once. The rest comes with the next
searches, as the search stays where it is until all are in."""
OPERATOR = re.compile(r"(?:^|\s)-?[^\W\d]\w*:\S")
"""from:somebody and the like: a search for a person in other clothes."""


class WatchRefused(Exception):
    """It may not be watched for, or not like this. The text is a sentence for the person."""


def add(channel_id: int, *, term: str, by: User, service: Service, now: dt.datetime | None = None) -> Watch:
    """Watch for words or a hashtag on one channel's network. Raises PermissionDenied or WatchRefused."""
    now = now or timezone.now()
    refuse(permissions.refusal_to_watch(by, service))
    term = " ".join(term.replace("\x00", "").split())
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)  # two at once are counted one after the other
        channel = Channel.objects.of_service(service).select_related("service").get(pk=channel_id)
        if refusal := refusal_of_channel(channel) or refusal_of_term(term, service):
            raise WatchRefused(refusal)
        of_service = Watch.objects.of_service(service)
        if of_service.filter(channel=channel, term__iexact=term).exists():
            raise WatchRefused(f"“{term}” is watched for on {channel} already.")
        if of_service.count() >= MOST_A_SERVICE:
            raise WatchRefused(f"{MOST_A_SERVICE} watches are the most. Delete one that finds nothing useful first.")
        watch = Watch.objects.create(service=service, channel=channel, term=term, made_by=by, made_at=now)
        audit.record(Kind.WATCH_ADDED, on=channel, actor=by, data={"term": term}, now=now)
    return watch


def refusal_of_channel(channel: Channel) -> str:
    if not capabilities_of(channel).can(Action.SEARCH):
        return f"{channel} cannot be searched. Look there by hand from time to time."
    return ""


def refusal_of_term(term: str, service: Service) -> str:
    """Why a term may not be watched for: a watch is for what is said, never for who says it (duties)."""
    if not SHORTEST <= len(term) <= LONGEST:
        return f"Give a word, a few words or a hashtag, between {SHORTEST} and {LONGEST} characters."
    if "@" in term:
        return "A watch is for words and hashtags, never for a person. Take out what begins with @."
    if OPERATOR.search(term) or "://" in term:
        return "A watch is for words and hashtags: addresses and search commands such as from: are not taken."
    if not re.search(r"\w{2}", term):
        return "Give a word or a hashtag with letters or numbers in it."
    if _is_a_person(term.removeprefix("#"), service):
        return "This is the name or handle of somebody whom we know. A watch is for words and hashtags, never a person."
    return ""


def _is_a_person(name: str, service: Service) -> bool:
    handles = [name, f"@{name}"]
    named = Q()
    for one in handles:
        named |= Q(handle__iexact=one)
    written = Comment.objects.of_service(service).filter(
        Q(author_name__iexact=name) | Q(author_handle__iexact=name) | Q(author_handle__iexact=f"@{name}")
    )
    kinds = [Following.Kind.FAMILIES, Following.Kind.YOUNG_PEOPLE, Following.Kind.PROFESSIONALS, Following.Kind.MP]
    return (
        written.exists()
        or AffiliatedAccount.objects.of_service(service).filter(named).exists()
        or Following.objects.of_service(service).filter(named | Q(name__iexact=name), kind__in=kinds).exists()
    )


@transaction.atomic
def pause(watch_id: int, *, by: User, service: Service, now: dt.datetime | None = None) -> Watch:
    return _switch(watch_id, False, Kind.WATCH_PAUSED, by=by, service=service, now=now)


@transaction.atomic
def resume(watch_id: int, *, by: User, service: Service, now: dt.datetime | None = None) -> Watch:
    return _switch(watch_id, True, Kind.WATCH_RESUMED, by=by, service=service, now=now)


def _switch(
    watch_id: int, is_active: bool, kind: Kind, *, by: User, service: Service, now: dt.datetime | None
) -> Watch:
    watch = _locked(watch_id, by=by, service=service)
    if watch.is_active is not is_active:
        watch.is_active = is_active
        watch.save(update_fields=["is_active"])
        audit.record(kind, on=watch.channel, actor=by, data={"term": watch.term}, now=now)
    return watch


@transaction.atomic
def drop(watch_id: int, *, by: User, service: Service, now: dt.datetime | None = None) -> None:
    """Delete a watch. What it found stays, as comments."""
    watch = _locked(watch_id, by=by, service=service)
    audit.record(Kind.WATCH_DROPPED, on=watch.channel, actor=by, data={"term": watch.term}, now=now)
    watch.delete()


def _locked(watch_id: int, *, by: User, service: Service) -> Watch:
    refuse(permissions.refusal_to_watch(by, service))
    rows = Watch.objects.of_service(service).select_for_update(of=("self",))
    return rows.select_related("channel", "channel__service").get(pk=watch_id)


# Searching


def due(now: dt.datetime) -> list[int]:
    """Watches whose turn it is."""
    rows = Watch.objects.filter(is_active=True, channel__state__in=["pilot", "live"])
    its_turn = rows.filter(Q(read_at=None) | Q(read_at__lte=now - EVERY))
    return list(its_turn.order_by("read_at").values_list("pk", flat=True))


def search(watch_id: int, *, now: dt.datetime | None = None) -> int:
    """Take in what others wrote with a watch's words since the last time; returns how many comments are new."""
    now = now or timezone.now()
    watch = Watch.objects.select_related("channel", "channel__service").filter(pk=watch_id, is_active=True).first()
    if watch is None or refusal_of_channel(watch.channel) or reading.is_to_wait(watch.channel, now):
        return 0
    try:
        batch = connector_of(watch.channel).search(watch.term, watch.cursor)
    except NetworkError as error:
        if isinstance(error, SignedOut):
            reading.note_fault(watch.channel, error, now)
        return _after(watch, now, error=str(error))
    except Exception as error:  # its message could hold somebody's words
        log.warning("watch %s failed: %s", watch.pk, type(error).__name__)
        return _after(watch, now, error="The network gave no answer that we understand.")
    new = failed = left = 0
    for number, incoming in enumerate(batch.comments):
        if new >= MOST_FOUND:
            left = len(batch.comments) - number
            break
        try:
            new += _take_in(watch, incoming, now)
        except Exception as error:  # the next one must come in
            log.error("what watch %s found could not be stored: %s", watch.pk, type(error).__name__)
            failed += 1
    if failed:
        _after(watch, now, error=f"{failed} of what was found could not be stored; it is searched for again.")
    elif left:
        _after(watch, now, error=f"Up to {left} more were found than come in at once; they come with the next search.")
    else:
        _after(watch, now, cursor=batch.cursor)
    return new


def _take_in(watch: Watch, incoming: IncomingComment, now: dt.datetime) -> bool:
    """Whether it is new. What was here already stays what it is: read from the network, or found by another watch."""
    if incoming.is_private or _is_ours(watch.channel, incoming):
        return False
    comment = intake.receive(watch.channel, incoming, source=Source.WATCH, found_by=watch, now=now)
    return comment.found_by_id == watch.pk and comment.received_at == now


def _is_ours(channel: Channel, incoming: IncomingComment) -> bool:
    handle = channel.handle.removeprefix("@").lower()
    return (bool(channel.account_id) and incoming.author_id == channel.account_id) or (
        incoming.author_handle.removeprefix("@").lower() == handle
    )


def _after(watch: Watch, now: dt.datetime, *, cursor: str | None = None, error: str = "") -> int:
    """Keep where the search stands, unless the watch was deleted meanwhile."""
    changes = {"read_at": now, "read_error": error[:300]} | ({} if cursor is None else {"cursor": cursor[:500]})
    Watch.objects.filter(pk=watch.pk).update(**changes)
    return 0
