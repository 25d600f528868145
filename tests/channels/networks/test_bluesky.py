"""The Bluesky connector on a real Bluesky network, by itself and under posts.sending."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import io
import json
import threading
from collections import Counter
from dataclasses import replace

import httpx
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from channels.credentials import opened, sealed
from channels.networks import (
    Absent,
    Action,
    Card,
    Found,
    Outgoing,
    Picture,
    Refused,
    Reply,
    SignedOut,
    TryLater,
    Unclear,
)
from channels.networks.bluesky import Bluesky, records
from posts.models import Delivery, DeliveryState, PostState
from posts.publishing import sending
from tests.channels.networks.between import Between
from tests.channels.networks.people import Person, new_person, soon
from tests.channels.networks.server import FAULTS, UNCLEAR
from tests.factories.channels import ChannelFactory
from tests.factories.posts import MediaFactory, PostFactory, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.bluesky]

LINK = "https://northshire.example/workshops"
HIDDEN = "app.bsky.feed.threadgate"


@pytest.fixture(scope="module")
def brand(bluesky_network) -> Person:
    return new_person(bluesky_network.url, "brand")


@pytest.fixture(scope="module")
def fan(bluesky_network) -> Person:
    return new_person(bluesky_network.url, "fan")


@pytest.fixture(scope="module")
def signed_in(brand):
    """The brand's account, connected once: sign-ins are counted by the network."""
    typed = {"handle": f"@{brand.handle} ", "app_password": brand.app_password(), "server": brand.url}
    with pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "NETWORKS_ON_LOOPBACK", True)
        return Bluesky.sign_in.take(typed)


@pytest.fixture(autouse=True)
def on_loopback(settings):
    settings.NETWORKS_ON_LOOPBACK = True


@pytest.fixture
def channel(signed_in, service):
    return ChannelFactory(
        service=service,
        network="bluesky",
        connector="bluesky",
        handle=signed_in.account.handle,
        server=signed_in.server,
        account_id=signed_in.account.remote_id,
        credentials=sealed(signed_in.credentials),
    )


@pytest.fixture
def bluesky(channel):
    return Bluesky(channel)


@pytest.fixture
def picture():
    name = default_storage.save("media/poster.jpg", ContentFile(picture_bytes()))
    return Picture(file=name, alt="A poster about a workshop", width=64, height=48)


def outgoing(text="Free workshop on annual reviews.", ref="ref-1", **fields) -> Outgoing:
    return Outgoing(ref=ref, text=text, first_tried_at=timezone.now(), **fields)


def published(bluesky: Bluesky, post: Outgoing):
    ready = replace(post, prepared=bluesky.prepare(post))
    return ready, bluesky.publish(ready)


def record_of(brand: Person, uri: str) -> dict:
    return next(one["value"] for one in brand.posts() if one["uri"] == uri)


def value_at(record: dict, facet: dict) -> str:
    index = facet["index"]
    return record["text"].encode()[index["byteStart"] : index["byteEnd"]].decode()


# Posts


def test_a_post_goes_out_with_links_hashtags_and_people_at_their_bytes(bluesky, brand, fan):
    text = f"Café 🎉 with @{fan.handle} and @nobody.bsky.social: {LINK} #SENDTips"
    _, made = published(bluesky, outgoing(text))
    record = record_of(brand, made.remote_id)
    facets = {value_at(record, one): one["features"][0] for one in record["facets"]}
    assert record["text"] == text
    assert facets[f"@{fan.handle}"]["did"] == fan.did
    assert facets[LINK]["uri"] == LINK
    assert facets["#SENDTips"]["tag"] == "SENDTips"
    assert "@nobody.bsky.social" not in facets
    key = made.remote_id.rpartition("/")[2]
    assert made.remote_url == f"https://bsky.app/profile/{brand.did}/post/{key}"


def test_pictures_go_out_with_alt_text_and_shape_and_the_link_in_the_text(bluesky, brand, picture):
    post = outgoing(link=LINK, card=Card(title="Workshops"), pictures=(picture, replace(picture, alt="")))
    _, made = published(bluesky, post)
    record = record_of(brand, made.remote_id)
    images = record["embed"]["images"]
    assert [one["alt"] for one in images] == ["A poster about a workshop", ""]
    assert images[0]["aspectRatio"] == {"width": 64, "height": 48}
    assert record["text"].endswith(LINK)


