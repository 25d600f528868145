"""Who read what in the demo: campaigns that are finished, one that is open, and the yearly training.

Dan, Ruth and Margaret have yet to read the newest document. Those who approve and handle comments in the tour have
read it, so that the demo does not lock them out when it is left running for weeks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from textwrap import dedent

from django.utils import timezone

from accounts.models import User
from insights.demo import documents
from insights.demo.people import NORTHSHIRE, Team
from policies import drafting, questions, readings, services, workflow
from policies.digests import digest_of
from policies.drafting import SectionPlan
from policies.models import PolicyKind, Reading, ScenarioQuestion, StandardItem
from policies.questions import QuestionPlan

TRAINING_DAY = -203
PHOTOS = "Photos and filming"
PHOTO_SECTIONS = (
    (
        "before",
        "Before we take a picture",
        """
        We say who we are and what the picture is for, and wait for an answer. Nobody is asked twice. Where a sign at
        the door says that pictures are taken, we ask all the same.
        """,
    ),
    (
        "consent",
        "Consent in writing",
        """
        - A picture that shows a child is used only with a signed consent of a parent or carer, which names the use.
        - From 16 on the young person signs too.
        - A consent lasts two years, and ends at once when somebody takes it back.
        """,
    ),
    (
        "keeping",
        "Keeping pictures",
        """
        Pictures lie in the service's own store, never on a private phone. What was not used after three months is
        deleted; so is what loses its consent, here and on every network.
        """,
    ),
)
PHOTO_QUESTIONS = (
    QuestionPlan(
        section="consent",
        about=ScenarioQuestion.About.POST,
        text="Our sensory tent at the Harbour Fair. [picture: a boy of about seven; his dad said it’s fine]",
        answer="no",
        explanation="A word in passing is no consent. A picture that shows a child needs one in writing.",
    ),
    QuestionPlan(
        section="before",
        about=ScenarioQuestion.About.POST,
        text="The new leaflet stand at Quay Street library. [picture: the stand, nobody in it]",
        answer="yes",
        explanation="It shows nobody, so nobody has to be asked.",
    ),
)


def everybody_reads(team: Team, title: str, day: int) -> Iterator[dt.datetime]:
    """A finished campaign: each member reads it on a day of the first week; nobody gets all answers right at once."""
    for number, person in enumerate(NORTHSHIRE, start=1):
        yield team.calendar.in_the_office(team.calendar.at(day + number, "10:15"), spread=3 * number)
        _read(team, title, team.people[person.key])


def the_second_version(team: Team) -> Iterator[dt.datetime]:
    """All read version 2.0; Dan was away, got five days more, and read it then."""
    calendar, title, day = team.calendar, "Social media policy 2.0", documents.SECOND_DAY
    for number, person in enumerate(("helen", "tom", "priya", "ruth", "margaret"), start=1):
        yield calendar.in_the_office(calendar.at(day + number, "09:35"), spread=4 * number)
        _read(team, title, team.people[person])
    yield calendar.in_the_office(calendar.at(day + 11, "16:10"))
    readings.extend(_row(title, team.dan).pk, by=team.helen, reason="Away until the end of next week.")
    yield calendar.in_the_office(calendar.at(day + 17, "09:20"))
    _read(team, title, team.dan)


def photos(team: Team) -> Iterator[dt.datetime]:
    """A document that came into force four working days ago, and that half of the people have read."""
    calendar, helen, tom = team.calendar, team.helen, team.tom
    days = [calendar.working_day_before(calendar.today)]
    for _ in range(5):
        days.append(calendar.working_day_before(days[-1]))
    yield calendar.at(days[5], "10:40")
    policy = services.create_policy(team.service, title=PHOTOS, kind=PolicyKind.OTHER, owner=helen, by=helen)
    version = workflow.start_version(policy, by=helen)
    plans = [
        SectionPlan(
            key=key,
            title=heading,
            body=dedent(body).strip(),
            standard_item=StandardItem.CHILDREN if key == "consent" else "",
            rules={},
            guidance_only=True,
        )
        for key, heading, body in PHOTO_SECTIONS
    ]
    drafting.fill(version.pk, plans, by=helen, change_note="What we do before, with and after pictures of people.")
    questions.fill(version.pk, PHOTO_QUESTIONS, by=helen)
    workflow.submit(version.pk, by=helen)
    yield calendar.at(days[4], "15:25")
    workflow.approve(version.pk, by=tom)
    workflow.schedule(version.pk, by=helen, effective_from=days[3])
    yield calendar.at(days[3], "00:05")
    workflow.take_over(timezone.now())
    for person, on, time in ((helen, days[3], "09:50"), (tom, days[2], "13:15"), (team.priya, days[1], "11:45")):
        yield calendar.at(on, time)
        _read(team, f"{PHOTOS} 1.0", person)


def training(team: Team) -> Iterator[dt.datetime]:
    """The yearly training, with everybody there; Helen recorded Margaret, who signs in seldom."""
    calendar, helen = team.calendar, team.helen
    held_on = calendar.working_day_before(calendar.day(TRAINING_DAY))
    yield calendar.at(held_on, "16:30")
    campaign = readings.open_training(
        team.service,
        by=helen,
        title="Social media: yearly training",
        held_on=held_on,
        due_on=held_on + dt.timedelta(days=14),
        note="Case requests in public, and what a picture gives away. Two hours at Harbour House, with Tom.",
    )
    for number, person in enumerate(("priya", "dan", "tom", "helen", "ruth"), start=1):
        yield calendar.in_the_office(calendar.at(TRAINING_DAY + number, "10:05"), spread=7 * number)
        readings.took_part(campaign.pk, by=team.people[person])
    yield calendar.in_the_office(calendar.at(TRAINING_DAY + 8, "09:15"))
    readings.took_part(campaign.pk, by=helen, user_id=team.margaret.pk)


def _row(title: str, person: User) -> Reading:
    return Reading.objects.select_related("campaign__service").get(campaign__title=title, user=person)


def _read(team: Team, title: str, person: User) -> None:
    row = _row(title, person)
    version = readings.version_to_read(row.campaign)
    asked = questions.answered(version, {})
    right = {one.key: one.question.answer for one in asked}
    if asked and row.pk % 2:  # some are right at the second try only
        first = asked[row.pk % len(asked)]
        wrong = next(value for value, _ in questions.ANSWERS[first.question.about] if value != first.question.answer)
        readings.keep_answers(row.pk, by=person, answers={**right, first.key: wrong})
    if asked:
        readings.keep_answers(row.pk, by=person, answers=right)
    readings.accept(row.pk, by=person, digest=digest_of(version))
