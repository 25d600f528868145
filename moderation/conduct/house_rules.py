"""The house rules of a service's pages: what a comment is hidden for, other than a case or personal data (L8, W9).

Criticism is no house rule, whatever it is called. A rule that is no longer wanted is retired, as comments were hidden
for it; one that holds only in quiet periods holds while one runs.
"""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role
from audit import services as audit
from audit.kinds import Kind
from moderation.models import HouseRule
from moderation.moves import MoveRefused
from policies.models import QuietPeriod

LONGEST_NAME, LONGEST_EXPLANATION, MOST_RULES = 120, 300, 30
AGAINST_CRITICISM = re.compile(r"critici[sz]|complain|negativ|disagree|unfavou?rable|embarrass", re.IGNORECASE)
JOB = "house rules"

USUAL = (
    ("No threats, and no call to hurt anybody", "Threats go to the police."),
    (
        "No hatred",
        "Nothing that attacks people for a disability, race, religion, sex, gender, sexual orientation or age.",
    ),
    ("No insults and no harassment", "Say what is wrong as hard as you like, without attacking a person."),
    ("No names or details of children and families", "Yours too: write to us in private instead."),
    ("No naming of individual members of staff", "Tell us in private; every complaint about a person is looked into."),
    ("No advertising, scams or repeated posts", "This goes for links that have nothing to do with our work too."),
    ("Nothing obscene or unlawful", ""),
)
USUAL_IN_QUIET_PERIODS = (
    "Nothing politically controversial before an election",
    "While an election period runs we take down comments for or against parties, candidates and their proposals, "
    "whoever wrote them.",
)


def refusal_to_change(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="change the house rules")


def quiet_period_of(service: Service, today: dt.date) -> QuietPeriod | None:
    """The quiet period that runs today."""
    return QuietPeriod.objects.of_service(service).current().filter(starts_on__lte=today, ends_on__gte=today).first()


def in_force(service: Service, now: dt.datetime) -> QuerySet[HouseRule]:
    """The rules for which a comment may be hidden now."""
    rules = HouseRule.objects.of_service(service).filter(is_active=True)
    return rules if quiet_period_of(service, service.today(now)) else rules.filter(only_in_quiet_periods=False)


@transaction.atomic
def add(
    service: Service,
    *,
    by: User,
    name: str,
    explanation: str = "",
    only_in_quiet_periods: bool = False,
    now: dt.datetime | None = None,
) -> HouseRule:
    """Add a rule, as the last one."""
    _locked_service(service, by)
    name, explanation = _wording(service, name, explanation)
    if HouseRule.objects.of_service(service).filter(is_active=True).count() >= MOST_RULES:
        raise MoveRefused(f"{MOST_RULES} rules are as many as anybody reads. Retire one first.")
    rule = _made(service, name, explanation, only_in_quiet_periods)
    audit.record(Kind.HOUSE_RULE_ADDED, on=rule, actor=by, now=now)
    return rule


@transaction.atomic
def add_usual(service: Service, *, by: User, now: dt.datetime | None = None) -> int:
    """Begin with the usual rules; those that are there already stay as they are. Returns how many were added."""
    _locked_service(service, by)
    known = set(HouseRule.objects.of_service(service).values_list("name", flat=True))
    wanted = [(*pair, False) for pair in USUAL] + [(*USUAL_IN_QUIET_PERIODS, True)]
    new = [_made(service, *one) for one in wanted if one[0] not in known]
    for rule in new:
        audit.record(Kind.HOUSE_RULE_ADDED, on=rule, actor=by, now=now)
    return len(new)


@transaction.atomic
def change(
    rule_id: int,
    *,
    by: User,
    name: str,
    explanation: str = "",
    only_in_quiet_periods: bool = False,
    now: dt.datetime | None = None,
) -> HouseRule:
    """Change a rule's words. Comments that were hidden for it say by its number which one it was."""
    rule = _locked(rule_id, by)
    was = rule.name
    rule.name, rule.explanation = _wording(rule.service, name, explanation, rule)
    rule.only_in_quiet_periods = only_in_quiet_periods
    rule.save(update_fields=["name", "explanation", "only_in_quiet_periods"])
    audit.record(Kind.HOUSE_RULE_CHANGED, on=rule, actor=by, data={"was": was}, now=now)
    return rule


