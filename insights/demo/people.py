"""The people of the demo, their services and channels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import services as accounts
from accounts.models import Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from insights.demo.calendar import Calendar
from moderation.models import HouseRule

PASSWORD = "harbour-library-drop-in"  # noqa: S105  of invented people, shown on the screen


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    roles: tuple[Role, ...]

    @property
    def key(self) -> str:
        return self.email.partition("@")[0]


NORTHSHIRE = (
    Person("priya@northshire-sendiass.example", "Priya Nair", (Role.COORDINATOR,)),
    Person("dan@northshire-sendiass.example", "Dan Whitlock", (Role.COORDINATOR,)),
    Person("tom@northshire-sendiass.example", "Tom Ashworth", (Role.LINE_MANAGER,)),
    Person("helen@northshire-sendiass.example", "Helen Okafor", (Role.SERVICE_MANAGER,)),
    Person("ruth@northshire-sendiass.example", "Ruth Bellamy", (Role.SAFEGUARDING_LEAD,)),
    Person("margaret@northshire-sendiass.example", "Margaret Ellison", (Role.VIEWER,)),
)
SOUTHMERE = (Person("owen@southmere-sendiass.example", "Owen Price", tuple(Role)),)
REGION = Person("ines@region-send.example", "Ines Marlow", (Role.VIEWER,))

SIGN_INS: list[tuple[str, str]] = [
    *((one.email, accounts.labels(one.roles)) for one in NORTHSHIRE),
    *((one.email, "everything, in Southmere SENDIASS") for one in SOUTHMERE),
    (REGION.email, "viewer in both services"),
]

NORTHSHIRE_FACTS = {
    "name": "Northshire SENDIASS",
    "slug": "northshire",
    "host": "Northshire Council",
    "phone": "01632 960417",
    "email": "help@northshire-sendiass.example",
    "address": "Harbour House, Quay Street, Northshire",
    "website": "https://northshire-sendiass.example",
}
SOUTHMERE_FACTS = {
    "name": "Southmere SENDIASS",
    "slug": "southmere",
    "host": "Southmere Council",
    "phone": "01632 960538",
    "email": "hello@southmere-sendiass.example",
    "address": "4 Mill Lane, Southmere",
    "website": "https://southmere-sendiass.example",
    "cooling_off_minutes": 60,
}
SLUGS = (NORTHSHIRE_FACTS["slug"], SOUTHMERE_FACTS["slug"])

CHANNELS = (  # network, handle, address, owner, state, connector
    ("sandbox", "@northshire", "", "priya", "live", "sandbox"),
    ("facebook", "Northshire SENDIASS", "https://facebook.example/northshire-sendiass", "priya", "live", "by_hand"),
    ("x", "@NorthshireSEND", "https://x.example/NorthshireSEND", "dan", "live", "by_hand"),
    ("instagram", "@northshire_send", "https://instagram.example/northshire_send", "dan", "pilot", "by_hand"),
    ("bluesky", "northshire-sendiass.example", "", "dan", "planned", "by_hand"),
)
PHONE_DAY = -30
HOUSE_RULES = ("No insults, no hate", "No advertising", "Nothing that identifies a child or a family")


@dataclass
class Team:
    """A demo service with its people by the first part of their address, and its channels by network."""

    service: Service
    calendar: Calendar
    people: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def found(facts: dict, people: tuple[Person, ...], now: dt.datetime, password: str) -> Team:
    """A service with its people. `password` is the hash that all of them share: it is reckoned once."""
    service = accounts.set_up(**facts)
    team = Team(service, Calendar(service, now))
    for person in people:
        user = User.objects.create_user(person.email, name=person.name)
        User.objects.filter(pk=user.pk).update(password=password)
        accounts.add_member(service, user, person.roles)
        team.people[person.key] = user
    return team


def password_hash() -> str:
    return make_password(PASSWORD)


@transaction.atomic
def add_channel(team: Team, network: str, handle: str, url: str, owner: str, state: str, connector: str) -> None:
    by = team.people[owner]
    channel = Channel.objects.create(
        service=team.service, network=network, handle=handle, url=url, owner=by, state=state, connector=connector
    )
    audit.record(Kind.CHANNEL_ADDED, on=channel, actor=by)
    team.channels[network] = channel


def open_channels(team: Team) -> None:
    for row in CHANNELS:
        add_channel(team, *row)
    HouseRule.objects.bulk_create(
        HouseRule(service=team.service, name=name, position=position) for position, name in enumerate(HOUSE_RULES)
    )


def comings_and_goings(team: Team) -> Iterator[dt.datetime]:
    """Ruth's number for the emergency card; a colleague who has not taken up the invitation; Tom's leave, with Helen in
    his place."""
    yesterday = team.calendar.working_day_before(team.calendar.today)
    yield team.calendar.at(PHONE_DAY, "10:15")
    accounts.set_phone(team.service.memberships.get(user=team.ruth).pk, phone="07700 900184", by=team.helen)
    yield team.calendar.at(yesterday, "11:02")
    accounts.invite(
        team.service,
        email="grace@northshire-sendiass.example",
        name="Grace Adeyemi",
        roles=[Role.COORDINATOR],
        by=team.helen,
    )
    yield team.calendar.at(yesterday, "11:20")
    accounts.name_deputy(
        team.service,
        role=Role.LINE_MANAGER,
        stands_in_for=team.tom,
        deputy=team.helen,
        starts_on=team.calendar.day(9),
        ends_on=team.calendar.day(16),
        by=team.tom,
    )
