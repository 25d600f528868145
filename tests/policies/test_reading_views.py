from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from audit.models import Event
from policies import drafting, questions, readings
from policies.digests import digest_of
from policies.models import Reading, ReadingCampaign
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    ScenarioQuestionFactory,
    SectionFactory,
)
from tests.policies.test_views import signed_in


@pytest.fixture
def campaign(service, coordinator, approver, manager, viewer):
    """Version 2.0 is to be read by four people; the word “quietly” is new in it."""
    long_ago = timezone.now() - dt.timedelta(days=400)
    Membership.objects.update(started_at=long_ago)
    policy = PolicyFactory(service=service, owner=manager)
    before = PolicyVersionFactory(policy=policy, superseded=True)
    version = PolicyVersionFactory(policy=policy, in_force=True, major=2)
    SectionFactory(version=before, key="comments", title="Comments", body="We answer people.")
    section = SectionFactory(version=version, key="comments", title="Comments", body="We answer people quietly.")
    ScenarioQuestionFactory(section=section, text="Where is the drop-in?", answer="general")
    ScenarioQuestionFactory(section=section, about="post", text="<b>Vote!</b>", answer="no")
    found = ReadingCampaignFactory(version=version)
    for user in (coordinator, approver, manager, viewer):
        ReadingFactory(campaign=found, user=user, due_on=found.due_on)
    return found


@pytest.fixture
def training(service, coordinator):
    found = ReadingCampaignFactory(service=service, training=True, note="Two hours.")
    ReadingFactory(campaign=found, user=coordinator)
    return found


def url(campaign, name, **more):
    return reverse(f"policies:{name}", kwargs={"service": campaign.service.slug, "campaign_id": campaign.pk, **more})


def answers(campaign, **wrong) -> dict[str, str]:
    return {f"q-{questions.key_of(one)}": one.answer for one in campaign.version.questions.all()} | wrong


def test_from_what_changed_to_accepted_by_plain_forms_alone(client, coordinator, campaign):
    page = signed_in(client, coordinator).get(url(campaign, "reading"))
    assert re.search(r"<ins.*quietly", page.content.decode())
    assert 'aria-current="step"' in page.content.decode()
    page = client.get(url(campaign, "reading_text"))
    assert b"We answer people quietly." in page.content
    page = client.get(url(campaign, "reading_questions"))
    assert b"I have read and understood" not in page.content
    assert b"&lt;b&gt;Vote!&lt;/b&gt;" in page.content

    first = campaign.version.questions.first()
    wrong = answers(campaign, **{f"q-{questions.key_of(first)}": "troll"})
    page = client.post(url(campaign, "reading_questions"), wrong, follow=True)
    text = page.content.decode()
    assert "1 of 2 are right" in text
    assert "Not right yet." in text
    assert "Right." in text
    assert "Section 1, Comments" in text
    assert "I have read and understood" not in text

    page = client.post(url(campaign, "reading_questions"), answers(campaign), follow=True)
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page.content.decode())[1]
    assert digest == digest_of(campaign.version)
    page = client.post(url(campaign, "accept_reading"), {"digest": digest}, follow=True)
    assert b"On record: you have read and understood" in page.content
    row = Reading.objects.get(user=coordinator)
    assert (row.digest, row.tries, row.read_version) == (digest, 2, campaign.version)


def test_answers_survive_a_look_back_at_the_text(client, coordinator, campaign):
    page = signed_in(client, coordinator).post(url(campaign, "reading_questions"), answers(campaign) | {"keep": "1"})
    assert page.url == url(campaign, "reading_text")
    text = client.get(url(campaign, "reading_questions")).content.decode()
    assert text.count(" checked") == 2
    assert Reading.objects.get(user=coordinator).tries == 0


def test_a_first_version_shows_no_difference(client, coordinator, service, manager):
    version = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), in_force=True)
    campaign = ReadingCampaignFactory(version=version)
    ReadingFactory(campaign=campaign, user=coordinator)
    page = signed_in(client, coordinator).get(url(campaign, "reading"))
    assert b"This is the first version" in page.content