def test_a_large_picture_is_made_small_enough(bluesky, brand, picture):
    noise = Image.effect_noise((1690, 1300), 90).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "PNG")
    name = default_storage.save("media/noise.png", ContentFile(file.getvalue()))
    _, made = published(bluesky, outgoing(pictures=(replace(picture, file=name),)))
    image = record_of(brand, made.remote_id)["embed"]["images"][0]
    assert 100_000 < image["image"]["size"] <= 1_000_000
    assert image["aspectRatio"]["width"] / image["aspectRatio"]["height"] == pytest.approx(1.3, abs=0.01)


def test_a_link_with_words_is_a_card_and_stands_no_second_time_in_the_text(bluesky, brand):
    post = outgoing(link=LINK, card=Card(title="Workshops", description="Dates and places"))
    _, made = published(bluesky, post)
    record = record_of(brand, made.remote_id)
    card = record["embed"]["external"]
    assert (card["uri"], card["title"], card["description"]) == (LINK, "Workshops", "Dates and places")
    assert record["text"] == post.text


def test_a_link_without_words_stands_in_the_text(bluesky, brand):
    _, made = published(bluesky, outgoing(link=LINK))
    record = record_of(brand, made.remote_id)
    assert record["text"].endswith(LINK)
    assert value_at(record, record["facets"][0]) == LINK


def test_the_same_call_again_or_many_at_once_leave_one_post(bluesky, channel, brand):
    before = len(brand.posts())
    ready, made = published(bluesky, outgoing("Once only"))
    again = [Bluesky(channel) for _ in range(4)]
    for one in again:
        assert one.pds.did == brand.did  # read from the row before the threads begin
    threads = [threading.Thread(target=one.publish, args=(ready,)) for one in again]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bluesky.publish(ready) == made
    assert len(brand.posts()) == before + 1


