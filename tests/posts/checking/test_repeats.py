"""Which texts a post is held against: how far back and ahead, how many, and on which account."""

import datetime as dt

import pytest
from django.utils import timezone

from policies.models import RuleSetting
from posts.checking import backtests, checks
from posts.models import Post, PostState, RevisionChannel
from tests.factories.policies import PolicyVersionFactory, RuleExceptionFactory
from tests.factories.posts import PostFactory, channel

pytestmark = pytest.mark.django_db

WORDS = "Our drop-in at the library is for every family that has a question about support at school."
OTHER = "How do I ask for an assessment? Our guide tells you, and we read it with you if you like."


@pytest.fixture
def in_force(policy):
    """In force with a window of sixty days."""
    version = policy(duplicate="warn")
    version.rule_settings.update(params={"window_days": 60})
    return version


@pytest.fixture
def went(service):
    """went(days, text): a post that went out so many days ago, or is to go where the days are negative."""

    def make(days, text=WORDS, **fields):
        at = timezone.now() - dt.timedelta(days=days)
        return PostFactory(service=service, text=text, scheduled=True, publish_at=at, **fields)

    return make


def repeats(post: Post) -> list[str]:
    return [finding.message for finding in checks.run(post) if finding.rule == "duplicate"]


@pytest.mark.parametrize(
    ("days", "found"), [(29, True), (59, True), (60, True), (62, False), (-59, True), (-62, False)]
)
def test_the_window_is_the_policys(in_force, went, service, days, found):
    went(days)
    assert bool(repeats(PostFactory(service=service, text=WORDS))) is found


def test_nothing_is_read_where_the_rule_is_off(policy, went, service):
    policy(duplicate="off")
    went(1)
    post = PostFactory(service=service, text=WORDS)
    around = checks.Surroundings(service, timezone.now())
    assert around.recent_posts(timezone.now(), checks.content_of(post), around.ruleset, ()) == ()


def test_a_calendar_that_is_full_ahead_hides_nothing_of_yesterday(in_force, went, service):
    planned = went(-1, OTHER)
    ahead = [planned.publish_at + dt.timedelta(hours=2 * number) for number in range(1, 251)]
    rows = [Post.objects.get(pk=planned.pk) for _ in ahead]
    for row, at in zip(rows, ahead, strict=True):
        row.pk, row.publish_at = None, at
    Post.objects.bulk_create(rows)
    went(1)
    assert repeats(PostFactory(service=service, text=WORDS))


def test_the_nearest_texts_are_read_first_and_no_more_than_are_needed(in_force, went, service, monkeypatch):
    monkeypatch.setattr(checks, "MOST_RECENT", 2)
    far, yesterday, tomorrow = went(20), went(1, OTHER), went(-2, OTHER)
    channels = {chosen.channel_id for chosen in far.revision.revision_channels.all()}
    found = checks.recent_posts(service, timezone.now(), channels, 60)
    assert [pk for pk, _ in found] == [yesterday.pk, tomorrow.pk]


def test_what_went_to_other_channels_alone_is_not_read(in_force, went, service):
    went(3, channels=["facebook"])
    post = PostFactory(service=service, text=WORDS, channels=["x"])
    assert repeats(post) == []
    around = checks.Surroundings(service, timezone.now())
    assert around.recent_posts(timezone.now(), checks.content_of(post), around.ruleset, ()) == ()


# Two pages of one service on one network


@pytest.fixture
def pages(service):
    first = channel(service, "facebook")
    second = channel(service, "facebook", handle="northshire-youth")
    return first, second


def test_the_same_text_on_another_page_is_no_repeat(in_force, went, service, pages):
    went(3, channels=[pages[0]])
    assert repeats(PostFactory(service=service, text=WORDS, channels=[pages[1]])) == []
    [message] = repeats(PostFactory(service=service, text=WORDS, channels=list(pages)))
    assert f"Facebook ({pages[0].handle})" in message


def test_each_page_that_had_the_text_is_named_once(in_force, went, service, pages):
    went(3, channels=list(pages))
    went(9, channels=list(pages))
    messages = repeats(PostFactory(service=service, text=WORDS, channels=list(pages)))
    assert sorted(page.handle in message for page in pages for message in messages) == [False, False, True, True]


def test_a_page_with_a_text_of_its_own_is_held_against_that_text(in_force, went, service, pages):
    went(3, channels=[pages[1]])
    post = PostFactory(service=service, text=WORDS, channels=list(pages))
    of_youth = RevisionChannel.objects.filter(revision=post.revision, channel=pages[1])
    of_youth.update(text=OTHER)
    assert repeats(Post.objects.get(pk=post.pk)) == []
    RevisionChannel.objects.filter(revision=post.revision).update(text=OTHER)
    of_youth.update(text=WORDS)
    [message] = repeats(Post.objects.get(pk=post.pk))
    assert "northshire-youth" in message


def test_an_exception_for_the_page_that_had_the_text_is_enough(in_force, went, service, pages):
    today = service.today(timezone.now())
    days = {"starts_on": today, "ends_on": today + dt.timedelta(days=9)}
    RuleExceptionFactory(policy=in_force.policy, channel=pages[0], rule="duplicate", granted=True, **days)
    went(3, channels=[pages[0]])
    post = PostFactory(service=service, text=WORDS, channels=list(pages))
    assert [one.severity for one in checks.run(post) if one.rule == "duplicate"] == ["advise"]
    went(4, channels=[pages[1]])
    assert sorted(one.severity for one in checks.run(post) if one.rule == "duplicate") == ["advise", "warn"]


# The backtest sees the same


def test_a_backtest_reads_as_far_as_either_policy_looks(in_force, went, service, approver):
    draft = PolicyVersionFactory(policy=in_force.policy, major=3, minor=1, in_review=True)
    section = draft.sections.create(key="posts", position=4, title="What is posted")
    RuleSetting.objects.create(
        version=draft, section=section, rule="duplicate", severity="block", params={"window_days": 80}
    )
    at = timezone.now() - dt.timedelta(days=5)
    when = {"state": PostState.PUBLISHED, "publish_at": at, "published_at": at, "submitted_at": at}
    first, second = channel(service, "facebook"), channel(service, "facebook", handle="northshire-youth")
    again = PostFactory(service=service, text=WORDS, channels=[first], **when)
    PostFactory(service=service, text=WORDS, channels=[second], **when)
    before = went(80, channels=[first])
    row = backtests.ask(draft.pk, by=approver)
    backtests.run(row.pk)
    assert dict(row.results.values_list("post_id", "change")) == {again.pk: "blocked", before.pk: "blocked"}
