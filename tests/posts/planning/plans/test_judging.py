"""What would be made of a line, and what is wrong with it."""

from __future__ import annotations

import datetime as dt

import pytest

from posts.models import Audience, PostKind
from posts.planning.plans.files import FORMULA
from posts.planning.plans.judging import Judge
from tests.factories.posts import CampaignFactory, PostFactory, channel

NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def judged(service, db):
    def judge(*rows, now=NOW):
        lines = [{"number": number, "values": values} for number, values in enumerate(rows, start=2)]
        return Judge(service, now).lines(lines)

    return judge


def test_a_whole_line_is_taken_as_it_is_written(service, judged):
    facebook = channel(service, "facebook")
    sandbox = channel(service)
    campaign = CampaignFactory(service=service, name="Winter of play")
    [line] = judged(
        {
            "date": "1 Dec 2026",
            "time": "9.30",
            "title": "Drop-in",
            "text": "Come in.",
            "channels": "facebook and Sandbox @northshire",
            "audience": "Young people",
            "kind": "before an event",
            "campaign": "winter of PLAY",
            "link": "www.example.org/drop-in",
            "text for facebook": "Come in, Facebook.",
        }
    )
    assert (line.problems, line.doubts, line.notes) == ([], [], [])
    made = line.written
    assert (made.title, made.text, made.kind, made.audience) == (
        "Drop-in",
        "Come in.",
        PostKind.BEFORE_EVENT,
        Audience.YOUNG_PEOPLE,
    )
    assert made.channels == [facebook, sandbox]
    assert made.own_texts == {facebook.pk: "Come in, Facebook."}
    assert (made.campaign, made.link) == (campaign, "https://www.example.org/drop-in")
    assert (made.publish_on, made.publish_time) == (dt.date(2026, 12, 1), dt.time(9, 30))


def test_a_line_of_a_text_alone_becomes_a_draft_to_be_finished(judged):
    [line] = judged({"text": "What would you like to know about reviews, plans and the people who write them?\nMore."})
    assert line.is_wanted
    assert line.title == "What would you like to know about reviews, plans and the …"
    assert line.notes == ["No date yet: choose one in the draft.", "No channel yet: choose one in the draft."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"date": "1/12/2026"}, "neither a title nor a text"),
        ({"text": "A", "date": "12/25/2026"}, "day first"),
        ({"text": "A", "time": "9am"}, "a time and no date"),
        ({"text": "A", "date": "1/11/2026", "time": "9am"}, "has passed"),
        ({"text": "A", "date": "20/11/2026"}, "has passed"),
        ({"text": "A", "date": "28/3/2027", "time": "01:30"}, "01:30 does not exist"),
        ({"text": "A", "channels": "Myspace"}, "No channel in use is called “Myspace”"),
        ({"text": "A", "audience": "Martians"}, "Parents and carers, Young people, Professionals"),
        ({"text": "A", "kind": "Poem"}, "is no kind of post here"),
        ({"text": "A", "campaign": "None such"}, "No open campaign"),
        ({"text": "A", "link": "javascript:alert(1)"}, "not a web address"),
        ({"text": "A", "link": "not an address"}, "not a web address"),
        ({"text": "A", "link": "https://example.org/" + "x" * 600}, "500 characters"),
        ({"text": "A", "title": "x" * 121}, "120 is the most"),
        ({"text": "x" * 100_001}, "."),
        ({"text": f"{FORMULA} =1+1"}, "holds a formula"),
        ({"text": "A", "text for myspace": "B"}, "not for this one channel"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(judged, values, sentence):
    [line] = judged(values)
    assert not line.is_good
    assert line.written is None
    assert any(sentence in problem for problem in line.problems)


def test_an_hour_that_comes_twice_is_read_as_its_first_and_said(judged, service):
    [line] = judged({"text": "A", "date": "31/10/2027", "time": "01:30"})
    assert line.is_wanted
    assert any("comes twice" in note for note in line.notes)


def test_a_text_that_a_network_does_not_take_is_said_and_can_be_shortened_in_the_draft(judged, service):
    channel(service, "x")
    [line] = judged({"text": "word " * 80, "channels": "twitter"})
    assert line.is_wanted
    assert any("Too long for X" in note and "of 280" in note for note in line.notes)


def test_two_channels_of_one_network_have_to_be_told_apart(judged, service):
    channel(service, "facebook", handle="@north")
    channel(service, "facebook", handle="@south")
    one, both, each = judged(
        {"text": "A", "channels": "Facebook"}, {"text": "B", "channels": "@south"}, {"text": "C", "channels": "all"}
    )
    assert "“Facebook @north” or “Facebook @south”" in one.problems[0]
    assert both.channels == "Facebook @south"
    assert each.channels == "Facebook @north, Facebook @south"


def test_a_channel_that_is_not_in_use_or_of_another_service_is_not_found(judged, service, other_service):
    channel(service, "facebook", state="suspended")
    channel(other_service, "x")
    lines = judged({"text": "A", "channels": "Facebook"}, {"text": "B", "channels": "X"})
    assert not any(line.is_good for line in lines)


@pytest.mark.parametrize("traits", [{"ended": True}, {"withdrawn": True}])
def test_a_campaign_that_is_over_is_not_found(judged, service, traits):
    CampaignFactory(service=service, name="Old", **traits)
    assert not judged({"text": "A", "campaign": "Old"})[0].is_good


def test_what_is_planned_already_is_left_out_unless_it_is_ticked(judged, service, other_service):
    for owner in (service, other_service):
        PostFactory(
            service=owner,
            title="There",
            text="Come in.",
            publish_on=dt.date(2026, 12, 1),
            publish_time=dt.time(9, 30),
        )
    same = {"text": " come  IN. ", "date": "1/12/2026", "time": "9:30"}
    first, other_day, again = judged(same, {**same, "date": "2/12/2026"}, {**same, "date": "2/12/2026"})
    assert first.is_good
    assert not first.is_wanted
    assert first.doubts == ["The same post is there already: “There”."]
    assert other_day.is_wanted
    assert again.doubts == ["It says the same as line 3."]


def test_what_was_withdrawn_is_not_there_already(judged, service):
    PostFactory(service=service, text="Come in.", withdrawn=True)
    assert judged({"text": "Come in."})[0].is_wanted


def test_two_thousand_lines_cost_as_many_queries_as_two(judged, service, django_assert_num_queries):
    channel(service)
    CampaignFactory(service=service, name="Play")
    rows = [
        {"text": f"Text {number}", "date": "1/12/2026", "time": "9:30", "channels": "sandbox", "campaign": "play"}
        for number in range(2_000)
    ]
    with django_assert_num_queries(3):
        assert all(line.is_wanted for line in judged(*rows))
