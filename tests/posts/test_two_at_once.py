"""What two people do to one post in the same moment, on two connections."""

import threading

import pytest
from django.db import connections

from accounts.models import Role
from posts import services, workflow
from posts.models import Post, Review
from posts.services import StaleForm, Written
from posts.workflow import MoveRefused
from tests.factories.accounts import member
from tests.factories.posts import PostFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def at_once(*acts):
    """Run each act on a connection of its own, all started together; what each gave or raised."""
    ready = threading.Barrier(len(acts))
    outcomes: list = [None] * len(acts)

    def run(place, act):
        ready.wait()
        try:
            outcomes[place] = act()
        except Exception as error:  # the outcome is what the test looks at
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


def test_of_two_approvers_one_wins_and_the_other_gets_a_sentence(service):
    post = PostFactory(service=service, submitted=True)
    approvers = [member(service, Role.LINE_MANAGER) for _ in range(2)]
    outcomes = at_once(
        *(lambda by=by: workflow.approve(post.pk, by=by, digest=post.revision.digest) for by in approvers)
    )
    refused = [one for one in outcomes if isinstance(one, MoveRefused)]
    assert len(refused) == 1
    assert "has approved this post already" in str(refused[0])
    assert Review.objects.filter(post=post).count() == 1


def test_an_approval_and_an_edit_at_once_never_approve_an_unread_text(service, approver):
    post = PostFactory(service=service, submitted=True)
    written = Written(title=post.title, text="Changed", channels=services.channels_of(post))
    outcomes = at_once(
        lambda: workflow.approve(post.pk, by=approver, digest=post.revision.digest),
        lambda: services.save_post(post.pk, by=post.author, version=post.version, written=written),
    )
    assert any(isinstance(one, (MoveRefused, StaleForm)) for one in outcomes)
    post = Post.objects.get(pk=post.pk)
    assert post.approved_digest in ("", post.revision.digest)


def test_of_two_saves_one_is_told_that_its_form_is_stale(service, author):
    post = PostFactory(service=service, author=author)
    colleague = member(service, Role.COORDINATOR)
    acts = [
        lambda by=by: services.save_post(
            post.pk, by=by, version=post.version, written=Written(title=post.title, text=f"By {by}")
        )
        for by in (author, colleague)
    ]
    outcomes = at_once(*acts)
    assert [type(one) for one in outcomes].count(StaleForm) == 1
    assert post.revisions.count() == 2
