"""Policies, versions and what stands on their sections.

`PolicyVersionFactory(in_force=True, service=service)` is the usual start: one section, approved by a second person.
"""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from policies.dates import add_months
from policies.models import (
    Policy,
    PolicyKind,
    PolicyReview,
    PolicyVersion,
    QuietPeriod,
    Reading,
    ReadingCampaign,
    ReplyPurpose,
    ReplyTemplate,
    RuleException,
    RuleSetting,
    ScenarioQuestion,
    Section,
    StandardItem,
    VersionState,
)
from tests.factories.accounts import ServiceFactory, UserFactory
from tests.factories.channels import ChannelFactory


class PolicyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Policy

    service = factory.SubFactory(ServiceFactory)
    title = factory.Sequence(lambda n: f"Social media policy {n or ''}".strip())
    kind = PolicyKind.SOCIAL_MEDIA
    owner = factory.SubFactory(UserFactory)


class PolicyVersionFactory(factory.django.DjangoModelFactory):
    """A draft 1.0 without sections. Traits: in_review, changes_requested, approved, scheduled, in_force, superseded."""

    class Meta:
        model = PolicyVersion
        skip_postgeneration_save = True

    class Params:
        service = factory.LazyFunction(ServiceFactory)
        in_review = factory.Trait(state=VersionState.IN_REVIEW, submitted_at=factory.LazyFunction(timezone.now))
        changes_requested = factory.Trait(state=VersionState.CHANGES_REQUESTED, return_note="Say who looks at night.")
        is_approved = factory.Trait(
            approved_by=factory.SubFactory(UserFactory, name="Second Person"),
            approved_at=factory.LazyFunction(timezone.now),
            submitted_at=factory.LazyFunction(timezone.now),
        )
        approved = factory.Trait(is_approved=True, state=VersionState.APPROVED)
        scheduled = factory.Trait(
            is_approved=True,
            state=VersionState.SCHEDULED,
            effective_from=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7)),
        )
        in_force = factory.Trait(
            is_approved=True,
            state=VersionState.IN_FORCE,
            in_force_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=30)),
            effective_from=factory.LazyAttribute(lambda row: row.in_force_at.date()),
            next_review_on=factory.LazyAttribute(lambda row: add_months(row.effective_from, row.cycle_months)),
        )
        superseded = factory.Trait(
            is_approved=True,
            state=VersionState.SUPERSEDED,
            in_force_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=400)),
            superseded_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=30)),
        )
        withdrawn = factory.Trait(state=VersionState.WITHDRAWN)

    policy = factory.SubFactory(PolicyFactory, service=factory.SelfAttribute("..service"))
    major = 1
    minor = 0
    author = factory.SelfAttribute("policy.owner")
    change_note = "The first version."
    cycle_months = 12


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    version = factory.SubFactory(PolicyVersionFactory)
    position = factory.LazyAttribute(lambda row: row.version.sections.count() + 1)
    key = factory.LazyAttribute(lambda row: f"section-{row.position}")
    title = "Confidentiality"
    body = "Nothing that we post identifies a family."
    standard_item = StandardItem.CONFIDENTIALITY
    change = Section.Change.MEANING


class RuleSettingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleSetting

    section = factory.SubFactory(SectionFactory)
    version = factory.SelfAttribute("section.version")
    rule = "shouting"
    severity = RuleSetting.Severity.WARN


class ReplyTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReplyTemplate

    section = factory.SubFactory(SectionFactory)
    version = factory.SelfAttribute("section.version")
    purpose = ReplyPurpose.CASE_PRIVATE
    name = factory.LazyAttribute(lambda row: ReplyPurpose(row.purpose).label)
    body = "Thank you for writing. We cannot talk about this here. Call {phone} or write to {email}."


class ScenarioQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ScenarioQuestion

    section = factory.SubFactory(SectionFactory)
    version = factory.SelfAttribute("section.version")
    position = factory.LazyAttribute(lambda row: row.version.questions.count() + 1)
    about = ScenarioQuestion.About.COMMENT
    text = factory.Sequence(lambda n: f"He is {n} and out of school. What do I do?")
    answer = "case_request"
    explanation = "Somebody needs advice about one child."


class ReadingCampaignFactory(factory.django.DjangoModelFactory):
    """A policy's campaign, opened now and due in two weeks. Trait: training."""

    class Meta:
        model = ReadingCampaign

    class Params:
        training = factory.Trait(
            kind=ReadingCampaign.Kind.TRAINING,
            version=None,
            title="Yearly training",
            held_on=factory.LazyFunction(timezone.localdate),
        )

    version = factory.SubFactory(PolicyVersionFactory, in_force=True)
    service = factory.SelfAttribute("version.policy.service")
    title = factory.LazyAttribute(lambda row: str(row.version or "Yearly training"))
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))


class ReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reading

    campaign = factory.SubFactory(ReadingCampaignFactory)
    user = factory.SubFactory(UserFactory)
    due_on = factory.SelfAttribute("campaign.due_on")


class PolicyReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PolicyReview

    version = factory.SubFactory(PolicyVersionFactory, in_force=True)
    policy = factory.SelfAttribute("version.policy")
    due_on = factory.SelfAttribute("version.next_review_on")


class QuietPeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuietPeriod

    service = factory.SubFactory(ServiceFactory)
    name = "Local elections"
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda row: row.starts_on + dt.timedelta(days=14))
    set_by = factory.SubFactory(UserFactory)


class RuleExceptionFactory(factory.django.DjangoModelFactory):
    """Asked for, for thirty days from today. Trait: granted. `rule` and `channel` are what a test mostly sets."""

    class Meta:
        model = RuleException

    class Params:
        granted = factory.Trait(
            state=RuleException.State.GRANTED,
            decided_by=factory.SubFactory(UserFactory, name="Second Person"),
            decided_at=factory.LazyFunction(timezone.now),
        )

    policy = factory.SubFactory(PolicyFactory)
    rule = "broken-link"
    channel = factory.LazyAttribute(lambda row: ChannelFactory(service=row.policy.service))
    reason = "The museum’s own page has no secure address yet."
    starts_on = factory.LazyAttribute(lambda row: row.policy.service.today(timezone.now()))
    ends_on = factory.LazyAttribute(lambda row: row.starts_on + dt.timedelta(days=29))
    asked_by = factory.SubFactory(UserFactory)
