"""The plan: one reading for every view, with gaps, bands and filters."""

import datetime as dt

import pytest
from django.urls import reverse

from policies.models import QuietPeriod
from posts.models import Delivery
from posts.planning import calendar, plan, strategy
from posts.planning.plan import Wanted
from tests.factories.posts import CampaignFactory, PostFactory, channel

NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
FIRST, LAST = dt.date(2026, 11, 30), dt.date(2027, 1, 3)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def at(day, hour=10):
    return dt.datetime(2026, 12, day, hour, tzinfo=dt.UTC)


@pytest.fixture
def read(service, author):
    return lambda **wanted: plan.plan_of(service, author, FIRST, LAST, now=NOW, wanted=Wanted(**wanted))


@pytest.fixture
def mondays(service, manager):
    """Facebook wants a post each Monday at ten."""
    facebook = channel(service, "facebook")
    strategy.save(facebook.pk, by=manager, typed=strategy.Typed(posts_a_week=1, slots=frozenset({(0, dt.time(10))})))
    return facebook


def titles(found):
    return [entry.title for entry in found.entries]


def test_entries_are_the_services_own_in_order_with_their_channels(read, service, author, other_service):
    PostFactory(service=service, author=author, title="Later", publish_at=at(2), channels=["facebook", "x"])
    PostFactory(service=service, author=author, title="Sooner", publish_at=at(1), channels=[])
    PostFactory(service=service, author=author, title="Gone", withdrawn=True, publish_at=at(1))
    PostFactory(service=other_service, title="Theirs", publish_at=at(1))
    found = read()
    assert titles(found) == ["Sooner", "Later"]
    assert [[one.name for one in entry.channels] for entry in found.entries] == [[], ["Facebook", "X"]]


def test_a_delivery_that_somebody_has_to_look_for_comes_before_the_state(read, service, author):
    post = PostFactory(service=service, author=author, published=True, publish_at=at(1))
    Delivery.objects.create(
        post=post, channel=channel(service), revision=post.revision, digest="x", due_at=at(1), state="unknown"
    )
    PostFactory(service=service, author=author, approved=True, publish_at=at(2), held_reason="Quiet period")
    assert [(entry.state, entry.label) for entry in read().entries] == [("unknown", "Not sure"), ("held", "Held back")]


def test_filters_choose_posts(read, service, author):
    campaign = CampaignFactory(service=service)
    facebook = channel(service, "facebook")
    PostFactory(service=service, author=author, title="A", publish_at=at(1), channels=["facebook"], campaign=campaign)
    PostFactory(service=service, author=author, title="B", publish_at=at(2), channels=["x"], audience="young_people")
    PostFactory(service=service, author=author, title="C", publish_at=at(3), channels=["x"], failed=True)
    assert titles(read(channel=facebook.pk)) == ["A"]
    assert titles(read(audience="young_people")) == ["B"]
    assert titles(read(campaign=campaign.pk)) == ["A"]
    assert titles(read(state="trouble")) == ["C"]
    assert titles(read(state="writing")) == ["A", "B"]
    assert titles(read(channel=10**15)) == []


def test_slots_without_a_post_are_gaps_of_their_channel_alone(read, service, author, mondays):
    PostFactory(service=service, author=author, publish_at=at(7, 11), channels=["facebook"])
    PostFactory(service=service, author=author, publish_at=at(14), channels=["x"])
    PostFactory(service=service, author=author, publish_at=at(21), channels=["facebook"], failed=True)
    assert [gap.at.day for gap in read().gaps] == [30, 14, 21, 28]
    assert [gap.at.day for gap in read(channel=mondays.pk).gaps] == [30, 14, 21, 28]
    assert read(channel=channel(service, "x").pk).gaps == []
    assert read(audience="young_people").gaps == []


def test_quiet_periods_and_a_pause_are_bands_without_gaps(read, service, author, mondays):
    days = {"starts_on": dt.date(2026, 12, 9), "ends_on": dt.date(2026, 12, 22)}
    QuietPeriod.objects.create(service=service, name="Pre-election", set_by=author, **days)
    service.paused_at, service.paused_by, service.pause_reason = NOW, author, "An incident"
    service.save()
    found = read()
    assert [(band.kind, band.starts_on) for band in found.bands] == [("pause", FIRST), ("quiet", dt.date(2026, 12, 9))]
    assert [gap.at.day for gap in found.gaps] == [7, 28]


