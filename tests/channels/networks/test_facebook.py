"""A Facebook page, against a server on loopback that answers as Facebook's documents have it."""

import datetime as dt
import io
import json
import logging
import random
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from channels.models import ReceivedEvent
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
    connector_of,
    sign_in_of,
)
from channels.networks.facebook.graph import refusal_of
from tests.channels.networks import facebook_server as fb
from tests.channels.networks.server import FAULTS, payload

pytest_plugins = ("tests.channels.networks.loopback",)

TEXT = "Our workshops start in January.\n\nThey are free & open to all families."


def outgoing(text=TEXT, **fields):
    return Outgoing(ref="r-1", text=text, first_tried_at=timezone.now(), **fields)


@pytest.fixture
def facebook(facebook_channel):
    return connector_of(facebook_channel)


@pytest.fixture
def picture():
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "JPEG")
    name = default_storage.save("hall.jpg", ContentFile(made.getvalue()))
    return Picture(file=name, alt="A hall with chairs", width=40, height=30)


def put_out(connector, post):
    """As the sender does it."""
    prepared = connector.prepare(post)
    ready = Outgoing(ref=post.ref, text=post.text, link=post.link, pictures=post.pictures, prepared=prepared)
    return connector.publish(ready)


# Posts


def test_a_text_with_its_link_goes_out_once(facebook, facebook_server):
    published = facebook.publish(outgoing(link="https://northshire-sendiass.example/workshops"))
    (made,) = facebook_server.published
    assert (made["message"], made["link"]) == (TEXT, "https://northshire-sendiass.example/workshops")
    assert published.remote_id == made["id"]
    assert published.remote_url == f"https://www.facebook.com/{made['id']}"


def test_pictures_are_uploaded_unseen_and_then_attached_with_their_descriptions(facebook, facebook_server, picture):
    post = outgoing(link="https://northshire-sendiass.example/", pictures=(picture, picture))
    prepared = facebook.prepare(post)
    assert facebook_server.published == []
    json.dumps(prepared)
    put_out(facebook, post)
    (made,) = facebook_server.published
    assert [photo["alt"] for photo in made["photos"]] == ["A hall with chairs"] * 2
    assert made["message"] == f"{TEXT}\n\nhttps://northshire-sendiass.example/"
    assert made["link"] == ""


def test_a_post_without_its_uploaded_pictures_does_not_go_out_bare(facebook, facebook_server, picture):
    with pytest.raises(Refused, match="Send it again"):
        facebook.publish(outgoing(pictures=(picture,)))
    assert facebook_server.asked == []


def test_a_picture_that_is_gone_is_told_before_anything_is_out(facebook, facebook_server):
    gone = Picture(file="gone.jpg", alt="x", width=1, height=1)
    with pytest.raises(Refused, match="library"):
        facebook.prepare(outgoing(pictures=(gone,)))
    assert facebook_server.asked == []


def test_a_video_is_left_to_a_person(facebook, facebook_server):
    with pytest.raises(Refused, match="by hand"):
        facebook.publish(outgoing(video=Video(file="v.mp4", alt="", media_type="video/mp4")))
    assert facebook_server.asked == []


def test_a_text_that_is_too_long_is_refused_before_it_is_sent(facebook, facebook_server):
    with pytest.raises(Refused, match="63,206"):
        facebook.publish(outgoing("a" * 63_207))
    assert facebook_server.asked == []


def test_a_correction_changes_the_words_in_their_place(facebook, facebook_server):
    published = facebook.publish(outgoing())
    again = facebook.correct(published.remote_id, outgoing("They start in February."))
    facebook.correct(published.remote_id, outgoing("They start in February."))
    assert again == published
    assert [row["message"] for row in facebook_server.published] == ["They start in February."]


def test_a_correction_of_what_is_gone_is_refused(facebook):
    with pytest.raises(Refused, match="no longer on Facebook"):
        facebook.correct("104000000000001_1", outgoing())


def test_removing_twice_is_no_error(facebook, facebook_server):
    published = facebook.publish(outgoing())
    facebook.remove(published.remote_id)
    facebook.remove(published.remote_id)
    assert facebook_server.published == []


