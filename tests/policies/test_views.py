from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from policies import drafting, services, workflow
from policies.evidence import documents
from policies.models import Policy, PolicyReview, PolicyVersion, QuietPeriod, VersionState
from policies.refusals import Refused
from tests.factories.accounts import UserFactory, member
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    QuietPeriodFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    ScenarioQuestionFactory,
    SectionFactory,
)

WRITES = {"manager"}
DECIDES = {"approver"}
SETS_QUIET = {"manager", "approver"}
ALL = {"coordinator", "approver", "manager", "safeguarding_lead", "viewer"}


@pytest.fixture
def address(service, draft):
    """Address of a page of the draft, or of the service's policies, by name."""

    def of(name: str, **kwargs) -> str:
        return reverse(f"policies:{name}", kwargs={"service": service.slug, **kwargs})

    return of


@pytest.fixture
def pages(address, draft, service):
    """Every address, its method, and who may."""
    section, template = draft.sections.first(), draft.reply_templates.first()
    period = QuietPeriodFactory(service=service)
    of = {"version_id": draft.pk}
    return [
        ("get", address("list"), ALL),
        ("get", address("new"), WRITES),
        ("post", address("start", policy_id=draft.policy_id), WRITES),
        ("get", address("review", policy_id=draft.policy_id), WRITES),
        ("get", address("quiet_periods"), ALL),
        ("post", address("quiet_periods"), SETS_QUIET),
        ("get", address("end_quiet_period", period_id=period.pk), SETS_QUIET),
        ("get", address("version", **of), ALL),
        ("post", address("move", verb="submit", **of), WRITES),
        ("post", address("move", verb="withdraw", **of), WRITES),
        ("post", address("move", verb="schedule", **of), WRITES),
        ("post", address("move", verb="approve", **of), DECIDES),
        ("post", address("move", verb="return_for_changes", **of), DECIDES),
        ("get", address("withdraw", **of), WRITES),
        ("get", address("rules", **of), ALL),
        ("get", address("rule", rule="shouting", **of), ALL),
        ("post", address("rule", rule="shouting", **of), WRITES),
        ("get", address("templates", **of), ALL),
        ("get", address("new_template", **of), WRITES),
        ("get", address("template", template_id=template.pk, **of), ALL),
        ("post", address("template", template_id=template.pk, **of), WRITES),
        ("get", address("remove_template", template_id=template.pk, **of), WRITES),
        ("get", address("edit", **of), WRITES),
        ("get", address("facts", **of), WRITES),
        ("get", address("clocks", **of), WRITES),
        ("get", address("new_section", **of), WRITES),
        ("get", address("section", section_id=section.pk, **of), WRITES),
        ("post", address("move_section", section_id=section.pk, **of), WRITES),
        ("get", address("remove_section", section_id=section.pk, **of), WRITES),
    ]


def signed_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("person", sorted(ALL))
def test_each_role_reaches_what_it_may_and_reads_why_not_otherwise(person, pages, client, request):
    signed_in(client, request.getfixturevalue(person))
    answers = {(method, url): getattr(client, method)(url).status_code for method, url, _ in pages}
    refused = {place for place, status in answers.items() if status == 403}
    assert refused == {(method, url) for method, url, may in pages if person not in may}
    assert not [place for place, status in answers.items() if status in (404, 405, 500)]


def test_another_services_person_sees_no_policy(pages, client, outsider):
    signed_in(client, outsider)
    assert {getattr(client, method)(url).status_code for method, url, _ in pages} == {404}


def test_a_row_of_another_service_is_not_found_under_ones_own_address(client, outsider, other_service, draft):
    signed_in(client, outsider)
    for name in ("version", "edit", "rules", "withdraw"):
        url = reverse(f"policies:{name}", kwargs={"service": other_service.slug, "version_id": draft.pk})
        assert client.get(url).status_code == 404


def test_signed_out_leads_to_the_door(pages, client):
    for method, url, _ in pages:
        assert getattr(client, method)(url).status_code in (302, 403)


def test_a_403_says_who_may(client, coordinator, address, draft):
    page = signed_in(client, coordinator).get(address("edit", version_id=draft.pk))
    assert "Only a service manager can write and schedule policies." in page.content.decode()


# The list


