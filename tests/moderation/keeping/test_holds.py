"""What must not go: holds on a comment, an incident, a writer; who places and ends them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.models import Event
from moderation.keeping import holds, reminders, runs
from moderation.models import Comment
from moderation.moves import MoveRefused
from tests.factories.moderation import IncidentFactory, sandbox_channel

TODAY = dt.timedelta()


@pytest.fixture
def hold(service, manager):
    def place(days=30, **about):
        day = service.today(timezone.now()) + dt.timedelta(days=days)
        return holds.place(service, by=manager, reason="A claim", look_again_on=day, **about)

    return place


def test_a_hold_on_a_comment_an_incident_or_a_writer_stops_the_purge(
    service, old_comment, confirmed, tonight, hold, manager
):
    closed = timezone.now() - dt.timedelta(days=480)
    incident = IncidentFactory(service=service, closed_at=closed)
    held = [old_comment(), old_comment(grievance=True, incident=incident), old_comment(author_handle="@Maya")]
    free = old_comment()
    hold(comment=held[0])
    hold(incident=incident)
    last = hold(channel=sandbox_channel(service), author_handle="maya")
    run = tonight()
    assert Comment.objects.get(pk=free.pk).state == "purged"
    assert Comment.objects.exclude(state="purged").count() == 3
    assert run.counts["held"] == 3
    holds.end(last.pk, by=manager, reason="It was settled")
    tonight()
    assert Comment.objects.exclude(state="purged").count() == 2


def test_the_comment_shows_every_hold_that_keeps_it(service, old_comment, hold):
    incident = IncidentFactory(service=service)
    comment = old_comment(incident=incident, author_handle="@Maya")
    placed = [
        hold(comment=comment),
        hold(incident=incident),
        hold(channel=comment.channel, author_handle="maya"),
    ]
    hold(comment=old_comment())
    assert {one.pk for one in holds.on_comment(comment)} == {one.pk for one in placed}


@pytest.mark.parametrize("who", ["coordinator", "approver", "viewer", "outsider"])
def test_others_neither_place_nor_end_one(request, service, old_comment, hold, who):
    person, comment = request.getfixturevalue(who), old_comment()
    day = service.today(timezone.now()) + dt.timedelta(days=3)
    with pytest.raises(PermissionDenied):
        holds.place(service, by=person, reason="x", look_again_on=day, comment=comment)
    placed = hold(comment=comment)
    with pytest.raises(PermissionDenied):
        holds.end(placed.pk, by=person, reason="x")
    with pytest.raises(PermissionDenied):
        holds.still_needed(placed.pk, by=person, look_again_on=day)


def test_what_does_not_fit_is_refused_with_a_sentence(
    service, other_service, old_comment, hold, manager, confirmed, tonight
):
    comment, channel = old_comment(), sandbox_channel(service)
    with pytest.raises(MoveRefused, match="within the next year"):
        hold(days=0, comment=comment)
    with pytest.raises(MoveRefused, match="within the next year"):
        hold(days=400, comment=comment)
    with pytest.raises(MoveRefused, match="Choose one comment"):
        hold(comment=comment, channel=channel, author_handle="maya")
    with pytest.raises(MoveRefused, match="Choose one comment"):
        hold(channel=channel, author_handle="  ")
    with pytest.raises(Comment.DoesNotExist):
        hold(comment=old_comment(service=other_service))
    hold(comment=comment)
    with pytest.raises(MoveRefused, match="a hold on this already"):
        hold(comment=comment)
    gone = old_comment()
    tonight()
    with pytest.raises(MoveRefused, match="gone already"):
        hold(comment=gone)


def test_it_ends_once_with_a_reason(old_comment, hold, manager, safeguarding_lead):
    placed = hold(comment=old_comment())
    with pytest.raises(MoveRefused, match="Write why"):
        holds.end(placed.pk, by=manager, reason=" ")
    holds.end(placed.pk, by=safeguarding_lead, reason="Settled")
    with pytest.raises(MoveRefused, match="ended already"):
        holds.end(placed.pk, by=manager, reason="Settled")


def test_its_reason_stands_in_no_event(old_comment, manager, service):
    comment = old_comment()
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    placed = holds.place(service, by=manager, reason="Claim of Zebedee", look_again_on=day, comment=comment)
    holds.still_needed(placed.pk, by=manager, look_again_on=day + dt.timedelta(days=1))
    holds.end(placed.pk, by=manager, reason="Zebedee settled")
    events = Event.objects.filter(kind__startswith="hold.")
    assert events.count() == 3
    assert "Zebedee" not in str(list(events.values_list("data", "label")))


def test_its_day_reminds_once_then_every_week(service, old_comment, hold, manager, safeguarding_lead):
    placed = hold(days=5, comment=old_comment())
    now, written = timezone.now(), []
    for days in (4, 5, 6, 12):
        reminders.send_due(service, now + dt.timedelta(days=days))
        written.append(OutgoingMail.objects.filter(to=safeguarding_lead).count())
    assert written == [0, 1, 1, 2]
    assert OutgoingMail.objects.filter(to=manager).count() == 2
    holds.end(placed.pk, by=manager, reason="Settled")
    assert reminders.send_due(service, now + dt.timedelta(days=30)) == 0
    assert "A claim" not in OutgoingMail.objects.first().body


def test_a_trial_that_waits_reminds_the_service_manager(service, old_comment, manager, safeguarding_lead):
    old_comment()
    runs.nightly(service.pk)
    reminders.send_due(service, timezone.now())
    assert OutgoingMail.objects.filter(to=manager).count() == 1
    assert not OutgoingMail.objects.filter(to=safeguarding_lead).exists()
