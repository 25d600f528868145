"""What the tests of comments share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policies.models import ReplyPurpose
from tests.factories.moderation import reply_templates
from tests.moderation import faulty, scripted


@pytest.fixture
def replies(service):
    """A policy in force with a reply for every purpose."""
    return reply_templates(service, *ReplyPurpose.values)


@pytest.fixture
def network(settings) -> Iterator[object]:
    """The sandbox, with faults that a test may order."""
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": faulty.PATH}
    faulty.forget()
    yield faulty
    faulty.forget()


@pytest.fixture
def told(settings) -> Iterator[object]:
    """A sandbox that shows the pages that a test writes."""
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": scripted.PATH}
    scripted.forget()
    yield scripted
    scripted.forget()
