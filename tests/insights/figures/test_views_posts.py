"""Pages: figures of posts, the best times."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from audit.kinds import Kind
from audit.models import Event
from insights.models import PostDay, PostTotal
from posts.models import Post, Theme
from tests.factories.channels import ChannelFactory
from tests.factories.figures import sent, total
from tests.factories.objectives import objective
from tests.factories.posts import CampaignFactory, PostFactory

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def at_noon():
    """Every test stands at one moment."""
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, user, service, name="posts", *args, **query):
    client.force_login(user)
    return client.get(reverse(f"figures:{name}", args=[service.slug, *args]), query)


def titled(channel, title: str, at: dt.datetime = NOW - dt.timedelta(days=30), **fields) -> PostTotal:
    row = total(channel, at, **fields)
    Post.objects.filter(pk=row.delivery.post_id).update(title=title)
    return row


def titles(answer) -> list[str]:
    return [row["title"] for row in answer.context["rows"]]


def test_the_top_posts_of_a_month_by_the_number_that_is_chosen(client, service, coordinator, facebook):
    titled(facebook, "Much seen", impressions=900, engagements=5)
    titled(facebook, "Much answered", impressions=400, engagements=40)
    titled(facebook, "Few, but all answered", impressions=50, engagements=30)
    titled(facebook, "Seen by one", impressions=1, engagements=1)
    titled(facebook, "Not known")
    titled(facebook, "Of another month", NOW, impressions=9_999, engagements=999)
    asked = {"month": "2026-10"}
    by_default = page(client, coordinator, service, **asked)
    assert titles(by_default) == ["Much answered", "Few, but all answered", "Much seen", "Seen by one"]
    assert titles(page(client, coordinator, service, by="impressions", **asked))[0] == "Much seen"
    by_rate = page(client, coordinator, service, by="rate", **asked)
    assert titles(by_rate) == ["Few, but all answered", "Much answered", "Much seen"]
    assert "3 of 3 posts with this number" in by_rate.content.decode()


def test_a_posts_channels_are_added_up_as_far_as_they_are_known(client, service, coordinator, facebook, x):
    row = titled(facebook, "On two", impressions=100, engagements=10)
    other = sent(x, row.sent_at)
    other.post = row.delivery.post
    other.save(update_fields=["post"])
    PostTotal.objects.create(
        service=service, delivery=other, channel=x, sent_at=row.sent_at, impressions=None, engagements=5
    )
    (line,) = page(client, coordinator, service, month="2026-10").context["rows"]
    assert (line["channels"], line["impressions"], line["engagements"]) == ("Facebook, X", "100", "15")
    assert line["rate"] == "10.0\u00a0%"  # only where both are known
    (line,) = page(client, coordinator, service, month="2026-10", channel=x.pk).context["rows"]
    assert (line["impressions"], line["engagements"], line["rate"]) == ("–", "5", "–")


def test_each_can_be_used_again_but_not_a_removed_one(client, service, coordinator, facebook):
    fine = titled(facebook, "Fine", impressions=10, engagements=10).delivery.post
    gone = titled(facebook, "Gone", impressions=5, engagements=5).delivery.post
    Post.objects.filter(pk=gone.pk).update(state="removed", removal_reason="Out of date.")
    text = page(client, coordinator, service, month="2026-10").content.decode()
    assert ">Again<" in text
    assert reverse("posts:use_again", args=[service.slug, fine.pk]) in text
    assert reverse("posts:use_again", args=[service.slug, gone.pk]) not in text


def test_a_viewer_sees_numbers_and_no_title(client, service, viewer, coordinator, facebook):
    post = titled(facebook, "A father waited", impressions=77, engagements=7, said_by=coordinator, read_at=NOW)
    for answer in (
        page(client, viewer, service, month="2026-10"),
        page(client, viewer, service, "post", post.delivery.post_id),
    ):
        text = answer.content.decode()
        assert "77" in text
        assert "A father waited" not in text
        assert coordinator.name not in text
        assert "/again/" not in text
        assert ">Again<" not in text


def test_kinds_audiences_campaigns_and_themes_are_held_against_each_other(client, service, coordinator, facebook):
    campaign = CampaignFactory(service=service, name="Winter of play")
    Theme.objects.create(service=service, weekday=3, name="Thursday tips")
    for number in range(12):
        row = titled(facebook, f"Post {number}", NOW - dt.timedelta(days=10 + number * 7), engagements=10)
        if number < 5:
            row.engagements = 20
            row.save()
            Post.objects.filter(pk=row.delivery.post_id).update(kind="question", campaign=campaign)
    found = {one["title"]: one for one in page(client, coordinator, service).context["comparisons"]}
    assert found.keys() == {"By kind", "By campaign"}  # one audience and one weekday say nothing
    assert found["By kind"]["says"] == "Question did best: 2.0 times the usual, 5 posts."
    assert [cell["text"] for cell in found["By campaign"]["rows"][0]] == [
        "Winter of play", "5", "20", "2.0 times the usual",
    ]  # fmt: skip


def test_a_viewer_reads_no_name_of_a_campaign_or_a_theme(client, service, viewer, coordinator, facebook):
    campaign = CampaignFactory(service=service, name="Winter of play")
    for weekday, name in ((3, "Thursday tips"), (0, "Calm Mondays"), (2, "Thursday tips")):
        Theme.objects.create(service=service, weekday=weekday, name=name)
    for number in range(10):
        row = titled(facebook, f"Post {number}", NOW - dt.timedelta(days=10 + number), engagements=10)
        if number < 5:
            Post.objects.filter(pk=row.delivery.post_id).update(campaign=campaign)
    of_staff, of_viewer = (page(client, person, service) for person in (coordinator, viewer))
    names = {"Winter of play", "Thursday tips", "Calm Mondays"}
    assert all(name in of_staff.content.decode() for name in names)
    assert not [name for name in names if name in of_viewer.content.decode()]
    groups = {one["title"]: {row[0]["text"] for row in one["rows"]} for one in of_viewer.context["comparisons"]}
    assert groups["By campaign"] == {f"Campaign {campaign.pk}", "No campaign"}
    assert groups["By theme of the week"] == {"Monday", "Wednesday, Thursday", "Other days"}


def test_a_viewer_reads_what_an_objective_measures_and_not_its_words(client, service, viewer, coordinator, facebook):
    aim = objective(facebook, words="Be as loved as the library")
    for person, title in ((coordinator, "Be as loved as the library"), (viewer, "Followers")):
        for answer in (page(client, person, service, "objectives"), page(client, person, service, "objective", aim.pk)):
            text = answer.content.decode()
            assert title in text
            assert ("loved" in text) is (person == coordinator)


@pytest.mark.parametrize(
    "query",
    [
        {"month": "2026-13"},
        {"month": "0000-00"},
        {"month": "0001-01"},
        {"month": "9999-12"},
        {"channel": "999999999999999999999"},
        {"channel": "x'; --"},
        {"by": "password"},
    ],
)
def test_wrong_words_in_the_address_mean_the_usual(client, service, coordinator, facebook, query):
    assert page(client, coordinator, service, **query).status_code == 200
    assert page(client, coordinator, service, "best_times", **query).status_code == 200


def test_without_figures_the_pages_say_what_to_do(client, service, coordinator):
    assert "No figures of posts in this month" in page(client, coordinator, service).content.decode()
    assert "No figures of posts yet" in page(client, coordinator, service, "best_times").content.decode()
    assert "No objectives yet" in page(client, coordinator, service, "objectives").content.decode()


def test_another_services_posts_are_not_there(client, service, coordinator, other_service):
    theirs = total(ChannelFactory(service=other_service, by_hand=True), NOW, engagements=5, impressions=5)
    assert page(client, coordinator, service).context["rows"] == []
    assert page(client, coordinator, service, "post", theirs.delivery.post_id).status_code == 404
    assert page(client, coordinator, service, "best_times").context["posts"] == 0


def test_a_year_ends_on_leap_day_too(client, service, coordinator, facebook):
    titled(facebook, "Leap", dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC), engagements=1, impressions=1)
    assert titles(page(client, coordinator, service, month="2024-02")) == ["Leap"]


# One post


def test_a_post_shows_how_its_figures_grew(client, service, coordinator, facebook):
    row = total(facebook, NOW - dt.timedelta(days=3), impressions=90, engagements=9)
    for day, seen in ((20, 40), (21, 90)):
        PostDay.objects.create(delivery=row.delivery, day=dt.date(2026, 11, day), impressions=seen)
    (chart,) = page(client, coordinator, service, "post", row.delivery.post_id).context["charts"]
    assert chart.says == "Impressions since it went out: 90 on Facebook by 21 Nov."
    assert [(line.label, list(line.values)) for line in chart.rows] == [("20 Nov", [40]), ("21 Nov", [90])]


def test_a_post_that_is_not_out_has_no_figures(client, service, coordinator):
    post = PostFactory(service=service)
    assert "No figures yet" in page(client, coordinator, service, "post", post.pk).content.decode()


def typing(client, user, service, delivery, **numbers):
    client.force_login(user)
    at = reverse("figures:post", args=[service.slug, delivery.post_id])
    return client.post(
        at, {"delivery": delivery.pk} | {f"on-{delivery.pk}-{name}": value for name, value in numbers.items()}
    )


def test_the_figures_of_a_post_put_out_by_hand_are_typed(client, service, coordinator, facebook):
    delivery = sent(facebook, NOW - dt.timedelta(days=3))
    answer = typing(client, coordinator, service, delivery, impressions="1,240", engagements="1.2k", likes="")
    assert answer.status_code == 302
    row = PostTotal.objects.get(delivery=delivery)
    assert (row.impressions, row.engagements, row.likes, row.said_by) == (1240, 1200, None, coordinator)
    assert Event.objects.filter(kind=Kind.POST_FIGURES_TYPED, thing_id=delivery.post_id).exists()


@pytest.mark.parametrize("wrong", ["-4", "many", "99999999999999999999", "4%", "1.5", "\x00"])
def test_a_wrong_number_is_said_and_nothing_is_saved(client, service, coordinator, facebook, wrong):
    delivery = sent(facebook, NOW - dt.timedelta(days=3))
    answer = typing(client, coordinator, service, delivery, impressions=wrong, engagements="7")
    assert answer.status_code == 422
    assert "There is something to put right" in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert not PostTotal.objects.exists()


def test_figures_are_typed_for_one_of_the_posts_own_channels_only(client, service, coordinator, facebook):
    delivery, other = (sent(facebook, NOW - dt.timedelta(days=days)) for days in (3, 4))
    client.force_login(coordinator)
    for pk in (other.pk, "", "x", "9" * 30):
        answer = client.post(reverse("figures:post", args=[service.slug, delivery.post_id]), {"delivery": pk})
        assert answer.status_code == 422
    assert not PostTotal.objects.exists()


def test_a_viewer_types_nothing(client, service, viewer, facebook):
    delivery = sent(facebook, NOW - dt.timedelta(days=3))
    assert typing(client, viewer, service, delivery, impressions="5").status_code == 403


# Best times


def weekly(channel, number: int, weekday_back: int, hour: int, engagements: int) -> None:
    for week in range(1, number + 1):
        day = NOW.date() - dt.timedelta(days=weekday_back, weeks=week)
        total(channel, dt.datetime.combine(day, dt.time(hour), channel.service.zone), engagements=engagements)


def test_the_best_time_is_said_and_leads_to_the_calendar(client, service, coordinator, facebook):
    weekly(facebook, 12, 3, 18, 80)  # Thursdays
    weekly(facebook, 13, 5, 9, 40)  # Tuesdays
    answer = page(client, coordinator, service, "best_times", channel=facebook.pk)
    assert answer.context["says"] == "Thursdays 17:00 to 19:00 did best on Facebook: 2.0 times the usual, 12 posts."
    text = answer.content.decode()
    assert f"on=2026-11-26&amp;at=17%3A00&amp;channel={facebook.pk}" in text
    assert "12 of 12 posts did better than usual" in text


def test_who_may_not_write_gets_no_way_to_fill_a_slot(client, service, viewer, facebook):
    weekly(facebook, 12, 3, 18, 80)
    weekly(facebook, 13, 5, 9, 40)
    text = page(client, viewer, service, "best_times").content.decode()
    assert "Thursdays 17:00 to 19:00 did best" in text
    assert "Fill a slot" not in text


def test_too_few_posts_are_said_to_be_too_few(client, service, coordinator, facebook):
    weekly(facebook, 4, 3, 18, 80)
    answer = page(client, coordinator, service, "best_times")
    assert answer.context["says"].startswith("Too few posts to say: 4 in 12 months")
    assert "too few to say, 4 posts" in answer.content.decode()


def test_posts_that_are_still_being_seen_are_left_out(client, service, coordinator, facebook):
    total(facebook, NOW - dt.timedelta(days=2), engagements=5)
    total(facebook, NOW - dt.timedelta(days=366), engagements=5)
    assert page(client, coordinator, service, "best_times").context["posts"] == 0


# Cost


@pytest.mark.parametrize("name", ["posts", "best_times", "objectives"])
def test_a_page_costs_the_same_with_many_posts(
    client, service, coordinator, facebook, x, name, django_assert_max_num_queries
):
    for number in range(15):
        total((facebook, x)[number % 2], NOW - dt.timedelta(days=4 + number), engagements=number, impressions=100)
    page(client, coordinator, service, name)
    with django_assert_max_num_queries(20):
        assert page(client, coordinator, service, name, month="2026-11").status_code == 200