def test_a_thread_hangs_together(bluesky, brand):
    _, first = published(bluesky, outgoing("One", ref="a"))
    _, second = published(bluesky, outgoing("Two", ref="b", answers=first.remote_id, thread=first.remote_id))
    _, third = published(bluesky, outgoing("Three", ref="c", answers=second.remote_id, thread=first.remote_id))
    reply = record_of(brand, third.remote_id)["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (first.remote_id, second.remote_id)
    posts = {one["uri"]: one["cid"] for one in brand.posts()}
    assert reply["parent"]["cid"] == posts[second.remote_id]


def test_a_thread_whose_beginning_was_deleted_is_refused(bluesky):
    _, first = published(bluesky, outgoing("One", ref="d"))
    bluesky.remove(first.remote_id)
    with pytest.raises(Refused, match="no longer on Bluesky"):
        bluesky.prepare(outgoing("Two", ref="e", answers=first.remote_id, thread=first.remote_id))


def test_a_text_of_more_than_300_characters_is_refused_in_plain_words(bluesky):
    with pytest.raises(Refused, match="300 characters are the most"):
        published(bluesky, outgoing("a" * 301))


def test_300_characters_that_take_many_bytes_go_out(bluesky, brand):
    text = "é" * 280 + "👩‍👩‍👧‍👦" * 20
    _, made = published(bluesky, outgoing(text))
    assert record_of(brand, made.remote_id)["text"] == text


def test_what_bluesky_does_not_offer_is_not_promised(bluesky):
    capabilities = bluesky.capabilities
    assert not capabilities.is_possible(Action.CORRECT)
    assert not capabilities.is_possible(Action.REMOVE_COMMENT)
    assert capabilities.how_by_hand(Action.REPLY_PRIVATELY)
    with pytest.raises(Refused, match="no content warnings"):
        bluesky.prepare(outgoing(warning="Mental health"))


def test_a_post_is_found_by_its_key_until_it_is_gone(bluesky):
    ready, made = published(bluesky, outgoing("Look for me"))
    assert bluesky.find(ready) == Found(remote_id=made.remote_id, remote_url=made.remote_url)
    for _ in range(2):
        bluesky.remove(made.remote_id)
    assert bluesky.find(ready) == Absent()


def test_what_was_never_prepared_was_never_sent(bluesky):
    assert bluesky.find(outgoing()) == Absent()


def test_what_is_not_ours_is_not_removed(bluesky, fan):
    theirs = fan.write("Hello")
    for remote_id in (theirs["uri"], "seen:1", "https://bsky.app/profile/x/post/3k", ""):
        with pytest.raises(Refused, match="no post of this account"):
            bluesky.remove(remote_id)
    assert fan.posts()


def test_a_post_whose_address_a_person_gave_is_removed(bluesky, brand):
    _, made = published(bluesky, outgoing("Put out by hand"))
    bluesky.remove(made.remote_url)
    assert made.remote_id not in [one["uri"] for one in brand.posts()]


def test_what_was_prepared_for_another_account_does_not_go_out(bluesky):
    ready = replace(outgoing(), prepared={"repo": "did:plc:another", "rkey": "3k", "record": {}})
    with pytest.raises(Refused, match="another account"):
        bluesky.publish(ready)


# The session


def session_with(channel, **changes) -> None:
    """The channel's kept session, changed."""
    from atproto_client.client.session import Session

    session = replace(Session.decode(opened(channel)["session"]), **changes)
    channel.credentials = sealed({"session": session.encode()})
    channel.save(update_fields=["credentials"])


def ended_token() -> str:
    """A token whose time is over, as its bearer can read it."""
    parts = ({"alg": "none"}, {"exp": 1_700_000_000, "scope": "com.atproto.appPass"})
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + ".x"


@pytest.fixture
def own_channel(bluesky_network, service):
    """A channel of an account that no other test signs in to."""
    person = new_person(bluesky_network.url, "other")
    made = Bluesky.sign_in.take({"handle": person.handle, "app_password": person.app_password(), "server": person.url})
    return ChannelFactory(
        service=service,
        network="bluesky",
        connector="bluesky",
        handle=person.handle,
        server=made.server,
        credentials=sealed(made.credentials),
    )


@pytest.mark.parametrize("token", ["broken", ended_token()])
def test_a_session_that_ended_is_renewed_and_kept(token, own_channel):
    session_with(own_channel, access_jwt=token)
    before = own_channel.credentials
    assert Bluesky(own_channel).verify().handle == own_channel.handle
    own_channel.refresh_from_db()
    assert own_channel.credentials != before
    assert own_channel.token_ends_at > timezone.now() + dt.timedelta(days=80)
    assert token not in opened(own_channel)["session"]


def test_a_session_that_another_worker_renewed_is_taken(own_channel):
    good = own_channel.credentials
    session_with(own_channel, access_jwt="broken", refresh_jwt="broken")
    connector = Bluesky(own_channel)
    assert connector.pds.did
    type(own_channel).objects.filter(pk=own_channel.pk).update(credentials=good)
    assert connector.verify().handle == own_channel.handle


def test_a_session_that_cannot_be_renewed_asks_for_a_new_sign_in(own_channel):
    session_with(own_channel, access_jwt="broken", refresh_jwt="broken")
    with pytest.raises(SignedOut, match="Connect the channel again"):
        Bluesky(own_channel).verify()


def test_a_sign_in_names_the_account_and_when_it_ends(signed_in, brand):
    assert (signed_in.account.remote_id, signed_in.account.handle) == (brand.did, brand.handle)
    assert signed_in.account.token_ends_at > timezone.now() + dt.timedelta(days=80)
    assert signed_in.server == brand.url
    assert set(signed_in.credentials) == {"session"}


def test_a_wrong_password_is_told_in_plain_words_and_too_many_wait(bluesky_network):
    typed = {"handle": f"nobody{timezone.now():%f}.test", "app_password": "wrong", "server": bluesky_network.url}
    with pytest.raises(Refused, match="make a new app password"):
        Bluesky.sign_in.take(typed)
    with pytest.raises(TryLater) as told:
        for _ in range(40):
            with contextlib.suppress(Refused):
                Bluesky.sign_in.take(typed)
    assert 0 < told.value.after_s <= 300


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Give the account’s handle"),
        ({"handle": "a.example"}, "Give an app password"),
        ({"handle": "a.example", "app_password": "x", "server": "ftp://a.example"}, "https"),
        ({"handle": "a.example", "app_password": "x", "server": "https://10.0.0.1"}, "not a server on the internet"),
        ({"handle": "a.example", "app_password": "x", "server": "http://127.0.0.1:9"}, "could not be reached"),
    ],
)
def test_what_cannot_be_a_sign_in_is_refused_before_the_password_leaves(typed, words):
    with pytest.raises((Refused, TryLater), match=words):
        Bluesky.sign_in.take(typed)


