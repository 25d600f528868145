"""Versions, decisions and a teacher that needs no training."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import cache
from types import SimpleNamespace

import pytest
from django.utils import timezone

from moderation.classify.model import WEIGHTS, installed
from moderation.learning import teaching, versions
from moderation.models import ClassifierVersion
from tests.factories.moderation import CommentFactory


@pytest.fixture(autouse=True)
def nothing_remembered():
    versions.forget()
    yield
    versions.forget()


@cache
def few_weights() -> dict:
    """The shipped weights without nearly all of their words, so that they are read fast."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {**stored, "features": dict(list(stored["features"].items())[:50])}


def weights_named(name: str) -> bytes:
    """Weights under a name, as a version keeps them."""
    return versions.packed({**few_weights(), "model": name})


def make_version(day: str = "2026-11-01", state: str = "live", **fields) -> ClassifierVersion:
    number = f"{installed().name}+{day}"
    weights = fields.pop("weights", None) or weights_named(number)
    return ClassifierVersion.objects.create(
        number=number,
        weights=weights,
        sha256=fields.pop("sha256", hashlib.sha256(weights).hexdigest()),
        examples=40,
        state=state,
        trained_at=fields.pop("trained_at", timezone.now() - dt.timedelta(days=1)),
        **fields,
    )


def decide(by, *, days_ago: float = 1, said: str = "general", flags: tuple[str, ...] = (), **fields):
    """A comment that a person has classed."""
    at = timezone.now() - dt.timedelta(days=days_ago)
    comment = CommentFactory(confirmed_by=by, posted_at=at, **{"category": said, **fields})
    comment.assessments.update(
        decided_by=by, decided_at=at, decided_category=said, decided_flags=list(flags), at=at - dt.timedelta(minutes=1)
    )
    return comment


def taught(worse: tuple[str, ...] = (), fault: Exception | None = None, while_training=lambda: None):
    """A teacher whose candidate is the shipped model under another name, as good as before or worse."""

    def fit(examples, *, name):
        while_training()
        if fault:
            raise fault
        return {**few_weights(), "model": name}

    def compare(before, now, newest):
        few = teaching.without_kept(newest)
        found = teaching.measure(now, few)
        return SimpleNamespace(before=found, now=found, newest_before=found, newest_now=found, worse=list(worse))

    return SimpleNamespace(fit=fit, compare=compare, split=teaching.split, without_kept=teaching.without_kept)
