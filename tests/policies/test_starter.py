from __future__ import annotations

import pytest

from policies import rules as engine
from policies import services, starter
from policies.models import G20_ITEMS, ReplyPurpose, StandardItem
from policies.refusals import Refused
from policies.text import to_html


def test_the_starter_policy_meets_every_item_of_the_standard(starter_draft):
    items = set(starter_draft.sections.values_list("standard_item", flat=True))
    assert items >= set(G20_ITEMS)
    assert items == set(StandardItem.values)


def test_every_rule_of_the_catalogue_stands_on_a_section_at_its_default(starter_draft):
    bound = dict(starter_draft.rule_settings.values_list("rule", "severity"))
    assert bound == {identifier: str(spec.severity) for identifier, spec in engine.CATALOGUE.items()}


def test_there_is_a_reply_for_every_purpose_and_its_blanks_can_be_filled(starter_draft, service):
    assert set(starter_draft.reply_templates.values_list("purpose", flat=True)) == set(ReplyPurpose.values)
    for template in starter_draft.reply_templates.all():
        assert services.fill(template.body, service)[1] == ()


def test_no_blank_and_no_stray_mark_is_left_in_the_text(starter_draft, service):
    for section in starter_draft.sections.all():
        assert "{" not in section.body
        assert section.body == section.body.strip()
        assert "<pre>" not in to_html(section.body)
    assert service.name in starter_draft.sections.get(key="purpose").body


def test_the_parts_name_only_rules_of_the_catalogue_or_of_the_published_list():
    known = {rule for part in starter.PARTS for rule in part.rules}
    assert len(known) == sum(len(part.rules) for part in starter.PARTS), "a rule stands in two parts"


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
