"""The sandbox as a visitor uses it, without an account."""

import uuid

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from channels.models import SandboxComment
from channels.networks import connector_of
from channels.sandbox import visitors
from tests.factories.channels import ChannelFactory, SandboxCommentFactory, SandboxPostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def channel(service):
    return ChannelFactory(service=service)


@pytest.fixture
def post(service, channel):
    return SandboxPostFactory(service=service)


def timeline(client: Client, **query) -> str:
    return client.get(reverse("sandbox:timeline", args=["northshire"]), query).content.decode()


def write(client: Client, post=None, text="When do they start?", name="A parent", **extra):
    name_of_page = "sandbox:comment" if post else "sandbox:message"
    args = ["northshire", post.key] if post else ["northshire"]
    return client.post(reverse(name_of_page, args=args), {"name": name, "text": text}, **extra)


def test_anybody_sees_the_posts_and_that_it_is_practice(client, post):
    page = timeline(client)
    assert post.text in page
    assert "This is practice." in page
    assert visitors.COOKIE not in client.cookies


def test_a_removed_post_is_gone(client, post):
    post.removed_at = timezone.now()
    post.save()
    assert post.text not in timeline(client)


def test_a_service_without_a_sandbox_channel_is_not_there(client, service):
    assert client.get(reverse("sandbox:timeline", args=["northshire"])).status_code == 404
    assert client.get(reverse("sandbox:timeline", args=["nobody"])).status_code == 404


def test_a_comment_is_public_and_comes_in(client, post, channel):
    assert write(client, post).status_code == 302
    assert "When do they start?" in timeline(Client())
    [comment] = connector_of(channel).comments_since("").comments
    assert (comment.text, comment.answers, comment.is_private) == ("When do they start?", str(post.key), False)


def test_a_message_is_private_and_comes_in(client, post, channel):
    write(client, text="May I ask in private?")
    assert "May I ask in private?" in timeline(client)
    assert "May I ask in private?" not in timeline(Client())
    [comment] = connector_of(channel).comments_since("").comments
    assert comment.is_private


def test_a_private_answer_is_seen_by_its_visitor_alone(client, post, channel):
    write(client, post)
    comment = SandboxComment.objects.get()
    connector_of(channel).reply_privately(str(comment.key), "Please call 01632 960417.", ref="r")
    assert "Please call 01632 960417." in timeline(client)
    assert "Please call 01632 960417." not in timeline(Client())


def test_a_public_answer_is_seen_by_everybody(client, post, channel):
    write(client, post)
    connector_of(channel).reply_publicly(str(SandboxComment.objects.get().key), "In January.", ref="r")
    assert "In January." in timeline(Client())


def test_a_hidden_comment_is_hidden_from_others(client, post, channel):
    write(client, post)
    connector_of(channel).hide(str(SandboxComment.objects.get().key))
    assert "When do they start?" not in timeline(Client())
    assert "Hidden by the service: only you see it." in timeline(client)


def test_a_private_answer_stays_when_the_service_takes_the_comment_away(client, post, channel):
    write(client, post)
    key = str(SandboxComment.objects.get().key)
    connector_of(channel).reply_privately(key, "Please call us.", ref="r")
    connector_of(channel).remove_comment(key)
    page = timeline(client)
    assert "Please call us." in page
    assert "When do they start?" not in timeline(Client())


def test_a_visitor_takes_their_own_comment_away(client, post, channel):
    write(client, post)
    comment = SandboxComment.objects.get()
    address = reverse("sandbox:take_away", args=["northshire", comment.key])
    assert Client().post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert "When do they start?" not in timeline(client)
    assert connector_of(channel).comments_since("").withdrawn == (str(comment.key),)


