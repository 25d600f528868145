"""A service while it is filled: its people, channels, house rules and policy, and what happened in it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from accounts.hours import WorkingHours, hours_of
from accounts.models import Membership, Role, RoleHeld, Service, User
from audit.kinds import Kind
from channels.models import Channel
from moderation.models import HouseRule
from policies import starter
from policies.dates import add_months
from policies.models import Policy, PolicyReview, PolicyVersion, ReplyTemplate, RuleSetting, Section

if TYPE_CHECKING:
    from django.db import models

AT_ONCE = 2000
DAYS = 730
EVENTS_EVERY = 10
MINUTE = dt.timedelta(minutes=1)
PEOPLE = (
    ("Coordinator One", Role.COORDINATOR),
    ("Coordinator Two", Role.COORDINATOR),
    ("Line Manager", Role.LINE_MANAGER),
    ("Service Manager", Role.SERVICE_MANAGER),
    ("Safeguarding Lead", Role.SAFEGUARDING_LEAD),
    ("Viewer", Role.VIEWER),
)


@dataclass
class Told:
    """An event to be written, before its place in the chain is known."""

    at: dt.datetime
    kind: Kind
    on: models.Model
    actor: User | None
    data: dict[str, Any]


@dataclass
class Place:
    """A service while it is filled."""

    service: Service
    people: dict[str, User]
    channels: list[Channel]
    version: PolicyVersion
    hours: WorkingHours
    now: dt.datetime
    dice: random.Random
    events: list[Told] = field(default_factory=list)

    @property
    def coordinator(self) -> User:
        return self.people[PEOPLE[self.dice.randrange(2)][0]]

    def tell(self, at: dt.datetime, kind: Kind, on: models.Model, actor: User | None = None, /, **data: Any) -> None:
        self.events.append(Told(at, kind, on, actor, data))


def add(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=AT_ONCE)


def ago(now: dt.datetime, days: float) -> dt.datetime:
    return now - dt.timedelta(days=days)


def make_place(number: int, now: dt.datetime, password: str) -> Place:
    slug = f"load-{number + 1:03}"
    service = Service.objects.create(
        name=f"Load {number + 1:03} SENDIASS",
        slug=slug,
        host="A council",
        phone=f"01632 960{number % 1000:03}",
        email=f"help@{slug}.example",
        website=f"https://{slug}.example",
    )
    names = [(name, role, f"{name.lower().replace(' ', '.')}@{slug}.example") for name, role in PEOPLE]
    users = add(User, [User(email=email, name=name, password=password) for name, _, email in names])
    members = add(Membership, [Membership(service=service, user=user, started_at=ago(now, DAYS)) for user in users])
    held = zip(members, names, strict=True)
    add(RoleHeld, [RoleHeld(membership=one, role=role) for one, (_, role, _) in held])
    people = {user.name: user for user in users}
    owner = people[PEOPLE[0][0]]
    networks = (("sandbox", "sandbox"), ("facebook", "by_hand"), ("x", "by_hand"))
    channels = add(
        Channel,
        [
            Channel(service=service, network=network, handle=f"@{slug}", owner=owner, state="live", connector=connector)
            for network, connector in networks
        ],
    )
    add(HouseRule, [HouseRule(service=service, name="No insults, no hate")])
    place = Place(
        service=service,
        people=people,
        channels=channels,
        version=_policy(service, people, now),
        hours=hours_of(service),
        now=now,
        dice=random.Random(number),  # noqa: S311  no secret: the same rows each time
    )
    place.tell(ago(now, DAYS), Kind.SERVICE_CREATED, service)
    return place


def _policy(service: Service, people: dict[str, User], now: dt.datetime) -> PolicyVersion:
    manager, approver = people["Service Manager"], people["Line Manager"]
    policy = Policy.objects.create(service=service, title=starter.TITLE, owner=manager)
    made = []
    for major, state, days in ((1, "superseded", DAYS), (2, "in_force", 200)):
        since = ago(now, days)
        version = PolicyVersion.objects.create(
            policy=policy,
            major=major,
            minor=0,
            state=state,
            author=manager,
            change_note="Read anew.",
            effective_from=since.date(),
            next_review_on=add_months(since.date(), 12),
            submitted_at=since,
            approved_by=approver,
            approved_at=since,
            in_force_at=since,
            superseded_at=None if state == "in_force" else ago(now, 200),
        )
        plans = starter.plans(service)
        sections = add(
            Section,
            [
                Section(
                    version=version,
                    key=plan.key,
                    position=position,
                    title=plan.title,
                    body=plan.body,
                    standard_item=plan.standard_item,
                    guidance_only=plan.guidance_only,
                )
                for position, plan in enumerate(plans, start=1)
            ],
        )
        pairs = list(zip(sections, plans, strict=True))
        add(
            RuleSetting,
            [
                RuleSetting(version=version, section=section, rule=rule, severity=severity)
                for section, plan in pairs
                for rule, severity in plan.rules.items()
            ],
        )
        add(
            ReplyTemplate,
            [
                ReplyTemplate(version=version, section=section, purpose=purpose, name=name, body=body)
                for section, plan in pairs
                for purpose, name, body in plan.templates
            ],
        )
        made.append(version)
    PolicyReview.objects.create(policy=policy, version=made[-1], due_on=made[-1].next_review_on)
    return made[-1]
