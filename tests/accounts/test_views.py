import re

import pytest
from django.core import mail as outbox
from django.urls import reverse

from accounts import services
from accounts.models import Invitation, Membership, Role, Service, User


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def test_a_person_of_one_service_lands_on_its_home_page(client, service, coordinator):
    client.force_login(coordinator)
    assert client.get("/").url == reverse("insights:home", args=[service.slug])


def test_nobody_signs_up_by_themselves(client, db):
    assert "account" in client.get("/accounts/signup/").content.decode()
    client.post(
        "/accounts/signup/",
        {"email": "x@example.org", "password1": "a long password 1", "password2": "a long password 1"},
    )
    assert not User.objects.exists()


def test_the_whole_way_of_an_invitation(as_manager, client, service, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(
            reverse("settings:invite", args=[service.slug]),
            {"name": "Nia Bevan", "email": "nia@example.org", "roles": ["coordinator"]},
        )
    path = re.search(r"(/invitation/\S+)", outbox.outbox[0].body)[1]
    client.logout()
    assert "Welcome to Northshire SENDIASS, Nia Bevan" in client.get(path).content.decode()
    answer = client.post(path, {"password": "three quiet harbours"})
    assert answer.url == reverse("insights:home", args=[service.slug])
    assert client.get(path).status_code == 410


def test_a_form_with_errors_keeps_what_was_typed(as_manager, service):
    answer = as_manager.post(
        reverse("settings:invite", args=[service.slug]), {"name": "Nia Bevan", "email": "not an address", "roles": []}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not an address" in page
    assert "Nia Bevan" in page
    assert "Choose at least one role." in page
    assert not Invitation.objects.exists()


def test_a_refused_change_says_why_on_the_form(as_manager, service, manager):
    membership = Membership.objects.get(user=manager)
    answer = as_manager.post(
        reverse("settings:roles", args=[service.slug, membership.pk]), {"roles": ["viewer"], "reason": "x"}
    )
    assert "only service manager" in answer.content.decode()


def test_the_pause_is_a_banner_on_every_page(client, service, coordinator, approver):
    client.force_login(coordinator)
    pause = reverse("settings:pause", args=[service.slug])
    client.post(pause, {"do": "pause", "reason": "Incident at a school"})
    assert "Incident at a school" in client.get(reverse("settings:people", args=[service.slug])).content.decode()
    assert client.post(pause, {"do": "resume"}).status_code == 403
    client.force_login(approver)
    client.post(pause, {"do": "resume"})
    assert not Service.objects.get(pk=service.pk).is_paused


def test_who_only_looks_reads_that_sending_is_paused_and_neither_why_nor_by_whom(client, service, coordinator, viewer):
    services.pause_sending(service, by=coordinator, reason="Incident at a school")
    client.force_login(viewer)
    pause = reverse("settings:pause", args=[service.slug])
    for place in (reverse("insights:home", args=[service.slug]), pause):
        text = client.get(place).content.decode()
        assert "Sending is paused since" in text
        assert "Incident at a school" not in text
        assert coordinator.name not in text
    assert pause not in client.get(reverse("insights:home", args=[service.slug])).content.decode()


def test_a_service_that_asks_for_a_second_step_sends_one_to_set_it_up(client, service, coordinator):
    Service.objects.filter(pk=service.pk).update(two_factor_required=True)
    client.force_login(coordinator)
    answer = client.get(reverse("insights:home", args=[service.slug]))
    assert answer.url == reverse("mfa_activate_totp")


def test_signed_out_one_comes_back_to_the_page_after_signing_in(client, service, coordinator):
    coordinator.set_password("three quiet harbours")
    coordinator.save(update_fields=["password"])
    people = reverse("settings:people", args=[service.slug])
    door = client.get(people).url
    answer = client.post(door, {"login": coordinator.email.upper(), "password": "three quiet harbours"})
    assert answer.url == people


def test_names_are_escaped(as_manager, service, coordinator):
    User.objects.filter(pk=coordinator.pk).update(name="<script>alert(1)</script>")
    page = as_manager.get(reverse("settings:people", args=[service.slug])).content.decode()
    assert "<script>alert(1)" not in page


def test_in_the_demo_one_becomes_somebody_who_works_in_two_services(
    client, settings, service, other_service, viewer, manager
):
    settings.DEMO = True
    services.add_member(other_service, viewer, [Role.VIEWER])
    client.force_login(viewer)
    for person in (viewer, manager):
        answer = client.post(reverse("accounts:become"), {"person": str(person.pk)})
        assert answer.url == reverse("insights:home", args=[service.slug])
        assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("person", ["", "²", "-1", "9" * 5000, "\x00"])
def test_in_the_demo_nobody_becomes_who_is_not_there(client, settings, viewer, person):
    settings.DEMO = True
    client.force_login(viewer)
    assert client.post(reverse("accounts:become"), {"person": person}).status_code == 404


def test_who_starts_sending_a_second_time_is_told_so_and_nothing_else(as_manager, service, manager):
    services.pause_sending(service, by=manager, reason="The office floods")
    pressed = [
        as_manager.post(reverse("settings:pause", args=[service.slug]), {"do": "resume"}, follow=True) for _ in range(2)
    ]
    assert "Sending goes on." in pressed[0].content.decode()
    assert "Sending is not paused." in pressed[1].content.decode()
    assert "Say why" not in pressed[1].content.decode()
