"""Pages of incidents, complaints, blocks, appeals and house rules: what stands on them, and what a press does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from moderation import workflow
from moderation.conduct import appeals, blocking, house_rules
from moderation.models import Appeal, Block, Comment, Complaint, HouseRule, Incident
from moderation.workflow import Given
from tests.factories.accounts import ServiceFactory
from tests.factories.moderation import (
    AppealFactory,
    BlockFactory,
    CommentFactory,
    ComplaintFactory,
    HouseRuleFactory,
    IncidentFactory,
    keep_all_from,
    sandbox_channel,
)
from tests.factories.policies import QuietPeriodFactory
from tests.moderation.conduct.test_blocking import breach

LISTS = ("incidents", "complaints", "blocks", "appeals", "house_rules")


def at(name: str, service, *args) -> str:
    return reverse(f"inbox:{name}", args=[service.slug, *args])


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def incident(service, coordinator, replies) -> Incident:
    comment = CommentFactory(service=service, grievance=True, confirmed_by=coordinator, on_sandbox=True)
    workflow.do_step(comment.pk, "incident", by=coordinator, given=Given(title="Coffee morning cancelled"))
    return Incident.objects.get()


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_to_do(signed_in, service, name):
    page = signed_in.get(at(name, service)).content.decode()
    assert "empty-state" in page


@pytest.mark.parametrize("query", ["?show=closed&page=9", "?show=answered&page=-1", "?show=%00", "?page=x"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_any_query(signed_in, service, name, query):
    assert signed_in.get(at(name, service) + query).status_code == 200


def test_lists_cost_the_same_however_much_there_is(signed_in, service, manager, django_assert_max_num_queries):
    for number in range(12):
        incident = IncidentFactory(service=service)
        comment = CommentFactory(service=service, grievance=True, incident=incident, hidden_at=timezone.now())
        ComplaintFactory(incident=incident, number=f"2026-{number:04d}", handled_by=manager)
        AppealFactory(comment=comment)
        BlockFactory(service=service)
        HouseRuleFactory(service=service, name=f"Rule {number}")
    for name in LISTS:
        with django_assert_max_num_queries(20):
            assert signed_in.get(at(name, service)).status_code == 200


def test_an_incident_leads_to_the_draft_and_the_complaint(signed_in, service, incident):
    page = signed_in.get(at("incident", service, incident.pk)).content.decode()
    comment = incident.comments.get()
    assert f"{at('comment', service, comment.pk)}#steps" in page
    assert at("new_complaint", service, incident.pk) in page


def test_an_incident_whose_comments_are_all_kept_from_somebody_is_not_there(client, service, coordinator, incident):
    keep_all_from(coordinator)
    client.force_login(coordinator)
    for name in ("incident", "new_complaint"):
        assert client.get(at(name, service, incident.pk)).status_code == 404
    assert "Coffee morning" not in client.get(at("incidents", service)).content.decode()


def test_a_refused_close_keeps_what_was_typed(signed_in, service, incident):
    got = signed_in.post(at("incident", service, incident.pk), {"do": "close", "outcome": "Called her back"})
    assert got.status_code == 422
    assert "Close its comments first" in got.content.decode()
    assert "Called her back" in got.content.decode()


def test_like_grievances_are_offered_on_the_comments_page_and_joined_with_a_press(
    client, service, coordinator, incident
):
    Comment.objects.update(text="The coffee morning at the library was cancelled.")
    other = CommentFactory(
        service=service, grievance=True, confirmed_by=coordinator, text="Coffee morning cancelled again, brilliant."
    )
    client.force_login(coordinator)
    page = client.get(at("comment", service, other.pk)).content.decode()
    assert "Both speak of" in page
    client.post(at("join_incident", service, other.pk), {"incident": incident.pk})
    other.refresh_from_db()
    assert other.incident == incident


def test_one_that_was_answered_is_opened_again_with_a_press_and_a_second_post_asks_what_is_new(
    client, service, coordinator, incident
):
    client.force_login(coordinator)
    workflow.do_step(incident.comments.get().pk, "public_post", by=coordinator)
    Incident.objects.update(closed_at=timezone.now(), outcome="Said sorry")
    again = CommentFactory(
        service=service, grievance=True, confirmed_by=coordinator, author_handle=incident.author_handle
    )
    address = reverse("inbox:comment", args=[service.slug, again.pk])
    page = client.get(address).content.decode()
    assert ", answered in public." in page
    assert "Open it again" in page
    workflow.do_step(again.pk, "incident", by=coordinator, given=Given(title="Coffee again"))
    page = client.get(address).content.decode()
    assert "What is new since that answer" in page
    assert "It was answered already" in page


@pytest.mark.parametrize("chosen", ["", "0", "-1", "9" * 30, "x", "²"])
def test_joining_what_is_not_there_changes_nothing(client, service, coordinator, incident, chosen):
    other = CommentFactory(service=service, grievance=True, confirmed_by=coordinator)
    client.force_login(coordinator)
    assert client.post(at("join_incident", service, other.pk), {"incident": chosen}).status_code == 302
    other.refresh_from_db()
    assert other.incident is None


def test_a_comment_is_moved_into_an_incident_of_its_own(signed_in, service, coordinator, incident):
    other = CommentFactory(service=service, grievance=True, confirmed_by=coordinator)
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    workflow.release(other.pk, by=coordinator)
    got = signed_in.post(at("regroup", service, other.pk), {"to": "own", "title": "The lift", "reason": "Not coffee."})
    other.refresh_from_db()
    assert got.url == at("incident", service, other.incident_id)
    assert other.incident.title == "The lift"


def test_words_that_hurt_are_not_in_sight_where_a_comment_is_moved(signed_in, service, incident):
    Comment.objects.filter(incident=incident).update(flags=["threat_or_hate"])
    page = signed_in.get(at("regroup", service, incident.comments.get().pk)).content.decode()
    assert "Abusive: show what was written" in page


@pytest.mark.parametrize("to", ["", "own", "999", "x"])
def test_moving_without_what_is_needed_is_said(signed_in, service, incident, to):
    got = signed_in.post(at("regroup", service, incident.comments.get().pk), {"to": to})
    assert got.status_code == 422
    assert "error-summary" in got.content.decode()


def test_a_complaint_from_recording_to_the_second_stage(signed_in, service, manager, approver, incident):
    today = service.today(timezone.now()).isoformat()
    got = signed_in.post(at("new_complaint", service, incident.pk), {"made_on": today, "handled_by": manager.pk})
    complaint = Complaint.objects.get()
    page = at("complaint", service, complaint.pk)
    assert got.url == page
    assert signed_in.post(page, {"do": "acknowledge", "on": today}).status_code == 302
    assert signed_in.post(page, {"do": "answer", "on": today, "outcome": "upheld"}).status_code == 422
    signed_in.post(page, {"do": "answer", "on": today, "outcome": "upheld", "learned": "We ring before we cancel."})
    got = signed_in.post(page, {"do": "second_stage", "made_on": today, "handled_by": approver.pk})
    assert got.url == at("complaint", service, Complaint.objects.get(stage=2).pk)


@pytest.mark.parametrize("do", ["", "nonsense", "second_stage"])
def test_a_press_that_a_complaint_does_not_have_does_nothing(signed_in, service, incident, manager, do):
    complaint = ComplaintFactory(incident=incident, handled_by=manager)
    assert signed_in.post(at("complaint", service, complaint.pk), {"do": do}).status_code == 422


def test_a_block_from_the_proposal_to_its_end(client, service, coordinator, manager, replies):
    comment = [breach(service, coordinator, HouseRuleFactory(service=service, name=f"Rule {n}")) for n in range(3)][-1]
    client.force_login(coordinator)
    until = (service.today(timezone.now()) + dt.timedelta(days=30)).isoformat()
    assert "Propose a block" in client.get(at("comment", service, comment.pk)).content.decode()
    got = client.post(at("block_writer", service, comment.pk), {"reason": "Insults.", "ends_on": until})
    block = Block.objects.get()
    assert got.url == at("block", service, block.pk)
    assert client.post(got.url, {"do": "block", "reason": "Insults.", "ends_on": until}).status_code == 403
    client.force_login(manager)
    client.post(got.url, {"do": "block", "reason": "Insults.", "ends_on": until})
    block.refresh_from_db()
    assert block.state == "done"
    assert client.post(got.url, {"do": "lift", "reason": ""}).status_code == 422
    client.post(got.url, {"do": "lift", "reason": "They said sorry."})
    block.refresh_from_db()
    assert block.lifted_at


@pytest.mark.parametrize(("blocks", "said"), [(True, "it holds until"), (False, "already: the writer is not blocked.")])
def test_who_is_second_to_decide_about_a_block_reads_who_decided_and_their_own_words(
    client, service, coordinator, manager, approver, replies, blocks, said
):
    rules = [HouseRuleFactory(service=service, name=f"Rule {n}") for n in range(3)]
    comment = [breach(service, coordinator, rule) for rule in rules][-1]
    block = blocking.propose(comment.pk, by=coordinator, reason="Insults.")
    blocking.decide(block.pk, by=approver, blocks=blocks, reason="They were warned.")
    client.force_login(manager)
    sent = {"do": "decline", "reason": "They said sorry."}
    got = client.post(at("block", service, block.pk), sent)
    page = got.content.decode()
    assert got.status_code == 422
    assert "Tom Ashworth has decided about this block already" in page and said in page
    assert "They said sorry.</textarea>" in page.split("What you typed, kept for you")[1]
    block.refresh_from_db()
    assert block.decided_by == approver


def test_who_is_second_to_lift_or_to_propose_a_block_reads_their_own_words(
    client, service, coordinator, manager, approver, replies
):
    rules = [HouseRuleFactory(service=service, name=f"Rule {n}") for n in range(3)]
    comment = [breach(service, coordinator, rule) for rule in rules][-1]
    block = blocking.block_writer(comment.pk, by=approver, reason="Insults.")
    client.force_login(manager)
    until = (service.today(timezone.now()) + dt.timedelta(days=30)).isoformat()
    sent = {"reason": "They were warned twice.", "ends_on": until}
    page = client.post(at("block_writer", service, comment.pk), sent).content.decode()
    assert "They were warned twice.</textarea>" in page.split("What you typed, kept for you")[1]
    blocking.lift(block.pk, by=approver, reason="They said sorry.")
    got = client.post(at("block", service, block.pk), {"do": "lift", "reason": "It was long ago."})
    page = got.content.decode()
    assert got.status_code == 422 and "Tom Ashworth has ended this block already." in page
    assert "It was long ago.</textarea>" in page.split("What you typed, kept for you")[1]


@pytest.mark.parametrize("told_how", ["by phone", ""])
def test_who_is_second_to_look_again_reads_who_decided_and_their_own_words(
    client, service, coordinator, manager, approver, replies, told_how
):
    comment = breach(service, coordinator, HouseRuleFactory(service=service))
    appeal = appeals.log_for_comment(comment.pk, by=coordinator, came_by="by phone", says="It was a joke.")
    appeals.decide(appeal.pk, by=approver, upholds=False, reason="It was no joke.", told_how="by phone")
    client.force_login(manager)
    sent = {"do": "uphold", "reason": "It reads as a joke.", "told_how": told_how}
    got = client.post(at("appeal", service, appeal.pk), sent)
    page = got.content.decode()
    assert got.status_code == 422
    assert "Tom Ashworth has decided already." in page
    assert "It reads as a joke.</textarea>" in page.split("What you typed, kept for you")[1]


def test_too_few_breaches_offer_no_form(client, service, coordinator, replies):
    comment = breach(service, coordinator, HouseRuleFactory(service=service))
    client.force_login(coordinator)
    page = client.get(at("block_writer", service, comment.pk)).content.decode()
    assert "1 of 3 breaches" in page
    assert 'name="ends_on"' not in page


def test_an_appeal_is_logged_from_its_comment_and_decided_by_a_colleague(
    client, service, coordinator, manager, replies
):
    comment = breach(service, coordinator, HouseRuleFactory(service=service))
    client.force_login(coordinator)
    assert at("log_appeal", service, comment.pk) in client.get(at("comment", service, comment.pk)).content.decode()
    client.post(at("log_appeal", service, comment.pk), {"came_by": "by phone", "says": "It was a joke."})
    workflow.release(comment.pk, by=coordinator)
    page = at("appeal", service, Appeal.objects.get().pk)
    assert "Somebody else looks again" in client.get(page).content.decode()
    assert client.post(page, {"do": "uphold", "reason": "x", "told_how": "by phone"}).status_code == 403
    client.force_login(manager)
    client.post(page, {"do": "uphold", "reason": "A joke.", "told_how": "by phone"})
    comment.refresh_from_db()
    assert comment.hidden_at is None


def test_what_is_no_longer_kept_is_not_contested(client, service, coordinator, replies):
    comment = breach(service, coordinator, HouseRuleFactory(service=service))
    fields = {"text": "", "author_handle": "", "author_name": "", "purged_at": timezone.now(), "state": "purged"}
    Comment.objects.filter(pk=comment.pk).update(**fields)
    client.force_login(coordinator)
    assert at("log_appeal", service, comment.pk) not in client.get(at("comment", service, comment.pk)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"do": "match"}, {"do": "match", "about": "comment-x"}, {"do": "undo"}])
def test_a_press_without_what_it_needs_is_said(signed_in, service, sent):
    appeal = AppealFactory(comment=None, logged_by=None, service=service, channel=sandbox_channel(service))
    got = signed_in.post(at("appeal", service, appeal.pk), sent)
    assert got.status_code == 422
    assert "error-summary" in got.content.decode()


def test_house_rules_are_added_changed_moved_and_retired(signed_in, service):
    signed_in.post(at("house_rules", service), {"do": "usual"})
    assert signed_in.post(at("house_rules", service), {"do": "add", "name": "No criticism"}).status_code == 422
    signed_in.post(at("house_rules", service), {"do": "add", "name": "No shouting"})
    rule = HouseRule.objects.get(name="No shouting")
    signed_in.post(at("house_rule", service, rule.pk), {"name": "No capitals", "explanation": "It hurts."})
    for do in ("up", "down", "retire", "nonsense"):
        signed_in.post(at("change_house_rule", service, rule.pk), {"do": do})
    rule.refresh_from_db()
    assert (rule.name, rule.is_active) == ("No capitals", False)


# What anybody may open


@pytest.fixture
def fresh_count():
    cache.clear()
    yield
    cache.clear()


def public(name: str, service) -> str:
    return reverse(f"public:{name}", args=[service.slug])


def test_anybody_reads_the_rules_when_we_read_and_how_to_contest(client, service, manager):
    service.phone, service.email = "01632 960417", "help@northshire-sendiass.example"
    service.save()
    house_rules.add_usual(service, by=manager)
    page = client.get(public("house_rules", service)).content.decode()
    for text in ("No insults", "never take a comment down because it is critical", "Monday to Friday", "01632 960417"):
        assert text in page
    assert house_rules.USUAL_IN_QUIET_PERIODS[0] not in page
    assert "Helen" not in page


def test_the_rule_for_quiet_periods_is_public_while_one_runs(client, service, manager):
    house_rules.add_usual(service, by=manager)
    today = service.today(timezone.now())
    QuietPeriodFactory(service=service, set_by=manager, starts_on=today, ends_on=today)
    assert house_rules.USUAL_IN_QUIET_PERIODS[0] in client.get(public("house_rules", service)).content.decode()


@pytest.mark.parametrize("name", ["house_rules", "look_again"])
def test_a_service_that_is_not_there_has_no_public_page(client, db, name):
    assert client.get(reverse(f"public:{name}", args=["nowhere"])).status_code == 404


def test_somebody_without_an_account_asks_us_to_look_again(client, service, fresh_count):
    sent = {"channel": sandbox_channel(service).pk, "author_handle": "@jo", "says": "Why?", "contact": "jo@example.org"}
    got = client.post(public("look_again", service), sent)
    assert "We have it" in client.get(got.url).content.decode()
    assert Appeal.objects.get().contact == "jo@example.org"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"author_handle": "@jo", "says": "Why?"},
        {"channel": "999", "author_handle": "@jo", "says": "Why?"},
        {"channel": "x", "author_handle": "a" * 500, "says": "b" * 5000},
        {"channel": "1", "author_handle": "\x00", "says": "\x00"},
    ],
)
def test_what_the_public_form_cannot_take_it_says(client, service, fresh_count, sent):
    assert client.post(public("look_again", service), sent).status_code == 422
    assert not Appeal.objects.exists()


def test_another_services_channel_cannot_be_chosen(client, service, fresh_count):
    theirs = sandbox_channel(ServiceFactory(slug="elsewhere"))
    sent = {"channel": theirs.pk, "author_handle": "@jo", "says": "Why?"}
    assert client.post(public("look_again", service), sent).status_code == 422


def test_one_address_fills_no_inbox(client, service, fresh_count):
    sent = {"channel": sandbox_channel(service).pk, "author_handle": "@jo", "says": "Why?"}
    codes = [client.post(public("look_again", service), sent).status_code for _ in range(12)]
    assert codes == [302] * 10 + [429] * 2


def test_the_public_form_tells_nobody_whether_a_comment_is_there(client, service, coordinator, replies, fresh_count):
    comment = breach(service, coordinator, HouseRuleFactory(service=service))
    sent = {"channel": comment.channel_id, "says": "Why?"}
    answers = [
        client.post(public("look_again", service), sent | {"author_handle": handle}).url
        for handle in (comment.author_handle, "@nobody")
    ]
    assert answers[0] == answers[1]
    assert blocking.current_of(comment.channel, comment.author_handle) is None
