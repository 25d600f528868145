"""Loading the demo services at whatever hour of whatever day, and taking them away."""

from __future__ import annotations

import datetime as dt
import logging
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import Service
from audit.models import Event
from audit.services import first_broken_link
from insights.demo import loading
from insights.demo.texts import COMMENTS, POSTS
from moderation.models import Comment
from posts.models import Post
from tests.insights.test_demo_removal import what_is_left

LONDON = ZoneInfo("Europe/London")
MOMENTS = [
    pytest.param(dt.datetime(2026, 9, 7, 7, 0, tzinfo=LONDON), id="early on a Monday"),
    pytest.param(dt.datetime(2026, 9, 13, 23, 30, tzinfo=LONDON), id="late on a Sunday"),
    pytest.param(dt.datetime(2027, 1, 1, 0, 10, tzinfo=LONDON), id="just after midnight on New Year’s Day"),
    pytest.param(dt.datetime(2026, 3, 29, 2, 20, tzinfo=LONDON), id="when the clocks went forward"),
    pytest.param(dt.datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), id="in the hour that comes twice"),
]
SOME_POSTS = [told for told in POSTS if told.ends != "goes_out" or told.drawing]
SOME_COMMENTS = [told for told in COMMENTS if told.ends != "closed" or told.in_public or told.flags]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("now", MOMENTS)
def test_it_can_be_loaded_at_any_hour_of_any_day_and_taken_away(now, caplog):
    with time_machine.travel(now.astimezone(dt.UTC), tick=False):
        loading.load(now.astimezone(dt.UTC), told=SOME_POSTS, written=SOME_COMMENTS)
    found = what_is_there()
    loading.unload()
    assert found["posts"] == len(SOME_POSTS) + 2
    assert found["comments"] == len(SOME_COMMENTS) + 1
    assert {"publishing", "scheduled", "expired", "failed", "partly_published"} <= found["states"]
    assert found["latest"] <= now
    assert found["broken"] == [None, None]
    assert what_is_left() == {}
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def what_is_there() -> dict:
    return {
        "posts": Post.objects.filter(series=None, repurposed_from=None, campaign=None).count(),  # those that are told
        "comments": Comment.objects.count(),
        "states": set(Post.objects.values_list("state", flat=True)),
        "latest": Event.objects.latest("at").at,
        "broken": [first_broken_link(service) for service in Service.objects.all()],
    }


def test_a_real_service_with_the_demos_address_is_not_touched(other_service, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="address of the demo"):
        call_command("make_demo")
    assert Service.objects.get() == other_service


def test_the_rest_of_a_load_that_was_cut_short_is_taken_away_first(other_service, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(loading, "load", lambda now: None)
    call_command("make_demo")
    assert not Service.objects.exists()
