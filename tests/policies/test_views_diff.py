from __future__ import annotations

import datetime as dt

import pytest

from policies import completeness, drafting, questions, workflow
from tests.factories.policies import PolicyFactory, PolicyVersionFactory, SectionFactory

HOSTILE = "<script>alert(1)</script> & “so on”. " * 400


@pytest.fixture
def changed(draft, manager):
    """Draft 2.0: another text, a stronger rule and another clock than in force."""
    section = draft.sections.get(key="children")
    drafting.save_section(
        section.pk,
        by=manager,
        title=section.title,
        body=section.body.replace("at once", "within five minutes"),
        standard_item=section.standard_item,
        change="meaning",
        guidance_only=False,
    )
    drafting.set_rule(draft.pk, by=manager, rule="under-age", section_id=section.pk, severity="advise")
    drafting.save_parameters(draft.pk, by=manager, values={"hidden_within_minutes_p1": 30})
    drafting.save_facts(draft.pk, by=manager, change_note="Faster.", cycle_months=24, effective_from=None)
    drafting.confirm(section.pk, by=manager)
    draft.refresh_from_db()
    return draft


def page(client, person, path: str, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(f"/northshire/policies/{path}", follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def test_words_rules_and_clocks_are_shown_in_words(client, viewer, changed):
    base = completeness.base_of(changed)
    text = page(client, viewer, f"{changed.pk}/diff/{base.pk}/")
    assert "What changed from 1.0 to 2.0" in text
    assert "1 section changed in meaning" in text
    assert '(taken out: </span><del class="word-diff__out"> at once' in text
    assert '(put in: </span><ins class="word-diff__in"> within five minutes' in text
    assert "Weaker: “Hint”" in text
    assert "30 minutes of service hours" in text
    assert "before: 60 minutes of service hours" in text
    assert "24 months" in text
    assert "What changed from 1.0 to 2.0" in page(client, viewer, f"{base.pk}/diff/{changed.pk}/")


def test_parameters_of_rules_are_called_what_the_editor_calls_them(client, viewer, manager, changed):
    section = changed.sections.get(key="children")
    standing = {"section_id": section.pk, "severity": "advise"}
    drafting.set_rule(changed.pk, by=manager, rule="under-age", params={"platform_age_limit": 16}, **standing)
    drafting.set_rule(changed.pk, by=manager, rule="tone", params={"allowed": ["family day"]}, **standing)
    text = page(client, viewer, f"{changed.pk}/diff/{completeness.base_of(changed).pk}/")
    assert "Youngest age for the platform: 16, before 13." in text
    assert 'Wording that is fine here: put in <ins class="word-diff__in">family day</ins>' in text
    assert "platform_age_limit" not in text


def test_other_questions_are_named_beside_the_sections_without_their_words(client, viewer, manager, changed):
    section = changed.sections.get(key="children")
    asked = {"section_id": section.pk, "about": "post", "text": "May the choir’s names go out?", "answer": "no"}
    questions.save_question(changed.pk, by=manager, explanation="A name never stands beside a picture.", **asked)
    text = page(client, viewer, f"{changed.pk}/diff/{completeness.base_of(changed).pk}/")
    assert "Questions of the reading" in text
    assert "1 new or changed" in text
    assert "choir" not in text


def test_a_version_offers_the_one_before_it_to_compare_with(client, viewer, changed):
    base = completeness.base_of(changed)
    assert f'<option value="{base.pk}" selected>' in page(client, viewer, f"{changed.pk}/")


def test_what_was_withdrawn_is_not_what_a_version_followed(client, viewer, manager, approver, starter_in_force):
    policy, began = starter_in_force.policy, starter_in_force.in_force_at
    PolicyVersionFactory(policy=policy, author=manager, major=2, withdrawn=True, submitted_at=began)
    starter_in_force.state, starter_in_force.superseded_at = "superseded", began + dt.timedelta(days=1)
    starter_in_force.save()
    third = PolicyVersionFactory(
        policy=policy, major=3, in_force=True, in_force_at=starter_in_force.superseded_at, approved_by=approver
    )
    assert f'<option value="{starter_in_force.pk}" selected>' in page(client, viewer, f"{third.pk}/")
    client.force_login(viewer)
    answer = client.get(f"/northshire/policies/{third.pk}/diff/")
    assert answer.url == f"/northshire/policies/{third.pk}/diff/{starter_in_force.pk}/"


def test_the_form_leads_to_the_comparison(client, viewer, changed):
    base = completeness.base_of(changed)
    client.force_login(viewer)
    answer = client.get(f"/northshire/policies/{changed.pk}/diff/", {"other": base.pk})
    assert answer.url == f"/northshire/policies/{changed.pk}/diff/{base.pk}/"
    assert client.get(f"/northshire/policies/{base.pk}/diff/").url.endswith(f"/diff/{changed.pk}/")
    for wrong in (changed.pk, 10**12, "x", "9" * 40):
        assert client.get(f"/northshire/policies/{changed.pk}/diff/", {"other": wrong}).status_code == 404


def test_a_version_of_another_policy_or_service_is_not_compared(client, service, other_service, manager, changed):
    elsewhere = PolicyVersionFactory(service=other_service)
    beside = PolicyVersionFactory(policy=PolicyFactory(service=service, kind="other", title="Another"))
    for other in (elsewhere, beside, changed):
        page(client, manager, f"{changed.pk}/diff/{other.pk}/", status=404)
        page(client, manager, f"{changed.pk}/diff/?other={other.pk}", status=404)


def test_a_policy_with_one_version_says_so(client, viewer, starter_draft):
    assert "has one version only" in page(client, viewer, f"{starter_draft.pk}/diff/")


def test_an_approver_sees_what_changes_before_the_buttons_and_the_text(client, approver, manager, changed):
    workflow.submit(changed.pk, by=manager)
    text = page(client, approver, f"{changed.pk}/")
    order = ("What changes against 1.0", "within five minutes", 'id="act"', 'id="page-sections"')
    places = [text.index(one) for one in order]
    assert places == sorted(places)


def test_hostile_text_is_shown_as_text(client, service, manager):
    policy = PolicyFactory(service=service, owner=manager)
    old = SectionFactory(version=PolicyVersionFactory(policy=policy, in_force=True), body=HOSTILE)
    version = PolicyVersionFactory(policy=policy, minor=1)
    new = SectionFactory(version=version, body=HOSTILE.replace("so", "SO"), title="<b>")
    text = page(client, manager, f"{new.version_id}/diff/{old.version_id}/")
    assert "<script>alert" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text


def test_a_comparison_takes_a_fixed_number_of_queries(client, viewer, changed, django_assert_max_num_queries):
    base = completeness.base_of(changed)
    client.force_login(viewer)
    with django_assert_max_num_queries(20):
        client.get(f"/northshire/policies/{changed.pk}/diff/{base.pk}/")
    with django_assert_max_num_queries(40):
        client.get(f"/northshire/policies/{changed.pk}/")


def test_a_name_that_may_be_given_stands_in_the_diff(client, viewer, manager, changed):
    section = changed.sections.get(key="children")
    standing = {"section_id": section.pk, "severity": "block"}
    drafting.set_rule(changed.pk, by=manager, rule="personal-data", params={"names": ["Alice Hawthorn"]}, **standing)
    text = page(client, viewer, f"{changed.pk}/diff/{completeness.base_of(changed).pk}/")
    assert 'Names that may be given: put in <ins class="word-diff__in">Alice Hawthorn</ins>' in text
