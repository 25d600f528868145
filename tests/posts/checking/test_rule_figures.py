"""What a rule's figures count: posts as they were saved and decided about, marks, exceptions."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from policies.figures import RuleFigures
from posts import workflow
from posts.checking import checks, marks, rule_figures
from posts.models import ExceptionUse, Post, Reason, RuleFired
from tests.factories.policies import RuleExceptionFactory
from tests.factories.posts import PostFactory, channel
from tests.posts.checking.test_marks import LINKED, editor_form

pytestmark = pytest.mark.django_db

MENDED = LINKED.replace("http:", "https:")


@pytest.fixture
def stops(policy):
    return policy(**{"broken_link": "block"})


@pytest.fixture
def post(service, author, stops):
    return PostFactory(service=service, author=author, text=LINKED, submitted=True)


@pytest.fixture
def finding(post):
    return next(one for one in checks.run(post) if one.rule == "broken-link")


@pytest.fixture
def save(client, service, author):
    """Save a text in the editor, over the post when one is given; gives the post."""
    client.force_login(author)

    def saved(text, post=None, **more):
        begun = post or PostFactory(service=service, author=author)
        form = editor_form(begun, text, **more)
        name, args = ("posts:edit", [service.slug, post.pk]) if post else ("posts:new", [service.slug])
        client.post(reverse(name, args=args), form)
        return Post.objects.get(pk=post.pk) if post else Post.objects.latest("pk")

    return saved


def of(service):
    return rule_figures.of_service(service, timezone.now()).get("broken-link", RuleFigures())


def test_a_post_counts_once_a_rule_however_often_it_was_decided_about(service, post, approver, author):
    for _ in range(2):
        workflow.return_to_author(post.pk, by=approver, note="Mend the link.")
        Post.objects.filter(pk=post.pk).update(state="submitted")
    assert of(service) == RuleFigures(fired=1)


def test_overridden_excepted_and_wrong_are_counted(service, author, approver, policy):
    version = policy(**{"broken_link": "warn"})
    post = PostFactory(service=service, author=author, text=LINKED, submitted=True)
    found = next(one for one in checks.run(post) if one.rule == "broken-link")
    Reason.objects.create(post=post, key=found.key, rule=found.rule, text="No secure page.", by=author)
    workflow.approve(post.pk, by=approver, digest=post.revision.digest)
    marks.mark_wrong(post.pk, found, by=author, version=version)
    other = PostFactory(service=service, author=author)
    row = RuleExceptionFactory(policy=version.policy, channel=channel(service, "sandbox"), granted=True)
    ExceptionUse.objects.create(post=other, exception=row)
    wanted = RuleFigures(fired=2, overridden=1, excepted=1, wrong=1)
    assert of(service) == wanted


def test_what_is_older_than_ninety_days_and_another_service_do_not_count(service, other_service, post, finding, author):
    marks.mark_wrong(post.pk, finding, by=author, version=None)
    assert rule_figures.of_service(other_service, timezone.now()) == {}
    with time_machine.travel(timezone.now() + dt.timedelta(days=91)):
        assert rule_figures.of_service(service, timezone.now()) == {}


# What was never submitted


def test_a_draft_that_is_stopped_counts_though_nobody_decides_about_it(service, stops, save):
    save(LINKED)
    assert of(service) == RuleFigures(fired=1, stopped=1)


def test_a_refused_submit_counts_like_the_save_that_it_is(service, stops, save):
    post = save(LINKED, submit="1")
    assert post.state == "draft"
    save(LINKED, post, submit="1")
    assert of(service) == RuleFigures(fired=1, stopped=1)


def test_what_the_author_mends_is_counted_as_mended_until_it_comes_back(service, stops, save):
    post = save(LINKED)
    post = save(MENDED, post)
    assert of(service) == RuleFigures(fired=1, mended=1)
    post = save(f"{MENDED} And more.", post)
    assert of(service) == RuleFigures(fired=1, mended=1)
    save(LINKED, post)
    assert of(service) == RuleFigures(fired=1, stopped=1)


def test_a_warning_does_not_stop_for_good(service, policy, save):
    policy(**{"broken_link": "warn"})
    save(LINKED)
    assert of(service) == RuleFigures(fired=1)


def test_a_save_that_is_refused_leaves_no_trace(service, stops, save):
    post = save(LINKED)
    RuleFired.objects.all().delete()
    save(LINKED, post, version=post.version + 5)
    assert of(service) == RuleFigures()


def test_the_rules_page_says_how_it_is_counted(client, service, stops, save, author):
    save(LINKED)
    page = client.get(reverse("policies:rule", args=[service.slug, stops.pk, "broken-link"])).content.decode()
    assert "Still stopped, never submitted" in page
    assert "Posts as an author saved them" in page
    rules = client.get(reverse("policies:rules", args=[service.slug, stops.pk])).content.decode()
    assert "1 post, 1 still stopped" in rules
