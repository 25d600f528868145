"""An account on X, against a server on loopback that answers as X's documents have it."""

import datetime as dt
import hashlib
import io
import json
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from channels.credentials import opened, sealed
from channels.models import Channel
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
from channels.networks.x import comments, tokens
from channels.networks.x.api import refusal_of, tokens_for
from tests.channels.networks import x_server as xs
from tests.channels.networks.server import FAULTS, Answer, payload

pytest_plugins = ("tests.channels.networks.loopback",)

TEXT = "Our workshops start in January & are free: https://northshire-sendiass.example/workshops"


def outgoing(text=TEXT, **fields):
    return Outgoing(ref="r-1", text=text, first_tried_at=timezone.now(), **fields)


def credentials(channel, **changed):
    kept = {"user_id": xs.ME, "token": "access-1", "refresh_token": "refresh-1"} | changed
    Channel.objects.filter(pk=channel.pk).update(credentials=sealed(kept))
    return Channel.objects.get(pk=channel.pk)


@pytest.fixture
def x(x_channel):
    return connector_of(x_channel)


@pytest.fixture
def picture():
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    name = default_storage.save("hall.png", ContentFile(made.getvalue()))
    return Picture(file=name, alt="A hall with chairs", width=40, height=30)


# Posts


def test_a_text_with_its_link_goes_out(x, x_server):
    published = x.publish(outgoing("Come along.", link="https://northshire-sendiass.example/"))
    (made,) = x_server.published
    assert x_server.asked[-1].body == {"text": "Come along.\n\nhttps://northshire-sendiass.example/"}
    assert published.remote_id == made["id"]
    assert published.remote_url == f"https://x.com/i/status/{made['id']}"


def test_pictures_are_uploaded_and_described_before_anything_is_out(x, x_server, picture):
    plain = Picture(file=picture.file, alt="", width=40, height=30)
    prepared = x.prepare(outgoing(pictures=(picture, plain)))
    assert x_server.published == []
    json.dumps(prepared)
    x.publish(outgoing(pictures=(picture, plain), prepared=prepared))
    (made,) = x_server.published
    assert [one.get("alt") for one in made["pictures"]] == ["A hall with chairs", None]
    assert {one["category"] for one in made["pictures"]} == {"tweet_image"}


def test_a_post_without_its_uploaded_pictures_does_not_go_out_bare(x, x_server, picture):
    with pytest.raises(Refused, match="Send it again"):
        x.publish(outgoing(pictures=(picture,)))
    assert x_server.asked == []


def test_a_video_is_left_to_a_person(x, x_server):
    with pytest.raises(Refused, match="by hand"):
        x.publish(outgoing(video=Video(file="v.mp4", alt="", media_type="video/mp4")))
    assert x_server.asked == []


def test_the_posts_of_a_thread_answer_each_other(x, x_server):
    first = x.publish(outgoing("One"))
    second = x.publish(outgoing("Two", answers=first.remote_id, thread=first.remote_id))
    made = x_server.posts[second.remote_id]
    assert made["referenced_tweets"] == [{"type": "replied_to", "id": first.remote_id}]
    assert made["conversation_id"] == first.remote_id


def test_removing_twice_is_no_error(x, x_server):
    published = x.publish(outgoing())
    x.remove(published.remote_id)
    x.remove(published.remote_id)
    assert x_server.published == []


def test_a_post_that_x_says_it_did_not_delete_is_not_taken_for_gone(x, x_server):
    published = x.publish(outgoing())
    x_server.answers[f"DELETE /2/tweets/{published.remote_id}"] = Answer(200, {"data": {"deleted": False}})
    with pytest.raises(Refused, match="did not delete"):
        x.remove(published.remote_id)


@pytest.mark.parametrize("remote_id", ["", "me", "../users/me", "https://x.com/n/status/1", "1?x=2", "1" * 30])
def test_what_has_no_number_is_left_to_a_person(x, x_server, remote_id):
    for ask in (x.remove, x.hide, x.unhide):
        with pytest.raises(Refused, match="by hand"):
            ask(remote_id)
    assert x_server.asked == []


