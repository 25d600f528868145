"""The pages about keeping: what they show to whom, and what a refusal says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from moderation.dates import due
from moderation.keeping import data_requests, holds, runs
from moderation.models import Comment, DataRequest, LegalHold
from tests.factories.moderation import AppealFactory, BlockFactory, CommentFactory, IncidentFactory, sandbox_channel


@pytest.fixture
def signed_in():
    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def as_manager(signed_in, manager):
    return signed_in(manager)


def at(name, service, *args):
    return reverse(f"inbox:{name}", args=[service.slug, *args])


def test_an_empty_service_has_its_periods_and_says_what_comes(as_manager, service):
    page = as_manager.get(at("keeping", service)).content.decode()
    for words in ("6 months", "30 days", "10 years", "Nothing yet", "No run yet", "None. A person may ask"):
        assert words in page


def test_a_coordinator_sees_periods_and_how_many_holds_but_neither_reasons_nor_requests(
    signed_in, coordinator, service, manager
):
    comment = CommentFactory(service=service)
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    holds.place(service, by=manager, reason="A claim of a family", look_again_on=day, comment=comment)
    page = signed_in(coordinator).get(at("keeping", service)).content.decode()
    assert "1 hold runs" in page
    assert "A claim of a family" not in page
    assert "Requests of people" not in page
    assert "A claim of a family" not in signed_in(coordinator).get(at("comment", service, comment.pk)).content.decode()


def test_the_trial_is_looked_at_and_confirmed(as_manager, service, old_comment, django_capture_on_commit_callbacks):
    comment = old_comment()
    trial = runs.nightly(service.pk)
    assert at("purge", service, trial.pk) in as_manager.get(at("keeping", service)).content.decode()
    page = as_manager.get(at("purge", service, trial.pk)).content.decode()
    assert "1 comment would no longer be kept" in page
    assert at("comment", service, comment.pk) in page
    with django_capture_on_commit_callbacks(execute=True):
        assert as_manager.post(at("purge", service, trial.pk)).status_code == 302
    assert Comment.objects.get(pk=comment.pk).state == "purged"
    assert as_manager.post(at("purge", service, trial.pk)).status_code == 422


def test_a_comment_that_is_kept_from_a_manager_is_not_in_their_list(as_manager, service, old_comment, manager):
    comment = old_comment(kept_from=manager)
    trial = runs.nightly(service.pk)
    assert at("comment", service, comment.pk) not in as_manager.get(at("purge", service, trial.pk)).content.decode()


def test_a_hold_is_placed_from_a_comment_shown_there_and_ended(as_manager, service):
    comment = CommentFactory(service=service)
    page = as_manager.get(at("comment", service, comment.pk)).content.decode()
    address = at("new_hold", service) + f"?comment={comment.pk}"
    assert address in page
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    typed = {"reason": "An inquiry", "look_again_on": day.isoformat()}
    assert as_manager.post(address, typed).status_code == 302
    hold = LegalHold.objects.get(comment=comment)
    assert "Legal hold." in as_manager.get(at("comment", service, comment.pk)).content.decode()
    assert as_manager.post(at("legal_hold", service, hold.pk), {"do": "end"}).status_code == 422
    assert as_manager.post(at("legal_hold", service, hold.pk), {"do": "end", "reason": "Over"}).status_code == 302
    hold.refresh_from_db()
    assert hold.ended_at


def test_a_hold_is_placed_from_an_incident(as_manager, client, service, coordinator):
    incident = IncidentFactory(service=service)
    CommentFactory(service=service, grievance=True, incident=incident)
    address = at("new_hold", service) + f"?incident={incident.pk}"
    assert address in as_manager.get(at("incident", service, incident.pk)).content.decode()
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    assert as_manager.post(address, {"reason": "A claim", "look_again_on": day.isoformat()}).status_code == 302
    assert LegalHold.objects.get().incident == incident
    client.force_login(coordinator)
    assert address not in client.get(at("incident", service, incident.pk)).content.decode()


def test_an_incident_that_is_kept_from_one_is_not_named_by_the_hold(as_manager, service, manager):
    incident = IncidentFactory(service=service)
    CommentFactory(service=service, grievance=True, incident=incident, kept_from=manager)
    assert as_manager.get(at("new_hold", service) + f"?incident={incident.pk}").status_code == 404


def test_a_hold_on_what_is_another_service_s_or_kept_from_one_is_not_there(as_manager, service, other_service, manager):
    theirs = CommentFactory(service=other_service)
    hidden = CommentFactory(service=service, kept_from=manager)
    for comment in (theirs, hidden):
        assert as_manager.get(at("new_hold", service) + f"?comment={comment.pk}").status_code == 404
    assert as_manager.get(at("new_hold", service) + "?incident=999999").status_code == 404
    assert as_manager.get(at("new_data_request", service) + f"?comment={theirs.pk}").status_code == 404


def test_a_channel_of_another_service_cannot_be_chosen(as_manager, service, other_service):
    typed = {
        "kind": "access",
        "asked_on": "2026-11-02",
        "channel": sandbox_channel(other_service).pk,
        "handles": "maya",
        "checked_how": "They wrote",
    }
    assert as_manager.post(at("new_data_request", service), typed).status_code == 422
    assert not DataRequest.objects.exists()


def test_a_comment_that_asks_leads_to_its_request(as_manager, service):
    comment = CommentFactory(service=service, flags=["statutory_request"], author_handle="@maya")
    page = as_manager.get(at("comment", service, comment.pk)).content.decode()
    address = at("new_data_request", service) + f"?comment={comment.pk}"
    assert address in page
    assert address in as_manager.get(at("keeping", service)).content.decode()
    form = as_manager.get(address).content.decode()
    assert "@maya" in form
    typed = {
        "kind": "access",
        "asked_on": "2026-11-02",
        "channel": comment.channel_id,
        "handles": "@maya\n\nmaya.two",
        "checked_how": "They wrote from it",
    }
    assert as_manager.post(address, typed).status_code == 302
    made = DataRequest.objects.get()
    assert (made.comment, [handle for _, handle in made.authors]) == (comment, ["@maya", "maya.two"])
    assert at("data_request", service, made.pk) in as_manager.get(at("comment", service, comment.pk)).content.decode()
    assert made.due_on == dt.date(2026, 12, 2)


@pytest.fixture
def asked(service, manager):
    for number in range(30):
        CommentFactory(service=service, author_handle="maya", text=f"Number {number}: ring 07700 900123")
    return data_requests.open_request(
        service,
        by=manager,
        kind="access",
        channel=sandbox_channel(service),
        handles=["maya"],
        asked_on=dt.date(2026, 11, 2),
        checked_how="They wrote",
    )


def test_the_check_goes_page_by_page_and_ends_on_the_last(as_manager, service, asked):
    first = as_manager.get(at("data_request", service, asked.pk)).content.decode()
    assert "(covered: a phone number)" in first
    assert "Make the ZIP" not in first
    last = as_manager.get(at("data_request", service, asked.pk) + "?page=2").content.decode()
    assert "Make the ZIP" in last


def test_it_is_made_only_with_the_tick_then_handed_out_and_finished(
    as_manager, service, asked, django_capture_on_commit_callbacks
):
    address = at("data_request", service, asked.pk)
    assert as_manager.get(at("data_request_file", service, asked.pk)).status_code == 404
    refused = as_manager.post(address, {"do": "check", "number": "30"})
    assert refused.status_code == 422
    assert "Tick that you have read all of it" in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert as_manager.post(address, {"do": "check", "number": "30", "read": "1"}).status_code == 302
    assert "Download the ZIP" in as_manager.get(address).content.decode()
    file = as_manager.get(at("data_request_file", service, asked.pk))
    assert file.headers["Content-Type"] == "application/zip"
    assert file.headers["Cache-Control"] == "private, no-store"
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert as_manager.post(address, {"do": "finish", "outcome": "Sent"}).status_code == 302
    assert "Finish the request" not in as_manager.get(address).content.decode()


def test_while_it_runs_the_page_says_how_far_it_is(as_manager, service, asked, manager):
    data_requests.check(asked.pk, by=manager, number=30)
    DataRequest.objects.filter(pk=asked.pk).update(position=15, seen_at=timezone.now())
    address = at("data_request", service, asked.pk)
    assert 'hx-trigger="every 2s"' in as_manager.get(address).content.decode()
    piece = as_manager.get(address, headers={"HX-Request": "true"})
    assert "<html" not in piece.content.decode()
    assert "15" in piece.content.decode()
    DataRequest.objects.filter(pk=asked.pk).update(made_at=timezone.now(), state="ready")
    assert as_manager.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_words_are_covered_and_a_comment_is_kept_back_on_the_page(as_manager, service, asked):
    address = at("data_request", service, asked.pk)
    assert as_manager.post(address, {"do": "hide", "words": "Number", "page": "1"}).status_code == 302
    assert "(covered: covered)" in as_manager.get(address).content.decode()
    comment = Comment.objects.filter(author_handle="maya").first()
    typed = {"do": "back", "comment": comment.pk, "ground": "Before a court"}
    assert as_manager.post(address, typed).status_code == 302
    theirs = CommentFactory(service=service)
    assert as_manager.post(address, typed | {"comment": theirs.pk}).status_code == 422
    assert as_manager.post(address, {"do": "nonsense"}).status_code == 422


def test_the_check_costs_the_same_however_many_there_are(as_manager, service, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        as_manager.get(at("data_request", service, asked.pk))


def test_an_erasure_shows_what_goes_and_what_stays_before_it_is_confirmed(as_manager, service, old_comment, manager):
    old_comment(author_handle="maya")
    CommentFactory(service=service, author_handle="maya")
    asked = data_requests.open_request(
        service, by=manager, kind="erasure", channel=sandbox_channel(service), handles=["maya"],
        asked_on=dt.date(2026, 11, 2), checked_how="They wrote",
    )  # fmt: skip
    page = as_manager.get(at("data_request", service, asked.pk)).content.decode()
    assert "Erase 1 comment?" in page
    assert "Kept: it is open" in page


@pytest.mark.parametrize(("kind", "shown"), [("access", "Make the ZIP"), ("erasure", "1 request to look again?")])
def test_a_request_to_look_again_is_on_the_page_where_there_is_no_comment(kind, shown, as_manager, service, manager):
    AppealFactory(
        comment=None, block=BlockFactory(service=service, author_handle="maya"), says="The block is unfair",
        decision="dismissed", reason="It stays", decided_by=manager, decided_at=timezone.now(),
    )  # fmt: skip
    asked = data_requests.open_request(
        service, by=manager, kind=kind, channel=sandbox_channel(service), handles=["maya"],
        asked_on=dt.date(2026, 11, 2), checked_how="They wrote",
    )  # fmt: skip
    page = as_manager.get(at("data_request", service, asked.pk)).content.decode()
    assert shown in page
    assert "We hold nothing" not in page
    assert ("The block is unfair" in page) is (kind == "access")


def test_a_purged_comment_s_pages_say_so_and_offer_nothing(as_manager, service, old_comment, confirmed, tonight):
    comment = old_comment()
    tonight()
    page = as_manager.get(at("comment", service, comment.pk)).content.decode()
    assert "no longer kept since" in page
    assert "Open it again" not in page
    assert "Its words are no longer kept." in page
    assert "Its words are no longer kept." in as_manager.get(at("queue", service) + "?show=closed").content.decode()
    assert "No longer kept." in as_manager.get(at("capture", service, comment.pk)).content.decode()


def test_the_page_about_keeping_is_flat(as_manager, service, old_comment, django_assert_max_num_queries):
    for _ in range(20):
        old_comment()
    with django_assert_max_num_queries(25):
        as_manager.get(at("keeping", service))


def test_home_tells_a_manager_what_waits_and_a_coordinator_nothing(
    service, old_comment, manager, coordinator, safeguarding_lead
):
    old_comment()
    runs.nightly(service.pk)
    today = service.today(timezone.now())
    hold = holds.place(
        service, by=manager, reason="A claim", look_again_on=today + dt.timedelta(days=1), comment=old_comment()
    )
    LegalHold.objects.filter(pk=hold.pk).update(look_again_on=today)
    data_requests.open_request(
        service, by=manager, kind="access", channel=sandbox_channel(service), handles=["maya"],
        asked_on=today - dt.timedelta(days=40), checked_how="They wrote",
    )  # fmt: skip
    now = timezone.now()
    hers = [(one.to, one.is_late) for one in due.for_person(manager, service, now)]
    assert sorted(hers) == [("inbox:data_request", True), ("inbox:legal_hold", False), ("inbox:purge", False)]
    assert {one.to for one in due.for_person(safeguarding_lead, service, now)} == {
        "inbox:data_request",
        "inbox:legal_hold",
    }
    assert due.for_person(coordinator, service, now) == []
    assert "maya" not in str(due.for_person(manager, service, now))
