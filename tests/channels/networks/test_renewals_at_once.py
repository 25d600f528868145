"""Several workers whose token on X has ended in the same moment: the refresh token works once."""

import pytest

from channels.credentials import opened
from channels.models import Channel
from channels.networks import Outgoing, Published, connector_of
from tests.posts.test_two_at_once import at_once

pytest_plugins = ("tests.channels.networks.loopback",)
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_every_worker_goes_on_with_the_tokens_of_the_one_that_was_first(x_server, x_channel, settings):
    settings.SENDING_CALL_LIMIT_S = 15
    x_server.tokens.clear()
    workers = [connector_of(Channel.objects.get(pk=x_channel.pk)) for _ in range(4)]
    got = at_once(
        *(
            lambda n=n, one=one: one.publish(Outgoing(ref=f"r-{n}", text=f"Tip {n} for families"))
            for n, one in enumerate(workers)
        )
    )
    assert [type(one) for one in got] == [Published] * 4
    assert x_server.refreshed == 1
    assert len(x_server.published) == 4
    kept = opened(Channel.objects.get(pk=x_channel.pk))
    assert kept["token"] in x_server.tokens
    assert kept["refresh_token"] in x_server.refresh_tokens
