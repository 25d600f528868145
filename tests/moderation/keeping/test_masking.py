"""What is covered before a person gets it, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.keeping.masking import Known, candidates, masked, pieces

KNOWN = Known(
    own_names=frozenset({"maya", "thorne"}),
    own_handles=frozenset({"maya.t", "northshire"}),
    own_contacts=frozenset({"hello@northshire-sendiass.example", "632960100"}),
    staff={"Priya Nair": "a coordinator", "Priya": "a coordinator", "Will": "a line manager"},
    others=frozenset({"Jo Pemberton", "jo_p"}),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Call my mum on 07700 900123 please", "Call my mum on [a phone number] please"),
        ("Write to gran.b@mail.example now", "Write to [an e-mail address] now"),
        ("Priya Nair was kind, PRIYA rang twice", "[a coordinator] was kind, [a coordinator] rang twice"),
        ("Will you ask Will again? will you?", "[a line manager] you ask [a line manager] again? will you?"),
        ("As Jo Pemberton and @jo_p say", "As [another writer] and [an account] say"),
        ("@maya.t asks @northshire and @somebody.else", "@maya.t asks @northshire and [an account]"),
        ("I am Maya Thorne and this is my question", "I am Maya Thorne and this is my question"),
        ("Thank you for the drop-in on Thursday", "Thank you for the drop-in on Thursday"),
    ],
)
def test_others_are_covered_and_the_person_is_not(text, said):
    assert masked(text, KNOWN) == said


def test_our_own_phone_and_address_stay():
    text = "I rang 01632 960100 and wrote to hello@northshire-sendiass.example"
    assert masked(text, KNOWN) == text


def test_a_person_covers_more_and_shows_some_again():
    chosen = Known(staff=KNOWN.staff, hide=("the blue door",), show=frozenset({"priya nair", "priya"}))
    assert masked("Priya Nair lives behind the blue DOOR", chosen) == "Priya Nair lives behind [covered]"


def test_what_is_covered_by_hand_stays_covered_beside_a_name():
    chosen = Known(staff=KNOWN.staff, hide=("Priya and",))
    assert masked("So Priya and I", chosen) == "So [a coordinator] I"


def test_a_name_beyond_what_the_rules_read_at_once_is_found():
    text = "word " * 10_000 + "ring 07700 900123"
    assert masked(text, Known()).endswith("[a phone number]")


def test_words_that_could_be_names_are_looked_up():
    assert {"Jo Pemberton", "jo_p", "Pemberton"} <= candidates("so Jo Pemberton (@jo_p.) wrote")


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_the_pieces_are_the_text_and_what_is_hidden_is_in_no_shown_piece(text, hide):
    known = Known(hide=tuple(hide), staff=KNOWN.staff)
    found = pieces(text, known)
    assert "".join(one.text for one in found) == text
    assert all(one.text for one in found)