def test_weeks_are_counted_against_the_strategy(read, service, author, mondays):
    PostFactory(service=service, author=author, publish_at=at(8), channels=["facebook", "x"])
    weeks = calendar.weeks(read(), today=FIRST, month=dt.date(2026, 12, 1))
    assert [(week.plan.planned, week.plan.wanted) for week in weeks] == [(0, 1), (1, 1), (0, 1), (0, 1), (0, 1)]


def test_a_quiet_period_is_a_band_over_its_days(read, service, author):
    days = {"starts_on": dt.date(2026, 12, 9), "ends_on": dt.date(2026, 12, 17)}
    QuietPeriod.objects.create(service=service, name="pre-election", set_by=author, **days)
    days = {day.on.day: day for day in calendar.days_of(read(), today=FIRST) if day.on.month == 12}
    assert [n for n, day in days.items() if day.is_quiet] == list(range(9, 18))
    assert [n for n, day in days.items() if day.band] == [9, 14]


def test_a_full_day_shows_what_asks_for_somebody_and_how_many_more(read, service, author):
    for hour in range(8, 14):
        PostFactory(service=service, author=author, publish_at=at(2, hour))
    PostFactory(service=service, author=author, title="Failed", failed=True, publish_at=at(2, 20))
    (day,) = (day for day in calendar.days_of(read(), today=FIRST) if day.on == dt.date(2026, 12, 2))
    assert len(day.shown) == calendar.MOST_A_DAY
    assert day.shown[-1].what.title == "Failed"
    assert day.more == 3


def test_one_line_more_than_fits_is_shown_rather_than_counted(read, service, author):
    for hour in range(8, 8 + calendar.MOST_A_DAY + 1):
        PostFactory(service=service, author=author, publish_at=at(2, hour))
    (day,) = (day for day in calendar.days_of(read(), today=FIRST) if day.on == dt.date(2026, 12, 2))
    assert day.more == 0


def test_an_agenda_stops_at_the_end_of_a_day(read, service, author):
    for day in (2, 4, 5):
        for _ in range(3):
            PostFactory(service=service, author=author, publish_at=at(day))
    days = [day for day in calendar.days_of(read(), today=FIRST) if day.on in (dt.date(2026, 12, n) for n in (2, 4, 5))]
    shown, goes_on = calendar.agenda(days, most=5)
    assert [day.on.day for day in shown] == [2]
    assert goes_on == dt.date(2026, 12, 4)
    assert calendar.agenda(days, most=100)[1] is None


def test_the_plan_costs_the_same_however_many_posts(service, author, mondays, django_assert_num_queries):
    def cost():
        plan.plan_of(service, author, FIRST, LAST, now=NOW)

    with django_assert_num_queries(7):
        cost()
    for day in range(1, 25):
        PostFactory(service=service, author=author, approved=True, publish_at=at(day), channels=["facebook", "x"])
    with django_assert_num_queries(7):
        cost()


@pytest.fixture
def open_page(client, author, service):
    client.force_login(author)
    return lambda view, **asked: client.get(reverse(f"calendar:{view}", args=[service.slug]), asked)


@pytest.mark.parametrize("view", ["month", "week", "agenda", "print"])
def test_every_view_draws_the_same_plan(open_page, service, author, mondays, view):
    PostFactory(service=service, author=author, title="Drop-in <b>", publish_at=at(3), channels=["facebook"])
    page = open_page(view, month="2026-12", day="2026-11-30").content.decode()
    assert "Drop-in &lt;b&gt;" in page
    assert "Facebook" in page
    assert "International Day of Persons with Disabilities" in page


@pytest.mark.parametrize("view", ["month", "week", "agenda", "print"])
@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2100-12", "day": "2100-12-31"},
        {"month": "2000-01", "day": "2000-01-01"},
        {
            "month": "x" * 5000,
            "day": "0001-01-01",
            "channel": "²",
            "campaign": "9" * 40,
            "state": "<x>",
            "audience": "y",
        },
    ],
)
def test_odd_addresses_open(open_page, view, asked):
    assert open_page(view, **asked).status_code == 200