def test_the_empty_list_starts_the_policy(client, manager, service):
    url = reverse("policies:list", kwargs={"service": service.slug})
    assert "Start the social media policy" in signed_in(client, manager).get(url).content.decode()
    new = reverse("policies:new", kwargs={"service": service.slug})
    answer = client.post(new, {"start_with": "starter", "owner": manager.pk})
    version = PolicyVersion.objects.get()
    assert answer.url == reverse("policies:edit", kwargs={"service": service.slug, "version_id": version.pk})
    assert (version.number, version.state, version.sections.count()) == ("1.0", "draft", 16)


def test_an_empty_document_needs_a_title(client, manager, service):
    new = reverse("policies:new", kwargs={"service": service.slug})
    data = {"start_with": "empty", "owner": manager.pk, "kind": "acceptable_use", "title": ""}
    assert "Give the document a title." in signed_in(client, manager).post(new, data).content.decode()
    client.post(new, data | {"title": "Acceptable use"})
    assert Policy.objects.get().versions.get().number == "1.0"


def test_a_second_social_media_policy_is_refused_in_a_sentence(client, manager, draft, address):
    answer = signed_in(client, manager).post(address("new"), {"start_with": "starter", "owner": manager.pk})
    assert answer.status_code == 422
    assert "already" in answer.content.decode()
    assert Policy.objects.count() == 1


def test_the_list_shows_what_is_overdue(client, coordinator, starter_in_force, address):
    PolicyVersion.objects.filter(pk=starter_in_force.pk).update(next_review_on=timezone.localdate() - dt.timedelta(5))
    page = signed_in(client, coordinator).get(address("list")).content.decode()
    assert "Overdue" in page
    assert "5 days ago" in page


def test_the_list_costs_the_same_with_more_policies(
    client, coordinator, service, starter_in_force, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse("policies:list", kwargs={"service": service.slug})
    signed_in(client, coordinator).get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for number in range(12):
        policy = PolicyFactory(service=service, kind="other", title=f"Document {number}")
        PolicyVersionFactory(policy=policy, superseded=True)
        PolicyVersionFactory(policy=policy, in_force=True, minor=1)
    with django_assert_num_queries(len(few)):
        client.get(url)


# The reading page


def test_the_reading_page_shows_sections_with_what_stands_on_them(client, viewer, starter_in_force, address):
    page = signed_in(client, viewer).get(address("version", version_id=starter_in_force.pk)).content.decode()
    assert 'id="confidentiality"' in page
    assert "personal-data" in page
    assert "Confidentiality, young person" in page
    assert "hidden within 60 minutes" in page
    assert "10 of 10 items" in page
    assert "Version 1.0 came into force" in page
    assert "Start a new version" not in page


def test_an_item_that_no_section_meets_is_missing(client, manager, draft, address):
    draft.sections.filter(key="profile-picture").update(standard_item="")
    page = signed_in(client, manager).get(address("version", version_id=draft.pk)).content.decode()
    assert "9 of 10 items" in page
    assert "Missing" in page
    assert f"{address('new_section', version_id=draft.pk)}?item=profile_picture" in page


def test_a_section_cannot_bring_a_script_onto_the_page(client, viewer, draft, address):
    draft.sections.filter(key="comments").update(body="<script>steal()</script> [x](javascript:steal())")
    page = signed_in(client, viewer).get(address("version", version_id=draft.pk)).content.decode()
    assert "<script>steal" not in page
    assert 'href="javascript' not in page


def test_the_reading_page_costs_the_same_with_more_sections(
    client, manager, draft, address, django_assert_num_queries, django_assert_max_num_queries
):
    url = address("version", version_id=draft.pk)
    signed_in(client, manager).get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for number in range(20):
        SectionFactory(version=draft, key=f"more-{number}", standard_item="")
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_a_document_from_which_nothing_runs_names_no_rules_and_no_clocks(client, manager, service, address):
    policy = PolicyFactory(service=service, owner=manager, kind="other", title="Photos and filming")
    version = PolicyVersionFactory(policy=policy, in_force=True)
    SectionFactory(version=version, standard_item="children", guidance_only=True)
    page = signed_in(client, manager).get(address("version", version_id=version.pk)).content.decode()
    assert "the people who read it" in page
    assert "No section says why" not in page
    assert "Clocks" not in page
    assert address("rules", version_id=version.pk) not in page


def test_author_and_approver_read_that_no_question_is_asked_about_what_changed(client, manager, approver, service):
    version = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), in_review=True)
    section = SectionFactory(version=version)
    url = reverse("policies:version", args=[service.slug, version.pk])
    said = "No question is asked about what changed"
    assert said in signed_in(client, approver).get(url).content.decode()
    PolicyVersion.objects.update(state="draft")
    assert said in signed_in(client, manager).get(url).content.decode()
    ScenarioQuestionFactory(version=version, section=section)
    assert said not in client.get(url).content.decode()


