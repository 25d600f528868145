"""A draft policy's rules over past posts: which posts, what is found, and what a killed worker leaves behind."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from policies.models import PolicyVersion, RuleSetting, Section
from policies.refusals import Refused
from posts import tasks
from posts.checking import backtests
from posts.models import Backtest, BacktestResult
from tests.factories.accounts import member
from tests.factories.policies import PolicyVersionFactory, QuietPeriodFactory
from tests.factories.posts import PostFactory, channel

pytestmark = pytest.mark.django_db

LINKED = "Our guide is on http://museum.example and in the library."


@pytest.fixture
def version(policy, approver) -> PolicyVersion:
    """Version 3.1 in review, which stops links that are not secure; the version in force warns of them."""
    base = policy(**{"broken_link": "warn"})
    draft = PolicyVersionFactory(policy=base.policy, major=3, minor=1, in_review=True)
    section = Section.objects.create(version=draft, key="posts", position=4, title="What is posted")
    RuleSetting.objects.create(version=draft, section=section, rule="broken-link", severity="block")
    return draft


@pytest.fixture
def past(service):
    """past(text, days): a post that went out so many days ago."""

    def make(text=LINKED, days=3, **fields):
        at = timezone.now() - dt.timedelta(days=days)
        fields = {"published": True, "publish_at": at, "published_at": at, "submitted_at": at, **fields}
        return PostFactory(service=service, text=text, **fields)

    return make


@pytest.fixture
def run(version, approver, django_capture_on_commit_callbacks):
    """Ask for a run, and let a worker do it."""

    def ask_and_run() -> Backtest:
        with django_capture_on_commit_callbacks(execute=True):
            row = backtests.ask(version.pk, by=approver)
        row.refresh_from_db()
        return row

    return ask_and_run


def changes(row) -> dict[int, str]:
    return dict(row.results.values_list("post_id", "change"))


# Which posts, and what is found


def test_posts_that_would_now_be_stopped_are_found_with_their_words_and_section(past, run):
    post, _ = past(), past("Our guide is in the library.")
    row = run()
    result = row.results.get()
    assert (row.state, row.done, row.total) == ("done", 2, 2)
    assert (result.post, result.change) == (post, "blocked")
    assert result.after[0]["quote"] == "http://museum.example"
    assert result.after[0]["section"]["version"] == "3.1"


def test_posts_of_older_days_and_drafts_are_left_out(past, run, service, author):
    past(days=91)
    PostFactory(service=service, author=author, text=LINKED)
    assert run().total == 0


def test_a_post_that_waits_for_approval_counts(run, service):
    post = PostFactory(service=service, text=LINKED, submitted=True)
    assert changes(run()) == {post.pk: "blocked"}


def test_another_services_posts_are_not_looked_at(run, other_service):
    PostFactory(service=other_service, text=LINKED, submitted=True)
    assert run().total == 0


def test_milder_rules_let_posts_through(past, run, version):
    post = past()
    version.rule_settings.update(severity="off")
    assert changes(run()) == {post.pk: "passed"}


def test_each_post_is_judged_at_its_own_time(past, run, version, service):
    """What was ahead when the post went out is no event of the past; a quiet period of then is one of then."""
    section = version.sections.get()
    for rule in ("past-event", "quiet-period"):
        RuleSetting.objects.create(version=version, section=section, rule=rule, severity="block")
    day = timezone.now() - dt.timedelta(days=17)
    past(f"Join us on {day:%-d %B %Y} at the library.", days=20)
    QuietPeriodFactory(service=service, starts_on=service.today(timezone.now() - dt.timedelta(days=1)))
    late = past(f"Join us on {day:%-d %B %Y} at the museum.", days=10)
    assert changes(run()) == {late.pk: "blocked"}


def test_the_text_of_a_channels_own_is_looked_at_too(run, service):
    where = [channel(service, "sandbox"), channel(service, "facebook")]
    own = {"facebook": LINKED}
    post = PostFactory(service=service, text="In the library.", channels=where, own_texts=own, submitted=True)
    row = run()
    assert changes(row) == {post.pk: "blocked"}
    assert row.results.get().after[0]["channel"] == "facebook"


def test_a_repeated_text_is_noticed_as_it_was_then(past, run, version):
    """Sent twice in one week, fifty days ago: the window goes by the time of the post."""
    section = version.sections.get()
    RuleSetting.objects.create(version=version, section=section, rule="duplicate", severity="block")
    words = "Our drop-in at the library is for every family that has a question about support at school."
    first, second = past(words, days=50), past(words, days=47)
    assert changes(run()) == {first.pk: "blocked", second.pk: "blocked"}


def test_a_correction_does_not_repeat_what_it_corrects(past, run, version):
    """The second correction stands in the place of the first one too; the post went out before there was any."""
    section = version.sections.get()
    RuleSetting.objects.create(version=version, section=section, rule="duplicate", severity="block")
    words = "Our drop-in at the library is for every family that has a question about support at school."
    post = past(words, days=50)
    for days in (49, 48):
        past(words, days=days, corrects=post, correction_reason="The day was wrong.")
    assert changes(run()) == {}


def test_the_page_says_what_is_not_played_again(client, approver, address, past, run):
    past()
    run()
    client.force_login(approver)
    assert "Not played again: whether a campaign had leave" in client.get(address("page")).content.decode()


def test_a_huge_text_is_judged_and_little_of_it_is_kept(past, run):
    past("See http://museum.example today. " * 3_000)
    result = run().results.get()
    assert len(result.after) <= backtests.MOST_KEPT


def test_without_a_policy_in_force_the_standard_rules_are_what_it_is_compared_with(past, service, approver):
    past()
    version = PolicyVersionFactory(policy__service=service, in_review=True)
    section = Section.objects.create(version=version, key="posts", position=1, title="What is posted")
    RuleSetting.objects.create(version=version, section=section, rule="broken-link", severity="block")
    row = backtests.ask(version.pk, by=approver)
    backtests.run(row.pk)
    assert row.results.get().change == "blocked"


# Workers


def small_chunks(monkeypatch, size=2):
    monkeypatch.setattr(backtests, "CHUNK", size)


class Killed(BaseException):
    """A worker that stops without a word."""


def test_a_worker_that_is_killed_is_followed_by_another_and_no_post_is_judged_twice(
    past, version, approver, monkeypatch
):
    posts = [past() for _ in range(5)]
    small_chunks(monkeypatch)
    row = backtests.ask(version.pk, by=approver)
    judge, seen = backtests.Run.judge, []

    def judge_and_die(self, chunk):
        seen.extend(post.pk for post in chunk)
        if len(seen) > 2:
            raise Killed
        return judge(self, chunk)

    monkeypatch.setattr(backtests.Run, "judge", judge_and_die)
    with pytest.raises(Killed):
        backtests.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done, row.results.count()) == ("running", 2, 2)
    monkeypatch.setattr(backtests.Run, "judge", judge)
    assert backtests.run(row.pk) is False, "its lease still runs, so nobody else takes it"
    assert row.results.count() == 2
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=backtests.LEASE_S + 1)):
        tasks.resume_backtests()
    row.refresh_from_db()
    assert (row.state, row.done) == ("done", 5)
    assert sorted(row.results.values_list("post_id", flat=True)) == sorted(post.pk for post in posts)


def test_a_worker_whose_lease_was_taken_over_writes_nothing(past, version, approver, monkeypatch):
    for _ in range(4):
        past()
    small_chunks(monkeypatch)
    row = backtests.ask(version.pk, by=approver)
    judge = backtests.Run.judge

    def judge_while_another_takes_over(self, chunk):
        Backtest.objects.filter(pk=row.pk).update(lease_until=timezone.now() + dt.timedelta(hours=1))
        return judge(self, chunk)

    monkeypatch.setattr(backtests.Run, "judge", judge_while_another_takes_over)
    assert backtests.run(row.pk) is False
    row.refresh_from_db()
    assert (row.done, row.results.count()) == (0, 0)


def test_a_finished_run_is_not_run_again(past, run):
    past()
    row = run()
    assert backtests.run(row.pk) is False
    assert row.results.count() == 1


def test_a_long_run_goes_on_in_a_further_message(past, version, approver, monkeypatch):
    for _ in range(3):
        past()
    small_chunks(monkeypatch, 1)
    monkeypatch.setattr(backtests, "SLICE_S", 0)
    row = backtests.ask(version.pk, by=approver)
    assert backtests.run(row.pk) is True
    monkeypatch.setattr(backtests, "SLICE_S", 20)
    tasks.backtest(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done) == ("done", 3)


def test_a_run_that_breaks_says_so_and_can_be_asked_for_again(past, run, monkeypatch):
    past()
    monkeypatch.setattr(backtests.Run, "judge", lambda self, posts: 1 / 0)
    row = run()
    assert row.state == "failed"
    assert "broke off" in row.error
    monkeypatch.undo()
    assert run().state == "done"


def test_a_draft_that_is_changed_while_it_runs_ends_the_run(past, version, approver):
    past()
    row = backtests.ask(version.pk, by=approver)
    PolicyVersion.objects.filter(pk=version.pk).update(edited_at=timezone.now())
    backtests.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "The draft was changed while it ran.")


# Asking and stopping


def test_asking_twice_is_one_run(version, approver, manager):
    first, second = (backtests.ask(version.pk, by=by) for by in (approver, manager))
    assert first == second
    assert Event.objects.filter(kind="policy.backtest_asked").count() == 1


def test_asking_after_an_edit_begins_anew_and_drops_what_was_found(past, run, version):
    past()
    before = run()
    PolicyVersion.objects.filter(pk=version.pk).update(edited_at=timezone.now())
    version.refresh_from_db()
    assert backtests.is_stale(backtests.latest(version))
    after = run()
    assert after != before
    assert not before.results.exists()
    assert after.results.count() == 1


def test_stopped_it_stays_stopped_with_what_it_found(past, version, approver, monkeypatch):
    for _ in range(4):
        past()
    small_chunks(monkeypatch)
    row = backtests.ask(version.pk, by=approver)
    backtests.stop(row.pk, by=approver)
    assert backtests.run(row.pk) is False
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "Tom Ashworth stopped it.")
    with pytest.raises(Refused, match="ended already"):
        backtests.stop(row.pk, by=approver)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.VIEWER])
def test_others_may_not_ask(service, version, role):
    with pytest.raises(Refused, match="Only a line manager or service manager"):
        backtests.ask(version.pk, by=member(service, role))


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
def test_a_version_that_is_not_on_its_way_is_refused(version, approver, state):
    PolicyVersion.objects.filter(pk=version.pk).update(
        state=state, approved_by=approver, superseded_at=timezone.now(), in_force_at=timezone.now()
    )
    with pytest.raises(Refused, match="on its way"):
        backtests.ask(version.pk, by=approver)


def test_only_the_social_media_policy_has_rules_to_run(service, approver):
    other = PolicyVersionFactory(policy__service=service, policy__kind="other", in_review=True)
    with pytest.raises(Refused, match="Only the social media policy"):
        backtests.ask(other.pk, by=approver)


# The pages


@pytest.fixture
def address(service, version):
    return lambda name="page": reverse(f"backtests:{name}", args=[service.slug, version.pk])


def test_not_run_yet_and_no_posts_are_said(client, approver, address, run):
    client.force_login(approver)
    assert "Not run yet" in client.get(address()).content.decode()
    run()
    assert "No posts yet" in client.get(address()).content.decode()


def test_the_page_shows_each_text_with_marks_and_narrows_down_by_rule(client, approver, address, past, run):
    post = past()
    run()
    client.force_login(approver)
    shown = client.get(address()).content.decode()
    assert '<mark class="mark mark--block">http://museum.example</mark>' in shown
    assert "3.1, section 4: What is posted" in shown
    assert post.title in shown
    assert client.get(address(), {"rule": "broken-link", "change": "blocked"}).context["page"].paginator.count == 1
    assert client.get(address(), {"change": "passed"}).context["page"].paginator.count == 0
    assert client.get(address(), {"rule": "'; --", "change": "x", "page": "999999999999"}).status_code == 200


def test_starting_and_stopping_by_plain_forms(client, approver, address, past, version):
    past()
    client.force_login(approver)
    client.post(address("start"))
    shown = client.get(address()).content.decode()
    assert "Waiting for a worker" in shown
    assert "Look again now" in shown
    client.post(address("stop"))
    assert "stopped it" in client.get(address()).content.decode()


def test_while_it_runs_htmx_gets_the_inner_part_only(client, approver, address, version):
    backtests.ask(version.pk, by=approver)
    client.force_login(approver)
    shown = client.get(address(), headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" in shown
    assert "<html" not in shown


def test_the_versions_page_asks_for_the_panel_and_links_to_the_page(client, service, approver, version, address):
    client.force_login(approver)
    shown = client.get(reverse("policies:version", args=[service.slug, version.pk])).content.decode()
    assert address("panel") in shown
    assert f'href="{address()}"' in shown
    assert "Not run yet" in client.get(address("panel")).content.decode()


def test_the_page_costs_the_same_with_many_results(
    client, approver, address, past, run, django_assert_num_queries, django_assert_max_num_queries
):
    past()
    run()
    client.force_login(approver)
    client.get(address())
    with django_assert_max_num_queries(25) as few:
        client.get(address())
    for _ in range(12):
        past()
    run()
    with django_assert_num_queries(len(few)):
        client.get(address())
    assert BacktestResult.objects.count() == 13
