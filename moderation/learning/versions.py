"""The versions of the classifier: which one sorts for a service, going live, going back, and damaged ones.

The one shipped with the code has no row: it is what sorts until something better was learnt here, what a service can
always go back to, and what stands in when a row is gone or damaged. A version is named after the shipped one that it
was learnt beside, so that after an update an old one, whose words the new code may read differently, is not used.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import logging
import time
import zlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role
from audit import services as audit
from audit.kinds import Kind
from moderation.classify.model import Model, from_stored, installed
from moderation.models import ClassifierVersion, SortingChoice

log = logging.getLogger(__name__)

LEARNING = "Learning from decisions"  # the job
State = ClassifierVersion.State

IN_PLAY = (State.CANDIDATE, State.LIVE)
SHIPPED = ""  # the number of the version that came with the code
KEPT_IN_MEMORY = 4  # versions a process
LOOK_AGAIN_S = 300  # at weights that were damaged or gone
LARGEST = 40_000_000  # bytes of unpacked weights
KEEP_WEIGHTS_OF = 12  # versions that one can go back to

_models: dict[tuple[str, str], Model] = {}
_whole: dict[tuple[str, str], tuple[float, bool]] = {}  # when a version's hash was looked at, and whether it fits
_bad: dict[str, float] = {}  # number of a damaged version → when it was looked at


class NotPossible(Exception):
    """A choice that cannot be made. The text is shown to the person."""


class Damaged(Exception):
    """The weights of a version are not what was stored."""


# Which one sorts


def model_for(service_id: int) -> Model:
    """The model that sorts a service's comments; one query. Never fails for want of a version: the shipped one stands
    in."""
    number, sha256 = _in_use(service_id)
    if not number:
        return installed()
    looked_at = _bad.get(number)
    if looked_at is not None and time.monotonic() - looked_at < LOOK_AGAIN_S:
        return installed()
    try:
        return _models.get((number, sha256)) or _loaded(number)
    except Damaged as error:
        _bad[number] = time.monotonic()
        log.error("version %s cannot sort, the shipped one does: %s", number, error)
        return installed()


def number_for(service_id: int) -> str:
    """The version in use: what the service chose, else the live one. SHIPPED for the one of the code."""
    return _in_use(service_id)[0]


def _in_use(service_id: int) -> tuple[str, str]:
    live = ClassifierVersion.objects.filter(state=State.LIVE).order_by().values_list(Value(0), "number", "sha256")
    chosen = SortingChoice.objects.filter(service_id=service_id).order_by()
    theirs = chosen.values_list(
        Value(1), Coalesce("version__number", Value(SHIPPED)), Coalesce("version__sha256", Value(""))
    )
    rows = {is_choice: (number, sha256) for is_choice, number, sha256 in live.union(theirs, all=True)}
    number, sha256 = rows.get(1) or rows.get(0) or (SHIPPED, "")
    return (number, sha256) if is_of_this_code(number) else (SHIPPED, "")


def is_of_this_code(number: str) -> bool:
    """Whether a version was learnt beside the weights that are shipped now."""
    return number.startswith(f"{installed().name[:24]}+")


def _loaded(number: str) -> Model:
    """Read a version, and keep it in memory beside the few that were used last."""
    version = ClassifierVersion.objects.filter(number=number).first()
    if version is None:
        raise Damaged("its row is gone")
    model = model_of(version)
    while len(_models) >= KEPT_IN_MEMORY:
        _models.pop(next(iter(_models)), None)
    _models[number, version.sha256] = model
    _bad.pop(number, None)
    return model


def model_of(version: ClassifierVersion) -> Model:
    """The model of a row. Raises Damaged when its weights are not those that were stored, or cannot be read."""
    weights = bytes(version.weights)
    if hashlib.sha256(weights).hexdigest() != version.sha256:
        raise Damaged("its weights do not have their hash")
    try:
        return opened(weights)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        raise Damaged(f"its weights cannot be read ({type(error).__name__})") from error


def packed(stored: dict[str, Any]) -> bytes:
    """Weights as they are kept; the same weights are the same bytes."""
    return gzip.compress(json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)


def opened(weights: bytes) -> Model:
    """The model that packed weights make. Raises one of many errors when they are none."""
    with gzip.GzipFile(fileobj=io.BytesIO(weights)) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise ValueError(f"weights of more than {LARGEST} bytes")
    return from_stored(json.loads(text))


def forget() -> None:
    """Read every version anew: for tests, and for a process that was told of a change."""
    _models.clear()
    _whole.clear()
    _bad.clear()


def damage(service: Service) -> str:
    """What is wrong with the version that should sort for a service, as a sentence, or "". The home page asks this, so
    that a process looks at each version's hash at most every five minutes."""
    number, sha256 = _in_use(service.pk)
    if not number:
        return ""
    asked, is_whole = _whole.get((number, sha256), (-float(LOOK_AGAIN_S), True))
    if time.monotonic() - asked >= LOOK_AGAIN_S:
        weights = ClassifierVersion.objects.filter(number=number).values_list("weights", flat=True).first()
        is_whole = weights is not None and hashlib.sha256(bytes(weights)).hexdigest() == sha256
        _whole[number, sha256] = (time.monotonic(), is_whole)
    if is_whole:
        return ""
    return f"Version {number} for sorting comments is damaged: the one that came with the program sorts"


# A candidate, from beginning to end


