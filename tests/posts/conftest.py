"""A policy in force with the rules that these tests need."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from policies.models import Policy, PolicyVersion, RuleSetting, Section
from tests.factories.accounts import member


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def policy(service):
    """Put a policy in force: policy(length="warn", parameters={…}) sets a rule to a severity, on section 4."""

    def put_in_force(parameters=None, **severities) -> PolicyVersion:
        writer, second = member(service, Role.SERVICE_MANAGER), member(service)
        document = Policy.objects.create(service=service, title="Social media policy", owner=writer)
        version = PolicyVersion.objects.create(
            policy=document,
            major=3,
            minor=0,
            state="in_force",
            author=writer,
            approved_by=second,
            parameters=parameters or {},
            in_force_at=timezone.now() - dt.timedelta(days=90),
        )
        section = Section.objects.create(version=version, key="posts", position=4, title="What is posted")
        for rule, severity in severities.items():
            RuleSetting.objects.create(version=version, section=section, rule=rule.replace("_", "-"), severity=severity)
        return version

    return put_in_force
