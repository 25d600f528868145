"""The revisions of a post: who wrote what, what differs, and an old one brought back."""

import pytest
from django.utils import timezone

from audit.models import Event
from posts import services, workflow
from posts.services import StaleForm, Written
from posts.workflow import MoveRefused
from posts.writing import versions
from tests.factories.posts import MediaFactory, PostFactory, channel

NOW = timezone.now()


@pytest.fixture
def post(service, author):
    return PostFactory(service=service, author=author, text="The first words.")


def rewrite(post, by, **fields):
    post.refresh_from_db()
    fields = {"channels": [channel(post.service)], **fields}
    return services.save_post(
        post.pk, by=by, version=post.version, written=Written(title=post.title, **fields), now=NOW
    )


def test_the_history_says_which_revision_was_approved(post, author, approver):
    post = rewrite(post, author, text="The second words.")
    workflow.submit(post.pk, by=author, now=NOW)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest, now=NOW)
    post = rewrite(post, author, text="The third words.")
    rows = versions.history(post)
    assert [(one.revision.number, one.is_current, one.approved and str(one.approved.by)) for one in rows] == [
        (3, True, None),
        (2, False, "Tom Ashworth"),
        (1, False, None),
    ]
    assert not any(one.is_out for one in rows)


def test_everything_that_differs_is_named(service, post, author):
    poster = MediaFactory(service=service)
    elsewhere = channel(service, "mastodon", connector="mastodon")
    post = rewrite(
        post,
        author,
        text="The second words.",
        link="https://northshire-sendiass.example/guide",
        link_title="Our guide",
        channels=[channel(service), elsewhere],
        own_texts={elsewhere.pk: "Short words."},
        warnings={elsewhere.pk: "Talks about exclusion"},
        pictures=[(poster, "A table.")],
    )
    found = versions.changes(versions.loaded(post, 1), versions.loaded(post, 2))
    assert [change.name for change in found] == [
        "Text",
        "Link",
        "Title of the link",
        "Channels",
        f"Text for {elsewhere} only",
        f"Content warning on {elsewhere}",
        "Pictures and files",
        "What poster.jpg shows",
    ]
    assert [(part.op, part.text.strip()) for part in found[0].parts if part.op != "same"] == [
        ("out", "first"),
        ("in", "second"),
    ]
    assert versions.changes(versions.loaded(post, 2), versions.loaded(post, 2)) == []


def test_an_old_revision_comes_back_as_a_new_one_and_nothing_is_lost(post, author):
    post = rewrite(post, author, text="The second words.")
    post = versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)
    assert (post.revision.number, post.revision.text) == (3, "The first words.")
    assert post.revisions.get(number=2).text == "The second words."
    kinds = [event.kind for event in Event.objects.of_service(post.service).about(post)]
    assert kinds[-2:] == ["post.edited", "post.restored"]


def test_bringing_a_revision_back_voids_an_approval(post, author, approver):
    post = rewrite(post, author, text="The second words.")
    workflow.submit(post.pk, by=author, now=NOW)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest, now=NOW)
    post.refresh_from_db()
    post = versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)
    assert (post.state, post.approved_digest) == ("draft", "")


def test_what_the_post_says_already_is_not_brought_back(post, author):
    with pytest.raises(versions.NotRestored, match="nothing to bring back"):
        versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)
    with pytest.raises(versions.NotRestored, match="no revision 99"):
        versions.restore(post.pk, number=99, by=author, version=post.version, now=NOW)


def test_pressed_twice_the_second_press_changes_nothing(post, author):
    post = rewrite(post, author, text="The second words.")
    versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)
    with pytest.raises(versions.NotRestored):
        versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)
    assert post.revisions.count() == 3


def test_over_somebody_elses_newer_words_nothing_is_brought_back(post, author):
    before = post.version
    post = rewrite(post, author, text="The second words.")
    with pytest.raises(StaleForm):
        versions.restore(post.pk, number=1, by=author, version=before, now=NOW)


def test_a_published_post_keeps_what_it_said(service, author):
    post = PostFactory(service=service, author=author)
    post = rewrite(post, author, text="Other words.")
    post.state, post.approved_digest = "published", post.revision.digest
    post.save()
    with pytest.raises(MoveRefused, match="cannot be changed"):
        versions.restore(post.pk, number=1, by=author, version=post.version, now=NOW)


def test_a_channel_that_is_no_longer_in_use_is_left_out(service, post, author):
    on_x = channel(service, "x", connector="by_hand")
    post = rewrite(post, author, text="On two.", channels=[channel(service), on_x])
    post = rewrite(post, author, text="On one.")
    on_x.state = "suspended"
    on_x.save()
    post = versions.restore(post.pk, number=2, by=author, version=post.version, now=NOW)
    assert services.channels_of(post) == [channel(service)]
