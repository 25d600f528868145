"""Worry and danger: what raises them, negation, and ways of speaking that mean nothing of the kind."""

import pytest

from moderation.classify import Flag, Incoming, classify
from moderation.classify.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "she told me she doesn't want to be here any more",
        "i been cutting again and nobody noticed",
        "his dad hits him with a belt when he stims",
        "she came back with bruises all up her arms",
        "they lock him in a cupboard at school",
        "my step dad touches me and i dont know who to tell",
        "she keeps running away from the placement",
        "he has a second phone and older lads pick him up",
        "I'm scared of what I'll do to him if nobody helps",
        "the kids are left on their own overnight",
        "there's no food in the house till Friday",
        "thank you, without you I would not be alive",
    ],
)
def test_a_worry_is_flagged_whatever_the_comment_is(text):
    assert Flag.SAFEGUARDING in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "im on the bridge by the station and i cant do this",
        "she's just swallowed a whole packet of tablets",
        "he's got a knife and he's locked us in the bedroom right now",
        "she is not breathing properly what do i do",
        "he's on the roof and he says he'll jump",
    ],
)
def test_danger_now_comes_with_safeguarding(text):
    flags = classify(Incoming(text)).flags
    assert {Flag.IMMEDIATE_DANGER, Flag.SAFEGUARDING} <= set(flags)


@pytest.mark.parametrize(
    "text",
    [
        "These forms are killing me 😂",
        "I could murder a cuppa after that meeting",
        "dying to know what they said",
        "Your phone system makes you lose the will to live",
        "shoot me a message when tickets drop",
        "Absolutely smashed it at tribunal",
        "We've hit a brick wall with the council",
        "They cut his hours in half",
        "Are you doing safeguarding training this term?",
        "I'm drowning in paperwork here",
        "he cries every morning before school",
        "hanging on for the weekend like everyone else",
    ],
)
def test_ways_of_speaking_and_ordinary_distress_set_nothing(text):
    assert not {Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER} & set(classify(Incoming(text)).flags)


@pytest.mark.parametrize(
    ("text", "name"),
    [("she is not suicidal", "s.suicide"), ("he has never self-harmed", "s.selfharm")],
)
def test_a_negation_before_it_turns_a_hit_off(text, name):
    names = {hit.name for hit in read(text).hits}
    assert "negated" in names
    assert name not in names


def test_a_negation_that_is_part_of_the_worry_does_not():
    names = {hit.name for hit in read("she does not want to be here any more").hits}
    assert "s.suicide" in names
