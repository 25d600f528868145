"""The catalogue, and the page of one rule: parameters in words, examples judged, a box to try."""

import dataclasses
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from policies import rules as engine
from policies.forms_trying import LONGEST
from policies.models import RuleSetting
from policies.param_labels import LABELS, label_and_hint
from policies.rule_pages import FAMILIES, ORDERS
from policies.rules import CATALOGUE
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def to(service):
    return lambda name, version, *more: reverse(f"policies:{name}", args=[service.slug, version.pk, *more])


def try_it(client, address, text, **more):
    return client.post(address, {"try_text": text, **more})


# Names of parameters


def test_every_parameter_has_a_name_and_a_hint():
    nameless = [
        f"{spec.identifier}.{name}"
        for spec in CATALOGUE.values()
        for name in spec.defaults
        if not all(label_and_hint(spec, name))
    ]
    assert nameless == []


def test_every_name_is_of_a_parameter_that_is_there():
    every = {f"{spec.identifier}.{name}" for spec in CATALOGUE.values() for name in spec.defaults}
    shared = {name.partition(".")[2] for name in every}
    assert {name for name in LABELS if name not in every | shared} == set()


def test_a_rule_may_name_its_parameters_itself():
    @dataclasses.dataclass(frozen=True)
    class Own(engine.Params):
        most: int = dataclasses.field(default=4, metadata={"label": "At most", "hint": "So many."})

    spec = dataclasses.replace(CATALOGUE["emoji-load"], params=Own)
    assert label_and_hint(spec, "most") == ("At most", "So many.")


def test_every_family_of_the_catalogue_has_a_title():
    assert {spec.family for spec in CATALOGUE.values()} <= FAMILIES.keys()


# The catalogue


@pytest.mark.parametrize("by", [*ORDERS, "", "x'--"])
def test_the_catalogue_shows_every_rule_once_in_each_order(client, viewer, starter_in_force, to, by):
    client.force_login(viewer)
    groups = client.get(to("rules", starter_in_force), {"by": by}).context["groups"]
    shown = [row["spec"].identifier for group in groups for row in group["rows"]]
    assert sorted(shown) == sorted(CATALOGUE)


def test_the_catalogue_costs_few_queries(client, viewer, starter_in_force, to, django_assert_max_num_queries):
    client.force_login(viewer)
    client.get(to("rules", starter_in_force))
    with django_assert_max_num_queries(25):
        client.get(to("rules", starter_in_force), {"by": "figures"})


# One rule


@pytest.mark.parametrize("rule", CATALOGUE)
def test_each_rule_has_a_page_for_readers_and_for_writers(client, viewer, manager, starter_in_force, draft, to, rule):
    client.force_login(viewer)
    shown = client.get(to("rule", starter_in_force, rule)).content.decode()
    assert escape(CATALOGUE[rule].title) in shown
    assert "Save rule" not in shown
    client.force_login(manager)
    assert "Save rule" in client.get(to("rule", draft, rule)).content.decode()


