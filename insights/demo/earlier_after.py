"""What came of comments of the year before: complaints, requests to look again, some opened again; and how their words
went when their time was over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from insights.demo import comments
from insights.demo.people import Team
from insights.demo.texts import DemoComment
from moderation import workflow
from moderation.conduct import appeals
from moderation.grievances import complaints, incidents
from moderation.keeping import runs
from moderation.models import Comment, Incident, PurgeRun

COMPLAINT_OF = 4  # incidents, one of which becomes a complaint
LEARNED = (
    "A call that was promised is now in the diary of two people.",
    "Letters go out a week before a meeting, or somebody calls.",
    "The page of a session says for whom it is in its first line.",
)
LOOK_AGAIN = (  # the day it comes, working days until it is decided, whether the writer was right
    (-318, 4, False), (-229, 13, False), (-142, 6, True), (-71, 3, False),
)  # fmt: skip
OPENED_AGAIN = (-251, -160, -47)
FIRST_NIGHT, LAST_NIGHTS = -325, 4


def lived_through(team: Team, told: DemoComment, number: int) -> Iterator[dt.datetime]:
    """A comment move by move, and the end of its incident."""
    yield from comments.story(team, told, number)
    incident = Incident.objects.of_service(team.service).filter(title=told.about, closed_at=None).first()
    if told.about and incident:
        yield from ended(team, incident, number)


def ended(team: Team, incident: Incident, number: int) -> Iterator[dt.datetime]:
    """The incident, closed after some days; some became a complaint before, and one in a while was answered late."""
    calendar = team.calendar
    opened_on = team.service.local(incident.opened_at).date()
    if number % COMPLAINT_OF == 0:
        made_on = calendar.hours.nth_working_day(opened_on, 2)
        yield calendar.at(made_on, "10:40")
        complaint = complaints.open_complaint(incident.pk, by=team.priya, made_on=made_on, handled_by=team.helen)
        for days, time in ((2 + number % 3, "11:15"), (10 + number % 9, "15:30")):
            on = calendar.hours.nth_working_day(made_on, days)
            yield calendar.at(on, time)
            if complaint.acknowledged_on is None:
                complaint = complaints.acknowledge(complaint.pk, by=team.helen, on=on)
            else:
                outcome = ("partly_upheld", "not_upheld", "upheld")[number % 3]
                learned = LEARNED[number % 3]
                complaint = complaints.answer(complaint.pk, by=team.helen, on=on, outcome=outcome, learned=learned)
    today = team.service.today(timezone.now())
    yield calendar.at(calendar.hours.nth_working_day(today, 3 + number % 5), "16:10")
    incidents.close_incident(incident.pk, by=team.priya, outcome="Answered, and put right where it was wrong")


def looked_at_again(team: Team) -> Iterator[dt.datetime]:
    """Writers who asked us to look again; one was right, and one was answered too late."""
    calendar = team.calendar
    for day, working_days, is_right in LOOK_AGAIN:
        came_on = calendar.working_day_before(calendar.day(day))
        yield calendar.at(came_on, "13:50")
        comment = _newest(team, category="troll", channel__connector="by_hand", hidden_at__isnull=False)
        if comment is None:
            continue
        says = "It was meant as a joke." if not is_right else "I wrote it in anger and to nobody in the group."
        appeal = appeals.log_for_comment(comment.pk, by=team.priya, came_by="by e-mail", says=says)
        yield calendar.at(calendar.hours.nth_working_day(came_on, working_days), "15:05")
        reason = "It is rude about us and not about anybody else." if is_right else "It insults other parents."
        appeals.decide(
            appeal.pk, by=team.helen, upholds=is_right, reason=reason, told_how="By e-mail", by_hand=is_right
        )


def opened_again(team: Team) -> Iterator[dt.datetime]:
    """Comments that were closed too soon."""
    for day in OPENED_AGAIN:
        on = team.calendar.working_day_before(team.calendar.day(day))
        yield team.calendar.at(on, "10:15")
        comment = _newest(team, category="general")
        if comment is None:
            continue
        workflow.reopen(comment.pk, by=team.dan, reason="The second question in it was not answered.")
        yield timezone.now() + dt.timedelta(minutes=25)
        workflow.close(comment.pk, by=team.dan)


def _newest(team: Team, **facts: object) -> Comment | None:
    rows = Comment.objects.of_service(team.service).filter(state="closed", **facts)
    return rows.order_by("-closed_at").first()


def kept_no_longer(team: Team) -> Iterator[dt.datetime]:
    """The nights in which words go: one in a fortnight, and each of the last ones. The first was confirmed by Helen."""
    service = team.service
    for day in (*range(FIRST_NIGHT, -LAST_NIGHTS, 14), *range(-LAST_NIGHTS, 1)):
        yield team.calendar.at(day, "02:40")
        runs.nightly(service.pk, timezone.now())
        waiting: PurgeRun | None = runs.waiting(service)
        if waiting is not None:
            yield team.calendar.at(team.calendar.working_day_after(team.calendar.day(day)), "09:35")
            runs.confirm(waiting.pk, by=team.helen)