@pytest.mark.parametrize("remote_id", ["", "me", "../me", "https://www.facebook.com/northshire/posts/1", "1?x=2"])
def test_what_has_no_number_is_left_to_a_person(facebook, facebook_server, remote_id):
    for ask in (facebook.remove, facebook.hide, facebook.remove_comment):
        with pytest.raises(Refused, match="by hand"):
            ask(remote_id)
    with pytest.raises(Refused, match="by hand"):
        facebook.reply_privately(remote_id, "Hello", ref="s")
    assert facebook_server.asked == []


def test_the_app_proves_itself_and_no_token_stands_in_an_address_that_we_follow(facebook, facebook_server):
    facebook.publish(outgoing())
    (asked,) = facebook_server.asked
    assert len(asked.form["appsecret_proof"]) == 64
    assert "access_token" not in asked.query


# Looking


def test_what_arrived_is_found_by_its_words_and_time(facebook, facebook_server):
    published = facebook.publish(outgoing())
    assert facebook.find(outgoing()) == Found(remote_id=published.remote_id, remote_url=published.remote_url)


def test_what_did_not_arrive_is_absent(facebook, facebook_server):
    facebook_server.add_post("Something else.")
    assert facebook.find(outgoing()) == Absent()


def test_spaces_and_line_ends_that_facebook_changes_do_not_hide_a_post(facebook, facebook_server):
    facebook_server.add_post("Our workshops start in January. \r\n\r\nThey are free & open to all families. ")
    assert isinstance(facebook.find(outgoing()), Found)


def test_the_same_words_of_last_week_are_not_this_post(facebook, facebook_server):
    facebook_server.now = lambda: timezone.now() - dt.timedelta(days=7)
    facebook_server.add_post(TEXT)
    assert facebook.find(outgoing()) == Absent()


def test_the_same_words_of_a_visitor_are_not_this_post(facebook, facebook_server):
    facebook_server.add_post(TEXT, by="504000000000001")
    assert facebook.find(outgoing()) == Absent()


@pytest.mark.parametrize("listed", ["feed", "published_posts"])
def test_a_post_that_one_list_leaves_out_is_found_in_the_other(facebook, facebook_server, listed):
    facebook_server.add_post(TEXT)
    facebook_server.listed = (listed,)
    assert isinstance(facebook.find(outgoing()), Found)


def test_a_post_far_down_the_list_is_found(facebook, facebook_server):
    facebook_server.add_post(TEXT)
    for number in range(120):
        facebook_server.add_post(f"Tip {number}")
    assert isinstance(facebook.find(outgoing()), Found)


def test_more_posts_than_can_be_looked_at_are_a_question_for_a_person(facebook, facebook_server):
    for number in range(210):
        facebook_server.add_post(f"Tip {number}")
    assert isinstance(facebook.find(outgoing()), Unsure)


def test_two_of_the_same_words_are_a_question_for_a_person(facebook, facebook_server):
    facebook_server.add_post(TEXT)
    facebook_server.add_post(TEXT)
    assert isinstance(facebook.find(outgoing()), Unsure)


def test_a_post_of_pictures_alone_is_known_by_their_number(facebook, facebook_server, picture):
    post = outgoing("", pictures=(picture, picture))
    put_out(facebook, post)
    assert isinstance(facebook.find(post), Found)
    assert isinstance(facebook.find(outgoing("", pictures=(picture,))), Unsure)


def test_words_that_facebook_has_already_are_this_post_or_an_older_one_or_unclear(facebook, facebook_server):
    facebook_server.set_error("error_506", times=3)
    with pytest.raises(Unclear, match="already"):
        facebook.publish(outgoing())
    facebook_server.now = lambda: timezone.now() - dt.timedelta(days=3)
    facebook_server.add_post(TEXT)
    with pytest.raises(Refused, match="Change the words"):
        facebook.publish(outgoing())
    facebook_server.now = timezone.now
    made = facebook_server.add_post(TEXT)
    assert facebook.publish(outgoing()).remote_id == made["id"]


