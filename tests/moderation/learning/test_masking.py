"""Nobody is left in what is learnt from, and the rules still see that somebody was named."""

from __future__ import annotations

import pytest

from moderation.classify import Author, Incoming
from moderation.classify.reading import read
from moderation.learning import masking
from moderation.training import corpus

SHOWN = [
    ("My son Arjun Malhotra, 14, has no school", ["Arjun", "Malhotra"]),
    ("ring me on 07700 900418 please", ["900418"]),
    ("Ring +44 7700 900 418 or 01632 960222", ["900 418", "960222"]),
    ("write to hattie.crumb@parishpost.example", ["hattie", "crumb", "parishpost"]),
    ("We live at 14 Quarry Bank Road, QX9 4ZZ", ["Quarry", "QX9"]),
    ("Mrs Okonjo at St Hilda's Juniors shut him in", ["Okonjo", "Hilda"]),
    ("mr dobbs grabbed my neck", ["dobbs"]),
    ("born 19.11.2017, NHS 943 476 5919", ["2017", "5919"]),
    ("@Leanne Hodge they were good with me", ["Leanne", "Hodge"]),
    ("look at https://photos.example/amira-deshwal", ["amira", "deshwal"]),
    ("See Fernlea Primary about it", ["Fernlea"]),
]


@pytest.mark.parametrize(("text", "gone"), SHOWN)
def test_who_it_is_about_is_gone(text, gone):
    masked = masking.masked_text(text).casefold()
    assert [word for word in gone if word.casefold() in masked] == []


def test_the_names_of_writer_and_staff_go_wherever_they_stand():
    incoming = Incoming(
        "Oluwadamilare here again. Szymańska never rang.", author=Author(display_name="Oluwadamilare Poe", followers=3)
    )
    masked = masking.masked(incoming, masking.words_of("Oluwadamilare Poe", "Ola Szymańska"))
    assert masked.text == "Gareth here again. Gareth never rang."
    assert masked.author == Author(display_name="", followers=3)


def test_masking_twice_changes_nothing_more():
    texts = [one.incoming.text for one in corpus.read()][::40]
    once = [masking.masked_text(text) for text in texts]
    again = [masking.masked_text(text) for text in once]
    assert sum(one != two for one, two in zip(once, again, strict=True)) <= len(texts) // 100


def test_the_rules_find_in_masked_comments_what_they_found_before():
    examples = [one for one in corpus.read() if "personal_data" in one.flags or "staff_allegation" in one.flags]
    examples = examples[::5]
    same = [_kinds(one.incoming.text) == _kinds(masking.masked_text(one.incoming.text)) for one in examples]
    assert sum(same) >= 0.85 * len(same)


def _kinds(text: str) -> set[str]:
    return {hit.speaks_for for hit in read(text).hits if hit.sure}


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "\x00\x00", "a" * 50_000, "@" * 500, "‮مرحبا", "Mr " * 900])
def test_odd_texts_are_masked_without_fault(text):
    assert len(masking.masked(Incoming(text)).text) <= 2 * masking.LONGEST
