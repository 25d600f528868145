"""Answers of Facebook and X that have almost the right shape: a reading goes on, a look-up claims nothing."""

import contextlib
import datetime as dt
import json

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from channels.credentials import sealed
from channels.networks import Absent, CommentBatch, NetworkError, Outgoing, Unsure, connector_of
from channels.networks.http import Http
from tests.channels.networks import facebook_server as fb
from tests.channels.networks import x_server as xs
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "facebook": "id from message created_time comments paging next cursors after data attachments subattachments name "
    "picture url is_silhouette followers_count about parent permalink_url attachment",
    "x": "id text author_id conversation_id created_at entities urls url expanded_url media_key note_tweet name "
    "username referenced_tweets type includes users tweets public_metrics followers_count meta next_token data "
    "pinned_tweet_id",
}
NOW = timezone.now().strftime("%Y-%m-%dT%H:%M:%S+0000")
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["1_2", "12", NOW])
)


def like(network):
    """JSON made of the names that this network uses, in any order and depth, with a list of rows on top mostly."""
    names = st.sampled_from(NAMES[network].split())
    inner = st.recursive(
        leaves,
        lambda below: st.lists(below, max_size=3) | st.dictionaries(names, below, max_size=6),
        max_leaves=25,
    )
    rows = st.lists(st.dictionaries(names, inner, max_size=8), max_size=4)
    return st.fixed_dictionaries({"data": rows | inner}, optional={"paging": inner, "meta": inner, "includes": inner})


@pytest.fixture
def facebook():
    return connector_of(_channel("facebook", {"page_id": fb.PAGE, "token": fb.TOKEN}))


@pytest.fixture
def x():
    return connector_of(_channel("x", {"user_id": xs.ME, "token": "t", "refresh_token": ""}))


def _channel(network, credentials):
    return ChannelFactory(network=network, connector=network, credentials=sealed(credentials))


def _look(connector, said):
    """The batch, what the look-up said and the profile, when every call is answered with this."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Http, "json", lambda *_, **__: json.loads(json.dumps(said)))
        batch = connector.comments_since("")
        post = Outgoing(ref="r", text="Our workshops start", first_tried_at=timezone.now() - dt.timedelta(minutes=1))
        found = connector.find(post)
        with contextlib.suppress(NetworkError):
            connector.profile()
    return batch, found


@pytest.mark.parametrize("network", ["facebook", "x"])
@trying(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_answer_breaks_the_reading_or_is_taken_for_our_post(request, network, data):
    connector = request.getfixturevalue(network)
    batch, found = _look(connector, data.draw(like(network)))
    assert isinstance(batch, CommentBatch)
    assert isinstance(found, Absent | Unsure)
    json.dumps([dict(one.raw) for one in batch.comments])
    assert all(one.text and one.remote_id and one.author_handle for one in batch.comments)
