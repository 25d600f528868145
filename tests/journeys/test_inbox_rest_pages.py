"""The pages of the inbox that no other journey looks at: axe in both schemes, and on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.journeys.test_incident_pages import look_at, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_hold_on_an_incident_and_a_request_from_a_comment_are_accessible_and_fit_a_phone(
    own_context, live_server, service, manager
):
    incident = IncidentFactory(service=service)
    comment = CommentFactory(service=service, grievance=True, incident=incident)
    page = page_of(own_context(), manager, live_server.url)
    hold, asked = (reverse(f"inbox:{name}", args=[service.slug]) for name in ("new_hold", "new_data_request"))
    for place in (f"{hold}?incident={incident.pk}", f"{asked}?comment={comment.pk}"):
        look_at(page, place)


def test_how_we_sort_comments_is_accessible_to_a_visitor(own_context, live_server, service):
    look_at(own_context().new_page(), live_server.url + reverse("public:how_we_sort", args=[service.slug]))
