"""Pages of campaigns."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from posts.models import Campaign, CampaignState, PostState
from posts.planning import campaign_pages
from tests.factories.posts import CampaignFactory, PostFactory

TYPED = {
    "name": "Kind words",
    "purpose": "Comments stay kind.",
    "key_messages": "Kind words cost nothing.",
    "audience": "parents_carers",
    "hashtag": "",
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-24",
    "posts_wanted": "8",
}


@pytest.fixture
def page(client, coordinator, service):
    client.force_login(coordinator)
    return f"/{service.slug}/posts/campaigns/"


def test_a_campaign_is_planned_on_its_form(client, page, service):
    answer = client.post(f"{page}new/", TYPED)
    made = Campaign.objects.get(service=service)
    assert answer.url == f"{page}{made.pk}/"
    assert (made.name, made.starts_on, made.posts_wanted) == ("Kind words", dt.date(2026, 12, 1), 8)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give the campaign a name."),
        ({"starts_on": "31/02/2026"}, "Write the date like"),
        ({"starts_on": "0001-01-01"}, "between 2000 and 2100"),
        ({"ends_on": "2026-11-30"}, "Choose a later last day."),
        ({"posts_wanted": "-1"}, "Give 1 or more"),
        ({"posts_wanted": "9" * 5000}, "Write a whole number"),
        ({"hashtag": "a b"}, "one word"),
        ({"name": "x" * 121}, "at most 120"),
        ({"audience": "everybody"}, "is not in the list"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, page, typed, sentence):
    answer = client.post(f"{page}new/", TYPED | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Kind words cost nothing." in answer.text
    assert not Campaign.objects.exists()


def test_a_stale_form_shows_what_is_saved_and_then_saves_over_it(client, page, service):
    campaign = CampaignFactory(service=service, name="Saved name", version=7)
    stale = client.post(f"{page}{campaign.pk}/edit/", TYPED | {"version": "6"})
    assert stale.status_code == 409
    assert "Saved name" in stale.text
    assert 'value="7"' in stale.text
    again = client.post(f"{page}{campaign.pk}/edit/", TYPED | {"version": "7"})
    assert again.status_code == 302
    assert Campaign.objects.get(pk=campaign.pk).name == "Kind words"


def test_a_line_manager_reads_what_will_go_out_and_gives_leave(client, service, approver):
    campaign = CampaignFactory(service=service, submitted=True)
    PostFactory(service=service, campaign=campaign, text="Play has no labels at all.")
    client.force_login(approver)
    address = f"/{service.slug}/posts/campaigns/{campaign.pk}/"
    shown = client.get(address).text
    assert "Play has no labels at all." in shown
    assert "Give leave" in shown
    client.post(address, {"approve": "1", "version": campaign.version, "note": "Go on."})
    assert Campaign.objects.get(pk=campaign.pk).state == CampaignState.APPROVED


def test_a_refused_move_says_why_and_keeps_the_note(client, service, approver):
    campaign = CampaignFactory(service=service, submitted=True, version=3)
    client.force_login(approver)
    address = f"/{service.slug}/posts/campaigns/{campaign.pk}/"
    answer = client.post(address, {"approve": "1", "version": "2", "note": "My long note."})
    assert answer.status_code == 409
    assert "Read it again" in answer.text
    assert "My long note." in answer.text


@pytest.mark.parametrize("sent", [{}, {"fly": "1"}, {"approve": "1", "version": "9" * 400}])
def test_a_hostile_move_is_refused(client, service, approver, sent):
    campaign = CampaignFactory(service=service, submitted=True)
    client.force_login(approver)
    assert client.post(f"/{service.slug}/posts/campaigns/{campaign.pk}/", sent).status_code == 409


def test_a_viewer_of_the_form_of_an_ended_campaign_is_sent_back(client, page, service):
    campaign = CampaignFactory(service=service, ended=True)
    assert client.get(f"{page}{campaign.pk}/edit/").url == f"{page}{campaign.pk}/"


def test_a_script_in_a_campaign_is_shown_as_text(client, page, service):
    campaign = CampaignFactory(service=service, name="<script>x</script>", purpose="<b>y</b>")
    shown = client.get(f"{page}{campaign.pk}/").text
    assert "<script>x" not in shown
    assert "<b>y" not in shown


def test_the_progress_counts_what_is_out_against_what_is_wanted(service, coordinator):
    campaign = CampaignFactory(service=service, posts_wanted=5)
    PostFactory(service=service, campaign=campaign, published=True)
    PostFactory(service=service, campaign=campaign, scheduled=True)
    PostFactory(service=service, campaign=campaign)
    PostFactory(service=service, campaign=campaign, withdrawn=True)
    shown = campaign_pages.context(campaign, coordinator, now=timezone.now())["progress"]
    assert shown == {
        "strong": "1 of 5 posts published",
        "text": "1 approved; 1 being written; 2 still to plan",
        "percent": 20,
    }


def test_a_post_outside_the_dates_says_so(service, coordinator):
    campaign = CampaignFactory(service=service)
    PostFactory(service=service, campaign=campaign, in_days=-3)
    PostFactory(service=service, campaign=campaign, in_days=3)
    PostFactory(service=service, campaign=campaign, in_days=40)
    shown = campaign_pages.context(campaign, coordinator, now=timezone.now())
    said = [row["outside"] for row in shown["rows"]]
    assert said == ["before the campaign begins", "", "after the campaign’s last day"]
    assert shown["outside"] == 2


def test_weeks_without_a_post_are_named_from_this_week_on(service):
    campaign = CampaignFactory(service=service, starts_on=dt.date(2026, 11, 2), ends_on=dt.date(2026, 12, 13))
    post = PostFactory(service=service, campaign=campaign, publish_at=dt.datetime(2026, 11, 30, 0, 30, tzinfo=dt.UTC))
    failed = PostFactory(
        service=service,
        campaign=campaign,
        state=PostState.FAILED,
        publish_at=dt.datetime(2026, 12, 8, 9, tzinfo=dt.UTC),
    )
    empty = campaign_pages.empty_weeks(campaign, [post, failed], dt.date(2026, 11, 20))
    assert empty == [dt.date(2026, 11, 16), dt.date(2026, 11, 23), dt.date(2026, 12, 7)]
    assert campaign_pages.gaps_in_words(empty) == "Nothing is planned in the weeks of 16 Nov, 23 Nov and 7 Dec."


def test_many_empty_weeks_are_counted():
    mondays = [dt.date(2026, 1, 5) + dt.timedelta(days=7 * week) for week in range(9)]
    assert campaign_pages.gaps_in_words(mondays).endswith("9 Feb and 3 more.")


@pytest.mark.parametrize("address", ["", "{pk}/"])
def test_the_pages_ask_as_much_for_many_as_for_few(client, page, service, django_assert_max_num_queries, address):
    campaign = CampaignFactory(service=service, submitted=True)
    PostFactory.create_batch(2, service=service, campaign=campaign, scheduled=True)
    address = page + address.format(pk=campaign.pk)
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    PostFactory.create_batch(8, service=service, campaign=campaign, scheduled=True)
    CampaignFactory.create_batch(4, service=service)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_the_list_of_posts_is_narrowed_to_a_campaign_and_says_so(client, coordinator, service):
    campaign = CampaignFactory(service=service, name="Winter of play")
    PostFactory(service=service, campaign=campaign, title="Of the campaign")
    PostFactory(service=service, title="Of none")
    client.force_login(coordinator)
    shown = client.get(f"/{service.slug}/posts/", {"campaign": campaign.pk}).text
    assert "Only posts of the campaign “Winter of play”" in shown
    assert "Of the campaign" in shown
    assert "Of none" not in shown


@pytest.mark.parametrize("typed", ["abc", "-1", "1e400", "NaN", "1.5", "9" * 400, "0"])
def test_a_hostile_campaign_in_the_address_of_the_list_breaks_nothing(client, coordinator, service, typed):
    PostFactory(service=service)
    client.force_login(coordinator)
    assert client.get(f"/{service.slug}/posts/", {"campaign": typed, "series": typed}).status_code == 200


def test_another_services_campaign_is_not_named_by_the_list(client, coordinator, service, other_service):
    foreign = CampaignFactory(service=other_service, name="Their secret")
    client.force_login(coordinator)
    assert "Their secret" not in client.get(f"/{service.slug}/posts/", {"campaign": foreign.pk}).text


def test_the_page_of_a_post_names_its_campaign_and_that_it_has_no_leave(client, coordinator, service):
    campaign = CampaignFactory(service=service, name="Winter of play")
    post = PostFactory(service=service, campaign=campaign)
    client.force_login(coordinator)
    shown = client.get(f"/{service.slug}/posts/{post.pk}/").text
    assert "Winter of play (Draft)" in shown
    assert f"/posts/campaigns/{campaign.pk}/" in shown
