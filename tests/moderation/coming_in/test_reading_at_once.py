"""Two workers that read one channel, and two people at its page, in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from channels.models import Channel, SandboxComment
from channels.networks import IncomingComment
from moderation.coming_in import gaps, intake, looking_again, reading, threads, watches
from moderation.coming_in.gaps import GapRefused
from moderation.coming_in.watches import WatchRefused
from moderation.models import Comment, Gap, Watch
from tests.factories.accounts import member
from tests.factories.channels import SandboxCommentFactory
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NOW = timezone.now()


def incoming(number: int, above: str = "") -> IncomingComment:
    return IncomingComment(
        remote_id=f"r-{number}",
        text="Is it free?",
        posted_at=NOW - dt.timedelta(minutes=2),
        author_handle="@jo",
        answers_comment=above,
    )


def test_two_workers_who_read_a_channel_store_each_comment_once(service):
    channel = sandbox_channel(service)
    for _ in range(5):
        SandboxCommentFactory(service=service, posted_at=NOW - dt.timedelta(minutes=1))
    at_once(*(lambda: reading.read_channel(channel.pk) for _ in range(3)))
    assert Comment.objects.count() == 5
    assert Channel.objects.get(pk=channel.pk).read_cursor == str(SandboxComment.objects.order_by("-pk").first().pk)
    assert first_broken_link(service) is None


def test_an_answer_and_what_it_answers_stored_at_once_are_tied_by_the_next_reading(service):
    channel = sandbox_channel(service)
    at_once(lambda: intake.receive(channel, incoming(1)), lambda: intake.receive(channel, incoming(2, above="r-1")))
    threads.tie_waiting(channel, timezone.now())
    assert Comment.objects.get(remote_id="r-2").parent == Comment.objects.get(remote_id="r-1")


def test_two_ticks_record_one_gap_and_two_readings_close_it_once(service):
    channel = sandbox_channel(service)
    Channel.objects.update(read_at=NOW - dt.timedelta(hours=1))
    at_once(*(lambda: reading.channels_to_read(NOW) for _ in range(3)))
    assert Gap.objects.count() == 1
    at_once(*(lambda: reading.read_channel(channel.pk, now=NOW) for _ in range(3)))
    assert Gap.objects.get().state == Gap.State.FETCHED
    kinds = list(Event.objects.filter(kind__startswith="reading.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["reading.stopped", "reading.back"]


def test_of_two_who_looked_at_a_gap_one_is_on_record(service):
    hour = dt.timedelta(hours=1)
    gap = Gap.objects.create(
        service=service, channel=sandbox_channel(service), from_at=NOW - 3 * hour, until_at=NOW - hour, reason="Away."
    )
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    got = at_once(*(lambda by=by: gaps.looked(gap.pk, by=by) for by in people))
    assert sorted(type(one) for one in got if isinstance(one, GapRefused)) == [GapRefused]


def test_the_same_words_twice_at_once_are_one_watch(service):
    channel, by = sandbox_channel(service), member(service, Role.COORDINATOR)
    got = at_once(*(lambda: watches.add(channel.pk, term="#SEND", by=by, service=service) for _ in range(3)))
    assert [type(one) for one in got].count(WatchRefused) == 2
    assert Watch.objects.count() == 1


def test_two_looks_at_an_edited_comment_note_one_edit(service):
    channel = sandbox_channel(service)
    comment = CommentFactory(
        service=service, channel=channel, on_sandbox=True, posted_at=NOW - dt.timedelta(minutes=30)
    )
    SandboxComment.objects.filter(key=comment.remote_id).update(text="Other words")
    at_once(*(lambda: looking_again.look_again(channel.pk) for _ in range(3)))
    assert comment.edits.count() == 1
