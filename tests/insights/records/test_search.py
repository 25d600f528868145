import datetime as dt

import pytest
from django.db import connection

from insights.records import search
from insights.records.search import Place, Wanted, marked, place_of
from posts.models import Delivery
from tests.factories.posts import CampaignFactory
from tests.insights.records.conftest import OUT

DAY = dt.timedelta(days=1)


def texts(service, **wanted):
    found = search.find(Wanted(**wanted), service)
    return {row.parts[0][1] for row in found.rows}


@pytest.fixture
def published(service, other_service, put_out):
    put_out(service, "The bus to the drop-in is free.", networks=("sandbox",))
    put_out(service, "Reviews of plans begin in November.", at=OUT + DAY, networks=("facebook",))
    put_out(other_service, "The bus in Southmere is free.")
    return service


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bus", {"The bus to the drop-in is free."}),
        ("BUS free", {"The bus to the drop-in is free."}),
        ("review", {"Reviews of plans begin in November."}),
        ("zebra", set()),
        ("bus zebra", set()),
        ("%", None),
        ("' OR 1=1 --", None),
        ("<script>", set()),
        ("_____", set()),
        ("-", set()),
        ('"', set()),
        ("the", {"The bus to the drop-in is free."}),
        ("-bus", {"Reviews of plans begin in November."}),
        ('free -"the bus"', set()),
        ("ree", set()),
        ("lan", set()),
        ("drop-in", {"The bus to the drop-in is free."}),
        ("drop-out", set()),
        ('"bus to the drop-in"', {"The bus to the drop-in is free."}),
        ('"free bus"', set()),
        ("“free bus”", set()),
        ('"the bu"', set()),
        ("zebra or bus", {"The bus to the drop-in is free."}),
        ("bus OR review", {"The bus to the drop-in is free.", "Reviews of plans begin in November."}),
        ("bus zebra or review november", {"Reviews of plans begin in November."}),
        ("bus or", {"The bus to the drop-in is free."}),
        ("or", set()),
        ('zebra or -"drop in"', {"Reviews of plans begin in November."}),
        ('bus "', {"The bus to the drop-in is free."}),
    ],
)
def test_words_are_found_in_the_service_alone(published, words, expected):
    found = texts(published, words=words)
    assert found == expected if expected is not None else "The bus in Southmere is free." not in found


def test_without_words_everything_is_there(published):
    assert len(texts(published)) == 2


def test_a_channel_a_campaign_and_a_span_narrow(published, service, put_out):
    campaign = CampaignFactory(service=service, approved=True)
    put_out(service, "Play for all.", at=OUT + 2 * DAY, campaign=campaign)
    facebook = Delivery.objects.get(channel__network="facebook").channel
    assert texts(service, channel=facebook) == {"Reviews of plans begin in November."}
    assert texts(service, campaign=campaign) == {"Play for all."}
    assert texts(service, first=dt.date(2026, 11, 5), last=dt.date(2026, 11, 5)) == {
        "Reviews of plans begin in November."
    }
    assert texts(service, last=dt.date(2026, 11, 3)) == set()
    assert len(texts(service, first=dt.date.min, last=dt.date.max)) == 3


def test_a_day_is_one_on_the_services_clock(service, put_out):
    put_out(service, "Late at night.", at=dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))
    assert texts(service, first=dt.date(2026, 7, 2), last=dt.date(2026, 7, 2)) == {"Late at night."}


def test_states_are_what_became_of_it(service, manager, put_out, remove, correct):
    put_out(service, "Still there.")
    remove(put_out(service, "Taken off."), manager, at=OUT + DAY)
    correct(put_out(service, "On Monday."), "On Tuesday.", manager, at=OUT + DAY)
    assert texts(service, state="out") == {"Still there.", "On Tuesday."}
    assert texts(service, state="corrected") == {"On Monday."}
    assert texts(service, state="removed") == {"Taken off."}