# Under posts.sending


@pytest.fixture
def clock():
    """An hour ahead: the network's own clock is the machine's."""
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1), tick=True) as traveller:
        yield traveller


@pytest.fixture
def tick(clock, django_capture_on_commit_callbacks):
    """tick(seconds): that much later, what beat and the workers do."""

    def pass_time(seconds: float = 0) -> None:
        clock.shift(seconds)
        with contextlib.suppress(Killed), django_capture_on_commit_callbacks(execute=True):
            sending.send_due(timezone.now())

    return pass_time


class Killed(BaseException):
    """The worker is gone."""


class KilledBluesky(Bluesky):
    """Its worker is killed after the network took the first post, before that is on record."""

    left = 1

    def publish(self, post):
        made = super().publish(post)
        if KilledBluesky.left:
            KilledBluesky.left -= 1
            raise Killed
        return made


@pytest.fixture
def due(channel, clock):
    def make(text: str) -> Delivery:
        post = PostFactory(
            service=channel.service,
            text=text,
            channels=[channel],
            pictures=[(MediaFactory(service=channel.service), "A poster")],
            scheduled=True,
            publish_at=timezone.now(),
        )
        sending.make_deliveries(post)
        return post.deliveries.get()

    return make


def on_the_network(brand: Person, text: str) -> list[str]:
    return [one["uri"] for one in brand.posts() if one["value"]["text"] == text]


def test_a_worker_killed_after_the_network_took_it_leaves_one_post(due, tick, brand, settings):
    settings.NETWORKS = {**settings.NETWORKS, "bluesky": f"{__name__}.KilledBluesky"}
    KilledBluesky.left = 1
    text = f"Killed at {timezone.now():%H:%M:%S.%f}"
    delivery = due(text)
    tick()
    delivery.refresh_from_db()
    assert (delivery.state, len(on_the_network(brand, text))) == (DeliveryState.SENDING, 1)
    assert delivery.prepared["rkey"] in on_the_network(brand, text)[0]
    for seconds in (settings.SENDING_LEASE_S + 1, 30, 100):
        tick(seconds)
    delivery.refresh_from_db()
    delivery.post.refresh_from_db()
    assert (delivery.state, delivery.post.state) == (DeliveryState.SENT, PostState.PUBLISHED)
    assert on_the_network(brand, text) == [delivery.remote_id]


@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_every_fault_ends_with_one_post_or_none_and_says_which(fault, channel, due, tick, brand, settings):
    settings.SENDING_CALL_LIMIT_S = 2
    text = f"Fault {fault} at {timezone.now():%H:%M:%S.%f}"
    with Between(brand.url).running() as server:
        session_with(channel, pds_endpoint=server.url)
        if fault:
            server.set_fault(fault)
        delivery = due(text)
        for seconds in (0, 30, 100, 100, 400):
            tick(seconds)
    delivery.refresh_from_db()
    is_refused = fault == "refused"
    assert delivery.state == (DeliveryState.FAILED if is_refused else DeliveryState.SENT), delivery.error
    assert on_the_network(brand, text) == ([] if is_refused else [delivery.remote_id])


def test_a_sign_in_that_was_withdrawn_fails_with_nothing_out(channel, due, tick, brand):
    text = f"Withdrawn at {timezone.now():%H:%M:%S.%f}"
    with Between(brand.url).running() as server:
        session_with(channel, pds_endpoint=server.url)
        server.set_fault("token expired", times=2)
        delivery = due(text)
        tick()
    delivery.refresh_from_db()
    assert (delivery.state, on_the_network(brand, text)) == (DeliveryState.FAILED, [])
    assert delivery.error == "Bluesky has ended the sign-in. Connect the channel again."


@pytest.mark.parametrize("fault", UNCLEAR)
def test_an_answer_that_says_nothing_is_unclear(fault, channel, brand, settings):
    settings.SENDING_CALL_LIMIT_S = 2
    with Between(brand.url).running() as server:
        session_with(channel, pds_endpoint=server.url)
        connector = Bluesky(channel)
        post = outgoing(f"Unclear {fault}", ref=fault)
        ready = replace(post, prepared=connector.prepare(post))
        server.set_fault(fault)
        with pytest.raises(Unclear):
            connector.publish(ready)
    session_with(channel, pds_endpoint=brand.url)
    assert isinstance(Bluesky(channel).find(ready), Found if fault.endswith("after") else Absent)


