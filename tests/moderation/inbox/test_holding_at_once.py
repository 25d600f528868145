"""Who has a comment when two people act in the same moment, on two connections."""

from __future__ import annotations

import pytest

from accounts.models import Role
from audit.services import first_broken_link
from moderation import workflow
from moderation.inbox import preferences, wellbeing
from moderation.models import AbuseReport, Comment, HandOver, SavedFilter
from moderation.workflow import MoveRefused
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def staff(service, number: int) -> list:
    return [member(service, Role.COORDINATOR) for _ in range(number)]


def test_of_two_who_take_it_over_the_last_has_it_and_each_is_on_record(service):
    holder, *others = staff(service, 3)
    comment = CommentFactory(service=service, claimed_by=holder)
    at_once(*(lambda by=by: workflow.take_over(comment.pk, by=by, note="Mine by rota") for by in others))
    comment.refresh_from_db()
    taken = list(HandOver.objects.order_by("pk"))
    assert {one.by for one in taken} == set(others)
    assert comment.claimed_by == taken[-1].by
    assert first_broken_link(service) is None


def test_what_is_handed_back_while_others_ask_for_the_next_goes_to_one_of_them(service):
    holder, *others = staff(service, 4)
    comment = CommentFactory(service=service, claimed_by=holder)
    workflow.hand_over(comment.pk, by=holder)
    got = at_once(*(lambda by=by: workflow.next_comment(service, by=by) for by in (holder, *others)))
    assert got[0] is None
    assert [one.pk for one in got if isinstance(one, Comment)] == [comment.pk]


def test_handing_over_and_being_taken_over_leave_one_holder(service):
    holder, taker, colleague = staff(service, 3)
    comment = CommentFactory(service=service, claimed_by=holder)
    at_once(
        lambda: workflow.hand_over(comment.pk, by=holder, to=colleague),
        lambda: workflow.take_over(comment.pk, by=taker, note="Mine by rota"),
    )
    comment.refresh_from_db()
    assert comment.claimed_by in (taker, colleague)
    assert first_broken_link(service) is None


def test_two_managers_answer_a_report_once(service):
    by, managers = staff(service, 1)[0], [member(service, Role.SERVICE_MANAGER) for _ in range(2)]
    report = wellbeing.report_abuse(CommentFactory(service=service).pk, by=by)
    got = at_once(*(lambda who=who: wellbeing.answer(report.pk, by=who, text="We talked") for who in managers))
    assert sorted(type(one).__name__ for one in got) == ["AbuseReport", "MoveRefused"]


def test_one_report_is_made_of_one_pressed_twice(service):
    by = staff(service, 1)[0]
    comment = CommentFactory(service=service)
    got = at_once(*(lambda: wellbeing.report_abuse(comment.pk, by=by) for _ in range(3)))
    assert [type(one) for one in got].count(MoveRefused) == 2
    assert AbuseReport.objects.count() == 1


def test_a_filter_saved_twice_at_once_is_one(service):
    by = staff(service, 1)[0]
    keep = {"name": "Spam", "chosen": {"flag": "spam"}}
    got = at_once(*(lambda: preferences.save_filter(service, by, **keep) for _ in range(3)))
    assert not [one for one in got if not isinstance(one, SavedFilter | preferences.PreferenceRefused)], got
    assert SavedFilter.objects.count() == 1
