"""Who speaks: what only an authority does, whom only an authority has, and the host's own name beside “we”."""

import pytest

from policies.rules.patterns.host import find_host
from policies.rules.patterns.sides import find_sides

HOST = "Northshire Council"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("From April we will fine parents who take term-time breaks.", "we will fine parents"),
        ("When we issue your final plan it comes by post.", "we issue your final plan"),
        ("We have refused fewer requests for an EHC assessment.", "We have refused fewer requests for an EHC"),
        ("We only name a school once it has been consulted.", "We only name a school"),
        ("We paid for 40 specialist places in September.", "We paid for 40 specialist places"),
        ("We publish our Local Offer every July.", "We publish our Local Offer"),
        ("Leave them at the kerb: we empty your brown bins on Friday.", "we empty your brown bins"),
        ("The vote is in March, when our councillors meet.", "our councillors"),
        ("Put it out for our recycling crews.", "our recycling crews"),
        ("Ring our transport team about a pass.", "our transport team"),
        ("At Northshire Council we put families first.", "At Northshire Council we"),
        ("We at Northshire Council are proud of it.", "We at Northshire Council"),
    ],
)
def test_what_only_the_host_does_speaks_as_the_host(text, words):
    (finding, *_) = find_host(text, HOST)
    assert text[slice(*finding.span)] == words


@pytest.mark.parametrize(
    "text",
    [
        "We cannot issue or change a plan: the council does.",
        "We explain how the council names a school.",
        "People ask whether we are the council. We are not.",
        "Some think we run the schools.",
        "“We will fine parents,” says the council's letter.",
        "Our youth panel meets once a month, with pizza.",
        "We offer free places at our workshop.",
        "We can help you to check a draft plan.",
        "Our advisers and our own manager are here on Friday.",
    ],
)
def test_what_the_service_itself_does_is_its_own_voice(text):
    assert not list(find_host(text, HOST))


def test_we_at_the_council_becomes_we():
    text = "We at the council are open on Monday. When we issue the plan, we write to you."
    named, deed = find_host(text, HOST)
    assert named.suggestion == "We"
    assert deed.suggestion is None


@pytest.mark.parametrize(
    "text",
    [
        "He kept his word, so give him your vote.",
        "Bear that in mind on polling day.",
        "We wish her every success at the polls.",
        "Time to send them packing.",
    ],
)
def test_a_nod_towards_the_ballot_box_takes_sides(text):
    assert list(find_sides(text))


@pytest.mark.parametrize("text", ["Polling day is Thursday. Bring photo ID.", "Good luck in your exams!"])
def test_news_of_an_election_takes_none(text):
    assert not list(find_sides(text))


INSULT = "Some of these parents are so bloody stupid it hurts."


def test_an_insult_is_found_once_and_not_as_a_matter_of_tone_too(found):
    assert found("offensive", INSULT)
    assert not found("tone", INSULT)


def test_sarcasm_beside_an_insult_is_still_found(found):
    text = f"{INSULT} Surprise surprise, nobody has read the last post. 👏"
    assert any("Surprise" in finding.quote for finding in found("tone", text))


def test_a_named_child_in_a_case_is_found_as_that(found):
    text = "Alfie's EHCP was agreed at last."
    assert found("personal-data", text)
    assert not found("individual-case", text)