# Comments


def seen(reader: Person, uri: str) -> dict:
    """Our post, once readers see it: of an answer that arrives before it, the readers' server tells nobody."""
    (found,) = soon(lambda: reader.ask("app.bsky.feed.getPosts", uris=uri)["posts"])
    return found


def comments(bluesky: Bluesky, text: str, cursor: str = ""):
    return [one for one in bluesky.comments_since(cursor).comments if one.text == text]


def test_an_answer_comes_in_as_a_comment_with_what_it_answers(bluesky, fan):
    _, made = published(bluesky, outgoing("Ask us"))
    root = seen(fan, made.remote_id)
    said = fan.answer("Is it free?", root=root)
    (comment,) = soon(lambda: comments(bluesky, "Is it free?"))
    assert (comment.remote_id, comment.answers) == (said["uri"], made.remote_id)
    assert (comment.author_handle, comment.is_private) == (fan.handle, False)
    assert comment.author_signals["recent_comments_24h"] >= 1
    assert comment.author_signals["followers"] == 0
    deeper = fan.answer("Anybody?", root=root, parent=said)
    (second,) = soon(lambda: comments(bluesky, "Anybody?"))
    assert (second.remote_id, second.answers) == (deeper["uri"], made.remote_id)
    assert (comment.answers_comment, second.answers_comment) == (made.remote_id, said["uri"])
    assert comment.author_id == fan.did


def test_reading_goes_on_from_where_it_was_and_skips_our_own(bluesky, fan):
    _, made = published(bluesky, outgoing("Read on"))
    root = seen(fan, made.remote_id)
    fan.answer("First of two", root=root)
    assert soon(lambda: comments(bluesky, "First of two"))
    cursor = bluesky.comments_since("").cursor
    assert len(cursor) <= 200
    fan.answer("Second of two", root=root)
    assert soon(lambda: comments(bluesky, "Second of two", cursor))
    counted = Counter(one.remote_id for one in bluesky.comments_since(cursor).comments)
    assert set(counted.values()) == {1}


def test_a_post_that_only_names_us_comes_in_and_answers_nothing(bluesky, brand, fan):
    text = f"@{brand.handle} do help"
    facet = {
        "index": {"byteStart": 0, "byteEnd": len(brand.handle) + 1},
        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": brand.did}],
    }
    said = fan.write(text, facets=[facet])
    (comment,) = soon(lambda: comments(bluesky, text))
    assert (comment.remote_id, comment.answers) == (said["uri"], "")
    with pytest.raises(Refused, match="does not stand below a post of ours"):
        bluesky.hide(comment.remote_id)


def hidden_below(brand: Person, uri: str) -> list[str]:
    params = {"repo": brand.did, "collection": HIDDEN, "rkey": uri.rpartition("/")[2]}
    return brand.ask("com.atproto.repo.getRecord", **params)["value"]["hiddenReplies"]


def test_an_answer_is_hidden_beside_others_and_shown_again(bluesky, brand, fan):
    _, made = published(bluesky, outgoing("Hide and show"))
    root = seen(fan, made.remote_id)
    first, second = (fan.answer(text, root=root)["uri"] for text in ("Rude", "Ruder"))
    assert soon(lambda: comments(bluesky, "Ruder"))
    brand.do(
        "com.atproto.repo.putRecord",
        repo=brand.did,
        collection=HIDDEN,
        rkey=_key(made),
        record={
            "$type": HIDDEN,
            "post": made.remote_id,
            "allow": [{"$type": "app.bsky.feed.threadgate#mentionRule"}],
            "createdAt": "2026-01-01T00:00:00.000Z",
            "hiddenReplies": [first],
        },
    )
    for _ in range(2):
        bluesky.hide(second)
    assert hidden_below(brand, made.remote_id) == [first, second]
    for _ in range(2):
        bluesky.unhide(first)
    assert hidden_below(brand, made.remote_id) == [second]
    kept = bluesky.pds.record(HIDDEN, _key(made))["value"]
    assert kept["allow"] == [{"$type": "app.bsky.feed.threadgate#mentionRule"}]