def test_what_x_cannot_do_is_refused_and_not_in_its_capabilities(x):
    assert not x.capabilities.is_possible(Action.CORRECT)
    assert not x.capabilities.is_possible(Action.REMOVE_COMMENT)
    for ask in (lambda: x.correct("1", outgoing()), lambda: x.remove_comment("1")):
        with pytest.raises(Refused):
            ask()
    with pytest.raises(Refused, match="by hand"):
        x.reply_privately("1", "Hello", ref="s")


# Looking


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Fish & chips <3 at https://www.northshire-sendiass.example/ and https://b.example/x?a=1&b=2",
        "Two\n\nparagraphs",
        "Café, in letters that are put together",
        "Long " * 60,
    ],
)
def test_what_arrived_is_found_though_x_rewrote_it(x, x_server, text):
    published = x.publish(outgoing(text))
    assert x.find(outgoing(text)) == Found(remote_id=published.remote_id, remote_url=published.remote_url)


def test_a_post_with_pictures_is_found(x, x_server, picture):
    prepared = x.prepare(outgoing(pictures=(picture,)))
    published = x.publish(outgoing(pictures=(picture,), prepared=prepared))
    assert x.find(outgoing(pictures=(picture,))).remote_id == published.remote_id


def test_a_long_post_is_compared_by_its_whole_text(x, x_server):
    row = x_server.add("The begin...")
    row["note_tweet"] = {
        "text": "The beginning and https://t.co/1 end",
        "entities": {"urls": [{"url": "https://t.co/1", "expanded_url": "https://a.example/"}]},
    }
    assert isinstance(x.find(outgoing("The beginning and https://a.example end")), Found)


def test_what_did_not_arrive_is_absent(x, x_server):
    x_server.add("Something else")
    x_server.add(TEXT, by="3300000001")
    assert x.find(outgoing()) == Absent()


def test_the_same_words_of_last_week_are_not_this_post(x, x_server):
    x_server.now = lambda: timezone.now() - dt.timedelta(days=7)
    x_server.add(TEXT)
    assert x.find(outgoing()) == Absent()


def test_the_same_words_elsewhere_in_a_thread_are_not_this_post(x, x_server):
    first, other = x_server.add("One"), x_server.add("Other")
    x_server.add("Two", answers=other["id"])
    assert x.find(outgoing("Two", answers=first["id"])) == Absent()
    assert x.find(outgoing("Two")) == Absent()
    x_server.add("Two", answers=first["id"])
    assert isinstance(x.find(outgoing("Two", answers=first["id"])), Found)


def test_two_of_the_same_words_are_a_question_for_a_person(x, x_server):
    x_server.add(TEXT)
    x_server.add(TEXT)
    assert isinstance(x.find(outgoing()), Unsure)


def test_a_post_far_down_is_found_and_too_many_are_a_question(x, x_server):
    x_server.add(TEXT)
    for number in range(150):
        x_server.add(f"Tip {number}")
    assert isinstance(x.find(outgoing()), Found)
    for number in range(300):
        x_server.add(f"Hint {number}")
    assert isinstance(x.find(outgoing()), Unsure)


def test_words_that_x_has_already_from_this_post_mean_that_it_is_out(x, x_server):
    published = x.publish(outgoing())
    assert x.publish(outgoing()) == published
    assert len(x_server.published) == 1


def test_words_that_x_has_already_from_an_older_post_are_a_refusal_that_says_so(x, x_server):
    x_server.now = lambda: timezone.now() - dt.timedelta(days=3)
    x_server.add(TEXT)["given"] = (TEXT, "")
    with pytest.raises(Refused, match="Change the words"):
        x.publish(outgoing())


def test_words_that_x_has_but_does_not_show_are_unclear(x, x_server):
    x_server.set_error("error_403_duplicate")
    with pytest.raises(Unclear, match="already"):
        x.publish(outgoing())


# What goes wrong


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("error_400", Refused, "as it is"),
        ("error_403", Refused, "does not let this account"),
        ("error_403_duplicate", Unclear, "already"),
        ("error_403_duplicate_old", Unclear, "already"),
        ("error_403_usage_capped", TryLater, "used up"),
        ("error_404", Refused, "no longer"),
        ("error_429", TryLater, "no more"),
        ("error_429_old", TryLater, "no more"),
        ("error_503", Unclear, "503"),
    ],
)
def test_each_error_that_x_documents_is_told_in_plain_words(x, x_server, name, kind, says):
    x_server.set_error(name)
    with pytest.raises(kind, match=says) as raised:
        x.publish(outgoing())
    assert isinstance(raised.value, Refused) == issubclass(kind, Refused)
    assert x_server.published == []


