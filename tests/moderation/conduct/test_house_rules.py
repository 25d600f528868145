"""House rules: written, ordered, retired; none against criticism; one more while a quiet period runs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from moderation import workflow
from moderation.conduct import house_rules
from moderation.models import HouseRule
from moderation.moves import MoveRefused
from moderation.workflow import Given
from tests.factories.moderation import CommentFactory, HouseRuleFactory
from tests.factories.policies import QuietPeriodFactory


def names(service) -> list[str]:
    return list(house_rules.in_force(service, timezone.now()).values_list("name", flat=True))


def quiet(service, manager, days_from: int = 0, days_to: int = 0):
    today = service.today(timezone.now())
    return QuietPeriodFactory(
        service=service,
        set_by=manager,
        starts_on=today + dt.timedelta(days=days_from),
        ends_on=today + dt.timedelta(days=days_to),
    )


def test_rules_are_added_at_the_end_and_moved(service, manager):
    for name in ("No insults", "No threats", "No advertising"):
        rule = house_rules.add(service, by=manager, name=name)
    house_rules.move(rule.pk, by=manager, up=True)
    assert names(service) == ["No insults", "No advertising", "No threats"]
    house_rules.move(rule.pk, by=manager, up=True)
    house_rules.move(rule.pk, by=manager, up=True)  # it is the first already
    assert names(service)[0] == "No advertising"


@pytest.mark.parametrize(
    "name",
    ["No criticism of the service", "No negative comments", "No complaints here", "No criticizing staff"],
)
def test_criticism_is_no_house_rule(service, manager, name):
    with pytest.raises(MoveRefused, match="never a ground"):
        house_rules.add(service, by=manager, name=name)
    rule = house_rules.add(service, by=manager, name="No insults")
    with pytest.raises(MoveRefused, match="never a ground"):
        house_rules.change(rule.pk, by=manager, name=name)


def test_the_usual_rules_pass_their_own_check_and_come_once(service, manager):
    assert house_rules.add_usual(service, by=manager) == len(house_rules.USUAL) + 1
    assert house_rules.add_usual(service, by=manager) == 0
    assert not any(house_rules.AGAINST_CRITICISM.search(name) for name, _ in house_rules.USUAL)


@pytest.mark.parametrize(("name", "why"), [(" ", "Write the rule"), ("x" * 121, "at most 120"), ("no INSULTS", "name")])
def test_what_is_no_rule_is_refused(service, manager, name, why):
    house_rules.add(service, by=manager, name="No insults")
    with pytest.raises(MoveRefused, match=why):
        house_rules.add(service, by=manager, name=name)


def test_nothing_is_hidden_for_a_retired_rule(service, manager, coordinator, replies):
    rule = house_rules.add(service, by=manager, name="No insults")
    house_rules.retire(rule.pk, by=manager)
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="from the list"):
        workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk))
    house_rules.restore(rule.pk, by=manager)
    assert workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk)).state == "done"


@pytest.mark.parametrize(("days", "holds"), [((0, 0), True), ((-3, 3), True), ((1, 5), False), ((-5, -1), False)])
def test_the_rule_for_quiet_periods_holds_while_one_runs(service, manager, days, holds):
    HouseRuleFactory(service=service, name="Nothing political", only_in_quiet_periods=True)
    quiet(service, manager, *days)
    assert (names(service) == ["Nothing political"]) is holds


def test_a_quiet_period_that_was_taken_back_brings_no_rule(service, manager):
    HouseRuleFactory(service=service, name="Nothing political", only_in_quiet_periods=True)
    period = quiet(service, manager)
    period.ended_at = timezone.now()
    period.save()
    assert names(service) == []


def test_a_service_without_such_a_rule_gets_the_usual_one_once_its_quiet_period_runs(service, other_service, manager):
    quiet(service, manager)
    assert [house_rules.ready_for_quiet_periods(timezone.now()) for _ in range(2)] == [1, 0]
    assert names(service) == [house_rules.USUAL_IN_QUIET_PERIODS[0]]
    house_rules.retire(HouseRule.objects.get().pk, by=manager)
    assert house_rules.ready_for_quiet_periods(timezone.now()) == 0  # the manager does not want it


def test_only_the_service_manager_changes_them(service, manager, coordinator, approver, outsider):
    rule = house_rules.add(service, by=manager, name="No insults")
    for person in (coordinator, approver, outsider):
        with pytest.raises(PermissionDenied):
            house_rules.add(service, by=person, name="No cats")
        with pytest.raises(PermissionDenied):
            house_rules.retire(rule.pk, by=person)
