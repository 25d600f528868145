"""Statutory requests, writers under 13 and spam: what fires, and the near misses."""

import pytest

from moderation.classify import Category, Flag, Incoming, classify


@pytest.mark.parametrize(
    "text",
    [
        "I want a copy of everything you hold about me and my son.",
        "FOI request: how many families did you support in 2024?",
        "Please treat this as a subject access request",
        "You shared my personal information with the school without asking. That is a data breach",
        "Delete everything you have about my family",
    ],
)
def test_a_statutory_request_is_flagged(text):
    assert Flag.STATUTORY_REQUEST in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "What is a subject access request?",
        "Can I have a copy of the slides",
        "Do you have the booklet in large print",
        "How many people can come on the course?",
        "Can you do a post on FOI requests to councils?",
    ],
)
def test_a_question_about_such_requests_is_none(text):
    assert Flag.STATUTORY_REQUEST not in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "hi im 11 and i have adhd",
        "i am twelve and they took my fidget",
        "im in year 6 and i dont know my school",
        "I'm only 9 but I like your page",
        "plz help im 11 nd my dad says no",
        "From Ruby, age 8",
    ],
)
def test_a_writer_under_13_is_flagged(text):
    assert Flag.UNDER_13 in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "I'm 11 weeks into maternity leave",
        "I'm 12 miles from the nearest drop in",
        "I was 10 when they found out I was dyslexic",
        "im 14 and my school puts me in isolation",
        "I'm on year 6 of fighting this council",
        "My daughter says \"I'm 8 and I'm stupid\" and it breaks me",
        "I teach Year 6 and would love some posters",
        "My son is 9 and out of school",
        "I'm 11th on the waiting list",
    ],
)
def test_an_age_that_is_not_the_writers_is_not(text):
    assert Flag.UNDER_13 not in classify(Incoming(text)).flags


@pytest.mark.parametrize(
    "text",
    [
        "Earn £900 a week from home, comment INFO below",
        "I turned £300 to £4,500 in one week with this crypto platform",
        "Your page will be disabled, verify your account here: secure-page.example",
        "follow me and i'll follow back f4f",
        "Dr Obi the great spell caster brought my husband back",
    ],
)
def test_spam_is_flagged_and_handled_as_a_troll(text):
    answer = classify(Incoming(text))
    assert Flag.SPAM in answer.flags
    assert answer.category is Category.TROLL


@pytest.mark.parametrize(
    "text",
    [
        "I'm an OT in the next county, could I share your sensory leaflet? Happy to credit you",
        "There's a fake page using your logo and asking for bank details",
        "follow up question, does it apply in academies too?",
        "Is the family fun day free entry?",
    ],
)
def test_an_offer_or_a_warning_is_no_spam(text):
    assert Flag.SPAM not in classify(Incoming(text)).flags
