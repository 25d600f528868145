"""The nightly run: what goes live, what is put aside, and what happens when it is disturbed."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Event
from moderation.classify.model import installed
from moderation.learning import nightly, teaching, versions
from moderation.models import ClassifierVersion
from tests.factories.moderation import CommentFactory
from tests.moderation.learning.conftest import decide, make_version, taught

pytestmark = pytest.mark.django_db


@pytest.fixture
def decisions(service, coordinator):
    """Thirty comments of thirty writers, each classed."""
    for number in range(30):
        decide(coordinator, service=service, text="When is the next coffee morning " + "?" * number)


def test_a_candidate_that_is_no_worse_sorts_from_then_on(service, decisions):
    version = nightly.run(teacher=taught())
    assert (version.state, version.examples) == ("live", 24)
    assert versions.model_for(service.pk).name == version.number
    assert version.figures["against"] == installed().name
    assert version.figures["held_out"] == 6


def test_a_candidate_that_is_worse_is_put_aside_with_the_figures(service, decisions):
    version = nightly.run(teacher=taught(worse=("safeguarding: 20 of 21 found before, 19 now",)))
    assert version.state == "refused"
    assert version.reason == "safeguarding: 20 of 21 found before, 19 now"
    assert set(version.figures["kept"]["now"]["recall"]) >= {"safeguarding", "general"}
    assert bytes(version.weights) == b""
    assert versions.model_for(service.pk) is installed()
    assert Event.objects.get(kind="sorting.refused").data["version"] == version.number


def test_without_decisions_nothing_is_trained(service):
    assert not nightly.start(timezone.now(), begin=_never)
    version = nightly.run(teacher=taught())
    assert version.reason.startswith("Only 0 confirmed comments")


def test_it_is_not_due_before_enough_was_decided_anew(service, coordinator, decisions):
    assert nightly.is_due(timezone.now())
    make_version(trained_at=timezone.now() - dt.timedelta(hours=1))
    assert not nightly.is_due(timezone.now())


def test_it_runs_in_a_process_of_its_own(service, decisions):
    begun = []
    assert nightly.start(timezone.now(), begin=lambda command, **how: begun.append((command, how)))
    ((command, how),) = begun
    assert command[1].endswith("manage.py")
    assert command[2:] == ["learn_from_decisions"]
    assert how["start_new_session"]


def test_of_two_trainings_at_once_one_stops(service, decisions):
    second = []
    first = nightly.run(teacher=taught(while_training=lambda: second.append(nightly.run(teacher=taught()))))
    assert second == [None]
    assert first.state == "live"


def test_a_training_that_was_killed_leaves_the_old_version_and_the_next_one_runs(service, decisions):
    old = make_version()
    make_version("2026-11-02", "candidate", trained_at=timezone.now() - dt.timedelta(hours=3))
    assert versions.model_for(service.pk).name == old.number
    version = nightly.run(teacher=taught())
    assert version.state == "live"
    broken = ClassifierVersion.objects.get(number__endswith="2026-11-02")
    assert (broken.state, broken.reason) == ("refused", "Its training was broken off.")


def test_a_training_that_was_given_up_while_it_ran_does_not_go_live(service, decisions):
    def give_up():
        versions.break_off(timezone.now() + dt.timedelta(hours=9), longer_than=dt.timedelta(hours=2))

    version = nightly.run(teacher=taught(while_training=give_up))
    assert version.state == "refused"
    assert versions.model_for(service.pk) is installed()


def test_a_training_that_fails_says_so_without_a_word_of_a_comment(service, decisions):
    version = nightly.run(teacher=taught(fault=ValueError("When is the next coffee morning")))
    assert version.state == "refused"
    assert version.reason == "The training failed (ValueError)."


def test_two_runs_on_one_day_have_two_names(service, decisions):
    one, two = nightly.run(teacher=taught()), nightly.run(teacher=taught())
    assert two.number == f"{one.number}.2"
    assert [one.state for one in ClassifierVersion.objects.order_by("pk")] == ["retired", "live"]


def test_a_candidate_is_compared_with_the_live_version(service, decisions):
    live = make_version()
    assert nightly.run(teacher=taught()).figures["against"] == live.number


def test_a_damaged_live_version_is_not_what_a_candidate_is_compared_with(service, decisions):
    make_version(sha256="0" * 64)
    assert nightly.run(teacher=taught()).figures["against"] == installed().name


def test_the_command_says_how_it_ended(service):
    out = io.StringIO()
    call_command("learn_from_decisions", "--if-due", stdout=out)
    assert "Not enough was decided" in out.getvalue()


# What may be learnt


def test_a_word_of_fewer_than_three_writers_is_not_permitted(service, coordinator):
    for number in range(6):
        said = "zorblatt" if number < 2 else "quizzling"
        decide(coordinator, service=service, text=f"we like the {said} {'!' * number}")
    from moderation.learning import examples

    permitted = teaching.permitted(examples.read_lessons(timezone.now()).examples)
    assert permitted("w quizzling")
    assert permitted("#theme fear")
    assert not permitted("w zorblatt")
    assert not permitted("<zor")
    assert not permitted("b the quizzling")


def test_a_word_that_one_writer_repeats_is_not_permitted(service, coordinator):
    for number in range(5):
        decide(coordinator, service=service, author_handle="one", text=f"my zorblatt here {'!' * number}")
    from moderation.learning import examples

    assert not teaching.permitted(examples.read_lessons(timezone.now()).examples)("w zorblatt")


def test_the_newest_are_held_out():
    learnt, newest = teaching.split(range(100))
    assert list(newest) == list(range(20))
    assert list(learnt) == list(range(20, 100))


def test_comments_of_another_time_do_not_stop_a_night(service, coordinator):
    CommentFactory(service=service, text="")
    assert nightly.run(teacher=taught()).state == "refused"


def _never(*args, **kwargs):
    raise AssertionError("no training was to begin")
