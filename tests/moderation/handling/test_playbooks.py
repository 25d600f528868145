"""The playbooks as tables: which steps, in which order, and what may not be."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from channels.models import Channel, Network
from channels.networks import Action, capabilities_of
from channels.networks.capabilities import BY_HAND, instead_of
from moderation.classify.labels import CLASSES, FLAGS, Category, Flag
from moderation.handling import playbooks
from moderation.handling.playbooks import Facts, done_after, hiding_ground, obstacle, spec, steps_for, unfinished


def keys(facts: Facts) -> list[str]:
    return [step.key for step in steps_for(facts) if not step.optional]


@pytest.mark.parametrize(
    ("category", "is_public", "wanted"),
    [
        ("case_request", True, ["hide", "reply_private", "delete", "referral_log"]),
        ("case_request", False, ["reply_direct"]),
        ("grievance", True, ["incident", "public_post", "complaints"]),
        ("grievance", False, ["incident", "complaints"]),
        ("troll", True, ["hide", "report"]),
        ("troll", False, ["report"]),
        ("general", True, ["answer"]),
        ("general", False, ["answer"]),
        ("", True, []),
    ],
)
def test_each_class_has_its_steps(category, is_public, wanted):
    assert keys(Facts(category=category, is_public=is_public)) == wanted


@pytest.mark.parametrize("category", CLASSES)
def test_personal_data_in_public_is_hidden_first(category):
    facts = Facts(category=category, is_public=True, flags=[Flag.PERSONAL_DATA])
    assert keys(facts)[0] == "hide"
    second = steps_for(facts)[1]
    assert "hide the comment" in obstacle(facts, second)


def test_immediate_danger_comes_before_everything_and_holds_nothing_up():
    facts = Facts(category="case_request", is_public=True, flags=[Flag.IMMEDIATE_DANGER, Flag.SAFEGUARDING])
    assert keys(facts)[0] == "emergency"
    assert obstacle(facts, spec(facts, "hide")) == ""


@pytest.mark.parametrize(
    ("flag", "step"),
    [("staff_allegation", "allegation"), ("threat_or_hate", "police"), ("statutory_request", "statutory")],
)
def test_some_flags_bring_a_step_of_their_own(flag, step):
    facts = Facts(category="general", is_public=False, flags=[flag])
    assert step in keys(facts)
    assert step in [one.key for one in unfinished(facts)]


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("flags", [[], *[[flag] for flag in FLAGS]])
def test_a_troll_never_has_a_step_that_writes_to_them(is_public, flags):
    facts = Facts(category="troll", is_public=is_public, flags=flags)
    assert not [step for step in steps_for(facts) if step.is_message or step.purpose]


def test_each_step_waits_for_the_one_before_it():
    facts = Facts(category="case_request", is_public=True)
    for first, later in zip(keys(facts), keys(facts)[1:], strict=False):
        assert obstacle(facts, spec(facts, later)).startswith("First: ")
        assert obstacle(facts, spec(facts, first)) == ""
        facts = Facts(category="case_request", is_public=True, states={**facts.states, first: "done"})
        assert obstacle(facts, spec(facts, later)) == ""


@pytest.mark.parametrize("state", ["todo", "under_way", "failed"])
def test_nothing_is_deleted_before_the_reply_arrived(state):
    facts = Facts(category="case_request", is_public=True, states={"hide": "done", "reply_private": state})
    assert "reply in private" in obstacle(facts, spec(facts, "delete"))


@pytest.mark.parametrize("state", ["done", "not_possible"])
def test_it_is_deleted_when_the_reply_arrived_or_could_not_be_sent(state):
    facts = Facts(category="case_request", is_public=True, states={"hide": "done", "reply_private": state})
    assert obstacle(facts, spec(facts, "delete")) == ""


@pytest.mark.parametrize(
    ("category", "is_public", "flags", "rule", "ground"),
    [
        ("case_request", True, [], "", "a case in public"),
        ("general", True, ["personal_data"], "", "personal data"),
        ("grievance", True, ["safeguarding"], "", "a child’s safety"),
        ("troll", True, [], "No insults", "house rule: No insults"),
        ("grievance", True, [], "No insults", "house rule: No insults"),
        ("grievance", True, [], "", ""),
        ("troll", True, [], "", ""),
        ("general", True, [], "", ""),
        ("case_request", False, [], "", ""),
        ("general", False, ["personal_data"], "No insults", ""),
    ],
)
def test_hiding_has_a_ground_or_is_refused(category, is_public, flags, rule, ground):
    assert hiding_ground(Facts(category=category, is_public=is_public, flags=flags), rule) == ground


def test_a_further_comment_of_an_incident_gets_no_reply():
    facts = Facts(category="grievance", is_public=True, joins_incident=True)
    assert keys(facts) == ["incident"]
    assert not [step for step in steps_for(facts) if step.is_message]


@pytest.mark.parametrize(("category", "key"), [("case_request", "reply_direct"), ("general", "answer")])
def test_no_message_goes_to_a_writer_under_13_unless_the_lead_says_so(category, key):
    facts = Facts(category=category, is_public=False, flags=["under_13"])
    assert "under 13" in obstacle(facts, spec(facts, key))
    assert obstacle(facts, spec(facts, key), skipping=True) == ""
    allowed = Facts(category=category, is_public=False, flags=["under_13"], message_allowed=True)
    assert obstacle(allowed, spec(allowed, key)) == ""


def test_no_message_goes_out_while_the_lead_decides_but_hiding_goes_on():
    facts = Facts(category="case_request", is_public=True, flags=["safeguarding"], lead_is_deciding=True)
    assert obstacle(facts, spec(facts, "hide")) == ""
    hidden = Facts(
        category="case_request", is_public=True, flags=["safeguarding"], lead_is_deciding=True, states={"hide": "done"}
    )
    assert "lead decides" in obstacle(hidden, spec(hidden, "reply_private"))


@pytest.mark.parametrize(("category", "is_public"), list(product(CLASSES, [True, False])))
def test_every_playbook_can_be_walked_to_its_end(category, is_public):
    """No class and no set of flags ends in steps that wait for each other."""
    for flags in (
        [],
        ["personal_data"],
        ["safeguarding", "immediate_danger"],
        ["staff_allegation", "statutory_request"],
    ):
        states: dict[str, str] = {}
        for _ in range(20):
            facts = Facts(category=category, is_public=is_public, flags=flags, states=states)
            ready = [step for step in unfinished(facts) if not obstacle(facts, step)]
            if not ready:
                break
            states = {**states, ready[0].key: "done"}
        assert unfinished(facts) == []


def test_every_step_says_what_it_is_for_and_has_a_key_of_its_own():
    for category, is_public in product(Category, [True, False]):
        specs = steps_for(Facts(category=category, is_public=is_public, flags=list(FLAGS)))
        assert len({step.key for step in specs}) == len(specs)
        for step in specs:
            assert step.title
            assert step.what
            assert step.done
            assert len(step.key) <= 30
    assert playbooks.FINISHED == ("done", "not_possible")


def test_nothing_that_was_done_by_a_network_waits_for_what_is_taken_back():
    states = {"hide": "done", "reply_private": "not_possible", "delete": "done"}
    facts = Facts(category="case_request", is_public=True, states=states)
    assert done_after(facts, spec(facts, "reply_private")).key == "delete"
    assert done_after(facts, spec(facts, "delete")) is None


# What each network lets us do

ACTIONS = ("hide", "unhide", "remove_comment", "reply_privately", "reply_publicly", "report")
AUTOMATIC = ("sandbox", "bluesky", "mastodon", "facebook", "x")
BY_HAND_ONLY = ("instagram", "linkedin", "youtube", "tiktok")


def way(network: str, action: str) -> str:
    if network in AUTOMATIC and capabilities_of(Channel(connector=network)).can(Action(action)):
        return "we"
    return "by hand" if Action(action) in BY_HAND.get(network, {}) else "no"


def table() -> str:
    """The table of docs/playbooks.md, as the connectors have it now."""
    names = dict(Network.choices)
    head = ["network", *(action.replace("_", " ") for action in ACTIONS)]
    rows = [[names[network], *(way(network, one) for one in ACTIONS)] for network in (*AUTOMATIC, *BY_HAND_ONLY)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)) + "\n"


def test_the_page_about_playbooks_says_what_each_network_lets_us_do():
    assert table() in Path("docs/playbooks.md").read_text()


@pytest.mark.parametrize("network", [*AUTOMATIC, *BY_HAND_ONLY])
def test_each_step_on_each_network_has_a_way_or_says_what_to_do_instead(network):
    """Whatever a step asks of a network: we do it, a person does it there, or the page says what else."""
    for facts in (Facts(category=category, is_public=True, flags=list(FLAGS)) for category in CLASSES):
        for step in steps_for(facts):
            assert step.action is None or way(network, step.action) != "no" or instead_of(step.action, network)
