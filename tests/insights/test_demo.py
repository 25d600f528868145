"""The demo services: what one finds in them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db.models import Count, F
from django.urls import reverse

from accounts.models import OutgoingMail, Service, User
from audit.models import Event
from audit.services import first_broken_link
from channels.models import SandboxPost
from insights import demo
from insights.compliance.areas import FIGURES
from insights.demo import drawings, loading
from insights.demo.texts import COMMENTS
from insights.figures.months import Figures, last_whole, months_of
from insights.spans import Days, Month
from moderation.keeping.purging import still_verifies
from moderation.models import Appeal, Comment, Complaint, Incident, LegalHold, PurgeRun, Step
from policies import readings
from policies.dates import add_months
from policies.models import G20_ITEMS, PolicyVersion, Reading, ReadingCampaign
from posts.media import library
from posts.models import Delivery, Post, Reason

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 26, 10, 12, tzinfo=LONDON)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both services, committed as by the command; taken away by the demo's own hand."""
    with django_db_blocker.unblock():
        with time_machine.travel(NOW.astimezone(dt.UTC), tick=False):
            loading.load(NOW.astimezone(dt.UTC))
        yield
        loading.unload()


@pytest.fixture
def northshire(loaded, db) -> Service:
    return Service.objects.get(slug="northshire")


def test_eighteen_months_of_figures_have_two_notes_and_one_that_nobody_explained(northshire):
    today = northshire.today(NOW)
    months, month = months_of("24", last_whole(today), today)
    found = Figures(northshire, months, month, today)
    assert len(found.by_month()) == 18
    assert sum(bool(entry.note) for entry in found.entries.values()) == 2
    (odd,) = found.standing_out()
    assert "Impressions on Facebook: 3.1 times the usual" in odd.sentences[0]
    assert {cell.how for entry in found.entries.values() for cell in entry.cells} >= {"typed", "imported"}


def test_posts_are_in_all_states(northshire):
    states = set(Post.objects.of_service(northshire).values_list("state", flat=True))
    wanted = {"draft", "submitted", "returned", "approved", "scheduled", "publishing", "published"}
    assert wanted | {"partly_published", "failed", "expired", "withdrawn", "removed"} == states


def test_what_went_out_was_approved_before_by_somebody_else_and_went_out_once(northshire):
    out = Post.objects.of_service(northshire).exclude(published_at=None)
    assert out.count() >= 15
    assert not out.filter(published_at__lte=F("approved_at")).exists()
    assert not out.filter(approved_by=F("author")).exists()
    sent = Delivery.objects.of_service(northshire).filter(state="sent", channel__network="sandbox").count()
    assert SandboxPost.objects.filter(service=northshire).count() == sent
    assert not SandboxPost.objects.values("client_ref").annotate(times=Count("pk")).filter(times__gt=1).exists()


def test_one_post_waits_to_be_put_out_by_hand(northshire):
    assert Delivery.objects.of_service(northshire).get(state="by_hand").channel.network == "facebook"


def test_a_warning_was_kept_with_a_reason(northshire):
    assert set(Reason.objects.filter(post__service=northshire).values_list("rule", flat=True)) == {"duplicate"}


def test_what_came_of_comments_waits_for_people(northshire):
    assert Appeal.objects.of_service(northshire).filter(decided_at=None).count() == 1
    assert Complaint.objects.of_service(northshire).get(answered_on=None).acknowledged_on
    assert LegalHold.objects.of_service(northshire).filter(ended_at=None).count() == 1


def test_the_last_month_has_forty_comments_of_all_classes_and_most_are_closed(northshire):
    begin = NOW.replace(hour=0) + dt.timedelta(days=min(told.day for told in COMMENTS))
    rows = Comment.objects.of_service(northshire).filter(posted_at__gte=begin)
    assert rows.filter(found_by=None).count() == len(COMMENTS) == 40
    assert rows.exclude(found_by=None).count() == 1
    closed = Counter(rows.filter(state="closed").values_list("category", flat=True))
    assert set(closed) == {"case_request", "grievance", "troll", "general"}
    assert closed.total() >= 28
    assert {"sorted", "claimed", "acting", "escalated", "withdrawn"} <= set(rows.values_list("state", flat=True))


