from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Invitation, Membership, Role
from accounts.permissions import forget_roles, has_role
from accounts.services import Refused as PeopleRefused
from audit.models import Event
from channels.models import Channel
from policies import completeness, coverage, services, starter, usual
from policies import rules as engine
from policies.models import G20_ITEMS, Policy, PolicyVersion, ReplyPurpose, StandardItem
from policies.refusals import Refused
from policies.starter.answers import Answers, fill, hours_in_words, unwrapped
from policies.text import to_html
from tests.factories.accounts import ServiceFactory, member
from tests.factories.channels import ChannelFactory

FACTS = {
    "name": "Eastfold SENDIASS",
    "host": "Eastfold Together",
    "phone": "01632 960555",
    "email": "help@eastfold.example",
    "website": "https://eastfold.example",
    "open_weekdays": "0123",
    "opens_at": dt.time(10),
    "closes_at": dt.time(15, 30),
}


def short_form(owner, **more):
    answers = {"facts": FACTS, "networks": {"facebook": "@eastfold", "x": ""}, "owner": owner, "months": 24}
    return starter.ShortForm(**{**answers, **more})


def test_the_starter_policy_meets_every_item_of_the_standard(starter_draft):
    assert {one.state for one in coverage.cover(starter_draft)} <= {"runs", "guidance only"}
    assert set(starter_draft.sections.values_list("standard_item", flat=True)) == set(StandardItem.values)
    assert coverage.missing_items(starter_draft) == []


def test_every_rule_of_the_catalogue_usually_stands_under_an_item():
    named = [rule for rules in usual.RULES.values() for rule in rules]
    assert set(engine.CATALOGUE) - set(named) == set(), "say in policies/usual.py where these rules stand"
    assert len(named) == len(set(named)), "a rule stands under two items"


def test_every_rule_of_the_catalogue_stands_on_a_section_at_its_default(starter_draft):
    bound = dict(starter_draft.rule_settings.values_list("rule", "severity"))
    assert bound == {identifier: str(spec.severity) for identifier, spec in engine.CATALOGUE.items()}


def test_the_starter_policy_can_go_for_review_as_it_is(starter_draft):
    assert completeness.missing(starter_draft) == []


def test_there_is_a_reply_for_every_purpose_and_its_blanks_can_be_filled(starter_draft, service):
    assert set(starter_draft.reply_templates.values_list("purpose", flat=True)) == set(ReplyPurpose.values)
    for template in starter_draft.reply_templates.all():
        assert services.fill(template.body, service)[1] == ()


def test_our_own_replies_pass_the_rules_of_the_policy_that_they_stand_in(starter_draft, service):
    facts, today = services.service_facts(service), dt.date(2026, 11, 20)
    texts = [services.fill(template.body, service)[0] for template in starter_draft.reply_templates.all()]
    found = [engine.check(engine.Draft(text=text, service=facts, today=today)) for text in texts]
    assert [(one.rule, one.quote) for findings in found for one in (*findings.blocking, *findings.warnings)] == []


def test_the_replies_stand_where_they_usually_do():
    here = {part.item: tuple(purpose for purpose, _, _ in part.templates) for part in starter.PARTS if part.templates}
    assert here == usual.REPLIES


def test_no_blank_and_no_stray_mark_is_left_in_the_text(starter_draft, service):
    for section in starter_draft.sections.all():
        assert "{" not in section.body
        assert section.body == section.body.strip()
        assert "<pre>" not in to_html(section.body)
    assert service.name in starter_draft.sections.get(key="purpose").body


def test_only_a_service_manager_creates_it_and_only_once(service, coordinator, manager):
    with pytest.raises(Refused, match="Only a service manager"):
        starter.create_starter_policy(service, coordinator, coordinator)
    starter.create_starter_policy(service, coordinator, manager)
    with pytest.raises(Refused, match="already"):
        starter.create_starter_policy(service, coordinator, manager)


def test_what_is_in_force_runs_with_the_starters_sections(service, starter_in_force):
    ruleset = services.ruleset_in_force(service)
    assert set(ruleset) == set(engine.CATALOGUE)
    assert all(ruleset[identifier].section for identifier in ruleset)
    assert services.reply_template(service, ReplyPurpose.CASE_PRIVATE).section.key == "comments"


# Answers in the text


def test_without_answers_the_text_still_reads_well():
    for part in starter.PARTS:
        text = fill(unwrapped(part.body), Answers(name="Northshire SENDIASS"))
        assert "{" not in text
        assert "\n\n\n" not in text
        assert not [line for line in text.split("\n") if line.strip() in ("-", ">")]
        assert "  " not in text