@pytest.mark.parametrize("name", ["error_429", "error_429_old", "error_429_day"])
def test_the_wait_is_the_one_that_x_names(x, x_server, name):
    x_server.set_error(name)
    with pytest.raises(TryLater) as raised:
        x.publish(outgoing())
    assert xs.WAITS_S - 10 < raised.value.after_s <= xs.WAITS_S


@pytest.mark.parametrize("reset", ["", "soon", "-5", "1" * 400, "9e99"])
def test_a_reset_that_makes_no_sense_does_no_harm(reset):
    headers = {"x-rate-limit-reset": reset, "x-user-limit-24hour-remaining": "0", "x-user-limit-24hour-reset": reset}
    assert 0 <= refusal_of(httpx.Response(429, headers=headers)).after_s <= 6 * 3600


@pytest.mark.parametrize("body", [b"", b"[]", b'{"errors": "x"}', b'{"errors": [7], "detail": 7, "type": []}', b"<"])
def test_a_refusal_whose_body_makes_no_sense_is_read_by_its_status(body):
    assert isinstance(refusal_of(httpx.Response(403, content=body)), Refused)


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
def test_each_fault_says_no_more_than_is_known_and_leaves_one_copy_at_most(x, x_server, settings, monkeypatch, fault):
    monkeypatch.setattr(tokens, "WAITS_FOR_THE_WINNER_S", (0.01,))
    settings.SENDING_CALL_LIMIT_S = 1.5
    kind, copies = OUTCOMES[fault]
    x_server.set_fault(fault)
    began = time.monotonic()
    with pytest.raises(kind):
        x.publish(outgoing())
    assert time.monotonic() - began < 12
    assert len(x_server.published) == copies


# Tokens


def test_a_token_that_has_ended_is_renewed_and_the_new_ones_are_kept(x, x_server, x_channel):
    x_server.tokens.clear()
    x.publish(outgoing())
    assert len(x_server.published) == 1
    kept = opened(Channel.objects.get(pk=x_channel.pk))
    assert (kept["token"], kept["refresh_token"], kept["user_id"]) == ("access-2", "refresh-2", xs.ME)
    x.remove(x_server.published[0]["id"])
    assert x_server.refreshed == 1


def test_a_token_is_renewed_before_its_end(x_server, x_channel):
    soon = (timezone.now() + dt.timedelta(seconds=60)).isoformat()
    connector_of(credentials(x_channel, ends_at=soon)).publish(outgoing())
    assert x_server.paths("POST") == ["/2/oauth2/token", "/2/tweets"]
    x_server.asked.clear()
    connector_of(Channel.objects.get(pk=x_channel.pk)).publish(outgoing("Another"))
    assert x_server.paths("POST") == ["/2/tweets"]


def test_who_comes_second_takes_the_tokens_that_the_first_one_kept(x_server, x_channel):
    second = connector_of(Channel.objects.get(pk=x_channel.pk))
    x_server.tokens.clear()
    connector_of(x_channel).publish(outgoing("One"))
    second.publish(outgoing("Two"))
    assert x_server.refreshed == 1
    assert len(x_server.published) == 2


def test_who_loses_the_race_waits_for_what_the_winner_keeps(x_server, x_channel, monkeypatch):
    """The refresh token is used up already, and the winner has not written yet."""
    x_server.tokens, x_server.refresh_tokens = {"access-9"}, {"refresh-9"}

    def winner_writes(_):
        credentials(x_channel, token="access-9", refresh_token="refresh-9")

    monkeypatch.setattr("channels.networks.x.tokens.time.sleep", winner_writes)
    connector_of(x_channel).publish(outgoing())
    assert len(x_server.published) == 1
    assert opened(Channel.objects.get(pk=x_channel.pk))["token"] == "access-9"


