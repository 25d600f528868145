"""The model card, the choice of a version, and the page for everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Role
from moderation.learning import card, versions
from moderation.models import ClassifierVersion
from tests.factories.accounts import member
from tests.factories.policies import PolicyVersionFactory
from tests.moderation.learning.conftest import decide, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(service):
    return reverse("inbox:sorting", args=[service.slug])


def quality(hits: int = 9) -> dict:
    """Figures of a version, as it stores them."""
    labels = card.LABELS
    classes = labels[:4]
    return {
        "confusion": {f"{one} {two}": hits if one == two else 1 for one in classes for two in classes},
        "recall": {label: [hits, 12] for label in labels},
        "precision": {label: [hits, 10] for label in labels},
        "sure_share": [hits, 12],
        "sure_right": [hits, 10],
    }


def with_figures(day: str = "2026-11-08", state: str = "live") -> ClassifierVersion:
    return make_version(
        day, state, figures={"against": "the one before", "kept": {"now": quality(9), "before": quality(8)}}
    )


def test_the_card_shows_the_live_version_beside_the_one_before(client, coordinator, at):
    version = with_figures()
    client.force_login(coordinator)
    page = client.get(at).content.decode()
    assert "Version 2026-11-08" in page
    assert version.number not in page
    assert "75% (47% to 91%), 9 of 12" in page
    assert "67% (39% to 86%), 8 of 12" in page


def test_the_card_stands_without_any_version(client, coordinator, at):
    client.force_login(coordinator)
    page = client.get(at)
    assert page.status_code == 200
    assert "came with the program" in page.content.decode()


def test_the_card_stands_with_figures_of_another_form(client, coordinator, at):
    make_version(figures={"kept": {"now": {"confusion": "nonsense"}}})
    client.force_login(coordinator)
    assert "Not measured yet" in client.get(at).content.decode()


def test_a_viewer_reads_the_card_and_finds_no_button(client, service, at):
    make_version("2026-11-01", "retired")
    with_figures()
    client.force_login(member(service, Role.VIEWER))
    page = client.get(at).content.decode()
    assert "Only a service manager can choose" in page
    assert "Go back to" not in page


def test_the_card_counts_what_people_here_changed_and_holds_no_comment(client, service, other_service, coordinator, at):
    kept = decide(coordinator, service=service, text="Zorblatt is thanked")
    changed = decide(coordinator, service=service, said="grievance", text="Zorblatt never rang")
    changed.assessments.update(category="general", flags=["spam"], decided_flags=["safeguarding"])
    decide(coordinator, service=other_service, said="troll")
    client.force_login(coordinator)
    response = client.get(at)
    assert (response.context["corrected"].decided, response.context["corrected"].changed) == (2, 1)
    page = response.content.decode()
    assert "grievance 1" in page
    assert "Zorblatt" not in page
    assert kept.author_handle not in page


def test_the_cards_questions_do_not_grow(client, service, coordinator, at, django_assert_max_num_queries):
    for day in range(1, 9):
        make_version(f"2026-10-{day:02}", "retired")
    for number in range(5):
        decide(coordinator, service=service, text=f"words {number}")
    client.force_login(coordinator)
    client.get(at)
    with django_assert_max_num_queries(30):
        client.get(at)


def test_going_back_takes_one_page_and_a_reason(client, service, manager, at):
    old = make_version("2026-11-01", "retired")
    with_figures()
    client.force_login(manager)
    page = client.get(at).content.decode()
    address = reverse("inbox:sorting_choose", args=[service.slug]) + "?version=" + old.number.replace("+", "%2B")
    assert f'href="{address}"' in page
    assert "Sort with version 2026-11-01?" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Steadier"}).status_code == 302
    assert versions.number_for(service.pk) == old.number
    assert "Steadier" in client.get(at).content.decode()


def test_a_version_that_cannot_sort_is_not_found(client, service, manager):
    refused = make_version("2026-11-01", "refused")
    client.force_login(manager)
    address = reverse("inbox:sorting_choose", args=[service.slug])
    for number in (refused.number, "nonsense", "x" * 500, "\x00"):
        assert client.post(address + f"?version={number}", {"reason": "Why not"}).status_code == 404


def test_a_damaged_version_is_named_on_the_card(client, coordinator, at):
    live = make_version(sha256="0" * 64)
    client.force_login(coordinator)
    assert f"Version {live.number} for sorting comments is damaged" in client.get(at).content.decode()


# The public page


def test_everybody_reads_how_comments_are_sorted(client, service):
    service.phone, service.email = "01632 960222", "hello@northshire-sendiass.example"
    service.save()
    page = client.get(reverse("public:how_we_sort", args=[service.slug])).content.decode()
    assert "The software suggests. People decide." in page
    assert "01632 960222" in page
    assert "mailto:hello@northshire-sendiass.example" in page
    assert "Nothing is hidden or removed by software alone" in page


def test_the_public_page_says_what_the_policy_in_force_says(client, service):
    PolicyVersionFactory(
        in_force=True, service=service, parameters={"keep_general_months": 5, "hides_out_of_hours": True}
    )
    page = client.get(reverse("public:how_we_sort", args=[service.slug])).content.decode()
    assert "General comments: 5 months" in page
    assert "Out of hours:" in page
    assert "Nothing is hidden or removed by software alone" not in page


def test_the_public_page_names_no_colleague_and_counts_no_decision(client, service, manager, coordinator):
    old = make_version("2026-11-01", "retired")
    with_figures()
    versions.choose(service, old.number, by=manager, reason="A secret reason")
    decide(coordinator, service=service)
    page = client.get(reverse("public:how_we_sort", args=[service.slug])).content.decode()
    for hidden in (manager.name, coordinator.name, "A secret reason", "changed by people"):
        assert hidden not in page


def test_a_service_that_does_not_exist_has_no_public_page(client):
    assert client.get(reverse("public:how_we_sort", args=["nowhere"])).status_code == 404
