"""The stories of the demo's comments: written, read, said what they are, their steps done, closed or still open."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Generator, Iterator

from django.utils import timezone

from accounts.models import User
from channels.models import Channel, SandboxComment, SandboxPost
from insights.demo import posts
from insights.demo.people import Team
from insights.demo.texts import DemoComment
from moderation import moves, workflow
from moderation.classify.labels import Flag
from moderation.coming_in import intake, reading
from moderation.handling import acting, playbooks
from moderation.models import Comment, HouseRule
from moderation.workflow import Given
from posts import workflow as post_workflow
from posts.publishing import sending

MINUTE = dt.timedelta(minutes=1)
READ_AFTER = dt.timedelta(seconds=45)
LOGGED_AFTER = dt.timedelta(minutes=70)
CONCERN = "Somebody could be in danger at home. I have answered nothing yet."
DECISION = "Passed on to children’s social care"
DECIDED_WHY = "A young child alone at night is for them to look into today."
references = itertools.count(2041)


def story(team: Team, told: DemoComment, number: int) -> Iterator[dt.datetime]:
    """One comment, from being written to where it ends."""
    calendar = team.calendar
    posted = posted_at(team, told)
    comment = yield from arrives(team, told)
    by = _handler(team, comment, number)
    if told.ends == "taken_away":
        yield posted + 9 * MINUTE
        now = timezone.now()
        SandboxComment.objects.filter(key=comment.remote_id).update(removed_at=now, withdrawn_at=now)
        _read(team)
        return
    if told.ends != "closed":
        yield from _left_open(comment, told, by)
        return
    done_at = calendar.in_the_office(posted + told.minutes * MINUTE, spread=number % 23)
    yield max(posted + 2 * READ_AFTER, done_at - min(told.minutes // 2, 12) * MINUTE)
    yield from _handled(team, comment, told, by)


def posted_at(team: Team, told: DemoComment) -> dt.datetime:
    """A public case that was hidden comes on a working day: over a weekend it would stand for days, and be all that the
    chart of exposure shows, on whichever day the demo is loaded."""
    day = team.calendar.day(told.day)
    if told.category == "case_request" and told.ends == "closed" and not told.private:
        day = team.calendar.hours.nth_working_day(day, 0)
    return team.calendar.at(day, told.time)


def arrives(team: Team, told: DemoComment) -> Generator[dt.datetime, None, Comment]:
    """Written on the sandbox and read from there, or seen elsewhere and logged."""
    posted = posted_at(team, told)
    if told.network != "sandbox":
        yield posted + LOGGED_AFTER
        return _logged(team, told, posted)
    yield posted
    there = _written(team, told)
    yield posted + READ_AFTER
    _read(team)
    return Comment.objects.get(channel=team.channels["sandbox"], remote_id=there.key)


def _read(team: Team) -> None:
    """As if it had been read all the while: only the readings that find something are played."""
    channel_id = team.channels["sandbox"].pk
    Channel.objects.filter(pk=channel_id).update(read_at=timezone.now())
    reading.read_channel(channel_id)


def _written(team: Team, told: DemoComment) -> SandboxComment:
    """As the visitor's browser leaves it: below the newest post, or as a private message."""
    newest = SandboxPost.objects.filter(service=team.service, removed_at=None).order_by("-posted_at").first()
    return SandboxComment.objects.create(
        service=team.service,
        post=None if told.private else newest,
        is_private=told.private,
        visitor=uuid.uuid5(uuid.NAMESPACE_URL, f"{team.service.slug}/{told.name}"),
        author_name=told.name,
        text=told.text,
    )


def _logged(team: Team, told: DemoComment, posted: dt.datetime) -> Comment:
    return intake.log_by_hand(
        team.channels[told.network],
        by=team.priya,
        text=told.text,
        author_handle=told.name.lower().replace(" ", "."),
        author_name=told.name,
        posted_at=posted,
        url=f"https://{told.network}.example/northshire-sendiass/posts/1030#{told.name.lower()}",
    )


def _handler(team: Team, comment: Comment, number: int) -> User:
    """One of the two coordinators, and never one that a comment is kept from."""
    first, second = (team.priya, team.dan) if number % 3 else (team.dan, team.priya)
    return second if comment.is_kept_from(first) else first


def _left_open(comment: Comment, told: DemoComment, by: User) -> Iterator[dt.datetime]:
    if Flag.SAFEGUARDING in told.flags:
        yield timezone.now() + 5 * MINUTE
        workflow.escalate(comment.pk, by=by, concern=CONCERN)
    elif told.ends == "acting":
        yield timezone.now() + 20 * MINUTE
        workflow.confirm_category(comment.pk, told.category, by=by)
    elif told.ends == "claimed":
        yield timezone.now() + 57 * MINUTE
        workflow.claim(comment.pk, by=by)