def test_without_questions_the_last_step_is_the_button(client, coordinator, campaign):
    campaign.version.questions.all().delete()
    page = signed_in(client, coordinator).get(url(campaign, "reading_questions"))
    assert b"I have read and understood version 2.0" in page.content


def test_a_stale_page_is_told_and_nothing_is_accepted(client, coordinator, campaign):
    signed_in(client, coordinator).post(url(campaign, "reading_questions"), answers(campaign))
    page = client.post(url(campaign, "accept_reading"), {"digest": "0" * 64})
    assert page.status_code == 409
    assert "came into force after you opened this page" in page.content.decode()
    assert Reading.objects.get(user=coordinator).read_at is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"q-": "yes"},
        {"q-nobody": "yes", "digest": "x"},
        {"keep": ["1", "2"], "q-x": ["yes", "no"]},
        {"q-" + "x" * 500: "y" * 50_000},
        {"\x00": "\x00"},
    ],
)
def test_hostile_answers_change_nothing(client, coordinator, campaign, data):
    page = signed_in(client, coordinator).post(url(campaign, "reading_questions"), data)
    assert page.status_code == 302
    assert Reading.objects.get(user=coordinator).answers == {}
    assert client.post(url(campaign, "accept_reading"), data).status_code == 409


def test_two_answers_to_one_question_count_as_the_last(client, coordinator, campaign):
    key = f"q-{questions.key_of(campaign.version.questions.first())}"
    signed_in(client, coordinator).post(url(campaign, "reading_questions"), {key: ["troll", "general"]})
    assert list(Reading.objects.get(user=coordinator).answers.values()) == ["general"]


def test_who_is_not_asked_may_read_but_not_answer(client, viewer, campaign):
    ReadingCampaign.objects.update(roles=["coordinator"])
    Reading.objects.filter(user=viewer).delete()
    page = signed_in(client, viewer).get(url(campaign, "reading_questions"))
    assert b"You are not asked to accept it." in page.content
    assert client.post(url(campaign, "reading_questions"), answers(campaign)).status_code == 403
    assert client.post(url(campaign, "accept_reading"), {"digest": "x"}).status_code == 403


def test_a_training_has_no_text_and_a_policy_no_attendance(client, coordinator, campaign, training):
    signed_in(client, coordinator)
    assert client.get(url(training, "reading_text")).status_code == 404
    assert client.post(url(training, "accept_reading")).status_code == 404
    assert client.post(url(campaign, "took_part")).status_code == 404


def test_the_row_of_another_campaign_is_not_found_through_this_one(client, manager, campaign, training):
    row = training.readings.get()
    assert signed_in(client, manager).get(url(campaign, "extend_reading", reading_id=row.pk)).status_code == 404


# Who sees what


def test_managers_see_who_and_others_how_many(client, coordinator, approver, manager, viewer, campaign):
    for user, sees in ((manager, True), (approver, True), (coordinator, False), (viewer, False)):
        text = signed_in(client, user).get(reverse("policies:readings", args=[campaign.service.slug])).content.decode()
        assert ("Who has read what" in text) == sees
        assert "0 of 4 people" in text
        others = [one for one in (coordinator, approver, manager, viewer) if one != user]
        assert any(re.search(rf"<th[^>]*>\s*{other.name}", text) for other in others) == sees


def test_one_has_a_link_to_give_time_and_the_other_not(client, approver, manager, campaign):
    people = url(campaign, "reading_people")
    assert signed_in(client, manager).get(people).content.count(b"Give 5 days more") == 3  # not to herself
    assert signed_in(client, approver).get(people).content.count(b"Give 5 days more") == 0


