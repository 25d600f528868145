"""Hatred and threat: what sets them, and what is only quoted, claimed for oneself or a way of speaking."""

import pytest

from moderation.classify import Category, Flag, Incoming, classify


@pytest.mark.parametrize(
    "text",
    [
        "bunch of retards looking after retards",
        "the disabled should be sterilised",
        "send them all back where they came from",
        "I know what time you lock up. See you in the car park",
        "someone should burn that office down with them inside it",
        "haha might just bring a brick to your next coffee morning 😂",
    ],
)
def test_hatred_and_threats_are_flagged(text):
    assert Flag.THREAT_OR_HATE in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "Martin did a good bit on DLA last night, frightfully good",
        "You'll be hearing from my solicitor",
        "I could murder a cuppa after that meeting!",
        "Happy Pride to all your young people",
        "We'd like a talk on Sikh and Muslim families' experience of SEND",
        "We have hit a brick wall with the LA",
    ],
)
def test_ordinary_words_and_anger_are_neither(text):
    assert Flag.THREAT_OR_HATE not in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "school sent him home AGAIN, for fucks sake what can I do, he is 6",
        "bloody council hung up on me, how do I get his plan changed?",
    ],
)
def test_swearing_alone_makes_nobody_a_troll(text):
    assert classify(Incoming(text)).category is Category.CASE_REQUEST
