from __future__ import annotations

import pytest

from policies import drafting, questions, workflow
from policies.digests import digest_of
from policies.models import ScenarioQuestion
from policies.refusals import Refused, Stale
from policies.starter_questions import QUESTIONS
from tests.factories.policies import PolicyVersionFactory, ScenarioQuestionFactory, SectionFactory

TYPED = {
    "about": "comment",
    "text": "He is 9 and out of school. What now?",
    "answer": "case_request",
    "explanation": "One child.",
}


@pytest.fixture
def version(service, manager):
    return PolicyVersionFactory(service=service, policy__owner=manager)


@pytest.fixture
def section(version):
    return SectionFactory(version=version, key="comments")


def test_a_question_is_added_at_the_end_and_remembered_with_its_writer(version, section, manager):
    first = questions.save_question(version.pk, by=manager, section_id=section.pk, **TYPED)
    second = questions.save_question(version.pk, by=manager, section_id=section.pk, **{**TYPED, "text": "Another."})
    assert (first.position, second.position) == (1, 2)
    assert list(version.writers.all()) == [manager]


def test_a_change_is_refused_when_somebody_changed_it_meanwhile(version, section, manager):
    row = questions.save_question(version.pk, by=manager, section_id=section.pk, **TYPED)
    seen = drafting.stamp(row)
    changed = {**TYPED, "explanation": "Because."}
    questions.save_question(version.pk, by=manager, section_id=section.pk, question_id=row.pk, seen=seen, **changed)
    with pytest.raises(Stale):
        questions.save_question(version.pk, by=manager, section_id=section.pk, question_id=row.pk, seen=seen, **TYPED)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"answer": "yes"}, "fits the kind"),
        ({"about": "post"}, "fits the kind"),
        ({"about": "riddle"}, "fits the kind"),
        ({"answer": ""}, "fits the kind"),
        ({"text": " \n "}, "Write the comment"),
        ({"explanation": ""}, "Write the comment"),
    ],
)
def test_what_makes_no_question_is_refused(version, section, manager, facts, why):
    with pytest.raises(Refused, match=why):
        questions.save_question(version.pk, by=manager, section_id=section.pk, **{**TYPED, **facts})
    assert not ScenarioQuestion.objects.exists()


def test_a_section_of_another_version_or_service_is_refused(version, section, manager, other_service):
    foreign = SectionFactory(version=PolicyVersionFactory(service=other_service))
    with pytest.raises(Refused, match="no longer in this version"):
        questions.save_question(version.pk, by=manager, section_id=foreign.pk, **TYPED)


def test_a_question_of_another_version_cannot_be_changed_through_this_one(version, section, manager, other_service):
    foreign = ScenarioQuestionFactory(section=SectionFactory(version=PolicyVersionFactory(service=other_service)))
    with pytest.raises(Refused, match="removed meanwhile"):
        questions.save_question(version.pk, by=manager, section_id=section.pk, question_id=foreign.pk, **TYPED)


def test_the_same_scene_is_not_asked_about_twice(version, section, manager):
    questions.save_question(version.pk, by=manager, section_id=section.pk, **TYPED)
    with pytest.raises(Refused, match="asked about already"):
        questions.save_question(version.pk, by=manager, section_id=section.pk, **TYPED)


def test_there_is_an_end_to_a_handful(version, section, manager):
    for number in range(questions.MOST):
        ScenarioQuestionFactory(section=section, text=f"Scene {number}")
    with pytest.raises(Refused, match="handful"):
        questions.save_question(version.pk, by=manager, section_id=section.pk, **TYPED)


def test_questions_change_places_and_close_their_ranks(version, section, manager):
    one, two, three = (ScenarioQuestionFactory(section=section) for _ in range(3))
    questions.move_question(three.pk, by=manager, up=True)
    questions.move_question(one.pk, by=manager, up=True)  # at the top nothing moves
    assert list(version.questions.all()) == [one, three, two]
    questions.remove_question(one.pk, by=manager)
    assert list(version.questions.values_list("pk", "position")) == [(three.pk, 1), (two.pk, 2)]


@pytest.mark.parametrize("trait", ["in_review", "approved", "scheduled", "in_force", "superseded", "withdrawn"])
def test_from_review_on_nothing_of_the_reading_changes(service, manager, trait):
    version = PolicyVersionFactory(service=service, **{trait: True})
    row = ScenarioQuestionFactory(section=SectionFactory(version=version))
    before = digest_of(version)
    writes = [
        lambda: questions.save_question(version.pk, by=manager, section_id=row.section_id, **TYPED),
        lambda: questions.save_question(version.pk, by=manager, section_id=row.section_id, question_id=row.pk, **TYPED),
        lambda: questions.move_question(row.pk, by=manager, up=True),
        lambda: questions.remove_question(row.pk, by=manager),
        lambda: questions.save_readers(version.pk, by=manager, roles=["viewer"]),
        lambda: questions.fill(version.pk, QUESTIONS, by=manager),
    ]
    for write in writes:
        with pytest.raises(Refused, match="can no longer be changed"):
            write()
    version.refresh_from_db()
    assert digest_of(version) == before


@pytest.mark.parametrize("who", ["coordinator", "approver", "safeguarding_lead", "viewer", "outsider"])
def test_only_a_service_manager_writes_questions(version, section, who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused, match="Only a service manager"):
        questions.save_question(version.pk, by=by, section_id=section.pk, **TYPED)
    with pytest.raises(Refused, match="Only a service manager"):
        questions.save_readers(version.pk, by=by, roles=[])


def test_who_reads_it_is_kept_in_the_order_of_the_roles(version, manager):
    questions.save_readers(version.pk, by=manager, roles=["viewer", "coordinator", "viewer"])
    version.refresh_from_db()
    assert version.read_by == ["coordinator", "viewer"]
    with pytest.raises(Refused, match="no role called king"):
        questions.save_readers(version.pk, by=manager, roles=["king"])


def test_a_section_that_is_asked_about_cannot_be_taken_out(version, section, manager):
    ScenarioQuestionFactory(section=section)
    with pytest.raises(Refused, match="1 question of the reading asks about this section"):
        drafting.remove_section(section.pk, by=manager)


def test_a_new_version_brings_the_questions_and_the_readers_along(starter_in_force, manager):
    starter_in_force.read_by = ["coordinator"]
    starter_in_force.save(update_fields=["read_by"])
    draft = workflow.start_version(starter_in_force.policy, by=manager)
    said = list(draft.questions.values_list("position", "text", "answer", "section__key"))
    assert said == list(starter_in_force.questions.values_list("position", "text", "answer", "section__key"))
    assert len(said) == 5
    assert draft.read_by == ["coordinator"]


def test_the_starter_questions_stand_on_sections_of_the_starter_text(starter_draft):
    assert starter_draft.questions.count() == len(QUESTIONS) == 5
    assert {one.about for one in QUESTIONS} == {"comment", "post"}
    assert {one.answer for one in QUESTIONS} >= {"case_request", "grievance", "general", "yes", "no"}


def test_a_plan_without_its_section_is_left_out(version, section, manager):
    questions.fill(version.pk, QUESTIONS, by=manager)
    assert [one.section for one in version.questions.all()] == [section]


def test_the_key_of_an_answer_follows_from_the_words_alone(section):
    one = ScenarioQuestionFactory(section=section, text="The same.")
    other = ScenarioQuestionFactory(text="The same.", answer="troll")
    assert questions.key_of(one) == questions.key_of(other)
    assert questions.key_of(one) != questions.key_of(ScenarioQuestionFactory(text="Another."))
