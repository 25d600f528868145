"""Reports of abuse: who hears of them, who answers, what they say to whom."""

from __future__ import annotations

import pytest

from accounts.models import OutgoingMail, Role
from audit.models import Event
from moderation.inbox import wellbeing
from moderation.models import AbuseReport
from moderation.moves import MoveRefused
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory

pytestmark = pytest.mark.django_db


def test_the_managers_hear_of_it_without_its_words_and_one_answers(service, coordinator, approver, manager):
    comment = CommentFactory(service=service, troll=True, text="You lot are useless clowns.")
    report = wellbeing.report_abuse(comment.pk, by=coordinator, note="It names my daughter")
    told = {mail.to for mail in OutgoingMail.objects.all()}
    assert {approver, manager} <= told
    assert coordinator not in told
    assert not any("clowns" in mail.body or "daughter" in mail.body for mail in OutgoingMail.objects.all())
    assert wellbeing.waiting(service, manager) == wellbeing.waiting(service, approver) == 1
    assert wellbeing.waiting(service, coordinator) == 0
    wellbeing.answer(report.pk, by=manager, text="We spoke; the writer is blocked.")
    with pytest.raises(MoveRefused, match="has answered this report already"):
        wellbeing.answer(report.pk, by=approver, text="Me too")
    assert wellbeing.waiting(service, approver) == 0
    said = [event.sentence for event in Event.objects.about(comment)]
    assert not any("daughter" in sentence or "blocked" in sentence for sentence in said)


def test_a_person_reports_a_comment_once(service, coordinator):
    comment = CommentFactory(service=service)
    wellbeing.report_abuse(comment.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="reported this comment already"):
        wellbeing.report_abuse(comment.pk, by=coordinator)
    assert AbuseReport.objects.count() == 1


def test_nobody_answers_their_own_report_nor_without_words(service, coordinator, manager):
    comment, other = CommentFactory(service=service), CommentFactory(service=service)
    own = wellbeing.report_abuse(comment.pk, by=manager)
    with pytest.raises(MoveRefused, match="Another manager answers it"):
        wellbeing.answer(own.pk, by=manager, text="Fine")
    with pytest.raises(MoveRefused, match="Only a"):
        wellbeing.answer(own.pk, by=coordinator, text="Fine")
    theirs = wellbeing.report_abuse(other.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="Write what was done for Priya Nair"):
        wellbeing.answer(theirs.pk, by=manager, text=" ")


def test_a_manager_does_not_find_a_report_of_what_is_kept_from_them(service, coordinator, manager):
    second = member(service, Role.SERVICE_MANAGER)
    comment = CommentFactory(service=service, kept_from=manager)
    report = wellbeing.report_abuse(comment.pk, by=coordinator)
    told = {mail.to for mail in OutgoingMail.objects.all()}
    assert second in told
    assert manager not in told
    assert not wellbeing.reports_for(service, manager)
    assert wellbeing.waiting(service, manager) == 0
    with pytest.raises(MoveRefused, match="kept from you"):
        wellbeing.answer(report.pk, by=manager, text="Fine")


def test_another_services_reports_are_not_found(service, other_service, manager, coordinator):
    outsider = member(other_service, Role.COORDINATOR)
    wellbeing.report_abuse(CommentFactory(service=other_service).pk, by=outsider)
    assert not wellbeing.reports_for(service, manager)
    assert wellbeing.waiting(service, manager) == 0
