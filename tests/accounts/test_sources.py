"""Which of many places have anything to read."""

import pytest

from accounts.models import Membership, Role
from accounts.sources import Source, with_rows

pytestmark = pytest.mark.django_db


def test_one_query_says_which_sources_have_rows(service, coordinator, manager, django_assert_num_queries):
    members = Source(Membership.objects.of_service(service), len)
    ended = Source(Membership.objects.of_service(service).exclude(ended_at=None), len)
    ordered = Source(Membership.objects.filter(roles__role=Role.COORDINATOR).distinct().order_by("-pk"), len)
    with django_assert_num_queries(1):
        found = with_rows(service, [ended, members], [ended], [ordered, ended, members])
    assert found == [[members], [], [ordered, members]]


def test_no_source_asks_nothing(service, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert with_rows(service, [], []) == [[], []]