def test_a_renewal_does_not_overwrite_a_connection_made_meanwhile(x_server, x_channel, monkeypatch):
    x_server.tokens.clear()

    def connected_anew_after(**grant):
        answer = tokens_for(**grant)
        credentials(x_channel, token="by-a-person", refresh_token="r")
        x_server.tokens.add("by-a-person")
        return answer

    monkeypatch.setattr("channels.networks.x.tokens.tokens_for", connected_anew_after)
    connector_of(x_channel).publish(outgoing())
    assert opened(Channel.objects.get(pk=x_channel.pk))["token"] == "by-a-person"
    assert x_server.asked[-1].headers["authorization"] == "Bearer by-a-person"


def test_a_renewal_that_x_does_not_answer_is_tried_again_later(x, x_server):
    x_server.tokens.clear()
    x_server.publishes = lambda asked: asked.path == "/2/oauth2/token"
    x_server.set_fault("5xx before")
    with pytest.raises(TryLater):
        x.publish(outgoing())
    x.publish(outgoing())
    assert len(x_server.published) == 1


def test_without_a_refresh_token_the_end_of_the_token_is_the_end(x_server, x_channel):
    x_server.tokens.clear()
    with pytest.raises(SignedOut, match="Connect it again"):
        connector_of(credentials(x_channel, refresh_token="")).publish(outgoing())


def test_an_account_whose_access_was_taken_is_signed_out_and_stays_so(x, x_server, monkeypatch):
    monkeypatch.setattr("channels.networks.x.tokens.time.sleep", lambda _: None)
    x_server.set_fault("token expired")
    for _ in range(2):
        with pytest.raises(SignedOut):
            x.publish(outgoing())


# Comments


def test_mentions_and_answers_come_oldest_first_without_our_own_and_without_reposts(x, x_server):
    ours = x_server.add(TEXT)
    first = x_server.add("@northshire_sen Is it free & open? https://a.example/x", by="3300000001", answers=ours["id"])
    x_server.add("@a_parent_ex Yes", answers=first["id"])
    x_server.add("Could my son come too?", by="3300000001", answers=first["id"])
    repost = x_server.add("RT @northshire_sen: Our workshops", by="3300000001")
    repost["referenced_tweets"] = [{"type": "retweeted", "id": ours["id"]}]
    batch = x.comments_since("")
    assert [one.text for one in batch.comments][-1] == "Could my son come too?"
    assert batch.comments[0].text.endswith("https://a.example/x")
    assert [one.answers for one in batch.comments] == [ours["id"]] * 2
    assert batch.comments[0].author_handle == "a_parent_ex"
    assert batch.comments[0].url == f"https://x.com/a_parent_ex/status/{first['id']}"
    json.dumps(dict(batch.comments[0].raw))


def test_the_documented_mentions_and_search_are_read(x, x_server):
    x_server.add(TEXT)
    x_server.answers[f"GET /2/users/{xs.ME}/mentions"] = payload("x", "mentions")
    x_server.answers["GET /2/tweets/search/recent"] = payload("x", "search")
    batch = x.comments_since("1990000000000000000")
    assert [one.text for one in batch.comments] == [
        "@northshire_sen Is it free & open to all? https://example.org/event",
        "Could my son come too?",
    ]
    assert batch.comments[0].author_signals == {"followers": 12, "has_avatar": False}
    assert batch.cursor == "1991000000000000015"


def test_what_was_read_is_not_read_again(x, x_server):
    x_server.add("@northshire_sen Hello", by="3300000001")
    batch = x.comments_since("")
    again = x.comments_since(batch.cursor)
    assert (again.comments, again.cursor) == ((), batch.cursor)


def test_more_mentions_than_one_page_shows_are_all_read(x, x_server):
    for number in range(250):
        x_server.add(f"@northshire_sen Question {number}", by="3300000001")
    batch = x.comments_since("")
    assert [one.text for one in batch.comments] == [f"@northshire_sen Question {number}" for number in range(250)]


def test_a_plan_without_search_still_reads_mentions(x, x_server):
    x_server.has_search = False
    ours = x_server.add(TEXT)
    x_server.add("@northshire_sen Hello", by="3300000001", answers=ours["id"])
    assert len(x.comments_since("").comments) == 1


def test_the_search_is_not_asked_for_more_than_a_week(x, x_server):
    x_server.add(TEXT)
    x.comments_since("1000000000000000000")
    (asked,) = [one for one in x_server.asked if one.path.endswith("/search/recent")]
    assert "since_id" not in asked.query