# What goes wrong


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("error_190", SignedOut, "Connect it again"),
        ("error_102", SignedOut, "Connect it again"),
        ("error_4", TryLater, "no more"),
        ("error_17", TryLater, "no more"),
        ("error_32", TryLater, "no more"),
        ("error_613", TryLater, "no more"),
        ("error_1", Unclear, "may have done it"),
        ("error_2", Unclear, "may have done it"),
        ("error_506", Unclear, "has this post already"),
        ("error_368", Refused, "stopped this page"),
        ("error_10", Refused, "permission"),
        ("error_200", Refused, "permission"),
        ("error_100", Refused, "as it is"),
        ("error_100_33", Refused, "no longer"),
        ("error_2635", Refused, "version"),
        ("error_10900", Refused, "reply already"),
        ("error_10903", Refused, "7 days"),
        ("error_551", Refused, "does not take messages"),
    ],
)
def test_each_error_that_facebook_documents_is_told_in_plain_words(facebook, facebook_server, name, kind, says):
    facebook_server.set_error(name)
    with pytest.raises(kind, match=says) as raised:
        facebook.publish(outgoing())
    assert facebook_server.published == []
    assert isinstance(raised.value, Refused) == issubclass(kind, Refused)


def test_the_wait_is_the_one_that_facebook_names(facebook, facebook_server):
    facebook_server.set_error("error_32")
    with pytest.raises(TryLater) as raised:
        facebook.publish(outgoing())
    assert raised.value.after_s == 19 * 60


@pytest.mark.parametrize(
    "usage", ["", "[]", "null", '{"1": 5}', '{"1": [{"estimated_time_to_regain_access": "soon"}]}', "{" * 500]
)
def test_a_usage_header_that_makes_no_sense_names_no_wait(usage):
    answer = payload("facebook", "error_32")
    sent = _answer(answer.status, answer.body, {"x-business-use-case-usage": usage})
    assert refusal_of(sent).after_s == 0


@pytest.mark.parametrize("body", [b"", b"[]", b'{"error": "x"}', b'{"error": {"code": "many"}}', b"<html>"])
def test_an_error_without_a_number_is_read_by_its_status(body):
    assert refusal_of(_answer(500, body)) is None


def _answer(status, body, headers=None):
    import httpx

    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.Response(status, content=content, headers=headers)


