"""A network of the tests in the place of Mastodon."""

import pytest

from tests.channels import fake


@pytest.fixture
def fake_network(settings) -> fake.Now:
    """What the network does now; change it to change that."""
    settings.NETWORKS = settings.NETWORKS | {"mastodon": fake.PATH}
    fake.now.__init__()
    return fake.now