def test_filters_stay_in_the_links_and_can_be_cleared(open_page, mondays):
    page = open_page("month", channel=str(mondays.pk), state="trouble").content.decode()
    assert f"month=2026-10&amp;channel={mondays.pk}&amp;state=trouble" in page
    assert f"day=2026-11-30&amp;channel={mondays.pk}&amp;state=trouble" in page
    assert "Show everything" in page


@pytest.mark.parametrize("view", ["month", "week", "agenda", "print"])
def test_views_cost_the_same_however_many_posts(
    open_page, service, author, mondays, view, django_assert_max_num_queries
):
    for day in range(1, 25):
        PostFactory(service=service, author=author, approved=True, publish_at=at(day), channels=["facebook", "x"])
    with django_assert_max_num_queries(20):
        open_page(view, month="2026-12", day="2026-12-01")


def test_who_may_only_read_is_offered_nothing_to_move(client, service, author, safeguarding_lead, mondays):
    PostFactory(service=service, author=author, scheduled=True, publish_at=at(3))
    client.force_login(safeguarding_lead)
    page = client.get(reverse("calendar:month", args=[service.slug]), {"month": "2026-12"}).content.decode()
    assert "data-move=" not in page
    assert "Change time" not in page
    assert "/calendar/fill/" not in page


def test_the_month_of_today_begins_with_today_and_folds_what_was_before(open_page, service, author):
    PostFactory(service=service, author=author, title="Gone wrong", failed=True, publish_at=NOW - dt.timedelta(days=9))
    PostFactory(service=service, author=author, title="Still to come", publish_at=NOW + dt.timedelta(hours=3))
    agenda = open_page("month").content.decode().split('id="agenda"')[1]
    folded, _, ahead = agenda.partition("</details>")
    assert "Before today: 1 post, <strong>1 needs somebody</strong>" in folded
    assert "Gone wrong" in folded
    assert "Still to come" in ahead
    assert "Gone wrong" not in ahead


def test_many_posts_before_today_leave_room_for_those_ahead(open_page, service, author):
    for n in range(calendar.MOST_IN_AGENDA + 5):
        PostFactory(service=service, author=author, publish_at=NOW - dt.timedelta(hours=9 * n + 12))
    PostFactory(service=service, author=author, title="Still to come", publish_at=NOW + dt.timedelta(hours=3))
    page = open_page("month").content.decode()
    assert "Still to come" in page.split('id="agenda"')[1].partition("</details>")[2]
    assert "Show the rest of the days before today" in page


def test_a_week_says_which_channel_is_short(open_page, service, author, mondays):
    for view in ("month", "week", "print"):
        assert "Facebook 0 of 1" in open_page(view, month="2026-12", day="2026-12-07").content.decode()


def test_the_month_names_the_weeks_with_too_few_posts_above_everything(open_page, service, author, mondays):
    PostFactory(service=service, author=author, publish_at=at(14), channels=["facebook"])
    head = open_page("month", month="2026-12").content.decode().split('id="month"')[0]
    assert "Too few posts in weeks" in head
    assert '?day=2026-12-07">50 (0 of 1)</a>' in head
    assert "51 (" not in head


def test_a_post_of_the_week_can_be_moved_by_a_link(open_page, service, author):
    post = PostFactory(service=service, author=author, publish_at=at(3))
    address = reverse("calendar:move", args=[service.slug, post.pk])
    assert f'href="{address}?view=week&amp;shown=2026-11-30"' in open_page("week", day="2026-12-03").content.decode()


def test_an_undo_to_the_end_of_all_days_is_none(open_page, service, author):
    post = PostFactory(service=service, author=author, publish_at=at(3))
    assert open_page("month", moved=post.pk, was="9999-12-31T23:59:59-12:00").status_code == 200


def test_a_post_is_not_moved_to_a_year_that_is_a_slip_of_the_finger(client, service, author):
    post = PostFactory(service=service, author=author, publish_at=at(3))
    client.force_login(author)
    answer = client.post(reverse("calendar:move", args=[service.slug, post.pk]), {"on": "9999-12-31", "at": "23:59"})
    assert answer.status_code == 409
    assert "before the year 2101" in answer.content.decode()
