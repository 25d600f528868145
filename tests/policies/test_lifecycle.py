"""The lifecycle as a whole: every state, every move, every role; and any sequence of moves and edits by anybody."""

from __future__ import annotations

import datetime as dt
import inspect
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Deputy, Role, User
from audit.models import Event
from audit.services import first_broken_link
from policies import drafting, questions, workflow
from policies.digests import digest_of
from policies.models import Policy, PolicyVersion, VersionState
from policies.refusals import MoveRefused, Refused
from tests.factories.accounts import UserFactory, member
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReplyTemplateFactory,
    RuleSettingFactory,
    ScenarioQuestionFactory,
    SectionFactory,
)

STATES = [str(state) for state in VersionState]
FROM = {  # written down once more, so that a change of the workflow's table is seen here
    "submit": {"draft", "changes_requested"},
    "return_for_changes": {"in_review", "approved", "scheduled"},
    "approve": {"in_review"},
    "schedule": {"approved", "scheduled"},
    "put_in_force": {"approved", "scheduled"},
    "withdraw": {"draft", "in_review", "changes_requested", "approved", "scheduled"},
}
TO = {
    "submit": "in_review",
    "return_for_changes": "changes_requested",
    "approve": "approved",
    "schedule": "scheduled",
    "put_in_force": "in_force",
    "withdraw": "withdrawn",
}
WRITERS = {"author", "writer", "service_manager", "deputy_manager"}
SECOND_PERSONS = {"service_manager", "deputy_manager", "line_manager", "deputy_line_manager"}
MAY = {
    "submit": WRITERS,
    "return_for_changes": SECOND_PERSONS,
    "approve": SECOND_PERSONS,
    "schedule": WRITERS,
    "put_in_force": WRITERS,
    "withdraw": WRITERS,
}
PEOPLE = [
    "nobody",
    "without_a_role",
    "gone",
    "viewer",
    "coordinator",
    "safeguarding_lead",
    "line_manager",
    "deputy_line_manager",
    "service_manager",
    "deputy_manager",
    "author",
    "writer",
    "outsider",
]
FROZEN = [state for state in STATES if state not in ("draft", "changes_requested")]


@pytest.fixture
def people(service, other_service, manager) -> dict[str, User]:
    today = timezone.localdate()
    days = {"starts_on": today - dt.timedelta(days=1), "ends_on": today + dt.timedelta(days=9)}
    found = {
        "nobody": UserFactory(name="Nobody Here"),
        "without_a_role": member(service, name="No Role"),
        "gone": member(service, Role.SERVICE_MANAGER, Role.LINE_MANAGER, name="Gone Away"),
        "viewer": member(service, Role.VIEWER, name="Vera Viewer"),
        "coordinator": member(service, Role.COORDINATOR, name="Carl Coordinator"),
        "safeguarding_lead": member(service, Role.SAFEGUARDING_LEAD, name="Sue Lead"),
        "line_manager": member(service, Role.LINE_MANAGER, name="Lee Manager"),
        "deputy_line_manager": member(service, Role.COORDINATOR, name="Dee Line"),
        "service_manager": member(service, Role.SERVICE_MANAGER, name="Max Manager"),
        "deputy_manager": member(service, Role.VIEWER, name="Dee Manager"),
        "author": manager,
        "writer": member(service, Role.SERVICE_MANAGER, Role.LINE_MANAGER, name="Will Writer"),
        "outsider": member(other_service, *Role, name="Out Sider"),
    }
    for name, role, instead_of in (
        ("deputy_line_manager", Role.LINE_MANAGER, "line_manager"),
        ("deputy_manager", Role.SERVICE_MANAGER, "service_manager"),
    ):
        Deputy.objects.create(service=service, role=role, stands_in_for=found[instead_of], deputy=found[name], **days)
    found["gone"].memberships.update(ended_at=timezone.now(), end_reason="Left us.")
    return found


def version_in(state: str, policy: Policy, people: dict[str, User]) -> PolicyVersion:
    """A version in this state with a section, a rule, a reply template and a question on it."""
    approved = state in ("approved", "scheduled", "in_force", "superseded")
    version = PolicyVersionFactory(
        policy=policy,
        author=people["author"],
        state=state,
        approved_by=people["service_manager"] if approved else None,
        effective_from=timezone.localdate() if approved else None,
        in_force_at=timezone.now() if state in ("in_force", "superseded") else None,
        superseded_at=timezone.now() if state == "superseded" else None,
    )
    version.writers.add(people["author"], people["writer"])
    section = SectionFactory(version=version)
    RuleSettingFactory(section=section)
    ReplyTemplateFactory(section=section)
    ScenarioQuestionFactory(section=section)
    return version


