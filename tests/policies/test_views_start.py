from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Invitation, Role
from channels.models import Channel
from policies import completeness, services
from policies.models import Policy, PolicyVersion
from tests.factories.accounts import ServiceFactory, member
from tests.policies import word_files as word

ANSWERS = {
    "name": "Eastfold SENDIASS",
    "host": "Eastfold Together",
    "phone": "01632 960555",
    "email": "help@eastfold.example",
    "website": "https://eastfold.example",
    "open_weekdays": ["0", "1", "2"],
    "opens_at": "09:30",
    "closes_at": "16:00",
    "on_facebook": "on",
    "handle_bluesky": "@eastfold.example",
    "months": "12",
    "posts_a_week": "3",
}


@pytest.fixture
def new_service(db):
    return ServiceFactory(name="Eastfold", slug="eastfold", host="", phone="", email="", website="")


@pytest.fixture
def alone(new_service):
    return member(new_service, Role.SERVICE_MANAGER, name="Ada Finch")


@pytest.fixture
def url(new_service):
    return reverse("policies:begin", args=[new_service.slug])


def answers(owner, /, **more):
    return {**ANSWERS, "owner": owner.pk, "do": "make", **more}


# The short form


def test_a_new_service_is_led_from_the_empty_list_to_the_form(client, alone, new_service, url):
    client.force_login(alone)
    page = client.get(reverse("policies:list", args=[new_service.slug])).content.decode()
    assert url in page
    form = client.get(url).content.decode()
    assert "Nobody but you can approve yet." in form
    assert "Eastfold speaks" in form
    assert reverse("policies:import", args=[new_service.slug]) in form


def test_the_answers_make_a_complete_draft_and_the_next_step_is_named(client, alone, new_service, url):
    client.force_login(alone)
    data = answers(alone, invite_name="Ann Lee", invite_email="ann@eastfold.example")
    answer = client.post(url, data, follow=True)
    version = PolicyVersion.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("policies:coverage", args=[new_service.slug, version.pk])
    page = answer.content.decode()
    assert "Complete." in page
    assert "What comes next" in page
    assert Invitation.objects.get().email == "ann@eastfold.example"
    assert set(Channel.objects.values_list("network", "handle")) == {
        ("facebook", "no account yet"),
        ("bluesky", "@eastfold.example"),
    }
    new_service.refresh_from_db()
    assert (new_service.phone, new_service.open_weekdays) == ("01632 960555", "012")
    text = "\n".join(version.sections.values_list("body", flat=True))
    assert "Monday to Wednesday, 09:30 to 16:00" in text
    assert "approved by Ann Lee" in text
    assert completeness.missing(version) == []


def test_further_contacts_are_the_services_own_from_the_start(client, alone, new_service, url):
    client.force_login(alone)
    more = {"more_phones": "01632 960556\r\n07700 900555", "more_emails": "young@eastfold.example"}
    assert client.post(url, answers(alone, **more)).status_code == 302
    new_service.refresh_from_db()
    facts = services.service_facts(new_service)
    assert facts.phones == ("01632 960556", "07700 900555")
    assert facts.emails == ("young@eastfold.example",)


