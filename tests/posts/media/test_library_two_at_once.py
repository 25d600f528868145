"""What two people do in the library in the same moment, on two connections."""

from __future__ import annotations

import pytest

from accounts.models import Role
from audit.models import Event
from posts import workflow
from posts.media import consents, library
from posts.media.consents import ConsentRefused, Shown
from posts.models import Consent, Media, Post
from tests.factories.accounts import member
from tests.factories.posts import ConsentFactory, MediaFactory, PostFactory
from tests.posts.media.test_uploads import film, track, upload
from tests.posts.test_two_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def with_child(service, by) -> tuple[Media, Consent]:
    media, consent = MediaFactory(service=service, alt="A kite"), ConsentFactory(service=service, recorded_by=by)
    people = [Shown(label="boy", is_child=True, consent=consent)]
    consents.say_who_is_shown(media.pk, by=by, seen=consents.stamp(media), people=people)
    return Media.objects.get(pk=media.pk), consent


def test_of_two_uploads_of_one_file_one_row_is_made(service, author):
    other = member(service, Role.COORDINATOR)
    file = film(track(b"vide"))
    taken = at_once(
        *(lambda by=by: library.take(service=service, by=by, upload=upload(file)) for by in (author, other))
    )
    assert sorted(one.is_new for one in taken) == [False, True]
    assert Media.objects.count() == 1
    assert Event.objects.filter(kind="media.added").count() == 1


def test_of_two_who_withdraw_a_consent_one_is_told_that_it_is_done(service, author, manager):
    _, consent = with_child(service, author)
    outcomes = at_once(
        *(lambda by=by: consents.withdraw(consent.pk, by=by, reason="Asked.") for by in (author, manager))
    )
    assert sum(isinstance(one, ConsentRefused) for one in outcomes) == 1
    assert Event.objects.filter(kind="consent.withdrawn").count() == 1


@pytest.mark.parametrize("again", range(4))
def test_a_withdrawal_and_an_approval_at_once_never_leave_an_approved_post(service, author, approver, manager, again):
    media, consent = with_child(service, author)
    post = PostFactory(service=service, author=author, pictures=[(media, "A kite")], submitted=True, in_days=3)
    at_once(
        lambda: workflow.approve(post.pk, by=approver, digest=post.revision.digest, and_schedule=True),
        lambda: consents.withdraw(consent.pk, by=manager, reason="Asked."),
    )
    post = Post.objects.get(pk=post.pk)
    assert (post.state, post.approved_digest) == ("draft", "")
    assert not post.deliveries.exclude(state="cancelled").exists()


@pytest.mark.parametrize("again", range(4))
def test_who_is_shown_and_a_withdrawal_at_once_end_with_no_consent(service, author, manager, again):
    media, consent = with_child(service, author)
    seen = consents.stamp(media)
    people = [Shown(label="boy with the kite", is_child=True, consent=consent)]
    outcomes = at_once(
        lambda: consents.say_who_is_shown(media.pk, by=author, seen=seen, people=people),
        lambda: consents.withdraw(consent.pk, by=manager, reason="Asked."),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)], "neither waits for the other for ever"
    assert Media.objects.get(pk=media.pk).consent_until is None
