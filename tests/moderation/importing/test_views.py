"""The pages of an import: the file, the preview, the progress, what came of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from moderation.models import Comment, CommentImport
from tests.factories.intake import CommentImportFactory
from tests.factories.moderation import sandbox_channel
from tests.moderation.importing.conftest import line, table

pytestmark = pytest.mark.django_db


def url(found: CommentImport | None = None) -> str:
    if found is None:
        return reverse("inbox:imports", args=["northshire"])
    return reverse("inbox:import", args=["northshire", found.pk])


@pytest.fixture
def as_coordinator(client: Client, coordinator) -> Client:
    client.force_login(coordinator)
    return client


def sent(service, data: bytes, **fields) -> dict:
    file = SimpleUploadedFile("comments.csv", data)
    return {"file": file, "channel": sandbox_channel(service).pk, "visibility": "public", "what": "live", **fields}


def test_a_file_is_chosen_looked_at_and_taken_in(service, as_coordinator, django_capture_on_commit_callbacks):
    response = as_coordinator.post(url(), sent(service, table(line(1, "<b>Is it on?</b>"), line(2, date="soon"))))
    found = CommentImport.objects.get()
    assert response.url == url(found)
    page = as_coordinator.get(url(found)).content.decode()
    assert "&lt;b&gt;Is it on?&lt;/b&gt;" in page
    assert "Line 3" in page
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(url(found), {"do": "begin"})
    page = as_coordinator.get(url(found)).content.decode()
    assert "<strong>1</strong> comment came in" in page
    assert "every 2s" not in page
    assert Comment.objects.get().text == "<b>Is it on?</b>"


def test_the_progress_asks_again_by_itself_and_can_be_stopped(service, as_coordinator):
    found = CommentImportFactory(service=service, state="running", lines=400, position=100, made=90, known=10)
    part = as_coordinator.get(url(found), headers={"HX-Request": "true"}).content.decode()
    assert "100 of 400" in part
    assert "every 2s" in part
    assert "<html" not in part
    as_coordinator.post(url(found), {"do": "pause"})
    assert "Go on" in as_coordinator.get(url(found)).content.decode()


def test_the_columns_are_chosen_on_the_page(service, as_coordinator):
    as_coordinator.post(url(), sent(service, table(["Thanks!", "x"], headers=["Notes", "Other"])))
    found = CommentImport.objects.get()
    assert "Say in which column" in as_coordinator.get(url(found)).content.decode()
    twice = {"do": "read", "column_text": "Notes", "column_name": "Notes"}
    response = as_coordinator.post(url(found), twice)
    assert response.status_code == 422
    assert "chosen for two things" in response.content.decode()
    as_coordinator.post(url(found), {"do": "read", "column_text": "Notes"})
    assert "1 of 1 line would come in" in as_coordinator.get(url(found)).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": ""}, "Choose the file"),
        ({"channel": ""}, "Choose the channel"),
        ({"channel": "999999"}, "not in the list"),
        ({"what": ""}, "wait for an answer or are old records"),
    ],
)
def test_what_is_missing_is_said(service, as_coordinator, fields, sentence):
    response = as_coordinator.post(url(), sent(service, table(line(1)), **fields))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not CommentImport.objects.exists()


def test_a_file_that_is_no_table_is_refused_on_the_page(service, as_coordinator):
    response = as_coordinator.post(url(), sent(service, b"PK\x03\x04 an archive"))
    assert response.status_code == 422
    assert "Save it as CSV" in response.content.decode()


def test_another_services_import_is_not_there(as_coordinator, other_service):
    theirs = CommentImportFactory(service=other_service)
    for method in (as_coordinator.get, as_coordinator.post):
        assert method(url(theirs)).status_code == 404


@pytest.mark.parametrize("do", ["", "nonsense", "pause", "go_on", "take_back"])
def test_a_button_that_does_not_fit_gets_a_sentence(service, as_coordinator, do):
    found = CommentImportFactory(service=service)
    assert as_coordinator.post(url(found), {"do": do}).status_code == 422


def test_a_file_that_is_gone_is_said_on_the_page(service, as_coordinator):
    found = CommentImportFactory(service=service)
    found.file.storage.delete(found.file.name)
    assert "The file is gone" in as_coordinator.get(url(found)).content.decode()
    assert as_coordinator.post(url(found), {"do": "read"}).status_code == 422
    assert as_coordinator.post(url(found), {"do": "drop"}).status_code == 302
