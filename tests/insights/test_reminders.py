import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import OutgoingMail
from insights import reminders
from posts.models import Delivery, DeliveryState
from tests.factories.channels import ChannelFactory
from tests.factories.posts import PostFactory


def keys(person) -> list[str]:
    return list(OutgoingMail.objects.filter(to=person).values_list("key", flat=True))


@pytest.fixture
def waiting(service, author):
    return PostFactory(service=service, author=author, submitted=True)


def test_a_post_that_waits_a_day_is_reminded_of_once(waiting, approver):
    now = timezone.now()
    reminders.send_due(now + dt.timedelta(hours=23))
    assert keys(approver) == []
    for hours in (24, 25, 26, 24 * 7):
        reminders.send_due(now + dt.timedelta(hours=hours, minutes=1))
    assert len(keys(approver)) == 1


def test_a_post_that_is_submitted_again_is_reminded_of_again(waiting, approver):
    now = timezone.now()
    reminders.send_due(now + dt.timedelta(days=2))
    waiting.submitted_at = now + dt.timedelta(days=2)
    waiting.save(update_fields=["submitted_at"])
    reminders.send_due(now + dt.timedelta(days=4))
    assert len(keys(approver)) == 2


def test_a_post_whose_time_is_near_is_reminded_of_at_once(service, author, approver):
    PostFactory(service=service, author=author, submitted=True, in_days=1)
    reminders.send_due(timezone.now() + dt.timedelta(hours=12))
    assert len(keys(approver)) == 1


def test_the_author_is_not_asked_to_approve_their_own_post(service, approver):
    PostFactory(service=service, author=approver, submitted=True)
    reminders.send_due(timezone.now() + dt.timedelta(days=2))
    assert keys(approver) == []


def test_another_services_manager_hears_nothing(waiting, outsider):
    reminders.send_due(timezone.now() + dt.timedelta(days=2))
    assert keys(outsider) == []


def test_a_post_to_put_out_by_hand_is_reminded_of_an_hour_late_and_once(service, author):
    post = PostFactory(service=service, author=author, publishing=True)
    now = timezone.now()
    Delivery.objects.create(
        post=post,
        channel=ChannelFactory(service=service, by_hand=True),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=now,
        state=DeliveryState.BY_HAND,
    )
    reminders.send_due(now + dt.timedelta(minutes=59))
    assert keys(author) == []
    for hours in (1, 2, 48):
        reminders.send_due(now + dt.timedelta(hours=hours))
    assert len([key for key in keys(author) if key.startswith("by-hand-late")]) == 1


def test_the_fault_of_one_service_does_not_keep_another_from_its_reminders(
    service, other_service, author, approver, outsider, monkeypatch, caplog
):
    PostFactory(service=service, author=author, submitted=True)
    waiting = reminders.posts_waiting

    def break_for_the_other(of, now):
        if of == other_service:
            raise RuntimeError("broken")
        waiting(of, now)

    monkeypatch.setattr(reminders, "posts_waiting", break_for_the_other)
    reminders.send_due(timezone.now() + dt.timedelta(days=2))
    assert len(keys(approver)) == 1
    assert f"service {other_service.pk}" in caplog.text
