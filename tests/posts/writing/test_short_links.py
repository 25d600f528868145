"""Short links of our own: they lead to the stored address and nowhere else, and count without knowing who follows."""

from __future__ import annotations

import datetime as dt
import re
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from posts.checking import checks
from posts.models import LinkCheck, Post, ShortLink, ShortLinkDay
from posts.writing import links, short_links
from tests.factories.posts import PostFactory, channel

PAGE = "https://northshire-sendiass.example/guide?from=post&part=2"
BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(service, coordinator) -> ShortLink:
    return short_links.make(service=service, by=coordinator, url=PAGE, title="Guide")


@pytest.fixture
def ours(settings):
    settings.SITE_URL = "https://social.northshire.example"


def follow(client, code: str, agent: str = BROWSER, method: str = "get", **headers):
    return getattr(client, method)(f"/l/{code}", headers={"User-Agent": agent, **headers})


def visits(link: ShortLink) -> int:
    return sum(ShortLinkDay.objects.filter(link=link).values_list("visits", flat=True))


# Making


def test_a_code_has_six_signs_that_nobody_mixes_up(link):
    assert re.fullmatch(r"[a-z0-9]{6}", link.code)
    assert not set(link.code) & set("01o2z5sil8baeu") - {"8"}
    assert Event.objects.get(kind="short_link.made").data == {"code": link.code, "url": PAGE}


def test_pressing_twice_makes_one_and_another_name_another(link, service, coordinator):
    assert short_links.make(service=service, by=coordinator, url=f" {PAGE} ", title=" Guide ") == link
    assert short_links.make(service=service, by=coordinator, url=PAGE, title="Flyer") != link
    assert Event.objects.filter(kind="short_link.made").count() == 2


def test_two_services_have_a_link_each_to_the_same_address(link, other_service, outsider):
    theirs = short_links.make(service=other_service, by=outsider, url=PAGE, title="Guide")
    assert theirs.code != link.code
    assert theirs.service == other_service


def test_a_code_that_is_taken_is_drawn_again(link, service, coordinator, monkeypatch):
    signs = iter(link.code + "m" * 6)
    monkeypatch.setattr(short_links.secrets, "choice", lambda among: next(signs))
    assert short_links.make(service=service, by=coordinator, url=PAGE, title="Flyer").code == "mmmmmm"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "guide",
        "http://northshire.example/",
        "ftp://northshire.example/",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//northshire.example/",
        "https://",
        "https:///guide",
        "https://priya:secret@northshire.example/",
        "https://northshire.example@elsewhere.example/",
        "https://@elsewhere.example/",
        "https://northshire.example\\@elsewhere.example/",
        "https://northshire.example/a b",
        "https://northshire.example/\r\nSet-Cookie: a=b",
        "https://northshire.example/\u202egpj",
        "https://[::1",
        "https://northshire.example:99999999/",
        "https://northshire.example/" + "a" * 2000,
    ],
)
def test_what_is_no_page_of_the_web_gets_no_short_link(typed, service, coordinator):
    with pytest.raises(short_links.LinkRefused):
        short_links.make(service=service, by=coordinator, url=typed)
    assert not ShortLink.objects.exists()


def test_a_short_link_is_not_made_shorter(link, service, coordinator):
    with pytest.raises(short_links.LinkRefused, match="already"):
        short_links.make(service=service, by=coordinator, url=short_links.address(link.code).upper())


def test_who_may_not_make_one_is_refused(service, viewer, outsider, link):
    for person in (viewer, outsider):
        with pytest.raises(PermissionDenied):
            short_links.make(service=service, by=person, url=PAGE)
        with pytest.raises(PermissionDenied):
            short_links.stop(link.pk, by=person)
    link.refresh_from_db()
    assert link.stopped_at is None


# Following


def test_it_leads_to_the_stored_address_and_to_nothing_that_is_asked_for(client, link):
    response = client.get(f"/l/{link.code}?next=https://elsewhere.example&url=//elsewhere.example")
    assert (response.status_code, response.url) == (302, PAGE)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert follow(client, link.code.upper()).url == PAGE


