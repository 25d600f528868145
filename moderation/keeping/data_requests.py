"""Somebody asks for the data that we hold about them, or to have it erased: opened, checked by a person, done in the
background, handed over, finished. Nobody is looked for without a request, and never across networks: a person names
each account (duties: no search of authors, no matching).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import moves, permissions
from moderation.keeping import blockers, dates, own_appeals, purging, runs
from moderation.keeping.periods import Ground, Kept, months_after
from moderation.models import Comment, CommentState, DataRequest
from moderation.moves import MoveRefused
from moderation.querysets import CommentQuerySet
from policies import services as policies

MOST_ACCOUNTS = 20
LOST_AFTER = dt.timedelta(minutes=5)  # work that has not written for so long has lost its process
AT_ONCE = 100
Kinds, State = DataRequest.Kind, DataRequest.State


def of(request_id: int) -> DataRequest:
    return DataRequest.objects.select_related("service", "comment", "opened_by", "checked_by").get(pk=request_id)


def comments_of(request: DataRequest) -> CommentQuerySet:
    """What we hold of the accounts that the request names; what is no longer kept cannot be found."""
    wanted = Q(pk__in=[])
    for channel_id, handle in request.authors:
        bare = handle.strip().lstrip("@")
        wanted |= Q(channel=channel_id) & (Q(author_handle__iexact=bare) | Q(author_handle__iexact=f"@{bare}"))
    rows = Comment.objects.of_service(request.service).filter(wanted).exclude(state=CommentState.PURGED)
    return rows.order_by("posted_at", "pk")


def open_request(
    service: Service,
    *,
    by: User,
    kind: str,
    channel: Channel,
    handles: list[str],
    asked_on: dt.date,
    checked_how: str,
    comment: Comment | None = None,
    now: dt.datetime | None = None,
) -> DataRequest:
    """Open a request; it is due a calendar month after it was made. Raises PermissionDenied or MoveRefused."""
    now = now or timezone.now()
    refuse(by, service)
    if kind not in Kinds.values:
        raise MoveRefused("Choose what they ask for.")
    if asked_on > service.today(now):
        raise MoveRefused("Choose the day on which they asked: it cannot lie ahead.")
    checked_how = moves.reason_given(checked_how, "Write how you know that it is this person who asks.")[:300]
    with transaction.atomic():
        service = blockers.locked(service)
        authors = _accounts([], channel, handles)
        if same := _open_one(service, kind, authors, asked_on):
            raise MoveRefused(f"Request {same.pk} is about this already: the same accounts, asked for on the same day.")
        request = DataRequest.objects.create(
            service=service,
            kind=kind,
            authors=authors,
            comment=comment,
            asked_on=asked_on,
            due_on=months_after(asked_on, 1),
            checked_how=checked_how,
            opened_by=by,
            opened_at=now,
        )
        data = {"kind": Kinds(kind).label.lower(), "due": f"{request.due_on:%-d %b %Y}"}
        audit.record(Kind.DATA_REQUEST_OPENED, on=request, actor=by, data=data, now=now)
    return request


def _open_one(service: Service, kind: str, authors: list, asked_on: dt.date) -> DataRequest | None:
    """The open request that asks for the same, as when the form was sent twice."""
    wanted = {(number, blockers.plain(handle)) for number, handle in authors}
    rows = DataRequest.objects.of_service(service).filter(kind=kind, asked_on=asked_on, finished_at=None)
    return next((one for one in rows if {(pk, blockers.plain(handle)) for pk, handle in one.authors} == wanted), None)


@transaction.atomic
def widen(request_id: int, *, by: User, channel: Channel, handles: list[str], now: dt.datetime | None = None) -> None:
    """Add accounts that the person named too. What was checked is checked again."""
    now = now or timezone.now()
    request = _locked(request_id, by)
    request.authors = _accounts(request.authors, channel, handles)
    _not_made(request)
    request.save()
    audit.record(Kind.DATA_REQUEST_WIDENED, on=request, actor=by, now=now)


def _accounts(known: list, channel: Channel, handles: list[str]) -> list:
    found = {(number, blockers.plain(handle)): [number, handle] for number, handle in known}
    for handle in handles:
        if handle := handle.strip()[:120]:
            found.setdefault((channel.pk, blockers.plain(handle)), [channel.pk, handle])
    if not found:
        raise MoveRefused("Type at least one handle, one a line.")
    if len(found) > MOST_ACCOUNTS:
        raise MoveRefused(f"One request names at most {MOST_ACCOUNTS} accounts.")
    return list(found.values())


# Checking what is handed out


@transaction.atomic
def choose(
    request_id: int,
    *,
    by: User,
    hide: str = "",
    show: str = "",
    keep_back: int | None = None,
    ground: str = "",
    now: dt.datetime | None = None,
) -> DataRequest:
    """Cover more words, show some again, or keep one comment back with the ground; "" as its ground hands it out."""
    request = _locked(request_id, by)
    if request.kind != Kinds.ACCESS:
        raise MoveRefused("Nothing is handed out for an erasure.")
    choices = {"hide": [], "show": [], "back": {}, **request.choices}
    if hide := hide.strip()[:200]:
        choices["hide"] = [*dict.fromkeys([*choices["hide"], hide])]
        choices["show"] = [one for one in choices["show"] if one.casefold() != hide.casefold()]
    if show := show.strip()[:200]:
        choices["show"] = [*dict.fromkeys([*choices["show"], show])]
        choices["hide"] = [one for one in choices["hide"] if one.casefold() != show.casefold()]
    if keep_back is not None:
        if not comments_of(request).filter(pk=keep_back).exists():
            raise MoveRefused("This comment is not part of the request.")
        choices["back"] = {key: value for key, value in choices["back"].items() if key != str(keep_back)}
        if ground := ground.strip()[:300]:
            choices["back"][str(keep_back)] = ground
    request.choices = choices
    _not_made(request)
    request.save()
    return request


@transaction.atomic
def check(request_id: int, *, by: User, number: int, now: dt.datetime | None = None) -> DataRequest:
    """A person read all of it (`number` comments and requests to look again) and lets it be put together, or erased.
    The work begins then.
    """
    now = now or timezone.now()
    request = _locked(request_id, by)
    found = comments_of(request)
    total, appeals = found.count(), own_appeals.of(request).count()
    if found.kept_from(by).exists():
        raise MoveRefused("Some of these comments are kept from you. Somebody else has to check this request.")
    if total + appeals != number:
        further = f" and {appeals} requests to look again" if appeals else ""
        raise MoveRefused(f"It is {total} comments{further} by now. Look at the list again, then confirm.")
    if request.kind == Kinds.ERASURE and request.checked_at:
        raise MoveRefused("The erasure has begun already.")
    _not_made(request)
    request.checked_by, request.checked_at, request.total = by, now, total
    request.save()
    audit.record(Kind.DATA_REQUEST_CHECKED, on=request, actor=by, data={"number": total + appeals}, now=now)
    from moderation.tasks import work_on_request  # the task's body imports this module

    work_on_request.delay_on_commit(request.pk)
    return request


def _not_made(request: DataRequest) -> None:
    """What was made no longer fits; it is made anew once somebody has checked it."""
    if name := request.file.name:
        transaction.on_commit(lambda: default_storage.delete(name))
    request.file, request.sha256, request.made_at = "", "", None
    request.checked_by = request.checked_at = request.seen_at = None
    request.position, request.state = 0, State.OPEN


# The work in the background


def left_to_do(now: dt.datetime | None = None) -> list[int]:
    """Checked requests that no process is working on."""
    return list(_free(now or timezone.now()).values_list("pk", flat=True)[:50])


def _free(now: dt.datetime):
    idle = Q(seen_at=None) | Q(seen_at__lt=now - LOST_AFTER)
    return DataRequest.objects.filter(idle, checked_at__isnull=False, made_at=None, finished_at=None)


def work(request_id: int, now: dt.datetime | None = None) -> DataRequest | None:
    """Put together or erase; None when another process is at it or there is nothing to do."""
    now = now or timezone.now()
    if not _free(now).filter(pk=request_id).update(seen_at=now, position=0):
        return None
    request = of(request_id)
    if request.kind == Kinds.ERASURE:
        return _erase(request, now)
    from moderation.keeping import bundle  # it imports this module

    return bundle.make(request)


def progress(request: DataRequest, position: int) -> bool:
    """Say how far it is; False when the request was changed meanwhile, so that this work is for nothing."""
    same = DataRequest.objects.filter(pk=request.pk, checked_at=request.checked_at, finished_at=None)
    return bool(same.update(position=position, seen_at=timezone.now()))


# Erasure


@dataclass
class Erasure:
    """What would go, and what stays for which reason."""

    goes: int = 0
    stays: Counter[str] = field(default_factory=Counter)
    appeals_go: int = 0
    appeals_stay: Counter[str] = field(default_factory=Counter)
    handle_stays: bool = False  # a block keeps the writer out, and needs the handle


def erasure_rule(today: dt.date, blocks: blockers.Blockers) -> purging.Stays:
    """What no request can erase: what is still being handled, allegations, open requests, holds."""

    def stays(comment: Comment, kept: Kept) -> str:
        if kept.waits_for:
            return kept.waits_for
        if kept.ground == Ground.ALLEGATION and kept.until and kept.until > today:
            return "it makes an allegation about staff"
        if comment.statutory_due_on and comment.statutory_due_on >= today:
            return "the legal date of its own request is not over"
        return blocks.reason(comment)

    return stays


def erasure_plan(request: DataRequest, now: dt.datetime) -> Erasure:
    service, found, last = request.service, Erasure(), 0
    blocks = blockers.of(service, service.today(now), but_not=request)
    stays = erasure_rule(service.today(now), blocks)
    parameters = policies.parameters_in_force(service)
    rows = comments_of(request).order_by("pk")
    while batch := list(dates.with_facts(rows.filter(pk__gt=last))[: dates.AT_ONCE]):
        for comment, kept in dates.kept_all(service, batch, parameters):
            if reason := stays(comment, kept):
                found.stays[reason] += 1
            else:
                found.goes += 1
        last = batch[-1].pk
    appeals, found.appeals_stay = own_appeals.plan(request, blocks)
    found.appeals_go = len(appeals)
    kept_out = blockers.blocked(service)
    found.handle_stays = any((number, blockers.plain(handle)) in kept_out for number, handle in request.authors)
    return found


def _erase(request: DataRequest, now: dt.datetime) -> DataRequest | None:
    """Erase what may go, batch by batch, then say what stayed and why."""
    service, last, position = request.service, 0, 0
    today = service.today(now)

    def rule(held: Service) -> purging.Stays:
        return erasure_rule(today, blockers.of(held, today, but_not=request))

    rows = comments_of(request).order_by("pk")
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            purging.purge(service, ids, rule=rule, now=now, why="its writer asked")
        last, position = ids[-1], position + len(ids)
        progress(request, position)
    with transaction.atomic():
        blockers.locked(service)
        request = DataRequest.objects.select_for_update(of=("self",)).select_related("service").get(pk=request.pk)
        if request.finished_at:
            return request
        appeals = own_appeals.erase(request, blockers.of(service, today, but_not=request))
        left = erasure_plan(request, now)
        gone = max(0, request.total - left.stays.total() - left.goes)
        request.outcome = _in_words(gone, appeals, left)[:300]
        stays = left.stays + left.appeals_stay
        request.state = State.REFUSED if stays or left.goes else State.DONE
        request.finished_by, request.finished_at, request.made_at = request.checked_by, timezone.now(), now
        data = {"number": gone + appeals, "held": stays.total()}
        request.save()
        if not (stays or left.goes or left.handle_stays):
            runs.forget_person(request)
        audit.record(Kind.DATA_REQUEST_ERASED, on=request, job=purging.JOB, data=data, now=now)
    return request


def _in_words(gone: int, appeals: int, left: Erasure) -> str:
    said = [f"{gone} comment{'' if gone == 1 else 's'} erased."]
    if appeals:
        said.append(f"{appeals} request{'' if appeals == 1 else 's'} to look again erased.")
    if stays := left.stays + left.appeals_stay:
        reasons = ", ".join(f"{number} because of: {reason}" for reason, number in stays.most_common())
        said.append(f"Kept: {reasons}.")
    if left.handle_stays:
        said.append("The handle stays with a block until that ends.")
    return " ".join(said)


# The end


@transaction.atomic
def handed_out(request_id: int, *, by: User, now: dt.datetime | None = None) -> DataRequest:
    """Put on record that somebody takes the bundle away."""
    now = now or timezone.now()
    request = DataRequest.objects.select_for_update(of=("self",)).select_related("service").get(pk=request_id)
    refuse(by, request.service)
    if not request.file:
        raise MoveRefused("There is no file to hand out: it is not made yet, or its time is over.")
    if comments_of(request).kept_from(by).exists():
        raise MoveRefused("Some of these comments are kept from you. Somebody else has to hand this over.")
    data = {"sha256": request.sha256}
    audit.record(Kind.DATA_REQUEST_DOWNLOADED, on=request, actor=by, data=data, now=now)
    return request


@transaction.atomic
def finish(
    request_id: int, *, by: User, outcome: str, is_refused: bool = False, now: dt.datetime | None = None
) -> DataRequest:
    """The person has their answer: handed over, or refused in whole or in part, with the words they were told."""
    now = now or timezone.now()
    request = _locked(request_id, by)
    if request.kind == Kinds.ACCESS and not is_refused and request.made_at is None:
        raise MoveRefused("First put the data together, or say why it is refused.")
    if request.kind == Kinds.ERASURE and not is_refused:
        raise MoveRefused("An erasure is finished when it is done. Confirm it, or say why it is refused.")
    request.outcome = moves.reason_given(outcome, "Write how they were answered.")[:300]
    request.state = State.REFUSED if is_refused else State.DONE
    request.finished_by, request.finished_at = by, now
    request.save()
    data = {"state": request.get_state_display().lower()}
    audit.record(Kind.DATA_REQUEST_FINISHED, on=request, actor=by, data=data, now=now)
    return request


def refuse(by: User, service: Service) -> None:
    if reason := permissions.refusal_to_keep(by, service):
        raise PermissionDenied(reason)


def _locked(request_id: int, by: User) -> DataRequest:
    rows = DataRequest.objects.select_for_update(of=("self",)).select_related("service")
    request = rows.get(pk=request_id)
    refuse(by, request.service)
    if request.finished_at:
        raise MoveRefused("This request is finished.")
    return request


def accounts(request: DataRequest) -> list[dict[str, Any]]:
    """The accounts that it names, with how many comments of each we hold."""
    channels = {one.pk: one for one in Channel.objects.of_service(request.service)}
    counted: Counter[tuple[int, str]] = Counter(
        (number, blockers.plain(handle))
        for number, handle in comments_of(request).values_list("channel", "author_handle")
    )
    return [
        {"channel": channels.get(number), "handle": handle, "number": counted[number, blockers.plain(handle)]}
        for number, handle in request.authors
    ]