def begin(now: dt.datetime) -> ClassifierVersion | None:
    """Take the one place of a candidate, which is the lock: None while somebody else trains."""
    number = f"{installed().name[:24]}+{now:%Y-%m-%d}"[:37]
    taken = ClassifierVersion.objects.filter(number__startswith=number).count()
    try:
        with transaction.atomic():
            return ClassifierVersion.objects.create(
                number=f"{number}.{taken + 1}" if taken else number,
                weights=b"",
                sha256="",
                trained_at=now,
                examples=0,
                state=State.CANDIDATE,
            )
    except IntegrityError:
        return None


def break_off(now: dt.datetime, *, longer_than: dt.timedelta) -> int:
    """Give up candidates whose training was killed; their place is free again."""
    return ClassifierVersion.objects.filter(state=State.CANDIDATE, trained_at__lt=now - longer_than).update(
        state=State.REFUSED, reason="Its training was broken off."
    )


@transaction.atomic
def refuse(version_id: int, *, reason: str, examples: int, figures: dict[str, Any], now: dt.datetime) -> bool:
    """Put a candidate aside, with why and the figures; its weights are not kept. False when it was given up before."""
    done = ClassifierVersion.objects.filter(pk=version_id, state=State.CANDIDATE).update(
        state=State.REFUSED, reason=reason[:300], examples=examples, figures=figures
    )
    if done:
        version = ClassifierVersion.objects.get(pk=version_id)
        _tell_all(Kind.SORTING_REFUSED, version, {"version": version.number, "reason": reason}, now)
    return bool(done)


@transaction.atomic
def go_live(version_id: int, *, weights: bytes, examples: int, figures: dict[str, Any], now: dt.datetime) -> bool:
    """Let a candidate sort from now on; the one before can be gone back to. False when it was given up before."""
    locked = {one.pk: one for one in ClassifierVersion.objects.select_for_update().filter(state__in=IN_PLAY)}
    version = locked.get(version_id)
    if version is None or version.state != State.CANDIDATE:
        return False
    ClassifierVersion.objects.filter(state=State.LIVE).update(state=State.RETIRED)
    version.weights, version.sha256 = weights, hashlib.sha256(weights).hexdigest()
    version.state, version.examples, version.figures = State.LIVE, examples, figures
    version.save(update_fields=["weights", "sha256", "state", "examples", "figures"])
    _tell_all(Kind.SORTING_LIVE, version, {"version": version.number, "examples": examples}, now)
    _let_go_of_old()
    return True


def _let_go_of_old() -> None:
    """The weights of old versions go, but for those that a service chose."""
    chosen = SortingChoice.objects.exclude(version=None).values("version")
    old = ClassifierVersion.objects.filter(state=State.RETIRED).exclude(sha256="").exclude(pk__in=chosen)
    for pk in list(old.order_by("-trained_at").values_list("pk", flat=True)[KEEP_WEIGHTS_OF:]):
        ClassifierVersion.objects.filter(pk=pk).update(weights=b"", sha256="")


@transaction.atomic
def retire_damaged(now: dt.datetime) -> str:
    """Put the live version aside when its weights are damaged; its number, or ""."""
    version = ClassifierVersion.objects.select_for_update().filter(state=State.LIVE).first()
    if version is None:
        return ""
    try:
        model_of(version)
    except Damaged as error:
        version.state, version.reason = State.RETIRED, f"Put aside: {error}."[:300]
        version.weights, version.sha256 = b"", ""
        version.save(update_fields=["state", "reason", "weights", "sha256"])
        _tell_all(Kind.SORTING_DAMAGED, version, {"version": version.number}, now)
        return version.number
    return ""


def _tell_all(kind: Kind, version: ClassifierVersion, data: dict[str, Any], now: dt.datetime) -> None:
    """Every service's history says what sorts its comments."""
    services: Iterable[Service] = Service.objects.order_by("pk")
    audit.record_all(
        [audit.Entry(kind=kind, on=version, job=LEARNING, data=data, service=service) for service in services], now=now
    )


# What a service chooses


def refusal_to_choose(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="choose the version that sorts comments")


def choosable(number: str) -> ClassifierVersion | None:
    """A version that can sort: it was in use once, its weights are kept, and this code reads them."""
    return (
        ClassifierVersion.objects.filter(number=number, state__in=(State.LIVE, State.RETIRED))
        .exclude(sha256="")
        .filter(number__startswith=f"{installed().name[:24]}+")
        .first()
    )


@transaction.atomic
def choose(service: Service, number: str, *, by: User, reason: str, now: dt.datetime | None = None) -> str:
    """Let a version sort this service's comments from now on; returns its name. SHIPPED is the one of the code.

    The newest one is no choice but the rule: the service follows what goes live again. Raises PermissionDenied and
    NotPossible.
    """
    now = now or timezone.now()
    if refusal := refusal_to_choose(by, service):
        raise PermissionDenied(refusal)
    reason = reason.strip()
    if not reason:
        raise NotPossible("Write why: it stands in the history beside the choice.")
    Service.objects.select_for_update().get(pk=service.pk)  # two who choose at once do it one after the other
    version = None
    if number:
        version = choosable(number)
        if version is None:
            raise NotPossible("This version cannot be used any more. Choose another one.")
        try:
            model_of(version)
        except Damaged as error:
            raise NotPossible("The weights of this version are damaged. Choose another one.") from error
    newest = ClassifierVersion.objects.filter(state=State.LIVE).values_list("number", flat=True).first() or SHIPPED
    if number == newest:
        SortingChoice.objects.filter(service=service).delete()
    else:
        SortingChoice.objects.update_or_create(
            service=service, defaults={"version": version, "by": by, "at": now, "reason": reason[:300]}
        )
    name = number or installed().name
    audit.record(Kind.SORTING_CHOSEN, on=service, actor=by, data={"version": name, "reason": reason[:300]}, now=now)
    return name
