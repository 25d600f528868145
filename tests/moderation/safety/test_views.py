"""The inbox's pages: who sees what, what is said, and that nothing typed is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from moderation import workflow
from moderation.models import Comment
from moderation.safety import escalations
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, IncidentFactory, on_the_sandbox

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"inbox:{name}", args=["northshire", *args])


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def text_of(response) -> str:
    return response.content.decode()


# Who sees what


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD])
def test_those_who_handle_comments_see_the_inbox(service, client, role):
    comment = CommentFactory(service=service, case=True)
    client.force_login(member(service, role))
    assert "part time timetable" in text_of(client.get(url("queue")))
    assert client.get(url("comment", comment.pk)).status_code == 200


def test_a_viewer_sees_no_comment_and_reads_why(service, client, viewer):
    comment = CommentFactory(service=service)
    client.force_login(viewer)
    for at in (url("queue"), url("comment", comment.pk), url("capture", comment.pk), url("counts"), url("log")):
        response = client.get(at)
        assert response.status_code == 403
        assert "can read comments" in text_of(response)


def test_another_services_comment_is_not_found(as_coordinator, other_service):
    theirs = CommentFactory(service=other_service)
    assert as_coordinator.get(url("comment", theirs.pk)).status_code == 404
    assert as_coordinator.post(url("concern", theirs.pk)).status_code == 404
    assert as_coordinator.get(reverse("inbox:comment", args=["southmere", theirs.pk])).status_code == 404


def test_the_person_named_does_not_find_it_nor_reads_that_it_is_there(service, as_coordinator, coordinator):
    comment = CommentFactory(service=service, grievance=True, kept_from=coordinator)
    incident = IncidentFactory(service=service)
    Comment.objects.filter(pk=comment.pk).update(incident=incident)
    for name in ("comment", "capture"):
        assert as_coordinator.get(url(name, comment.pk)).status_code == 404
    for name in ("category", "step", "close", "hold", "concern", "keep"):
        assert as_coordinator.post(url(name, comment.pk)).status_code == 404
    assert as_coordinator.get(url("incident", incident.pk)).status_code == 404
    page = text_of(as_coordinator.get(url("queue")))
    assert "kept from you" not in page
    assert "0 open" in page
    assert "call back" not in page


def test_a_decision_on_a_stale_record_shows_the_newer_words_and_loses_nothing(
    service, client, coordinator, approver, safeguarding_lead
):
    comment = CommentFactory(service=service, escalated=True)
    page = {"do": "close", "version": str(comment.version), "seen": "0"}
    workflow.escalate(comment.pk, by=coordinator, concern="She wrote a second time")
    client.force_login(safeguarding_lead)
    typed = {"concern": "Rang the school", "decision": "Passed on", "reason": "It is <b>grave</b>"}
    response = client.post(url("escalation", comment.pk), page | typed)
    assert response.status_code == 409
    for words in ("She wrote a second time", "Rang the school", 'value="Passed on"', "It is &lt;b&gt;grave&lt;/b&gt;"):
        assert words in text_of(response)
    escalation = comment.escalations.get()
    assert (escalation.closed_at, "Rang" in escalation.concern) == (None, False)
    comment.refresh_from_db()
    page["version"] = str(comment.version)
    assert client.post(url("escalation", comment.pk), page | typed).status_code == 302
    late = client.post(url("escalation", comment.pk), page | typed)
    assert late.status_code in (409, 422)
    assert "What you typed, kept for you" in text_of(late)


@pytest.mark.parametrize("press", ["note", "seen"])
def test_what_a_button_does_not_save_goes_on_standing_in_the_form(service, client, safeguarding_lead, press):
    comment = CommentFactory(service=service, escalated=True)
    client.force_login(safeguarding_lead)
    typed = {"concern": "Rang the school", "decision": "Passed on", "reason": "Bruises", "outcome": "MASH 417"}
    for _ in range(2):  # sent again, as by loading the page anew
        response = client.post(url("escalation", comment.pk), {"do": press, **typed})
        assert response.status_code == 200
    page = text_of(response)
    assert 'value="Passed on"' in page
    assert "Bruises</textarea>" in page
    assert "MASH 417</textarea>" in page
    assert ("Rang the school</textarea>" in page) == (press == "seen")
    assert "not saved yet" in page
    escalation = comment.escalations.get()
    assert escalation.concern.count("Rang the school") == (1 if press == "note" else 0)
    assert (escalation.decision, escalation.closed_at) == ("", None)
    assert bool(escalation.seen_at) == (press == "seen")


def test_what_is_typed_beside_allowing_a_message_is_not_lost(service, client, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True, flags=["under_13"])
    client.force_login(safeguarding_lead)
    typed = {"concern": "Rang the school", "decision": "Passed on", "reason": "Bruises", "outcome": "MASH 417"}
    assert 'form="decide"' in text_of(client.get(url("escalation", comment.pk))).split("Why a message may go out")[1]
    for _ in range(2):  # sent again, as by loading the page anew
        response = client.post(url("escalation", comment.pk), {"do": "allow", "allow_reason": "She asks", **typed})
        assert response.status_code == 200
        page = text_of(response)
        assert 'value="Passed on"' in page
        for words in ("Rang the school", "Bruises", "MASH 417"):
            assert f"{words}</textarea>" in page
        assert "not saved yet" in page
    comment.refresh_from_db()
    assert comment.message_allowed_by == safeguarding_lead
    assert Event.objects.about(comment).filter(kind="comment.message_allowed").count() == 1
    escalation = comment.escalations.get()
    assert (escalation.concern, escalation.decision, escalation.closed_at) == ("", "", None)


@pytest.mark.parametrize("press", ["seen", "note", "close"])
def test_why_a_message_may_go_out_stays_where_another_button_is_pressed(service, client, safeguarding_lead, press):
    comment = CommentFactory(service=service, escalated=True, flags=["under_13"])
    client.force_login(safeguarding_lead)
    typed = {"concern": "Rang the school", "allow_reason": "She asks for Childline"}
    if press == "close":
        typed |= {"decision": "Passed on", "reason": "Bruises"}
    response = client.post(url("escalation", comment.pk), {"do": press, **typed})
    assert response.status_code == 200
    assert "She asks for Childline</textarea>" in text_of(response)
    assert "not saved yet" in text_of(response)
    assert bool(comment.escalations.get().closed_at) == (press == "close")
    comment.refresh_from_db()
    assert comment.message_allowed_by is None


def test_when_a_colleague_allowed_the_message_before_the_words_are_kept_to_copy(
    service, client, manager, safeguarding_lead
):
    comment = CommentFactory(service=service, escalated=True, flags=["under_13"])
    colleague = member(service, Role.SAFEGUARDING_LEAD, name="Iris Vale")
    workflow.allow_message(comment.pk, by=colleague, reason="The child asked us")
    client.force_login(safeguarding_lead)
    typed = {"do": "allow", "allow_reason": "She asks for Childline", "decision": "Passed on"}
    page = text_of(client.post(url("escalation", comment.pk), typed))
    assert "Iris Vale has allowed a message already" in page
    assert "She asks for Childline</textarea>" in page.split("What you typed, kept for you")[1]
    assert 'value="Passed on"' in page


def test_the_same_words_of_somebody_else_are_words_of_their_own(service, coordinator, approver):
    comment = CommentFactory(service=service, escalated=True)
    for person in (coordinator, coordinator, approver, coordinator):
        workflow.escalate(comment.pk, by=person, concern="He has bruises")
    assert comment.escalations.get().concern.count("He has bruises") == 3


def test_without_a_lead_the_manager_opens_the_record(service, client, manager):
    comment = CommentFactory(service=service, escalated=True)
    client.force_login(manager)
    assert url("escalation", comment.pk) in text_of(client.get(url("comment", comment.pk)))
    assert "you decide in their place" in text_of(client.get(url("escalation", comment.pk)))
    assert client.post(url("escalation", comment.pk), {"do": "seen"}).status_code == 302
    assert comment.escalations.get().seen_by == manager


def test_the_record_says_what_to_do_while_a_danger_is_open(service, client, safeguarding_lead):
    comment = CommentFactory(service=service, case=True, escalated=True, flags=["immediate_danger"])
    worry = CommentFactory(service=service, case=True, escalated=True)
    client.force_login(safeguarding_lead)
    assert "A child may be in danger now" in text_of(client.get(url("escalation", comment.pk)))
    assert "A child may be in danger now" not in text_of(client.get(url("escalation", worry.pk)))
    escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="a", reason="b")
    assert "A child may be in danger now" not in text_of(client.get(url("escalation", comment.pk)))


def test_the_lead_finds_the_record_when_it_is_closed(service, client, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True)
    workflow.close_escalation(comment.pk, by=safeguarding_lead, decision="a", reason="b")
    client.force_login(safeguarding_lead)
    assert url("escalation", comment.pk) in text_of(client.get(url("comment", comment.pk)))


def test_the_lead_allows_a_message_to_a_child_where_no_worry_was_raised(
    service, as_coordinator, client, coordinator, safeguarding_lead
):
    comment = CommentFactory(service=service, case=True, direct=True, flags=["under_13"], confirmed_by=coordinator)
    assert "Allow a message" not in text_of(as_coordinator.get(url("comment", comment.pk)))
    client.force_login(safeguarding_lead)
    for name in ("comment", "escalation"):
        assert "Allow a message" in text_of(client.get(url(name, comment.pk)))
    refused = client.post(url("escalation", comment.pk), {"do": "allow", "allow_reason": " "})
    assert refused.status_code == 422
    assert "Write why a message may go" in text_of(refused)
    allowed = client.post(url("escalation", comment.pk), {"do": "allow", "allow_reason": "She asks for Childline"})
    assert allowed.status_code == 302
    comment.refresh_from_db()
    assert comment.message_allowed_by == safeguarding_lead
    assert "Allow a message" not in text_of(client.get(url("comment", comment.pk)))


def test_only_the_lead_opens_the_safeguarding_record(service, as_coordinator, client, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True)
    assert as_coordinator.get(url("escalation", comment.pk)).status_code == 403
    client.force_login(safeguarding_lead)
    assert client.get(url("escalation", comment.pk)).status_code == 200
    client.post(url("escalation", comment.pk), {"do": "seen"})
    response = client.post(
        url("escalation", comment.pk), {"do": "close", "concern": "Kept words", "decision": "Passed on"}
    )
    assert response.status_code == 422
    assert "Write why you decided so." in text_of(response)
    assert "Kept words" in text_of(response)
    done = client.post(url("escalation", comment.pk), {"do": "close", "decision": "Passed on", "reason": "Bruises"})
    assert done.status_code == 302
    assert comment.escalations.get().closed_by == safeguarding_lead


# The queue


def test_the_queue_is_in_order_and_filters_by_state_class_and_channel(service, as_coordinator, coordinator):
    general = CommentFactory(service=service)
    case = CommentFactory(service=service, case=True)
    held = CommentFactory(service=service, grievance=True, claimed_by=coordinator)
    facebook = CommentFactory(service=service, channel=ChannelFactory(service=service, by_hand=True), troll=True)
    closed = CommentFactory(service=service, closed=True, text="Closed long ago")
    unsorted = CommentFactory(service=service, unsorted=True)

    def shown(**query) -> list[int]:
        entries = as_coordinator.get(url("queue"), query).context["entries"]
        return [int(entry["url"].split("?")[0].rstrip("/").rsplit("/", 1)[1]) for entry in entries]

    assert shown() == [case.pk, unsorted.pk, held.pk, facebook.pk, general.pk]
    assert shown(show="mine") == [held.pk]
    assert shown(show="closed") == [closed.pk]
    assert shown(show="escalated") == []
    assert shown(category="troll") == [facebook.pk]
    assert shown(category="unsorted") == [unsorted.pk]
    assert shown(channel=facebook.channel_id) == [facebook.pk]
    assert shown(show="nonsense", category="nonsense", channel="x", page="9999") == shown()


def test_next_opens_the_most_urgent_one_and_says_when_there_is_none(service, as_coordinator):
    comment = CommentFactory(service=service)
    assert as_coordinator.get(url("next")).status_code == 405
    assert as_coordinator.post(url("next")).url == url("comment", comment.pk)
    response = as_coordinator.post(url("next"), follow=True)
    assert "Nothing waits that nobody has" in text_of(response)


@pytest.mark.parametrize("page", ["queue", "comment", "counts"])
def test_pages_cost_the_same_however_many_comments_there_are(service, as_coordinator, coordinator, replies, page):
    first = CommentFactory(service=service, case=True, confirmed_by=coordinator)
    args = (first.pk,) if page == "comment" else ()

    def cost() -> int:
        as_coordinator.get(url(page, *args))
        with CaptureQueriesContext(connection) as queries:
            assert as_coordinator.get(url(page, *args)).status_code == 200
        return len(queries)

    before = cost()
    for _ in range(12):
        CommentFactory(service=service, claimed_by=member(service, Role.COORDINATOR))
        workflow.escalate(CommentFactory(service=service).pk, by=coordinator)
    HouseRuleFactory(service=service)
    assert cost() == before
    assert before <= 20


# One comment


def test_opening_claims_and_a_prefetch_does_not(service, as_coordinator, coordinator):
    comment = CommentFactory(service=service)
    as_coordinator.get(url("comment", comment.pk), headers={"Sec-Purpose": "prefetch"})
    comment.refresh_from_db()
    assert comment.claimed_by is None
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    comment.refresh_from_db()
    assert comment.claimed_by == coordinator
    assert "Yours until" in page
    assert as_coordinator.post(url("release", comment.pk)).url == url("queue")
    comment.refresh_from_db()
    assert comment.claimed_by is None


def test_what_somebody_else_has_open_can_be_read_and_not_acted_on_but_for_a_worry(service, as_coordinator, approver):
    comment = CommentFactory(service=service, case=True, claimed_by=approver)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "Tom Ashworth has this comment open until" in page
    assert 'name="how"' not in page
    assert "Safeguarding concern" in page
    refused = as_coordinator.post(url("category", comment.pk), {"category": "troll"})
    assert refused.status_code == 422
    assert "Tom Ashworth has this comment open" in text_of(refused)
    assert as_coordinator.post(url("concern", comment.pk)).status_code == 302
    comment.refresh_from_db()
    assert comment.state == "escalated"


def test_a_case_is_walked_from_the_clock_to_closed_without_a_script(service, as_coordinator, replies):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert 'id="hide-now"' in page
    assert "In public for" in page
    as_coordinator.post(url("step", comment.pk), {"step": "hide", "how": "do"})
    assert on_the_sandbox(comment).hidden_at
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "Was in public for" in page
    assert 'id="hide-now"' not in page
    as_coordinator.post(url("category", comment.pk), {"category": "case_request"})
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "Call 01632 960417" in page
    for step in ("reply_private", "delete"):
        as_coordinator.post(url("step", comment.pk), {"step": step, "how": "do"})
    as_coordinator.post(url("step", comment.pk), {"step": "referral_log", "how": "do", "reference": "R-17"})
    assert as_coordinator.post(url("close", comment.pk)).status_code == 302
    comment.refresh_from_db()
    assert comment.state == "closed"
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "Reference: R-17." in page
    assert "Open it again" in page


def test_a_refusal_stands_at_the_top_and_what_was_typed_stays(service, as_coordinator, coordinator, replies):
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    response = as_coordinator.post(
        url("step", comment.pk), {"step": "answer", "how": "do", "text": "Call {phone} about <b>this</b>"}
    )
    assert response.status_code == 422
    assert "The answer still has a blank: {phone}" in text_of(response)
    assert "Call {phone} about &lt;b&gt;this&lt;/b&gt;</textarea>" in text_of(response)


def test_a_stale_page_is_told_with_its_own_status(service, as_coordinator, approver):
    comment = CommentFactory(service=service)
    workflow.set_flag(comment.pk, "spam", by=approver)
    response = as_coordinator.post(url("category", comment.pk), {"category": "troll", "version": comment.version})
    assert response.status_code == 409
    assert "has changed since you opened it" in text_of(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_of_no_sense_does_no_harm(service, as_coordinator, version):
    comment = CommentFactory(service=service)
    response = as_coordinator.post(url("category", comment.pk), {"category": "general", "version": version})
    assert response.status_code in (302, 409)


def test_no_reply_control_stands_on_a_troll(service, as_coordinator, coordinator, replies):
    HouseRuleFactory(service=service, name="No insults")
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "No insults" in page
    assert 'value="answer"' not in page
    assert 'name="text"' not in page
    assert "reply" not in page.split('id="to-do"')[1].split("Something else happened")[0].lower()


def test_immediate_danger_shows_the_card_with_who_to_call(service, as_coordinator, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "<strong>999</strong>" in page
    assert "Ruth Bellamy" in page
    assert as_coordinator.post(url("concern", comment.pk), {"immediate": "1"}).status_code == 302


def test_flags_are_saved_together_and_a_grave_one_asks_for_its_reason(service, as_coordinator):
    comment = CommentFactory(service=service, flags=["threat_or_hate"])
    response = as_coordinator.post(url("flags", comment.pk), {"flag": ["spam"]})
    assert response.status_code == 422
    assert "Write why the flag “threat or hate” does not hold." in text_of(response)
    as_coordinator.post(url("flags", comment.pk), {"flag": ["spam", "personal_data"], "reason": "A joke about a game"})
    comment.refresh_from_db()
    assert comment.flags == ["personal_data", "spam"]


def test_an_allegation_offers_to_keep_it_from_a_colleague(service, as_coordinator, approver):
    comment = CommentFactory(service=service, flags=["staff_allegation"])
    assert "Keep it from the person that it names" in text_of(as_coordinator.get(url("comment", comment.pk)))
    assert as_coordinator.post(url("keep", comment.pk), {"person": ""}).status_code == 422
    as_coordinator.post(url("keep", comment.pk), {"person": approver.pk})
    comment.refresh_from_db()
    assert comment.is_kept_from(approver)
    end = {"end": "1", "person": approver.pk, "reason": "x"}
    assert as_coordinator.post(url("keep", comment.pk), end).status_code == 422


def test_from_whom_it_is_kept_is_named_and_lifted_one_by_one(
    client, service, coordinator, approver, manager, safeguarding_lead
):
    comment = CommentFactory(service=service, flags=["staff_allegation"], kept_from=(coordinator, approver))
    client.force_login(safeguarding_lead)
    page = text_of(client.get(url("comment", comment.pk)))
    assert "It is kept from <strong>Priya Nair</strong> and <strong>Tom Ashworth</strong>, whom it names." in page
    assert "Keep it from another person that it names" in page
    end = {"end": "1", "person": coordinator.pk}
    refused = client.post(url("keep", comment.pk), end)
    assert refused.status_code == 422
    assert "Write why" in text_of(refused)
    client.post(url("keep", comment.pk), end | {"reason": "It was a neighbour of that name"})
    client.post(url("keep", comment.pk), {"person": manager.pk})
    page = text_of(client.get(url("comment", comment.pk)))
    assert "It is kept from <strong>Helen Okafor</strong> and <strong>Tom Ashworth</strong>, whom it names." in page
    assert "Let Helen see it" in page
    Comment.objects.filter(pk=comment.pk).update(flags=[])
    page = text_of(client.get(url("comment", comment.pk)))
    assert "It is kept from <strong>Helen Okafor</strong> and <strong>Tom Ashworth</strong>, whom it names." in page
    assert "another person that it names" not in page


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "x" * 100_000, "", "{{ comment }}{% csrf_token %}"],
)
def test_hostile_text_is_shown_as_text(service, as_coordinator, text):
    reasons = [{"span": [0, 8], "text": text[:8], "for": "troll"}, {"span": [2, 500], "for": "general"}]
    comment = CommentFactory(service=service, text=text, author_name=text[:120], author_handle=text[:120])
    comment.assessments.update(reasons=reasons)
    for name in ("comment", "capture"):
        page = text_of(as_coordinator.get(url(name, comment.pk)))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "<script>alert" not in text_of(as_coordinator.get(url("queue")))


def test_marked_words_are_marks_and_the_text_stays_whole(service, as_coordinator):
    comment = CommentFactory(service=service, case=True, text="My son & what should I do?")
    comment.assessments.update(reasons=[{"span": [0, 6], "text": "My son", "for": "case_request"}])
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert '<mark class="mark mark--reason">My son</mark> &amp; what should I do?' in page
    assert "led to “case request”" in page


def test_a_capture_that_was_changed_is_called_so(service, as_coordinator):
    comment = CommentFactory(service=service)
    assert "Unchanged." in text_of(as_coordinator.get(url("capture", comment.pk)))
    comment.capture.text = "Something else"
    comment.capture.save()
    assert "This copy has been changed." in text_of(as_coordinator.get(url("capture", comment.pk)))


def test_the_heartbeat_holds_on_and_says_when_somebody_else_has_it(service, as_coordinator, approver):
    comment = CommentFactory(service=service)
    as_coordinator.get(url("comment", comment.pk))
    assert "Yours until" in text_of(as_coordinator.post(url("hold", comment.pk)))
    Comment.objects.filter(pk=comment.pk).update(claimed_by=approver)
    assert "Tom Ashworth has this comment open" in text_of(as_coordinator.post(url("hold", comment.pk)))


# Logging one by hand


def logged(service, **fields) -> dict:
    local = service.local(timezone.now() - dt.timedelta(hours=3))
    return {
        "channel": ChannelFactory(service=service, by_hand=True).pk,
        "visibility": "public",
        "text": "Three weeks and still no call back from you.",
        "author_handle": "@jo",
        "on": f"{local:%Y-%m-%d}",
        "at": f"{local:%H:%M}",
        **fields,
    }


def test_a_comment_seen_elsewhere_is_logged(service, as_coordinator, coordinator):
    assert as_coordinator.get(url("log")).status_code == 200
    response = as_coordinator.post(url("log"), logged(service))
    comment = Comment.objects.get()
    assert response.url == url("comment", comment.pk)
    assert (comment.category, comment.logged_by) == ("grievance", coordinator)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "2026-03-29", "at": "01:30"}, "does not exist"),
        ({"on": "2099-01-01"}, "has not come"),
        ({"url": "javascript:alert(1)"}, "https:// in front"),
        ({"text": "  "}, "required"),
        ({"text": "x" * 100_001}, "100000"),
        ({"channel": "999999"}, "not in the list"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(service, as_coordinator, fields, sentence):
    response = as_coordinator.post(url("log"), logged(service, **{"author_name": "Typed before", **fields}))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Typed before" in text_of(response)
    assert not Comment.objects.exists()


def test_nobody_logs_on_another_services_channel(service, as_coordinator, other_service):
    theirs = ChannelFactory(service=other_service, by_hand=True)
    assert as_coordinator.post(url("log"), logged(service, channel=theirs.pk)).status_code == 422


def test_an_incident_is_closed_when_its_comments_are(service, as_coordinator, coordinator):
    incident = IncidentFactory(service=service)
    comment = CommentFactory(service=service, grievance=True, incident=incident, author_handle=incident.author_handle)
    response = as_coordinator.post(url("incident", incident.pk), {"outcome": "A call and an apology"})
    assert response.status_code == 422
    assert "Close its comments first" in text_of(response)
    assert "A call and an apology" in text_of(response)
    Comment.objects.filter(pk=comment.pk).update(state="withdrawn", closed_at=timezone.now())
    assert as_coordinator.post(url("incident", incident.pk), {"outcome": "A call"}).status_code == 302
    incident.refresh_from_db()
    assert incident.closed_at
