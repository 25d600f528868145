"""The rows that pages are measured with: as many as asked for, and as the moves leave them."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Service
from audit.kinds import required_keys
from audit.models import Event
from audit.services import first_broken_link
from insights.figures import objectives
from insights.load import make_load
from insights.models import ChannelDay, ChannelMonth, PostDay, PostTotal
from moderation.coming_in import captures
from moderation.models import Appeal, Capture, Comment, Complaint, DataRequest, Incident, Step
from policies import readings
from policies.models import PolicyReview, Reading, RuleException
from policies.services import version_in_force
from posts.content import digest
from posts.models import Delivery, Objective, Post, ShortLink, ShortLinkDay
from posts.writing import short_links


@pytest.fixture
def filled(db) -> None:
    make_load(services=3, posts=120, comments=300, now=timezone.now())


def test_there_is_as_much_as_was_asked_for_and_a_tenth_in_the_first_service(filled):
    assert Service.objects.filter(slug__startswith="load-").count() == 3
    assert Post.objects.count() == 120
    assert Comment.objects.count() == 300
    assert Comment.objects.filter(service__slug="load-001").count() == 30


def test_an_approval_holds_for_the_content_that_is_there(filled):
    approved = Post.objects.exclude(approved_digest="").select_related("revision")
    assert approved.count() > 80
    assert all(digest(post.revision.content()) == post.approved_digest for post in approved)


def test_a_copy_of_each_comment_is_what_its_hash_says(filled):
    for kept in Capture.objects.all():
        facts = {"text": kept.text, "raw": kept.raw, "url": kept.url, "posted_at": kept.posted_at}
        assert kept.sha256 == captures.digest(handle=kept.author_handle, name=kept.author_name, **facts)
    assert Capture.objects.count() == 300
    assert Step.objects.filter(state="done").count() > 300


def test_nothing_is_due_at_once(filled):
    assert not Delivery.objects.due(timezone.now()).exists()


def test_each_service_has_a_policy_in_force_and_a_chain_that_holds(filled):
    for service in Service.objects.all():
        assert version_in_force(service).number == "2.0"
        assert first_broken_link(service) is None
    assert Event.objects.count() > 100


def test_every_event_has_what_its_sentence_needs(filled):
    assert all(required_keys(event.kind) <= event.data.keys() and event.sentence for event in Event.objects.all())


def test_each_channel_has_figures_of_two_years_and_each_post_that_is_out_its_totals(filled):
    assert ChannelMonth.objects.count() == 3 * 3 * 24
    assert ChannelDay.objects.count() == 3 * 730
    assert PostTotal.objects.count() == Delivery.objects.filter(state="sent").count() > 150
    assert PostDay.objects.exists()
    assert not PostTotal.objects.filter(look_at__lte=timezone.now()).exists()


def test_each_service_has_two_objectives_whose_figures_are_known(filled):
    for service in Service.objects.all():
        found = objectives.of_service(service, timezone.now())
        assert {one.measure for one in found} == {Objective.Measure.ANSWERS, Objective.Measure.FOLLOWERS}
        assert all(one.standing.newest for one in found)


def test_short_links_have_visits_and_codes_of_their_own(filled):
    assert ShortLink.objects.values("code").distinct().count() == 9
    assert ShortLinkDay.objects.count() == 9 * 60
    assert all(short_links.find(link.code) == link for link in ShortLink.objects.all())


def test_there_are_incidents_complaints_appeals_and_requests(filled):
    assert Incident.objects.count() == 3
    assert Comment.objects.exclude(incident=None).exists()
    assert not [one for one in Comment.objects.exclude(incident=None) if one.posted_at < one.incident.opened_at]
    assert Complaint.objects.count() == 3
    assert Appeal.objects.exists()
    assert DataRequest.objects.filter(state="open").count() == 3
    assert RuleException.objects.filter(state="asked").count() == 3
    assert PolicyReview.objects.exclude(done_on=None).count() == 3


def test_who_works_has_read_the_policy_in_force(filled):
    for service in Service.objects.all():
        unread = Reading.objects.filter(campaign__service=service, read_at=None)
        assert [one.user.name for one in unread] == ["Viewer"]
        approver = service.memberships.get(user__name="Line Manager").user
        assert readings.refusal_unread(approver, service, timezone.now()) == ""


def test_a_second_load_comes_beside_the_first(filled):
    make_load(services=1, posts=2, comments=2, now=timezone.now())
    assert Service.objects.get(slug="load-004").comments.count() == 2


def test_the_command_is_not_for_a_real_installation(settings, db):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("make_load")


def test_the_command_tells_how_long_it_took(settings, db, capsys):
    settings.DEMO = True
    call_command("make_load", "--services", "1", "--posts", "3", "--comments", "4")
    assert "Done in" in capsys.readouterr().out
