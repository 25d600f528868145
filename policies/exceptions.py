"""Exceptions: one rule does not stop posts on one channel for a time.

One person asks, another decides; it holds for at most 90 days and expires by itself at the service's midnight. What it
does to a finding stands in rules/exempting.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from policies import permissions, readings
from policies import rules as engine
from policies.models import (
    NEVER_EXCEPTED,
    Policy,
    PolicyKind,
    PolicyVersion,
    RuleException,
    RuleSetting,
    StandardItem,
)
from policies.refusals import Refused, refuse
from policies.rules.exempting import Exemption
from policies.services import version_in_force

LONGEST_DAYS = RuleException.LONGEST_DAYS
CANNOT_HELP = {
    "length": "The network itself refuses a longer text, so an exception could not help. Write a shorter one.",
}
"""Rules that no exception of ours can switch off."""
State = RuleException.State


# Which rules can have one


def refusal_of_rule(rule: str, version: PolicyVersion | None) -> str:
    """ "" or why this rule can have no exception under the version in force.

    Rules that keep children safe can have none: the four that are named, and whatever the service itself put on its
    section about children and safeguarding.
    """
    if rule not in engine.CATALOGUE:
        return "Choose one of the rules."
    if rule in CANNOT_HELP:
        return CANNOT_HELP[rule]
    if rule in NEVER_EXCEPTED or (version is not None and rule in rules_on_safeguarding([version.pk])):
        title = engine.CATALOGUE[rule].title
        return f"“{title}” can have no exception: it keeps children and families safe. Change the post instead."
    return ""


def rules_on_safeguarding(version_ids: Iterable[int]) -> frozenset[str]:
    """Rules that stand on these versions' sections about children and safeguarding."""
    settings = RuleSetting.objects.filter(version__in=version_ids, section__standard_item=StandardItem.CHILDREN)
    return frozenset(settings.values_list("rule", flat=True))


def rules_to_choose_from(service: Service) -> list[engine.RuleSpec]:
    """Rules that can have an exception today: those that run as more than a hint."""
    version = version_in_force(service)
    safe = {*NEVER_EXCEPTED, *CANNOT_HELP, *(rules_on_safeguarding([version.pk]) if version else ())}
    set_to = dict(version.rule_settings.values_list("rule", "severity")) if version else {}
    runs_as = {identifier: set_to.get(identifier, str(spec.severity)) for identifier, spec in engine.CATALOGUE.items()}
    return [
        spec
        for identifier, spec in engine.CATALOGUE.items()
        if identifier not in safe and runs_as[identifier] in ("block", "warn")
    ]


# What is in use


def in_use(service: Service, day: dt.date, version: PolicyVersion | None) -> tuple[Exemption, ...]:
    """The exceptions that hold on a day of the service's calendar, both ends included.

    One whose rule the version in force has since put on its section about safeguarding holds no longer.
    """
    rows = list(
        RuleException.objects.of_service(service)
        .granted_on(day)
        .order_by("-ends_on", "pk")
        .values_list("pk", "rule", "channel_id", "ends_on", "reason")
    )
    if not rows:
        return ()
    safe = rules_on_safeguarding([version.pk]) if version else frozenset()
    return tuple(
        Exemption(pk=pk, rule=rule, channel_id=channel_id, until=until, reason=reason)
        for pk, rule, channel_id, until, reason in rows
        if rule not in safe and rule not in NEVER_EXCEPTED
    )


