"""The border cases of the classes and flags, as the definition words them (docs/classifier.md)."""

import pytest

from moderation.classify import Category, Flag, Incoming, classify


def flags(text: str) -> set[Flag]:
    return set(classify(Incoming(text)).flags)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (
            "You never rang back about my son's appeal. How do I complain about your service?",
            Category.GRIEVANCE,
        ),
        ("I did ring you twice but please, they've excluded him again today, what do I do now?", Category.CASE_REQUEST),
        ("fucking school have put my lad in isolation again, he's 8, what can I do", Category.CASE_REQUEST),
        ("Asking for a friend, can a school say no to an assessment?", Category.GENERAL),
        ("One does wonder how many of these children simply need an earlier bedtime.", Category.TROLL),
        ("Your helpline cut me off twice and then a woman laughed at me. Fuming.", Category.GRIEVANCE),
        ("Do you have a leaflet on moving to secondary?", Category.GENERAL),
        ("I'm a speech therapist in the next county, could we link up with your team?", Category.GENERAL),
    ],
)
def test_what_is_a_case_a_grievance_a_troll_or_none(text, category):
    assert classify(Incoming(text)).category is category


@pytest.mark.parametrize(
    "text",
    [
        "my number is 07700 900456, ring after school",
        "Mrs Orme at Thornley Road Juniors made him stand in the corridor",
        "mrs orme at thornley road juniors made him stand in the corridor",
        "Freya is 6 and has nobody to talk to",
        "Owain goes to Tidewater College and they dropped his course",
        "asking for my friend tasha dobson who is not on here",
        "jo dot bloggs at gmail dot com is best",
        "his date of birth is the third of June 2014",
        "reach me on (555) 123-4567 most days",
        "We live at 1234 Elm Street, Springfield, IL 62704",
    ],
)
def test_what_shows_who_somebody_is(text):
    assert Flag.PERSONAL_DATA in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm 17 and autistic and I hate college",
        "Thanks to Sandra, she was brilliant",
        "Is 01632 960150 still your number?",
        "Our MP has been no use at all",
        "I emailed help@northshire-sendiass.example twice",
        "Has Simon Farrow, the cabinet member for children, ever visited you?",
        "Question 41, does your child need help at night",
    ],
)
def test_what_shows_nobody(text):
    assert Flag.PERSONAL_DATA not in flags(text)


@pytest.mark.parametrize(
    "text",
    ["Your adviser was a bit short with me", "Sandra never rang me back", "she was curt and looked at her watch"],
)
def test_being_unhelpful_or_curt_is_no_allegation(text):
    assert Flag.STAFF_ALLEGATION not in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your manager told my ex everything I had said in confidence",
        "Mr Hale at Oakfield Primary grabbed my son by the neck",
        "the head at Brook Lane faked the minutes of our meeting",
    ],
)
def test_misconduct_of_somebody_who_can_be_named_is_one(text):
    assert Flag.STAFF_ALLEGATION in flags(text)


def test_a_threat_in_a_friendly_tone_is_one_and_quoted_abuse_is_not():
    assert Flag.THREAT_OR_HATE in flags("haha lovely team photo, would be a shame if somebody put your windows in 😂")
    assert Flag.THREAT_OR_HATE not in flags('Somebody shouted "spaz" at my son on the bus today. What can I do?')


def test_worry_can_sit_in_a_thank_you_or_a_complaint():
    assert Flag.SAFEGUARDING in flags("Thank you so much. I'd planned to end it that night and your call stopped me")
    assert Flag.SAFEGUARDING in flags("Three messages that my neighbour hits her boy with a belt and you did nothing")


@pytest.mark.parametrize("text", ["he kills me, that lad", "dying to know who won", "I could murder a cuppa"])
def test_a_figure_of_speech_sets_nothing(text):
    assert flags(text) == set()
