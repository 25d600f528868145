"""What Facebook pushes to us: taken only with its signature, kept once, and nothing of anybody else."""

import hashlib
import hmac
import json
import logging

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from channels import webhooks
from channels.models import Channel, Network, ReceivedEvent
from channels.networks import connector_of
from tests.channels.networks import facebook_server as fb
from tests.channels.networks.server import payload
from tests.factories.channels import ChannelFactory

ADDRESS = "/hooks/facebook/"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.FACEBOOK_APP_SECRET, settings.FACEBOOK_VERIFY_TOKEN = fb.SECRET, fb.VERIFY


@pytest.fixture
def page(db):
    return ChannelFactory(network=Network.FACEBOOK, connector="facebook", account_id=fb.PAGE, handle="northshire")


def signed(body):
    return "sha256=" + hmac.new(fb.SECRET.encode(), body, hashlib.sha256).hexdigest()


def push(client, said, signature=None):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    headers = {"X-Hub-Signature-256": signed(body) if signature is None else signature}
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def body_of(name, **changed):
    body = payload("facebook", name).body
    body["entry"][0]["changes"][0]["value"].update(changed)
    return body


# Set-up


def question(**changed):
    return {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": fb.VERIFY} | changed


def test_facebooks_question_is_answered_with_its_challenge_alone(client, db):
    answer = client.get(ADDRESS, question())
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "changed",
    [
        {"hub.verify_token": "another"},
        {"hub.verify_token": ""},
        {"hub.verify_token": "é\ud83d"},
        {"hub.mode": "unsubscribe"},
        {"hub.challenge": "1" * 201},
    ],
)
def test_anybody_elses_question_is_not(client, db, changed):
    asked = {name: value.encode("utf-8", "surrogatepass") for name, value in question(**changed).items()}
    assert client.get(ADDRESS, asked).status_code == 403


def test_without_a_word_of_ours_nothing_is_answered_and_nothing_taken(client, page, settings):
    settings.FACEBOOK_VERIFY_TOKEN = settings.FACEBOOK_APP_SECRET = ""
    assert client.get(ADDRESS, question(**{"hub.verify_token": ""})).status_code == 403
    body = json.dumps(body_of("webhook_add")).encode()
    empty = "sha256=" + hmac.new(b"", body, hashlib.sha256).hexdigest()
    assert push(client, body, empty).status_code == 403
    assert not ReceivedEvent.objects.exists()


# Events


def test_an_event_is_kept_and_read_as_a_comment(client, page):
    assert push(client, body_of("webhook_add")).status_code == 200
    (kept,) = ReceivedEvent.objects.all()
    assert (kept.channel, kept.key) == (page, "204000000000001_404000000000001:add:1795284000")
    assert kept.payload["message"] == "When do the workshops start?"


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=00", "sha1=abc", "é" * 64, "sha256=" + "0" * 64])
def test_what_is_not_signed_by_facebook_is_refused(client, page, signature):
    assert push(client, body_of("webhook_add"), signature.encode("utf-8").decode("latin-1")).status_code == 403
    assert not ReceivedEvent.objects.exists()


def test_the_signature_is_over_the_bytes_as_they_came(client, page):
    body = json.dumps(body_of("webhook_add", message="Café \U0001f600")).encode()
    assert push(client, body + b" ", signed(body)).status_code == 403
    assert push(client, body, signed(body)).status_code == 200


def test_a_repeat_is_kept_once_and_two_changes_of_one_comment_are_two(client, page):
    for _ in range(3):
        push(client, body_of("webhook_add"))
    push(client, body_of("webhook_edited", message="First change"))
    push(client, body_of("webhook_edited", message="Second change"))
    push(client, body_of("webhook_edited", message="Second change"))
    push(client, body_of("webhook_remove"))
    assert ReceivedEvent.objects.count() == 4


def test_several_events_in_one_body_are_kept_each(client, page):
    body = body_of("webhook_add")
    changes = [
        {"field": "feed", "value": body["entry"][0]["changes"][0]["value"] | {"comment_id": f"1_{number}"}}
        for number in range(50)
    ]
    push(client, {"object": "page", "entry": [{"id": fb.PAGE, "time": 1, "changes": changes}]})
    assert ReceivedEvent.objects.count() == 50


