from __future__ import annotations

import pytest

from audit.models import Event
from policies import completeness, confirming, drafting, workflow
from policies.models import RuleSetting
from policies.refusals import MoveRefused, Refused, Stale

TO_CONFIRM = "Confirm what stands on it, or change it"


def change(section, by, body="New words.", mark="wording"):
    return drafting.save_section(
        section.pk,
        by=by,
        title=section.title,
        body=body,
        standard_item=section.standard_item,
        change=mark,
        guidance_only=False,
    )


@pytest.fixture
def changed(draft, manager):
    """The section on children, of draft 1.1, with other words than in force."""
    drafting.save_facts(draft.pk, by=manager, change_note="Clearer.", cycle_months=12, effective_from=None)
    return change(draft.sections.get(key="children"), manager)


def waiting(version) -> dict[str, set[str]]:
    return {
        one.section.key: {rule.rule for rule in one.rules} | {template.name for template in one.templates}
        for one in confirming.unconfirmed(version, completeness.base_of(version))
    }


def standing(section) -> set[str]:
    rules = set(section.rule_settings.values_list("rule", flat=True))
    return rules | set(section.reply_templates.values_list("name", flat=True))


def test_a_first_version_and_a_plain_copy_have_nothing_to_confirm(starter_draft, starter_in_force, draft):
    assert waiting(starter_draft) == {}
    assert waiting(draft) == {}


def test_all_that_stands_on_a_changed_section_waits_and_nothing_else(draft, changed):
    assert standing(changed)
    assert waiting(draft) == {"children": standing(changed)}


def test_the_draft_is_not_sent_for_review_while_something_waits(draft, changed, manager):
    with pytest.raises(MoveRefused, match=TO_CONFIRM) as refused:
        workflow.submit(draft.pk, by=manager)
    assert all(name in str(refused.value) for name in standing(changed))
    drafting.confirm(changed.pk, by=manager)
    assert waiting(draft) == {}
    assert workflow.submit(draft.pk, by=manager).state == "in_review"


def test_one_is_confirmed_at_a_time(draft, changed, manager):
    rule, template = changed.rule_settings.first(), changed.reply_templates.first()
    drafting.confirm(changed.pk, by=manager, rule=rule.rule)
    drafting.confirm(changed.pk, by=manager, template_id=template.pk)
    assert waiting(draft).get("children", set()) == standing(changed) - {rule.rule, template.name}


def test_editing_a_rule_or_a_template_confirms_it(draft, changed, manager):
    rule, template = changed.rule_settings.first(), changed.reply_templates.first()
    drafting.set_rule(draft.pk, by=manager, rule=rule.rule, section_id=changed.pk, severity="block")
    drafting.save_template(
        draft.pk,
        by=manager,
        section_id=changed.pk,
        template_id=template.pk,
        purpose=template.purpose,
        name=template.name,
        body=template.body,
    )
    assert waiting(draft).get("children", set()) == standing(changed) - {rule.rule, template.name}


def test_a_confirmation_holds_for_one_text(draft, changed, manager):
    drafting.confirm(changed.pk, by=manager)
    change(changed, manager, body="Newer words.")
    assert waiting(draft) == {"children": standing(changed)}


def test_a_section_that_reads_as_in_force_again_needs_nothing(starter_in_force, draft, changed, manager):
    before = starter_in_force.sections.get(key="children").body
    change(changed, manager, body=before, mark="")
    assert waiting(draft) == {}


def test_a_rule_that_moves_to_a_new_section_waits_when_that_is_changed_again(draft, manager):
    section = drafting.add_section(draft.pk, by=manager, title="Nights", body="Nobody answers at night.")
    rule = draft.rule_settings.first().rule
    drafting.set_rule(draft.pk, by=manager, rule=rule, section_id=section.pk, severity="warn")
    assert "nights" not in waiting(draft)
    change(section, manager, body="Somebody answers at night.", mark="meaning")
    assert waiting(draft)["nights"] == {rule}


def test_a_confirmation_of_a_text_that_was_changed_meanwhile_is_refused(draft, changed, manager, second_manager):
    seen = confirming.stamp_of(changed)
    change(changed, second_manager, body="Newer words.")
    with pytest.raises(Stale, match="Read it again"):
        drafting.confirm(changed.pk, by=manager, seen=seen)
    assert waiting(draft) == {"children": standing(changed)}


def test_what_stands_elsewhere_is_not_confirmed_here(draft, changed, manager):
    other = draft.rule_settings.exclude(section=changed).first()
    with pytest.raises(Refused, match="no longer stands on this section"):
        drafting.confirm(changed.pk, by=manager, rule=other.rule)
    with pytest.raises(Refused, match="no longer stands on this section"):
        drafting.confirm(changed.pk, by=manager, template_id=10**9)


def test_who_confirmed_has_written_and_does_not_approve(draft, changed, manager, second_manager):
    drafting.confirm(changed.pk, by=second_manager)
    said = Event.objects.about(draft).last().sentence
    assert said.startswith("Sam Okoro edited version 1.1: confirmed all that stands on Children")
    workflow.submit(draft.pk, by=manager)
    with pytest.raises(MoveRefused, match="somebody else"):
        workflow.approve(draft.pk, by=second_manager)


def test_an_approval_is_refused_too_when_a_confirmation_is_missing(draft, changed, manager, approver):
    drafting.confirm(changed.pk, by=manager)
    workflow.submit(draft.pk, by=manager)
    RuleSetting.objects.filter(section=changed).update(confirmed_text="")  # as it came from before this rule
    with pytest.raises(MoveRefused, match=TO_CONFIRM):
        workflow.approve(draft.pk, by=approver)


def test_a_coordinator_and_a_frozen_version_confirm_nothing(draft, changed, manager, coordinator):
    with pytest.raises(Refused, match="Only a service manager"):
        drafting.confirm(changed.pk, by=coordinator)
    drafting.confirm(changed.pk, by=manager)
    workflow.submit(draft.pk, by=manager)
    with pytest.raises(Refused, match="can no longer be changed"):
        drafting.confirm(changed.pk, by=manager)


def test_the_pages_say_what_waits_and_take_the_answer(client, draft, changed, manager):
    client.force_login(manager)
    base = f"/northshire/policies/{draft.pk}"
    rule = changed.rule_settings.first().rule
    for page in (f"{base}/edit/", f"{base}/sections/{changed.pk}/"):
        text = client.get(page).content.decode()
        assert "Still right?" in text
        assert f'Still right<span class="visually-hidden">: {rule}' in text
    url, seen = f"{base}/sections/{changed.pk}/confirm/", confirming.stamp_of(changed)
    assert client.post(url, {"rule": rule, "seen": seen}).status_code == 302
    assert rule not in waiting(draft).get("children", set())
    assert client.post(url, {"rule": rule, "seen": "0" * 12}, follow=True).context["messages"]
    assert client.post(url, {"template_id": "9" * 30}).status_code == 404
    assert client.post(url, {"seen": seen}).status_code == 302
    assert "Still right?" not in client.get(f"{base}/edit/").content.decode()
