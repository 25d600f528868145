"""The Mastodon connector against a server of ours on loopback, by itself and under posts.sending."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from channels.credentials import sealed
from channels.networks import (
    Absent,
    Action,
    Found,
    Outgoing,
    Picture,
    Refused,
    Reply,
    SignedOut,
    TryLater,
    Unclear,
    Unsure,
    Video,
)
from channels.networks.mastodon import Mastodon, connector
from posts.models import DeliveryState, PostState
from posts.publishing import sending
from tests.channels.networks.mastodon_server import CODE, ME, PIXEL, TOKEN, MastodonServer
from tests.channels.networks.server import FAULTS, UNCLEAR
from tests.factories.channels import ChannelFactory
from tests.factories.posts import MediaFactory, PostFactory, picture_bytes

pytestmark = pytest.mark.django_db

BACK = "https://posts.example/channels/back/"


@pytest.fixture
def server(settings):
    settings.NETWORKS_ON_LOOPBACK = True
    settings.SENDING_CALL_LIMIT_S = 2
    with MastodonServer().running() as running:
        yield running


@pytest.fixture
def channel(server, service):
    return ChannelFactory(
        service=service,
        network="mastodon",
        connector="mastodon",
        handle="@northshire@mastodon.example",
        server=server.url,
        account_id=ME,
        credentials=sealed({"access_token": TOKEN}),
    )


@pytest.fixture
def mastodon(channel):
    return Mastodon(channel)


@pytest.fixture
def picture():
    name = default_storage.save("media/poster.jpg", ContentFile(picture_bytes()))
    return Picture(file=name, alt="A poster about a workshop", width=64, height=48)


def outgoing(text="Free workshop on annual reviews. https://northshire.example/workshops #SEND", **fields) -> Outgoing:
    return Outgoing(ref="ref-1", text=text, first_tried_at=timezone.now(), **fields)


# Posts


def test_a_post_goes_out_in_public_with_its_key_and_never_with_a_time(mastodon, server):
    published = mastodon.publish(outgoing())
    (made,) = server.published
    assert (published.remote_id, published.remote_url) == (made["id"], made["url"])
    asked = server.asked[-1]
    assert asked.method == "POST"
    assert asked.headers["idempotency-key"] == "ref-1"
    assert asked.body == {"status": outgoing().text, "language": "en", "sensitive": False, "visibility": "public"}


def test_a_link_stands_below_the_text_and_a_warning_in_front_of_it(mastodon, server):
    mastodon.publish(outgoing("Feeling low?", link="https://northshire.example/help", warning="Mental health"))
    (body,) = server.bodies("/api/v1/statuses")
    assert body["status"] == "Feeling low?\n\nhttps://northshire.example/help"
    assert (body["spoiler_text"], body["sensitive"]) == ("Mental health", True)


@pytest.mark.parametrize("has_v2", [True, False])
def test_pictures_go_first_with_their_alt_text(has_v2, mastodon, server, picture):
    server.has_v2_media = has_v2
    post = outgoing(pictures=(picture, replace(picture, alt="")))
    mastodon.publish(replace(post, prepared=mastodon.prepare(post)))
    (made,) = server.published
    assert [one["description"] for one in made["media_attachments"]] == ["A poster about a workshop", ""]


def test_a_picture_that_the_server_still_reads_is_waited_for(mastodon, server, picture, monkeypatch):
    monkeypatch.setattr(connector.time, "sleep", lambda _: None)
    server.slow_media = 3
    post = outgoing(pictures=(picture,))
    mastodon.publish(replace(post, prepared=mastodon.prepare(post)))
    assert server.paths().count("/api/v1/media/110") == 3
    assert len(server.published) == 1


def test_a_picture_that_is_never_read_is_tried_later_and_nothing_is_out(mastodon, server, picture, monkeypatch):
    monkeypatch.setattr(connector, "PROCESSING_S", -1)
    server.slow_media = 1000
    post = outgoing(pictures=(picture,))
    with pytest.raises(TryLater, match="still reading"):
        mastodon.publish(replace(post, prepared=mastodon.prepare(post)))
    assert server.published == []


def test_a_video_goes_out_with_its_description(mastodon, server):
    name = default_storage.save("media/film.mp4", ContentFile(b"film"))
    post = outgoing(video=Video(file=name, alt="How a meeting goes", media_type="video/mp4"))
    mastodon.publish(replace(post, prepared=mastodon.prepare(post)))
    assert server.published[0]["media_attachments"][0]["description"] == "How a meeting goes"


def test_what_is_no_longer_in_the_library_is_refused_before_anything_is_out(mastodon, server, picture):
    default_storage.delete(picture.file)
    with pytest.raises(Refused, match="no longer in the library"):
        mastodon.publish(outgoing(pictures=(picture,)))
    assert server.published == []


def test_a_longer_text_than_this_server_takes_is_refused_with_its_limit(mastodon, server):
    server.most_characters = 300
    server.has_v2_instance = False
    with pytest.raises(Refused, match="300 characters are the most"):
        mastodon.publish(outgoing("a" * 301))


def test_a_thread_hangs_together(mastodon, server):
    first = mastodon.publish(outgoing("One"))
    second = mastodon.publish(outgoing("Two", answers=first.remote_id, thread=first.remote_id))
    assert server.statuses[second.remote_id]["in_reply_to_id"] == first.remote_id


def test_a_thread_whose_beginning_was_deleted_is_refused(mastodon):
    with pytest.raises(Refused, match="no longer on the server"):
        mastodon.publish(outgoing("Two", answers="7", thread="7"))


def test_a_correction_changes_the_text_at_the_same_place(mastodon, server, picture):
    first = mastodon.publish(outgoing("Monday at 10"))
    for _ in range(2):
        assert mastodon.correct(first.remote_id, outgoing("Tuesday at 10", pictures=(picture,))) == first
    (made,) = server.published
    assert made["content"] == "<p>Tuesday at 10</p>"
    assert len(made["media_attachments"]) == 1


def test_a_correction_of_what_is_gone_is_refused(mastodon):
    with pytest.raises(Refused, match="no longer on the server"):
        mastodon.correct("7", outgoing())


def test_removing_twice_is_no_error(mastodon, server):
    published = mastodon.publish(outgoing())
    mastodon.remove(published.remote_id)
    mastodon.remove(published.remote_id)
    assert server.published == []


def test_a_post_whose_address_a_person_gave_is_removed_by_its_number(mastodon, server):
    published = mastodon.publish(outgoing())
    mastodon.remove(f"{server.url}/@northshire/{published.remote_id}")
    assert server.published == []


@pytest.mark.parametrize("remote_id", ["seen:7c3c", "https://elsewhere.example/@a/110", "../accounts/1", ""])
def test_what_is_no_number_of_a_post_is_not_taken_for_gone(remote_id, mastodon, server):
    with pytest.raises(Refused, match="by hand"):
        mastodon.remove(remote_id)
    assert server.asked == []


# Looking up


TEXTS = [
    "Plain words.",
    "A link https://northshire.example/a/very/long/address/that/is/cut/for/the/eye?with=a&b=c and #SENDTips",
    "Thanks @parents@forum.example and @carers@forum.example!",
    "Line one\nline two\n\nA new paragraph with <b>signs</b> & “quotes” … 🎉",
    "🎉🎉",
    "Χαίρετε, dzień dobry, नमस्ते",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_post_is_found_again_however_the_server_wrote_it(text, mastodon, picture):
    post = outgoing(text, pictures=() if text else (picture,))
    published = mastodon.publish(post)
    assert mastodon.find(post) == Found(remote_id=published.remote_id, remote_url=published.remote_url)


def test_a_post_is_found_on_a_server_whose_clock_is_an_hour_behind(mastodon, server):
    server.behind = dt.timedelta(hours=1)
    published = mastodon.publish(outgoing())
    assert mastodon.find(outgoing()).remote_id == published.remote_id


def test_what_is_not_there_is_absent(mastodon, server):
    server.add("Something quite different about holidays.")
    assert mastodon.find(outgoing()) == Absent()


def test_an_older_post_with_the_same_text_is_another_one(mastodon, server):
    server.add(outgoing().text, created_at=(timezone.now() - dt.timedelta(hours=3)).isoformat())
    assert mastodon.find(outgoing()) == Absent()


def test_the_same_text_with_another_number_of_pictures_or_a_change_in_it_is_not_sure(mastodon, server, picture):
    server.add(outgoing().text)
    assert isinstance(mastodon.find(outgoing(pictures=(picture,))), Unsure)
    assert isinstance(mastodon.find(outgoing(outgoing().text.replace("Free", "Our"))), Unsure)


def test_the_same_text_of_another_delivery_is_not_taken_for_this_one(mastodon, channel, server):
    other = server.add(outgoing().text)
    delivery = PostFactory(publishing=True, channels=[channel])
    sending.make_deliveries(delivery)
    delivery.deliveries.update(remote_id=other["id"])
    assert mastodon.find(outgoing()) == Absent()
    mine = server.add(outgoing().text)
    assert mastodon.find(outgoing()) == Found(remote_id=mine["id"], remote_url=mine["url"])


def test_a_part_of_a_thread_is_the_one_that_answers_the_part_before(mastodon, server):
    first, other = server.add("Part"), server.add("Part")
    post = outgoing("More", answers=first["id"], thread=first["id"])
    server.add("More", in_reply_to_id=other["id"])
    assert isinstance(mastodon.find(post), Unsure)
    mine = server.add("More", in_reply_to_id=first["id"])
    assert mastodon.find(post).remote_id == mine["id"]


def test_more_posts_than_can_be_looked_through_is_not_sure(mastodon, server):
    for number in range(130):
        server.add(f"Number {number} of a busy day")
    assert isinstance(mastodon.find(outgoing()), Unsure)
    for status in server.published[:20]:
        status["created_at"] = (timezone.now() - dt.timedelta(days=1)).isoformat()
    assert mastodon.find(outgoing()) == Absent()


# Errors


@pytest.mark.parametrize("words", ["The access token is invalid", "Bad request"])
@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_token_that_no_longer_holds_asks_for_a_new_sign_in(status, words, mastodon, server):
    server.tokens.clear()
    server.bad_token_status, server.bad_token_words = status, words
    with pytest.raises(SignedOut, match="Connect the channel again"):
        mastodon.publish(outgoing())


def test_a_rate_limit_waits_for_as_long_as_the_server_says(mastodon, server):
    server.set_fault("rate limited")
    with pytest.raises(TryLater) as told:
        mastodon.publish(outgoing())
    assert 80 < told.value.after_s <= 90


@pytest.mark.parametrize("fault", UNCLEAR)
def test_an_answer_that_says_nothing_is_unclear_whatever_the_server_did(fault, mastodon, server):
    server.set_fault(fault)
    with pytest.raises(Unclear):
        mastodon.publish(outgoing())
    assert isinstance(mastodon.find(outgoing()), Found if fault.endswith("after") else Absent)


def test_a_server_that_is_away_is_tried_later(mastodon, channel):
    channel.server = "http://127.0.0.1:9"
    with pytest.raises(TryLater, match="could not be reached"):
        mastodon.publish(outgoing())


def test_a_channel_that_was_never_connected_says_so(channel):
    channel.credentials = ""
    with pytest.raises(SignedOut, match="not connected"):
        Mastodon(channel).publish(outgoing())


# Under posts.sending


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC), tick=False) as traveller:
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


class KilledMastodon(Mastodon):
    """Its worker is killed after the server took the first post, before that is on record."""

    left = 1

    def publish(self, post):
        published = super().publish(post)
        if KilledMastodon.left:
            KilledMastodon.left -= 1
            raise Killed
        return published


@pytest.fixture
def due(channel, clock):
    media = MediaFactory(service=channel.service)
    post = PostFactory(
        service=channel.service,
        text="Free workshop on annual reviews. https://northshire.example/workshops",
        channels=[channel],
        pictures=[(media, "A poster")],
        scheduled=True,
        publish_at=timezone.now(),
    )
    sending.make_deliveries(post)
    return post.deliveries.get()


@pytest.mark.parametrize("has_keys", [True, False])
@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_every_fault_ends_with_one_post_or_none_and_says_which(fault, has_keys, due, tick, server):
    server.has_keys = has_keys
    if fault:
        server.set_fault(fault)
    for seconds in (0, 30, 100, 100, 400):
        tick(seconds)
    due.refresh_from_db()
    is_refused = fault in ("refused", "token expired")
    assert due.state == (DeliveryState.FAILED if is_refused else DeliveryState.SENT)
    assert len(server.published) == (0 if is_refused else 1)
    assert due.remote_id == ("" if is_refused else server.published[0]["id"])


def test_a_worker_killed_after_the_server_took_it_leaves_one_post(due, tick, server, settings):
    settings.NETWORKS = {**settings.NETWORKS, "mastodon": f"{__name__}.KilledMastodon"}
    KilledMastodon.left = 1
    tick()
    due.refresh_from_db()
    assert (due.state, len(server.published)) == (DeliveryState.SENDING, 1)
    for seconds in (settings.SENDING_LEASE_S + 1, 30, 100):
        tick(seconds)
    due.refresh_from_db()
    due.post.refresh_from_db()
    assert (due.state, due.post.state) == (DeliveryState.SENT, PostState.PUBLISHED)
    assert [one["id"] for one in server.published] == [due.remote_id]


# Comments


def test_an_answer_comes_in_once_with_what_it_answers(mastodon, server):
    post = mastodon.publish(outgoing())
    said = server.comment("Is it free?", to=post.remote_id)
    batch = mastodon.comments_since("")
    (comment,) = batch.comments
    assert (comment.remote_id, comment.text, comment.answers) == (said["id"], "@northshire Is it free?", post.remote_id)
    assert (comment.author_handle, comment.is_private) == ("fan@elsewhere.example", False)
    assert comment.author_signals == {"has_avatar": True, "followers": 3, "recent_comments_24h": 1}
    server.statuses[post.remote_id]["replies_count"] = 0
    assert mastodon.comments_since(batch.cursor).comments == ()


def test_an_answer_that_does_not_name_us_is_found_below_the_post(mastodon, server):
    post = mastodon.publish(outgoing())
    first = server.comment("Is it free?", to=post.remote_id, notify=False)
    deeper = server.comment("I think so", to=first["id"], notify=False)
    found = {one.remote_id: one.answers for one in mastodon.comments_since("").comments}
    assert found == {first["id"]: post.remote_id, deeper["id"]: post.remote_id}


def test_many_old_answers_cost_few_questions(mastodon, server):
    old = [server.add(f"Old {number}", by=server.account("300", "school")) for number in range(60)]
    for status in old:
        server.comment("And you, @northshire?", to=status["id"])
    comments = mastodon.comments_since("").comments
    assert {one.answers for one in comments} == {""}
    assert len(comments) == 60
    assert sum(path.endswith("/context") for path in server.paths()) <= 10


def test_an_answer_below_a_later_part_of_a_thread_belongs_to_its_first(mastodon, server):
    first = mastodon.publish(outgoing("One"))
    second = mastodon.publish(outgoing("Two", answers=first.remote_id, thread=first.remote_id))
    server.comment("And then?", to=second.remote_id)
    (comment,) = [one for one in mastodon.comments_since("").comments if "And then" in one.text]
    assert comment.answers == first.remote_id


def test_a_direct_message_is_private_and_has_no_address(mastodon, server):
    server.comment("My son is out of school.", to=None, visibility="direct")
    (comment,) = mastodon.comments_since("").comments
    assert (comment.is_private, comment.url, comment.answers) == (True, "", "")


def test_more_comments_than_one_reading_takes_are_all_read(mastodon, server):
    for number in range(250):
        server.comment(f"Question {number}", to=None)
    batch = mastodon.comments_since("")
    assert batch.more
    rest = mastodon.comments_since(batch.cursor)
    texts = {one.text for one in (*batch.comments, *rest.comments)}
    assert len(texts) == 250
    assert not rest.more
    assert len(rest.cursor) <= 200
    server.comment("One more", to=None)
    assert [one.text for one in mastodon.comments_since(rest.cursor).comments] == ["@northshire One more"]


def test_what_was_written_long_before_the_channel_was_connected_stays_out(mastodon, channel, server):
    channel.connected_at = timezone.now()
    old = server.comment("Old", to=None)
    old["created_at"] = (timezone.now() - dt.timedelta(days=30)).isoformat()
    server.comment("New", to=None)
    assert [one.text for one in mastodon.comments_since("").comments] == ["@northshire New"]


def test_an_answer_of_ours_names_the_writer_and_hangs_below(mastodon, server):
    said = server.comment("Is it free?", to=None)
    published = mastodon.reply_publicly(said["id"], "Yes, it is.", ref="step-1")
    made = server.statuses[published.remote_id]
    assert (made["in_reply_to_id"], made["visibility"]) == (said["id"], "public")
    assert server.bodies("/api/v1/statuses")[-1]["status"] == "@fan@elsewhere.example Yes, it is."


def test_a_private_answer_is_seen_by_its_writer_only(mastodon, server):
    said = server.comment("My son is out of school.", to=None)
    published = mastodon.reply_privately(said["id"], "Please ring us on 01632 960111.", ref="step-1")
    assert server.statuses[published.remote_id]["visibility"] == "direct"


@pytest.mark.parametrize(("fault", "found"), [("5xx after", Found), ("timeout after", Found), ("5xx before", Absent)])
def test_an_answer_whose_outcome_is_lost_is_found_below_the_comment(mastodon, server, fault, found):
    said = server.comment("Is it free?", to=None)
    elsewhere = server.comment("Is it free for me?", to=None)
    mastodon.reply_publicly(elsewhere["id"], "Yes, it is.", ref="step-0")
    wanted = Reply(ref="step-1", remote_id=said["id"], text="Yes, it is.", first_tried_at=timezone.now())
    server.set_fault(fault)
    with pytest.raises(Unclear):
        mastodon.reply_publicly(said["id"], wanted.text, ref=wanted.ref)
    answer = mastodon.find_reply(wanted)
    assert isinstance(answer, found)
    assert [one["id"] for one in server.published[1:]] == [answer.remote_id for _ in server.published[1:]]


def test_an_answer_in_other_words_is_not_taken_for_ours(mastodon, server):
    said = server.comment("Is it free?", to=None)
    mastodon.reply_publicly(said["id"], "No.", ref="step-0")
    wanted = Reply(ref="step-1", remote_id=said["id"], text="Yes, it is.", first_tried_at=timezone.now())
    assert isinstance(mastodon.find_reply(wanted), Unsure)


def test_a_private_answer_is_found_and_what_is_not_listed_is_asked_of_a_person(mastodon, server):
    said = server.comment("My son is out of school.", to=None, visibility="direct")
    text = "Please ring us on 01632 960111."
    wanted = Reply(ref="s", remote_id=said["id"], text=text, is_private=True, first_tried_at=timezone.now())
    assert isinstance(mastodon.find_reply(wanted), Unsure)
    published = mastodon.reply_privately(said["id"], text, ref="s")
    assert mastodon.find_reply(wanted).remote_id == published.remote_id


def test_a_private_message_is_not_answered_in_public(mastodon, server):
    said = server.comment("My son is out of school.", to=None, visibility="direct")
    with pytest.raises(Refused, match="in private"):
        mastodon.reply_publicly(said["id"], "Hello", ref="step-1")
    assert server.published == []


def test_what_mastodon_does_not_offer_is_not_promised(mastodon):
    assert not mastodon.capabilities.is_possible(Action.HIDE)
    with pytest.raises(Refused, match="offers no way"):
        mastodon.hide("1")


# The account


def test_verifying_names_the_account(mastodon):
    account = mastodon.verify()
    assert (account.remote_id, account.handle, account.name) == (ME, "@northshire@mastodon.example", "Northshire")


def test_the_profile_is_read(mastodon, server):
    server.pinned = [server.add("We answer within two working days.")["id"]]
    profile = mastodon.profile()
    assert (profile.name, profile.description) == ("Northshire", "Information for families.")
    assert profile.picture_sha256 == hashlib.sha256(PIXEL).hexdigest()
    assert (profile.pinned, profile.followers) == ("We answer within two working days.", 12)


def test_the_servers_own_page_connects_an_account(server):
    begun = Mastodon.sign_in.begin({"server": server.url}, state="s1", redirect_uri=BACK)
    asked = parse_qs(urlsplit(begun.url).query)
    assert begun.url.startswith(f"{server.url}/oauth/authorize?")
    assert (asked["client_id"], asked["redirect_uri"], asked["state"]) == (["an-app"], [BACK], ["s1"])
    (made,) = Mastodon.sign_in.finish({"code": CODE, "state": "s1"}, begun.kept, redirect_uri=BACK)
    assert made.credentials == {"access_token": TOKEN}
    assert (made.account.handle, made.server) == ("@northshire@mastodon.example", server.url)


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ({"error": "access_denied", "state": "s1"}, "did not let us in"),
        ({"code": CODE, "state": "another"}, "begun somewhere else"),
        ({"code": CODE}, "begun somewhere else"),
        ({"code": "wrong", "state": "s1"}, "did not take the sign-in"),
    ],
)
def test_a_sign_in_that_was_not_ours_or_not_allowed_is_refused(returned, words, server):
    begun = Mastodon.sign_in.begin({"server": server.url}, state="s1", redirect_uri=BACK)
    with pytest.raises(Refused, match=words):
        Mastodon.sign_in.finish(returned, begun.kept, redirect_uri=BACK)


def test_a_pasted_token_is_tried(server):
    made = Mastodon.sign_in.take({"server": server.url, "access_token": f" {TOKEN}\n"})
    assert made.credentials == {"access_token": TOKEN}
    with pytest.raises(Refused, match="does not know this token"):
        Mastodon.sign_in.take({"server": server.url, "access_token": "wrong"})


@pytest.mark.parametrize(
    "typed", ["", "http://mastodon.example", "https://localhost:1", "https://10.0.0.1", "a b", "["]
)
def test_an_address_that_is_no_server_on_the_internet_is_refused(typed, settings):
    settings.NETWORKS_ON_LOOPBACK = False
    with pytest.raises((Refused, TryLater)):
        Mastodon.sign_in.take({"server": typed, "access_token": "t"})


# People


@pytest.mark.parametrize("author", ["200", "fan@elsewhere.example", "@fan@elsewhere.example"])
def test_a_person_is_blocked_by_number_or_handle_and_let_in_again(author, mastodon, server):
    for _ in range(2):
        mastodon.block(author)
    assert server.blocked == {"200"}
    for _ in range(2):
        mastodon.unblock(author)
    assert server.blocked == set()


def test_somebody_whom_the_server_does_not_know_is_not_blocked_and_not_let_in(mastodon, server):
    with pytest.raises(Refused, match="knows nobody"):
        mastodon.block("@nobody@elsewhere.example")
    mastodon.unblock("../admin")
    assert server.blocked == set()
    assert "/api/v1/accounts/../admin" not in server.paths()


def test_a_writer_comes_with_the_number_that_a_block_takes(mastodon, server):
    server.comment("Rubbish", to=None)
    (comment,) = mastodon.comments_since("").comments
    mastodon.block(comment.author_id)
    assert server.blocked == {"200"}


# Looking up and searching


def test_an_edited_answer_and_one_that_is_gone_are_told_by_looking_them_up(mastodon, server):
    changed, gone, same = (server.comment(text, to=None) for text in ("Before", "Gone", "Same"))
    server.statuses[changed["id"]]["content"] = "<p>After &amp; more</p>"
    del server.statuses[gone["id"]]
    numbers = [changed["id"], gone["id"], same["id"], "../../admin", "by-hand:1"]
    told = {one.remote_id: (one.is_not_shown, one.text) for one in mastodon.look_up_comments(numbers)}
    expected = {changed["id"]: (False, "After & more"), gone["id"]: (True, ""), same["id"]: (False, "@northshire Same")}
    assert told == expected


def test_a_server_that_has_no_time_says_nothing_of_what_is_gone(mastodon, server):
    said = server.comment("Hello", to=None)
    server.expire_token()
    with pytest.raises(SignedOut):
        mastodon.look_up_comments([said["id"]])


def test_an_answer_says_which_one_it_answers(mastodon, server):
    post = mastodon.publish(outgoing())
    first = server.comment("Is it free?", to=post.remote_id)
    deeper = server.comment("I think so", to=first["id"])
    told = {one.remote_id: one.answers_comment for one in mastodon.comments_since("").comments}
    assert told == {first["id"]: post.remote_id, deeper["id"]: first["id"]}


@pytest.mark.parametrize("term", ["#SENDtips", "annual review", "tribunal"])
def test_hashtags_and_words_are_searched_for_page_by_page(term, mastodon, server):
    fan = server.account("200", "fan")
    server.add(f"Ours about {term}")
    server.add("Something else", by=fan)
    server.add(f"Private {term}", by=fan, visibility="private")
    old = [server.add(f"Number {number}: {term}", by=fan)["id"] for number in range(250)]
    first = mastodon.search(term, "")
    assert first.more
    rest = mastodon.search(term, first.cursor)
    assert sorted(one.remote_id for one in (*first.comments, *rest.comments)) == sorted(old)
    assert not rest.more
    new = server.add(f"New: {term}", by=fan)
    assert [one.remote_id for one in mastodon.search(term, rest.cursor).comments] == [new["id"]]


def test_a_server_that_searches_no_texts_finds_nothing_and_says_no_error(mastodon, server):
    server.searches_texts = False
    server.add("About a tribunal", by=server.account("200", "fan"))
    assert mastodon.search("tribunal", "").comments == ()