def act(verb: str, version: PolicyVersion, by: User) -> PolicyVersion:
    more = {
        "return_for_changes": {"note": "Say who looks at night."},
        "schedule": {"effective_from": timezone.localdate() + dt.timedelta(days=3)},
        "put_in_force": {"reason": "A child was named."},
    }
    return getattr(workflow, verb)(version.pk, by=by, **more.get(verb, {}))


def test_the_tables_of_these_tests_are_those_of_the_workflow():
    assert {verb: {str(state) for state in move.come_from} for verb, move in workflow.MOVES.items()} == FROM
    assert {verb: str(move.to) for verb, move in workflow.MOVES.items()} == TO


@pytest.mark.parametrize("state", STATES)
def test_every_move_by_everybody_does_what_the_table_says_or_is_refused_in_a_sentence(state, service, people):
    version = version_in(state, PolicyFactory(service=service, owner=people["author"]), people)
    digest, done = digest_of(version), {}
    for verb in FROM:
        for person in PEOPLE:
            with transaction.atomic():
                done[verb, person] = outcome(verb, version, people[person], digest)
                transaction.set_rollback(True)
    assert done == {
        (verb, person): TO[verb] if state in FROM[verb] and person in MAY[verb] else "a sentence"
        for verb in FROM
        for person in PEOPLE
    }


def outcome(verb: str, version: PolicyVersion, by: User, digest: str) -> str:
    """The state that came of it, or "a sentence". Anything else that is raised fails the test."""
    offered = workflow.available(PolicyVersion.objects.get(pk=version.pk), by)[verb] == ""
    before = Event.objects.count()
    try:
        act(verb, version, by)
    except MoveRefused as refusal:
        now = PolicyVersion.objects.get(pk=version.pk)
        assert (now.state, Event.objects.count(), offered) == (version.state, before, False)
        return "a sentence" if str(refusal).endswith(".") and len(str(refusal).split()) > 4 else repr(refusal)
    now = PolicyVersion.objects.get(pk=version.pk)
    assert offered
    assert Event.objects.count() > before
    assert digest_of(now) == digest
    assert first_broken_link(now.service) is None
    return now.state


@pytest.mark.parametrize("state", STATES)
def test_a_new_version_is_started_by_writers_alone_and_only_while_none_is_on_its_way(state, service, people):
    policy = PolicyFactory(service=service, owner=people["author"])
    version_in(state, policy, people)
    done = {}
    for person in PEOPLE:
        with transaction.atomic():
            done[person] = started(policy, people[person])
            transaction.set_rollback(True)
    is_free = state in ("in_force", "superseded", "withdrawn")
    assert done == {person: "draft" if is_free and person in WRITERS else "a sentence" for person in PEOPLE}


def started(policy: Policy, by: User) -> str:
    """The state of the version that was started, or "a sentence"."""
    try:
        return workflow.start_version(policy, by=by).state
    except MoveRefused as refusal:
        return "a sentence" if str(refusal).endswith(".") and len(str(refusal).split()) > 4 else repr(refusal)


@pytest.mark.parametrize("verb", FROM)
def test_the_pages_answer_every_move_by_everybody_without_an_error(verb, client, service, people):
    facts = {"service": service, "owner": people["author"], "kind": "other"}
    rows = {state: version_in(state, PolicyFactory(**facts), people) for state in STATES}
    data = {"note": "x", "reason": "x", "effective_from": (timezone.localdate() + dt.timedelta(days=3)).isoformat()}
    answers = {}
    for person in PEOPLE:
        client.force_login(people[person])
        for state, row in rows.items():
            with transaction.atomic():
                answer = client.post(f"/{service.slug}/policies/{row.pk}/move/{verb}/", data)
                answers[person, state] = answer.status_code
                transaction.set_rollback(True)
    outside = {"nobody", "gone", "outsider"}
    right = MAY[verb]
    expected = {
        (person, state): 404
        if person in outside
        else 403
        if person not in right
        else 302
        if state in FROM[verb]
        else 409
        for person in PEOPLE
        for state in STATES
    }
    assert answers == expected


# Content is frozen from review on


