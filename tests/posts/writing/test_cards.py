"""A link's card: what a page calls itself, read in the background and never inside our own network."""

import datetime as dt

import pytest
from django.utils import timezone

from posts.models import LinkCheck
from posts.writing import cards
from posts.writing.answering import Answer, Page
from posts.writing.card_text import card_text

NOW = timezone.now()
LINK = "https://northshire-sendiass.example/guide"


def page(body: str, content_type: str = "text/html; charset=utf-8") -> Page:
    return Page(answer=Answer.ANSWERS, body=body.encode(), content_type=content_type)


@pytest.mark.parametrize(
    ("body", "card"),
    [
        ("<title>Our guide</title>", ("Our guide", "")),
        ("<title>Tom &amp; Co\n  guide</title>", ("Tom & Co guide", "")),
        ('<meta property="og:title" content="Better"><title>Worse</title>', ("Better", "")),
        ('<title>T</title><meta name=description content="What it says">', ("T", "What it says")),
        ("<head></head><body><title>Of a drawing</title>", ("", "")),
        ("<svg><title>first</title></svg>", ("first", "")),
        ("", ("", "")),
        ("<" * 50_000, ("", "")),
        ("<![if x]><title>Old page</title>", ("Old page", "")),
        ("<title>" + "a" * 5000, ("a" * 199 + "…", "")),
        ("<title>a\x00b\u202ec</title>", ("a b c", "")),
    ],
)
def test_title_and_description_come_out_of_the_head(body, card):
    assert card_text(body.encode(), "text/html") == card


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        ("<title>Café</title>".encode("latin-1"), "text/html; charset=iso-8859-1", "Café"),
        ('<meta charset="iso-8859-1"><title>Café</title>'.encode("latin-1"), "text/html", "Café"),
        ("<title>Café</title>".encode(), "text/html; charset=nonsense", "Café"),
        (b"\xff\xfe<title>x", "", "x"),
        (b"<title>A picture</title>", "image/png", ""),
    ],
)
def test_pages_are_read_in_their_own_letters(body, content_type, title):
    assert card_text(body, content_type).title == title


def test_a_page_is_asked_for_once_and_read_by_a_worker(service, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(cards.answering, "read", lambda url: pytest.fail("the web process reads nothing"))
    queued = []
    monkeypatch.setattr("posts.tasks.read_card.delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        check = cards.ask(service, LINK, NOW)
        cards.ask(service, LINK, NOW + dt.timedelta(seconds=5))
    assert queued == [check.pk]
    assert cards.is_waiting(check, NOW)
    cards.read(check.pk, NOW, fetch=lambda url: page("<title>Our guide</title>"))
    check.refresh_from_db()
    assert (check.card_title, cards.is_waiting(check, NOW)) == ("Our guide", False)
    cards.read(check.pk, NOW, fetch=lambda url: pytest.fail("read a second time"))


def test_a_worker_that_never_comes_is_not_waited_for(service):
    check = cards.ask(service, LINK, NOW)
    assert not cards.is_waiting(check, NOW + dt.timedelta(minutes=1))


def test_a_page_without_a_title_may_be_asked_for_again(service, django_capture_on_commit_callbacks, monkeypatch):
    queued = []
    monkeypatch.setattr("posts.tasks.read_card.delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        check = cards.ask(service, LINK, NOW)
        cards.read(check.pk, NOW, fetch=lambda url: Page(answer=Answer.SILENT))
        cards.ask(service, LINK, NOW + dt.timedelta(seconds=5))
    assert queued == [check.pk, check.pk]


@pytest.mark.parametrize(
    "link", ["http://northshire-sendiass.example/", "javascript:alert(1)", "guide", "", "https://a b"]
)
def test_what_is_no_web_address_is_refused(service, link):
    with pytest.raises(cards.CardRefused, match="https://"):
        cards.ask(service, link, NOW)
    assert not LinkCheck.objects.exists()


@pytest.mark.parametrize(
    "link", ["https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/", "https://10.0.0.1/"]
)
def test_pages_inside_a_network_are_never_called(service, link):
    check = LinkCheck.objects.create(service=service, url=link, url_hash=link, look_at=NOW, card_asked_at=NOW)
    cards.read(check.pk, NOW)
    check.refresh_from_db()
    assert (check.card_title, check.card_read_at) == ("", NOW)


def test_a_link_of_another_service_is_not_seen(service, other_service):
    cards.ask(other_service, LINK, NOW)
    assert cards.find(service, LINK) is None
