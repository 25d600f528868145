from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from accounts import services as accounts
from policies import completeness, coverage, workflow
from policies.coverage import State
from policies.models import StandardItem
from policies.refusals import MoveRefused
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReplyTemplateFactory,
    RuleSettingFactory,
    SectionFactory,
)


@pytest.fixture
def version(service, manager):
    return PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager))


def covered(version, item):
    return next(one for one in coverage.cover(version) if one.item == item)


def test_an_empty_draft_misses_all_sixteen_items_the_guides_ten_first(version):
    rows = coverage.cover(version)
    assert [one.is_of_the_guide for one in rows] == [True] * 10 + [False] * 6
    assert {one.state for one in rows} == {State.MISSING}
    assert len(coverage.missing_items(version)) == 10


@pytest.mark.parametrize("item", StandardItem)
def test_a_text_alone_is_undecided_also_where_clocks_are_shown(version, item):
    SectionFactory(version=version, standard_item=item)
    assert covered(version, item).state == State.UNDECIDED
    assert ("clocks" in covered(version, item).runs_as) == (item in coverage.CLOCKS)


def test_a_section_that_is_marked_says_so(version):
    SectionFactory(version=version, standard_item="following", guidance_only=True)
    assert covered(version, "following").state == State.GUIDANCE_ONLY
    assert coverage.undecided(version) == []


def test_a_section_runs_with_a_rule_or_a_template_but_not_with_a_rule_that_is_off(version):
    section = SectionFactory(version=version, standard_item="etiquette")
    off = RuleSettingFactory(section=section, severity="off")
    assert covered(version, "etiquette").state == State.UNDECIDED
    off.severity = "warn"
    off.save()
    assert covered(version, "etiquette").runs_as == "1 rule"
    other = SectionFactory(version=version, standard_item="discussions")
    ReplyTemplateFactory(section=other)
    assert covered(version, "discussions").runs_as == "1 template"


def test_a_section_without_a_text_meets_nothing(version):
    RuleSettingFactory(section=SectionFactory(version=version, standard_item="etiquette", body="  \n"))
    assert covered(version, "etiquette").state == State.MISSING
    SectionFactory(version=version, standard_item="following", body="")
    assert StandardItem.ETIQUETTE in coverage.missing_items(version)


def test_an_item_is_undecided_as_long_as_one_of_its_sections_is(version):
    RuleSettingFactory(section=SectionFactory(version=version, standard_item="etiquette"))
    SectionFactory(version=version, standard_item="etiquette", title="Pictures")
    assert covered(version, "etiquette").state == State.UNDECIDED
    assert [section.title for section in coverage.undecided(version)] == ["Pictures"]


def test_a_section_with_every_rule_off_does_not_run_by_its_clock(version):
    section = SectionFactory(version=version, standard_item="children", guidance_only=True)
    RuleSettingFactory(section=section, rule="name-with-image", severity="off")
    assert covered(version, "children").state == State.GUIDANCE_ONLY


def test_clocks_run_from_the_first_section_of_their_item_only(version):
    first = SectionFactory(version=version, standard_item="comments")
    second = SectionFactory(version=version, standard_item="comments")
    clocks = {one.section: one.clocks for one in coverage.standings(version)}
    assert clocks[first]
    assert not clocks[second]


def test_what_usually_stands_there_and_does_not_is_proposed(version):
    section = SectionFactory(version=version, standard_item="children")
    RuleSettingFactory(section=section, rule="name-with-image")
    one = covered(version, "children")
    assert "child-image-consent" in one.usual_rules
    assert "name-with-image" not in one.usual_rules
    assert one.usual_replies == ("Private reply to a young person", "Lines of our own on the emergency card")
    ReplyTemplateFactory(section=section)
    assert covered(version, "children").usual_replies == ()


def test_a_section_from_which_nothing_runs_keeps_the_draft_from_review_until_it_is_marked(version, manager):
    section = SectionFactory(version=version, title="Private accounts", standard_item="")
    with pytest.raises(MoveRefused, match="Private accounts, has no rule and no reply template"):
        workflow.submit(version.pk, by=manager)
    section.guidance_only = True
    section.save()
    assert workflow.submit(version.pk, by=manager).state == "in_review"


def test_a_document_of_another_kind_is_not_held_against_the_standard(service, manager):
    version = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager, kind="acceptable_use"))
    SectionFactory(version=version, standard_item="")
    assert completeness.missing(version) == []
    assert coverage.missing_items(version) == []


# The page and the spreadsheet


@pytest.fixture
def address(service):
    return lambda name, version: reverse(f"policies:{name}", args=[service.slug, version.pk])


def test_the_page_of_the_starter_policy_says_complete_and_what_comes_next(client, manager, starter_draft, address):
    client.force_login(manager)
    page = client.get(address("coverage", starter_draft)).content.decode()
    assert "Complete." in page
    assert "10 of 10 items" in page
    assert "6 of 6 items" in page
    assert "10 of 10 items of the national guide, 6 of 6 further ones." in page
    assert "Nobody but you can approve it yet." in page


def test_the_page_names_who_can_approve(client, manager, approver, starter_draft, address):
    client.force_login(manager)
    page = client.get(address("coverage", starter_draft)).content.decode()
    assert "Tom Ashworth can approve it" in page


def test_the_page_leads_to_what_is_missing(client, manager, version, address):
    SectionFactory(version=version, standard_item="following", title="Whom we follow")
    client.force_login(manager)
    page = client.get(address("coverage", version)).content.decode()
    assert "Not complete." in page
    assert "?item=profile_picture" in page
    assert "Put a rule or a reply template on each" in page


def test_who_is_invited_to_approve_is_named_until_they_have_joined(client, service, manager, version, address):
    client.force_login(manager)
    assert "Nobody but you can approve it yet." in client.get(address("coverage", version)).content.decode()
    accounts.invite(service, email="viewer@example.org", name="Vi Reader", roles=["viewer"], by=manager)
    accounts.invite(service, email="ben@example.org", name="Ben Carter", roles=["line_manager"], by=manager)
    page = client.get(address("coverage", version)).content.decode()
    assert "Ben Carter can approve it after joining" in page
    assert "Vi Reader" not in page
    assert "Nobody but you" not in page


def test_a_reader_sees_what_is_missing_without_links_to_write(client, viewer, version, address):
    client.force_login(viewer)
    page = client.get(address("coverage", version)).content.decode()
    assert "Missing" in page
    assert "?item=" not in page
    assert "What comes next" not in page


def test_the_spreadsheet_has_a_row_an_item_and_no_formula(client, viewer, version, address):
    ReplyTemplateFactory(section=SectionFactory(version=version), name="=1+1")
    client.force_login(viewer)
    text = client.get(address("coverage_csv", version)).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 17
    row = next(row for row in rows if row[0].startswith("Confidentiality"))
    assert row[1:6] == ["national guide", "runs", "1. Confidentiality", "", "'=1+1"]


def test_the_page_costs_the_same_with_more_sections(client, viewer, version, address, django_assert_max_num_queries):
    client.force_login(viewer)
    client.get(address("coverage", version))
    for number in range(30):
        RuleSettingFactory(section=SectionFactory(version=version), rule=f"rule-{number}")
    with django_assert_max_num_queries(20):
        client.get(address("coverage", version))
