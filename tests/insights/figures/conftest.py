"""Channels with names that people write."""

from __future__ import annotations

import pytest

from accounts.models import Service
from channels.models import Channel, Network
from tests.factories.channels import ChannelFactory


@pytest.fixture
def facebook(service: Service) -> Channel:
    return ChannelFactory(service=service, by_hand=True, handle="Northshire SENDIASS")


@pytest.fixture
def x(service: Service) -> Channel:
    return ChannelFactory(service=service, network=Network.X, connector="by_hand", handle="@NorthshireSEND")