OUTCOMES = {
    "refused": (Refused, 0),
    "rate limited": (TryLater, 0),
    "5xx before": (Unclear, 0),
    "5xx after": (Unclear, 1),
    "timeout before": (Unclear, 0),
    "timeout after": (Unclear, 1),
    "reset": (Unclear, 0),
    "token expired": (SignedOut, 0),
    "reset after": (Unclear, 1),
    "half closed after": (Unclear, 1),
    "slow drip after": (Unclear, 1),
    "slow headers after": (Unclear, 1),
    "wrong json after": (Unclear, 1),
    "no json object after": (Unclear, 1),
    "huge answer after": (Unclear, 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_says_no_more_than_is_known_and_leaves_one_copy_at_most(facebook, facebook_server, settings, fault):
    settings.SENDING_CALL_LIMIT_S = 1.5
    kind, copies = OUTCOMES[fault]
    facebook_server.set_fault(fault)
    began = time.monotonic()
    with pytest.raises(kind):
        facebook.publish(outgoing())
    assert time.monotonic() - began < 8
    assert len(facebook_server.published) == copies


def test_a_server_that_is_not_there_is_a_passing_error(facebook, settings):
    settings.FACEBOOK_API = "http://127.0.0.1:9/v25.0"
    with pytest.raises(TryLater):
        facebook.publish(outgoing())


def test_a_channel_without_credentials_is_signed_out(facebook, facebook_channel):
    facebook_channel.credentials = ""
    with pytest.raises(SignedOut, match="Connect it"):
        facebook.publish(outgoing())


def test_nothing_secret_and_no_words_reach_the_log(facebook, facebook_server, caplog):
    caplog.set_level(logging.DEBUG)
    facebook.publish(outgoing())
    facebook.find(outgoing())
    facebook_server.set_fault("reset")
    with pytest.raises(Unclear):
        facebook.publish(outgoing())
    logged = "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.INFO)
    assert fb.TOKEN not in logged
    assert "workshops" not in logged


# Comments


def test_comments_and_visitors_posts_come_oldest_first_without_our_own(facebook, facebook_server):
    moments = iter(timezone.now() - dt.timedelta(minutes=minutes) for minutes in (9, 8, 7, 6))
    facebook_server.now = lambda: next(moments)
    ours = facebook_server.add_post(TEXT)
    facebook_server.add_comment(ours["id"], "When do they start?")
    facebook_server.add_comment(ours["id"], "On the 5th.", by={"id": fb.PAGE, "name": "Northshire SENDIASS"})
    visitors = facebook_server.add_post("Can somebody ring me?", by="504000000000002")
    batch = facebook.comments_since("")
    assert [one.text for one in batch.comments] == ["When do they start?", "Can somebody ring me?"]
    first, second = batch.comments
    assert (first.answers, first.author_handle, first.author_name) == (ours["id"], fb.PARENT["id"], "A. Parent")
    assert (second.remote_id, second.answers) == (visitors["id"], "")
    assert not first.is_private
    json.dumps(dict(first.raw))


def test_the_documented_feed_is_read(facebook, facebook_server, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC))
    feed = payload("facebook", "feed_with_comments")
    facebook_server._list = lambda name, asked: feed
    batch = facebook.comments_since("")
    assert [one.text for one in batch.comments] == [
        "Can somebody ring me about a meeting?",
        "When do the workshops start?",
    ]
    assert batch.comments[1].posted_at == dt.datetime(2026, 11, 21, 9, 20, tzinfo=dt.UTC)
    assert batch.comments[1].url.endswith("comment_id=404000000000001")


def test_a_writer_whom_facebook_does_not_name_is_not_joined_with_others(facebook, facebook_server):
    ours = facebook_server.add_post(TEXT)
    facebook_server.add_comment(ours["id"], "One", by={})
    facebook_server.add_comment(ours["id"], "Two", by={})
    handles = {one.author_handle for one in facebook.comments_since("").comments}
    assert len(handles) == 2


def test_what_was_read_is_not_read_for_ever(facebook, facebook_server):
    facebook_server.now = lambda: timezone.now() - dt.timedelta(hours=3)
    ours = facebook_server.add_post(TEXT)
    facebook_server.add_comment(ours["id"], "Old")
    facebook_server.now = timezone.now
    facebook_server.add_comment(ours["id"], "New")
    batch = facebook.comments_since("")
    assert [one.text for one in batch.comments] == ["Old", "New"]
    assert [one.text for one in facebook.comments_since(batch.cursor).comments] == ["New"]
    assert len(batch.cursor) <= 200


def test_more_comments_than_one_page_shows_are_all_read(facebook, facebook_server):
    ours = facebook_server.add_post(TEXT)
    for number in range(130):
        facebook_server.add_comment(ours["id"], f"Comment {number}")
    assert len({one.remote_id for one in facebook.comments_since("").comments}) == 130


@pytest.mark.parametrize("cursor", ["x", "e1", "e1,t", "e99999999999999999999,t1", "e1,t999999999999", "\x00"])
def test_a_cursor_that_makes_no_sense_reads_the_last_days(facebook, facebook_server, cursor):
    ours = facebook_server.add_post(TEXT)
    facebook_server.add_comment(ours["id"], "Hello")
    assert [one.text for one in facebook.comments_since(cursor).comments] == ["Hello"]


def event(channel, name, key, **changed):
    value = payload("facebook", name).body["entry"][0]["changes"][0]["value"] | changed
    at = timezone.now() - dt.timedelta(minutes=1)
    return ReceivedEvent.objects.create(channel=channel, key=key, payload=value, received_at=at)


def test_a_pushed_comment_comes_once_with_its_last_words_whatever_the_order(facebook, facebook_channel):
    event(facebook_channel, "webhook_edited", "b", entry_time=2, message="Second words")
    event(facebook_channel, "webhook_edited", "c", entry_time=3, message="Third words")
    event(facebook_channel, "webhook_add", "a", entry_time=1)
    batch = facebook.comments_since("e0,t1795284000")
    (one,) = batch.comments
    assert (one.text, one.answers) == ("Third words", "104000000000001_204000000000001")
    assert one.posted_at == dt.datetime.fromtimestamp(1795284000, dt.UTC)


def test_an_edit_of_a_comment_that_came_before_comes_with_its_new_words(facebook, facebook_channel):
    event(facebook_channel, "webhook_edited", "b")
    (one,) = facebook.comments_since("e0,t1").comments
    assert one.text == "When do the workshops start, please?"


def test_a_pushed_removal_withdraws_the_comment(facebook, facebook_channel):
    event(facebook_channel, "webhook_add", "a")
    last = event(facebook_channel, "webhook_remove", "b")
    event(facebook_channel, "webhook_hide", "c")
    batch = facebook.comments_since("")
    assert batch.comments == ()
    assert batch.withdrawn == ("204000000000001_404000000000001",)
    assert f"e{last.pk + 1}," in batch.cursor


def test_what_the_page_wrote_itself_is_no_comment_when_it_is_pushed(facebook, facebook_channel):
    by_page = {"id": fb.PAGE, "name": "Northshire SENDIASS"}
    event(facebook_channel, "webhook_add", "a", **{"from": by_page})
    event(facebook_channel, "webhook_add", "b", item="status", **{"from": by_page})
    assert facebook.comments_since("").comments == ()


def test_the_cursor_does_not_pass_an_event_that_has_just_come(facebook, facebook_channel):
    old = event(facebook_channel, "webhook_add", "a")
    young = event(facebook_channel, "webhook_add", "b", comment_id="204000000000001_404000000000007")
    ReceivedEvent.objects.filter(pk=young.pk).update(received_at=timezone.now())
    first = facebook.comments_since("")
    assert len(first.comments) == 2
    assert first.cursor.startswith(f"e{old.pk},")
    assert [one.remote_id for one in facebook.comments_since(first.cursor).comments] == [
        "204000000000001_404000000000007"
    ]


def test_events_that_were_read_a_week_ago_are_forgotten_and_others_are_not(facebook, facebook_channel):
    old, unread = event(facebook_channel, "webhook_add", "a"), event(facebook_channel, "webhook_hide", "b")
    ReceivedEvent.objects.update(received_at=timezone.now() - dt.timedelta(days=8))
    facebook.comments_since(f"e{old.pk},t1795284000")
    assert list(ReceivedEvent.objects.values_list("pk", flat=True)) == [unread.pk]


def test_the_first_reading_asks_facebook_to_push_and_goes_on_when_it_does_not(facebook, facebook_server):
    facebook_server.set_error("error_200")
    facebook.comments_since("")
    facebook.comments_since("")
    assert facebook_server.subscribed == ["feed"]


def test_hiding_showing_and_deleting_twice_is_no_error(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "Rude")
    facebook.hide(comment["id"])
    facebook.hide(comment["id"])
    assert facebook_server.comments[comment["id"]]["is_hidden"]
    facebook.unhide(comment["id"])
    assert not facebook_server.comments[comment["id"]]["is_hidden"]
    facebook.remove_comment(comment["id"])
    facebook.remove_comment(comment["id"])
    assert facebook_server.comments == {}


def test_hiding_a_comment_that_is_gone_says_so(facebook):
    with pytest.raises(Refused, match="no longer on Facebook"):
        facebook.hide("1_2")


def test_a_public_answer_stands_below_the_comment(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "When?")
    published = facebook.reply_publicly(comment["id"], "On the 5th.", ref="s-1")
    assert facebook_server.comments[published.remote_id]["message"] == "On the 5th."


def reply(comment, text, **fields):
    return Reply(ref="s-1", remote_id=comment["id"], text=text, first_tried_at=timezone.now(), **fields)


@pytest.mark.parametrize(("fault", "found"), [("5xx after", Found), ("timeout after", Found), ("5xx before", Absent)])
def test_a_public_answer_whose_outcome_is_lost_is_found_below_the_comment(facebook, facebook_server, fault, found):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "When?")
    facebook_server.add_comment(comment["id"], "On the 5th.")  # somebody else's, with the same words
    facebook_server.publishes = lambda asked: asked.method == "POST" and asked.path.endswith("/comments")
    wanted = reply(comment, "On  the 5th.\n")
    facebook_server.set_fault(fault)
    with pytest.raises(Unclear):
        facebook.reply_publicly(comment["id"], wanted.text, ref=wanted.ref)
    answer = facebook.find_reply(wanted)
    assert isinstance(answer, found)
    ours = [one["id"] for one in facebook_server.comments.values() if one["from"]["id"] == fb.PAGE]
    assert ours == [answer.remote_id for _ in ours]