@pytest.mark.parametrize("cursor", ["x", "-1", "٣", "1.5"])
def test_a_cursor_that_makes_no_sense_reads_the_last_days(x, x_server, cursor):
    x_server.add("@northshire_sen Hello", by="3300000001")
    assert len(x.comments_since(cursor).comments) == 1


def test_the_moment_of_a_post_stands_in_its_number(x_server):
    now = timezone.now()
    number = int(x_server.add("Hello")["id"])
    assert abs(comments.moment_of(number) - now) < dt.timedelta(seconds=5)


def test_hiding_and_showing_twice_is_no_error(x, x_server):
    ours = x_server.add(TEXT)
    comment = x_server.add("@northshire_sen Rude", by="3300000001", answers=ours["id"])
    x.hide(comment["id"])
    x.hide(comment["id"])
    assert x_server.hidden == {comment["id"]}
    x.unhide(comment["id"])
    assert x_server.hidden == set()


def test_what_x_did_not_hide_is_not_taken_for_hidden(x, x_server):
    x_server.answers["PUT /2/tweets/12/hidden"] = Answer(200, {"data": {"hidden": False}})
    with pytest.raises(Refused, match="below our own posts"):
        x.hide("12")


def test_a_mention_elsewhere_cannot_be_hidden_and_says_so(x, x_server):
    x_server.set_error("error_403")
    with pytest.raises(Refused, match="below our own posts"):
        x.hide("12")


def test_a_public_answer_stands_below_the_comment(x, x_server):
    comment = x_server.add("@northshire_sen When?", by="3300000001")
    published = x.reply_publicly(comment["id"], "On the 5th.", ref="s-1")
    assert x_server.posts[published.remote_id]["referenced_tweets"][0]["id"] == comment["id"]


def reply(comment, text, **fields):
    return Reply(ref="s-1", remote_id=comment["id"], text=text, first_tried_at=timezone.now(), **fields)


@pytest.mark.parametrize(("fault", "found"), [("5xx after", Found), ("timeout after", Found), ("5xx before", Absent)])
def test_a_public_answer_whose_outcome_is_lost_is_found_below_the_comment(x, x_server, fault, found):
    comment = x_server.add("@northshire_sen When?", by="3300000001")
    other = x_server.add("@northshire_sen Where?", by="3300000001")
    x.reply_publicly(other["id"], "On the 5th, at noon.", ref="s-0")
    wanted = reply(comment, "On the 5th.")
    x_server.set_fault(fault)
    with pytest.raises(Unclear):
        x.reply_publicly(comment["id"], wanted.text, ref=wanted.ref)
    answer = x.find_reply(wanted)
    assert isinstance(answer, found)
    assert [row["id"] for row in x_server.published[1:]] == [answer.remote_id for _ in x_server.published[1:]]


def test_whether_a_message_arrived_is_asked_of_a_person(x):
    assert isinstance(x.find_reply(reply({"id": "12"}, "Please ring us.", is_private=True)), Unsure)


# The account and its connection


def test_the_profile_is_read_with_its_pinned_post_and_a_digest_of_its_picture(x):
    profile = x.profile()
    assert profile.name == "Northshire SENDIASS"
    assert profile.pinned.endswith("Ring us: https://northshire-sendiass.example/contact")
    assert profile.picture_sha256 == hashlib.sha256(xs.PICTURE).hexdigest()
    assert profile.followers == 318


def test_the_connection_is_tested(x_server, x_channel):
    assert connector_of(x_channel).verify().remote_id == xs.ME
    with pytest.raises(SignedOut, match="another account"):
        connector_of(credentials(x_channel, user_id="7")).verify()


