"""The emergency card: what every service needs, whom to call, and what this service added."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role
from moderation import workflow
from moderation.safety import emergency, escalations
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, reply_templates

pytestmark = pytest.mark.django_db


def danger(service, **fields):
    return CommentFactory(service=service, escalated=True, flags=["immediate_danger"], **fields)


def card(comment, reader, version=None) -> emergency.Card:
    templates = version.reply_templates.all() if version else []
    return emergency.card(comment, version, templates, escalations.lead_members(comment, timezone.now()), reader)


def page(client, comment, name="comment") -> str:
    return client.get(reverse(f"inbox:{name}", args=[comment.service.slug, comment.pk])).content.decode()


def test_the_card_stands_on_the_page_of_a_danger_and_nowhere_else(service, coordinator, client, safeguarding_lead):
    client.force_login(coordinator)
    Membership.objects.filter(user=safeguarding_lead).update(phone="07700 900417")
    text = page(client, danger(service, author_handle="@jo"))
    for words in (
        "A child may be in danger now",
        "999",
        "Ruth Bellamy",
        "07700 900417",
        "@jo",
        "Do not handle this alone",
    ):
        assert words in text
    assert "A child may be in danger now</h2>" not in page(client, CommentFactory(service=service, escalated=True))


def test_a_service_adds_lines_of_its_own_in_its_policy(service, coordinator):
    version = reply_templates(service, "emergency", body="Ring the duty team on 01632 960999.\n\nThen {phone}.\n")
    found = card(danger(service), coordinator, version)
    assert found.own_lines == ("Ring the duty team on 01632 960999.", "Then 01632 960417.")


def test_without_a_policy_or_a_lead_the_card_still_says_what_to_do(service, manager, coordinator):
    found = card(danger(service), coordinator)
    assert (found.own_lines, found.procedure) == ((), "")
    assert str(manager) in [one.name for one in found.leads]
    assert found.report


def test_the_person_whom_it_is_kept_from_is_not_called(service, manager, safeguarding_lead, coordinator):
    found = card(danger(service, kept_from=safeguarding_lead), coordinator)
    names = [one.name for one in found.leads]
    assert str(manager) in names
    assert str(safeguarding_lead) not in names


def test_the_card_is_there_before_anybody_said_what_the_comment_is(service, coordinator, client):
    comment = CommentFactory(service=service, unsorted=True)
    workflow.escalate(comment.pk, by=coordinator, immediate=True)
    client.force_login(coordinator)
    assert "Do not handle this alone" in page(client, comment)


def test_who_decides_is_told_to_decide_and_not_to_call_themselves(service, client, safeguarding_lead):
    iris = member(service, Role.SAFEGUARDING_LEAD, name="Iris Vale")
    Membership.objects.filter(user=iris).update(phone="07700 900111")
    comment = danger(service)
    client.force_login(safeguarding_lead)
    record = reverse("inbox:escalation", args=[service.slug, comment.pk])
    for name in ("comment", "escalation"):
        told = page(client, comment, name).split("A child may be in danger now</h2>")[1].split("</ol>")[0]
        assert "You decide what happens next." in told
        assert "call the safeguarding lead" not in told
        assert "Ruth Bellamy" not in told
        assert "Others who decide: <strong>Iris Vale</strong>" in told
        assert "07700 900111" in told
        assert (f'href="{record}"' in told) == (name == "comment")


def test_who_has_decided_is_not_asked_again(service, client, safeguarding_lead):
    comment = danger(service)
    escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="Referred", reason="Bruises")
    client.force_login(safeguarding_lead)
    told = page(client, comment).split("A child may be in danger now</h2>")[1].split("</ol>")[0]
    assert "What was decided stands on the" in told
    assert "You decide what happens next" not in told


def test_who_decides_in_the_leads_place_is_told_so_too(service, manager, coordinator):
    comment = danger(service)
    assert card(comment, manager).reader_decides
    assert str(manager) not in [one.name for one in card(comment, manager).leads]
    assert not card(comment, coordinator).reader_decides
