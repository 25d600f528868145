"""Comments whose time is over, with words wherever words can stand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from moderation.keeping import runs
from moderation.models import (
    AbuseReport,
    Appeal,
    Edit,
    Escalation,
    HandOver,
    PurgeRun,
    Screenshot,
    Step,
)
from tests.factories.moderation import CommentFactory

WORDS = "Zebedee"  # stands wherever a person's words or name can stand
LONG_AGO = dt.timedelta(days=500)


@pytest.fixture
def old_comment(service, coordinator):
    """Makes a comment that was closed 500 days ago; `told` puts words wherever they can stand."""

    def make(told=False, **fields):
        now = timezone.now()
        fields = {"closed": True, "closed_at": now - LONG_AGO, "posted_at": now - LONG_AGO, **fields}
        comment = CommentFactory(**{"service": service, **fields})
        if told:
            put_words_everywhere(comment, coordinator)
        return comment

    return make


def put_words_everywhere(comment, by):
    now = timezone.now()
    comment.text = f"{WORDS} says that {WORDS} is ill"
    comment.author_name = comment.outcome = WORDS
    comment.author_handle, comment.url = f"@{WORDS}", f"https://net.example/{WORDS}/1"
    comment.author_signals, comment.answers_remote_id = {"id": WORDS}, f"at://{WORDS}/0"
    comment.remote_id = f"at://{WORDS}/1"
    comment.save()
    capture = comment.capture
    capture.text, capture.raw, capture.url = WORDS, {"user": {"name": WORDS}}, comment.url
    capture.author_handle = capture.author_name = WORDS
    capture.save()
    Edit.objects.create(comment=comment, text=WORDS, raw={"text": WORDS}, sha256="e" * 64)
    assessment = comment.assessments.get()
    assessment.reasons = [{"span": [0, 7], "text": WORDS, "for": "general"}]
    assessment.save()
    data = {"text": WORDS, "reason": WORDS, "remote_id": WORDS, "template": "Case", "reference": "R-17", "why": WORDS}
    Step.objects.create(
        comment=comment, capture=capture, key="answer", position=0, state="done", by=by, at=now, data=data
    )
    HandOver.objects.create(comment=comment, by=by, note=WORDS)
    AbuseReport.objects.create(comment=comment, by=by, note=WORDS, answered_at=now, answered_by=by, answer=WORDS)
    Appeal.objects.create(
        comment=comment,
        service=comment.service,
        came_by="by e-mail",
        says=WORDS,
        contact=WORDS,
        author_handle=WORDS,
        told_how=WORDS,
        logged_by=by,
        due_on=now.date(),
        decision="dismissed",
        reason=WORDS,
        decided_by=by,
        decided_at=now,
    )
    Escalation.objects.create(
        comment=comment,
        concern=WORDS,
        decision=WORDS,
        reason=WORDS,
        outcome="Handed to the front door, reference NS-4471",
        closed_by=by,
        closed_at=now - LONG_AGO,
        raised_at=now - LONG_AGO,
    )
    picture = ContentFile(b"a picture of words", name="words.png")
    Screenshot.objects.create(comment=comment, file=picture, sha256="f" * 64, shows_words_only=True, by=by)


@pytest.fixture
def confirmed(service, manager):
    """The first run of the service was looked at and confirmed."""
    now = timezone.now()
    return PurgeRun.objects.create(
        service=service, is_trial=True, confirmed_by=manager, confirmed_at=now, counts={"general": 10}
    )


@pytest.fixture
def tonight(service):
    def run():
        return runs.nightly(service.pk)

    return run