def test_an_answer_that_its_writer_took_away_is_told_and_one_that_we_hid_is_not(bluesky, fan):
    _, made = published(bluesky, outgoing("Gone soon"))
    root = seen(fan, made.remote_id)
    said, stays = fan.answer("Never mind", root=root), fan.answer("I stay", root=root)
    assert soon(lambda: comments(bluesky, "I stay"))
    assert soon(lambda: comments(bluesky, "Never mind"))
    fan.delete(said["uri"])
    assert soon(lambda: not comments(bluesky, "Never mind"))
    bluesky.hide(stays["uri"])
    asked = [said["uri"], stays["uri"], "at://did:plc:x/app.bsky.feed.like/3k", "no address"]
    told = {one.remote_id: (one.is_gone, one.text) for one in bluesky.look_up_comments(asked)}
    assert told == {said["uri"]: (True, ""), stays["uri"]: (False, "I stay")}
    bluesky.hide(said["uri"])
    with pytest.raises(Refused, match="no longer on Bluesky"):
        bluesky.reply_publicly(said["uri"], "Hello", ref="step-gone")


def test_we_answer_once_however_often_we_are_told_to(bluesky, brand, fan):
    _, made = published(bluesky, outgoing("Answer me"))
    root = seen(fan, made.remote_id)
    said = fan.answer("When is it?", root=root)
    assert soon(lambda: comments(bluesky, "When is it?"))
    wanted = Reply(ref="step-1", remote_id=said["uri"], text=f"On Monday, see {LINK}")
    assert bluesky.find_reply(wanted) == Absent()
    answered = [bluesky.reply_publicly(said["uri"], f"On Monday, see {LINK}", ref="step-1") for _ in range(2)]
    assert answered[0] == answered[1]
    assert bluesky.find_reply(wanted).remote_id == answered[0].remote_id
    reply = record_of(brand, answered[0].remote_id)["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (made.remote_id, said["uri"])


def test_a_changed_record_is_seen_by_looking_it_up(bluesky, fan):
    said = fan.write("Before")
    seen(fan, said["uri"])
    key = said["uri"].rpartition("/")[2]
    record = {"$type": "app.bsky.feed.post", "text": "After", "createdAt": "2026-01-01T00:00:00.000Z"}
    fan.do("com.atproto.repo.putRecord", repo=fan.did, collection="app.bsky.feed.post", rkey=key, record=record)
    assert soon(lambda: [one.text for one in bluesky.look_up_comments([said["uri"]])] == ["After"])


def test_words_and_hashtags_are_searched_for_and_our_own_posts_left_out(bluesky, fan):
    tag = f"#send{timezone.now():%H%M%S%f}"
    _, made = published(bluesky, outgoing(f"Ours about {tag}"))
    said = fan.write(f"Theirs about {tag}")
    seen(fan, made.remote_id)
    (found,) = soon(lambda: bluesky.search(tag, "").comments)
    assert (found.remote_id, found.author_handle, found.answers) == (said["uri"], fan.handle, "")
    cursor = bluesky.search(tag, "").cursor
    later = fan.write(f"More about {tag}")
    assert soon(lambda: later["uri"] in [one.remote_id for one in bluesky.search(tag, cursor).comments])


def test_a_person_is_blocked_by_did_or_handle_and_let_in_again(bluesky, bluesky_network, brand):
    rude = new_person(bluesky_network.url, "rude")
    for author in (rude.did, f"@{rude.handle}"):
        bluesky.block(author)
    assert [one["subject"] for one in blocks_of(brand)] == [rude.did]
    assert soon(lambda: is_blocked(brand, rude))
    for _ in range(2):
        bluesky.unblock(rude.did)
    assert blocks_of(brand) == []


def test_a_block_that_a_person_made_on_bluesky_is_ended_too(bluesky, bluesky_network, brand):
    rude = new_person(bluesky_network.url, "ruder")
    made_at = "2026-01-01T00:00:00.000Z"
    record = {"$type": "app.bsky.graph.block", "subject": rude.did, "createdAt": made_at}
    brand.do("com.atproto.repo.createRecord", repo=brand.did, collection="app.bsky.graph.block", record=record)
    assert soon(lambda: is_blocked(brand, rude))
    bluesky.unblock(rude.handle)
    assert blocks_of(brand) == []


@pytest.mark.parametrize("author", ["nobody.bsky.invalid", "did:nonsense", "", "visitor-1"])
def test_what_is_no_account_is_not_blocked(author, bluesky, brand):
    with pytest.raises(Refused):
        bluesky.block(author)
    with pytest.raises(Refused, match="own account"):
        bluesky.block(brand.did)
    assert blocks_of(brand) == []


def is_blocked(brand: Person, person: Person) -> bool:
    """As readers' servers see it."""
    profiles = brand.ask("app.bsky.actor.getProfiles", actors=person.did)["profiles"]
    return any("blocking" in one["viewer"] for one in profiles)


def blocks_of(brand: Person) -> list[dict]:
    params = {"repo": brand.did, "collection": "app.bsky.graph.block", "limit": 100}
    return [one["value"] for one in brand.ask("com.atproto.repo.listRecords", **params)["records"]]


# The account


def test_the_profile_is_read_with_the_hash_of_its_picture(bluesky, brand):
    picture = picture_bytes()
    headers = {"Authorization": f"Bearer {brand.token}", "Content-Type": "image/jpeg"}
    uploaded = httpx.post(f"{brand.url}/xrpc/com.atproto.repo.uploadBlob", content=picture, headers=headers, timeout=30)
    _, pinned = published(bluesky, outgoing("We answer within two working days."))
    cid = bluesky.pds.record("app.bsky.feed.post", _key(pinned))["cid"]
    brand.do(
        "com.atproto.repo.putRecord",
        repo=brand.did,
        collection="app.bsky.actor.profile",
        rkey="self",
        record={
            "$type": "app.bsky.actor.profile",
            "displayName": "Northshire SENDIASS",
            "description": "Information, advice and support.",
            "avatar": uploaded.json()["blob"],
            "pinnedPost": {"uri": pinned.remote_id, "cid": cid},
        },
    )
    profile = bluesky.profile()
    assert (profile.name, profile.description) == ("Northshire SENDIASS", "Information, advice and support.")
    assert profile.picture_sha256 == hashlib.sha256(picture).hexdigest()
    assert profile.pinned == "We answer within two working days."
    assert soon(lambda: bluesky.profile().followers is not None)
    assert bluesky.verify().name == "Northshire SENDIASS"


def _key(made) -> str:
    return records.parts_of(made.remote_id)[2]


# What became of posts


def test_likes_reposts_quotes_and_answers_are_told_and_views_are_not(bluesky, fan):
    _, made = published(bluesky, outgoing("How many like this one?", ref="figures-1"))
    seen = soon(lambda: fan.ask("app.bsky.feed.getPosts", uris=made.remote_id)["posts"])[0]
    subject = {"uri": seen["uri"], "cid": seen["cid"]}
    fan.react("app.bsky.feed.like", subject)
    fan.react("app.bsky.feed.repost", subject)
    fan.write("Look at this", embed={"$type": "app.bsky.embed.record", "record": subject})
    fan.answer("When is it?", root=seen)

    def told():
        [one] = bluesky.figures([made.remote_id])
        return one if (one.likes, one.reshares, one.replies) == (1, 2, 1) else None

    found = soon(told)
    assert (found.remote_id, found.engagements, found.impressions) == (made.remote_id, 4, None)


def test_a_post_is_gone_only_when_our_own_server_has_it_no_longer(bluesky, brand, fan):
    _, kept = published(bluesky, outgoing("This one stays.", ref="figures-2"))
    _, gone = published(bluesky, outgoing("This one goes.", ref="figures-3"))
    assert soon(lambda: fan.ask("app.bsky.feed.getPosts", uris=gone.remote_id)["posts"])
    bluesky.remove(gone.remote_id)
    assert soon(lambda: not fan.ask("app.bsky.feed.getPosts", uris=gone.remote_id)["posts"])
    told = {one.remote_id: one for one in bluesky.figures([kept.remote_id, gone.remote_id])}
    assert told[gone.remote_id].is_gone
    assert kept.remote_id not in told or not told[kept.remote_id].is_gone


def test_what_is_no_post_of_ours_is_not_asked_for(bluesky, fan):
    theirs = fan.write("Not yours")
    assert bluesky.figures([theirs["uri"], "https://elsewhere.example/1", ""]) == ()