def test_who_is_late_with_reading_still_finds_the_way_to_return_a_version(client, manager, approver, service):
    version = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), in_review=True)
    campaign = ReadingCampaignFactory(
        version=PolicyVersionFactory(service=service, policy__kind="other", in_force=True)
    )
    ReadingFactory(campaign=campaign, user=approver, due_on=dt.date(2026, 1, 1))
    url = reverse("policies:version", args=[service.slug, version.pk])
    page = signed_in(client, approver).get(url).content.decode()
    assert reverse("policies:move", args=[service.slug, version.pk, "approve"]) not in page
    assert reverse("policies:move", args=[service.slug, version.pk, "return_for_changes"]) in page


@pytest.fixture
def another(service, manager):
    """A draft of a document from which nothing runs, with a section."""
    policy = PolicyFactory(service=service, owner=manager, kind="other", title="Photos and filming")
    section = SectionFactory(version=PolicyVersionFactory(policy=policy), standard_item="")
    return section.version


def test_the_editor_of_a_document_from_which_nothing_runs_has_no_such_pages(client, manager, another, address):
    signed_in(client, manager)
    page = client.get(address("edit", version_id=another.pk)).content.decode()
    for name in ("rules", "templates", "clocks"):
        url = address(name, version_id=another.pk)
        assert url not in page
        assert client.get(url).status_code == 404
    assert address("facts", version_id=another.pk) in page
    assert client.get(address("rule", version_id=another.pk, rule="tone")).status_code == 404


def test_nothing_that_would_run_is_put_into_a_document_from_which_nothing_runs(manager, another):
    section = another.sections.get().pk
    with pytest.raises(Refused, match="Nothing runs from “Photos and filming”"):
        drafting.set_rule(another.pk, by=manager, rule="tone", section_id=section, severity="warn")
    with pytest.raises(Refused, match="stand in the social media policy"):
        drafting.save_template(another.pk, by=manager, section_id=section, purpose="general", name="A", body="B")
    with pytest.raises(Refused, match="stand in the social media policy"):
        drafting.save_parameters(another.pk, by=manager, values={"claim_minutes": 9})


def test_the_evidence_of_a_document_from_which_nothing_runs_claims_no_rule_and_no_clock(another):
    page = documents.version_html(another, style_url="x.css", made_at=timezone.now())
    assert "Rules that no section names" not in page
    assert "Clocks and limits" not in page


def test_beside_the_text_it_says_who_has_read_it(client, manager, coordinator, viewer, starter_in_force, address):
    campaign = starter_in_force.reading_campaign
    campaign.readings.filter(user=manager).update(read_at=timezone.now())
    url = address("version", version_id=starter_in_force.pk)
    people = address("reading_people", campaign_id=campaign.pk)
    asked = campaign.readings.count()
    seen_by_manager = signed_in(client, manager).get(url).content.decode()
    assert f"<strong>1 of {asked} people</strong> have read and accepted 1.0." in seen_by_manager
    assert re.search(r"Not yet: [^.]*Priya Nair[^.]*\. After", seen_by_manager)
    assert "Read and accept it" not in seen_by_manager
    assert people in seen_by_manager
    assert "Read and accept it" in signed_in(client, coordinator).get(url).content.decode()
    seen_by_viewer = signed_in(client, viewer).get(url).content.decode()
    assert f"<strong>1 of {asked} people</strong>" in seen_by_viewer
    assert "Not yet" not in seen_by_viewer
    assert people not in seen_by_viewer


def test_beside_the_text_it_says_when_somebody_is_late_and_when_all_have_read(
    client, manager, coordinator, starter_in_force, address
):
    readings = starter_in_force.reading_campaign.readings
    readings.exclude(user=coordinator).update(read_at=timezone.now())
    readings.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    url = address("version", version_id=starter_in_force.pk)
    page = signed_in(client, manager).get(url).content.decode()
    assert "Not yet: Priya Nair. 1 overdue: they can look, but not approve or moderate." in page
    readings.update(read_at=timezone.now())
    assert "<strong>Everybody who was asked</strong> has read" in client.get(url).content.decode()