def test_more_time_by_the_page(client, manager, coordinator, campaign):
    row = Reading.objects.get(user=coordinator)
    at = url(campaign, "extend_reading", reading_id=row.pk)
    assert signed_in(client, manager).post(at, {"reason": " "}).status_code == 422
    assert client.post(at, {"reason": "Away."}).status_code == 302
    page = client.post(at, {"reason": "Away again."})
    assert page.status_code == 409
    assert b"Away again." in page.content
    row.refresh_from_db()
    assert row.extension_reason == "Away."


def test_the_spreadsheet_is_disarmed_marked_and_on_record(client, manager, coordinator, campaign):
    coordinator.name = "=cmd|'/C calc'!A0"
    coordinator.save()
    row = Reading.objects.get(user=coordinator)
    Reading.objects.filter(pk=row.pk).update(
        extended_by=manager, extended_at=timezone.now(), extension_reason='+1 "quoted", and\nmore'
    )
    answer = signed_in(client, manager).post(url(campaign, "reading_csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="readings-northshire-')
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert len(rows) == 4
    names = {one["person"] for one in rows}
    assert "'=cmd|'/C calc'!A0" in names
    assert '\'+1 "quoted", and\nmore' in {one["reason for more time"] for one in rows}
    assert Event.objects.get(kind="policy.readings_downloaded").data["what"] == campaign.title


def test_all_readings_in_one_spreadsheet_are_of_this_service_alone(client, manager, campaign, training, other_service):
    version = PolicyVersionFactory(service=other_service, in_force=True)
    ReadingFactory(campaign=ReadingCampaignFactory(version=version))
    answer = signed_in(client, manager).post(reverse("policies:readings_csv", args=[campaign.service.slug]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode()[1:])))
    assert {one["campaign"] for one in rows} == {campaign.title, "Yearly training"}
    assert len(rows) == 5


def test_the_page_costs_the_same_with_more_people(client, manager, campaign, django_assert_num_queries):
    at = reverse("policies:readings", args=[campaign.service.slug])
    signed_in(client, manager).get(at)
    with django_assert_num_queries(16) as few:
        client.get(at)
    for _ in range(15):
        ReadingFactory(campaign=campaign)
    with django_assert_num_queries(len(few)):
        client.get(at)


# Trainings by the pages


def test_a_training_is_opened_confirmed_and_recorded(client, manager, coordinator, approver, service):
    today = service.today(timezone.now()).isoformat()
    data = {"title": "Yearly training", "held_on": today, "due_on": today, "roles": ["coordinator"], "note": "Hi"}
    page = signed_in(client, manager).post(reverse("policies:new_training", args=[service.slug]), data)
    training = ReadingCampaign.objects.get()
    assert page.url == url(training, "reading")
    page = client.post(url(training, "record_training"), {"person": approver.pk}, follow=True)
    assert b"On record: Tom Ashworth took part." in page.content
    signed_in(client, coordinator).post(url(training, "took_part"))
    assert training.readings.filter(read_at__isnull=False).count() == 2


def test_managers_see_who_had_no_training_for_a_year(client, service, approver, coordinator, viewer):
    today = timezone.localdate()
    held_on = today - dt.timedelta(days=370)
    ReadingFactory(
        campaign=ReadingCampaignFactory(training=True, service=service, held_on=held_on),
        user=coordinator,
        read_at=timezone.now(),
    )
    campaign = ReadingCampaignFactory(training=True, service=service, held_on=today - dt.timedelta(days=30))
    ReadingFactory(campaign=campaign, user=viewer, read_at=timezone.now())
    ReadingFactory(campaign=campaign, user=approver)
    address = f"/{service.slug}/policies/reading/"
    client.force_login(approver)
    assert "last twelve months:</strong> Priya Nair, Tom Ashworth." in client.get(address).content.decode()
    client.force_login(viewer)
    assert "last twelve months" not in client.get(address).content.decode()


@pytest.mark.parametrize("person", ["", "0", "999999", "x", "1 OR 1=1"])
def test_a_person_who_does_not_work_here_is_not_recorded(client, manager, training, person):
    page = signed_in(client, manager).post(url(training, "record_training"), {"person": person})
    assert page.status_code == 422
    assert not Reading.objects.exclude(read_at=None).exists()


@pytest.mark.parametrize(
    "data",
    [
        {"title": " "},
        {"title": "x" * 161},
        {"title": "T", "held_on": "yesterday", "due_on": "31/31/2027"},
        {"roles": ["king"]},
    ],
)
def test_what_was_typed_about_a_training_comes_back_with_the_errors(client, manager, service, data):
    page = signed_in(client, manager).post(reverse("policies:new_training", args=[service.slug]), data)
    assert page.status_code == 422
    assert b"error-summary" in page.content
    assert not ReadingCampaign.objects.exists()


# The editor of the questions


def test_a_question_is_written_changed_moved_and_taken_out(client, manager, draft, service):
    def at(name: str, **more) -> str:
        return reverse(f"policies:{name}", kwargs={"service": service.slug, "version_id": draft.pk, **more})

    section = draft.sections.get(key="comments")
    data = {"about": "comment", "text": "Hello?", "answer": "general", "section": section.pk, "explanation": "So."}
    signed_in(client, manager)
    assert client.post(at("new_question"), data).url == at("questions")
    row = draft.questions.get(text="Hello?")
    page = client.post(at("new_question"), {**data, "text": "Other", "answer": "yes"})
    assert page.status_code == 422
    assert "Choose one of the answers for a comment." in page.content.decode()
    page = client.post(at("question", question_id=row.pk), {**data, "explanation": "New.", "seen": "0" * 12})
    assert page.status_code == 409
    assert "New." in page.content.decode()
    client.post(at("move_question", question_id=row.pk), {"direction": "up"})
    row.refresh_from_db()
    assert row.position == draft.questions.count() - 1
    client.post(at("remove_question", question_id=row.pk))
    assert not draft.questions.filter(pk=row.pk).exists()
    assert client.post(at("readers"), {"roles": ["viewer"], "seen": "0" * 12}).status_code == 409
    draft.refresh_from_db()
    client.post(at("readers"), {"roles": ["coordinator", "line_manager"], "seen": drafting.stamp(draft)})
    draft.refresh_from_db()
    assert draft.read_by == ["coordinator", "line_manager"]
    assert client.post(at("readers"), {"roles": ["king"]}).status_code == 422


def test_a_frozen_version_shows_its_questions_to_the_approver_without_a_form(
    client, approver, starter_in_force, service
):
    at = reverse("policies:questions", kwargs={"service": service.slug, "version_id": starter_in_force.pk})
    text = signed_in(client, approver).get(at).content.decode()
    assert "A grievance" in text
    assert "Save who reads it" not in text


# Locked


def test_who_is_overdue_sees_it_on_every_page_and_on_the_home_page(client, approver, campaign, service):
    Reading.objects.update(due_on=dt.date(2026, 1, 1))
    for name in ("insights:home", "policies:list", "posts:list", "channels:list"):
        text = signed_in(client, approver).get(reverse(name, args=[service.slug])).content.decode()
        assert "you can look, but not approve anything or handle comments" in text, name
        assert url(campaign, "reading") in text
    readings.keep_answers(
        Reading.objects.get(user=approver).pk,
        by=approver,
        answers={key.removeprefix("q-"): value for key, value in answers(campaign).items()},
    )
    client.post(url(campaign, "accept_reading"), {"digest": digest_of(campaign.version)})
    text = client.get(reverse("insights:home", args=[service.slug])).content.decode()
    assert "you can look, but not" not in text


def test_the_home_page_says_what_to_read_by_when(client, coordinator, campaign, service):
    Reading.objects.update(due_on=dt.date(2199, 12, 4))
    text = signed_in(client, coordinator).get(reverse("insights:home", args=[service.slug])).content.decode()
    assert f"Read {campaign.title}" in text
    assert "by Wed 4 Dec" in text
