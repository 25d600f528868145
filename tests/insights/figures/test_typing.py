"""What a person says of a month: written, kept from being read over, and never lost to a colleague."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from channels.models import Channel
from insights.figures import typing
from insights.figures.typing import FiguresRefused, Said, how_said
from insights.models import ChannelMonth
from tests.factories.channels import ChannelFactory
from tests.factories.months import OCTOBER, day, month, there

NOW = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


def say(channel: Channel, by, first: dt.date = OCTOBER, **numbers):
    """Each number as [typed, was when the page was drawn]."""
    cells = [Said(channel=channel.pk, name=name, value=value, was=was) for name, (value, was) in numbers.items()]
    return typing.say(service=channel.service, month=first, by=by, cells=cells, now=NOW)


def test_a_typed_number_is_kept_with_who_typed_it(facebook, coordinator):
    outcome = say(facebook, coordinator, followers=[1240, None], likes=[0, None])
    row = there(facebook)
    assert (outcome.saved, outcome.conflicts) == (2, [])
    assert (row.followers, row.likes, row.impressions) == (1240, 0, None)
    assert (row.changed_by, row.changed_at) == (coordinator, NOW)
    assert how_said(row, "followers") == "typed"


def test_what_was_typed_is_on_record_with_what_stood_there(facebook, coordinator):
    month(facebook, followers=1200)
    say(facebook, coordinator, followers=[1240, 1200], replies=[3, None])
    event = Event.objects.get(kind="figures.typed")
    assert event.data["what"] == "followers 1,240 (was 1,200), replies 3"
    assert (event.data["channel"], event.data["month"]) == ("Facebook Northshire SENDIASS", "October 2026")


def test_a_number_that_nobody_touched_stays_the_networks(facebook, coordinator):
    month(facebook, followers=1200, likes=30)
    say(facebook, coordinator, followers=[1200, 1200], likes=[31, 30])
    assert there(facebook).said == ["likes"]


def test_saving_the_same_twice_writes_once(facebook, coordinator):
    say(facebook, coordinator, likes=[31, None])
    assert say(facebook, coordinator, likes=[31, None]).saved == 0
    assert Event.objects.filter(kind="figures.typed").count() == 1


def test_two_who_type_at_once_both_keep_their_words(facebook, coordinator, approver):
    say(facebook, approver, likes=[30, None], replies=[4, None])
    outcome = say(facebook, coordinator, likes=[31, None], reshares=[9, None])
    (conflict,) = outcome.conflicts
    assert (conflict.there, conflict.by, conflict.said.value) == (30, approver, 31)
    assert (there(facebook).likes, there(facebook).replies, there(facebook).reshares) == (30, 4, 9)


def test_who_has_seen_the_other_number_may_put_theirs_in_its_place(facebook, coordinator, approver):
    say(facebook, approver, likes=[30, None])
    assert say(facebook, coordinator, likes=[31, 30]).saved == 1
    assert there(facebook).likes == 31


def test_a_number_that_was_read_meanwhile_gives_way(facebook, coordinator):
    month(facebook, likes=28)
    assert say(facebook, coordinator, likes=[31, None]).conflicts == []
    assert there(facebook).likes == 31


def test_a_cleared_number_is_the_networks_again(facebook, coordinator):
    day(facebook, dt.date(2026, 10, 30), likes=5, followers=1190)
    day(facebook, dt.date(2026, 10, 31), likes=7, followers=1200)
    month(facebook, typed=coordinator, likes=99, followers=9)
    say(facebook, coordinator, likes=[None, 99], followers=[None, 9])
    row = there(facebook)
    assert (row.likes, row.followers, row.said) == (12, 1200, [])


def test_a_cleared_number_that_no_network_told_is_not_known(facebook, coordinator):
    month(facebook, typed=coordinator, likes=99)
    say(facebook, coordinator, likes=[None, 99])
    assert there(facebook).likes is None


def test_clearing_what_the_network_told_changes_nothing(facebook, coordinator):
    month(facebook, likes=28)
    assert say(facebook, coordinator, likes=[None, 28]).saved == 0
    assert there(facebook).likes == 28


def test_all_of_a_month_goes_back_to_the_network_at_once(facebook, coordinator):
    day(facebook, dt.date(2026, 10, 31), likes=7, followers=1200)
    month(facebook, typed=coordinator, likes=99, replies=3)
    typing.leave_to_network(service=facebook.service, channel=facebook, month=OCTOBER, by=coordinator, now=NOW)
    row = there(facebook)
    assert (row.likes, row.replies, row.said) == (7, None, [])
    assert (
        Event.objects.get(kind="figures.left_to_network").data["what"] == "likes 7 (was 99), replies not known (was 3)"
    )


def test_there_is_no_way_back_to_a_network_that_told_nothing(facebook, coordinator):
    month(facebook, typed=coordinator, likes=99)
    with pytest.raises(FiguresRefused, match="told nothing of October 2026"):
        typing.leave_to_network(service=facebook.service, channel=facebook, month=OCTOBER, by=coordinator, now=NOW)
    assert there(facebook).likes == 99


def test_a_note_is_kept_with_its_writer_and_on_record(facebook, coordinator):
    month(facebook, likes=28)
    typing.note(service=facebook.service, channel=facebook, month=OCTOBER, by=coordinator, text="Open day", was="")
    assert (there(facebook).note, there(facebook).noted_by) == ("Open day", coordinator)
    assert Event.objects.get(kind="figures.noted").data["note"] == "Open day"


def test_a_note_that_a_colleague_wrote_meanwhile_is_not_lost(facebook, coordinator, approver):
    month(facebook, typed=approver, likes=28, note="Half term")
    where = {"service": facebook.service, "channel": facebook, "month": OCTOBER, "by": coordinator}
    outcome = typing.note(**where, text="Open day", was="")
    assert outcome.conflicts[0].there == "Half term"
    assert there(facebook).note == "Half term"


@pytest.mark.parametrize("who", ["viewer", "safeguarding_lead", "outsider"])
def test_nobody_else_types(who, facebook, request):
    with pytest.raises(PermissionDenied):
        say(facebook, request.getfixturevalue(who), likes=[1, None])
    assert not ChannelMonth.objects.exists()


def test_a_channel_of_another_service_is_not_written(service, coordinator, other_service):
    theirs = ChannelFactory(service=other_service)
    cell = Said(channel=theirs.pk, name="likes", value=1, was=None)
    with pytest.raises(Channel.DoesNotExist):
        typing.say(service=service, month=OCTOBER, by=coordinator, cells=[cell], now=NOW)
    assert not ChannelMonth.objects.exists()


def test_a_month_that_has_not_begun_is_refused(facebook, coordinator):
    with pytest.raises(FiguresRefused, match="December 2026 has not begun"):
        say(facebook, coordinator, first=dt.date(2026, 12, 1), likes=[1, None])


def test_the_new_month_begins_on_the_services_clock(facebook, coordinator):
    """23:30 UTC on 31 July is half past midnight on 1 August in London."""
    cell = Said(channel=facebook.pk, name="likes", value=1, was=None)
    at = dt.datetime(2026, 7, 31, 23, 30, tzinfo=dt.UTC)
    where = {"service": facebook.service, "month": dt.date(2026, 8, 1), "by": coordinator, "cells": [cell]}
    assert typing.say(**where, now=at).saved == 1


@pytest.mark.parametrize("value", [-1, 2_000_000_001, "12"])
def test_what_is_no_number_in_bounds_is_a_mistake_of_the_caller(value, facebook, coordinator):
    with pytest.raises(ValueError, match="no number"):
        say(facebook, coordinator, likes=[value, None])


def test_a_name_that_is_no_number_is_never_written(facebook, coordinator):
    with pytest.raises(ValueError, match="none of"):
        say(facebook, coordinator, service_id=[7, None])
