"""A draft 1.0 from the starter text: alone, or from the answers to the short form with all that they bring along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import services as people
from accounts.models import Membership, Role, Service, User
from channels import services as channels
from channels.models import Channel, ChannelState, Network
from policies import drafting, questions, services, starter_questions, usual, workflow
from policies.drafting import SectionPlan
from policies.models import Policy, PolicyKind, PolicyVersion
from policies.starter.answers import BLANK, Answers, answers_of, fill, hours_in_words, unwrapped
from policies.starter.parts import PARTS, TITLE, Part

NO_ACCOUNT_YET = "no account yet"
FACTS = ("name", "host", "phone", "email", "website")
HOURS = ("open_weekdays", "opens_at", "closes_at")
CHANGE_NOTE = "Our first social media policy."


def plans(service: Service, answers: Answers | None = None) -> list[SectionPlan]:
    """The starter text for a service, each rule that a part names bound at its default severity."""
    answers = answers or answers_of(service)
    return [
        SectionPlan(
            key=part.key,
            title=part.title,
            body=fill(unwrapped(part.body), answers),
            standard_item=part.item,
            guidance_only=part.guidance_only,
            rules=usual.severities_of(part.item),
            templates=templates_of(part),
        )
        for part in PARTS
    ]


def templates_of(part: Part) -> tuple[tuple[str, str, str], ...]:
    """The reply templates of a part as purpose, name and body."""
    return tuple((purpose, name, " ".join(body.split()).replace("'", "’")) for purpose, name, body in part.templates)


@transaction.atomic
def create_starter_policy(
    service: Service, owner: User, by: User, *, answers: Answers | None = None, now: dt.datetime | None = None
) -> PolicyVersion:
    """A social media policy with a draft 1.0 of the starter text; raises Refused where there is one already."""
    policy = services.create_policy(service, title=TITLE, kind=PolicyKind.SOCIAL_MEDIA, owner=owner, by=by, now=now)
    return _written(policy, answers or answers_of(service), by=by, now=now)


def _written(policy: Policy, answers: Answers, *, by: User, now: dt.datetime | None) -> PolicyVersion:
    version = workflow.start_version(policy, by=by, now=now)
    drafting.fill(version.pk, plans(policy.service, answers), by=by, change_note=CHANGE_NOTE, now=now)
    if answers.months != version.cycle_months:
        facts = {"change_note": CHANGE_NOTE, "cycle_months": answers.months, "effective_from": None}
        drafting.save_facts(version.pk, by=by, now=now, **facts)
    return questions.fill(version.pk, starter_questions.QUESTIONS, by=by, now=now)


@dataclass(frozen=True, kw_only=True)
class ShortForm:
    """All that the short form asks.

    `facts` are fields of Service; `networks` handles by network, "" where there is no account yet; `new_approvers`
    members who become line managers; `invited` the name and e-mail of a line manager to come.
    """

    facts: Mapping[str, Any]
    networks: Mapping[str, str]
    owner: User
    months: int
    posts_a_week: int | None = None
    new_approvers: tuple[User, ...] = ()
    invited: tuple[str, str] | None = None


@dataclass(frozen=True)
class Begun:
    version: PolicyVersion
    invitation: str  # the address for who was invited, shown once; "" without one


@transaction.atomic
def begin(service: Service, form: ShortForm, *, by: User, now: dt.datetime | None = None) -> Begun:
    """Everything that the short form brings about, or nothing: facts, channels, approvers, policy, draft 1.0.

    Raises policies.Refused, accounts.Refused, ChannelRefused or ValidationError, each with sentences.
    """
    now = now or timezone.now()
    policy = services.create_policy(
        service, title=TITLE, kind=PolicyKind.SOCIAL_MEDIA, owner=form.owner, by=by, now=now
    )
    policy.service = people.change_service(service, by=by, **form.facts)
    _plan_channels(policy.service, form, by)
    _name_approvers(policy.service, form.new_approvers, by)
    address = ""
    if form.invited:
        name, email = form.invited
        _, address = people.invite(service, email=email, name=name, roles=[Role.LINE_MANAGER], by=by)
    return Begun(_written(policy, answers_to(policy.service, form, now), by=by, now=now), address)


def _plan_channels(service: Service, form: ShortForm, by: User) -> None:
    here = set(Channel.objects.filter(service=service).values_list("network", flat=True))
    for network, handle in form.networks.items():
        if network not in here:
            channels.add_channel(
                service,
                by=by,
                network=network,
                handle=handle or NO_ACCOUNT_YET,
                owner=form.owner,
                state=ChannelState.PLANNED,
            )


def _name_approvers(service: Service, named: Iterable[User], by: User) -> None:
    for person in named:
        member = Membership.objects.current().get(service=service, user=person)
        roles = {*member.roles.values_list("role", flat=True), Role.LINE_MANAGER}
        people.change_roles(member.pk, roles=sorted(roles), reason="Named in the short form as who approves.", by=by)


def answers_to(service: Service, form: ShortForm, now: dt.datetime) -> Answers:
    """The answers as they stand in the text; also before anything is written, to show it."""
    facts = {name: form.facts.get(name, getattr(service, name)) for name in (*FACTS, *HOURS)}
    named = [*people_who_approve(service, now), *form.new_approvers]
    approvers = list(dict.fromkeys(str(person) for person in named))
    return Answers(
        **{name: facts[name] for name in FACTS},
        networks=tuple(Network(network).label for network in form.networks),
        approvers=(*approvers, form.invited[0]) if form.invited else tuple(approvers),
        months=form.months,
        posts_a_week=form.posts_a_week,
        hours=hours_in_words(*(facts[name] for name in HOURS)),
    )


def where_they_stand(answers: Answers) -> list[tuple[str, str]]:
    """Title of a section and the line in it that an answer has filled, in the order of the text."""
    rows = []
    for part in PARTS:
        for line in unwrapped(part.body).split("\n"):
            if BLANK.search(line) and (said := fill(line, answers)):
                rows.append((part.title, said.lstrip("-> ")))
    return rows


def people_who_approve(service: Service, now: dt.datetime) -> list[User]:
    """Line managers and their deputies: they approve posts."""
    members = Membership.objects.of_service(service).holding(Role.LINE_MANAGER, service.today(now))
    return list(User.objects.filter(memberships__in=members).order_by("name"))


def second_people(service: Service, writers: Iterable[User], now: dt.datetime) -> list[User]:
    """Who could approve a version that these people wrote."""
    members, today = Membership.objects.of_service(service), service.today(now)
    able = Q()
    for role in (Role.LINE_MANAGER, Role.SERVICE_MANAGER):
        able |= Q(pk__in=members.holding(role, today).values("user"))
    return list(User.objects.filter(able).exclude(pk__in=[one.pk for one in writers]).order_by("name"))


def invited_to_approve(service: Service, now: dt.datetime) -> list[str]:
    """Names of those who are invited and could approve a version once they have joined."""
    open_ones = service.invitations.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now).order_by("name")
    able = {Role.LINE_MANAGER, Role.SERVICE_MANAGER}
    return [one.name for one in open_ones if not able.isdisjoint(one.roles)]
