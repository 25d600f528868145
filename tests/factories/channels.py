"""Channels with what is agreed for them, and what stands on the sandbox network."""

from __future__ import annotations

import datetime as dt
import uuid

import factory
from django.utils import timezone

from accounts.models import Role
from channels import credentials
from channels.models import (
    AffiliatedAccount,
    Channel,
    ChannelState,
    Following,
    Network,
    ProfileStandard,
    RiskAssessment,
    SandboxComment,
    SandboxPost,
)
from tests.factories.accounts import ServiceFactory, member


class ChannelFactory(factory.django.DjangoModelFactory):
    """A live channel on the sandbox."""

    class Meta:
        model = Channel

    class Params:
        by_hand = factory.Trait(network=Network.FACEBOOK, connector="by_hand")
        planned = factory.Trait(state=ChannelState.PLANNED)
        suspended = factory.Trait(state=ChannelState.SUSPENDED, suspend_reason="A test.")
        connected = factory.Trait(
            network=Network.MASTODON,
            connector="mastodon",
            account_id=factory.Sequence(lambda n: f"account-{n}"),
            credentials=factory.LazyFunction(lambda: credentials.sealed({"token": "a secret token"})),
            connected_at=factory.LazyFunction(timezone.now),
            connected_by=factory.SelfAttribute("owner"),
        )

    service = factory.SubFactory(ServiceFactory)
    network = Network.SANDBOX
    connector = "sandbox"
    handle = factory.Sequence(lambda n: f"@service{n}")
    owner = factory.LazyAttribute(lambda channel: member(channel.service, Role.SERVICE_MANAGER))
    state = ChannelState.LIVE


class ProfileStandardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProfileStandard

    channel = factory.SubFactory(ChannelFactory, by_hand=True)
    name = "Northshire SENDIASS"
    description = "Free, impartial advice for families."
    disclaimer = "Not watched all the time; nothing here is confidential."
    agreed_by = factory.SelfAttribute("channel.owner")


class RiskAssessmentFactory(factory.django.DjangoModelFactory):
    """One that is agreed by a second person and in date; `agreed=False` makes one that waits."""

    class Meta:
        model = RiskAssessment

    class Params:
        agreed = True

    channel = factory.SubFactory(ChannelFactory, by_hand=True)
    purpose = "Reach families who do not read letters."
    audience = "Parents and carers"
    personal_data = "Names and pictures of followers, kept in Ireland."
    responsible = factory.SelfAttribute("channel.owner")
    moderation = "Comments can be hidden."
    pilot = "Twelve parents of the forum, for six weeks."
    success = "Three questions a month that nobody asked before."
    risks = factory.LazyFunction(
        lambda: [
            {
                "kind": "conduct",
                "area": "values",
                "risk": "A case is told in public.",
                "likelihood": 3,
                "harm": 3,
                "measure": "Hide it within the hour.",
            }
        ]
    )
    review_on = factory.LazyFunction(lambda: timezone.now().date() + dt.timedelta(days=300))
    made_by = factory.SelfAttribute("channel.owner")
    agreed_by = factory.Maybe(
        "agreed", factory.LazyAttribute(lambda made: member(made.channel.service, Role.SERVICE_MANAGER))
    )
    agreed_at = factory.Maybe("agreed", factory.LazyFunction(timezone.now))


class AffiliatedAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AffiliatedAccount

    service = factory.SubFactory(ServiceFactory)
    network = Network.X
    handle = factory.Sequence(lambda n: f"@colleague{n}")
    person = factory.LazyAttribute(lambda account: member(account.service, Role.COORDINATOR))
    given_by = factory.LazyAttribute(lambda account: member(account.service, Role.SERVICE_MANAGER))


class FollowingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Following

    service = factory.SubFactory(ServiceFactory)
    kind = Following.Kind.CHARITY
    name = "Harbour Autism Trust"
    network = Network.X
    handle = factory.Sequence(lambda n: f"@harbour{n}")
    added_by = factory.LazyAttribute(lambda row: member(row.service, Role.COORDINATOR))


class SandboxPostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SandboxPost

    service = factory.SubFactory(ServiceFactory)
    client_ref = factory.LazyFunction(lambda: str(uuid.uuid4()))
    handle = "@northshire"
    text = "Our workshops start in January."


class SandboxCommentFactory(factory.django.DjangoModelFactory):
    """A public comment below a post; `private=True` makes it a message."""

    class Meta:
        model = SandboxComment

    class Params:
        private = factory.Trait(post=None, is_private=True)

    service = factory.SubFactory(ServiceFactory)
    post = factory.SubFactory(SandboxPostFactory, service=factory.SelfAttribute("..service"))
    visitor = factory.LazyFunction(uuid.uuid4)
    author_name = "A parent"
    text = "When do they start?"
