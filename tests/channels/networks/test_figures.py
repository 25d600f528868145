"""What became of our posts, as Mastodon, X and Facebook tell it (Bluesky: test_bluesky.py; the sandbox: its pages)."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from channels.credentials import sealed
from channels.networks import (
    Action,
    NetworkError,
    PostFigures,
    SignedOut,
    TryLater,
    Unclear,
    capabilities_of,
    connector_of,
)
from channels.networks.answers import MOST, count, together
from channels.networks.http import Http
from tests.channels.networks.mastodon_server import ME, TOKEN, MastodonServer
from tests.channels.networks.server import Answer
from tests.channels.networks.x_server import recorded
from tests.factories.channels import ChannelFactory

pytest_plugins = ("tests.channels.networks.loopback",)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mastodon_server(settings):
    settings.NETWORKS_ON_LOOPBACK = True
    settings.SENDING_CALL_LIMIT_S = 2
    with MastodonServer().running() as running:
        yield running


@pytest.fixture
def mastodon_channel(mastodon_server):
    return ChannelFactory(
        network="mastodon",
        connector="mastodon",
        server=mastodon_server.url,
        account_id=ME,
        credentials=sealed({"access_token": TOKEN}),
    )


@pytest.fixture
def mastodon(mastodon_channel):
    return connector_of(mastodon_channel)


@pytest.fixture
def x(x_channel):
    return connector_of(x_channel)


@pytest.fixture
def facebook(facebook_channel):
    return connector_of(facebook_channel)


# Mastodon


def counts(likes: int, boosts: int, **more) -> dict:
    return {"favourites_count": likes, "reblogs_count": boosts, **more}


@pytest.mark.parametrize("tells_many", [True, False])
def test_mastodon_tells_likes_boosts_quotes_and_answers_but_no_views(mastodon, mastodon_server, tells_many):
    mastodon_server.tells_many = tells_many
    first = mastodon_server.add("One", **counts(5, 2, quotes_count=1))
    second = mastodon_server.add("Two", **counts(0, 0))
    mastodon_server.comment("When?", to=first["id"])
    told = mastodon.figures([first["id"], second["id"]])
    assert told == (
        PostFigures(remote_id=first["id"], engagements=9, reshares=3, likes=5, replies=1),
        PostFigures(remote_id=second["id"], engagements=0, reshares=0, likes=0, replies=0),
    )
    assert len(mastodon_server.paths("GET")) == (1 if tells_many else 3)


def test_a_post_that_is_gone_from_mastodon_is_said_to_be_gone(mastodon, mastodon_server):
    kept = mastodon_server.add("One", **counts(5, 2))
    told = mastodon.figures([kept["id"], "99"])
    assert [(one.remote_id, one.is_gone) for one in told] == [(kept["id"], False), ("99", True)]


def test_an_address_that_a_person_gave_is_the_same_post(mastodon, mastodon_server):
    made = mastodon_server.add("One", **counts(5, 2))
    address = f"{mastodon_server.url}/@northshire/{made['id']}"
    assert [one.remote_id for one in mastodon.figures([address, "https://elsewhere.example/@a/1"])] == [address]


def test_an_older_server_that_breaks_off_has_told_what_it_told(mastodon, mastodon_server):
    mastodon_server.tells_many = False
    made = [mastodon_server.add(f"{number}", **counts(number, 0)) for number in range(3)]
    route = mastodon_server._one
    mastodon_server._one = lambda method, number, *rest, **more: (
        (429, {"error": "Too many requests"}) if number == made[2]["id"] else route(method, number, *rest, **more)
    )
    told = mastodon.figures([one["id"] for one in made])
    assert [one.likes for one in told] == [0, 1]


# X


def metrics(**numbers) -> dict:
    return {"retweet_count": 2, "reply_count": 1, "like_count": 7, "quote_count": 3, "bookmark_count": 4} | numbers


def test_x_tells_views_and_what_everybody_sees(x, x_server):
    made = x_server.add("Workshops")
    made["public_metrics"] = metrics(impression_count=900)
    [told] = x.figures([made["id"]])
    expected = PostFigures(remote_id=made["id"], impressions=900, engagements=17, reshares=5, likes=7, replies=1)
    assert told == expected
    assert "public_metrics" in x_server.asked[-1].query["tweet.fields"]


def test_x_is_asked_for_many_posts_in_one_call(x, x_server):
    made = [x_server.add(f"Workshop {number}") for number in range(30)]
    for row in made:
        row["public_metrics"] = metrics()
    assert len(x.figures([row["id"] for row in made])) == 30
    assert len(x_server.paths("GET")) == 1


def test_a_plan_that_leaves_out_views_leaves_them_unknown(x, x_server):
    made = x_server.add("Workshops")
    made["public_metrics"] = metrics()
    assert x.figures([made["id"]])[0].impressions is None


def test_on_x_only_what_is_not_found_is_gone(x, x_server):
    kept, hidden = x_server.add("One"), x_server.add("Two")
    x_server.locked.add(hidden["id"])
    told = x.figures([kept["id"], hidden["id"], "1999999999999999999", "no number"])
    assert [(one.remote_id, one.is_gone) for one in told] == [(kept["id"], False), ("1999999999999999999", True)]
    assert (told[0].likes, told[0].engagements) == (None, None)


def test_a_post_that_was_edited_on_x_or_put_out_by_a_person_is_told_by_the_id_that_we_know(x, x_server):
    made = x_server.add("One")
    made["edit_history_tweet_ids"] = [made["id"], "1999999999999999998"]
    made["public_metrics"] = metrics()
    address = f"https://x.com/northshire_sen/status/{made['id']}"
    assert [one.remote_id for one in x.figures([address])] == [address]


def test_x_is_read_less_often_as_plans_count_each_post(x_channel, mastodon_channel):
    assert capabilities_of(x_channel).figures_every > capabilities_of(mastodon_channel).figures_every


def test_the_limit_of_x_is_told_with_its_wait(x, x_server):
    x_server.answers["GET /2/tweets"] = recorded("error_429")
    made = x_server.add("One")
    with pytest.raises(TryLater):
        x.figures([made["id"]])


# Facebook


def test_facebook_tells_reactions_shares_comments_views_and_clicks(facebook, facebook_server):
    said = {"reactions": 6, "comments": 2, "shares": 3, "post_media_view": 400, "post_clicks": 9}
    first, second = facebook_server.add_post("One", figures=said), facebook_server.add_post("Two")
    told = facebook.figures([first["id"], second["id"]])
    assert told == (
        PostFigures(remote_id=first["id"], impressions=400, engagements=20, reshares=3, likes=6, replies=2),
        PostFigures(remote_id=second["id"], engagements=0, reshares=0, likes=0, replies=0),
    )
    assert len(facebook_server.paths("GET")) == 1


def test_without_the_right_to_insights_the_rest_is_told(facebook, facebook_server):
    facebook_server.may_read_insights = False
    made = facebook_server.add_post("One", figures={"reactions": 6, "post_media_view": 400})
    [told] = facebook.figures([made["id"]])
    assert (told.impressions, told.likes) == (None, 6)


def test_a_figure_that_facebook_gave_up_does_not_take_the_others_with_it(facebook, facebook_server):
    facebook_server.metrics = {"post_media_view"}
    made = facebook_server.add_post("One", figures={"reactions": 6, "post_media_view": 400, "post_clicks": 5})
    [told] = facebook.figures([made["id"]])
    assert (told.impressions, told.engagements) == (400, 6)


def test_one_post_that_is_gone_does_not_take_the_others_with_it(facebook, facebook_server):
    facebook_server.metrics = {"post_media_view"}
    rows = [facebook_server.add_post(f"{n}", figures={"reactions": n, "post_media_view": 10 * n}) for n in range(3)]
    del facebook_server.posts[rows[1]["id"]]
    told = facebook.figures([row["id"] for row in rows])
    assert [(one.likes, one.impressions, one.is_gone) for one in told] == [
        (0, 0, False),
        (None, None, True),
        (2, 20, False),
    ]


def test_facebook_is_not_asked_for_what_has_no_number(facebook, facebook_server):
    assert facebook.figures(["https://www.facebook.com/northshire/posts/pfbid0abc", ""]) == ()
    assert facebook_server.asked == []


# All of them


@pytest.mark.parametrize("network", ["mastodon", "x", "facebook"])
def test_each_connected_network_says_what_it_tells(request, network):
    able = capabilities_of(request.getfixturevalue(f"{network}_channel"))
    assert able.can(Action.READ_FIGURES)
    assert able.figures.endswith(".")
    assert able.figures_at_once >= 20


@pytest.mark.parametrize("network", ["mastodon", "x", "facebook"])
def test_no_post_is_no_question(request, network):
    connector, server = request.getfixturevalue(network), request.getfixturevalue(f"{network}_server")
    assert connector.figures([]) == ()
    assert server.asked == []


@pytest.mark.parametrize("network", ["mastodon", "x", "facebook"])
def test_a_token_that_ended_signs_out(request, network):
    connector, server = request.getfixturevalue(network), request.getfixturevalue(f"{network}_server")
    server.expire_token()
    with pytest.raises(SignedOut):
        connector.figures(["104000000000001_1" if network == "facebook" else "110"])


@pytest.mark.parametrize("network", ["mastodon", "x", "facebook"])
@pytest.mark.parametrize("answer", [Answer(500, b"<html>"), Answer(200, b"<html>"), Answer(200, [1, "two"])])
def test_an_answer_that_is_none_is_unclear(request, network, answer):
    connector, server = request.getfixturevalue(network), request.getfixturevalue(f"{network}_server")
    server.answer = lambda asked: answer
    with pytest.raises(Unclear):
        connector.figures(["104000000000001_1" if network == "facebook" else "110"])


def test_a_network_that_is_off_is_asked_later(x_channel, settings):
    settings.X_API = "http://127.0.0.1:9"
    with pytest.raises(TryLater):
        connector_of(x_channel).figures(["110"])


def test_a_channel_that_is_served_by_hand_tells_nothing():
    assert connector_of(ChannelFactory(by_hand=True)).figures(["110"]) == ()


@pytest.mark.parametrize("value", [-1, MOST + 1, True, False, 1.0, "12", None, [], {}, float("inf")])
def test_what_is_no_count_is_not_known(value):
    assert count(value) is None


def test_a_sum_is_of_what_is_known():
    assert (together(None, None), together(0, None), together(2, 3)) == (None, 0, 5)
    assert together(MOST, MOST) == MOST


NAMES = [
    *("id", "data", "errors", "type", "resource_id", "public_metrics", "like_count", "retweet_count"),
    *("impression_count", "reactions", "comments", "shares", "summary", "total_count", "count", "insights"),
    *("values", "value", "name", "favourites_count", "reblogs_count", "edit_history_tweet_ids", "1_2", "12"),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["1_2", "12"])
anything = st.recursive(
    leaves,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(NAMES), below, max_size=6),
    max_leaves=25,
)


@pytest.mark.parametrize("network", ["mastodon", "x", "facebook"])
@trying(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_answer_breaks_the_reading_or_gives_a_figure_that_is_none(request, network, data):
    connector = request.getfixturevalue(network)
    said = data.draw(st.dictionaries(st.sampled_from(NAMES), anything, max_size=6))
    told: tuple[PostFigures, ...] = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Http, "json", lambda *_, **__: json.loads(json.dumps(said)))
        with contextlib.suppress(NetworkError):
            told = connector.figures(["1_2" if network == "facebook" else "12"])
    numbers = [value for one in told for value in (one.impressions, one.engagements, one.reshares, one.likes)]
    assert all(value is None or (type(value) is int and 0 <= value <= MOST) for value in numbers)
    assert {one.remote_id for one in told} <= {"1_2", "12"}
