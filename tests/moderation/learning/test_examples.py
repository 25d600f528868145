"""What is learnt from, and what never is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from moderation.learning import examples
from moderation.models import DataRequest, Edit, Escalation, LegalHold
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.moderation.learning.conftest import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(service):
    return member(service, Role.COORDINATOR, name="Oluwadamilare Poe")


def lessons():
    return examples.read_lessons(timezone.now())


def test_a_confirmed_comment_is_an_example(service, by):
    comment = decide(by, service=service, said="grievance", flags=("staff_allegation",), text="You never rang me back.")
    (example,) = lessons().examples
    assert (example.id, example.category, example.flags) == (
        f"comment {comment.pk}",
        "grievance",
        frozenset({"staff_allegation"}),
    )
    assert example.incoming.author.display_name == ""


def test_what_nobody_decided_is_none(service):
    CommentFactory(service=service)
    assert lessons().examples == ()


def test_names_of_writer_and_staff_are_masked(service, by):
    decide(by, service=service, text="Oluwadamilare told Jo Pemberton about 07700 900123", author_name="Jo Pemberton")
    (example,) = lessons().examples
    for gone in ("Oluwadamilare", "Pemberton", "900123"):
        assert gone not in example.incoming.text


def test_a_personal_data_flag_without_anybody_in_the_masked_words_is_left_out(service, by):
    decide(by, service=service, flags=("personal_data",), text="you know who he is")
    assert lessons().examples[0].flags == frozenset()


def test_danger_comes_with_worry(service, by):
    decide(by, service=service, flags=("immediate_danger",), text="he is hitting her now")
    assert lessons().examples[0].flags == {"immediate_danger", "safeguarding"}


# What is left out


def test_a_comment_that_is_kept_from_somebody_is_left_out(service, by):
    decide(by, service=service, kept_from=member(service, Role.COORDINATOR))
    assert lessons().examples == ()


def test_a_comment_that_lies_with_the_lead_is_left_out_until_they_close_it(service, by):
    comment = decide(by, service=service, flags=("safeguarding",))
    worry = Escalation.objects.create(comment=comment, raised_at=timezone.now())
    assert lessons().examples == ()
    worry.closed_at, worry.closed_by = timezone.now(), by
    worry.decision, worry.reason, worry.outcome = "refer", "A reason", "An outcome"
    worry.save()
    assert lessons().examples[0].flags == {"safeguarding"}


def test_a_comment_on_hold_is_left_out(service, by):
    hold = {"service": service, "reason": "A claim", "opened_by": by, "look_again_on": dt.date(2027, 1, 1)}
    one = decide(by, service=service, text="one of a comment")
    two = decide(by, service=service, text="two of an incident", incident=IncidentFactory(service=service))
    three = decide(by, service=service, text="three of a writer")
    decide(by, service=service, text="four of nobody")
    LegalHold.objects.create(comment=one, **hold)
    LegalHold.objects.create(incident=two.incident, **hold)
    LegalHold.objects.create(channel=three.channel, author_handle=three.author_handle, **hold)
    assert [one.incoming.text for one in lessons().examples] == ["four of nobody"]
    assert lessons().left_out == {"on hold": 1}


def test_what_its_writer_took_away_is_left_out(service, by):
    decide(by, service=service, removed_at=timezone.now())
    assert lessons().examples == ()


def test_a_purged_comment_is_gone_from_here_too(service, by):
    comment = decide(by, service=service)
    fields = {"text": "", "author_handle": "", "author_name": "", "state": "purged", "purged_at": timezone.now()}
    type(comment).objects.filter(pk=comment.pk).update(**fields)
    assert lessons().examples == ()


def test_a_writer_who_asked_for_erasure_is_left_out(service, by):
    comment = decide(by, service=service)
    today = dt.date(2026, 11, 21)
    DataRequest.objects.create(
        service=service,
        kind="erasure",
        authors=[[comment.channel_id, comment.author_handle.upper()]],
        asked_on=today,
        due_on=today,
        checked_how="By phone",
        opened_by=by,
    )
    assert lessons().examples == ()


def test_words_that_changed_after_they_were_classed_are_left_out(service, by):
    comment = decide(by, service=service)
    Edit.objects.create(comment=comment, text="something else", sha256="0" * 64)
    assert lessons().examples == ()


# Nobody teaches it nonsense


def test_one_writer_weighs_little(service, by):
    for number in range(9):
        decide(by, service=service, author_handle="flooder", text=f"the same thing again {number * 'x'}")
    assert len(lessons().examples) == examples.FROM_ONE_WRITER


def test_the_same_words_count_once(service, by):
    for _ in range(3):
        decide(by, service=service, text="Win a free phone now")
    assert len(lessons().examples) == 1


def test_one_colleague_weighs_little_in_a_week(service, by, monkeypatch):
    monkeypatch.setattr(examples, "FROM_ONE_PERSON_A_WEEK", 3)
    other = member(service, Role.COORDINATOR)
    at = timezone.now() - dt.timedelta(days=1)
    for number in range(5):
        comment = decide(by, service=service, text="words " + "x" * number)
        comment.assessments.update(decided_at=at)
    decide(other, service=service, text="of another colleague")
    assert len(lessons().examples) == 4


def test_somebody_who_calls_everything_general_is_left_out_whole(service, by):
    saboteur = member(service, Role.COORDINATOR)
    for number in range(examples.ODD_FROM):
        comment = decide(saboteur, service=service, text="You never rang back " + "x" * number)
        comment.assessments.update(category="grievance", confidence=0.97)
    decide(by, service=service, text="thanks all")
    found = lessons()
    assert [one.incoming.text for one in found.examples] == ["thanks all"]
    assert found.left_out["said by somebody who mostly contradicts what it is sure of"] == examples.ODD_FROM


def test_somebody_who_corrects_what_it_was_not_sure_of_is_heard(service, by):
    for number in range(examples.ODD_FROM + 5):
        comment = decide(by, service=service, text="You never rang back " + "x" * number)
        comment.assessments.update(category="grievance", confidence=0.55, needs_person=True)
    assert len(lessons().examples) == examples.ODD_FROM + 5


def test_the_number_of_questions_does_not_grow_with_the_comments(service, by, django_assert_num_queries):
    for number in range(12):
        decide(by, service=service, text="words " + "x" * number)
    with django_assert_num_queries(5):
        lessons()


def test_decisions_are_counted_since_the_last_training(service, by):
    decide(by, service=service, days_ago=3)
    decide(by, service=service, days_ago=1)
    assert examples.decided_since(None) == 2
    assert examples.decided_since(timezone.now() - dt.timedelta(days=2)) == 1
