"""Notes between staff: on exact words, answered, settled before approval."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.models import Event
from posts import services, workflow
from posts.models import Note
from posts.reviewing import notes
from posts.services import Written
from posts.workflow import MoveRefused
from tests.factories.posts import PostFactory, channel

NOW = timezone.now()
TEXT = "Come to our drop-in. Call us before you come."


@pytest.fixture
def post(service, author):
    return PostFactory(service=service, author=author, submitted=True, text=TEXT)


def rewrite(post, text, by, **fields):
    post.refresh_from_db()
    chosen = [channel(post.service)]
    written = Written(title=post.title, text=text, channels=chosen, **fields)
    return services.save_post(post.pk, by=by, version=post.version, written=written, now=NOW)


def shown(post):
    post.refresh_from_db()
    return notes.of_post(post, post.revision.content())


def kinds(post):
    return [event.kind for event in Event.objects.of_service(post.service).about(post)]


def test_a_note_stands_on_its_words_and_is_on_record(post, approver):
    note = notes.write(post.pk, by=approver, text="Is it staffed?", quote="Call us", now=NOW)
    (one,) = shown(post)
    assert TEXT[slice(*one.place)] == "Call us"
    assert (one.number, one.changed, note.revision) == (1, False, post.revision)
    assert kinds(post) == ["post.note_written"]


def test_words_that_do_not_stand_in_the_text_are_refused(post, approver):
    with pytest.raises(notes.NoteRefused, match="do not stand in the text"):
        notes.write(post.pk, by=approver, text="Why?", quote="Ring us", now=NOW)
    assert not Note.objects.exists()


@pytest.mark.parametrize(("text", "said"), [("  \n ", "Write what"), ("a" * 2001, "at most 2,000")])
def test_an_empty_or_a_huge_note_is_refused(post, approver, text, said):
    with pytest.raises(notes.NoteRefused, match=said):
        notes.write(post.pk, by=approver, text=text, now=NOW)


def test_the_words_are_followed_when_the_text_changes_and_said_to_be_changed_when_they_go(post, author, approver):
    notes.write(post.pk, by=approver, text="Is it staffed?", quote="Call us", now=NOW)
    post = rewrite(post, "New words first. " + TEXT, author)
    assert shown(post)[0].place == (38, 45)
    post = rewrite(post, "Come to our drop-in.", author)
    (one,) = shown(post)
    assert (one.place, one.changed) == (None, True)


def test_a_note_on_a_channels_own_text_stays_with_that_text(service, author, approver):
    post = PostFactory(
        service=service, author=author, submitted=True, channels=["x"], own_texts={"x": "Short: call us."}
    )
    on_x = channel(service, "x")
    notes.write(post.pk, by=approver, text="Number?", quote="call us", channel_id=on_x.pk, now=NOW)
    (one,) = shown(post)
    assert (one.note.channel, one.place) == (on_x, (7, 14))


def test_a_post_with_an_open_note_cannot_be_approved_until_it_is_settled(post, author, approver):
    note = notes.write(post.pk, by=approver, text="Is it staffed?", now=NOW)
    with pytest.raises(MoveRefused, match="A note is not settled yet"):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest, now=NOW)
    notes.settle(note.pk, by=author, now=NOW)
    assert workflow.approve(post.pk, by=approver, digest=post.revision.digest, now=NOW).state == "approved"
    with pytest.raises(notes.NoteRefused, match="is approved"):
        notes.reopen(note.pk, by=approver, now=NOW)


def test_settling_twice_and_opening_again(post, author, approver):
    note = notes.write(post.pk, by=approver, text="Is it staffed?", now=NOW)
    notes.settle(note.pk, by=author, now=NOW)
    assert notes.settle(note.pk, by=approver, now=NOW).settled_by == author
    assert notes.reopen(note.pk, by=approver, now=NOW).settled_at is None
    assert kinds(post) == ["post.note_written", "post.note_settled", "post.note_reopened"]


def test_a_note_sent_twice_is_kept_once(post, approver):
    one = notes.write(post.pk, by=approver, text="Is it staffed?", now=NOW)
    assert notes.write(post.pk, by=approver, text="Is it staffed?", now=NOW) == one
    assert notes.answer(one.pk, by=approver, text="Well?", now=NOW) == notes.answer(
        one.pk, by=approver, text="Well?", now=NOW
    )
    later = NOW + dt.timedelta(hours=1)
    assert notes.write(post.pk, by=approver, text="Is it staffed?", now=later) != one


def test_an_answer_tells_the_writer_of_the_note_and_is_no_note_of_its_own(post, author, approver):
    note = notes.write(post.pk, by=approver, text="Is it staffed?", now=NOW)
    reply = notes.answer(note.pk, by=author, text="It is, until five.", now=NOW)
    assert [one.replies for one in shown(post)] == [(reply,)]
    mail = OutgoingMail.objects.get(to=approver)
    assert mail.subject == f"Priya Nair answered your note on “{post}”"
    assert mail.body.rstrip().endswith(f"#note-{note.pk}")
    with pytest.raises(notes.NoteRefused, match="the note itself"):
        notes.settle(reply.pk, by=author, now=NOW)


def test_who_is_named_gets_one_e_mail_and_nobody_of_another_service_does(post, author, approver, outsider):
    note = notes.write(post.pk, by=approver, text="@Priya please look. @Priya Nair! @Owen Price too.", now=NOW)
    assert list(note.mentions.all()) == [author]
    assert [mail.to for mail in OutgoingMail.objects.all()] == [author]


def test_who_names_themselves_gets_no_e_mail(post, approver):
    notes.write(post.pk, by=approver, text="@Tom remembers this.", now=NOW)
    assert not OutgoingMail.objects.exists()


def test_who_cannot_read_posts_writes_no_notes(post, viewer, outsider):
    for person in (viewer, outsider):
        with pytest.raises(PermissionDenied):
            notes.write(post.pk, by=person, text="Hello", now=NOW)


@pytest.mark.parametrize("state", ["published", "withdrawn", "removed"])
def test_notes_on_a_post_that_is_over_are_closed(service, approver, state):
    post = PostFactory(service=service, **{state: True})
    with pytest.raises(notes.NoteRefused, match="notes on it are closed"):
        notes.write(post.pk, by=approver, text="Too late?", now=NOW)


def test_reading_the_notes_costs_the_same_for_one_and_for_many(post, author, approver, django_assert_num_queries):
    for number in range(8):
        note = notes.write(post.pk, by=approver, text=f"Note {number}", quote="Call us", now=NOW)
        notes.answer(note.pk, by=author, text=f"Answer {number}", now=NOW)
    content = post.revision.content()
    with django_assert_num_queries(1):
        found = notes.of_post(post, content)
        assert [str(reply.by) for one in found for reply in one.replies] == ["Priya Nair"] * 8