def test_a_post_that_is_left_on_one_of_two_channels_is_still_out(service, manager, put_out, remove):
    post = put_out(service, "On two.", networks=("sandbox", "facebook"))
    delivery = post.deliveries.first()
    delivery.removed_at = OUT + DAY
    delivery.save(update_fields=["removed_at"])
    assert texts(service, state="out") == {"On two."}


def test_words_of_a_picture_and_of_one_channel_are_found(service, put_out):
    from tests.factories.posts import MediaFactory

    put_out(
        service,
        "For everybody.",
        networks=("sandbox", "facebook"),
        own_texts={"facebook": "A kettle for Facebook."},
        pictures=[(MediaFactory(service=service), "A yellow umbrella")],
    )
    assert texts(service, words="kettle") == {"For everybody."}
    assert texts(service, words="umbrella") == {"For everybody."}
    assert texts(service, words="umbrella kettle") == {"For everybody."}


def test_pages_follow_one_another_without_gap_or_repeat(service, put_out, monkeypatch):
    monkeypatch.setattr(search, "PER_PAGE", 3)
    for number in range(7):
        put_out(service, f"Number {number}.", at=OUT + number // 2 * DAY, fill=number == 6)
    from insights.records import filling

    filling.fill(OUT, everything=True)
    found, place, seen = search.find(Wanted(), service), None, []
    for _ in range(3):
        rows, place = search.page(found, place_of(str(place)) if place else None)
        seen += [row.pk for row in rows]
    assert len(seen) == len(set(seen)) == 7
    assert place is None


@pytest.mark.parametrize("value", ["", "x", "1.2", "9" * 30 + ".000000.1", "1.000000.-1", "99999999999.000000.1", "²"])
def test_a_place_that_is_none_is_passed_over(value):
    place = place_of(value)
    assert place is None or isinstance(place, Place)
    assert value.startswith("99999999999.") or place is None


def test_marks_stand_around_what_was_looked_for():
    if connection.vendor == "sqlite":
        assert marked(["Buses and a bus."], "bus") == [
            [("Buses", True), (" and a ", False), ("bus", True), (".", False)]
        ]
    assert marked(["Nothing here."], "") == [[("Nothing here.", False)]]
    assert marked([], "bus") == []


@pytest.mark.parametrize("words", ["<b>", "(", "[", "\\", "*", "-bus", '"', "a" * 200, "\x02\x03"])
def test_no_search_breaks_the_marking(db, words):
    text = "A <b>bus</b> \x02and\x03 more"
    (pieces,) = marked([text], words)
    assert "".join(piece for piece, _ in pieces).replace("\x02", "").replace("\x03", "") == "A <b>bus</b> and more"


def test_what_was_typed_is_read_as_search_engines_read_it():
    (first, second) = search.asked_for('bus -train "drop in" or -"no way" tram')
    assert [(" ".join(one.words), one.is_quoted, one.is_wanted) for one in first] == [
        ("bus", False, True), ("train", False, False), ("drop in", True, True),
    ]  # fmt: skip
    assert [(" ".join(one.words), one.is_quoted, one.is_wanted) for one in second] == [
        ("no way", True, False), ("tram", False, True),
    ]  # fmt: skip


def test_words_in_quotes_are_marked_as_one_and_those_to_be_left_out_are_not():
    if connection.vendor == "sqlite":
        (pieces,) = marked(["The drop-in bus is no train, and a drop is in."], "“drop in” or bus -train")
        assert [text for text, is_found in pieces if is_found] == ["drop-in", "bus"]


@pytest.mark.parametrize(("words", "expected"), [("“review”", set()), ("review", {"Ältere Reviews, ältere Pläne."})])
def test_without_full_text_search_quoted_words_are_whole_words(service, put_out, words, expected):
    put_out(service, "Ältere Reviews, ältere Pläne.")
    if connection.vendor == "sqlite":
        assert texts(service, words=words) == expected
        assert texts(service, words="ÄLTERE pl") == {"Ältere Reviews, ältere Pläne."}
