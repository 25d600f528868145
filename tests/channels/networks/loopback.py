"""Facebook and X on loopback, each with a channel that is connected to it. A test module takes these fixtures with
`pytest_plugins = ("tests.channels.networks.loopback",)`."""

import pytest

from channels.credentials import sealed
from channels.models import Network
from tests.channels.networks import facebook_server as fb
from tests.channels.networks import x_server as xs
from tests.factories.channels import ChannelFactory


@pytest.fixture
def facebook_server(settings):
    server = fb.FacebookServer()
    with server.running():
        settings.NETWORKS_ON_LOOPBACK = True
        settings.FACEBOOK_API = server.api
        settings.FACEBOOK_APP_ID, settings.FACEBOOK_APP_SECRET = fb.APP, fb.SECRET
        settings.FACEBOOK_VERIFY_TOKEN = fb.VERIFY
        settings.SENDING_CALL_LIMIT_S = 2
        yield server


@pytest.fixture
def facebook_channel(db, facebook_server):
    credentials = sealed({"page_id": fb.PAGE, "token": fb.TOKEN})
    return ChannelFactory(
        network=Network.FACEBOOK, connector="facebook", account_id=fb.PAGE, credentials=credentials, handle="northshire"
    )


@pytest.fixture
def x_server(settings):
    server = xs.XServer()
    with server.running():
        settings.NETWORKS_ON_LOOPBACK = True
        settings.X_API = server.api
        settings.X_CLIENT_ID, settings.X_CLIENT_SECRET = xs.CLIENT, xs.SECRET
        settings.SENDING_CALL_LIMIT_S = 2
        yield server


@pytest.fixture
def x_channel(db, x_server):
    credentials = sealed({"user_id": xs.ME, "token": "access-1", "refresh_token": "refresh-1"})
    return ChannelFactory(
        network=Network.X, connector="x", account_id=xs.ME, credentials=credentials, handle="@northshire_sen"
    )