def writes(version: PolicyVersion, by: User) -> dict[str, object]:
    """Every function that writes a version's content, ready to be called."""
    section, rule = version.sections.get(), version.rule_settings.get()
    template, question = version.reply_templates.get(), version.questions.get()
    facts = {"title": "T", "body": "B", "standard_item": "", "change": "meaning", "guidance_only": False}
    reply = {"section_id": section.pk, "purpose": "general", "name": "N", "body": "B"}
    standing = {"rule": rule.rule, "section_id": section.pk, "severity": "off"}
    asked = {"section_id": section.pk, "about": "post", "text": "May it?", "answer": "no", "explanation": "It may not."}
    plan = drafting.SectionPlan(key="k", title="T", body="B", standard_item="", rules={})
    return {
        "drafting.save_facts": lambda: drafting.save_facts(
            version.pk, by=by, change_note="N", cycle_months=3, effective_from=None
        ),
        "drafting.save_parameters": lambda: drafting.save_parameters(version.pk, by=by, values={"claim_minutes": 9}),
        "drafting.fill": lambda: drafting.fill(version.pk, [plan], by=by, change_note="N"),
        "drafting.add_section": lambda: drafting.add_section(version.pk, by=by, title="More"),
        "drafting.save_section": lambda: drafting.save_section(section.pk, by=by, **facts),
        "drafting.move_section": lambda: drafting.move_section(section.pk, by=by, up=True),
        "drafting.remove_section": lambda: drafting.remove_section(section.pk, by=by),
        "drafting.set_rule": lambda: drafting.set_rule(version.pk, by=by, **standing),
        "drafting.save_template": lambda: drafting.save_template(version.pk, by=by, **reply),
        "drafting.remove_template": lambda: drafting.remove_template(template.pk, by=by),
        "drafting.confirm": lambda: drafting.confirm(section.pk, by=by),
        "questions.add_question": lambda: questions.save_question(version.pk, by=by, **asked),
        "questions.save_question": lambda: questions.save_question(version.pk, by=by, question_id=question.pk, **asked),
        "questions.fill": lambda: questions.fill(version.pk, [], by=by),
        "questions.save_readers": lambda: questions.save_readers(version.pk, by=by, roles=["viewer"]),
        "questions.move_question": lambda: questions.move_question(question.pk, by=by, up=True),
        "questions.remove_question": lambda: questions.remove_question(question.pk, by=by),
    }


def test_no_function_that_writes_content_is_left_out_here(service, people):
    version = version_in("draft", PolicyFactory(service=service, owner=people["author"]), people)
    public = {
        f"{module.__name__}.{name}"
        for module in (drafting, questions)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "by" in inspect.signature(function).parameters
    }
    tried = {f"policies.{name}" for name in writes(version, people["author"])}
    assert public - {"policies.drafting.writing"} == tried - {"policies.questions.add_question"}


@pytest.mark.parametrize("state", FROZEN)
def test_no_function_writes_a_frozen_version(state, service, people):
    version = version_in(state, PolicyFactory(service=service, owner=people["author"]), people)
    digest, confirmed = digest_of(version), version.rule_settings.get().confirmed_text
    for name, write in writes(version, people["author"]).items():
        with pytest.raises(Refused, match=r"can no longer be changed\.$"):
            write()
        assert digest_of(PolicyVersion.objects.get(pk=version.pk)) == digest, name
    assert version.rule_settings.get().confirmed_text == confirmed
    assert not Event.objects.about(version).exists()


@pytest.mark.parametrize("person", sorted(set(PEOPLE) - WRITERS))
def test_no_function_writes_for_a_person_without_the_right(person, service, people):
    version = version_in("draft", PolicyFactory(service=service, owner=people["author"]), people)
    digest = digest_of(version)
    for write in writes(version, people[person]).values():
        with pytest.raises(Refused, match=r"^Only a service manager can .*\.$"):
            write()
    assert digest_of(PolicyVersion.objects.get(pk=version.pk)) == digest


# Any sequence