def test_an_older_answer_with_the_same_words_is_not_taken_for_this_one(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "When?")
    facebook.reply_publicly(comment["id"], "On the 5th.", ref="s-0")
    later = replace(reply(comment, "On the 5th."), first_tried_at=timezone.now() + dt.timedelta(minutes=10))
    assert facebook.find_reply(later) == Absent()


def test_below_a_comment_with_too_many_answers_a_person_looks(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "When?")
    for number in range(200):
        facebook_server.add_comment(comment["id"], f"I ask too, {number}")
    assert isinstance(facebook.find_reply(reply(comment, "On the 5th.")), Unsure)


def test_a_private_answer_works_once(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "My son's case is stuck")
    facebook.reply_privately(comment["id"], "Please ring us on 01632 960123.", ref="s-1")
    assert facebook_server.messages == [{"about": comment["id"], "text": "Please ring us on 01632 960123."}]
    with pytest.raises(Refused, match="private reply already"):
        facebook.reply_privately(comment["id"], "Please ring us.", ref="s-2")


def test_a_comment_that_still_takes_a_private_reply_has_none(facebook, facebook_server):
    comment = facebook_server.add_comment(facebook_server.add_post(TEXT)["id"], "My son's case is stuck")
    wanted = reply(comment, "Please ring us on 01632 960123.", is_private=True)
    assert facebook.find_reply(wanted) == Absent()
    facebook.reply_privately(comment["id"], wanted.text, ref=wanted.ref)
    assert isinstance(facebook.find_reply(wanted), Unsure)  # that it is ours, Facebook does not say


