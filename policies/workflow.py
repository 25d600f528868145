"""Every change of a version's state.

draft → in review → approved → scheduled → in force → superseded; from review on also changes requested, and
withdrawn from wherever it is not in force yet. Nothing else assigns to `state`.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies import completeness, confirming, permissions, readings, reviews
from policies.dates import add_months, takes_over_at
from policies.digests import digest_of
from policies.models import (
    Policy,
    PolicyVersion,
    ReplyTemplate,
    RuleSetting,
    ScenarioQuestion,
    Section,
    VersionState,
)
from policies.numbering import next_number
from policies.refusals import MoveRefused, refuse

log = logging.getLogger(__name__)

State = VersionState
LATE_AFTER = dt.timedelta(minutes=40)
"""The take-over looks every half hour; what is not in force so long after its time has met an obstacle."""
OPEN_STATES = (State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED, State.SCHEDULED)
"""On the way: neither in force yet nor done with."""


def _refusal_to_write(user: User, version: PolicyVersion, now: dt.datetime) -> str:
    return permissions.refusal_to_write(user, version.service)


def _refusal_to_return(user: User, version: PolicyVersion, now: dt.datetime) -> str:
    return permissions.refusal_to_approve(user, version)


def _refusal_to_approve(user: User, version: PolicyVersion, now: dt.datetime) -> str:
    """A second person who has read the policy in force, unless their time for that is not over (DESIGN 4)."""
    return permissions.refusal_to_approve(user, version) or readings.refusal_unread(user, version.service, now)


@dataclass(frozen=True)
class Move:
    """From which states, to which, who may not and why; `done` as it stands in "It can be … only while"."""

    come_from: frozenset[State]
    to: State
    refusal: Callable[[User, PolicyVersion, dt.datetime], str]
    done: str


WRITER = _refusal_to_write
MOVES: dict[str, Move] = {
    "submit": Move(frozenset({State.DRAFT, State.CHANGES_REQUESTED}), State.IN_REVIEW, WRITER, "sent for review"),
    "return_for_changes": Move(
        frozenset({State.IN_REVIEW, State.APPROVED, State.SCHEDULED}),
        State.CHANGES_REQUESTED,
        _refusal_to_return,
        "returned for changes",
    ),
    "approve": Move(frozenset({State.IN_REVIEW}), State.APPROVED, _refusal_to_approve, "approved"),
    "schedule": Move(frozenset({State.APPROVED, State.SCHEDULED}), State.SCHEDULED, WRITER, "scheduled"),
    "put_in_force": Move(frozenset({State.APPROVED, State.SCHEDULED}), State.IN_FORCE, WRITER, "put in force"),
    "withdraw": Move(frozenset(OPEN_STATES), State.WITHDRAWN, WRITER, "withdrawn"),
}


def available(version: PolicyVersion, user: User) -> dict[str, str]:
    """Each verb with "" or the reason why it is off."""
    now = timezone.now()
    return {verb: _refusal(verb, version, user, now) for verb in MOVES}


def _refusal(verb: str, version: PolicyVersion, by: User, now: dt.datetime) -> str:
    move = MOVES[verb]
    if version.state not in move.come_from:
        states = " or ".join(state.label.lower() for state in State if state in move.come_from)
        here = version.get_state_display().lower()
        return f"Version {version.number} is {here}. It can be {move.done} only while it is {states}."
    return move.refusal(by, version, now)


def _locked(version_id: int) -> PolicyVersion:
    """The version as it is now; its policy's row is the lock, so that moves of one policy come one after another."""
    policy_id = PolicyVersion.objects.values_list("policy_id", flat=True).get(pk=version_id)
    Policy.objects.select_for_update().get(pk=policy_id)
    locked = PolicyVersion.objects.select_for_update(of=("self",))
    return locked.select_related("policy__service").get(pk=version_id)


def _require(verb: str, version: PolicyVersion, by: User, now: dt.datetime | None) -> None:
    forget_roles(by)
    refuse(_refusal(verb, version, by, now or timezone.now()), MoveRefused)


def _set_state(version: PolicyVersion, state: State, *changed: str) -> None:
    version.state = state
    version.save(update_fields=["state", *changed])