def test_what_it_will_say_is_shown_and_nothing_is_written(client, alone, new_service, url):
    client.force_login(alone)
    page = client.post(url, answers(alone, do="show")).content.decode()
    assert "As you typed it. Nothing is written yet." in page
    assert "Eastfold Together hosts our service" in page
    assert 'value="01632 960555"' in page
    assert "checked" in re.search(r"<input[^>]*on_facebook[^>]*>", page)[0]
    assert not Policy.objects.exists()
    new_service.refresh_from_db()
    assert new_service.name == "Eastfold"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Fill this in or choose."),
        ({"closes_at": "09:00"}, "Choose a closing time after the opening time."),
        ({"invite_name": "Ann Lee"}, "Give the e-mail address of the person to invite"),
        ({"invite_email": "ann@eastfold.example"}, "Give the name of the person to invite."),
        ({"email": "no address"}, "Write the whole of one e-mail address"),
        ({"phone": "960555"}, "“960555” is no UK telephone number."),
        ({"more_phones": "01632 960556\r\nno number"}, "“no number” is no UK telephone number."),
        ({"more_emails": "no address"}, "“no address” is no e-mail address."),
        ({"months": "0"}, "Give 1 or more"),
        ({"posts_a_week": "many"}, "whole number"),
        ({"owner": "999999"}, "is not in the list"),
        ({"approvers": ["999999"]}, "not in the list"),
        ({"name": "x" * 121}, "at most 120"),
        ({"handle_x": "h" * 121}, "at most 120"),
        ({"open_weekdays": []}, "Choose at least one day."),
    ],
)
def test_an_error_loses_nothing_that_was_typed(client, alone, url, wrong, sentence):
    client.force_login(alone)
    answer = client.post(url, answers(alone, **{"host": "Eastfold <b>Together</b>", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Eastfold &lt;b&gt;Together&lt;/b&gt;"' in page
    assert 'value="@eastfold.example"' in page
    assert "data-error-summary" in page
    assert not Policy.objects.exists()
    assert not Channel.objects.exists()


def test_what_the_domain_refuses_stands_on_the_form(client, manager, approver, service):
    client.force_login(manager)
    url = reverse("policies:begin", args=[service.slug])
    answer = client.post(url, answers(manager, invite_name="Tom", invite_email=approver.email))
    assert answer.status_code == 422
    assert "works here already" in answer.content.decode()
    assert not Policy.objects.exists()


def test_a_colleague_is_named_as_approver_on_the_form(client, manager, coordinator, outsider, service):
    client.force_login(manager)
    url = reverse("policies:begin", args=[service.slug])
    page = client.get(url).content.decode()
    assert "Priya Nair" in page
    assert "Owen Price" not in page
    client.post(url, answers(manager, approvers=[coordinator.pk]))
    assert "Priya Nair can approve it" in (
        client.get(reverse("policies:coverage", args=[service.slug, PolicyVersion.objects.get().pk])).content.decode()
    )


def test_sent_twice_it_leads_to_the_draft_that_is_there(client, alone, new_service, url):
    client.force_login(alone)
    client.post(url, answers(alone))
    version = PolicyVersion.objects.get()
    for answer in (client.post(url, answers(alone)), client.get(url)):
        assert answer.url == reverse("policies:version", args=[new_service.slug, version.pk])
    assert Policy.objects.count() == 1


# A document that exists


@pytest.fixture
def import_url(service):
    return reverse("policies:import", args=[service.slug])


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back of the preview as it is."""
    import html

    data = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            data[name[1]] = html.unescape(value[1]) if value else "on"
    for name, inside in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        data[name] = chosen[1] if chosen else ""
    for name, inside in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        data[name] = html.unescape(inside.removeprefix("\n").removeprefix("\r\n"))
    return data | {"do": "make"}


DOCUMENT = word.document(
    word.heading("1. Purpose"),
    word.paragraph("Why <we> write."),
    word.heading("2. Comments"),
    word.paragraph("We answer & listen."),
    word.heading("3. Old appendix"),
    word.paragraph("Forms."),
)


def test_a_word_document_is_shown_changed_and_becomes_a_draft(client, manager, service, import_url):
    client.force_login(manager)
    page = client.post(import_url, {"file": upload("policy.docx", DOCUMENT)}).content.decode()
    assert not Policy.objects.exists()
    data = fields_of(page)
    assert data["section-0-body"] == "Why \\<we> write."
    assert (data["section-1-title"], data["section-1-item"]) == ("Comments", "comments")
    assert "section-0-guidance_only" in data
    assert "section-1-guidance_only" not in data
    data |= {"section-1-title": "What people write to us", "section-2-what": "merge", "section-2-title": "Appendix"}
    answer = client.post(import_url, data)
    version = PolicyVersion.objects.get()
    assert answer.url == reverse("policies:coverage", args=[service.slug, version.pk])
    assert list(version.sections.values_list("title", "body")) == [
        ("Purpose", "Why \\<we> write."),
        ("What people write to us", "We answer & listen.\n\n# Appendix\n\nForms."),
    ]
    assert version.reply_templates.count() == 4
    assert version.policy.title == "Social media policy"


def test_a_pasted_text_is_taken_and_a_section_left_out_by_hand(client, manager, import_url):
    client.force_login(manager)
    page = client.post(import_url, {"text": "## Purpose\r\n\r\nWhy.\r\n\r\n## Versions\r\n\r\n1.0"}).content.decode()
    client.post(import_url, fields_of(page) | {"section-1-what": "leave"})
    assert list(PolicyVersion.objects.get().sections.values_list("title", "body")) == [("Purpose", "Why.")]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"section-0-what": "merge"}, "There is no section above to join it to."),
        ({"section-0-what": "leave", "section-1-what": "leave"}, "Keep at least one section."),
        ({"section-0-title": ""}, "Give the section a title"),
        ({"section-0-item": "nonsense"}, "is not in the list"),
        ({"section-0-body": "x" * 20_001}, "Shorten the text to 20,000 characters"),
        ({"section-0-body": "x" * 19_999, "section-1-what": "merge"}, "Together they have more than 20,000"),
        ({"title": ""}, "Fill this in or choose."),
    ],
)
def test_an_error_in_the_preview_keeps_every_text(client, manager, import_url, changes, sentence):
    client.force_login(manager)
    page = client.post(import_url, {"text": "## Purpose\n\nWhy.\n\n## Versions\n\nOne point nought"}).content.decode()
    answer = client.post(import_url, fields_of(page) | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "One point nought" in answer.content.decode()
    assert not Policy.objects.exists()


def test_what_cannot_be_read_is_said_and_the_pasted_text_is_kept(client, manager, import_url):
    client.force_login(manager)
    answer = client.post(import_url, {"file": upload("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))})
    assert answer.status_code == 422
    assert "of the old kind (.doc)" in answer.content.decode()
    answer = client.post(import_url, {"file": upload("a.docx", DOCUMENT), "text": "# Pasted\n\ntoo"})
    assert "one of the two" in answer.content.decode()
    assert "# Pasted" in answer.content.decode()
    for nothing in ({}, {"text": "  "}, {"file": upload("a.docx", b"")}):
        assert client.post(import_url, nothing).status_code == 422


def test_a_file_that_is_too_large_is_said_with_its_size(client, manager, import_url):
    client.force_login(manager)
    answer = client.post(import_url, {"file": upload("a.docx", bytes(12 * 1024 * 1024))})
    assert answer.status_code == 422
    assert "This file has 12 MB, and 10 MB is the most." in answer.content.decode()


def test_a_long_policy_in_another_script_comes_through_the_preview(client, manager, import_url):
    """As its bytes, not three signs for each: a form holds two megabytes at most."""
    client.force_login(manager)
    text = "\n\n".join(f"# Part {number}\n\n" + "語" * 19_000 for number in range(15))
    page = client.post(import_url, {"file": upload("a.md", text.encode())}).content.decode()
    assert '<form method="post" class="stack" enctype="multipart/form-data"' in page
    answer = client.post(import_url, fields_of(page))
    assert answer.status_code == 302
    assert sum(len(one.body) for one in PolicyVersion.objects.get().sections.all()) == 15 * 19_000


def test_beside_a_policy_that_is_there_it_becomes_another_document(client, manager, import_url, starter_draft, service):
    client.force_login(manager)
    page = client.post(import_url, {"text": "## Purpose\n\nWhy."}).content.decode()
    data = fields_of(page)
    assert data["kind"] == "other"
    refused = client.post(import_url, data | {"title": "Another", "kind": "social_media"})
    assert "already" in refused.content.decode()
    client.post(import_url, data | {"title": "Another"})
    assert Policy.objects.get(title="Another").kind == "other"


def test_a_hostile_preview_form_is_refused_and_no_error(client, manager, import_url):
    client.force_login(manager)
    for data in (
        {"do": "make"},
        {"do": "make", "section-TOTAL_FORMS": "5000", "section-INITIAL_FORMS": "x"},
        {"do": "make", "section-TOTAL_FORMS": "999999", "section-INITIAL_FORMS": "0"},
    ):
        assert client.post(import_url, data).status_code == 422
    assert not Policy.objects.exists()
