"""The demo's library beside the posts: a picture with a child, and the consents of two families and a colleague."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accounts.models import User
from insights.demo.drawings import drawn
from insights.demo.people import Team
from insights.demo.texts import DemoPost
from posts.media import consents, library
from posts.models import Consent, Media

FIRST_DAY = -60


def picture(team: Team, author: User, told: DemoPost) -> Media:
    """A picture of a post in which nobody can be seen, with its words; drawn once."""
    taken = library.take(service=team.service, by=author, upload=drawn(told.drawing))
    if not taken.is_new:
        return taken.media
    media = _described(taken.media, author, title=told.picture.split(" in ")[0], alt=told.picture)
    return consents.say_who_is_shown(media.pk, by=author, seen=consents.stamp(media), people=[])


def consents_of_families(team: Team) -> Iterator[dt.datetime]:
    """Three consents, one of which ends in twelve days, and the picture that stands on two of them."""
    calendar, priya = team.calendar, team.people["priya"]
    yield calendar.at(FIRST_DAY, "11:12")
    today = calendar.today
    until = calendar.at(12, "12:00").date()
    given_on = calendar.at(FIRST_DAY - 3, "12:00").date()
    common = {"service": team.service, "by": priya, "given_on": given_on}
    family = consents.record(
        reference="C-2026-041",
        given_by=Consent.GivenBy.PARENT,
        until=until,
        covers="Our social networks and website, not print",
        **common,
    )
    colleague = consents.record(
        reference="C-2026-017", given_by=Consent.GivenBy.STAFF, until=None, covers="Everything we publish", **common
    )
    consents.record(
        reference="C-2026-038",
        given_by=Consent.GivenBy.YOUNG_PERSON,
        until=today + dt.timedelta(days=300),
        covers="Our social networks",
        **common,
    )
    media = library.take(service=team.service, by=priya, upload=drawn("kites")).media
    media = _described(media, priya, title="Kite day in the park", alt="A child flies a red kite, an adult watches")
    people = [
        consents.Shown(label="child with the red kite", is_child=True, consent=family),
        consents.Shown(label="adviser in the green coat", consent=colleague),
    ]
    consents.say_who_is_shown(media.pk, by=priya, seen=consents.stamp(media), people=people)


def _described(media: Media, by: User, **words: str) -> Media:
    said = {name: getattr(media, name) for name in consents.RIGHTS} | words
    return library.describe(media.pk, by=by, seen=consents.stamp(media), said=said)