def test_a_person_signs_in_at_x(x_server):
    sign_in = sign_in_of("x")
    begun = sign_in.begin({}, state="s", redirect_uri="https://northshire.example/back")
    asked = parse_qs(urlsplit(begun.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert "offline.access" in asked["scope"][0]
    assert begun.kept["verifier"] not in begun.url
    (found,) = sign_in.finish({"code": xs.CODE}, begun.kept, redirect_uri="https://northshire.example/back")
    assert found.account.handle == "@northshire_sen"
    assert found.account.token_ends_at is None
    assert found.credentials["refresh_token"] in x_server.refresh_tokens
    (token_call,) = [one for one in x_server.asked if one.path == "/2/oauth2/token"]
    assert token_call.form["code_verifier"] == begun.kept["verifier"]
    assert token_call.headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize("returned", [{}, {"error": "access_denied"}, {"code": "wrong"}])
def test_a_sign_in_that_was_not_agreed_to_says_so(x_server, returned):
    with pytest.raises(Refused):
        sign_in_of("x").finish(returned, {"verifier": "v"}, redirect_uri="https://northshire.example/back")


def test_a_pasted_token_is_tried_on_x_and_ends_within_two_hours(x_server):
    taken = sign_in_of("x").take({"token": " access-1 "})
    left = taken.account.token_ends_at - timezone.now()
    assert dt.timedelta(hours=1) < left <= dt.timedelta(hours=2)
    assert sign_in_of("x").take({"token": "access-1", "refresh_token": "r"}).account.token_ends_at is None
    for typed in ({"token": "wrong"}, {"token": ""}, {}):
        with pytest.raises(Refused):
            sign_in_of("x").take(typed)


def test_without_the_apps_keys_tokens_can_still_be_pasted(x_server, settings):
    settings.X_CLIENT_ID = ""
    assert "Paste" in sign_in_of("x").refusal()
    with pytest.raises(Refused, match="Paste"):
        sign_in_of("x").begin({}, state="s", redirect_uri="https://northshire.example/back")
    assert sign_in_of("x").take({"token": "access-1"}).account.remote_id == xs.ME


# Looking up, editing and searching


def test_an_edited_post_one_that_is_gone_and_one_that_we_may_not_see(x, x_server):
    changed, gone, locked = (x_server.add(f"@northshire_sen {text}", by="3300000001") for text in ("A", "B", "C"))
    row = x_server.posts.pop(changed["id"])
    newer = str(int(changed["id"]) + 1000)
    x_server.posts[newer] = row | {"id": newer, "text": "Other words", "edit_history_tweet_ids": [changed["id"], newer]}
    del x_server.posts[gone["id"]]
    x_server.locked.add(locked["id"])
    told = x.look_up_comments([changed["id"], gone["id"], locked["id"], "by-hand:1"])
    assert {one.remote_id: (one.is_gone, one.text) for one in told} == {
        changed["id"]: (False, "Other words"),
        gone["id"]: (True, ""),
    }
    assert x.look_up_comments(["by-hand:1"]) == ()


def test_an_edited_post_is_the_same_comment_with_other_words(x, x_server):
    first = x_server.add("@northshire_sen Is it free", by="3300000001")
    cursor = x.comments_since("").cursor
    newer = str(int(first["id"]) + 1000)
    words = {"id": newer, "text": "@northshire_sen Is it free?", "edit_history_tweet_ids": [first["id"], newer]}
    x_server.posts[newer] = first | words
    (again,) = x.comments_since(cursor).comments
    assert (again.remote_id, again.text) == (first["id"], "@northshire_sen Is it free?")


def test_an_answer_says_which_post_it_answers(x, x_server):
    ours = x_server.add(TEXT)
    first = x_server.add("@northshire_sen Is it free?", by="3300000001", answers=ours["id"])
    x_server.add("@northshire_sen And parking?", by="3300000001", answers=first["id"])
    assert [one.answers_comment for one in x.comments_since("").comments] == [ours["id"], first["id"]]


@pytest.mark.parametrize("term", ["#SENDtips", "annual review"])
def test_words_and_hashtags_are_searched_for_and_our_own_left_out(term, x, x_server):
    x_server.add(f"Ours about {term}")
    said = x_server.add(f"Theirs about {term}", by="3300000001")
    batch = x.search(term, "")
    assert [one.remote_id for one in batch.comments] == [said["id"]]
    assert x.search(term, batch.cursor).comments == ()


def test_a_term_cannot_break_out_of_its_quotes(x, x_server):
    x.search('annual" from:a_parent_ex "', "")
    query = x_server.asked[-1].query["query"]
    assert query.startswith('"annual  from:a_parent_ex" -is:retweet')
