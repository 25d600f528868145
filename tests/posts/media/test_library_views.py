"""The pages of the library and of consents, what they take and what they serve; and the editor's files."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.models import Event
from posts.media import consents
from posts.media.consents import Shown
from posts.media.serving import part_of
from posts.models import Consent, Media, Post
from tests.factories.posts import ConsentFactory, MediaFactory, PostFactory, picture_bytes
from tests.posts.media.test_uploads import PDF, film, track

SAID = {"title": "Kite day", "alt": "A child flies a kite", "made_by_service": "on"}


def url(name: str, service, *args: int) -> str:
    return reverse(f"posts:{name}", args=[service.slug, *args])


def words(page) -> str:
    return page.content.decode()


def photo(colour: str = "red", name: str = "kite.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture
def at_desk(client, author):
    client.force_login(author)
    return client


# Taking in


def test_several_files_come_in_at_once_and_each_refused_one_says_why(at_desk, service):
    bad = SimpleUploadedFile("notes.txt", b"just words")
    page = at_desk.post(url("library_add", service), {"files": [photo(), bad, SimpleUploadedFile("a.pdf", PDF)]})
    assert page.status_code == 422
    assert sorted(Media.objects.values_list("kind", flat=True)) == ["document", "picture"]
    assert "notes.txt" in words(page)
    assert "not a picture that can be read" in words(page)


def test_a_file_that_is_there_already_is_shown_and_not_kept_twice(at_desk, service):
    at_desk.post(url("library_add", service), {"files": photo()})
    page = at_desk.post(url("library_add", service), {"files": photo(name="again.jpg")})
    assert Media.objects.count() == 1
    assert "You have this already, as “kite.jpg”" in words(page)
    assert Event.objects.filter(kind="media.added").count() == 1


def test_the_same_file_in_another_service_is_theirs(at_desk, service, other_service):
    at_desk.post(url("library_add", service), {"files": photo()})
    Media.objects.update(service=other_service)
    at_desk.post(url("library_add", service), {"files": photo()})
    assert Media.objects.filter(service=service).count() == 1


def test_the_script_gets_one_answer_a_file(at_desk, service):
    answer = at_desk.post(url("library_add", service), {"files": photo()}, headers={"accept": "application/json"})
    assert [row["state"] for row in answer.json()["files"]] == ["taken"]
    answer = at_desk.post(url("library_add", service), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (422, {"files": []})


def test_no_file_is_an_error_that_says_what_to_do(at_desk, service):
    page = at_desk.post(url("library_add", service))
    assert page.status_code == 422
    assert "Choose one or more files." in words(page)


# The grid


def test_the_grid_is_narrowed_by_each_filter_and_by_words(at_desk, service, author):
    ended = ConsentFactory(service=service, ended=True)
    child = MediaFactory(service=service, title="Kites", alt="A kite")
    consents.say_who_is_shown(
        child.pk, by=author, seen=consents.stamp(child), people=[Shown(label="girl", is_child=True, consent=ended)]
    )
    film_ = MediaFactory(service=service, title="Talk", video=True, made_by_service=False, people_are_known=True)
    MediaFactory(service=service, title="Old logo", archived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    PostFactory(service=service, author=author, pictures=[(film_, "")])

    def found(**asked: str) -> set[str]:
        page = at_desk.get(url("library", service), asked)
        return {card["title"] for card in page.context["cards"]}

    assert found() == {"Kites", "Talk"}
    assert found(kind="video") == found(made="others") == found(use="used") == found(child="no") == {"Talk"}
    assert found(child="yes") == found(consent="missing") == found(use="unused") == found(q="kite girl") | {"Kites"}
    assert found(q="a KITE") == {"Kites"}
    assert found(archived="yes") == {"Old logo"}
    assert found(consent="unsaid") == found(kind="document") == set()
    assert found(kind="' or 1=1", consent="x") == {"Kites", "Talk"}, "what means nothing is no filter"


def test_the_grid_costs_the_same_with_one_file_and_with_twenty(at_desk, service, django_assert_num_queries):
    MediaFactory(service=service)
    at_desk.get(url("library", service))
    with django_assert_num_queries(9):
        at_desk.get(url("library", service))
    for _ in range(20):
        MediaFactory(service=service)
    with django_assert_num_queries(9):
        at_desk.get(url("library", service))


# One file


def test_a_file_is_described_and_the_change_is_on_record(at_desk, service):
    media = MediaFactory(service=service)
    at_desk.post(url("library_file", service, media.pk), SAID | {"seen": consents.stamp(media)})
    media.refresh_from_db()
    assert (media.title, media.alt) == ("Kite day", "A child flies a kite")
    assert Event.objects.get(kind="media.changed").data["what"] == "its title, its words"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"alt": ""}, "Say what the picture shows, or tick that it is decorative."),
        ({"made_by_service": ""}, "Say whose it is and why we may use it"),
    ],
)
def test_a_picture_needs_words_and_a_right(at_desk, service, typed, sentence):
    media = MediaFactory(service=service)
    page = at_desk.post(url("library_file", service, media.pk), SAID | {"seen": consents.stamp(media)} | typed)
    assert page.status_code == 422
    assert sentence in words(page)


def test_a_decorative_picture_needs_no_words(at_desk, service):
    media = MediaFactory(service=service)
    typed = SAID | {"alt": "", "is_decorative": "on", "seen": consents.stamp(media)}
    assert at_desk.post(url("library_file", service, media.pk), typed).status_code == 302


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(at_desk, service):
    media = MediaFactory(service=service)
    seen = consents.stamp(media)
    Media.objects.filter(pk=media.pk).update(alt="Their words")
    page = at_desk.post(url("library_file", service, media.pk), SAID | {"seen": seen})
    assert page.status_code == 409
    assert "A child flies a kite" in words(page), "what was typed is still there"
    assert Media.objects.get(pk=media.pk).alt == "Their words"


def people_form(*rows: dict, **more: str) -> dict:
    typed = {"people-TOTAL_FORMS": str(len(rows)), "people-INITIAL_FORMS": "0", **more}
    return typed | {f"people-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


def test_people_are_said_with_their_consents(at_desk, service):
    media, consent = MediaFactory(service=service), ConsentFactory(service=service, days=50)
    rows = {"label": "girl  with a kite", "is_child": "on", "consent": consent.pk}, {"label": ""}
    at_desk.post(url("library_people", service, media.pk), people_form(*rows, seen=consents.stamp(media)))
    media.refresh_from_db()
    assert (media.people.get().label, media.consent_until) == ("girl with a kite", consent.until)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (people_form({"label": ""}), "Say who can be seen, or tick that nobody can."),
        (people_form({"label": "boy"}, nobody="on"), "Either nobody can be seen"),
        (people_form({"label": "", "is_child": "on"}), "Say who it is without a name"),
        ({}, "Say who can be seen"),
    ],
)
def test_people_that_are_not_said_whole_are_asked_for(at_desk, service, typed, sentence):
    media = MediaFactory(service=service)
    page = at_desk.post(url("library_people", service, media.pk), typed | {"seen": consents.stamp(media)})
    assert page.status_code in (409, 422)
    assert sentence in words(page) or typed == {}
    assert not media.people.exists()


def test_a_file_is_put_away_and_brought_back_and_keeps_its_posts(at_desk, service, author):
    media = MediaFactory(service=service)
    post = PostFactory(service=service, author=author, pictures=[(media, "A kite")], scheduled=True)
    for _ in range(2):
        at_desk.post(url("library_archive", service, media.pk))
    assert Media.objects.get(pk=media.pk).archived_at
    assert Post.objects.get(pk=post.pk).state == "scheduled"
    assert post.title in words(at_desk.get(url("library_file", service, media.pk)))
    at_desk.post(url("library_restore", service, media.pk))
    assert Media.objects.get(pk=media.pk).archived_at is None
    assert Event.objects.filter(kind="media.archived").count() == 1


def test_captions_are_checked_kept_and_served_as_text(at_desk, service):
    media = MediaFactory(service=service, video=True)
    address = url("library_captions", service, media.pk)
    page = at_desk.post(address, {"captions": SimpleUploadedFile("a.vtt", b"<script>alert(1)</script>")})
    assert page.status_code == 422
    good = b"WEBVTT\n\n00:01.000 --> 00:02.000\nWelcome\n"
    at_desk.post(address, {"captions": SimpleUploadedFile("a.vtt", good)})
    answer = at_desk.get(url("library_captions_file", service, media.pk))
    assert b"".join(answer.streaming_content) == good
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-cache")
    at_desk.post(address, {"take_away": "1"})
    assert at_desk.get(url("library_captions_file", service, media.pk)).status_code == 404


def test_another_services_file_and_consent_are_not_there(at_desk, service, other_service):
    theirs, consent = MediaFactory(service=other_service), ConsentFactory(service=other_service)
    assert at_desk.get(url("library_file", service, theirs.pk)).status_code == 404
    assert at_desk.get(url("media", service, theirs.pk)).status_code == 404
    assert at_desk.post(url("library_archive", service, theirs.pk)).status_code == 404
    assert at_desk.get(url("consent", service, consent.pk)).status_code == 404
    assert at_desk.post(url("consent_withdraw", service, consent.pk), {"reason": "x"}).status_code == 404


# Serving


def test_a_document_is_only_ever_downloaded(at_desk, service):
    media = MediaFactory(service=service, document=True, original_name='leaf"let\r\n.pdf')
    answer = at_desk.get(url("media", service, media.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_type_that_a_browser_runs_is_never_answered_with(at_desk, service):
    media = MediaFactory(service=service, media_type="text/html", file=ContentFile(b"<script>", name="a.html"))
    assert at_desk.get(url("media", service, media.pk)).status_code == 404


def test_a_player_gets_the_part_of_a_video_that_it_asks_for(at_desk, service):
    media = MediaFactory(service=service, video=True)  # 0123456789
    answer = at_desk.get(url("media", service, media.pk), headers={"range": "bytes=2-4"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, b"234")
    assert (answer["Content-Range"], answer["Content-Length"]) == ("bytes 2-4/10", "3")
    beyond = at_desk.get(url("media", service, media.pk), headers={"range": "bytes=10-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */10")
    whole = at_desk.get(url("media", service, media.pk), headers={"range": "bytes=0-1,4-5"})
    assert (whole.status_code, b"".join(whole.streaming_content)) == (200, b"0123456789")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", (0, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=8-99", (8, 9)),
        ("bytes=-0", "beyond"),
        ("bytes=10-12", "beyond"),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("items=0-1", None),
        ("bytes=99999999999999999999-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(asked, part):
    assert part_of(asked, 10) == part


# Consents


def test_a_consent_is_recorded_changed_and_withdrawn_with_a_reason(at_desk, service):
    typed = {"reference": "C-2026-041", "given_by": "parent", "given_on": "2026-01-05", "until": "2027-01-05"}
    at_desk.post(url("consent_add", service), typed)
    consent = Consent.objects.get()
    at_desk.post(url("consent", service, consent.pk), typed | {"until": "2028-01-05"})
    assert Consent.objects.get().until == dt.date(2028, 1, 5)
    page = at_desk.post(url("consent_withdraw", service, consent.pk))
    assert page.status_code == 422
    at_desk.post(url("consent_withdraw", service, consent.pk), {"reason": "By e-mail."})
    assert Consent.objects.get().withdrawn_reason == "By e-mail."
    assert "By e-mail." in words(at_desk.get(url("consent", service, consent.pk)))


def test_a_number_that_is_there_is_refused_and_nothing_typed_is_lost(at_desk, service):
    ConsentFactory(service=service, reference="C-1")
    typed = {"reference": "C-1", "given_by": "staff", "given_on": "2026-01-05", "covers": "Our website"}
    page = at_desk.post(url("consent_add", service), typed)
    assert page.status_code == 409
    assert "Our website" in words(page)


def test_the_list_says_what_runs_out_first(at_desk, service):
    for reference, days in (("C-late", 200), ("C-soon", 9), ("C-over", -3)):
        ConsentFactory(service=service, reference=reference, days=days)
    page = at_desk.get(url("consents", service))
    rows = [[entry["consent"].reference for entry in page.context[name]] for name in ("soon", "holding", "over")]
    assert rows == [["C-soon"], ["C-late"], ["C-over"]]
    assert "Ends in 9 days" in words(page)


def test_a_line_manager_reads_and_withdraws_but_changes_nothing(client, service, approver):
    client.force_login(approver)
    consent = ConsentFactory(service=service)
    assert client.get(url("consent", service, consent.pk)).status_code == 200
    assert client.post(url("consent", service, consent.pk), {"reference": "X"}).status_code == 403
    assert client.post(url("consent_withdraw", service, consent.pk), {"reason": "Asked to."}).status_code == 302


# The editor


def form_of(post, *media: Media, **typed) -> dict:
    fields = {"title": post.title, "kind": "text", "audience": "parents_carers", "version": post.version}
    fields |= {"text": post.revision.text, "pictures": [one.pk for one in media]}
    for one in media:
        fields |= {f"picture-{one.pk}-alt": f"Words of {one.pk}", f"picture-{one.pk}-made_by_service": "on"}
    return fields | typed


def test_files_are_chosen_from_the_library_without_losing_what_is_typed(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    kite, desk = (
        MediaFactory(service=service, title=title, alt=title, people_are_known=True) for title in ("Kite", "Desk")
    )
    MediaFactory(service=service, title="Away", archived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    MediaFactory(title="Theirs")
    address = url("edit", service, post.pk)
    page = at_desk.post(address, form_of(post, text="Typed for an hour.", library="1"))
    assert [card["title"] for card in page.context["chooser"]["cards"]] == ["Desk", "Kite"]
    page = at_desk.post(address, form_of(post, library_q="kite", library_was="", save="enter"))
    assert [card["title"] for card in page.context["chooser"]["cards"]] == ["Kite"]
    assert Post.objects.get(pk=post.pk).version == post.version, "the Enter key searched and saved nothing"
    page = at_desk.post(address, form_of(post, text="Typed for an hour.", add_chosen="1", choose=[kite.pk, desk.pk]))
    assert "2 files are added" in words(page)
    assert "Typed for an hour." in words(page)
    assert [card["form"]["alt"].value() for card in page.context["media_cards"]] == ["Kite", "Desk"]
    at_desk.post(address, form_of(post, kite, desk))
    assert [one.media for one in Post.objects.get(pk=post.pk).revision.revision_media.all()] == [kite, desk]


def test_the_order_is_changed_by_buttons_and_decorative_is_kept(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    one, two = (MediaFactory(service=service, people_are_known=True) for _ in range(2))
    page = at_desk.post(url("edit", service, post.pk), form_of(post, one, two, picture_up=two.pk))
    assert [card["picture"]["pk"] for card in page.context["media_cards"]] == [two.pk, one.pk]
    decorative = {f"picture-{two.pk}-is_decorative": "on", f"picture-{two.pk}-alt": ""}
    at_desk.post(url("edit", service, post.pk), form_of(post, two, one, **decorative))
    rows = Post.objects.get(pk=post.pk).revision.revision_media.all()
    assert [(row.media, row.is_decorative) for row in rows] == [(two, True), (one, False)]


def test_a_post_has_pictures_or_a_video_and_says_what_stays_in_the_library(at_desk, service, author):
    post, kite = PostFactory(service=service, author=author), MediaFactory(service=service, people_are_known=True)
    clip = SimpleUploadedFile("talk.mp4", film(track(b"vide")))
    page = at_desk.post(url("edit", service, post.pk), form_of(post, kite, new_picture=clip))
    assert page.status_code == 422
    assert "is in the library, but not in the post" in words(page)
    assert Media.objects.filter(kind="video").exists()


def test_a_channel_that_takes_no_document_says_so(at_desk, service, author):
    post, leaflet = PostFactory(service=service, author=author), MediaFactory(service=service, document=True)
    Media.objects.filter(pk=leaflet.pk).update(people_are_known=True)
    sandbox = post.revision.revision_channels.get().channel_id
    page = at_desk.post(url("edit", service, post.pk), form_of(post, leaflet, channels=[sandbox], library="1"))
    assert "it takes no documents, so somebody puts this post out by hand" in words(page)


@pytest.mark.parametrize(
    ("consent", "typed", "sentence"),
    [
        ({"withdrawn": True}, {}, "was withdrawn. Use another picture."),
        ({"until": dt.date(2031, 5, 1)}, {"until": "2032-05-01"}, "is on record until 1 May 2031. Leave this empty."),
    ],
)
def test_the_editor_follows_the_consent_on_record(at_desk, service, author, consent, typed, sentence):
    post, media = PostFactory(service=service, author=author), MediaFactory(service=service)
    ConsentFactory(service=service, reference="C-9", **consent)
    said = {"shows_child": "yes", "consent_reference": "c-9", "consent_until": typed.get("until", "")}
    fields = form_of(post, media, **{f"picture-{media.pk}-{name}": value for name, value in said.items()})
    page = at_desk.post(url("edit", service, post.pk), fields)
    assert page.status_code == 422
    assert sentence in words(page)


def test_a_reference_on_record_brings_its_own_end(at_desk, service, author):
    post, media = PostFactory(service=service, author=author), MediaFactory(service=service)
    ConsentFactory(service=service, reference="C-9", until=dt.date(2031, 5, 1))
    said = {"shows_child": "yes", "consent_reference": "c-9"}
    at_desk.post(
        url("edit", service, post.pk),
        form_of(post, media, **{f"picture-{media.pk}-{name}": value for name, value in said.items()}),
    )
    media.refresh_from_db()
    assert (media.consent_reference, media.consent_until) == ("C-9", dt.date(2031, 5, 1))


def test_pictures_of_the_same_bytes_are_one_file(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    files = [SimpleUploadedFile("a.jpg", picture_bytes()), SimpleUploadedFile("b.jpg", picture_bytes())]
    page = at_desk.post(url("edit", service, post.pk), form_of(post, new_picture=files))
    assert "is in the post already" in words(page)
    assert Media.objects.count() == 1
