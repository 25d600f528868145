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


@pytest.mark.parametrize(
    "text",
    [
        "I despise disabled people",
        "i really can't stand autistic kids",
        "I feel nothing but contempt for deaf people.",
        "I'm going to hurt every Muslim woman in this town",
        "There is nothing worse than blind people",
        "Disabled lives aren't worth a penny",
    ],
)
def test_hatred_in_plain_words_is_flagged_whatever_the_models_hear(text):
    assert Flag.THREAT_OR_HATE in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "I hate autism some days, it takes so much from him",
        "I love disabled people.",
        "My dentist is deaf and she is brilliant",
        "Fuck me that was a good match",
        "I was such an arsehole to my sister today",
    ],
)
def test_warm_plain_and_sweary_words_are_no_hatred(text):
    answer = classify(Incoming(text))
    assert Flag.THREAT_OR_HATE not in answer.flags
    assert answer.category != Category.TROLL


def test_two_sure_signs_make_an_advertisement_and_one_figure_of_speech_no_danger():
    assert Flag.SPAM in classify(Incoming("subscribe to my channel and check out our new song")).flags
    assert not classify(Incoming("We've hit a brick wall with the council")).flags
