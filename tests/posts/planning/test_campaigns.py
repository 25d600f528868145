"""Campaigns: their moves, what their leave holds for, and what it does to their posts."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.models import Role
from posts import services, workflow
from posts.checking import checks
from posts.models import Campaign, CampaignState, Delivery, DeliveryState, Post, PostState
from posts.planning import campaigns
from posts.planning.campaigns import CampaignRefused, Plan, StaleCampaign
from posts.publishing import gates, sending
from posts.services import Written
from posts.writing.editor import Editor
from tests.factories.accounts import member
from tests.factories.posts import CampaignFactory, PostFactory, channel

State = CampaignState
TRAITS = {
    State.DRAFT: {},
    State.SUBMITTED: {"submitted": True},
    State.RETURNED: {"returned": True},
    State.APPROVED: {"approved": True},
    State.ENDED: {"ended": True},
    State.WITHDRAWN: {"withdrawn": True},
}


def plan(**changed) -> Plan:
    today = timezone.localdate()
    values = {
        "name": "Kind words",
        "purpose": "Comments stay kind.",
        "key_messages": "Kind words cost nothing.",
        "starts_on": today,
        "ends_on": today + dt.timedelta(days=13),
    }
    return Plan(**values | changed)


def plan_of(campaign: Campaign, **changed) -> Plan:
    names = ("name", "purpose", "key_messages", "audience", "hashtag", "starts_on", "ends_on", "posts_wanted")
    return Plan(**{name: getattr(campaign, name) for name in names} | changed)


def do(verb: str, campaign: Campaign, by) -> Campaign:
    return {
        "submit": lambda: campaigns.submit(campaign.pk, by=by),
        "approve": lambda: campaigns.approve(campaign.pk, by=by, version=campaign.version),
        "return": lambda: campaigns.return_to_owner(campaign.pk, by=by, note="Say whom it is for."),
        "withdraw": lambda: campaigns.withdraw(campaign.pk, by=by),
        "end": lambda: campaigns.end(campaign.pk, by=by),
    }[verb]()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("verb", ["submit", "approve", "return", "withdraw", "end"])
def test_each_move_from_each_state(service, verb, state):
    campaign = CampaignFactory(service=service, **TRAITS[state])
    everything = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    if state in campaigns.MOVES[verb].start:
        do(verb, campaign, everything)
        assert Campaign.objects.get(pk=campaign.pk).state == campaigns.MOVES[verb].end
    else:
        with pytest.raises(CampaignRefused):
            do(verb, campaign, everything)
        assert Campaign.objects.get(pk=campaign.pk).state == state


@pytest.mark.parametrize(
    ("verb", "traits", "roles"),
    [
        ("submit", {}, {Role.COORDINATOR}),
        ("approve", {"submitted": True}, {Role.LINE_MANAGER}),
        ("return", {"submitted": True}, {Role.LINE_MANAGER}),
        ("withdraw", {}, {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER}),
        ("end", {"approved": True}, {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER}),
    ],
)
def test_only_the_right_role_makes_a_move(service, verb, traits, roles):
    for role in set(Role) - roles:
        campaign = CampaignFactory(service=service, **traits)
        with pytest.raises(CampaignRefused, match="Only a"):
            do(verb, campaign, member(service, role))


def test_a_campaign_of_another_service_is_not_moved(service, outsider):
    campaign = CampaignFactory(service=service, submitted=True)
    with pytest.raises(CampaignRefused, match="Only a line manager"):
        campaigns.approve(campaign.pk, by=outsider, version=campaign.version)


def test_the_owner_does_not_approve_their_own_campaign(service):
    both = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    campaign = CampaignFactory(service=service, owner=both, submitted=True)
    with pytest.raises(CampaignRefused, match="somebody else"):
        campaigns.approve(campaign.pk, by=both, version=campaign.version)


def test_whoever_wrote_its_plan_last_does_not_approve_it(service):
    both = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    campaign = CampaignFactory(service=service, edited_by=both, submitted=True)
    with pytest.raises(CampaignRefused, match="somebody else"):
        campaigns.approve(campaign.pk, by=both, version=campaign.version)


def test_a_service_of_one_may_after_the_cooling_off_time(service):
    service.cooling_off_minutes = 60
    service.save()
    both = member(service, Role.COORDINATOR, Role.LINE_MANAGER)
    campaign = CampaignFactory(service=service, owner=both, submitted=True)
    with pytest.raises(CampaignRefused, match="You can approve it from"):
        campaigns.approve(campaign.pk, by=both, version=campaign.version)
    later = timezone.now() + dt.timedelta(minutes=61)
    assert campaigns.approve(campaign.pk, by=both, version=campaign.version, now=later).state == State.APPROVED


def test_a_campaign_is_created_submitted_and_approved_with_mails_and_events(
    service, coordinator, approver, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = campaigns.create(service=service, by=coordinator, plan=plan(hashtag="KindWords"))
        campaigns.submit(made.pk, by=coordinator)
        waiting = Campaign.objects.get(pk=made.pk)
        campaigns.approve(made.pk, by=approver, version=waiting.version, note="Lovely.")
    assert waiting.hashtag == "#KindWords"
    assert [one.to for one in mail.outbox] == [[approver.email], [coordinator.email]]
    assert "Lovely." in mail.outbox[1].body
    kinds = made.service.events.filter(thing="posts.campaign").order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["campaign.created", "campaign.submitted", "campaign.approved"]


def test_a_returned_campaign_needs_a_note(service, approver):
    campaign = CampaignFactory(service=service, submitted=True)
    with pytest.raises(CampaignRefused, match="Write a note"):
        campaigns.return_to_owner(campaign.pk, by=approver, note="  ")


@pytest.mark.parametrize("missing", ["purpose", "key_messages"])
def test_a_line_manager_is_not_asked_without_purpose_and_messages(service, coordinator, missing):
    campaign = CampaignFactory(service=service, **{missing: ""})
    with pytest.raises(CampaignRefused, match="purpose and the key messages"):
        campaigns.submit(campaign.pk, by=coordinator)


def test_a_campaign_that_is_over_is_not_submitted(service, coordinator):
    campaign = CampaignFactory(service=service, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 1, 2))
    with pytest.raises(CampaignRefused, match="later dates"):
        campaigns.submit(campaign.pk, by=coordinator)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "   "}, "name"),
        ({"ends_on": dt.date(2020, 1, 1)}, "later last day"),
        ({"ends_on": dt.date(2099, 1, 1)}, "two years"),
        ({"hashtag": "two words"}, "one word"),
        ({"hashtag": "#<script>"}, "one word"),
        ({"hashtag": "#123"}, "one word"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(service, coordinator, changed, sentence):
    with pytest.raises(CampaignRefused, match=sentence):
        campaigns.create(service=service, by=coordinator, plan=plan(**changed))
    assert not Campaign.objects.exists()


def test_two_campaigns_of_one_service_have_two_names(service, other_service, coordinator):
    CampaignFactory(service=other_service, name="Kind words")
    campaigns.create(service=service, by=coordinator, plan=plan())
    with pytest.raises(CampaignRefused, match="another name"):
        campaigns.create(service=service, by=coordinator, plan=plan(name=" Kind  words "))


def test_only_a_coordinator_plans_one(service, approver):
    with pytest.raises(PermissionDenied):
        campaigns.create(service=service, by=approver, plan=plan())


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Another name"},
        {"purpose": "Another purpose."},
        {"key_messages": "Another message."},
        {"audience": "young_people"},
        {"hashtag": "#Another"},
        {"starts_on": dt.date(2026, 1, 1)},
        {"ends_on": dt.date(2027, 6, 1)},
    ],
)
def test_a_change_of_what_the_leave_covers_takes_it_back_to_draft(service, coordinator, changed):
    campaign = CampaignFactory(service=service, approved=True)
    post = PostFactory(service=service, scheduled=True, campaign=campaign)
    saved = campaigns.save(campaign.pk, by=coordinator, version=campaign.version, plan=plan_of(campaign, **changed))
    assert (saved.state, saved.approved_by, saved.approved_at) == (State.DRAFT, None, None)
    post.refresh_from_db()
    assert post.held_reason == campaigns.HELD
    assert post.state == PostState.SCHEDULED
    assert service.events.filter(kind="campaign.approval_voided").exists()


def test_another_number_of_posts_keeps_the_leave(service, coordinator):
    campaign = CampaignFactory(service=service, approved=True)
    saved = campaigns.save(
        campaign.pk, by=coordinator, version=campaign.version, plan=plan_of(campaign, posts_wanted=9)
    )
    assert (saved.state, saved.posts_wanted) == (State.APPROVED, 9)


def test_saving_what_is_saved_writes_nothing(service, coordinator):
    campaign = CampaignFactory(service=service, approved=True)
    saved = campaigns.save(campaign.pk, by=coordinator, version=campaign.version, plan=plan_of(campaign))
    assert saved.version == campaign.version
    assert not service.events.exists()


def test_a_form_that_is_stale_overwrites_nothing(service, coordinator):
    campaign = CampaignFactory(service=service)
    campaigns.save(campaign.pk, by=coordinator, version=1, plan=plan_of(campaign, name="First"))
    with pytest.raises(StaleCampaign):
        campaigns.save(campaign.pk, by=coordinator, version=1, plan=plan_of(campaign, name="Second"))
    assert Campaign.objects.get(pk=campaign.pk).name == "First"


def test_leave_is_not_given_for_words_that_changed_since_the_page_was_drawn(service, coordinator, approver):
    campaign = CampaignFactory(service=service, submitted=True)
    seen = campaign.version
    campaigns.save(campaign.pk, by=coordinator, version=seen, plan=plan_of(campaign, purpose="Something else."))
    campaigns.submit(campaign.pk, by=coordinator)
    with pytest.raises(CampaignRefused, match="Read it again"):
        campaigns.approve(campaign.pk, by=approver, version=seen)


def test_leave_given_again_releases_the_held_posts(service, coordinator, approver):
    campaign = CampaignFactory(service=service, approved=True)
    post = PostFactory(service=service, scheduled=True, campaign=campaign)
    campaigns.save(campaign.pk, by=coordinator, version=campaign.version, plan=plan_of(campaign, purpose="New."))
    again = campaigns.submit(campaign.pk, by=coordinator)
    campaigns.approve(campaign.pk, by=approver, version=again.version)
    post.refresh_from_db()
    assert post.held_reason == ""


@pytest.mark.parametrize(
    ("traits", "is_stopped"),
    [
        ({}, True),
        ({"submitted": True}, True),
        ({"approved": True}, False),
        ({"ended": True}, True),
        ({"withdrawn": True}, True),
    ],
)
def test_the_rule_stops_a_post_of_a_campaign_without_leave(service, traits, is_stopped):
    post = PostFactory(service=service, campaign=CampaignFactory(service=service, **traits))
    assert ("campaign-permission" in {one.rule for one in checks.run(post).blocking}) is is_stopped


def test_a_post_of_a_campaign_without_leave_is_not_submitted(service, author):
    post = PostFactory(service=service, author=author, campaign=CampaignFactory(service=service))
    with pytest.raises(workflow.MoveRefused, match="give leave"):
        workflow.submit(post.pk, by=author)


def test_the_check_while_typing_knows_the_campaign(service, author, rf):
    campaign = CampaignFactory(service=service)
    post = PostFactory(service=service, author=author)
    data = rf.post("/", {"title": "A", "text": "Play has no labels.", "campaign": str(campaign.pk)}).POST
    editor = Editor(service, author, post, data=data, now=timezone.now())
    assert "campaign-permission" in {one.rule for one in editor.findings}


def test_another_services_campaign_is_not_taken_by_the_editor(service, other_service, author, client):
    foreign = CampaignFactory(service=other_service)
    client.force_login(author)
    typed = {"title": "A", "text": "Play.", "kind": "text", "audience": "parents_carers", "campaign": foreign.pk}
    answer = client.post(f"/{service.slug}/posts/new/", {**typed, "save": "1"})
    assert answer.status_code == 422
    assert not Post.objects.filter(service=service).exists()


def test_the_editor_keeps_the_campaign_of_a_post(service, author, client):
    campaign = CampaignFactory(service=service)
    client.force_login(author)
    typed = {"title": "A", "text": "Play.", "kind": "text", "audience": "parents_carers", "campaign": campaign.pk}
    client.post(f"/{service.slug}/posts/new/", {**typed, "save": "1"})
    post = Post.objects.get(service=service)
    assert post.campaign == campaign
    assert f'<option value="{campaign.pk}" selected>' in client.get(f"/{service.slug}/posts/{post.pk}/edit/").text


def test_taking_an_approved_post_out_of_its_campaign_voids_the_approval(service, author):
    campaign = CampaignFactory(service=service, approved=True)
    post = PostFactory(service=service, author=author, approved=True, campaign=campaign)
    written = services.written_of(post.revision, title=post.title)
    out = Written(**{**written.__dict__, "campaign": None})
    saved = services.save_post(post.pk, by=author, version=post.version, written=out)
    assert (saved.state, saved.campaign, saved.approved_digest) == (PostState.DRAFT, None, "")


def test_at_the_moment_of_sending_a_post_without_leave_is_stopped(service, coordinator):
    campaign = CampaignFactory(service=service, approved=True)
    channel(service)
    post = PostFactory(service=service, scheduled=True, campaign=campaign)
    sending.make_deliveries(post)
    delivery = Delivery.objects.for_sending().get(post=post)
    assert gates.Gate(now=post.publish_at).verdict(delivery).way is gates.Way.SEND
    campaigns.save(campaign.pk, by=coordinator, version=campaign.version, plan=plan_of(campaign, purpose="New."))
    delivery = Delivery.objects.for_sending().get(post=post)
    verdict = gates.Gate(now=post.publish_at).verdict(delivery)
    assert verdict.way is gates.Way.VOID
    assert "leave for the campaign" in verdict.reason
    assert delivery.state == DeliveryState.DUE


def test_an_end_holds_what_still_waits(service, coordinator):
    campaign = CampaignFactory(service=service, approved=True)
    waiting = PostFactory(service=service, scheduled=True, campaign=campaign)
    done = PostFactory(service=service, published=True, campaign=campaign)
    campaigns.end(campaign.pk, by=coordinator)
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.held_reason, done.held_reason) == (campaigns.OVER, "")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_line_managers_at_once_give_leave_once(service):
    campaign = CampaignFactory(service=service, submitted=True)
    people = [member(service, Role.LINE_MANAGER) for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def give(user):
        start.wait()
        try:
            campaigns.approve(campaign.pk, by=user, version=campaign.version)
            outcomes.append("given")
        except CampaignRefused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=(one,)) for one in people]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert sorted(one == "given" for one in outcomes) == [False, True]
    assert any("has approved this campaign already" in one for one in outcomes)
    assert service.events.filter(kind="campaign.approved").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_change_and_a_leave_at_once_leave_no_leave_for_words_that_nobody_read(service, coordinator, approver):
    campaign = CampaignFactory(service=service, submitted=True)
    start, outcomes = threading.Barrier(2), []

    def change():
        start.wait()
        try:
            new = plan_of(campaign, purpose="Words that nobody read.")
            campaigns.save(campaign.pk, by=coordinator, version=campaign.version, plan=new)
            outcomes.append("changed")
        except CampaignRefused:
            outcomes.append("stale")
        finally:
            connection.close()

    def give():
        start.wait()
        try:
            campaigns.approve(campaign.pk, by=approver, version=campaign.version)
            outcomes.append("given")
        except CampaignRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for one in (change, give)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    saved = Campaign.objects.get(pk=campaign.pk)
    assert sorted(outcomes) in (["changed", "refused"], ["given", "stale"])
    assert (saved.state == State.APPROVED) is (saved.purpose == campaign.purpose)