# The page and its connection


def test_the_profile_is_read_with_a_digest_of_its_picture(facebook):
    import hashlib

    profile = facebook.profile()
    assert profile.name == "Northshire SENDIASS"
    assert profile.description.startswith("Advice for families.")
    assert profile.picture_sha256 == hashlib.sha256(fb.PICTURE).hexdigest()
    assert profile.followers == 412


def test_the_connection_is_tested_and_asks_to_be_told_of_comments(facebook, facebook_server):
    account = facebook.verify()
    assert (account.remote_id, account.handle, account.token_ends_at) == (fb.PAGE, "northshiresendiass", None)
    assert facebook_server.subscribed == ["feed"]
    facebook_server.set_fault("token expired")
    with pytest.raises(SignedOut):
        facebook.verify()


def test_a_person_signs_in_at_facebook_and_chooses_among_their_pages(facebook_server):
    sign_in = sign_in_of("facebook")
    begun = sign_in.begin({}, state="s", redirect_uri="https://northshire.example/back")
    asked = parse_qs(urlsplit(begun.url).query)
    assert asked["state"] == ["s"] and "pages_manage_posts" in asked["scope"][0]
    found = sign_in.finish({"code": fb.CODE}, begun.kept, redirect_uri="https://northshire.example/back")
    assert [one.account.name for one in found] == ["Northshire SENDIASS", "Northshire Parent Carer Forum"]
    assert found[0].credentials == {"page_id": fb.PAGE, "token": fb.TOKEN}
    assert facebook_server.paths().count("/v25.0/debug_token") == 1


@pytest.mark.parametrize("returned", [{}, {"error": "access_denied"}, {"code": "wrong"}])
def test_a_sign_in_that_was_not_agreed_to_says_so(facebook_server, returned):
    with pytest.raises(Refused):
        sign_in_of("facebook").finish(returned, {}, redirect_uri="https://northshire.example/back")


def test_a_pasted_token_is_tried_on_facebook(facebook_server):
    taken = sign_in_of("facebook").take({"page_id": fb.PAGE, "token": f" {fb.TOKEN} "})
    assert taken.credentials == {"page_id": fb.PAGE, "token": fb.TOKEN}
    with pytest.raises(SignedOut):
        sign_in_of("facebook").take({"page_id": fb.PAGE, "token": "wrong"})
    with pytest.raises(Refused, match="another page"):
        sign_in_of("facebook").take({"page_id": "104000000000002", "token": fb.TOKEN})
    with pytest.raises(Refused, match="digits"):
        sign_in_of("facebook").take({"page_id": "northshire", "token": fb.TOKEN})


def test_without_the_apps_keys_a_token_can_still_be_pasted(facebook_server, settings):
    settings.FACEBOOK_APP_ID = settings.FACEBOOK_APP_SECRET = ""
    sign_in = sign_in_of("facebook")
    assert "Paste" in sign_in.refusal()
    with pytest.raises(Refused, match="Paste"):
        sign_in.begin({}, state="s", redirect_uri="https://northshire.example/back")
    assert sign_in.take({"page_id": fb.PAGE, "token": fb.TOKEN}).account.token_ends_at is None