def lock_those_granted(exception_ids: Iterable[int]) -> list[int]:
    """Which of these are still granted; their rows are locked, so that none ends before the transaction does."""
    rows = RuleException.objects.select_for_update().filter(pk__in=exception_ids, state=State.GRANTED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


# Asking, deciding, ending


@transaction.atomic
def ask(
    service: Service,
    *,
    rule: str,
    channel: Channel,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User,
    now: dt.datetime | None = None,
) -> RuleException:
    """Ask for an exception. Raises Refused with a sentence."""
    now = now or timezone.now()
    forget_roles(by)
    refuse(permissions.refusal_to_ask_for_exceptions(by, service))
    policy = Policy.objects.select_for_update().filter(service=service, kind=PolicyKind.SOCIAL_MEDIA).first()
    version = version_in_force(service)
    if policy is None or version is None:
        raise Refused("No social media policy is in force, so there is nothing to except from.")
    if channel.service_id != service.pk:
        raise Refused("Choose one of this service’s channels.")
    refuse(refusal_of_rule(rule, version))
    if not reason.strip():
        raise Refused("Say why. Whoever decides reads it, and it stands beside every post that uses the exception.")
    refuse(_refusal_of_days(starts_on, ends_on, service.today(now)))
    refuse(_refusal_of_another(rule, channel, starts_on, ends_on))
    asked = RuleException.objects.create(
        policy=policy,
        rule=rule,
        channel=channel,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        asked_by=by,
        asked_at=now,
    )
    _record(Kind.EXCEPTION_ASKED, asked, by, now, reason=asked.reason)
    return asked


def _refusal_of_days(starts_on: dt.date, ends_on: dt.date, today: dt.date) -> str:
    if ends_on < starts_on:
        return "The last day has to be the first day or a later one."
    if starts_on < today:
        return "Choose a first day that is today or later."
    if (starts_on - today).days > LONGEST_DAYS:
        return f"Choose a first day within the next {LONGEST_DAYS} days."
    if (ends_on - starts_on).days + 1 > LONGEST_DAYS:
        last = starts_on + dt.timedelta(days=LONGEST_DAYS - 1)
        return f"An exception holds for at most {LONGEST_DAYS} days. Choose {last:%-d %b %Y} or an earlier last day."
    return ""


def _refusal_of_another(rule: str, channel: Channel, starts_on: dt.date, ends_on: dt.date) -> str:
    open_ones = Q(state=State.GRANTED) | Q(state=State.ASKED)
    days = {"starts_on__lte": ends_on, "ends_on__gte": starts_on}
    other = RuleException.objects.filter(open_ones, rule=rule, channel=channel, **days).first()
    if other is None:
        return ""
    how = "There is an exception" if other.state == State.GRANTED else "An exception is asked for"
    return f"{how} already for these days: {other.starts_on:%-d %b} to {other.ends_on:%-d %b %Y}."


def refusal_to_grant(user: User, row: RuleException, now: dt.datetime) -> str:
    """Declining is the careful side; granting waits until the person has read the policy that it is about."""
    refusal = permissions.refusal_to_decide_on_exception(user, row)
    return refusal or readings.refusal_unread(user, row.service, now)


@transaction.atomic
def decide(
    exception_id: int, *, by: User, grants: bool, note: str = "", now: dt.datetime | None = None
) -> RuleException:
    """Grant or decline what somebody else asked for. Raises Refused with a sentence."""
    now = now or timezone.now()
    row = _locked(exception_id)
    forget_roles(by)
    refuse(refusal_to_grant(by, row, now) if grants else permissions.refusal_to_decide_on_exception(by, row))
    if row.state != State.ASKED:
        raise Refused(f"{row.decided_by} has decided about this already: it is {row.get_state_display().lower()}.")
    if not grants and not note.strip():
        raise Refused("Say why not, so that the person who asked knows what to do instead.")
    if grants:
        if row.ends_on < row.service.today(now):
            raise Refused("The days that were asked for are over. Decline it; it can be asked for again.")
        refuse(refusal_of_rule(row.rule, version_in_force(row.service)))
    row.state, row.decided_by, row.decided_at = (State.GRANTED if grants else State.DECLINED), by, now
    row.decision_note = note.strip()
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    kind = Kind.EXCEPTION_GRANTED if grants else Kind.EXCEPTION_DECLINED
    _record(kind, row, by, now, note=row.decision_note)
    return row


@transaction.atomic
def end_early(exception_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> RuleException:
    """The rule stops posts again from this moment on. Raises Refused with a sentence."""
    now = now or timezone.now()
    row = _locked(exception_id)
    forget_roles(by)
    refuse(permissions.refusal_to_end_exception(by, row))
    if row.state != State.GRANTED or row.ends_on < row.service.today(now):
        raise Refused("This exception is not in use, so there is nothing to end.")
    if not reason.strip():
        raise Refused("Say why it ends early. It stays in the record.")
    row.state, row.ended_at = State.ENDED, now
    row.save(update_fields=["state", "ended_at"])
    _record(Kind.EXCEPTION_ENDED, row, by, now, reason=reason.strip())
    return row


def _locked(exception_id: int) -> RuleException:
    rows = RuleException.objects.select_for_update(of=("self",))
    return rows.select_related("policy__service", "channel", "asked_by").get(pk=exception_id)


def _record(kind: Kind, row: RuleException, by: User, now: dt.datetime, **more: str) -> None:
    days = {"starts_on": f"{row.starts_on:%-d %b %Y}", "ends_on": f"{row.ends_on:%-d %b %Y}"}
    audit.record(kind, on=row, actor=by, data=days | more, now=now)
