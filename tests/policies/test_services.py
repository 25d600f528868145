from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Membership
from audit.models import Event
from policies import rules as engine
from policies import services
from policies.parameters import Parameters
from policies.refusals import Refused
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    QuietPeriodFactory,
    ReplyTemplateFactory,
    RuleSettingFactory,
    SectionFactory,
)


@pytest.fixture
def in_force(service, manager):
    return PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), in_force=True)


@pytest.fixture
def section(in_force):
    return SectionFactory(version=in_force, key="etiquette", title="Etiquette")


def test_without_a_policy_the_catalogues_defaults_run(service):
    assert services.version_in_force(service) is None
    assert services.ruleset_in_force(service) is engine.DEFAULTS
    assert services.parameters_in_force(service) == Parameters()
    assert services.reply_template(service, "general") is None


def test_a_rule_runs_as_the_version_in_force_sets_it(service, section):
    RuleSettingFactory(section=section, rule="shouting", severity="block", params={"shortest": 6})
    setting = services.ruleset_in_force(service)["shouting"]
    assert (setting.severity, setting.params) == (engine.Severity.BLOCK, {"shortest": 6})
    assert setting.section.label.endswith("1.0, section 1: Etiquette")


def test_a_rule_that_is_off_does_not_run_and_one_without_a_section_runs_as_usual(service, section):
    RuleSettingFactory(section=section, rule="shouting", severity="off")
    ruleset = services.ruleset_in_force(service)
    assert "shouting" not in ruleset
    others = [ruleset[identifier] for identifier in ruleset]
    assert others
    assert {one.section for one in others} == {None}


def test_an_old_version_runs_although_the_catalogue_changed(service, section):
    RuleSettingFactory(section=section, rule="a-rule-of-old")
    RuleSettingFactory(section=section, rule="shouting", params={"no_longer_known": 1})
    ruleset = services.ruleset_in_force(service)
    assert "a-rule-of-old" not in ruleset
    assert ruleset["shouting"].params == {}


def test_a_number_that_cannot_be_meant_is_read_as_the_nearest_that_can(service, section):
    """Stored by an older release: the rule would be off while every page says that it stops posts."""
    RuleSettingFactory(section=section, rule="tone", params={"certainty": 400, "patterns": False})
    assert services.ruleset_in_force(service)["tone"].params == {"certainty": 95, "patterns": False}


def test_a_document_of_another_kind_sets_no_rules(service, manager):
    PolicyVersionFactory(policy=PolicyFactory(service=service, kind="other", owner=manager), in_force=True)
    assert services.version_in_force(service) is None


def test_the_version_of_an_earlier_moment_is_found(service, in_force):
    old = PolicyVersionFactory(policy=in_force.policy, superseded=True, minor=9)
    now = timezone.now()
    assert services.version_in_force(service, now) == in_force
    assert services.version_in_force(service, now - dt.timedelta(days=200)) == old
    assert services.version_in_force(service, now - dt.timedelta(days=800)) is None


def test_the_version_in_force_costs_one_query_and_its_rules_one_more(service, section, django_assert_num_queries):
    RuleSettingFactory(section=section)
    with django_assert_num_queries(2):
        services.ruleset_in_force(service)


def test_another_services_policy_is_not_ours(other_service, in_force):
    assert services.version_in_force(other_service) is None


def test_facts_name_the_service_and_its_staff(service, coordinator, approver):
    facts = services.service_facts(service)
    assert (facts.name, facts.phone, facts.host) == ("Northshire SENDIASS", "01632 960417", "Northshire Council")
    assert facts.staff == ("Priya Nair", "Tom Ashworth")


def test_the_blanks_of_a_reply_are_filled_with_the_services_facts(service):
    text, missing = services.fill("Call {service} on {phone}.", service)
    assert (text, missing) == ("Call Northshire SENDIASS on 01632 960417.", ())


def test_a_blank_without_a_fact_stays_and_is_named(service):
    service.website = ""
    text, missing = services.fill("See {website} or {website}, dear {name}.", service)
    assert text == "See {website} or {website}, dear {name}."
    assert missing == ("website", "name")


def test_a_reply_template_of_the_version_in_force_is_found_by_purpose(service, section, in_force):
    draft = PolicyVersionFactory(policy=in_force.policy, minor=1)
    ReplyTemplateFactory(section=SectionFactory(version=draft), purpose="general", name="Draft")
    mine = ReplyTemplateFactory(section=section, purpose="general", name="Ours")
    assert services.reply_template(service, "general") == mine
    assert services.reply_template(service, "complaints") is None


def test_a_policy_is_handed_on_to_a_colleague_and_the_record_says_so(in_force, manager, coordinator):
    services.hand_on(in_force.policy_id, owner=coordinator, by=manager)
    in_force.policy.refresh_from_db()
    assert in_force.policy.owner == coordinator
    said = Event.objects.about(in_force.policy).get().sentence
    assert said == f"Helen Okafor had Priya Nair look after {in_force.policy} instead of Helen Okafor"
    with pytest.raises(Refused, match="looks after it already"):
        services.hand_on(in_force.policy_id, owner=coordinator, by=manager)


def test_nobody_from_elsewhere_and_nobody_who_left_looks_after_a_policy(in_force, manager, coordinator, outsider):
    Membership.objects.filter(user=coordinator).update(ended_at=timezone.now(), end_reason="Left.")
    for person in (coordinator, outsider):
        with pytest.raises(Refused, match="works in this service"):
            services.hand_on(in_force.policy_id, owner=person, by=manager)
    assert not Event.objects.about(in_force.policy).exists()


def test_only_a_service_manager_hands_a_policy_on(in_force, manager, approver, coordinator):
    for person in (approver, coordinator):
        with pytest.raises(Refused, match="Only a service manager"):
            services.hand_on(in_force.policy_id, owner=coordinator, by=person)


def test_a_quiet_period_that_was_taken_back_does_not_count(service, manager):
    kept = QuietPeriodFactory(service=service, set_by=manager)
    gone = QuietPeriodFactory(service=service, set_by=manager, name="By mistake")
    services.take_back_quiet_period(gone.pk, by=manager)
    assert services.quiet_periods(service) == (
        engine.QuietPeriod(name=kept.name, starts_on=kept.starts_on, ends_on=kept.ends_on),
    )
    assert Event.objects.about(gone).get().sentence == "Helen Okafor removed the quiet period By mistake"


def test_a_coordinator_sets_no_quiet_period(service, coordinator):
    day = timezone.localdate()
    with pytest.raises(Refused, match="Only a line manager or service manager"):
        services.set_quiet_period(service, name="Fair", starts_on=day, ends_on=day, by=coordinator)
