"""The answer as a whole: classes, reasons, what makes a person look, swapped identities, hostile input."""

import time

import pytest

from moderation.classify import CLASSES, FLAGS, LABELS, Author, Category, Flag, Incoming, classify
from moderation.classify.hits import needed
from moderation.classify.text import LONGEST, fold


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The LA have refused to assess my daughter. She's 8. What do I do next please?", Category.CASE_REQUEST),
        ("school sent him home AGAIN, for fucks sake what can I do, he's 6", Category.CASE_REQUEST),
        ("Rang twice last week, nobody called back. Useless.", Category.GRIEVANCE),
        ("Your adviser was rude to me and never sent the form she promised", Category.GRIEVANCE),
        ("ADHD doesn't exist. It's bad parenting and fizzy pop.", Category.TROLL),
        ("clowns 🤡", Category.TROLL),
        ("What are your opening hours please?", Category.GENERAL),
        ("Thank you so much, brilliant session today", Category.GENERAL),
    ],
)
def test_plain_comments_get_their_class(text, category):
    assert classify(Incoming(text)).category is category


def test_scores_add_up_and_every_flag_has_one():
    answer = classify(Incoming("Rang twice last week, nobody called back. Useless."))
    assert list(answer.scores) == [category.value for category in CLASSES]
    assert sum(answer.scores.values()) == pytest.approx(1.0)
    assert answer.confidence == max(answer.scores.values())
    assert set(answer.flag_scores) == {flag.value for flag in FLAGS}
    assert set(LABELS) == {*CLASSES, *FLAGS}


def test_reasons_are_words_of_the_comment():
    text = "Rang twice last week, nobody called back. My number is 07700 900123."
    answer = classify(Incoming(text))
    assert answer.reasons
    assert all(text[reason.start : reason.end] == reason.text for reason in answer.reasons)
    assert {"grievance", "personal_data"} <= {reason.speaks_for for reason in answer.reasons}


def test_each_flag_that_is_set_comes_with_a_reason():
    answer = classify(Incoming("im 11 and my uncle hits me, my name is Ella Marsh"))
    spoken_for = {reason.speaks_for for reason in answer.reasons}
    assert {flag.value for flag in answer.flags} <= spoken_for


def test_an_answer_that_is_not_sure_asks_for_a_person():
    assert classify(Incoming("")).needs_person
    assert classify(Incoming("x" * (LONGEST + 1))).needs_person
    assert classify(Incoming("Typical.")).needs_person
    assert not classify(Incoming("Thank you so much, brilliant session today")).needs_person


def test_a_contact_of_the_post_that_is_answered_is_nobodys_personal_data():
    text = "is 01632 960777 right for the carers lunch?"
    assert Flag.PERSONAL_DATA not in classify(Incoming(text, answers="Ring us on 01632 960777")).flags


def test_author_signals_nudge_and_never_decide():
    text = "Rang twice last week, nobody called back. Useless."
    fast = Author(display_name="zz9", has_avatar=False, followers=0, recent_comments_24h=90)
    plain, nudged = classify(Incoming(text)), classify(Incoming(text, author=fast))
    assert nudged.scores["troll"] > plain.scores["troll"]
    assert nudged.category is Category.GRIEVANCE


HOSTILE = [
    "a" * 100_000,
    "my " * 33_000,
    "he's " * 20_000,
    "1 " * 50_000,
    "07700 " * 16_000,
    "😂" * 100_000,
    "\x00\x1b" * 50_000,
    '"' * 100_000,
    "Tom Smith " * 10_000,
    "a@" * 50_000,
    "a.b-c@d." * 12_000,
    "www." * 25_000,
    "not " * 25_000,
    "St. Mary's School at " * 5_000,
    "don't want to " * 7_000,
    "i'm in year i'm " * 6_000,
    "\u202e\u200b" * 50_000,
    "İ" * 100_000,
    "ﷺ" * 30_000,
    "x\n" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_answered_in_bounded_time(text):
    started = time.process_time()
    answer = classify(Incoming(text))
    assert time.process_time() - started < 2.0
    assert answer.needs_person
    assert all(0 <= reason.start < reason.end <= len(text) for reason in answer.reasons)


@pytest.mark.parametrize("text", ["Ünïcödé İstanbul ﬁne", "don’t 𝐬𝐭𝐨𝐩", "tab\tand\r\nline", "\ud83d", ""])
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("expression", "pieces"),
    [
        (r"\bcan'?t cope\b", {"t cope"}),
        (r"\b(?:suicid\w*|overdos\w*)", {"suicid", "overdos"}),
        (r"\b(?:kill|k)\b", None),
        (r"x?y*", None),
    ],
)
def test_the_pieces_that_a_pattern_needs(expression, pieces):
    assert needed(expression) == (pieces and frozenset(pieces))
