"""The Bluesky network that the tests of this folder share."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from tests import services
from tests.channels.networks import pds
from tests.conftest import leave_out


@pytest.fixture(scope="session")
def bluesky_network(postgres_server: str, redis_server: str) -> Iterator[pds.Network]:
    """Account server and readers' server, with a database and a Redis of their own; TEST_BLUESKY_URL names one that
    runs already."""
    if url := os.environ.get("TEST_BLUESKY_URL"):
        yield pds.Network(url)
        return
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(services.postgres_database(postgres_server))
        redis = stack.enter_context(services.redis())
        try:
            network = stack.enter_context(pds.network(database, redis, rate_limits=True))
        except pds.Missing as error:
            leave_out(str(error))
        yield network