def test_a_case_has_stood_in_public_for_47_minutes(northshire):
    case = Comment.objects.open().of_service(northshire).get(category="case_request", visibility="public")
    assert (NOW - case.posted_at).total_seconds() == pytest.approx(47 * 60, abs=60)
    assert case.hidden_at is None
    assert case.priority == 1


def test_a_worry_about_a_child_is_with_the_safeguarding_lead_who_got_an_e_mail(northshire):
    escalation = Comment.objects.of_service(northshire).get(state="escalated").escalations.get(closed_at=None)
    assert escalation.seen_at is None
    ruth = User.objects.get(email__startswith="ruth@")
    assert OutgoingMail.objects.filter(to=ruth, created_at__gte=escalation.raised_at).exists()


def test_every_comment_was_kept_before_anything_was_done_to_it(northshire):
    assert not Comment.objects.of_service(northshire).filter(capture=None).exists()
    steps = Step.objects.filter(comment__service=northshire)
    assert steps.count() > 50
    assert not steps.filter(at__lt=F("capture__at")).exists()


def test_three_grievances_have_their_one_public_post(northshire):
    answered = Incident.objects.of_service(northshire).filter(public_post__isnull=False)
    assert [one.public_post.state for one in answered] == ["published"] * 3
    assert [one.comments.get().state for one in answered] == ["closed"] * 3


def test_the_year_before_has_comments_in_every_month_most_of_them_in_time_and_some_late(northshire):
    today = northshire.today(NOW)
    for ago in range(1, 13):
        month = Month(northshire, add_months(today.replace(day=1), -ago))
        kept, ended = FIGURES["in-time"].rows(month, NOW).share
        assert 6 <= ended <= 50
        assert kept >= 0.8 * ended
    kept, ended = FIGURES["in-time"].rows(Days(northshire, today - dt.timedelta(days=364), today), NOW).share
    assert 150 <= ended <= 320
    assert 0.02 <= 1 - kept / ended <= 0.15


def test_public_cases_of_the_year_were_mostly_hidden_within_the_hour_and_some_stood_for_longer(northshire):
    today = northshire.today(NOW)
    rows = FIGURES["exposure"].rows(Days(northshire, today - dt.timedelta(days=364), today - dt.timedelta(days=1)), NOW)
    good, total = rows.share
    assert total >= 30
    assert 0.7 <= good / total < 1


def test_grievances_of_the_year_were_answered_and_became_complaints_and_all_that_is_over_is_closed(northshire):
    before = NOW - dt.timedelta(days=45)
    incidents = Incident.objects.of_service(northshire).filter(opened_at__lt=before)
    assert incidents.count() >= 8
    assert not incidents.filter(closed_at=None).exists()
    assert Complaint.objects.of_service(northshire).exclude(answered_on=None).count() >= 2
    assert Appeal.objects.of_service(northshire).exclude(decided_at=None).count() >= 3
    assert Appeal.objects.of_service(northshire).filter(decision="upheld").exists()
    assert Event.objects.of_service(northshire).filter(kind="comment.reopened").count() >= 2


def test_words_whose_time_is_over_are_gone_and_what_is_held_stays(northshire):
    today = northshire.today(NOW)
    over = Comment.objects.of_service(northshire).filter(purge_on__lte=today, purged_at=None)
    assert [one.author_name for one in over] == ["A neighbour"]
    purged = Comment.objects.of_service(northshire).filter(state="purged")
    assert purged.count() >= 50
    assert all(still_verifies(one) for one in purged)
    assert PurgeRun.objects.of_service(northshire).filter(is_trial=True).get().confirmed_at
    assert PurgeRun.objects.of_service(northshire).first().finished_at


