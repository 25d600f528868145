"""Every page of the inbox that the table of addresses has, as somebody who may open it: axe in both schemes, and on a
phone. What a page looks like with much on it is looked at beside it, in the other files."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Role
from moderation.conduct import house_rules
from moderation.models import AbuseReport
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.journeys.test_incident_pages import look_at
from tests.roles_world import build
from tests.test_roles import ROWS, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_PAGE = {"inbox:counts", "inbox:screenshot", "inbox:data_request_file"}  # a fragment, a picture, a file
PAGES = [row for row in ROWS if row.method == "get" and row.name.startswith("inbox:") and row.name not in NO_PAGE]
LISTS = ("queue", "reading", "keeping", "imports", "sorting", "abuse", "filters", "incidents", "complaints", "blocks")


def test_every_page_of_the_table_is_accessible_and_fits_a_phone(page_of, service, manager, safeguarding_lead):
    world = build(service, manager)
    house_rules.add_usual(service, by=manager)
    assert len(PAGES) > 30
    for person, role in ((manager, Role.SERVICE_MANAGER), (safeguarding_lead, Role.SAFEGUARDING_LEAD)):
        page = page_of(person)
        for row in PAGES:
            if role in row.may and (role == Role.SERVICE_MANAGER or Role.SERVICE_MANAGER not in row.may):
                look_at(page, address(row, world))


def test_a_hold_on_an_incident_and_requests_from_a_comment_are_accessible_and_fit_a_phone(page_of, service, manager):
    incident = IncidentFactory(service=service)
    comment = CommentFactory(service=service, grievance=True, incident=incident)
    AbuseReport.objects.create(comment=comment, by=manager, note="It is about me.")
    page = page_of(manager)
    hold, asked, abuse = (
        reverse(f"inbox:{name}", args=[service.slug]) for name in ("new_hold", "new_data_request", "abuse")
    )
    for place in (f"{hold}?incident={incident.pk}", f"{asked}?comment={comment.pk}", f"{asked}?kind=erasure", abuse):
        look_at(page, place)


def test_lists_with_nothing_in_them_are_accessible_and_fit_a_phone(page_of, service, manager):
    page = page_of(manager)
    for name in LISTS:
        look_at(page, reverse(f"inbox:{name}", args=[service.slug]))


def test_what_anybody_may_read_is_accessible(own_context, live_server, service):
    visitor = own_context().new_page()
    for name in ("how_we_sort", "house_rules", "look_again"):
        look_at(visitor, live_server.url + reverse(f"public:{name}", args=[service.slug]))