@transaction.atomic
def start_version(policy: Policy, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    """A draft that copies the version in force: sections, rules, reply templates, parameters.

    Raises MoveRefused while another version is on its way: two drafts would overwrite each other's changes.
    """
    now = now or timezone.now()
    policy = Policy.objects.select_for_update(of=("self",)).select_related("service").get(pk=policy.pk)
    forget_roles(by)
    refuse(permissions.refusal_to_write(by, policy.service), MoveRefused)
    if on_its_way := policy.versions.filter(state__in=OPEN_STATES).first():
        state = on_its_way.get_state_display().lower()
        raise MoveRefused(f"Version {on_its_way.number} is {state} already. Finish or withdraw it first.")
    base = policy.versions.in_force().first()
    major, minor = next_number(
        base=(base.major, base.minor) if base else None,
        taken=list(policy.versions.values_list("major", "minor")),
        in_meaning=False,
    )
    version = PolicyVersion.objects.create(
        policy=policy,
        major=major,
        minor=minor,
        author=by,
        cycle_months=base.cycle_months if base else 12,
        parameters=base.parameters if base else {},
        read_by=base.read_by if base else [],
        created_at=now,
        edited_at=now,
    )
    if base:
        _copy_content(base, version)
    audit.record(Kind.VERSION_STARTED, on=version, actor=by, data={"number": version.number}, now=now)
    return version


def _copy_content(base: PolicyVersion, version: PolicyVersion) -> None:
    sections = {}
    for section in base.sections.all():
        sections[section.pk] = Section.objects.create(
            version=version,
            key=section.key,
            position=section.position,
            title=section.title,
            body=section.body,
            standard_item=section.standard_item,
            guidance_only=section.guidance_only,
        )
    RuleSetting.objects.bulk_create(
        RuleSetting(
            version=version,
            section=sections[one.section_id],
            rule=one.rule,
            severity=one.severity,
            params=one.params,
        )
        for one in base.rule_settings.all()
    )
    ReplyTemplate.objects.bulk_create(
        ReplyTemplate(
            version=version, section=sections[one.section_id], purpose=one.purpose, name=one.name, body=one.body
        )
        for one in base.reply_templates.all()
    )
    ScenarioQuestion.objects.bulk_create(
        ScenarioQuestion(
            version=version,
            section=sections[one.section_id],
            position=one.position,
            about=one.about,
            text=one.text,
            answer=one.answer,
            explanation=one.explanation,
        )
        for one in base.questions.all()
    )


@transaction.atomic
def submit(version_id: int, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    """Send a draft for review; from here on its content is frozen. Raises MoveRefused while something is missing."""
    version = _locked(version_id)
    _require("submit", version, by, now)
    if missing := completeness.missing(version):
        raise MoveRefused(" ".join(missing))
    version.submitted_at, version.digest = now or timezone.now(), digest_of(version)
    _set_state(version, State.IN_REVIEW, "submitted_at", "digest")
    data = {"number": version.number, "digest": version.digest}
    audit.record(Kind.VERSION_SUBMITTED, on=version, actor=by, data=data, now=now)
    return version


@transaction.atomic
def return_for_changes(version_id: int, *, by: User, note: str, now: dt.datetime | None = None) -> PolicyVersion:
    """Back to the author with a note; an approval that it had is gone."""
    version = _locked(version_id)
    _require("return_for_changes", version, by, now)
    if not note.strip():
        raise MoveRefused("Say what has to change. The author reads it above the draft.")
    version.return_note, version.approved_by, version.approved_at, version.digest = note.strip(), None, None, ""
    _set_state(version, State.CHANGES_REQUESTED, "return_note", "approved_by", "approved_at", "digest")
    data = {"number": version.number, "note": version.return_note}
    audit.record(Kind.VERSION_RETURNED, on=version, actor=by, data=data, now=now)
    return version


@transaction.atomic
def approve(
    version_id: int, *, by: User, seen: dt.datetime | None = None, now: dt.datetime | None = None
) -> PolicyVersion:
    """Approve a version in review. `seen` is the `edited_at` of what the approver read; another text is refused.

    So is one with a rule or reply template that nobody confirmed after its section had changed.
    """
    version = _locked(version_id)
    _require("approve", version, by, now)
    if seen is not None and seen != version.edited_at:
        raise MoveRefused("The text was changed after you opened it. Read it again before you approve it.")
    _require_its_text(version)
    if unconfirmed := confirming.missing(version, completeness.base_of(version)):
        raise MoveRefused(" ".join([*unconfirmed, "Ask for changes, so that its author can do that."]))
    version.approved_by, version.approved_at, version.return_note = by, now or timezone.now(), ""
    _set_state(version, State.APPROVED, "approved_by", "approved_at", "return_note")
    data = {"number": version.number, "digest": version.digest or digest_of(version)}
    audit.record(Kind.VERSION_APPROVED, on=version, actor=by, data=data, now=now)
    return version


@transaction.atomic
def schedule(version_id: int, *, by: User, effective_from: dt.date, now: dt.datetime | None = None) -> PolicyVersion:
    """Have an approved version take over at 00:05 local time of a date, or change that date."""
    version = _locked(version_id)
    _require("schedule", version, by, now)
    _require_its_text(version)
    now = now or timezone.now()
    if takes_over_at(effective_from, version.service.zone) <= now:
        raise MoveRefused("Choose tomorrow or a later date. To begin today, put the version in force now.")
    version.effective_from = effective_from
    _set_state(version, State.SCHEDULED, "effective_from")
    data = {"number": version.number, "effective_from": f"{effective_from:%-d %b %Y}"}
    audit.record(Kind.VERSION_SCHEDULED, on=version, actor=by, data=data, now=now)
    return version


@transaction.atomic
def put_in_force(
    version_id: int, *, by: User | None = None, reason: str = "", job: str = "", now: dt.datetime | None = None
) -> PolicyVersion:
    """The version takes over: the one before is superseded, its review closed and the next one opened; staff are asked
    to read it when it is a major one.

    The nightly job keeps the date that was set. A person puts it in force at once, from today, in an emergency: they
    give a reason, and a second person, who wrote none of it, stands behind it with their approval.
    """
    now = now or timezone.now()
    version = _locked(version_id)
    if by is not None:
        _require("put_in_force", version, by, now)
        _require_emergency(version, reason)
    else:
        _require_its_time(version, now)
    _require_its_text(version)
    before = version.policy.versions.select_for_update().filter(state=State.IN_FORCE).first()
    if before:
        before.superseded_at = now
        _set_state(before, State.SUPERSEDED, "superseded_at")
        data = {"number": before.number, "by": version.number}
        audit.record(Kind.VERSION_SUPERSEDED, on=before, actor=by, job=job, data=data, now=now)
    if by is not None:
        version.effective_from, version.urgent_reason = version.service.today(now), reason.strip()
        data = {"number": version.number, "reason": version.urgent_reason, "second": str(version.approved_by)}
        audit.record(Kind.VERSION_URGENT, on=version, actor=by, data=data, now=now)
    version.in_force_at = now
    version.next_review_on = add_months(version.effective_from, version.cycle_months)
    _set_state(version, State.IN_FORCE, "effective_from", "urgent_reason", "in_force_at", "next_review_on")
    audit.record(Kind.VERSION_IN_FORCE, on=version, actor=by, job=job, data={"number": version.number}, now=now)
    reviews.close_with(version, on=version.service.today(now), now=now)
    reviews.open_next(version, actor=by, job=job, now=now)
    readings.open_for(version, actor=by, job=job, now=now)
    return version


def _require_its_text(version: PolicyVersion) -> None:
    """Content is frozen from review on; what was changed all the same, past this app, is neither approved nor in force.

    A version from before digests were kept has none.
    """
    refuse(_refusal_of_its_text(version), MoveRefused)


def _refusal_of_its_text(version: PolicyVersion) -> str:
    if not version.digest or version.digest == digest_of(version):
        return ""
    return (
        f"The text of version {version.number} is not the one that was sent for review. Ask for changes, so that "
        "its author looks through it and sends it again."
    )


def _require_emergency(version: PolicyVersion, reason: str) -> None:
    if not reason.strip():
        raise MoveRefused("Say why it cannot wait for a date. The reason stays in the record.")
    approver = version.approved_by_id
    if approver is None or approver == version.author_id or version.writers.filter(pk=approver).exists():
        raise MoveRefused(
            f"Nobody but those who wrote version {version.number} has approved it. "
            "Have a second person approve it before it comes into force."
        )


def _require_its_time(version: PolicyVersion, now: dt.datetime) -> None:
    """The date may have been moved after the nightly job had looked for what is due."""
    if version.state != State.SCHEDULED or version.effective_from is None:
        raise MoveRefused(f"Version {version.number} is {version.get_state_display().lower()}, not scheduled.")
    if takes_over_at(version.effective_from, version.service.zone) > now:
        raise MoveRefused(f"Version {version.number} comes into force on {version.effective_from:%-d %b %Y}, not yet.")


@transaction.atomic
def withdraw(version_id: int, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    """Give a version up before it is in force. It stays readable and keeps its number."""
    version = _locked(version_id)
    _require("withdraw", version, by, now)
    _set_state(version, State.WITHDRAWN)
    audit.record(Kind.VERSION_WITHDRAWN, on=version, actor=by, data={"number": version.number}, now=now)
    return version


def take_over(now: dt.datetime) -> list[int]:
    """Put in force every scheduled version whose 00:05 has come, wherever its service is. Safe to run twice.

    Returns the primary keys of those that took over. Each has a transaction of its own, so that one service's
    trouble does not keep another's policy back.
    """
    done = []
    for version in PolicyVersion.objects.scheduled_by(now.date() + dt.timedelta(days=1)):
        if takes_over_at(version.effective_from, version.service.zone) > now:
            continue
        try:
            put_in_force(version.pk, job="policy take-over", now=now)
        except MoveRefused as refusal:  # another worker was faster, or a person took it back meanwhile
            log.warning("version %s did not take over: %s", version.pk, refusal)
        except Exception as error:  # the next one must begin; the message could hold somebody's words
            log.error("version %s could not take over: %s", version.pk, type(error).__name__)
        else:
            done.append(version.pk)
    return done


def should_have_begun(version: PolicyVersion, service: Service, now: dt.datetime) -> bool:
    """Whether its date has come and the take-over has met an obstacle."""
    if version.state != State.SCHEDULED or version.effective_from is None:
        return False
    return takes_over_at(version.effective_from, service.zone) + LATE_AFTER <= now


def why_not_begun(version: PolicyVersion) -> str:
    """What keeps a version back that should have begun, as it is now, and what helps."""
    return _refusal_of_its_text(version) or (
        "It is tried again every half hour. If it stays so, ask who runs this installation to look into its log."
    )
