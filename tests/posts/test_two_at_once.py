"""What two people do to one post in the same moment, on two connections."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from policies import exceptions
from policies.refusals import Refused
from posts import services, tasks, workflow
from posts.checking import backtests, checks, marks
from posts.models import Backtest, FindingMark, Post, PostTemplate, Review
from posts.publishing import sending
from posts.reviewing import notes
from posts.services import StaleForm, Written
from posts.workflow import MoveRefused
from posts.writing import post_templates, repurposing, versions
from tests.factories.accounts import member
from tests.factories.policies import (
    PolicyVersionFactory,
    RuleExceptionFactory,
    RuleSettingFactory,
    SectionFactory,
)
from tests.factories.posts import PostFactory, channel

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


def test_of_two_who_start_a_backtest_both_get_the_one_run(service, approver, manager, monkeypatch):
    monkeypatch.setattr(tasks.backtest, "delay", lambda pk: None)  # no run has ended before the second one asks
    version = PolicyVersionFactory(policy__service=service, in_review=True)
    outcomes = at_once(*(lambda by=by: backtests.ask(version.pk, by=by) for by in (approver, manager)))
    assert outcomes[0] == outcomes[1]
    assert Backtest.objects.count() == 1


def test_of_two_workers_one_does_the_backtest(service, approver):
    version = PolicyVersionFactory(policy__service=service, in_review=True)
    posts = [PostFactory(service=service, submitted=True, text="See http://museum.example") for _ in range(6)]
    section = SectionFactory(version=version)
    RuleSettingFactory(version=version, section=section, rule="broken-link", severity="block")
    row = backtests.ask(version.pk, by=approver)
    at_once(*[lambda: backtests.run(row.pk)] * 2)
    row.refresh_from_db()
    assert (row.state, row.done) == ("done", 6)
    assert row.results.count() == len(posts)


def test_an_exception_that_ends_while_a_worker_claims_is_never_used_afterwards(service, approver):
    """Either the claim came first, or nothing was claimed: there is no third outcome."""
    on = channel(service, "sandbox")
    version = PolicyVersionFactory(policy__service=service, in_force=True)
    section = SectionFactory(version=version)
    RuleSettingFactory(version=version, section=section, rule="broken-link", severity="block")
    row = RuleExceptionFactory(policy=version.policy, channel=on, granted=True)
    text = "See http://museum.example"
    post = PostFactory(service=service, scheduled=True, channels=[on], text=text, publish_at=timezone.now())
    (delivery,) = sending.make_deliveries(post)
    claimed, ended = at_once(
        lambda: sending.claim([delivery.pk], timezone.now()),
        lambda: exceptions.end_early(row.pk, by=approver, reason="The page is secure now."),
    )
    assert ended.state == "ended"
    delivery.refresh_from_db()
    assert delivery.state in (("sending",) if claimed else ("due", "cancelled"))


def test_of_two_who_decide_about_an_exception_one_is_told_that_it_is_done(service, approver, manager):
    row = RuleExceptionFactory(policy__service=service, channel=channel(service, "sandbox"))
    PolicyVersionFactory(policy=row.policy, in_force=True)
    outcomes = at_once(
        lambda: exceptions.decide(row.pk, by=approver, grants=True),
        lambda: exceptions.decide(row.pk, by=manager, grants=False, note="No."),
    )
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert len(refused) == 1
    assert "has decided about this already" in str(refused[0])


def test_of_two_who_mark_one_finding_both_are_one_mark(service, approver):
    post = PostFactory(service=service, submitted=True, text="See http://museum.example")
    finding = next(one for one in checks.run(post) if one.rule == "broken-link")
    people = (approver, post.author)
    at_once(*(lambda by=by: marks.mark_wrong(post.pk, finding, by=by, version=None) for by in people))
    assert FindingMark.objects.count() == 1


def test_a_note_and_an_approval_at_once_never_approve_past_the_note(service, approver):
    post = PostFactory(service=service, submitted=True)
    colleague = member(service, Role.SERVICE_MANAGER)
    at_once(
        lambda: workflow.approve(post.pk, by=approver, digest=post.revision.digest),
        lambda: notes.write(post.pk, by=colleague, text="Wait, is the day right?"),
    )
    told = [event.kind for event in Event.objects.of_service(service).about(post)]
    assert told in (["post.note_written"], ["post.approved", "post.note_written"])


def test_of_two_presses_one_draft_is_made_of_a_post_used_again(service, coordinator):
    post = PostFactory(service=service, published=True)
    channels = [channel(service)]
    made = at_once(
        *[lambda: repurposing.use_again(post.pk, by=coordinator, audience="young_people", channels=channels)] * 2
    )
    assert made[0] == made[1]
    assert post.repurposed_as.count() == 1


def test_two_templates_of_one_name_at_once_leave_one(service, coordinator):
    outcomes = at_once(
        *[lambda: post_templates.save(service=service, by=coordinator, name="Drop-in")] * 2,
    )
    assert sum(isinstance(one, post_templates.TemplateRefused) for one in outcomes) == 1
    assert PostTemplate.objects.count() == 1


def test_of_two_people_who_bring_a_revision_back_one_is_told(service, author):
    post = PostFactory(service=service, author=author, text="The old words.")
    written = Written(title=post.title, text="The new words.", channels=services.channels_of(post))
    post = services.save_post(post.pk, by=author, version=post.version, written=written)
    outcomes = at_once(
        *[lambda: versions.restore(post.pk, number=1, by=author, version=post.version)] * 2,
    )
    assert sum(isinstance(one, (StaleForm, versions.NotRestored)) for one in outcomes) == 1
    assert post.revisions.count() == 3