def test_nothing_of_who_follows_is_kept(client, link, caplog):
    follow(client, link.code, **{"X-Forwarded-For": "203.0.113.9", "Referer": "https://network.example/priya"})
    row = ShortLinkDay.objects.get()
    assert {field.name for field in row._meta.fields} == {"id", "link", "day", "visits"}
    assert "203.0.113.9" not in caplog.text
    assert not Event.objects.exclude(kind="short_link.made").exists()


@pytest.mark.parametrize(
    "code", ["h7kqx4", "x", "H7KQX4", "aaaaaa", "%2e", "%00", "h7kqx4%0d%0aSet-Cookie:a=b", "ü" * 6]
)
def test_a_code_that_nobody_made_leads_nowhere(code, client):
    response = client.get(f"/l/{code}")
    assert response.status_code == 404
    assert not response.cookies


def test_a_stopped_link_leads_nowhere_until_it_is_taken_back(client, link, coordinator):
    for _ in range(2):
        short_links.stop(link.pk, by=coordinator)
    response = follow(client, link.code)
    assert response.status_code == 404
    assert "leads nowhere" in response.content.decode()
    assert not response.cookies
    for _ in range(2):
        short_links.restore(link.pk, by=coordinator)
    assert follow(client, link.code).status_code == 302
    kinds = Event.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["short_link.made", "short_link.stopped", "short_link.restored"]


@pytest.mark.parametrize("stored", ["javascript:alert(1)", "//elsewhere.example", "https://a:b@elsewhere.example/", ""])
def test_an_address_that_somebody_put_into_the_table_is_not_followed(stored, client, link):
    ShortLink.objects.update(url=stored)
    assert follow(client, link.code).status_code == 404


def test_it_is_only_read(client, link):
    assert follow(client, link.code, method="post").status_code == 405
    assert visits(link) == 0


# Counting


def test_each_visit_counts_on_its_day_in_the_services_zone(client, link, time_machine):
    time_machine.move_to(dt.datetime(2026, 10, 24, 22, 59, tzinfo=dt.UTC), tick=False)
    follow(client, link.code)
    time_machine.move_to(dt.datetime(2026, 10, 24, 23, 1, tzinfo=dt.UTC), tick=False)  # 00:01 in summer time
    follow(client, link.code)
    time_machine.move_to(dt.datetime(2026, 10, 25, 23, 59, tzinfo=dt.UTC), tick=False)  # the day has 25 hours
    follow(client, link.code)
    follow(client, link.code)
    assert dict(link.days.values_list("day", "visits")) == {dt.date(2026, 10, 24): 1, dt.date(2026, 10, 25): 3}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Twitterbot/1.0",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "Mastodon/4.3.0 (http.rb/5.2.0; +https://social.example/)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 AppleWebKit/537.36 HeadlessChrome/130.0",
        "curl/8.5.0",
        "python-httpx/0.27",
        "Slackbot-LinkExpanding 1.0",
        "SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
    ],
)
def test_previews_and_crawlers_are_led_on_but_not_counted(agent, client, link):
    assert follow(client, link.code, agent).url == PAGE
    assert visits(link) == 0


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile [FBAN/FBIOS;FBAV/470.0]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile Instagram 340.0",
        "Mozilla/5.0 (Linux; Android 12; CUBOT X50) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [Pinterest/iOS]",
        "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    ],
)
def test_people_are_counted_whatever_they_read_with(agent, client, link):
    follow(client, link.code, agent)
    assert visits(link) == 1


