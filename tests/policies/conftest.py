"""People and a policy that the tests of policies share."""

from __future__ import annotations

import pytest

from accounts.models import Role, Service, User
from policies import starter, workflow
from policies.models import PolicyVersion
from tests.factories.accounts import member


@pytest.fixture
def second_manager(service: Service) -> User:
    return member(service, Role.SERVICE_MANAGER, name="Sam Okoro", email="sam@northshire-sendiass.example")


@pytest.fixture
def starter_draft(service: Service, manager: User) -> PolicyVersion:
    """The starter policy as draft 1.0, written by the service manager."""
    return starter.create_starter_policy(service, manager, manager)


@pytest.fixture
def starter_in_force(starter_draft: PolicyVersion, manager: User, approver: User) -> PolicyVersion:
    workflow.submit(starter_draft.pk, by=manager)
    workflow.approve(starter_draft.pk, by=approver)
    return workflow.put_in_force(starter_draft.pk, by=manager, reason="Staff begin today.")


@pytest.fixture
def draft(starter_in_force: PolicyVersion, manager: User) -> PolicyVersion:
    """Version 1.1, which follows the starter policy in force."""
    return workflow.start_version(starter_in_force.policy, by=manager)
