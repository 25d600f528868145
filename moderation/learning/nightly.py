"""The nightly run: learn, measure, and let the candidate sort only when it is no worse.

It runs in a process of its own, for it takes longer than a task may and memory that a worker should not keep. Killed in
the middle it leaves a candidate behind that the next run gives up; nothing else was touched.
"""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from moderation.classify.model import Model, installed
from moderation.learning import card, examples, gate, versions
from moderation.models import ClassifierVersion
from moderation.training.corpus import Example

log = logging.getLogger(__name__)

NEW_DECISIONS = 30  # since the last training, before there is another
AT_LEAST = 20  # confirmed comments that may be learnt from
BROKEN_OFF_AFTER = dt.timedelta(hours=2)


class Teacher(Protocol):
    """What trains and measures: learning/teaching.py."""

    def fit(self, examples: Sequence[Example], *, name: str) -> dict[str, Any]: ...
    def compare(self, before: Model, now: Model, newest: Sequence[Example]) -> Any: ...
    def split(self, examples: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example]]: ...
    def without_kept(self, examples: Sequence[Example]) -> list[Example]: ...


def is_due(now: dt.datetime) -> bool:
    """Whether people have decided enough since the last training."""
    last = ClassifierVersion.objects.order_by("-trained_at").values_list("trained_at", flat=True).first()
    return examples.decided_since(last) >= NEW_DECISIONS


def start(now: dt.datetime, *, begin: Callable[..., Any] = subprocess.Popen) -> bool:
    """Begin a run in a process of its own when one is due; returns at once. Two of them do no harm: one stops."""
    versions.retire_damaged(now)
    if not is_due(now):
        return False
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "learn_from_decisions"]
    begin(command, stdin=subprocess.DEVNULL, start_new_session=True, cwd=settings.BASE_DIR)
    return True


def run(now: dt.datetime | None = None, *, teacher: Teacher | None = None) -> ClassifierVersion | None:
    """Train a candidate and let it go live or put it aside. None when there is nothing to learn, or somebody trains."""
    now = now or timezone.now()
    versions.break_off(now, longer_than=BROKEN_OFF_AFTER)
    version = versions.begin(now)
    if version is None:
        log.info("another training is under way")
        return None
    try:
        _learn(version, now, teacher or _teacher())
    except Exception as error:  # its message could hold a comment's words
        log.error("training failed: %s", type(error).__name__)
        reason = f"The training failed ({type(error).__name__})."
        versions.refuse(version.pk, reason=reason, examples=0, figures={}, now=timezone.now())
    version.refresh_from_db()
    return version


def _teacher() -> Teacher:
    from moderation.learning import teaching

    return teaching


def _learn(version: ClassifierVersion, now: dt.datetime, teacher: Teacher) -> None:
    lessons = examples.read_lessons(now)
    learnt, newest = teacher.split(teacher.without_kept(lessons.examples))
    if len(learnt) < AT_LEAST:
        reason = f"Only {len(learnt)} confirmed comments may be learnt from; it takes {AT_LEAST}."
        versions.refuse(version.pk, reason=reason, examples=len(learnt), figures={}, now=now)
        return
    weights = versions.packed(teacher.fit(learnt, name=version.number))
    before = _in_use()
    measured = teacher.compare(before, versions.opened(weights), newest)
    figures = card.figures_of(measured, before.name, lessons, len(newest))
    if worse := measured.worse:
        reason = gate.in_words(worse)
        versions.refuse(version.pk, reason=reason, examples=len(learnt), figures=figures, now=timezone.now())
    else:
        versions.go_live(version.pk, weights=weights, examples=len(learnt), figures=figures, now=timezone.now())


def _in_use() -> Model:
    """What a candidate is compared with: the live version, or the shipped one."""
    live = ClassifierVersion.objects.filter(state=ClassifierVersion.State.LIVE).first()
    if live is not None and versions.is_of_this_code(live.number):
        try:
            return versions.model_of(live)
        except versions.Damaged:
            log.error("version %s is damaged", live.number)
    return installed()