def test_followers_go_up_and_down(northshire):
    for channel in northshire.channels.filter(network__in=["facebook", "x"]):
        months = list(channel.months.order_by("month").values_list("followers", flat=True))
        steps = [b - a for a, b in pairwise(months)]
        assert min(steps) < 0 < median(steps)
        assert months[-1] > months[0]


def test_the_policy_in_force_has_the_ten_items_and_was_approved_by_a_second_person(northshire):
    version = PolicyVersion.objects.of_service(northshire).get(state="in_force", policy__kind="social_media")
    assert set(version.sections.values_list("standard_item", flat=True)) >= set(G20_ITEMS)
    assert version.approved_by != version.author
    assert version.number == "2.0"


def test_the_version_before_ran_past_its_review_date(northshire):
    old = PolicyVersion.objects.of_service(northshire).get(state="superseded")
    assert (old.superseded_at.date() - old.next_review_on).days > 90


def test_the_acceptable_use_policy_is_past_its_review_now_and_its_owner_was_reminded(northshire):
    overdue = PolicyVersion.objects.of_service(northshire).overdue(NOW.date()).get()
    assert overdue.policy.kind == "acceptable_use"
    about = Event.objects.of_service(northshire).about(overdue).filter(kind="reminder.sent")
    assert about.count() >= 8


def test_readings_are_finished_but_for_one_and_lock_nobody_of_the_tour(northshire):
    campaigns = ReadingCampaign.objects.of_service(northshire)
    unread = Reading.objects.filter(campaign__in=campaigns, read_at=None)
    assert {row.campaign.title for row in unread} == {"Photos and filming 1.0"}
    assert set(unread.values_list("user__name", flat=True)) == {"Dan Whitlock", "Ruth Bellamy", "Margaret Ellison"}
    assert min(row.due_on for row in unread) > NOW.date()
    assert campaigns.filter(kind="training").get().readings.count() == 6
    assert Reading.objects.filter(campaign__in=campaigns).exclude(extended_at=None).get().user.name == "Dan Whitlock"
    in_two_months = NOW + dt.timedelta(days=60)
    for name in ("priya", "tom", "helen"):
        person = User.objects.get(email=f"{name}@northshire-sendiass.example")
        assert readings.refusal_unread(person, northshire, in_two_months) == ""


def test_a_quiet_period_lies_ahead(northshire):
    assert northshire.quiet_periods.get().starts_on > NOW.date()


def test_the_chain_holds_and_its_times_go_forward(northshire):
    assert first_broken_link(northshire) is None
    times = list(Event.objects.of_service(northshire).order_by("number").values_list("at", flat=True))
    assert len(times) > 400
    assert times == sorted(times)
    assert times[-1] <= NOW


def test_the_small_service_stands_apart(northshire, client):
    owen = User.objects.get(email__startswith="owen@")
    assert not Post.objects.visible_to(owen).filter(service=northshire).exists()
    client.force_login(owen)
    assert client.get(reverse("insights:home", args=["northshire"])).status_code == 404
    assert client.get(reverse("insights:home", args=["southmere"])).status_code == 200


@pytest.mark.parametrize(("email", "roles"), demo.SIGN_INS)
def test_each_person_can_sign_in(northshire, rf, email, roles):
    assert authenticate(rf.post("/"), email=email, password=demo.PASSWORD).email == email
    assert roles


def test_a_second_call_changes_nothing_and_tells_the_sign_ins(northshire, capsys):
    before = Event.objects.count()
    call_command("make_demo")
    assert Event.objects.count() == before
    said = capsys.readouterr().out
    assert "is there already" in said
    assert "priya@northshire-sendiass.example" in said
    assert demo.PASSWORD in said


def test_loading_again_needs_the_demo(northshire, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("make_demo", "--again")


@pytest.mark.parametrize("name", ["armchairs", "reception"])
def test_the_pictures_are_taken_like_any_other(name, northshire):
    priya = User.objects.get(email__startswith="priya@")
    media = library.take(service=northshire, by=priya, upload=drawings.drawn(name)).media
    assert (media.width, media.height) == drawings.SIZE