@transaction.atomic
def retire(rule_id: int, *, by: User, now: dt.datetime | None = None) -> HouseRule:
    """Nothing is hidden for this rule any more, and visitors no longer see it."""
    rule = _locked(rule_id, by)
    if not rule.is_active:
        raise MoveRefused("This rule is retired already.")
    rule.is_active = False
    rule.save(update_fields=["is_active"])
    audit.record(Kind.HOUSE_RULE_RETIRED, on=rule, actor=by, now=now)
    return rule


@transaction.atomic
def restore(rule_id: int, *, by: User, now: dt.datetime | None = None) -> HouseRule:
    """Put a retired rule back, as the last one."""
    rule = _locked(rule_id, by)
    if rule.is_active:
        raise MoveRefused("This rule is in force.")
    rule.is_active, rule.position = True, _last(rule.service) + 1
    rule.save(update_fields=["is_active", "position"])
    audit.record(Kind.HOUSE_RULE_RESTORED, on=rule, actor=by, now=now)
    return rule


@transaction.atomic
def move(rule_id: int, *, by: User, up: bool, now: dt.datetime | None = None) -> None:
    """One place up or down among the active rules; at the end of the list nothing happens."""
    rule = _locked(rule_id, by)
    rules = list(HouseRule.objects.of_service(rule.service).filter(is_active=True).select_for_update())
    place = next((number for number, one in enumerate(rules) if one.pk == rule.pk), None)
    if place is None:
        raise MoveRefused("This rule is retired.")
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rules):
        return
    rules[place], rules[other] = rules[other], rules[place]
    for position, one in enumerate(rules):
        one.position = position
    HouseRule.objects.bulk_update(rules, ["position"])
    audit.record(Kind.HOUSE_RULES_ORDERED, on=rule.service, actor=by, now=now)


def ready_for_quiet_periods(now: dt.datetime) -> int:
    """Give each service in whose quiet period no rule of its own for that time is there the usual one."""
    made = 0
    for service in Service.objects.filter(quiet_periods__ended_at=None).distinct():
        if not quiet_period_of(service, service.today(now)):
            continue
        with transaction.atomic():
            Service.objects.select_for_update(no_key=True).get(pk=service.pk)
            rules = HouseRule.objects.of_service(service)
            if rules.filter(only_in_quiet_periods=True).exists() or rules.filter(name=USUAL_IN_QUIET_PERIODS[0]):
                continue
            rule = _made(service, *USUAL_IN_QUIET_PERIODS, True)
            audit.record(Kind.HOUSE_RULE_ADDED, on=rule, job=JOB, now=now)
            made += 1
    return made


def _made(service: Service, name: str, explanation: str, only_in_quiet_periods: bool) -> HouseRule:
    return HouseRule.objects.create(
        service=service,
        name=name,
        explanation=explanation,
        only_in_quiet_periods=only_in_quiet_periods,
        position=_last(service) + 1,
    )


def _last(service: Service) -> int:
    return HouseRule.objects.of_service(service).aggregate(last=Max("position"))["last"] or 0


def _locked_service(service: Service, by: User) -> None:
    if refusal := refusal_to_change(by, service):
        raise PermissionDenied(refusal)
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)


def _locked(rule_id: int, by: User) -> HouseRule:
    rule = HouseRule.objects.select_related("service").get(pk=rule_id)
    _locked_service(rule.service, by)
    return HouseRule.objects.select_for_update(of=("self",)).select_related("service").get(pk=rule_id)


def _wording(service: Service, name: str, explanation: str, rule: HouseRule | None = None) -> tuple[str, str]:
    name, explanation = " ".join(name.split()), " ".join(explanation.split())
    if not name:
        raise MoveRefused("Write the rule.")
    if len(name) > LONGEST_NAME or len(explanation) > LONGEST_EXPLANATION:
        raise MoveRefused(f"A rule has at most {LONGEST_NAME} characters, its explanation {LONGEST_EXPLANATION}.")
    if AGAINST_CRITICISM.search(name):
        raise MoveRefused(
            "Criticism of the service is never a ground to hide a comment, so no rule can be made of it. "
            "Name what breaks the peace: an insult, a threat, somebody’s details."
        )
    same = HouseRule.objects.of_service(service).filter(name__iexact=name)
    if same.exclude(pk=rule.pk if rule else None).exists():
        raise MoveRefused("There is a rule of this name already, perhaps among those that were retired.")
    return name, explanation