def test_a_minor_version_shows_the_reading_of_the_major_one_and_a_draft_none(client, manager, approver, draft, address):
    url = address("version", version_id=draft.pk)
    assert "read and accepted" not in signed_in(client, manager).get(url).content.decode()
    drafting.save_facts(draft.pk, by=manager, change_note="A word.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    workflow.approve(draft.pk, by=approver)
    workflow.put_in_force(draft.pk, by=manager, reason="A wrong number stood in it.")
    assert re.search(r"</strong> ha(s|ve) read and accepted 1\.0\.", client.get(url).content.decode())


# Moves


def test_from_draft_to_in_force_by_the_pages_alone(client, manager, approver, draft, address):
    def press(verb, **data):
        return client.post(address("move", version_id=draft.pk, verb=verb), data)

    signed_in(client, manager)
    client.post(address("facts", version_id=draft.pk), facts(draft, change_note="Who looks at night."))
    assert press("submit").status_code == 302
    signed_in(client, approver)
    assert press("return_for_changes", note="").status_code == 422
    assert press("return_for_changes", note="Name the days.").status_code == 302
    signed_in(client, manager)
    assert "Name the days." in client.get(address("edit", version_id=draft.pk)).content.decode()
    assert press("submit").status_code == 302
    signed_in(client, approver)
    draft.refresh_from_db()
    assert press("approve", seen=draft.edited_at.isoformat()).status_code == 302
    signed_in(client, manager)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert press("schedule", effective_from=tomorrow.isoformat()).status_code == 302
    page = press("put_in_force").content.decode()
    assert "Say why it cannot wait for a date" in page
    assert "Tom Ashworth, who wrote none of it" in page
    assert press("put_in_force", reason="A child was named.").status_code == 302
    draft.refresh_from_db()
    assert draft.state == VersionState.IN_FORCE


def facts(version: PolicyVersion, **changed) -> dict:
    version.refresh_from_db()
    return {"change_note": "", "cycle_months": 12, "effective_from": "", "seen": drafting.stamp(version), **changed}


def test_a_refused_move_shows_the_page_with_the_sentence_and_what_was_typed(client, approver, draft, address):
    url = address("move", version_id=draft.pk, verb="return_for_changes")
    answer = signed_in(client, approver).post(url, {"note": "Section 6 needs a date."})
    assert answer.status_code == 409
    assert "It can be returned for changes only while it is" in answer.content.decode()


def test_the_approval_of_a_text_that_changed_meanwhile_is_refused(client, approver, manager, draft, address):
    drafting.save_facts(draft.pk, by=manager, change_note="New.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    before = (timezone.now() - dt.timedelta(hours=1)).isoformat()
    url = address("move", version_id=draft.pk, verb="approve")
    answer = signed_in(client, approver).post(url, {"seen": before})
    assert answer.status_code == 409
    assert "changed after you opened it" in answer.content.decode()


def test_a_date_in_the_past_is_refused_with_the_form_kept(client, manager, approver, draft, address):
    drafting.save_facts(draft.pk, by=manager, change_note="New.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    workflow.approve(draft.pk, by=approver)
    url = address("move", version_id=draft.pk, verb="schedule")
    answer = signed_in(client, manager).post(url, {"effective_from": "2020-02-01"})
    assert answer.status_code == 409
    assert "tomorrow or a later date" in answer.content.decode()
    assert "2020-02-01" in answer.content.decode()
    assert client.post(url, {"effective_from": "30 February"}).status_code == 422


def test_an_unknown_verb_is_not_found(client, manager, draft, address):
    assert signed_in(client, manager).post(address("move", version_id=draft.pk, verb="delete")).status_code == 404


def test_reviewed_no_change_by_the_page(client, manager, starter_in_force, service):
    kwargs = {"service": service.slug, "policy_id": starter_in_force.policy_id}
    url = reverse("policies:review", kwargs=kwargs)
    assert signed_in(client, manager).post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"outcome": "no_change", "reason": "Read it with the team."}).status_code == 302
    page = client.get(reverse("policies:version", kwargs={"service": service.slug, "version_id": starter_in_force.pk}))
    assert "Reviewed, no change" in page.content.decode()
    assert PolicyReview.objects.filter(done_on=None).count() == 1


# The editor


def section_data(section, **changed) -> dict:
    data = {"title": section.title, "body": section.body, "standard_item": section.standard_item}
    return data | {"change": "wording", "seen": drafting.stamp(section)} | changed


def test_a_section_is_written_without_javascript(client, manager, draft, address):
    signed_in(client, manager)
    section = draft.sections.get(key="comments")
    url = address("section", version_id=draft.pk, section_id=section.pk)
    assert client.post(url, section_data(section, body="New\r\nwords.")).status_code == 302
    section.refresh_from_db()
    assert (section.body, section.change, section.key) == ("New\nwords.", "wording", "comments")


def test_a_section_is_added_moved_and_taken_out_by_buttons(client, manager, draft, address):
    signed_in(client, manager)
    data = {"title": "Night cover", "body": "Nobody.", "change": "meaning"}
    client.post(address("new_section", version_id=draft.pk), data)
    section = draft.sections.get(key="night-cover")
    assert section.position == 17
    move = address("move_section", version_id=draft.pk, section_id=section.pk)
    client.post(move, {"direction": "up"})
    assert list(draft.sections.values_list("position", "key"))[-2:] == [(16, "night-cover"), (17, "consequences")]
    client.post(move, {"direction": "down"})
    client.post(move, {"direction": "down"})
    section.refresh_from_db()
    assert section.position == 17
    client.post(address("remove_section", version_id=draft.pk, section_id=section.pk))
    assert not draft.sections.filter(key="night-cover").exists()


def test_a_stale_form_shows_what_was_typed_and_what_is_saved(client, manager, second_manager, draft, address):
    section = draft.sections.get(key="comments")
    mine = section_data(section, body="What I typed.")
    drafting.save_section(
        section.pk,
        by=second_manager,
        title=section.title,
        body="What Sam saved.",
        standard_item=section.standard_item,
        change="wording",
        guidance_only=False,
    )
    url = address("section", version_id=draft.pk, section_id=section.pk)
    answer = signed_in(client, manager).post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What I typed." in page
    assert "What Sam saved." in page
    assert "Save again to put yours in its place" in page
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302
    section.refresh_from_db()
    assert section.body == "What I typed."


@pytest.mark.parametrize("name", ["facts", "clocks"])
def test_a_stale_form_of_dates_or_clocks_names_what_is_saved(name, client, manager, second_manager, draft, address):
    url = address(name, version_id=draft.pk)
    form = signed_in(client, manager).get(url).context["form"]
    data = {one: form[one].value() or "" for one in form.fields if form[one].value() is not False}
    drafting.save_facts(draft.pk, by=second_manager, change_note="Sam’s note.", cycle_months=6, effective_from=None)
    answer = client.post(url, data)
    assert answer.status_code == 409
    assert "Sam’s note." in answer.content.decode()
    assert "Review every 6 months" in answer.content.decode()


def test_what_was_typed_into_a_version_that_went_to_review_is_shown_again(client, manager, draft, address):
    section = draft.sections.get(key="comments")
    drafting.save_facts(draft.pk, by=manager, change_note="New.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    url = address("section", version_id=draft.pk, section_id=section.pk)
    answer = signed_in(client, manager).post(url, section_data(section, body="Typed too late."))
    assert answer.status_code == 409
    assert "Typed too late." in answer.content.decode()
    assert "can no longer be changed" in answer.content.decode()
    assert client.get(url).url == address("version", version_id=draft.pk)


def test_text_typed_into_a_section_that_was_removed_is_kept(client, manager, draft, address):
    section = draft.sections.get(key="monitoring")
    mine = section_data(section, body="Typed too late.")
    drafting.remove_section(section.pk, by=manager)
    url = address("section", version_id=draft.pk, section_id=section.pk)
    answer = signed_in(client, manager).post(url, mine)
    assert "Typed too late." in answer.content.decode()
    assert "removed meanwhile" in answer.content.decode()
    assert answer.context["action"] == address("new_section", version_id=draft.pk)


def test_a_hundred_thousand_characters_are_refused_and_shown_again(client, manager, draft, address):
    section = draft.sections.get(key="comments")
    url = address("section", version_id=draft.pk, section_id=section.pk)
    answer = signed_in(client, manager).post(url, section_data(section, body="x" * 100_000))
    assert answer.status_code == 422
    assert "Shorten the text to 20,000 characters. It has 100,000" in answer.content.decode()
    assert "x" * 100_000 in answer.content.decode()


def test_a_section_on_which_rules_stand_is_not_taken_out(client, manager, draft, address):
    section = draft.sections.get(key="impartiality")
    answer = signed_in(client, manager).post(address("remove_section", version_id=draft.pk, section_id=section.pk))
    assert answer.status_code == 409
    assert "on this section. Move" in answer.content.decode()


def test_a_rule_is_bound_with_its_parameters(client, manager, draft, address):
    section = draft.sections.get(key="etiquette")
    setting = draft.rule_settings.get(rule="shouting")
    url = address("rule", version_id=draft.pk, rule="shouting")
    form = signed_in(client, manager).get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {"section": section.pk, "severity": "warn", "param_shortest": "5"}
    data["param_acronyms"] = "EHCP\r\nSEND\r\n\r\nNDTI"
    assert client.post(url, data).status_code == 302
    setting.refresh_from_db()
    assert setting.severity == "warn"
    assert setting.params == {"acronyms": ["EHCP", "NDTI", "SEND"], "shortest": 5}
    ready = services.ruleset_of(draft)["shouting"]
    assert (str(ready.severity), ready.section.key) == ("warn", "etiquette")


def test_every_rule_of_the_catalogue_has_a_form_that_saves_its_defaults(client, manager, draft, address):
    signed_in(client, manager)
    for setting in draft.rule_settings.all():
        url = address("rule", version_id=draft.pk, rule=setting.rule)
        form = client.get(url).context["form"]
        values = {name: form[name].value() for name in form.fields}
        data = {name: "" if value is None else value for name, value in values.items() if value is not False}
        answer = client.post(url, data)
        assert answer.status_code == 302, (setting.rule, answer.context["form"].errors)
        setting.refresh_from_db()
        assert setting.params == {}


def test_a_reply_template_with_an_unknown_blank_is_refused(client, manager, draft, address):
    section = draft.sections.get(key="comments")
    data = {"name": "New", "purpose": "general", "section": section.pk, "body": "Dear {name}, call {phone}."}
    answer = signed_in(client, manager).post(address("new_template", version_id=draft.pk), data)
    assert answer.status_code == 409
    assert "{name} cannot be filled in" in answer.content.decode()
    client.post(address("new_template", version_id=draft.pk), data | {"body": "Call {phone}."})
    assert draft.reply_templates.get(name="New").body == "Call {phone}."


def test_clocks_store_what_differs_only(client, manager, draft, address):
    signed_in(client, manager)
    url = address("clocks", version_id=draft.pk)
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not False}
    assert client.post(url, data | {"hidden_within_minutes_p1": 45}).status_code == 302
    draft.refresh_from_db()
    assert draft.parameters == {"hidden_within_minutes_p1": 45}
    assert client.post(url, data | {"claim_minutes": "0"}).status_code == 422


def test_the_editor_says_what_is_missing_before_review(client, manager, draft, address):
    page = signed_in(client, manager).get(address("edit", version_id=draft.pk)).content.decode()
    assert "Not ready for review" in page
    assert "change note" in page


# Quiet periods


def test_a_quiet_period_is_set_and_taken_back(client, approver, service):
    url = reverse("policies:quiet_periods", kwargs={"service": service.slug})
    day = timezone.localdate()
    data = {"name": "Local elections", "starts_on": day.isoformat(), "ends_on": (day + dt.timedelta(9)).isoformat()}
    assert signed_in(client, approver).post(url, data).status_code == 302
    period = QuietPeriod.objects.get()
    assert [one.name for one in services.quiet_periods(service)] == ["Local elections"]
    end = reverse("policies:end_quiet_period", kwargs={"service": service.slug, "period_id": period.pk})
    client.post(end)
    client.post(end)
    assert services.quiet_periods(service) == ()
    assert "taken back" in client.get(url).content.decode()


@pytest.mark.parametrize(("first", "last"), [("2099-05-07", "2099-05-01"), ("2020-05-01", "2020-05-07"), ("", "")])
def test_days_that_cannot_be_are_refused_with_the_name_kept(first, last, client, manager, service):
    url = reverse("policies:quiet_periods", kwargs={"service": service.slug})
    data = {"name": "Local elections", "starts_on": first, "ends_on": last}
    answer = signed_in(client, manager).post(url, data)
    assert answer.status_code == 422
    assert 'value="Local elections"' in answer.content.decode()
    assert not QuietPeriod.objects.exists()


def test_somebody_who_left_is_not_offered_as_owner(client, manager, service):
    gone = UserFactory(name="Gone Away")
    member(service, Role.COORDINATOR, name="Still Here")
    page = signed_in(client, manager).get(reverse("policies:new", kwargs={"service": service.slug})).content.decode()
    assert "Still Here" in page
    assert gone.name not in page
