"""Notes and versions on the pages, and going through the posts that wait."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from posts import services
from posts.models import Note
from posts.reviewing import notes
from posts.services import Written
from tests.factories.posts import PostFactory, channel

TEXT = "Come to our drop-in. Call us before you come."


def url(name, service, *args):
    return reverse(f"posts:{name}", args=[service.slug, *args])


@pytest.fixture
def at_approval(client, approver):
    client.force_login(approver)
    return client


@pytest.fixture
def post(service, author):
    return PostFactory(service=service, author=author, submitted=True, text=TEXT)


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_note_is_written_on_words_and_stands_in_the_text_with_its_number(at_approval, service, post):
    page = at_approval.post(url("write_note", service, post.pk), {"quote": "Call us", "text": "Staffed?"}, follow=True)
    html = page.content.decode()
    assert '<mark class="mark mark--note">Call us<span class="mark__number">1</span></mark>' in html
    assert "1 to settle before approval" in words(page)
    assert "A note is not settled yet" in words(page)
    assert page.redirect_chain[-1][0].endswith(f"#note-{Note.objects.get().pk}")


def test_a_note_on_other_words_is_refused_and_shown_again(at_approval, service, post):
    page = at_approval.post(url("write_note", service, post.pk), {"quote": "Ring us", "text": "Typed & kept"})
    assert page.status_code == 409
    assert "do not stand in the text" in words(page)
    assert "Typed &amp; kept" in page.content.decode()
    assert at_approval.post(url("write_note", service, post.pk), {"quote": "", "text": " "}).status_code == 422


@pytest.mark.parametrize("near", ["-1", "x", "9" * 40])
def test_a_place_that_is_none_is_refused_without_harm(at_approval, service, post, near):
    sent = {"quote": "Call us", "text": "Staffed?", "near": near, "channel": "1"}
    assert at_approval.post(url("write_note", service, post.pk), sent).status_code == 422
    assert not Note.objects.exists()


def test_a_note_is_answered_settled_and_opened_again(at_approval, service, post, approver):
    note = notes.write(post.pk, by=approver, text="Staffed?")
    at_approval.post(url("answer_note", service, post.pk, note.pk), {"text": "Until five."})
    page = at_approval.post(url("settle_note", service, post.pk, note.pk), follow=True)
    assert "Until five." in words(page)
    assert "Settled by Tom Ashworth" in words(page)
    at_approval.post(url("reopen_note", service, post.pk, note.pk))
    note.refresh_from_db()
    assert note.settled_at is None
    empty = at_approval.post(url("answer_note", service, post.pk, note.pk), {"text": ""})
    assert empty.status_code == 409


def test_a_note_of_another_post_is_not_found(at_approval, service, post, approver):
    other = PostFactory(service=service, submitted=True)
    note = notes.write(other.pk, by=approver, text="Staffed?")
    assert at_approval.post(url("settle_note", service, post.pk, note.pk)).status_code == 404


def test_what_a_note_says_is_no_html(at_approval, service, post, approver):
    notes.write(post.pk, by=approver, text="<script>alert(1)</script>", quote="Call us")
    assert "<script>alert" not in at_approval.get(url("post", service, post.pk)).content.decode()


def test_the_page_costs_the_same_with_one_note_and_with_many(
    at_approval, service, post, approver, author, django_assert_max_num_queries
):
    for number in range(10):
        note = notes.write(post.pk, by=approver, text=f"Note {number}", quote="Call us")
        notes.answer(note.pk, by=author, text="Answer")
    with django_assert_max_num_queries(40):
        at_approval.get(url("post", service, post.pk))


# One post after the other


def waiting(service, author, *hours):
    now = timezone.now()
    return [
        PostFactory(
            service=service, author=author, submitted=True, publish_at=now + dt.timedelta(hours=one), title=f"P{one}"
        )
        for one in hours
    ]


def test_the_posts_that_wait_lead_to_each_other_in_the_order_in_which_they_go_out(at_approval, service, author):
    late, early, middle = waiting(service, author, 30, 10, 20)
    page = at_approval.get(url("post", service, middle.pk))
    assert "2 of 3 waiting" in words(page)
    assert [page.context["next_waiting"][side] for side in ("before", "after")] == [early.pk, late.pk]


def test_after_a_decision_the_next_one_opens_and_after_the_last_one_the_post_itself(at_approval, service, author):
    first, second = waiting(service, author, 10, 20)
    address = url("post", service, first.pk)
    page = at_approval.post(address, {"approve": "1", "digest": first.revision.digest, "note": ""}, follow=True)
    assert page.redirect_chain[-1][0] == url("post", service, second.pk)
    assert "“P10”: Approved." in words(page)
    page = at_approval.post(url("post", service, second.pk), {"return": "1", "note": "Say it shorter."}, follow=True)
    assert page.redirect_chain[-1][0] == url("post", service, second.pk)


def test_ones_own_post_is_not_the_next_one(at_approval, service, author, approver):
    (first,) = waiting(service, author, 10)
    waiting(service, approver, 20)
    sent = {"approve": "1", "digest": first.revision.digest, "note": ""}
    page = at_approval.post(url("post", service, first.pk), sent, follow=True)
    assert page.redirect_chain[-1][0] == url("post", service, first.pk)


# Versions


def rewritten(post, author, text):
    post.refresh_from_db()
    written = Written(title=post.title, text=text, channels=[channel(post.service)])
    return services.save_post(post.pk, by=author, version=post.version, written=written)


def test_the_versions_show_the_words_that_changed_and_bring_old_ones_back(client, service, author):
    post = rewritten(PostFactory(service=service, author=author, text="The old words."), author, "The new words.")
    client.force_login(author)
    page = client.get(url("versions", service, post.pk))
    assert '<del class="word-diff__out"> old</del>' in page.content.decode()
    sent = {"number": "1", "version": post.version}
    page = client.post(url("restore_version", service, post.pk), sent, follow=True)
    assert "as revision 3" in words(page)
    page = client.post(url("restore_version", service, post.pk), sent, follow=True)
    assert "nothing to bring back" in words(page)


@pytest.mark.parametrize("asked", [{"from": "x", "to": "99"}, {"from": "2", "to": "1"}, {"to": "1"}, {"from": "²"}])
def test_versions_that_are_not_there_are_passed_over(client, service, author, asked):
    post = rewritten(PostFactory(service=service, author=author, text="The old words."), author, "The new words.")
    client.force_login(author)
    assert client.get(url("versions", service, post.pk), asked).status_code == 200


def test_the_history_costs_the_same_for_two_and_for_many(client, service, author, django_assert_max_num_queries):
    post = PostFactory(service=service, author=author, text="Words 0.")
    for number in range(1, 9):
        post = rewritten(post, author, f"Words {number}.")
    client.force_login(author)
    with django_assert_max_num_queries(22):
        client.get(url("versions", service, post.pk))


def test_what_changed_since_it_was_returned_is_one_press_away(at_approval, service, author, post):
    at_approval.post(url("post", service, post.pk), {"return": "1", "note": "Say it shorter."})
    rewritten(post, author, "Come.")
    page = at_approval.get(url("post", service, post.pk))
    assert f"{url('versions', service, post.pk)}?from=1" in page.content.decode()


def test_the_author_sees_open_notes_beside_the_text_and_which_words_were_changed(
    client, service, author, approver, post
):
    notes.write(post.pk, by=approver, text="Is it staffed?", quote="Call us")
    settled = notes.write(post.pk, by=approver, text="All well here.")
    notes.settle(settled.pk, by=author)
    client.force_login(author)
    assert "on “Call us” Is it staffed?" in words(client.get(url("edit", service, post.pk)))
    typed = {"title": "x", "kind": "text", "audience": "young_people", "text": "Come.", "fetch_card": "1"}
    page = client.post(url("edit", service, post.pk), {**typed, "version": post.version})
    assert "The words were changed since. Is it staffed?" in words(page)
    assert "All well here." not in words(page)
