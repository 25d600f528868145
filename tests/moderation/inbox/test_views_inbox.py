"""The inbox's list and a person's own pages: searched, narrowed, paged, told what is new; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from moderation import workflow
from moderation.inbox import preferences, wellbeing
from moderation.models import AbuseReport, Comment, SavedFilter
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory
from tests.factories.posts import PostFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"inbox:{name}", args=["northshire", *args])


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def shown(as_coordinator):
    """The comments that the list shows, by primary key."""

    def of(address: str = "", **query) -> list[int]:
        response = as_coordinator.get(address or url("queue"), query)
        return [entry["pk"] for entry in response.context["entries"]]

    return of


# The list


def test_it_is_narrowed_by_flag_lateness_waiting_and_what_is_not_sorted(service, shown):
    spam = CommentFactory(service=service, troll=True, flags=["spam"])
    late = CommentFactory(service=service, case=True, posted_at=timezone.now() - dt.timedelta(days=9))
    waiting = CommentFactory(service=service, state="waiting")
    unsorted = CommentFactory(service=service, unsorted=True)
    assert shown(flag="spam") == [spam.pk]
    assert shown(show="late") == [late.pk]
    assert shown(show="waiting") == [waiting.pk]
    assert shown(show="unsorted") == [unsorted.pk]
    assert shown(flag="under_13") == []
    assert len(shown(flag="nonsense", show="nonsense")) == 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("timetable", True),
        ("TIMET part", True),
        ("part nowhere", False),
        ("@jo_b", True),
        ("@b", False),
        ("Pemb", True),
        ("nowhere | part & (time):*", False),
        ("& | ! ' \\ :* part", True),
        ("💐", False),
        ("%", False),
        ("x" * 100, False),
    ],
)
def test_words_and_handles_are_found_among_open_and_closed(service, shown, typed, found):
    facts = {"case": True, "author_handle": "@jo_b", "author_name": "Jo Pemberton", "service": service}
    wanted = {CommentFactory(**facts).pk, CommentFactory(**facts, closed=True).pk}
    CommentFactory(service=service, author_handle="@other", author_name="Other", text="Is it warm?")
    assert set(shown(q=typed)) == (wanted if found else set())


def test_a_search_finds_nothing_of_another_service_or_of_what_is_kept(service, other_service, shown, coordinator):
    CommentFactory(service=other_service, case=True)
    CommentFactory(service=service, case=True, kept_from=coordinator)
    assert shown(q="timetable") == []
    assert shown(q="@writer") == []


@pytest.mark.parametrize("show", ["open", "closed", "all"])
def test_the_list_is_paged_without_losing_or_repeating_one(service, as_coordinator, shown, show):
    state = {"closed": True} if show == "closed" else {}
    same = timezone.now() - dt.timedelta(days=1)
    for number in range(60):
        at = same if number < 40 else same - dt.timedelta(minutes=number)
        CommentFactory(service=service, posted_at=at, case=number % 3 == 0, **state)
    Comment.objects.filter(pk__lte=Comment.objects.order_by("pk")[5].pk, closed_at=None).update(due_at=None)
    seen: list[int] = []
    address = f"{url('queue')}?show={show}"
    for _ in range(3):
        response = as_coordinator.get(address)
        seen += [entry["pk"] for entry in response.context["entries"]]
        address = response.context["more_url"]
    assert address == ""
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("after", ["x", "0", "999999", "-1", "9" * 30])
def test_a_place_of_no_sense_is_the_beginning(service, shown, after):
    comment = CommentFactory(service=service)
    assert shown(after=after) == [comment.pk]


def test_the_place_in_the_list_goes_with_the_comment(service, as_coordinator):
    for _ in range(30):
        CommentFactory(service=service)
    more = as_coordinator.get(url("queue")).context["more_url"]
    entry = as_coordinator.get(more).context["entries"][0]
    assert re.search(r"after=\d+", entry["url"])
    beside = as_coordinator.get(entry["url"]).context["entries"]
    assert beside[0]["here"]


def test_numbers_end_at_99_and_say_what_is_new(service, as_coordinator):
    before = int(timezone.now().timestamp() * 1000)
    assert 'data-news=""' in text_of(as_coordinator.get(url("counts"), {"since": before - 10}))
    CommentFactory(service=service, case=True, received_at=timezone.now())
    CommentFactory(service=service, received_at=timezone.now())
    assert 'data-news="2 new comments, 1 urgent"' in text_of(as_coordinator.get(url("counts"), {"since": before}))
    for _ in range(100):
        CommentFactory(service=service, received_at=timezone.now())
    assert "99+ new comments" in text_of(as_coordinator.get(url("counts"), {"since": before}))
    assert as_coordinator.get(url("queue")).context["tabs"][0]["count"] == "99+"


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 17, "0"])
def test_a_time_of_no_sense_says_nothing_new(service, as_coordinator, since):
    CommentFactory(service=service, received_at=timezone.now())
    response = as_coordinator.get(url("counts"), {"since": since})
    assert response.status_code == 200
    assert 'data-news=""' in text_of(response)


@pytest.mark.parametrize("query", [{}, {"q": "timetable"}, {"q": "@writer"}, {"show": "closed"}, {"flag": "spam"}])
def test_the_list_costs_the_same_however_long_it_is(service, as_coordinator, query):
    ChannelFactory(service=service, by_hand=True)

    def cost() -> int:
        as_coordinator.get(url("queue"), query)
        with CaptureQueriesContext(connection) as queries:
            assert as_coordinator.get(url("queue"), query).status_code == 200
        return len(queries)

    CommentFactory(service=service, case=True, flags=["spam"])  # so that what stands above a list is there
    before = cost()
    for closed in (True, False) * 20:
        CommentFactory(service=service, case=True, flags=["spam"], closed=closed)
    assert cost() == before
    assert before <= 20


# One comment: looked at, taken over, stale


def test_looking_claims_nothing_and_doing_something_does(service, as_coordinator, coordinator):
    comment = CommentFactory(service=service)
    page = text_of(as_coordinator.get(url("comment", comment.pk), {"look": "1"}))
    assert "Nobody has it. What you do next makes it yours." in page
    as_coordinator.post(url("hold", comment.pk))
    comment.refresh_from_db()
    assert comment.claimed_by is None
    as_coordinator.post(url("category", comment.pk), {"category": "general"})
    comment.refresh_from_db()
    assert comment.claimed_by == coordinator


def test_whose_comment_was_taken_over_reads_by_whom_and_why(service, as_coordinator, coordinator, approver, replies):
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    as_coordinator.get(url("comment", comment.pk))
    workflow.take_over(comment.pk, by=approver, note="It is about my event")
    held = text_of(as_coordinator.post(url("hold", comment.pk)))
    assert re.search(r"Tom Ashworth took it over at \d\d:\d\d: “It is about my event”", held)
    response = as_coordinator.post(url("step", comment.pk), {"step": "answer", "how": "do", "text": "An hour of work"})
    assert response.status_code == 422
    page = text_of(response)
    assert "What you typed, kept for you" in page
    assert "An hour of work</textarea>" in page
    taken = as_coordinator.post(url("take_over", comment.pk), {"take_note": "I have the answer ready"})
    assert taken.status_code == 302
    comment.refresh_from_db()
    assert comment.claimed_by == coordinator


def test_taking_over_without_a_note_says_what_is_missing(service, as_coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=approver)
    response = as_coordinator.post(url("take_over", comment.pk), {"take_note": ""})
    assert response.status_code == 422
    assert "Write why you take it over" in text_of(response)


def test_handing_over_leads_back_to_the_list(service, as_coordinator, approver):
    comment = CommentFactory(service=service)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert f'<option value="{approver.pk}">Tom Ashworth</option>' in page
    assert as_coordinator.post(url("hand_over", comment.pk), {"to": "999999"}).status_code == 422
    assert as_coordinator.post(url("hand_over", comment.pk), {"to": approver.pk}).url == url("queue")
    comment.refresh_from_db()
    assert comment.claimed_by == approver


def test_next_says_when_only_what_one_handed_back_waits(service, as_coordinator):
    comment = CommentFactory(service=service)
    as_coordinator.get(url("comment", comment.pk))
    as_coordinator.post(url("hand_over", comment.pk), {"to": ""})
    assert "Only comments that you handed over wait" in text_of(as_coordinator.post(url("next"), follow=True))


def test_a_stale_page_says_who_did_what_and_keeps_what_was_typed(
    service, as_coordinator, coordinator, approver, replies
):
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    workflow.set_flag(comment.pk, "spam", by=approver)
    response = as_coordinator.post(
        url("step", comment.pk),
        {"step": "answer", "how": "do", "text": "Call us on {phone}", "version": version, "seen": seen},
    )
    assert response.status_code == 409
    page = text_of(response)
    assert re.search(r"While you had this page open: Tom Ashworth raised the flag spam \(\d\d:\d\d\)\.", page)
    assert "Nothing that you pressed was done." in page
    assert "Call us on {phone}</textarea>" in page


def test_ticks_stay_when_flags_are_refused(service, as_coordinator):
    comment = CommentFactory(service=service, flags=["threat_or_hate"])
    page = text_of(as_coordinator.post(url("flags", comment.pk), {"flag": ["personal_data"]}))
    assert re.search(r'value="personal_data" checked', page)
    assert not re.search(r'value="threat_or_hate" checked', page)


def test_a_thread_shows_what_is_answered_without_what_is_kept(service, as_coordinator, coordinator, author):
    post = PostFactory(service=service, author=author, published=True, text="Come to our drop-in")
    top = CommentFactory(service=service, post=post, text="At the very top", kept_from=coordinator)
    middle = CommentFactory(service=service, post=post, parent=top, text="In the middle")
    comment = CommentFactory(service=service, post=post, parent=middle)
    CommentFactory(service=service, parent=comment, text="Below it")
    CommentFactory(service=service, parent=comment, text="Kept below", kept_from=coordinator)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert "In the middle" in page
    assert "Below it" in page
    assert "Come to our drop-in" in page
    assert "At the very top" not in page
    assert "Kept below" not in page


def test_an_answer_to_what_is_not_here_says_so(service, as_coordinator):
    comment = CommentFactory(service=service, answers_remote_id="nobody-knows")
    assert "something that did not come in here" in text_of(as_coordinator.get(url("comment", comment.pk)))


# Abuse


def test_abuse_is_not_in_the_list_and_folded_on_its_page_until_a_person_wants_it(service, as_coordinator, coordinator):
    comment = CommentFactory(service=service, troll=True, text="You lot are useless clowns.")
    queue = text_of(as_coordinator.get(url("queue")))
    assert "clowns" not in queue
    assert "Abusive: open to read" in queue
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert 'id="abusive-words"' in page
    preferences.save(coordinator, keys_on=True, keys={}, blurs_abuse=False)
    assert "clowns" in text_of(as_coordinator.get(url("queue")))
    assert 'id="abusive-words"' not in text_of(as_coordinator.get(url("comment", comment.pk)))


def test_advertising_and_what_a_person_called_harmless_are_no_abuse(service, as_coordinator, coordinator):
    CommentFactory(service=service, troll=True, flags=["spam"], text="Earn money from home")
    CommentFactory(service=service, text="My head is killing me", confirmed_by=coordinator)
    assert "Abusive: open to read" not in text_of(as_coordinator.get(url("queue")))


def test_abuse_is_reported_answered_and_the_answer_read(service, as_coordinator, client, manager, coordinator):
    comment = CommentFactory(service=service, troll=True)
    as_coordinator.post(url("report_abuse", comment.pk), {"abuse_note": "It is about me"})
    client.force_login(manager)
    assert "1 report of abuse" in text_of(client.get(url("queue")))
    report = AbuseReport.objects.get()
    page = text_of(client.get(url("abuse")))
    assert "It is about me" in page
    assert client.post(url("abuse"), {"report": report.pk, "answer": ""}).status_code == 422
    assert client.post(url("abuse"), {"report": "999", "answer": "x"}).status_code == 422
    assert client.post(url("abuse"), {"report": report.pk, "answer": "We talked"}).status_code == 302
    client.force_login(coordinator)
    assert "Helen Okafor answered:" in text_of(client.get(url("comment", comment.pk)))


def test_a_manager_of_another_service_answers_no_report(service, client, manager, other_service):
    outsider = CommentFactory(service=other_service)
    report = AbuseReport.objects.create(comment=outsider, by=manager)
    client.force_login(manager)
    assert client.post(url("abuse"), {"report": report.pk, "answer": "x"}).status_code == 422
    assert not wellbeing.reports_for(service, manager)


# Keys and filters


def test_keys_that_clash_are_refused_with_a_sentence_and_stay_typed(as_coordinator, coordinator):
    page = text_of(as_coordinator.get(url("preferences")))
    assert 'name="key_hide" maxlength="1"' in page
    keys = {f"key_{action}": key for action, key in preferences.USUAL.items()}
    response = as_coordinator.post(url("preferences"), {**keys, "key_hide": "R", "keys_on": "on"})
    assert response.status_code == 422
    assert "“R” would do two things" in text_of(response)
    assert preferences.of(coordinator).keys["hide"] == "h"
    assert as_coordinator.post(url("preferences"), {**keys, "key_hide": "x", "keys_on": "on"}).status_code == 302
    assert as_coordinator.post(url("preferences"), {"do": "usual"}).status_code == 302
    assert preferences.of(coordinator).keys["hide"] == "h"


def test_a_person_s_keys_stand_on_the_page_and_none_when_they_are_off(service, as_coordinator, coordinator):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    preferences.save(coordinator, keys_on=True, keys={"hide": "x"}, blurs_abuse=True)
    page = text_of(as_coordinator.get(url("comment", comment.pk)))
    assert 'data-key="x"' in page
    assert 'data-key="h"' not in page
    preferences.save(coordinator, keys_on=False, keys={}, blurs_abuse=True)
    for address in (url("comment", comment.pk), url("queue")):
        page = text_of(as_coordinator.get(address))
        assert "data-key" not in page.replace("data-keys-switch", "")
        assert "<kbd>" not in page


def test_what_is_shown_is_saved_as_a_filter_and_opened_again(service, as_coordinator, coordinator):
    spam = CommentFactory(service=service, flags=["spam"])
    CommentFactory(service=service)
    response = as_coordinator.post(url("filters"), {"name": "Spam", "query": "flag=spam&after=7&nonsense=1"})
    assert response.url == f"{url('queue')}?show=open&flag=spam"
    entries = as_coordinator.get(response.url).context["entries"]
    assert [entry["pk"] for entry in entries] == [spam.pk]
    assert as_coordinator.post(url("filters"), {"name": "", "query": "flag=spam"}).status_code == 422
    row = SavedFilter.objects.get()
    as_coordinator.post(url("change_filter", row.pk), {"do": "rename", "name": "Rubbish"})
    assert "Rubbish" in text_of(as_coordinator.get(url("queue")))
    as_coordinator.post(url("change_filter", row.pk), {"do": "delete"})
    assert not SavedFilter.objects.exists()


def test_another_person_s_filter_is_not_found(service, as_coordinator, approver):
    row = preferences.save_filter(service, approver, name="Mine", chosen={"show": "mine"})
    assert as_coordinator.post(url("change_filter", row.pk), {"do": "delete"}).status_code == 404
    assert "Mine</a>" not in text_of(as_coordinator.get(url("filters")))


def test_a_viewer_has_no_inbox_to_set(client, viewer):
    client.force_login(viewer)
    for name in ("preferences", "filters", "abuse"):
        assert client.get(url(name)).status_code == 403


def test_a_narrowed_list_says_to_what_in_one_line_and_stays_in_view(service, as_coordinator):
    comment = CommentFactory(service=service, troll=True, flags=["spam"])
    at = {"category": "troll", "flag": "spam", "channel": comment.channel_id}
    text = text_of(as_coordinator.get(url("queue"), at))
    assert f"<summary>Filter: Troll, Spam, {comment.channel}</summary>" in text
    assert '<details id="filter" data-keep-open>' in text