@pytest.mark.parametrize("said", [None, [], {"data": None}, {"data": {"expires_at": "soon"}}, {"data": {}}])
def test_a_token_whose_end_is_not_told_has_none(facebook_server, said):
    facebook_server.answer = _first(facebook_server.answer, "/v25.0/debug_token", said)
    assert sign_in_of("facebook").take({"page_id": fb.PAGE, "token": fb.TOKEN}).account.token_ends_at is None


def test_a_token_that_ends_says_when(facebook_server):
    said = {"data": {"is_valid": True, "expires_at": 1800000000}}
    facebook_server.answer = _first(facebook_server.answer, "/v25.0/debug_token", said)
    taken = sign_in_of("facebook").take({"page_id": fb.PAGE, "token": fb.TOKEN})
    assert taken.account.token_ends_at == dt.datetime.fromtimestamp(1800000000, dt.UTC)


def _first(answer, path, said):
    from tests.channels.networks.server import Answer

    return lambda asked: Answer(200, said) if asked.path == path else answer(asked)


def test_what_facebook_can_do_stands_in_its_capabilities(facebook):
    assert facebook.capabilities.can(Action.CORRECT)
    assert facebook.capabilities.how_by_hand(Action.REPORT)
    assert not facebook.capabilities.threads


# People


def test_a_person_is_blocked_and_let_in_again_each_as_often_as_one_likes(facebook, facebook_server):
    for _ in range(2):
        facebook.block("6011223344")
    assert facebook_server.blocked == {"6011223344"}
    for _ in range(2):
        facebook.unblock("6011223344")
    assert facebook_server.blocked == set()


@pytest.mark.parametrize("author", ["unknown-77", "", "1/../2", "6011223344\n"])
def test_somebody_whom_facebook_does_not_name_is_blocked_by_hand(author, facebook, facebook_server):
    with pytest.raises(Refused, match="by hand"):
        facebook.block(author)
    assert facebook_server.blocked == set()


def test_a_writer_comes_with_the_number_that_a_block_takes(facebook, facebook_server):
    post = facebook_server.add_post("Hello")
    facebook_server.add_comment(post["id"], "Rubbish")
    (comment,) = facebook.comments_since("").comments
    facebook.block(comment.author_id)
    assert facebook_server.blocked == {fb.PARENT["id"]}


# Looking up


def test_an_edited_comment_and_one_that_is_gone_are_told_by_looking_them_up(facebook, facebook_server):
    post = facebook_server.add_post("Hello")
    changed, gone = (facebook_server.add_comment(post["id"], text)["id"] for text in ("Before", "Gone"))
    facebook_server.comments[changed]["message"] = "After"
    del facebook_server.comments[gone]
    told = {one.remote_id: (one.is_not_shown, one.text) for one in facebook.look_up_comments([changed, gone, "../me"])}
    assert told == {changed: (False, "After"), gone: (True, "")}
    assert not any(".." in path for path in facebook_server.paths())


def test_facebook_has_no_search(facebook):
    assert not facebook.capabilities.is_possible(Action.SEARCH)
    with pytest.raises(Refused, match="nobody search"):
        facebook.search("#SEND", "")


def test_a_comment_below_a_comment_says_which(facebook, facebook_server):
    post = facebook_server.add_post("Hello")
    first = facebook_server.add_comment(post["id"], "Is it free?")
    second = facebook_server.add_comment(post["id"], "I think so")
    second["parent"] = {"id": first["id"]}
    told = {one.text: (one.answers, one.answers_comment) for one in facebook.comments_since("").comments}
    assert told == {"Is it free?": (post["id"], ""), "I think so": (post["id"], first["id"])}


# Messages


def test_a_message_to_the_page_comes_in_once_and_in_private(facebook, facebook_server):
    said = facebook_server.write_message("My son is out of school.")
    facebook_server.write_message("Please call us on 01632 960123.", by=fb.PAGE)
    batch = facebook.comments_since("")
    (one,) = batch.comments
    assert (one.remote_id, one.text, one.is_private, one.answers, one.url) == (
        said["id"],
        "My son is out of school.",
        True,
        "",
        "",
    )
    assert one.author_id == fb.PARENT["id"]