def test_examples_are_judged_as_the_version_sets_the_rule(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    fires = client.get(to("rule", starter_in_force, "emoji-load")).context["fires"]
    assert fires
    assert not any(one["is_otherwise"] for one in fires)
    RuleSetting.objects.filter(version=starter_in_force, rule="emoji-load").update(params={"most": 99})
    shown = client.get(to("rule", starter_in_force, "emoji-load"))
    assert {one["label"]: one["value"] for one in shown.context["params"]}["Most emoji in a post"] == "50"
    assert any(one["is_otherwise"] for one in shown.context["fires"])
    assert "With these settings it does not fire here." in shown.content.decode()


def test_an_example_says_what_it_is_about(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    consent = client.get(to("rule", starter_in_force, "child-image-consent")).context
    assert any("a video (" in one["facts"] for one in consent["fires"])
    assert any("it shows an adult, consent until 31 Jul 2020" in one["facts"] for one in consent["fires"])
    alt = client.get(to("rule", starter_in_force, "alt-text")).context
    assert any("it says nothing that the text does not" in one["facts"] for one in alt["passes"])


# Trying it


def test_a_text_is_tried_and_nothing_of_it_is_kept(client, viewer, starter_in_force, to, caplog):
    client.force_login(viewer)
    shown = try_it(client, to("try_rule", starter_in_force, "shouting"), "Come NOWADAYS <b>please</b>").content.decode()
    assert '<mark class="mark mark--advise">NOWADAYS</mark>' in shown
    assert "&lt;b&gt;please" in shown
    assert "NOWADAYS" not in caplog.text
    assert not starter_in_force.rule_settings.filter(params__icontains="NOWADAYS").exists()


def test_a_rule_that_does_not_fire_says_so(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    shown = try_it(client, to("try_rule", starter_in_force, "shouting"), "Quiet words.").content.decode()
    assert "It does not fire on this text." in shown


@pytest.mark.parametrize(("planned", "too_long_for"), [([], 2), (["bluesky"], 1)])
def test_a_length_is_tried_on_planned_networks_or_else_on_all(
    client, viewer, service, starter_in_force, to, planned, too_long_for
):
    service.channels.all().delete()
    for network in planned:
        ChannelFactory(service=service, network=network, state="planned")
    client.force_login(viewer)
    answer = try_it(client, to("try_rule", starter_in_force, "length"), "word " * 90)
    assert len(answer.context["tried"]["findings"]) == too_long_for


def test_a_writer_tries_settings_that_are_not_saved(client, manager, draft, to):
    client.force_login(manager)
    form = {"severity": "warn", "param_shortest": "9", "param_exclamation_marks": "3", "param_acronyms": "NHS\nSEND"}
    answer = try_it(client, to("try_rule", draft, "shouting"), "Come NOW!", **form)
    assert "It does not fire on this text." in answer.content.decode()
    assert answer.context["form"]["param_shortest"].value() == "9", "what was typed stays"
    answer = try_it(client, to("try_rule", draft, "shouting"), "Come NOW!", **form | {"param_shortest": "3"})
    assert "NOW</mark>" in answer.content.decode()
    assert "shortest" not in str(draft.rule_settings.get(rule="shouting").params)


def test_settings_that_cannot_be_read_are_said_and_kept(client, manager, draft, to):
    client.force_login(manager)
    form = {"severity": "warn", "param_shortest": "many", "param_exclamation_marks": "3"}
    answer = try_it(client, to("try_rule", draft, "shouting"), "Come NOW!", **form)
    assert answer.status_code == 422
    assert "“Capitals count from” cannot be read" in answer.content.decode()
    assert 'value="many"' in answer.content.decode()


def test_a_number_that_cannot_be_meant_is_refused_beside_its_field(client, manager, draft, to):
    client.force_login(manager)
    section = draft.sections.filter(guidance_only=False).first()
    form = {"section": section.pk, "severity": "warn", "param_window_days": "366", "param_alike_percent": "400"}
    answer = client.post(to("rule", draft, "duplicate"), form)
    text = answer.content.decode()
    assert "Type a whole number from 1 to 365." in text
    assert "Type a whole number from 50 to 100." in text
    assert not draft.rule_settings.filter(rule="duplicate", params__has_key="alike_percent").exists()


def test_a_reader_cannot_bring_settings_of_their_own(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    form = {"severity": "warn", "param_shortest": "99", "param_exclamation_marks": "99", "param_acronyms": ""}
    shown = try_it(client, to("try_rule", starter_in_force, "shouting"), "Come NOWADAYS", **form).content.decode()
    assert "NOWADAYS</mark>" in shown


def test_a_huge_text_is_refused_with_both_figures(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    answer = try_it(client, to("try_rule", starter_in_force, "tone"), "x" * (LONGEST + 1))
    assert answer.status_code == 422
    assert "20,000 characters. It has 20,001" in answer.content.decode()


def test_htmx_gets_the_answer_alone(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    address = to("try_rule", starter_in_force, "shouting")
    shown = client.post(address, {"try_text": "NOWADAYS"}, headers={"HX-Request": "true"}).content.decode()
    assert "NOWADAYS</mark>" in shown
    assert "<html" not in shown


@pytest.mark.parametrize("text", ["Call 01632 960417.", "Text 07700 900417.", "Write to ask@gmail.com."])
def test_the_services_own_contacts_are_its_own(client, viewer, service, starter_in_force, to, text):
    service.phone, service.more_phones = "01632 960417", "01632 960418\n+44 7700 900417"
    service.more_emails = "young@northshire-sendiass.example\nAsk@gmail.com"
    service.save(update_fields=["phone", "more_phones", "more_emails"])
    client.force_login(viewer)
    shown = try_it(client, to("try_rule", starter_in_force, "personal-data"), text).content.decode()
    assert "It does not fire on this text." in shown


# Facts beside the words


def test_facts_are_typed_sent_and_kept(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    page = client.get(to("rule", starter_in_force, "quiet-period")).content.decode()
    assert "try_quiet_from" in page
    assert "try_text" not in page, "it reads no text"
    typed = {"try_on": "2027-05-06", "try_quiet_from": "2027-03-30", "try_quiet_to": "2027-05-06"}
    answer = client.post(to("try_rule", starter_in_force, "quiet-period"), typed)
    assert len(answer.context["tried"]["findings"]) == 1
    assert answer.content.decode().count('value="2027-05-06"') == 2
    answer = client.post(to("try_rule", starter_in_force, "quiet-period"), typed | {"try_on": "2027-05-07"})
    assert "It does not fire on this." in answer.content.decode()


def test_facts_that_cannot_be_read_are_said_on_the_page_and_in_the_fragment(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    address, typed = to("try_rule", starter_in_force, "quiet-period"), {"try_on": "31/31/2027"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert 'value="31/31/2027"' in answer.content.decode()
    sentence = "Day on which it goes out: Type a real date, for example 2027-01-31."
    assert sentence in answer.content.decode()
    assert sentence in client.post(address, typed, headers={"HX-Request": "true"}).content.decode()


def test_a_writer_sends_the_box_with_the_settings(client, manager, draft, to):
    client.force_login(manager)
    page = client.get(to("rule", draft, "duplicate")).content.decode()
    assert re.search(r'<textarea[^>]*name="try_other_text"[^>]*form="rule-form"', page)
    assert not re.search(r'name="try_[a-z_]*"[^>]*required', page), "saving the settings asks for none of it"
    words = "Drop in at the library on Thursday for a chat about annual reviews."
    form = {"severity": "warn", "param_window_days": "5", "param_alike_percent": "90"}
    typed = {"try_text": words, "try_other_text": words, "try_on": "2027-03-31", "try_other_on": "2027-03-21"}
    answer = client.post(to("try_rule", draft, "duplicate"), form | typed)
    assert answer.context["tried"]["findings"] == []
    assert answer.context["form"]["param_window_days"].value() == "5"


def test_whoever_opens_the_address_is_led_to_the_rule(client, viewer, starter_in_force, to):
    client.force_login(viewer)
    address = to("try_rule", starter_in_force, "shouting")
    assert client.get(address).url == to("rule", starter_in_force, "shouting")
    assert client.post(to("try_rule", starter_in_force, "no-such-rule")).status_code == 404