@pytest.mark.parametrize(
    "header", [{"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"X-Moz": "prefetch"}]
)
def test_a_browser_that_only_fetches_ahead_is_not_counted(header, client, link):
    assert follow(client, link.code, **header).status_code == 302
    assert follow(client, link.code, method="head").status_code == 302
    assert visits(link) == 0


def test_a_count_that_fails_turns_nobody_away(client, link, monkeypatch):
    def away(*args):
        raise DatabaseError("locked")

    monkeypatch.setattr(short_links, "_add_one", away)
    assert follow(client, link.code).url == PAGE


def test_a_visit_costs_three_statements_and_no_more(client, link, django_assert_max_num_queries):
    follow(client, link.code)
    with django_assert_max_num_queries(5):  # the link, a savepoint's two, what PostgreSQL is told, the count
        follow(client, link.code)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_follow_at_once_none_is_lost(link):
    day = timezone.now().date()

    def visit() -> None:
        for _ in range(25):
            short_links.count(link.pk, day)
        connection.close()

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert visits(link) == 200


# In posts


def test_the_rules_judge_the_page_behind_a_short_link(ours, service, link, policy):
    policy(broken_link="block")
    content = checks.Content(text=f"Read {short_links.address(link.code)}.", link=short_links.address(link.code))
    assert not [found for found in checks.run_on(service, content) if found.rule == "broken-link"]
    links.note(service, [PAGE], timezone.now())
    LinkCheck.objects.update(answer="gone")
    found = [one for one in checks.run_on(service, content) if one.rule == "broken-link"]
    assert [one.quote for one in found] == [short_links.address(link.code), ""]


def test_a_short_link_that_is_stopped_or_unknown_is_a_broken_one(ours, service, link, coordinator):
    short_links.stop(link.pk, by=coordinator)
    for code in (link.code, "h7kqx4"):
        content = checks.Content(text="Our guide is here.", link=short_links.address(code))
        assert "broken-link" in [one.rule for one in checks.run_on(service, content)]


def test_our_own_address_is_no_broken_link_where_the_site_has_no_name_yet(service, link, settings):
    settings.SITE_URL = "http://localhost:8000"
    content = checks.Content(text=f"Read {short_links.address(link.code)} now.", link=short_links.address(link.code))
    assert "broken-link" not in [one.rule for one in checks.run_on(service, content)]


def test_a_post_without_a_short_link_costs_no_query_more(service, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert short_links.targets(short_links.written_in("See https://northshire.example/guide", "")) == {}


def test_the_page_behind_is_looked_at_in_its_place(ours, service, link, monkeypatch):
    monkeypatch.setattr("posts.tasks.look_at_link.delay", lambda pk: None)
    PostFactory(service=service, text=f"Read {short_links.address(link.code)}")
    links.look_at_due(timezone.now())
    assert [check.url for check in LinkCheck.objects.all()] == [PAGE]


# The pages


@pytest.fixture
def editor(client, service, coordinator):
    """Press a button of the editor of a new post; what was typed."""
    client.force_login(coordinator)
    chosen = channel(service)

    def press(button: str, link: str, **typed):
        data = {"title": "Guide", "kind": "text", "audience": "parents_carers", "text": "Our guide is new.",
                "channels": [chosen.pk], "link": link, button: "1", **typed}  # fmt: skip
        return client.post(reverse("posts:new", args=[service.slug]), data)

    return press


def test_the_editor_puts_the_short_address_in_and_keeps_what_was_typed(ours, editor, service):
    page = editor("shorten", PAGE)
    made = ShortLink.objects.get()
    assert page.status_code == 200
    assert page.context["form"]["link"].value() == short_links.address(made.code)
    assert page.context["form"]["text"].value() == "Our guide is new."
    assert (made.url, made.title, made.service) == (PAGE, "Guide", service)
    back = editor("lengthen", short_links.address(made.code))
    assert back.context["form"]["link"].value() == PAGE
    editor("shorten", PAGE)
    assert ShortLink.objects.count() == 1


def test_the_editors_script_gets_the_link_alone_and_no_post_is_saved(ours, client, service, coordinator):
    client.force_login(coordinator)
    part = client.post(reverse("posts:card", args=[service.slug]), {"link": PAGE, "shorten": "1"}).content.decode()
    assert short_links.address(ShortLink.objects.get().code) in part
    assert "Use the whole address" in part
    assert "<main" not in part
    assert not Post.objects.exists()


@pytest.mark.parametrize("typed", ["", "guide", "http://northshire.example/"])
def test_the_editor_says_why_a_link_is_not_made_short(typed, editor):
    page = editor("shorten", typed)
    assert "https://" in page.context["editor"].link_note
    assert page.context["form"]["link"].value() == typed
    assert not ShortLink.objects.exists()


def test_the_card_of_a_short_link_is_that_of_the_page_behind(ours, editor, link, monkeypatch):
    asked = []
    monkeypatch.setattr("posts.tasks.read_card.delay", asked.append)
    editor("fetch_card", short_links.address(link.code))
    assert LinkCheck.objects.get().url == PAGE


def test_the_page_of_a_post_tells_how_often_its_link_was_followed(ours, client, service, coordinator, link):
    post = PostFactory(service=service)
    post.revision.__class__.objects.update(link=short_links.address(link.code))
    client.force_login(coordinator)
    at = reverse("posts:post", args=[service.slug, post.pk])
    assert "Not followed yet" in client.get(at).content.decode()
    ShortLinkDay.objects.create(link=link, day=dt.date(2026, 11, 1), visits=40)
    ShortLinkDay.objects.create(link=link, day=dt.date(2026, 11, 2), visits=1)
    assert "Followed about 41 times" in client.get(at).content.decode()


def test_a_link_is_made_on_its_page_stopped_there_and_taken_back(client, service, coordinator):
    client.force_login(coordinator)
    at = reverse("links:list", args=[service.slug])
    made = client.post(at, {"url": PAGE, "title": "Guide"}, follow=True)
    link = ShortLink.objects.get()
    assert short_links.address(link.code) in made.content.decode()
    stopped = client.post(reverse("links:stop", args=[service.slug, link.pk]), follow=True).content.decode()
    assert "Undo" in stopped
    assert "Guide" not in client.get(at).content.decode()
    assert "Guide" in client.get(f"{at}?show=stopped").content.decode()
    client.post(reverse("links:restore", args=[service.slug, link.pk]))
    assert "Guide" in client.get(at).content.decode()


def test_the_page_shows_the_last_thirty_days_and_the_sum(client, service, coordinator, link):
    today = service.today(timezone.now())
    for days, number in ((0, 3), (29, 4), (30, 1000)):
        ShortLinkDay.objects.create(link=link, day=today - dt.timedelta(days=days), visits=number)
    client.force_login(coordinator)
    page = client.get(reverse("links:link", args=[service.slug, link.pk])).content.decode()
    assert "7 times in the last 30 days, 1,007 in all" in page
    row = client.get(reverse("links:list", args=[service.slug])).context["rows"][0]["link"]
    assert (row.visits_lately, row.visits) == (7, 1007)


def test_a_wrong_address_is_said_at_its_field(client, service, coordinator):
    client.force_login(coordinator)
    answer = client.post(reverse("links:list", args=[service.slug]), {"url": "http://a.example", "title": "<b>x</b>"})
    assert answer.status_code == 422
    assert "beginning with https://" in answer.content.decode()
    assert "<b>x</b>" not in answer.content.decode()


def test_a_list_of_many_links_stays_within_twenty_queries(
    client, service, coordinator, link, django_assert_max_num_queries
):
    ShortLink.objects.bulk_create(
        [ShortLink(service=service, code=f"{n:03}".translate(str.maketrans("0125", "cdfg")) + "kkk", url=PAGE,
                   title=f"Link {n}", made_by=coordinator) for n in range(40)]
    )  # fmt: skip
    client.force_login(coordinator)
    with django_assert_max_num_queries(20):
        assert "Links 1 to 25 of 41" in client.get(reverse("links:list", args=[service.slug])).content.decode()