def test_every_answer_stands_in_the_text(service, manager):
    answers = Answers(
        name="Eastfold SENDIASS",
        host="Eastfold Together",
        phone="01632 960555",
        email="help@eastfold.example",
        website="https://eastfold.example",
        networks=("Facebook", "Bluesky", "YouTube"),
        approvers=("Ann Lee",),
        months=18,
        posts_a_week=3,
        hours=hours_in_words("01234", dt.time(9), dt.time(16)),
    )
    version = starter.create_starter_policy(service, manager, manager, answers=answers)
    text = "\n".join(version.sections.values_list("body", flat=True))
    for said in (
        "Eastfold SENDIASS speaks",
        "Eastfold Together hosts our service",
        "by phone on 01632 960555, by e-mail at help@eastfold.example and at https://eastfold.example.",
        "call us on 01632 960555 or write to help@eastfold.example.",
        "on Facebook, Bluesky and YouTube.",
        "approved by Ann Lee.",
        "every 18 months",
        "- We aim at 3 posts a week",
        "write to us Monday to Friday, 09:00 to 16:00, and answer",
    ):
        assert said in text
    assert version.cycle_months == 18


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("01234", "Monday to Friday, 09:00 to 17:30"),
        ("0", "Monday, 09:00 to 17:30"),
        ("02", "Monday and Wednesday, 09:00 to 17:30"),
        ("0134", "Monday, Tuesday, Thursday and Friday, 09:00 to 17:30"),
        ("0123456", "Monday to Sunday, 09:00 to 17:30"),
        ("56", "Saturday and Sunday, 09:00 to 17:30"),
    ],
)
def test_hours_are_said_in_words(days, words):
    assert hours_in_words(days, dt.time(9), dt.time(17, 30)) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_hostile_answer_stays_words(name, host):
    answers = Answers(name=name, host=host, approvers=(name,))
    text = fill(unwrapped(starter.PARTS[0].body), answers)
    html = to_html(text)
    assert "<a " not in html
    assert "<script" not in html
    assert "<h4" not in html


def test_an_answer_with_a_blank_in_it_is_not_filled_again():
    assert "{phone}" in fill("It is {name}.", Answers(name="The {phone} people", phone="01632 960555"))


def test_the_page_can_show_where_each_answer_stands():
    answers = Answers(name="Eastfold SENDIASS", posts_a_week=1, networks=("X",))
    rows = starter.where_they_stand(answers)
    assert (
        "What we post",
        "We aim at 1 post a week: enough to be found, not so many that what matters is missed.",
    ) in rows
    assert not [line for _, line in rows if "{" in line or not line]


# The short form


def test_the_short_form_brings_about_all_of_it(service, manager, coordinator):
    begun = starter.begin(
        service,
        short_form(
            coordinator, posts_a_week=4, new_approvers=(coordinator,), invited=("Ann Lee", "ann@eastfold.example")
        ),
        by=manager,
    )
    service.refresh_from_db()
    assert {name: getattr(service, name) for name in FACTS} == FACTS
    assert set(Channel.objects.values_list("network", "handle", "state")) == {
        ("facebook", "@eastfold", "planned"),
        ("x", "no account yet", "planned"),
    }
    forget_roles(coordinator)
    assert has_role(coordinator, service, Role.LINE_MANAGER)
    assert has_role(coordinator, service, Role.COORDINATOR)
    assert Invitation.objects.get().roles == ["line_manager"]
    assert begun.invitation.startswith("http")
    version = begun.version
    assert (version.number, version.state, version.policy.owner) == ("1.0", "draft", coordinator)
    assert PolicyVersion.objects.get(pk=version.pk).cycle_months == 24
    text = "\n".join(version.sections.values_list("body", flat=True))
    assert "approved by Priya Nair and Ann Lee." in text
    assert "Eastfold SENDIASS speaks" in text
    assert "We aim at 4 posts a week" in text
    assert completeness.missing(version) == []
    assert version.questions.count() == 5


def test_what_is_there_already_is_named_and_not_made_again(service, manager, approver):
    ChannelFactory(service=service, network="facebook", handle="@old")
    begun = starter.begin(service, short_form(manager), by=manager)
    assert set(Channel.objects.values_list("network", "handle")) == {("facebook", "@old"), ("x", "no account yet")}
    assert "approved by Tom Ashworth." in begun.version.sections.get(key="campaigns").body


def test_when_a_part_is_refused_nothing_is_made(service, manager, approver):
    form = short_form(manager, invited=("Tom", approver.email))
    with pytest.raises(PeopleRefused, match="works here already"):
        starter.begin(service, form, by=manager)
    service.refresh_from_db()
    assert service.name == "Northshire SENDIASS"
    assert not Policy.objects.exists()
    assert not Channel.objects.exists()
    assert not Event.objects.of_service(service).filter(kind="policy.created").exists()


def test_the_second_time_is_refused_before_anything_changes(service, manager):
    starter.begin(service, short_form(manager), by=manager)
    with pytest.raises(Refused, match="already"):
        starter.begin(service, short_form(manager, facts={**FACTS, "name": "Other"}), by=manager)
    service.refresh_from_db()
    assert service.name == "Eastfold SENDIASS"
    assert Policy.objects.count() == 1


def test_a_person_of_another_service_is_not_made_an_approver(service, manager, outsider):
    with pytest.raises(Membership.DoesNotExist):
        starter.begin(service, short_form(manager, new_approvers=(outsider,)), by=manager)
    assert not Policy.objects.exists()


def test_who_could_approve_is_neither_the_writer_nor_a_coordinator(service, manager, approver, coordinator, now):
    assert starter.second_people(service, [manager], now) == [approver]
    assert starter.people_who_approve(service, now) == [approver]


def test_in_a_new_service_nobody_else_could_approve(db, now):
    service = ServiceFactory()
    alone = member(service, Role.SERVICE_MANAGER, Role.LINE_MANAGER)
    assert starter.second_people(service, [alone], now) == []


@pytest.fixture
def now():
    return dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def test_all_ten_items_of_the_guide_are_among_the_parts():
    assert {part.item for part in starter.PARTS} >= set(G20_ITEMS)
