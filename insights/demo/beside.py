"""What came of some of the demo's comments: a complaint, a writer who contests, a hold, a report of abuse, a watch."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone

from channels.models import SandboxComment
from insights.demo.people import Team
from moderation.coming_in import watches
from moderation.conduct import appeals
from moderation.grievances import complaints
from moderation.inbox import wellbeing
from moderation.keeping import holds
from moderation.models import Comment, Incident, Watch

WATCH_DAY, COMPLAINT_DAY, ABUSE_DAY, HOLD_DAY, FOUND_DAY, APPEAL_DAY = -21, -13, -12, -9, -3, -2
FOUND = "Anyone been to the SENDIASS evening about moving to college? Worth the bus fare? #NorthshireSend"
CONTESTS = "He says that it was an opinion and no insult, and that others wrote worse without being hidden."
KEPT_FOR = "The police asked us to keep what this person wrote; their log is with the service manager."


def came_of_comments(team: Team) -> Iterator[dt.datetime]:
    calendar, service = team.calendar, team.service
    sandbox = team.channels["sandbox"]
    yield calendar.at(WATCH_DAY, "10:50")
    watches.add(sandbox.pk, term="#NorthshireSend", by=team.priya, service=service)
    yield calendar.at(COMPLAINT_DAY, "09:50")
    incident = Incident.objects.get(service=service, title="A date that was given wrongly")
    complaint = complaints.open_complaint(
        incident.pk, by=team.priya, made_on=calendar.day(COMPLAINT_DAY), handled_by=team.helen
    )
    yield calendar.at(ABUSE_DAY, "11:05")
    report = wellbeing.report_abuse(_by(team, "Gaz").pk, by=team.dan, note="Third time this month. It gets to me.")
    yield timezone.now() + dt.timedelta(minutes=50)
    wellbeing.answer(report.pk, by=team.helen, text="We spoke. Priya takes his comments from now on.")
    complaints.acknowledge(complaint.pk, by=team.helen, on=calendar.day(ABUSE_DAY))
    yield calendar.at(HOLD_DAY, "14:30")
    until = calendar.day(HOLD_DAY + 90)
    holds.place(service, by=team.helen, reason=KEPT_FOR, look_again_on=until, comment=_by(team, "A neighbour"))
    yield calendar.at(FOUND_DAY, "20:15")
    visitor = uuid.uuid5(uuid.NAMESPACE_URL, f"{service.slug}/Lou")
    SandboxComment.objects.create(service=service, visitor=visitor, author_name="Lou", text=FOUND)
    yield timezone.now() + dt.timedelta(minutes=10)
    watches.search(Watch.objects.get(service=service).pk)
    yield calendar.at(APPEAL_DAY, "15:25")
    appeals.log_for_comment(
        _by(team, "Hidden Agenda").pk, by=team.dan, came_by="by e-mail", says=CONTESTS, contact="h.agenda@post.example"
    )


def _by(team: Team, name: str) -> Comment:
    """The comment of the one who is called so."""
    return Comment.objects.get(service=team.service, author_name=name)
