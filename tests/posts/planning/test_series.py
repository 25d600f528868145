"""Series: a draft for each day, once, by the wall clock."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, Role
from posts import services, workflow
from posts.models import Post, PostState, Series
from posts.planning import series as domain
from posts.planning.series import SeriesRefused, Wanted
from posts.tasks import make_series_drafts
from tests.factories.accounts import member
from tests.factories.policies import QuietPeriodFactory
from tests.factories.posts import CampaignFactory, SeriesFactory, channel

MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def wanted(author, **changed) -> Wanted:
    values = {
        "name": "Top Tip Tuesday",
        "rule": "FREQ=WEEKLY;BYDAY=TU",
        "at": dt.time(9),
        "starts_on": dt.date(2026, 11, 1),
        "author": author,
        "text": "A tip for [date].",
        "hashtag": "TopTipTuesday",
    }
    return Wanted(**values | changed)


def wanted_of(series: Series, **changed) -> Wanted:
    names = ("name", "rule", "at", "starts_on", "ends_on", "days_ahead", "hashtag", "kind", "audience", "text")
    values = {name: getattr(series, name) for name in names}
    return Wanted(**values | {"author": series.author, "channels": list(series.channels.all())} | changed)


def test_a_weekly_nine_o_clock_is_at_nine_each_week_of_a_year(service, coordinator):
    now = dt.datetime(2026, 1, 1, 6, 11, tzinfo=dt.UTC)
    series = SeriesFactory(service=service, author=coordinator, starts_on=dt.date(2026, 1, 1))
    for hour in range(0, 366 * 24, 13):
        domain.make_drafts(series.pk, now + dt.timedelta(hours=hour))
    posts = Post.objects.filter(series=series, publish_at__year=2026).order_by("publish_at")
    local = [service.local(post.publish_at) for post in posts]
    assert len(local) == 52
    assert {(one.weekday(), one.hour, one.minute) for one in local} == {(1, 9, 0)}
    assert {post.publish_at.astimezone(dt.UTC).hour for post in posts} == {8, 9}


def test_each_day_within_the_days_ahead_gets_one_draft_however_often_it_is_asked(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    assert domain.make_drafts(series.pk, MONDAY) == 2
    assert domain.make_drafts(series.pk, MONDAY) == 0
    days = series.posts.order_by("series_on").values_list("series_on", flat=True)
    assert list(days) == [dt.date(2026, 11, 24), dt.date(2026, 12, 1)]


def test_after_two_weeks_off_only_what_lies_ahead_is_made(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), days_ahead=7)
    domain.make_drafts(series.pk, MONDAY)
    domain.make_drafts(series.pk, MONDAY + dt.timedelta(days=15, hours=2))
    days = series.posts.order_by("series_on").values_list("series_on", flat=True)
    assert list(days) == [dt.date(2026, 11, 24), dt.date(2026, 12, 15)]


def test_todays_draft_is_made_only_while_its_time_lies_ahead(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), days_ahead=1)
    assert domain.make_drafts(series.pk, dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)) == 0
    assert domain.make_drafts(series.pk, dt.datetime(2026, 11, 24, 8, 59, tzinfo=dt.UTC)) == 1


def test_a_draft_names_its_series_and_carries_what_the_series_says(service, coordinator):
    network = channel(service)
    campaign = CampaignFactory(service=service)
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), campaign=campaign)
    series.channels.set([network])
    domain.make_drafts(series.pk, MONDAY)
    post = series.posts.order_by("series_on").first()
    assert (post.title, post.state, post.author) == ("Top Tip Tuesday, Tue 24 Nov", PostState.DRAFT, coordinator)
    assert post.revision.text == "A tip for Tuesday 24 November.\n\n#TopTipTuesday"
    assert services.channels_of(post) == [network]
    assert post.campaign == campaign
    assert service.events.get(kind="post.created", thing_id=post.pk).job == "series"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("[Day] in [month] [year], at [TIME]", "Tuesday in December 2026, at 09:00\n\n#Tip"),
        ("See #tip here", "See #tip here"),
        ("See #tips here", "See #tips here\n\n#Tip"),
        ("[name of the place]", "[name of the place]\n\n#Tip"),
        ("[hashtag] first", "#Tip first"),
        ("[[date]]", "[Tuesday 1 December]\n\n#Tip"),
        ("", "#Tip"),
        ("\\1 {date} %s", "\\1 {date} %s\n\n#Tip"),
    ],
)
def test_gaps_are_filled_from_the_day(service, text, filled):
    series = SeriesFactory.build(service=service, author=None, text=text, hashtag="#Tip")
    assert domain.text_for(series, dt.date(2026, 12, 1)) == filled


def test_a_time_that_the_spring_change_skips_makes_a_draft_without_a_time_that_says_so(service, coordinator):
    series = SeriesFactory(
        service=service,
        author=coordinator,
        rule="FREQ=WEEKLY;BYDAY=SU",
        at=dt.time(1, 30),
        starts_on=dt.date(2027, 3, 1),
    )
    domain.make_drafts(series.pk, dt.datetime(2027, 3, 20, 9, tzinfo=dt.UTC))
    first, gap = series.posts.order_by("series_on")
    assert (first.series_on, first.publish_time) == (dt.date(2027, 3, 21), dt.time(1, 30))
    assert (gap.publish_on, gap.publish_time, gap.publish_at) == (dt.date(2027, 3, 28), None, None)
    assert "01:30 does not exist" in gap.held_reason
    assert "Choose 00:59 or 02:00" in gap.held_reason


def test_a_time_chosen_for_it_takes_the_remark_away(service, coordinator):
    series = SeriesFactory(
        service=service,
        author=coordinator,
        rule="FREQ=WEEKLY;BYDAY=SU",
        at=dt.time(1, 30),
        starts_on=dt.date(2027, 3, 22),
    )
    now = dt.datetime(2027, 3, 22, 9, tzinfo=dt.UTC)
    domain.make_drafts(series.pk, now)
    post = series.posts.order_by("series_on").first()
    written = services.written_of(post.revision, title=post.title)
    new = services.Written(**{**written.__dict__, "publish_on": post.series_on, "publish_time": dt.time(2)})
    assert services.save_post(post.pk, by=coordinator, version=post.version, written=new, now=now).held_reason == ""


def test_a_draft_in_a_quiet_period_is_made_and_says_so(service, coordinator):
    QuietPeriodFactory(
        service=service,
        name="Election",
        starts_on=dt.date(2026, 11, 24),
        ends_on=dt.date(2026, 11, 24),
        set_by=coordinator,
    )
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.make_drafts(series.pk, MONDAY)
    said = list(series.posts.order_by("series_on").values_list("held_reason", flat=True))
    assert "quiet period “Election”" in said[0]
    assert said[1] == ""


def test_the_author_gets_one_mail_for_the_drafts_made_together(
    service, coordinator, django_capture_on_commit_callbacks
):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    with django_capture_on_commit_callbacks(execute=True):
        domain.make_drafts(series.pk, MONDAY)
        domain.make_drafts(series.pk, MONDAY + dt.timedelta(hours=1))
    [told] = mail.outbox
    assert told.to == [coordinator.email]
    assert told.subject == "2 new drafts wait for you: Top Tip Tuesday"
    assert all(f"/posts/{post.pk}/edit/" in told.body for post in series.posts.all())


def test_without_somebody_who_may_write_no_draft_is_made_and_the_coordinators_are_asked_once_a_week(
    service, coordinator, django_capture_on_commit_callbacks
):
    gone = member(service, Role.COORDINATOR, name="Dan Whitlock")
    series = SeriesFactory(service=service, author=gone, starts_on=MONDAY.date())
    Membership.objects.filter(user=gone).update(ended_at=MONDAY, end_reason="Left.")
    with django_capture_on_commit_callbacks(execute=True):
        domain.make_drafts(series.pk, MONDAY)
        domain.make_drafts(series.pk, MONDAY + dt.timedelta(days=1))
    assert not series.posts.exists()
    [told] = mail.outbox
    assert told.to == [coordinator.email]
    assert "Choose somebody else" in told.body
    assert service.events.filter(kind="series.waits").count() == 1


def test_a_series_that_fails_does_not_stop_the_others(service, coordinator):
    broken = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    Series.objects.filter(pk=broken.pk).update(rule="FREQ=SECONDLY")
    good = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    assert domain.make_due(MONDAY) == 2
    assert good.posts.count() == 2


def test_the_task_makes_what_is_due_now(service, coordinator):
    SeriesFactory(service=service, author=coordinator, rule="FREQ=DAILY", days_ahead=3, at=dt.time(23, 59))
    make_series_drafts()
    make_series_drafts()
    assert Post.objects.filter(series__isnull=False).count() in (3, 4)  # four until a minute before midnight


def test_a_stopped_series_makes_nothing_until_it_is_started_again(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.stop(series.pk, by=coordinator, now=MONDAY)
    domain.stop(series.pk, by=coordinator, now=MONDAY)
    assert domain.make_due(MONDAY) == 0
    domain.resume(series.pk, by=coordinator, now=MONDAY)
    assert series.posts.count() == 2
    assert service.events.filter(kind="series.stopped").count() == 1


def test_a_day_is_left_out_and_taken_in_again(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    day = dt.date(2026, 12, 1)
    domain.skip(series.pk, by=coordinator, on=day, now=MONDAY)
    domain.skip(series.pk, by=coordinator, on=day, now=MONDAY)
    assert domain.make_drafts(series.pk, MONDAY) == 1
    domain.take_in_again(series.pk, by=coordinator, on=day, now=MONDAY)
    assert series.posts.filter(series_on=day).exists()
    assert service.events.filter(kind="series.skipped").count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (dt.date(2026, 12, 2), "not a day of this series"),
        (dt.date(2026, 11, 17), "not a day of this series"),
        (dt.date(2026, 11, 24), "is made already"),
        (dt.date.max, "not a day of this series"),
        (dt.date.min, "not a day of this series"),
    ],
)
def test_only_a_day_of_it_without_a_draft_is_left_out(service, coordinator, day, sentence):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.make_drafts(series.pk, MONDAY)
    with pytest.raises(SeriesRefused, match=sentence):
        domain.skip(series.pk, by=coordinator, on=day, now=MONDAY)


def test_a_withdrawn_draft_does_not_come_back(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.make_drafts(series.pk, MONDAY)
    workflow.withdraw(series.posts.first().pk, by=coordinator, now=MONDAY)
    assert domain.make_drafts(series.pk, MONDAY) == 0


def test_a_change_reaches_the_drafts_that_nobody_touched_when_it_is_asked_for(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), days_ahead=21)
    domain.make_drafts(series.pk, MONDAY)
    first, second, third = series.posts.order_by("series_on")
    written = services.written_of(first.revision, title=first.title)
    mine = services.Written(
        **{**written.__dict__, "text": "My own words.", "publish_on": first.publish_on, "publish_time": dt.time(9)}
    )
    services.save_post(first.pk, by=coordinator, version=first.version, written=mine, now=MONDAY)
    workflow.withdraw(third.pk, by=coordinator, now=MONDAY)
    new = wanted_of(series, text="Another tip for [date].", at=dt.time(10))
    _, renewed, withdrawn = domain.save(series.pk, by=coordinator, wanted=new, also_drafts=True, now=MONDAY)
    assert (renewed, withdrawn) == (1, 0)
    texts = {post.pk: post.revision.text for post in series.posts.select_related("revision")}
    assert texts[first.pk] == "My own words."
    assert texts[second.pk].startswith("Another tip for Tuesday 1 December.")
    assert Post.objects.get(pk=second.pk).publish_time == dt.time(10)


def test_a_change_leaves_the_drafts_alone_when_nobody_asks(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.make_drafts(series.pk, MONDAY)
    assert domain.save(series.pk, by=coordinator, wanted=wanted_of(series, text="New."), now=MONDAY)[1:] == (0, 0)
    assert "New." not in series.posts.first().revision.text


def test_drafts_of_days_that_are_none_any_more_are_withdrawn_and_the_new_days_drafted(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date())
    domain.make_drafts(series.pk, MONDAY)
    new = wanted_of(series, rule="FREQ=WEEKLY;BYDAY=TH")
    _, renewed, withdrawn = domain.save(series.pk, by=coordinator, wanted=new, also_drafts=True, now=MONDAY)
    assert (renewed, withdrawn) == (0, 2)
    alive = series.posts.exclude(state=PostState.WITHDRAWN).order_by("series_on")
    assert [post.series_on for post in alive] == [dt.date(2026, 11, 26), dt.date(2026, 12, 3)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "  "}, "name"),
        ({"rule": "FREQ=SECONDLY"}, "once a day"),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=31", "ends_on": dt.date(2026, 11, 30)}, "No day follows"),
        ({"ends_on": dt.date(2026, 10, 1)}, "later last day"),
        ({"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 2, 1)}, "has passed"),
        ({"days_ahead": 0}, "1 to 90"),
        ({"days_ahead": 91}, "1 to 90"),
        ({"hashtag": "two words"}, "one word"),
        ({"text": "x" * 100_001}, "."),
    ],
)
def test_a_series_that_cannot_be_is_refused(service, coordinator, changed, sentence):
    with pytest.raises(SeriesRefused, match=sentence):
        domain.start(service=service, by=coordinator, wanted=wanted(coordinator, **changed), now=MONDAY)
    assert not Series.objects.exists()


def test_another_services_channel_and_campaign_are_refused(service, other_service, coordinator):
    for foreign in ({"channels": [channel(other_service)]}, {"campaign": CampaignFactory(service=other_service)}):
        with pytest.raises(PermissionDenied):
            domain.start(service=service, by=coordinator, wanted=wanted(coordinator, **foreign), now=MONDAY)


def test_only_a_coordinator_writes_for_it(service, coordinator, approver):
    with pytest.raises(SeriesRefused, match="coordinator"):
        domain.start(service=service, by=coordinator, wanted=wanted(approver), now=MONDAY)
    with pytest.raises(PermissionDenied):
        domain.start(service=service, by=approver, wanted=wanted(coordinator), now=MONDAY)


def test_the_next_days_are_shown_with_what_becomes_of_them(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), days_ahead=7)
    domain.make_drafts(series.pk, MONDAY)
    domain.skip(series.pk, by=coordinator, on=dt.date(2026, 12, 1), now=MONDAY)
    first, second, third = domain.occurrences(Series.objects.get(pk=series.pk), MONDAY, most=3)
    assert (first.post, first.is_skipped) == (series.posts.get(), False)
    assert (second.post, second.is_skipped) == (None, True)
    assert third.drafted_on == dt.date(2026, 12, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_draft_once(service, coordinator):
    series = SeriesFactory(service=service, author=coordinator, starts_on=MONDAY.date(), rule="FREQ=DAILY")
    start, made = threading.Barrier(2), []

    def work():
        start.wait()
        made.append(domain.make_due(MONDAY))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert sorted(made) == [0, 15]
    assert series.posts.count() == 15


class TestPages:
    @pytest.fixture
    def page(self, client, coordinator, service):
        client.force_login(coordinator)
        return f"/{service.slug}/posts/series/"

    def typed(self, writer, **changed):
        values = {
            "name": "Top Tip Tuesday",
            "hashtag": "TopTipTuesday",
            "often": "WEEKLY",
            "weekdays": ["1"],
            "interval": "1",
            "nth": "1",
            "month_day": "1",
            "at": "09:00",
            "starts_on": str(timezone.localdate()),
            "ends_on": "",
            "days_ahead": "14",
            "kind": "text",
            "audience": "parents_carers",
            "text": "A tip for [date].",
            "author": writer.pk,
        }
        return values | changed

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({}, "FREQ=WEEKLY;BYDAY=TU"),
            ({"interval": "2", "weekdays": ["0", "3"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
            ({"often": "month_weekday", "nth": "-1"}, "FREQ=MONTHLY;BYDAY=-1TU"),
            ({"often": "month_day", "month_day": "15"}, "FREQ=MONTHLY;BYMONTHDAY=15"),
            ({"often": "DAILY"}, "FREQ=DAILY"),
        ],
    )
    def test_a_series_is_started_and_its_form_shows_the_same_again(self, client, page, coordinator, changed, rule):
        client.post(f"{page}new/", self.typed(coordinator, **changed))
        series = Series.objects.get()
        assert series.rule == rule
        again = client.get(f"{page}{series.pk}/edit/").context["form"].initial
        assert again["often"] == changed.get("often", "WEEKLY")

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"weekdays": []}, "Choose at least one day of the week."),
            ({"weekdays": ["7"]}, "is not in the list"),
            ({"often": "SECONDLY"}, "is not in the list"),
            ({"interval": "0"}, "Give 1 or more"),
            ({"interval": "9" * 5000}, "Write a whole number"),
            ({"at": "25:00"}, "Write the time like"),
            ({"author": "999999"}, "Choose a coordinator."),
            ({"starts_on": "9999-12-31"}, "between 2000 and 2100"),
            ({"days_ahead": ""}, "Write how many days."),
        ],
    )
    def test_what_cannot_be_is_said(self, client, page, coordinator, changed, sentence):
        answer = client.post(f"{page}new/", self.typed(coordinator, **changed))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert not Series.objects.exists()

    def test_the_page_leaves_out_a_day_and_undoes_it(self, client, page, service, coordinator):
        series = SeriesFactory(service=service, author=coordinator, days_ahead=1)
        day = domain.occurrences(series, timezone.now())[1].on.isoformat()
        assert "is left out" in client.post(f"{page}{series.pk}/", {"skip": day}, follow=True).text
        assert Series.objects.get().skipped == [day]
        assert "is in the series again" in client.post(f"{page}{series.pk}/", {"take_in": day}, follow=True).text
        assert Series.objects.get().skipped == []

    @pytest.mark.parametrize("sent", [{}, {"skip": ""}, {"skip": "2026-99-99"}, {"skip": "0001-01-01"}, {"fly": "1"}])
    def test_a_hostile_button_is_refused(self, client, page, service, coordinator, sent):
        series = SeriesFactory(service=service, author=coordinator)
        assert client.post(f"{page}{series.pk}/", sent).status_code == 409

    def test_another_services_series_is_not_there(self, client, page, other_service):
        foreign = SeriesFactory(service=other_service)
        assert client.get(f"{page}{foreign.pk}/").status_code == 404
        assert client.post(f"{page}{foreign.pk}/", {"stop": "1"}).status_code == 404

    def test_the_list_asks_as_much_for_many_as_for_few(
        self, client, page, service, coordinator, django_assert_max_num_queries
    ):
        from django.test.utils import CaptureQueriesContext

        SeriesFactory(service=service, author=coordinator)
        client.get(page)
        with CaptureQueriesContext(connection) as few:
            client.get(page)
        SeriesFactory.create_batch(6, service=service, author=coordinator)
        with django_assert_max_num_queries(len(few)):
            client.get(page)
