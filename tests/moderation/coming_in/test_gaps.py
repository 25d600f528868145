"""Gaps in what was read: on record while they run, closed by a reading that goes back, or by a person who looked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels.models import Channel
from channels.networks import Unclear
from moderation.coming_in import gaps, reading
from moderation.coming_in.gaps import GapRefused
from moderation.models import Gap
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import sandbox_channel
from tests.moderation.scripted import Scripted, incoming, page

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def channel(service, told):
    channel = sandbox_channel(service)
    Channel.objects.filter(pk=channel.pk).update(read_at=NOW - 16 * MINUTE)
    channel.refresh_from_db()
    return channel


def down(told) -> None:
    told.pages[""] = Unclear("The network answered 502.")


def up(told) -> None:
    told.pages[""] = page(incoming(1), cursor="a")


def kinds() -> list[str]:
    return [one for one in Event.objects.order_by("pk").values_list("kind", flat=True) if one.startswith("reading.")]


def test_fifteen_minutes_of_faults_are_a_gap_and_fourteen_are_none(channel, told):
    down(told)
    reading.read_channel(channel.pk, now=NOW - 2 * MINUTE)
    reading.channels_to_read(NOW - 2 * MINUTE)
    assert not Gap.objects.exists()
    reading.channels_to_read(NOW)
    reading.channels_to_read(NOW + MINUTE)
    gap = Gap.objects.get()
    assert (gap.from_at, gap.until_at, gap.reason) == (NOW - 16 * MINUTE, None, "The network answered 502.")
    assert kinds() == ["reading.stopped"]


def test_a_reading_that_goes_back_closes_the_gap(channel, told):
    down(told)
    reading.read_channel(channel.pk, now=NOW)
    reading.channels_to_read(NOW)
    up(told)
    assert reading.read_channel(channel.pk, now=NOW + MINUTE) == 1
    gap = Gap.objects.get()
    assert (gap.state, gap.until_at) == (Gap.State.FETCHED, NOW + MINUTE)
    assert kinds() == ["reading.stopped", "reading.back"]


def test_when_nothing_ran_at_all_the_gap_is_on_record_afterwards(channel, told):
    """Beat was off: nobody could record anything while it was."""
    up(told)
    reading.read_channel(channel.pk, now=NOW)
    gap = Gap.objects.get()
    assert (gap.from_at, gap.state, gap.reason) == (NOW - 16 * MINUTE, Gap.State.FETCHED, gaps.NOTHING_RAN)


def test_a_gap_runs_on_until_all_of_it_was_read(channel, told, monkeypatch):
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    told.pages[""] = page(incoming(1), cursor="a", more=True)
    told.pages["a"] = page(incoming(2), cursor="b")
    reading.read_channel(channel.pk, now=NOW)
    assert Gap.objects.get().until_at is None
    reading.read_channel(channel.pk, now=NOW + MINUTE)
    assert Gap.objects.get().state == Gap.State.FETCHED


@pytest.fixture
def short_memory(monkeypatch):
    """The network shows what was written in the last ten minutes."""
    monkeypatch.setattr(Scripted, "capabilities", replace(Scripted.capabilities, reads_back=10 * MINUTE))


def test_where_the_network_does_not_go_back_the_gap_waits_for_a_person(channel, told, short_memory, coordinator):
    up(told)
    reading.read_channel(channel.pk, now=NOW)
    gap = Gap.objects.get()
    assert (gap.state, gap.until_at) == (Gap.State.OPEN, NOW)
    assert gaps.shown_to(coordinator, channel.service) == [gap]
    gaps.looked(gap.pk, by=coordinator)
    gap.refresh_from_db()
    assert (gap.state, gap.ended_by) == (Gap.State.LOOKED, coordinator)
    assert gaps.shown_to(coordinator, channel.service) == []
    with pytest.raises(GapRefused, match="looked there already"):
        gaps.looked(gap.pk, by=coordinator)
    assert kinds() == ["reading.stopped", "reading.back", "reading.looked"]


def test_a_gap_that_runs_or_was_fetched_is_not_looked_at(channel, told, coordinator):
    down(told)
    reading.read_channel(channel.pk, now=NOW)
    reading.channels_to_read(NOW)
    gap = Gap.objects.get()
    assert gaps.shown_to(coordinator, channel.service) == [gap]
    with pytest.raises(GapRefused, match="cannot be read yet"):
        gaps.looked(gap.pk, by=coordinator)
    up(told)
    reading.read_channel(channel.pk, now=NOW + MINUTE)
    with pytest.raises(GapRefused, match="came in afterwards"):
        gaps.looked(gap.pk, by=coordinator)


def test_only_who_reads_comments_sees_gaps_and_says_that_they_looked(channel, told, short_memory, viewer, outsider):
    up(told)
    reading.read_channel(channel.pk, now=NOW)
    gap = Gap.objects.get()
    for person in (viewer, outsider):
        assert gaps.shown_to(person, channel.service) == []
        with pytest.raises(PermissionDenied):
            gaps.looked(gap.pk, by=person)
    lead = member(channel.service, Role.SAFEGUARDING_LEAD)
    assert gaps.shown_to(lead, channel.service) == [gap]


def test_a_second_outage_is_a_second_gap(channel, told):
    up(told)
    reading.read_channel(channel.pk, now=NOW)
    told.pages["a"] = Unclear("Gone again.")
    reading.read_channel(channel.pk, now=NOW + MINUTE)
    reading.channels_to_read(NOW + 20 * MINUTE)
    assert Gap.objects.count() == 2
    assert Gap.objects.filter(until_at=None).get().from_at == NOW


def test_a_channel_that_was_never_tried_has_no_gap_and_one_that_never_worked_has(service, told):
    channel = ChannelFactory(service=service, handle="@new")
    Channel.objects.filter(pk=channel.pk).update(created_at=NOW - 60 * MINUTE)
    assert reading.channels_to_read(NOW) == [channel.pk]
    assert not Gap.objects.exists()
    down(told)
    reading.read_channel(channel.pk, now=NOW)
    reading.channels_to_read(NOW)
    assert Gap.objects.get().from_at == NOW - 60 * MINUTE
