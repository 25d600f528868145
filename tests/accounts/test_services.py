import datetime as dt
import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import permissions, services
from accounts.models import Deputy, Invitation, Membership, Role, Service, User
from audit.models import Event
from tests.factories.accounts import member


def membership_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_an_invited_person_joins_with_the_roles_they_were_invited_to(
    service, manager, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.invite(service, email="New@Example.org", name="Nia Bevan", roles=[Role.COORDINATOR], by=manager)
    token = re.search(r"/invitation/([^/]+)/", outbox.outbox[0].body)[1]
    user = services.accept(token, password="three quiet harbours")
    assert user.email == "new@example.org"
    assert permissions.roles_of(user, service) == {"coordinator"}
    with pytest.raises(services.Refused, match="no longer holds"):
        services.accept(token, password="three quiet harbours")


def test_only_a_service_manager_invites(service, coordinator):
    with pytest.raises(services.Refused, match="Only a service manager"):
        services.invite(service, email="a@example.org", name="A", roles=["viewer"], by=coordinator)
    assert not Invitation.objects.exists()


def test_the_token_is_kept_as_its_hash_only(service, manager):
    invitation, address = services.invite(service, email="a@example.org", name="A", roles=["viewer"], by=manager)
    assert address.rstrip("/").rsplit("/", 1)[1] not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_a_weak_password_is_refused_and_the_invitation_stays(service, manager):
    _, address = services.invite(service, email="a@example.org", name="A", roles=["viewer"], by=manager)
    token = address.rstrip("/").rsplit("/", 1)[1]
    with pytest.raises(ValidationError):
        services.accept(token, password="short")
    assert services.open_invitation(token, timezone.now())


def test_an_invitation_ends_after_14_days(service, manager, time_machine):
    _, address = services.invite(service, email="a@example.org", name="A", roles=["viewer"], by=manager)
    token = address.rstrip("/").rsplit("/", 1)[1]
    time_machine.move_to(timezone.now() + dt.timedelta(days=14, seconds=1))
    with pytest.raises(services.Refused, match="no longer holds"):
        services.accept(token, password="three quiet harbours")


def test_somebody_with_an_account_needs_their_own_password(service, other_service, manager, outsider):
    outsider.set_password("the right long password")
    outsider.save(update_fields=["password"])
    _, address = services.invite(service, email=outsider.email, name="O", roles=["viewer"], by=manager)
    token = address.rstrip("/").rsplit("/", 1)[1]
    with pytest.raises(services.Refused, match="account already"):
        services.accept(token, password="another long password")
    assert services.accept(token, password="the right long password") == outsider


def test_access_ends_at_once_with_a_reason_and_signs_the_person_out(service, manager, coordinator):
    session = SessionStore()
    session["_auth_user_id"] = str(coordinator.pk)
    session.save()
    services.end_access(membership_of(coordinator).pk, reason="Left the service", by=manager)
    assert not Service.objects.of(coordinator).exists()
    assert not Session.objects.filter(session_key=session.session_key).exists()
    assert Event.objects.get(kind="member.access_ended").sentence.endswith("Left the service")


def test_access_can_be_given_again_with_the_same_roles(service, manager, coordinator):
    services.end_access(membership_of(coordinator).pk, reason="On leave", by=manager)
    services.restore_access(membership_of(coordinator).pk, reason="Back from leave", by=manager)
    permissions.forget_roles(coordinator)
    assert permissions.has_role(coordinator, service, Role.COORDINATOR)


@pytest.mark.parametrize("reason", ["", "   "])
def test_taking_access_away_needs_a_reason(service, manager, coordinator, reason):
    with pytest.raises(services.Refused, match="Say why"):
        services.end_access(membership_of(coordinator).pk, reason=reason, by=manager)


def test_the_last_service_manager_keeps_the_role(service, manager):
    with pytest.raises(services.Refused, match="only service manager"):
        services.change_roles(membership_of(manager).pk, roles=["viewer"], reason="x", by=manager)


def test_a_service_manager_can_go_once_there_is_another(service, manager):
    second = member(service, Role.SERVICE_MANAGER)
    services.change_roles(membership_of(manager).pk, roles=["viewer"], reason="Steps down", by=second)
    assert permissions.roles_of(manager, service) == {"viewer"}


def test_a_deputy_holds_the_role_on_the_days_named_only(service, manager, approver, coordinator):
    first = dt.date(2026, 12, 21)
    services.name_deputy(
        service,
        role=Role.LINE_MANAGER,
        stands_in_for=approver,
        deputy=coordinator,
        starts_on=first,
        ends_on=first + dt.timedelta(days=4),
        by=manager,
    )
    held = {day: permissions.roles_of(coordinator, service, first + dt.timedelta(days=day)) for day in (-1, 0, 4, 5)}
    assert [Role.LINE_MANAGER in held[day] for day in (-1, 0, 4, 5)] == [False, True, True, False]
    holding = Membership.objects.holding(Role.LINE_MANAGER, first).filter(service=service)
    assert {one.user for one in holding} == {approver, coordinator}


def test_a_person_names_their_own_deputy_but_nobody_elses(service, approver, coordinator):
    today = dt.date(2026, 12, 1)
    facts = {"role": Role.LINE_MANAGER, "starts_on": today, "ends_on": today}
    services.name_deputy(service, stands_in_for=approver, deputy=coordinator, by=approver, **facts)
    with pytest.raises(services.Refused, match="Only a service manager"):
        services.name_deputy(service, stands_in_for=approver, deputy=coordinator, by=coordinator, **facts)


def test_a_deputy_is_named_once_for_a_day_so_that_ending_it_ends_it(service, approver, coordinator, manager):
    today, day = service.today(timezone.now()), dt.timedelta(days=1)
    whom = {"role": Role.LINE_MANAGER, "stands_in_for": approver, "deputy": coordinator, "by": approver}
    first = services.name_deputy(service, starts_on=today, ends_on=today + day, **whom)
    for starts_on, ends_on in ((today, today + day), (today + day, today + 3 * day), (today - day, today + 9 * day)):
        with pytest.raises(services.Refused, match="Choose other days, or end that first"):
            services.name_deputy(service, starts_on=starts_on, ends_on=ends_on, **whom)
    services.name_deputy(service, starts_on=today + 2 * day, ends_on=today + 2 * day, **whom)
    services.name_deputy(service, starts_on=today, ends_on=today, **whom | {"deputy": manager})
    services.end_deputy(first.pk, by=approver)
    assert not permissions.has_role(coordinator, service, Role.LINE_MANAGER)


def test_a_deputy_must_work_here(service, manager, approver, outsider):
    today = dt.date(2026, 12, 1)
    with pytest.raises(services.Refused, match="does not work here"):
        services.name_deputy(
            service, role=Role.LINE_MANAGER, stands_in_for=approver, deputy=outsider, starts_on=today, ends_on=today,
            by=manager,
        )  # fmt: skip
    assert not Deputy.objects.exists()


def test_a_coordinator_may_stop_sending_but_not_start_it_again(service, coordinator, approver):
    services.pause_sending(service, by=coordinator, reason="Incident at a school")
    assert Service.objects.get(pk=service.pk).is_paused
    with pytest.raises(services.Refused, match="line manager or service manager"):
        services.resume_sending(service, by=coordinator)
    services.resume_sending(service, by=approver)
    assert not Service.objects.get(pk=service.pk).is_paused


def test_a_viewer_cannot_pause(service, viewer):
    with pytest.raises(services.Refused):
        services.pause_sending(service, by=viewer, reason="x")


def test_a_change_that_changes_nothing_leaves_no_event(service, manager):
    services.change_service(service, by=manager, name=service.name)
    assert not Event.objects.filter(kind="service.changed").exists()


def test_a_slug_of_the_site_itself_is_refused(db):
    with pytest.raises(ValidationError, match="taken by the site"):
        services.set_up(name="X", slug="sandbox")


def test_a_manager_sets_the_number_for_the_emergency_card_and_the_record_does_not_repeat_it(
    service, manager, safeguarding_lead, coordinator
):
    held = membership_of(safeguarding_lead)
    with pytest.raises(services.Refused):
        services.set_phone(held.pk, phone="07700 900417", by=coordinator)
    services.set_phone(held.pk, phone=" 07700 900417 ", by=manager)
    services.set_phone(held.pk, phone="07700 900417", by=manager)
    held.refresh_from_db()
    event = Event.objects.about(held).get(kind="member.phone")
    assert held.phone == "07700 900417"
    assert "07700" not in str(event.data)