class World:
    """One policy, its people and a clock; a step is a verb and who tries it."""

    def __init__(self, policy: Policy, people: dict[str, User]) -> None:
        self.policy, self.people = policy, people
        self.now = dt.datetime(2027, 3, 26, 10, tzinfo=dt.UTC)  # two nights before the clocks change
        self.frozen: dict[int, str] = {}

    def current(self) -> PolicyVersion | None:
        rows = self.policy.versions.select_related("policy__service")
        return rows.filter(state__in=workflow.OPEN_STATES).first() or rows.order_by("-pk").first()

    def step(self, verb: str, person: str) -> None:
        by, version = self.people[person], self.current()
        self.now += dt.timedelta(hours=1)
        try:
            if verb == "start":
                workflow.start_version(self.policy, by=by, now=self.now)
            elif verb == "night":
                self.now += dt.timedelta(days=1)
                workflow.take_over(self.now)
            elif version is not None:
                self.move_or_edit(verb, version, by)
        except Refused as refusal:
            assert str(refusal).endswith("."), verb
            assert len(str(refusal).split()) > 4, verb
        self.look()

    def move_or_edit(self, verb: str, version: PolicyVersion, by: User) -> None:
        if verb == "edit":
            self.edit(version, by)
        elif verb == "confirm":
            for section in version.sections.all():
                drafting.confirm(section.pk, by=by, now=self.now)
        else:
            more = {
                "return_for_changes": {"note": "Say who looks at night."},
                "schedule": {"effective_from": (self.now + dt.timedelta(days=1)).date()},
                "put_in_force": {"reason": "A child was named."},
            }
            getattr(workflow, verb)(version.pk, by=by, now=self.now, **more.get(verb, {}))

    def edit(self, version: PolicyVersion, by: User) -> None:
        note = {"change_note": f"As of {self.now}.", "cycle_months": 12, "effective_from": None}
        drafting.save_facts(version.pk, by=by, now=self.now, **note)
        section = version.sections.first() or drafting.add_section(version.pk, by=by, title="Comments", now=self.now)
        facts = {"title": "Comments", "standard_item": "", "change": "meaning", "guidance_only": False}
        drafting.save_section(section.pk, by=by, body=f"As of {self.now}.", now=self.now, **facts)
        if not section.rule_settings.exists():
            drafting.set_rule(version.pk, by=by, rule="shouting", section_id=section.pk, severity="warn", now=self.now)

    def look(self) -> None:
        """What holds at any moment."""
        versions = list(self.policy.versions.select_related("policy__service"))
        states = Counter(one.state for one in versions)
        assert states["in_force"] <= 1
        assert states["scheduled"] <= 1
        assert sum(states[state] for state in workflow.OPEN_STATES) <= 1
        assert self.policy.reviews.filter(done_on=None).count() <= 1
        for one in versions:
            if one.is_editable:
                self.frozen.pop(one.pk, None)
                continue
            assert self.frozen.setdefault(one.pk, digest_of(one)) == digest_of(one)
            if one.state in ("approved", "scheduled", "in_force", "superseded"):
                assert one.approved_by_id not in {one.author_id, *one.writers.values_list("pk", flat=True)}
            if one.state == "in_force":
                assert self.policy.reviews.filter(done_on=None, version=one).exists()
        assert len({one.number for one in versions}) == len(versions)
        assert first_broken_link(self.policy.service) is None


STEPS = st.tuples(st.sampled_from([*FROM, "start", "edit", "confirm", "night"]), st.sampled_from(PEOPLE))
LEADS_ON = st.sampled_from(  # what is done with some right to it, so that the later states are reached often
    [
        ("start", "author"),
        ("edit", "author"),
        ("edit", "writer"),
        ("confirm", "author"),
        ("submit", "author"),
        ("approve", "line_manager"),
        ("approve", "service_manager"),
        ("schedule", "author"),
        ("night", "author"),
        ("put_in_force", "author"),
        ("return_for_changes", "line_manager"),
    ]
)
TO_FORCE = [("start", "author"), ("edit", "author"), ("confirm", "author"), ("submit", "author")]
TO_FORCE += [("approve", "line_manager"), ("put_in_force", "author")]
BEGINNINGS = st.sampled_from([[], TO_FORCE[:4], TO_FORCE[:5], TO_FORCE, TO_FORCE + TO_FORCE[:5]])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(beginning=BEGINNINGS, sequence=st.lists(STEPS | LEADS_ON, max_size=12))
def test_whatever_people_do_in_whatever_order_the_invariants_hold(beginning, sequence, service, people):
    with transaction.atomic():
        world = World(PolicyFactory(service=service, owner=people["author"]), people)
        for verb, person in [*beginning, *sequence]:
            world.step(verb, person)
        transaction.set_rollback(True)


def test_the_usual_way_is_one_that_the_sequences_take(service, people):
    world = World(PolicyFactory(service=service, owner=people["author"]), people)
    seen = set()
    usual = [*TO_FORCE, *TO_FORCE[:5], ("schedule", "author"), ("night", "author"), ("night", "author")]
    for verb, person in usual:
        world.step(verb, person)
        seen |= set(world.policy.versions.values_list("state", flat=True))
    assert seen == {"draft", "in_review", "approved", "scheduled", "in_force", "superseded"}
    assert [one.number for one in world.policy.versions.order_by("pk")] == ["1.0", "2.0"]
