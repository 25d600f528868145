"""On which section of the policy in force each decision stands; kept with it, and told in evidence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from moderation import evidence, grounds, workflow
from moderation.conduct import appeals, blocking
from moderation.handling import playbooks
from moderation.models import Appeal
from moderation.safety import escalations, out_of_hours
from moderation.workflow import Given
from policies.evidence import pack
from policies.evidence.chapters import Span
from policies.models import PolicyKind, ReplyPurpose, StandardItem
from tests.factories.moderation import CommentFactory, HouseRuleFactory
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReplyTemplateFactory,
    SectionFactory,
)
from tests.moderation.conduct.test_blocking import breach

pytestmark = pytest.mark.django_db
ITEMS = ("comments", "negativity", "children", "confidentiality")


@pytest.fixture
def policy(service):
    """A version in force with a section an item, and the replies under those that usually hold them."""
    version = PolicyVersionFactory(in_force=True, service=service, major=2)
    for position, item in enumerate(ITEMS, start=1):
        SectionFactory(version=version, key=item, title=item.title(), position=position, standard_item=item)
    ReplyTemplateFactory(section=version.sections.get(key="comments"), purpose=ReplyPurpose.CASE_PRIVATE)
    ReplyTemplateFactory(section=version.sections.get(key="negativity"), purpose=ReplyPurpose.GRIEVANCE_POST)
    ReplyTemplateFactory(section=version.sections.get(key="negativity"), purpose=ReplyPurpose.COMPLAINTS)
    return version


def facts(category: str, *flags: str) -> playbooks.Facts:
    return playbooks.Facts(category=category, is_public=True, flags=flags)


@pytest.mark.parametrize(
    ("given", "step", "item"),
    [
        (facts("case_request"), playbooks.HIDE, StandardItem.COMMENTS),
        (facts("case_request", "personal_data"), playbooks.HIDE, StandardItem.COMMENTS),
        (facts("general", "personal_data"), playbooks.HIDE, StandardItem.CONFIDENTIALITY),
        (facts("grievance", "safeguarding"), playbooks.HIDE, StandardItem.CHILDREN),
        (facts("troll"), playbooks.HIDE_FOR_HOUSE_RULE, StandardItem.NEGATIVITY),
        (facts("troll", "safeguarding"), playbooks.REPORT, StandardItem.NEGATIVITY),
        (facts("general", "immediate_danger"), playbooks.EMERGENCY, StandardItem.CHILDREN),
        (facts("general", "statutory_request"), playbooks.STATUTORY, StandardItem.CONFIDENTIALITY),
        (facts(""), playbooks.HIDE, StandardItem.COMMENTS),
    ],
)
def test_what_a_step_carries_out_follows_from_its_reason(given, step, item):
    assert playbooks.item_of(given, step) == item


def test_every_step_of_a_case_names_a_section_of_the_version_in_force(service, coordinator, policy):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.do_step(comment.pk, "reply_private", by=coordinator)
    workflow.do_step(comment.pk, "delete", by=coordinator)
    workflow.do_step(comment.pk, "referral_log", by=coordinator, given=Given(reference="R-1"))
    stood_on = {step.key: grounds.label(step.section) for step in comment.steps.all()}
    assert len(stood_on) == 4
    assert set(stood_on.values()) == {f"{policy.policy.title} 2.0, section 1: Comments"}
    event = Event.objects.about(comment).filter(kind="comment.step_done").first()
    assert (event.data["section"], event.data["section_title"], event.data["version"]) == (
        "comments",
        "Comments",
        "2.0",
    )


def test_the_one_public_post_and_what_is_passed_over_stand_on_the_section_of_their_reply(service, coordinator, policy):
    comment = CommentFactory(service=service, grievance=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "incident", by=coordinator, given=Given(title="A call back"))
    answer = workflow.do_step(comment.pk, "public_post", by=coordinator)
    assert answer.section == policy.sections.get(key="negativity")
    other = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    passed = workflow.step_not_possible(other.pk, "answer", by=coordinator, reason="A thank you needs none")
    assert passed.section == policy.sections.get(key="comments")


def test_a_reply_that_stands_elsewhere_in_the_policy_wins_over_the_item(service, coordinator, policy):
    section = SectionFactory(version=policy, key="messages", title="Messages", position=9)
    policy.reply_templates.filter(purpose=ReplyPurpose.CASE_PRIVATE).update(section=section)
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    assert workflow.do_step(comment.pk, "hide", by=coordinator).section.key == "comments"
    assert workflow.do_step(comment.pk, "reply_private", by=coordinator).section == section


def test_a_decision_keeps_its_section_when_another_version_takes_over(service, coordinator, policy):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    policy.state, policy.superseded_at = "superseded", timezone.now()
    policy.save()
    later = PolicyVersionFactory(in_force=True, policy=policy.policy, major=3)
    SectionFactory(version=later, key="comments", standard_item="comments")
    ReplyTemplateFactory(section=later.sections.get(), purpose=ReplyPurpose.CASE_PRIVATE)
    workflow.do_step(comment.pk, "reply_private", by=coordinator)
    assert [step.section.version.number for step in comment.steps.order_by("position")] == ["2.0", "3.0"]


def test_without_a_policy_or_its_section_a_decision_names_none(service, coordinator, client):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    step = workflow.do_step(comment.pk, "hide", by=coordinator)
    assert step.section is None
    client.force_login(coordinator)
    address = reverse("inbox:comment", args=[service.slug, comment.pk])
    assert "Policy: none on record" in client.get(address).content.decode()


def test_another_services_policy_is_no_ground(coordinator, service):
    elsewhere = PolicyVersionFactory(in_force=True)
    SectionFactory(version=elsewhere, key="comments", standard_item="comments")
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    assert workflow.do_step(comment.pk, "hide", by=coordinator).section is None


def test_a_step_that_is_taken_back_stands_on_nothing_any_more_and_its_event_stays(service, coordinator, policy):
    comment = CommentFactory(service=service, confirmed_by=coordinator)
    workflow.step_not_possible(comment.pk, "answer", by=coordinator, reason="A thank you")
    assert workflow.take_back(comment.pk, "answer", by=coordinator, reason="It asks something").section is None
    assert Event.objects.get(kind="comment.step_not_possible").data["section"] == "comments"
    found = rows(evidence.decisions(policy.policy, span(service)))
    title = "Answer, or point to the right place"
    assert [(row["decision"], row["section"]) for row in found] == [
        (f"passed over: {title}", "comments"),
        (f"took back: {title}", "comments"),
    ]


def test_naming_the_house_rule_afterwards_changes_the_ground_of_hiding(service, coordinator, policy):
    rule = HouseRuleFactory(service=service)
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.confirm_category(comment.pk, "troll", by=coordinator)
    workflow.do_step(comment.pk, "name_rule", by=coordinator, given=Given(house_rule=rule.pk))
    assert comment.steps.get(key="hide").section.key == "negativity"


def test_what_the_out_of_hours_rule_hides_has_its_section(service, policy):
    night = dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC)  # a Friday
    policy.parameters = {"hides_out_of_hours": True}
    policy.save()
    comment = CommentFactory(
        service=service,
        case=True,
        on_sandbox=True,
        text="my son is being excluded again what can I do, ring me on 07700 900417",
        posted_at=night - dt.timedelta(minutes=2),
    )
    assert out_of_hours.hide(comment.pk, now=night).section.key == "comments"


def test_blocks_worries_and_looking_again_name_theirs(
    service, coordinator, approver, safeguarding_lead, policy, client
):
    rule = HouseRuleFactory(service=service)
    last = [breach(service, coordinator, rule) for _ in range(3)][-1]
    block = blocking.block_writer(last.pk, by=approver, reason="Insults again and again.")
    assert block.section.key == "negativity"
    appeal = appeals.log_for_comment(last.pk, by=coordinator, came_by="by e-mail", says="It was a joke.")
    assert appeal.section is None
    appeals.decide(appeal.pk, by=approver, upholds=False, reason="It was an insult.", told_how="by e-mail")
    assert Appeal.objects.get().section.key == "comments"
    worry = CommentFactory(service=service, escalated=True)
    closed = escalations.close_escalation(worry.pk, by=safeguarding_lead, decision="Referred", reason="Bruises")
    assert closed.section.key == "children"
    for person, name, row in (
        (approver, "block", block),
        (approver, "appeal", appeal),
        (safeguarding_lead, "escalation", worry),
    ):
        client.force_login(person)
        page = client.get(reverse(f"inbox:{name}", args=[service.slug, row.pk])).content.decode()
        assert f"{reverse('policies:version', args=[service.slug, policy.pk])}#" in page


@pytest.mark.parametrize("way", ["by a manager", "looking again"])
def test_lifting_a_block_names_its_own_section(service, coordinator, approver, manager, policy, client, way):
    rule = HouseRuleFactory(service=service)
    last = [breach(service, coordinator, rule) for _ in range(3)][-1]
    block = blocking.block_writer(last.pk, by=approver, reason="Insults again and again.")
    policy.sections.filter(key="negativity").update(standard_item="purpose")
    ground = SectionFactory(version=policy, key="again", title="Again", position=8, standard_item="negativity")
    policy.reply_templates.all().delete()
    if way == "by a manager":
        blocking.lift(block.pk, by=manager, reason="They said sorry.")
    else:
        appeal = appeals.log_for_block(block.pk, by=coordinator, came_by="by e-mail", says="It was a joke.")
        appeals.decide(appeal.pk, by=manager, upholds=True, reason="It was one.", told_how="by e-mail")
    block.refresh_from_db()
    assert (block.section.key, block.lift_section) == ("negativity", ground)
    for event in Event.objects.filter(kind="block.lifted"):
        assert (event.data["section"], event.data["version"]) == ("again", "2.0")
    client.force_login(manager)
    page = client.get(reverse("inbox:block", args=[service.slug, block.pk])).content.decode()
    assert f"{reverse('policies:version', args=[service.slug, policy.pk])}#again" in page


def test_a_block_that_ends_by_itself_or_was_never_made_has_no_ground_of_ending(
    service, coordinator, approver, policy, client
):
    rule = HouseRuleFactory(service=service)
    last = [breach(service, coordinator, rule) for _ in range(3)][-1]
    made = blocking.block_writer(last.pk, by=approver, reason="Insults again and again.")
    over = dt.datetime.combine(made.ends_on, dt.time(12, 0), dt.UTC)
    assert blocking.end(made.pk, now=over).lift_section is None
    proposed = blocking.propose(last.pk, by=coordinator, reason="Insults")
    declined = blocking.decide(proposed.pk, by=approver, blocks=False, reason="Too hard.")
    assert (declined.section.key, declined.lift_section) == ("negativity", None)
    client.force_login(approver)
    for block in (made, declined):
        page = client.get(reverse("inbox:block", args=[service.slug, block.pk])).content.decode()
        assert "Policy on ending it" not in page


@pytest.mark.parametrize(
    ("flag", "key"),
    [
        ("safeguarding", "children"),
        ("immediate_danger", "children"),
        ("under_13", "children"),
        ("personal_data", "confidentiality"),
        ("statutory_request", "confidentiality"),
        ("threat_or_hate", "negativity"),
        ("staff_allegation", "negativity"),
        ("spam", "negativity"),
    ],
)
def test_lowering_a_flag_names_the_section_of_what_it_stood_for(service, coordinator, policy, client, flag, key):
    comment = CommentFactory(service=service, flags=[flag])
    workflow.lower_flag(comment.pk, flag, by=coordinator, reason="It is a game")
    event = Event.objects.about(comment).get(kind="comment.flag_lowered")
    assert (event.data["section"], event.data["section_title"], event.data["version"]) == (key, key.title(), "2.0")
    client.force_login(coordinator)
    page = client.get(reverse("inbox:comment", args=[service.slug, comment.pk])).content.decode()
    assert f"Policy 2.0: {key.title()}" in page


def test_a_flag_that_was_lowered_without_a_policy_says_so_and_one_of_old_says_nothing(service, coordinator, client):
    comment = CommentFactory(service=service, flags=["spam"])
    workflow.lower_flag(comment.pk, "spam", by=coordinator)
    client.force_login(coordinator)
    address = reverse("inbox:comment", args=[service.slug, comment.pk])
    assert client.get(address).content.decode().count("Policy: none on record") == 1
    older = CommentFactory(service=service)
    with transaction.atomic():
        audit.record(
            Kind.COMMENT_FLAG_LOWERED, on=older, actor=coordinator, data={"flag": "spam", "reason": "It is none"}
        )
    page = client.get(reverse("inbox:comment", args=[service.slug, older.pk])).content.decode()
    assert "lowered the flag spam" in page
    assert "Policy: none on record" not in page


def test_the_step_links_to_the_section_that_it_stood_on(service, coordinator, policy, client):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("inbox:comment", args=[service.slug, comment.pk])).content.decode()
    address = reverse("policies:version", args=[service.slug, policy.pk])
    assert f'Policy: <a href="{address}#comments">{policy.policy.title} 2.0, section 1: Comments</a>' in page


@pytest.mark.parametrize(("category", "key"), [("troll", "negativity"), ("general", "comments")])
def test_the_head_of_the_steps_names_the_section_of_the_class(service, coordinator, policy, client, category, key):
    comment = CommentFactory(service=service, category=category, confirmed_by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("inbox:comment", args=[service.slug, comment.pk])).content.decode()
    assert f"{reverse('policies:version', args=[service.slug, policy.pk])}#{key}" in page


# The policy's evidence


def span(service) -> Span:
    today = service.today(timezone.now())
    return Span.of(service, today, today)


def rows(found) -> list[dict[str, str]]:
    head, *body = list(found)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_policys_pack_lists_and_counts_decisions_by_section(service, coordinator, manager, policy):
    for _ in range(2):
        comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
        workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.do_step(comment.pk, "reply_private", by=coordinator)
    other = CommentFactory(service=service, text="Thank you all", confirmed_by=coordinator)
    workflow.step_not_possible(other.pk, "answer", by=coordinator, reason="Ms Pemberton only says thank you")
    today = service.today(timezone.now())
    asked = pack.ask(policy.policy, first=today, last=today, by=manager)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pack.stream(asked))))
    text = archive.read("comment-decisions.csv").decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert [row["decision"] for row in found] == [
        "hid the comment",
        "hid the comment",
        "replied in private from the template",
        "passed over: Answer, or point to the right place",
    ]
    assert {(row["section"], row["title"], row["version"]) for row in found} == {("comments", "Comments", "2.0")}
    assert found[0]["about"].startswith("Comment ")
    assert found[0]["by"] == str(coordinator)
    assert "thank you" not in text.lower()  # neither words nor reasons
    assert "comment-decisions.csv" in archive.read("index.html").decode()
    counted = rows(evidence.counts(policy.policy, span(service)))
    assert [(row["decision"], row["how often"]) for row in counted] == [
        ("hid the comment", "2"),
        ("passed over: Answer, or point to the right place", "1"),
        ("replied in private from the template", "1"),
    ]


def test_what_was_decided_before_there_was_a_policy_says_so(service, coordinator):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    first = PolicyVersionFactory(in_force=True, service=service)
    (row,) = rows(evidence.decisions(first.policy, span(service)))
    assert (row["section"], row["title"], row["version"]) == ("none on record", "", "")


def test_a_block_and_its_comment_are_one_decision(service, coordinator, approver, policy):
    last = [breach(service, coordinator, HouseRuleFactory(service=service, name=f"Rule {n}")) for n in range(3)][-1]
    block = blocking.block_writer(last.pk, by=approver, reason="Insults again and again.")
    blocking.lift(block.pk, by=approver, reason="They said sorry.")
    found = [row["decision"] for row in rows(evidence.decisions(policy.policy, span(service)))]
    assert found.count("blocked a writer") == found.count("lifted the block of a writer") == 1


def test_the_policys_pack_tells_which_flag_was_lowered_and_not_why(service, coordinator, policy):
    comment = CommentFactory(service=service, flags=["safeguarding"])
    workflow.lower_flag(comment.pk, "safeguarding", by=coordinator, reason="It is a game")
    (row,) = rows(evidence.decisions(policy.policy, span(service)))
    assert (row["decision"], row["section"], row["version"]) == ("lowered the flag safeguarding", "children", "2.0")
    assert "game" not in "".join(row.values())


def test_what_is_kept_from_a_colleague_is_in_no_pack_of_a_policy(service, coordinator, manager, policy):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.keep_from(comment.pk, by=coordinator, person=manager)
    assert rows(evidence.decisions(policy.policy, span(service))) == []
    assert rows(evidence.counts(policy.policy, span(service))) == []


def test_another_document_has_no_decisions_about_comments(service, coordinator, policy):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    other = PolicyFactory(service=service, kind=PolicyKind.ACCEPTABLE_USE, title="Acceptable use")
    assert rows(evidence.decisions(other, span(service))) == []
    assert rows(evidence.decisions(PolicyVersionFactory(in_force=True).policy, span(service))) == []
