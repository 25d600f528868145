"""The scenario questions at the end of a reading: what they offer, whether they were answered right, and their writing.

A question is written in a draft, bound to the section that answers it, and frozen with the rest of the version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Role, User
from policies import drafting
from policies.models import PolicyVersion, ScenarioQuestion
from policies.refusals import Refused

About = ScenarioQuestion.About

ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    About.COMMENT: (
        ("case_request", "A case request: somebody needs advice about one child or young person"),
        ("grievance", "A grievance: somebody used our service and is unhappy with us"),
        ("troll", "A troll: somebody wants to provoke, or advertises"),
        ("general", "General: everything else"),
    ),
    About.POST: (("yes", "Yes, it may go out"), ("no", "No, it may not")),
}
MOST = 20  # a handful is meant; more than this nobody reads with care


def key_of(question: ScenarioQuestion) -> str:
    """What an answer is kept under. It follows from the words, so that a minor version does not lose the answers."""
    return hashlib.sha256(f"{question.about}\n{question.text}".encode()).hexdigest()[:16]


def label_of(about: str, answer: str) -> str:
    """An answer in words; "" for one that this kind of question does not offer."""
    return dict(ANSWERS.get(about, ())).get(answer, "")


@dataclass(frozen=True)
class Answered:
    """A question with what the person said last: "" when they said nothing yet."""

    question: ScenarioQuestion
    key: str
    given: str

    @property
    def is_right(self) -> bool:
        return self.given == self.question.answer


def answered(version: PolicyVersion, answers: Mapping[str, str]) -> list[Answered]:
    """The version's questions in their order, each with the last answer that it was given."""
    rows = version.questions.select_related("section")
    return [Answered(row, key_of(row), str(answers.get(key_of(row), ""))) for row in rows]


# Writing them


@dataclass(frozen=True, kw_only=True)
class QuestionPlan:
    """A question as plain values; `section` is a section's key."""

    section: str
    about: str
    text: str
    answer: str
    explanation: str


def fill(version_id: int, plans: Sequence[QuestionPlan], *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    """Add these questions to a draft as one edit; one whose section the draft does not have is left out."""
    with drafting.writing(version_id, by, f"added {len(plans)} questions to the reading", now) as version:
        sections = {section.key: section for section in version.sections.all()}
        first = version.questions.count() + 1
        fitting = [plan for plan in plans if plan.section in sections]
        ScenarioQuestion.objects.bulk_create(
            ScenarioQuestion(
                version=version,
                section=sections[plan.section],
                position=position,
                about=plan.about,
                text=plan.text,
                answer=plan.answer,
                explanation=plan.explanation,
            )
            for position, plan in enumerate(fitting, start=first)
        )
    return version


def save_question(
    version_id: int,
    *,
    by: User,
    section_id: int,
    about: str,
    text: str,
    answer: str,
    explanation: str,
    question_id: int | None = None,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> ScenarioQuestion:
    """Add a question at the end, or change one."""
    if not label_of(about, answer):
        raise Refused("Choose an answer that fits the kind of question.")
    if not text.strip() or not explanation.strip():
        raise Refused("Write the comment or post, and why the answer is right.")
    with drafting.writing(version_id, by, "a question of the reading", now) as version:
        question = version.questions.filter(pk=question_id).first() if question_id else None
        if question_id and question is None:
            raise Refused("This question was removed meanwhile.")
        drafting.not_stale(question, seen)
        section = version.sections.filter(pk=section_id).first()
        if section is None:
            raise Refused("That section is no longer in this version. Choose another.")
        if question is None and version.questions.count() >= MOST:
            raise Refused(f"There are {MOST} questions already, and a handful is meant. Change one of them instead.")
        same = version.questions.filter(about=about, text=text.strip()).exclude(pk=question_id)
        if same.exists():
            raise Refused("The same comment or post is asked about already. Change that question instead.")
        question = question or ScenarioQuestion(version=version, position=version.questions.count() + 1)
        question.section, question.about, question.answer = section, about, answer
        question.text, question.explanation = text.strip(), explanation.strip()
        question.save()
    return question


def move_question(question_id: int, *, by: User, up: bool, now: dt.datetime | None = None) -> ScenarioQuestion:
    """Change places with the question above or below. At the end of the list nothing moves."""
    question = ScenarioQuestion.objects.get(pk=question_id)
    with drafting.writing(question.version_id, by, "the order of the questions", now) as version:
        rows = list(version.questions.all())
        at = next((index for index, row in enumerate(rows) if row.pk == question_id), None)
        if at is None:
            raise Refused("This question was removed meanwhile.")
        to = at - 1 if up else at + 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        question = _numbered(rows)[question_id]
    return question


def remove_question(question_id: int, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    version_id = ScenarioQuestion.objects.values_list("version_id", flat=True).get(pk=question_id)
    with drafting.writing(version_id, by, "removed a question of the reading", now) as version:
        version.questions.filter(pk=question_id).delete()
        _numbered(list(version.questions.all()))
    return version


def _numbered(rows: list[ScenarioQuestion]) -> dict[int, ScenarioQuestion]:
    for position, row in enumerate(rows, start=1):
        row.position = position
    ScenarioQuestion.objects.bulk_update(rows, ["position"])
    return {row.pk: row for row in rows}


def save_readers(
    version_id: int, *, by: User, roles: Sequence[str], seen: str | None = None, now: dt.datetime | None = None
) -> PolicyVersion:
    """Whose members read a major version; no role means everybody."""
    if unknown := sorted(set(roles) - set(Role.values)):
        raise Refused(f"There is no role called {', '.join(unknown)}.")
    with drafting.writing(version_id, by, "who reads it", now) as version:
        drafting.not_stale(version, seen)
        version.read_by = [role for role in Role.values if role in roles]
        version.save(update_fields=["read_by"])
    return version