def test_each_service_with_this_page_gets_the_event_and_no_other_does(client, page):
    second = ChannelFactory(network=Network.FACEBOOK, connector="facebook", account_id=fb.PAGE)
    ChannelFactory(network=Network.FACEBOOK, connector="facebook", account_id="104000000000099")
    ChannelFactory(network=Network.FACEBOOK, connector="by_hand", account_id=fb.PAGE)
    push(client, body_of("webhook_add"))
    assert set(ReceivedEvent.objects.values_list("channel", flat=True)) == {page.pk, second.pk}


def test_an_unknown_page_gets_a_calm_answer_and_nothing_is_kept(client, page):
    Channel.objects.update(account_id="")
    assert push(client, body_of("webhook_add")).status_code == 200
    assert not ReceivedEvent.objects.exists()


@pytest.mark.parametrize("changed", [{"item": "reaction"}, {"item": "like"}, {"comment_id": "", "post_id": ""}])
def test_what_nobody_has_to_read_is_not_kept(client, page, changed):
    assert push(client, body_of("webhook_add", **changed)).status_code == 200
    assert not ReceivedEvent.objects.exists()


def test_what_is_too_long_is_refused_unread(client, page):
    body = b" " * (webhooks.MOST_BYTES + 1)
    assert push(client, body).status_code == 413


def test_one_event_that_is_far_too_long_does_not_keep_the_others_out(client, page):
    body = body_of("webhook_add")
    long = {"field": "feed", "value": body["entry"][0]["changes"][0]["value"] | {"message": "x" * 70_000}}
    body["entry"][0]["changes"].insert(0, long)
    push(client, body)
    assert ReceivedEvent.objects.count() == 1


def test_no_words_and_no_names_reach_the_log(client, page, caplog):
    caplog.set_level(logging.DEBUG)
    push(client, body_of("webhook_add"))
    push(client, b"{not json: Parent}")
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("Parent" in line or "workshops" in line for line in logged)


def test_only_get_and_post_are_answered(client, db):
    assert client.put(ADDRESS).status_code == 405


words = st.text(max_size=30) | st.sampled_from(["\x00", "\ud800", "é", "add", "edited", "comment", fb.PAGE, "x" * 300])
leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=12
)
names = ("item", "verb", "comment_id", "post_id", "parent_id", "from", "message", "created_time", "post", "extra")
values = st.fixed_dictionaries({}, optional=dict.fromkeys(names, anything))
bodies = st.fixed_dictionaries(
    {
        "object": st.just("page"),
        "entry": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.just(fb.PAGE) | anything,
                    "changes": st.lists(st.fixed_dictionaries({"field": st.just("feed"), "value": values}), max_size=3),
                },
                optional={"time": anything},
            ),
            max_size=2,
        ),
    }
)


@trying(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=bodies | anything)
@example(said={"object": "page", "entry": [{"id": fb.PAGE, "time": 1e400, "changes": [
    {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": "\ud800", "post_id": "\x00",
                                "created_time": float("nan"), "message": {"a\x00": float("inf")}}}]}]})  # fmt: skip
def test_no_signed_body_breaks_anything(client, page, facebook_quiet, said):
    assert push(client, json.dumps(said).encode()).status_code == 200
    facebook_quiet.comments_since("")
    ReceivedEvent.objects.all().delete()


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"[" * 100_000, b"\xff\xfe", b'{"object": "page", "entry": ' + b"9" * 5000 + b"}", b"null", b"NaN"],
)
def test_no_signed_bytes_break_anything(client, page, body):
    assert push(client, body).status_code == 200


@pytest.fixture
def facebook_quiet(page, monkeypatch):
    """The connector, reading what was pushed alone."""
    from channels.credentials import sealed

    page.credentials = sealed({"page_id": fb.PAGE, "token": fb.TOKEN})
    monkeypatch.setattr("channels.networks.facebook.graph.Graph.get", lambda *_, **__: {"data": []})
    monkeypatch.setattr("channels.networks.facebook.graph.Graph.post", lambda *_, **__: {"success": True})
    return connector_of(page)