def test_a_message_is_answered_in_its_conversation_and_the_answer_found(facebook, facebook_server):
    said = facebook_server.write_message("My son is out of school.")
    wanted = Reply(
        ref="r", remote_id=said["id"], text="Please call us.", is_private=True, first_tried_at=timezone.now()
    )
    assert facebook.find_reply(wanted) == Absent()
    made = facebook.reply_privately(said["id"], "Please call us.", ref="r")
    assert facebook.find_reply(wanted) == Found(remote_id=made.remote_id)
    assert [one["message"] for one in facebook_server.conversations[fb.PARENT["id"]]][-1] == "Please call us."


def test_without_the_right_to_messages_comments_are_read_all_the_same(facebook, facebook_server):
    facebook_server.may_read_messages = False
    facebook_server.write_message("Hello")
    post = facebook_server.add_post("Hello")
    facebook_server.add_comment(post["id"], "Is it free?")
    assert [one.text for one in facebook.comments_since("").comments] == ["Is it free?"]


@pytest.mark.parametrize("remote_id", ["m_12345unknown", "by-hand:m_1", "m_../../me", "m_a\n"])
def test_a_message_that_is_not_there_is_not_answered(remote_id, facebook, facebook_server):
    with pytest.raises(Refused):
        facebook.reply_privately(remote_id, "Hello", ref="r")
    assert facebook_server.conversations == {}


HOSTILE_MESSAGES = [
    {"id": 7},
    {"id": "m_12345", "from": "me", "created_time": "soon"},
    {"id": "m_12345", "from": {"id": ["x"]}, "created_time": "2026-11-21T10:00:00+0000"},
    {"id": "../x", "from": {"id": "1"}, "created_time": "2999-01-01T00:00:00+0000", "message": {"a": 1}},
]


@pytest.mark.parametrize("row", HOSTILE_MESSAGES)
def test_a_message_that_makes_no_sense_is_passed_over(row, facebook, facebook_server):
    facebook_server.write_message("Hello")
    facebook_server.conversations["9"] = [{"created_time": "x", **row}]
    assert [one.text for one in facebook.comments_since("").comments] == ["Hello"]


# Pushed late


def test_an_old_event_that_comes_after_a_younger_one_was_read_changes_nothing(facebook, facebook_channel):
    number = "204000000000001_404000000000001"
    event(facebook_channel, "webhook_edited", f"{number}:edited:1:x", entry_time=3, message="Last words")
    first = facebook.comments_since("")
    assert [one.text for one in first.comments] == ["Last words"]
    event(facebook_channel, "webhook_add", f"{number}:add:1", entry_time=1)
    event(facebook_channel, "webhook_edited", f"{number}:edited:1:y", entry_time=2, message="Second words")
    assert [one.text for one in facebook.comments_since(first.cursor).comments] == ["Last words"]


def test_a_comment_whose_removal_came_first_does_not_come_in(facebook, facebook_channel):
    number = "204000000000001_404000000000001"
    event(facebook_channel, "webhook_remove", f"{number}:remove:1")
    first = facebook.comments_since("")
    event(facebook_channel, "webhook_add", f"{number}:add:1")
    assert facebook.comments_since(first.cursor).comments == ()


def test_events_in_any_order_and_number_leave_the_same(facebook_channel):
    """Fuzzed: the same five events, shuffled, doubled and cut into readings anywhere."""
    number = "204000000000001_404000000000001"
    told = [
        ("webhook_add", f"{number}:add:1", {"entry_time": 1}),
        ("webhook_edited", f"{number}:edited:1:b", {"entry_time": 2, "message": "Second words"}),
        ("webhook_edited", f"{number}:edited:1:c", {"entry_time": 3, "message": "Third words"}),
        ("webhook_hide", f"{number}:hide:1", {"entry_time": 4}),
        (
            "webhook_add",
            f"{number[:-1]}2:add:1",
            {"entry_time": 1, "comment_id": f"{number[:-1]}2", "message": "Other"},
        ),
    ]
    chance = random.Random(20261121)
    for _ in range(40):
        ReceivedEvent.objects.all().delete()
        cursor, texts = "", {}
        for name, key, changed in chance.sample(told, len(told)):
            event(facebook_channel, name, key, **changed)
            if chance.random() < 0.5:
                batch = connector_of(facebook_channel).comments_since(cursor)
                cursor = batch.cursor
                texts |= {one.remote_id: one.text for one in batch.comments}
        texts |= {one.remote_id: one.text for one in connector_of(facebook_channel).comments_since(cursor).comments}
        assert texts == {number: "Third words", f"{number[:-1]}2": "Other"}