def _handled(team: Team, comment: Comment, told: DemoComment, by: User) -> Iterator[dt.datetime]:
    """Opened, classed, flags seen to, steps done in their order, closed."""
    workflow.claim(comment.pk, by=by)
    yield timezone.now() + MINUTE
    workflow.confirm_category(comment.pk, told.category, by=by)
    yield from _flags_seen_to(team, comment, told, by)
    while left := _to_do(comment):
        yield timezone.now() + MINUTE
        _do(comment, left[0], told, by)
        if left[0].key == playbooks.PUBLIC_POST.key and told.in_public:
            yield from _answered_in_public(team, comment)
    yield timezone.now() + MINUTE
    workflow.close(comment.pk, by=by)


def _flags_seen_to(team: Team, comment: Comment, told: DemoComment, by: User) -> Iterator[dt.datetime]:
    """Raise what the machine did not see, lower what it saw wrongly; the safeguarding lead decides about a worry."""
    comment.refresh_from_db()
    wanted = {*told.flags}
    for flag in sorted(wanted - set(comment.flags)):
        workflow.set_flag(comment.pk, flag, by=by, concern=CONCERN if flag == Flag.SAFEGUARDING else "")
    comment.refresh_from_db()
    if comment.escalations.filter(closed_at=None).exists():
        yield timezone.now() + 4 * MINUTE
        workflow.acknowledge(comment.pk, by=team.ruth)
        yield timezone.now() + 26 * MINUTE
        is_worry = Flag.SAFEGUARDING in wanted
        workflow.close_escalation(
            comment.pk,
            by=team.ruth,
            decision=DECISION if is_worry else "No worry about a child",
            reason=DECIDED_WHY if is_worry else "Read in full: nobody is at risk here.",
            outcome="They called back within the hour." if is_worry else "",
        )
    for flag in sorted(set(comment.flags) - wanted):
        yield timezone.now() + MINUTE / 4
        workflow.lower_flag(comment.pk, flag, by=by, reason="The words do not say that.")


def _to_do(comment: Comment) -> list[playbooks.StepSpec]:
    comment.refresh_from_db()
    return playbooks.unfinished(moves.facts_of(comment))


def _do(comment: Comment, step: playbooks.StepSpec, told: DemoComment, by: User) -> None:
    if reason := passed_over(step, told):
        workflow.step_not_possible(comment.pk, step.key, by=by, reason=reason)
        return
    by_hand = step.action is not None and not acting.is_automatic(comment, step)
    workflow.do_step(
        comment.pk,
        step.key,
        by=by,
        given=given(comment, step, told, reference=f"NS-{next(references)}" if step.needs == "reference" else ""),
        by_hand=by_hand,
    )


def passed_over(step: playbooks.StepSpec, told: DemoComment) -> str:
    """Why a step is not done; "" when it is."""
    if step.key == playbooks.ANSWER.key and not told.answer:
        return "Nothing was asked."
    if step.key == playbooks.PUBLIC_POST.key and not told.in_public:
        return "It concerns one appointment only, and was settled on the phone."
    if step.key == playbooks.REPORT.key and "spam" not in told.flags:
        return "Rude, but nothing that a network acts on."
    return ""


def given(comment: Comment, step: playbooks.StepSpec, told: DemoComment, reference: str = "") -> Given:
    """What a person gives with the step; `reference` in place of the next one."""
    if step.needs == "house_rule":
        rule = "No advertising" if "spam" in told.flags else "No insults, no hate"
        return Given(house_rule=HouseRule.objects.get(service=comment.service, name=rule).pk)
    if step.needs == "reference":
        return Given(reference=reference or f"NS-{next(references)}")
    return Given(title=told.about, text=told.answer)


def _answered_in_public(team: Team, comment: Comment) -> Iterator[dt.datetime]:
    """The one public post about a grievance: submitted, approved by the line manager, out half an hour later."""
    comment.refresh_from_db()
    post = comment.incident.public_post
    yield timezone.now() + 2 * MINUTE
    posts.submit(post)
    yield timezone.now() + 14 * MINUTE
    post_workflow.approve(post.pk, by=team.tom, digest=post.revision.digest, note="Calm and clear. Thank you.")
    yield timezone.now() + 3 * MINUTE
    at = team.service.local(timezone.now() + 20 * MINUTE).replace(second=0, microsecond=0)
    post_workflow.schedule(post.pk, by=team.priya, on=at.date(), at=at.time())
    yield at.astimezone(dt.UTC) + dt.timedelta(seconds=3)
    sending.send_due(timezone.now())