def test_the_visitor_is_a_random_number_that_nobody_can_make_up(client, post):
    write(client, post)
    cookie = client.cookies[visitors.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/sandbox/"
    assert cookie.value.startswith(SandboxComment.objects.get().visitor.hex)
    forger = Client()
    forger.cookies[visitors.COOKIE] = f"{SandboxComment.objects.get().visitor.hex}:forged"
    assert "(you)" in timeline(client)
    assert "(you)" not in timeline(forger)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": ""}, "Write something first."),
        ({"name": ""}, "Make up a name"),
        ({"text": "a" * 2001}, "2,000 characters"),
        ({"name": "n" * 81}, "at most 80"),
        ({"text": "null\x00byte"}, "Null characters"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_reason(client, post, typed, says):
    answer = write(client, post, **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "data-error-summary" in page
    assert not SandboxComment.objects.exists()


def test_markup_is_shown_and_not_run(client, post):
    write(client, post, text="<script>alert(1)</script>")
    page = timeline(client)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_visitor_who_writes_a_lot_is_asked_to_wait_and_keeps_the_text(client, post):
    write(client, post)
    visitor = SandboxComment.objects.get().visitor
    SandboxCommentFactory.create_batch(visitors.MOST_OF_A_VISITOR - 1, service=post.service, visitor=visitor, post=post)
    answer = write(client, post, text="One more.")
    assert answer.status_code == 429
    assert "Wait a little" in answer.content.decode()
    assert "One more." in answer.content.decode()


def test_an_address_that_writes_a_lot_is_asked_to_wait(post, monkeypatch):
    monkeypatch.setattr(visitors, "MOST_OF_AN_ADDRESS", 2)
    assert [write(Client(), post).status_code for _ in range(3)] == [302, 302, 429]
    assert write(Client(), post, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_form_of_another_site_is_refused(post):
    assert write(Client(enforce_csrf_checks=True), post).status_code == 403


def test_a_comment_on_a_post_of_another_service_is_refused(client, channel):
    assert write(client, SandboxPostFactory()).status_code == 404


def test_pictures_are_shown_with_their_words(client, service, channel, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("media/poster.jpg", ContentFile(b"a picture"))
    post = SandboxPostFactory(
        service=service, pictures=[{"file": name, "alt": "A poster.", "width": 640, "height": 480}]
    )
    assert 'alt="A poster."' in timeline(client)
    address = reverse("sandbox:picture", args=["northshire", post.key, 0])
    assert b"".join(client.get(address).streaming_content) == b"a picture"
    assert client.get(reverse("sandbox:picture", args=["northshire", post.key, 1])).status_code == 404
    assert client.get(reverse("sandbox:picture", args=["northshire", uuid.uuid4(), 0])).status_code == 404


def test_older_posts_are_on_further_pages(client, service, channel):
    SandboxPostFactory.create_batch(21, service=service)
    assert "Older posts" in timeline(client)
    assert "Newer posts" in timeline(client, page=2)


def test_a_long_timeline_takes_few_queries(client, service, channel, django_assert_max_num_queries):
    for post in SandboxPostFactory.create_batch(15, service=service):
        SandboxCommentFactory.create_batch(3, service=service, post=post)
    with django_assert_max_num_queries(12):
        timeline(client)


def test_a_blocked_visitor_cannot_write_and_is_told_so(client, post, channel):
    write(client, post, "Rubbish")
    connector_of(channel).block(SandboxComment.objects.get().handle)
    answer = write(client, post, "More rubbish")
    assert answer.status_code == 429
    assert "has blocked you" in answer.content.decode()
    assert SandboxComment.objects.count() == 1
    write(Client(), post, "Somebody else")
    assert SandboxComment.objects.count() == 2


def below(client, comment, text="And then?", page="sandbox:answer"):
    return client.post(reverse(page, args=["northshire", comment.key]), {"name": "A parent", "text": text})


def test_an_answer_below_a_comment_comes_in_with_what_it_answers(client, post, channel):
    write(client, post, "When do they start?")
    first = SandboxComment.objects.get()
    assert below(Client(), first).status_code == 302
    answer = connector_of(channel).comments_since("").comments[1]
    assert (answer.answers, answer.answers_comment) == (str(post.key), str(first.key))
    assert "And then?" in timeline(client)


def test_a_private_conversation_goes_on_in_private_and_only_for_its_visitor(client, post, channel):
    write(client, text="My son is out of school.")
    first = SandboxComment.objects.get()
    assert below(Client(), first).status_code == 404
    below(client, first)
    answer = SandboxComment.objects.get(above=first)
    assert answer.is_private
    assert answer.post is None


def test_an_empty_answer_comes_back_in_its_place(client, post, channel):
    write(client, post)
    first = SandboxComment.objects.get()
    answer = below(client, first, "")
    assert answer.status_code == 422
    assert f'id="below-{first.key}-text"' in answer.content.decode()
    assert "Write something first." in answer.content.decode()


def test_a_hidden_comment_is_answered_by_its_writer_alone(client, post, channel):
    write(client, post)
    first = SandboxComment.objects.get()
    connector_of(channel).hide(str(first.key))
    assert below(Client(), first).status_code == 404
    assert below(client, first).status_code == 302


def test_a_visitor_changes_their_own_comment_and_nobody_elses(client, post, channel):
    write(client, post, "First words")
    first = SandboxComment.objects.get()
    assert below(Client(), first, "Not mine", page="sandbox:change").status_code == 404
    below(client, first, "Other words", page="sandbox:change")
    below(client, first, " ", page="sandbox:change")
    (now,) = connector_of(channel).look_up_comments([str(first.key), "no-key"])
    assert (now.text, now.is_gone) == ("Other words", False)
    client.post(reverse("sandbox:take_away", args=["northshire", first.key]))
    assert connector_of(channel).look_up_comments([str(first.key)])[0].is_gone


def test_a_post_of_a_visitor_is_found_by_a_search_and_not_read(client, post, channel):
    client.post(reverse("sandbox:write_own", args=["northshire"]), {"name": "A parent", "text": "Any news on #SEND?"})
    assert "Any news on #SEND?" in timeline(Client())
    sandbox = connector_of(channel)
    assert sandbox.comments_since("").comments == ()
    (found,) = sandbox.search("#send", "").comments
    assert (found.text, found.is_private, found.answers) == ("Any news on #SEND?", False, "")
    assert sandbox.search("workshop", "").comments == ()


def press(client: Client, post=None, kind: str = "like", on: str = "1", slug: str = "northshire"):
    args = [slug, post.key] if post else [slug]
    return client.post(reverse("sandbox:mark" if post else "sandbox:follow", args=args), {"kind": kind, "on": on})


def test_a_like_counts_once_for_each_visitor_and_can_be_taken_back(client, post, channel):
    press(client, post)
    press(client, post)
    press(Client(), post)
    assert "Liked (2)" in timeline(client)
    assert "take it back" not in timeline(Client())
    [told] = connector_of(channel).figures([str(post.key)])
    assert (told.likes, told.reshares, told.engagements) == (2, 0, 2)
    press(client, post, on="0")
    press(client, post, on="0")
    [told] = connector_of(channel).figures([str(post.key)])
    assert told.likes == 1


def test_a_post_is_passed_on_and_a_service_followed(client, post, channel):
    press(client, post, "reshare")
    press(client)
    press(client)
    assert connector_of(channel).figures([str(post.key)])[0].reshares == 1
    assert connector_of(channel).profile().followers == 1
    assert "Stop following" in timeline(client)
    press(client, on="0")
    assert connector_of(channel).profile().followers == 0


def test_each_opening_of_the_page_shows_its_posts_once_more(client, post, channel):
    timeline(client)
    timeline(Client())
    write(client, text="")
    assert connector_of(channel).figures([str(post.key)])[0].impressions == 2


def test_the_figures_of_a_post_count_what_stands_below_it_and_tell_that_it_is_gone(client, service, post, channel):
    SandboxCommentFactory(service=service, post=post)
    SandboxCommentFactory(service=service, post=post, removed_at=timezone.now())
    gone = SandboxPostFactory(service=service, removed_at=timezone.now())
    told = connector_of(channel).figures([str(post.key), str(gone.key), str(uuid.uuid4()), "no key", ""])
    assert [(one.remote_id, one.is_gone) for one in told] == [(str(post.key), False), (str(gone.key), True)]
    assert told[0].replies == 1


def test_another_services_posts_are_neither_marked_nor_told(client, channel, other_service):
    theirs = SandboxPostFactory(service=other_service)
    assert press(client, theirs).status_code == 404
    assert connector_of(channel).figures([str(theirs.key)]) == ()


def test_what_cannot_be_pressed_is_refused(client, post):
    assert press(client, post, "follow").status_code == 400
    assert press(client, post, "\x00").status_code == 400
    assert not post.marks.exists()


def test_somebody_who_is_blocked_presses_nothing(client, service, post, channel):
    press(client, post)
    visitor = post.marks.get().visitor
    connector_of(channel).block(f"visitor-{visitor.hex[:8]}")
    press(client, post, "reshare")
    press(client)
    assert [one.kind for one in post.marks.all()] == ["like"]
    assert not service.sandbox_marks.filter(kind="follow").exists()


def test_one_address_presses_so_often_in_a_while(client, post):
    for _ in range(visitors.MOST_OF_AN_ADDRESS + 3):
        press(Client(), post)
    assert post.marks.count() == visitors.MOST_OF_AN_ADDRESS
