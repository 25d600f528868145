"""Channels, and what stands on the sandbox network."""

from __future__ import annotations

import uuid

import factory

from accounts.models import Role
from channels.models import Channel, ChannelState, Network, SandboxComment, SandboxPost
from tests.factories.accounts import ServiceFactory, member


class ChannelFactory(factory.django.DjangoModelFactory):
    """A live channel on the sandbox."""

    class Meta:
        model = Channel

    class Params:
        by_hand = factory.Trait(network=Network.FACEBOOK, connector="by_hand")
        planned = factory.Trait(state=ChannelState.PLANNED)
        suspended = factory.Trait(state=ChannelState.SUSPENDED)

    service = factory.SubFactory(ServiceFactory)
    network = Network.SANDBOX
    connector = "sandbox"
    handle = factory.Sequence(lambda n: f"@service{n}")
    owner = factory.LazyAttribute(lambda channel: member(channel.service, Role.SERVICE_MANAGER))
    state = ChannelState.LIVE


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
