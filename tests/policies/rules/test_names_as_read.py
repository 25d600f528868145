"""Names beside a child's picture as the network gets them: what may be a name, how it reads, in which stretches."""

import threading

import pytest

from policies.rules import ServiceFacts
from policies.rules.shown import names_of_children
from policies.rules.shown.names import MOST_PARTS, read
from policies.rules.shown.reader import WINDOW, Reader, installed, windows

SERVICE = ServiceFacts(name="Northshire SENDIASS", host="Northshire Council", staff=("Priya Nair",))


def names(text, service=SERVICE):
    return [[text[start:end] for start, end in name.mentions] for name in read(text, service).names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look who won: Ayo!", [["Ayo"]]),
        ("Meet Ezra Blackwood. Ezra is our star, and Ezra's dad knows.", [["Ezra Blackwood", "Ezra", "Ezra"]]),
        ("Ayo and Ben Hurst: Ben threw, Ayo caught.", [["Ben Hurst", "Ben"], ["Ayo", "Ayo"]]),
        ("well done tariq!!", [["tariq"]]),
        ("#WellDoneTariq and #caoimhe", [["Tariq"], ["caoimhe"]]),
        ("Mary-Kate’s kite", [["Mary-Kate"]]),
        ("Małgosia and Łukasz", [["Małgosia"], ["Łukasz"]]),
        ("Will you come? Hope to see you on Monday.", [["Will"], ["Hope"]]),  # the network knows that nobody is meant
        ("We had fun. It was lovely. Thank you all!", []),
        ("Northshire SENDIASS at Northshire Council: ask Priya.", []),  # our own
        ("Six-year-old twins on 4 December", []),
        ("Story time: Room on the Broom by Julia Donaldson", [["Broom"]]),  # everybody knows her
        ("See https://ruby.example/Amelia or write to ruby@mail.example", []),
        ("", []),
        ("🎉🎉🎉", []),
    ],
)
def test_whatever_may_be_a_name_is_read_with_all_its_mentions(text, found):
    assert names(text) == found


def test_who_it_is_makes_no_difference_where_the_lists_know_a_name():
    readings = {
        read(f"{name} and the giant bubble", SERVICE).words for name in ("Amelia", "Kwame", "Oluwaseun", "Zofia")
    }
    assert len(readings) == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We met Ayo", "^ kim"),
        ("Ayo met us", "~ kim"),
        ("we met tariq", "* kim"),
        ("Meet our new minibus, Doris!", "& ^ kim"),
        ("Our adviser Leanne was there", "+ ^ kim"),
        ("We met Hana, aged 6", "! ^ kim"),
    ],
)
def test_the_network_is_told_how_a_name_is_written_and_what_patterns_know(text, first):
    reading = read(text, SERVICE)
    assert reading.words[reading.names[0].words[0]] == first


def test_words_of_a_picture_are_told_from_those_of_a_post():
    assert read("Zayd paints", SERVICE, tells_a_picture=True).words[:2] == ("picture", ":")


def pieces(reading):
    return [(1,) * len(word.split()) for word in reading.words]


def test_a_long_text_is_read_in_stretches_that_begin_with_a_sentence():
    reading = read("We all went to the farm with Ayo and had a very good time there. " * 40, SERVICE)
    stretches = list(windows(pieces(reading), reading))
    assert len(stretches) > 1
    assert all(len(ids) <= WINDOW for ids, _, _ in stretches)
    assert sum(len(ids) for ids, _, _ in stretches) == sum(len(word) for word in pieces(reading))
    assert sum(len(places) for _, (places,), _ in stretches) == 2 * 40  # “^ kim”, in every sentence


@pytest.mark.parametrize(("before", "words"), [(10, 4 * 10 + 5), (200, 4 * 2 + 5)])
def test_of_a_long_text_only_what_stands_around_names_is_read(before, words):
    reading = read("It was lovely. " * before + "Thank you, Ayo!", SERVICE)
    ((ids, _, _),) = windows(pieces(reading), reading)
    assert len(ids) == words + 1  # the sign before the name


def test_one_sentence_longer_than_a_stretch_is_cut_and_no_name_is_lost():
    text = "we saw " + "and saw and saw " * 300 + "and then Ayo"
    reading = read(text, SERVICE)
    assert [name for _, _, found in windows(pieces(reading), reading) for name in found] == [0]


@pytest.mark.parametrize("text", ["Ayo " * 5_000, "A" * 200_000, "#Ayo" * 20_000, "Ayo's’s-" * 5_000, "\n" * 100_000])
def test_whatever_is_typed_is_read_to_its_end(text):
    reading = read(text, SERVICE)
    assert sum(len(name.mentions) for name in reading.names) <= MOST_PARTS
    assert all(0 <= start < end <= len(text) for start, end in names_of_children(text[:5_000], SERVICE))


def test_every_mention_of_a_child_is_given_in_the_order_of_the_text():
    text = "Well done Ayo! Ayo swam a whole length today, and Ben did too. So proud of you, Ben."
    assert [text[start:end] for start, end in names_of_children(text, SERVICE)] == ["Ayo", "Ayo", "Ben", "Ben"]


def test_staff_and_people_in_public_life_are_no_children_whatever_the_network_says(monkeypatch):
    monkeypatch.setattr(Reader, "chances", lambda reader, reading: [1.0] * len(reading.names))
    text = "Well done Priya! Well done Jacqueline Wilson! Well done Ayo!"
    assert [text[start:end] for start, end in names_of_children(text, SERVICE)] == ["Ayo"]


def test_one_reader_serves_several_threads():
    text = "Well done Ayo, and thank you to Rachel, who answers our helpline."
    heard = []
    threads = [
        threading.Thread(target=lambda: heard.append(installed().chances(read(text, SERVICE)))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 8
    assert all(one == heard[0] for one in heard)


def test_a_missing_file_says_how_to_make_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="train_name_reader"):
        Reader(tmp_path)
