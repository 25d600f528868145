"""What the demo's service agreed for its channels: risks, profiles, colleagues' own accounts, whom to follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from channels import affiliated, following, profiles, risks
from channels.models import Channel
from insights.demo.people import Team

DECISIONS: dict[str, dict[str, str]] = {
    "facebook": {
        "purpose": "Reach parents who do not read letters, with dates, plain answers and good news.",
        "audience": "Parents and carers in Northshire, about 1,200 of them.",
        "personal_data": "Names and pictures of those who follow us, kept by the network in Ireland and the United "
        "States. We copy nothing but comments that need an answer.",
        "moderation": "Comments can be hidden, deleted and answered in private; a word filter is on.",
        "pilot": "Twelve parents of the parent carer forum for six weeks. They asked for shorter posts; they got them.",
        "success": "Three questions a month from families who never rang us before.",
    },
    "x": {
        "purpose": "Tell professionals and the local paper what is new.",
        "audience": "Schools, health services, councillors; few parents.",
        "personal_data": "Handles of those who follow us, kept by the network in the United States.",
        "moderation": "Replies can be hidden but still be opened by readers.",
        "pilot": "Four weeks with the heads of five schools.",
        "success": "Schools pass our dates on by themselves.",
    },
    "instagram": {
        "purpose": "Show young people that they may ask us themselves.",
        "audience": "Young people from 13, and students who support them.",
        "personal_data": "Pictures, names and what people look at, kept by the network in the United States.",
        "moderation": "Comments can be hidden and deleted; messages from strangers are off.",
        "pilot": "The youth forum, eight people, until the end of term.",
        "success": "Two young people a month ask something themselves.",
    },
}
TO_FOLLOW = (
    ("charity", "Harbour Autism Trust", "facebook", "Harbour Autism Trust", "Coffee mornings worth passing on", True),
    ("charity", "Quiet Minds Northshire", "x", "@quietminds_n", "Young people’s mental health", True),
    ("nhs", "Northshire Children’s Therapies", "x", "@northshire_therapies", "Waiting times", True),
    ("mp", "Member for Northshire Coast", "x", "@mp_northshire_coast", "", False),
    ("school", "Harbour Primary School", "facebook", "Harbour Primary School", "", True),
    ("school", "Northshire College", "instagram", "@northshire_college", "Open days", False),
    ("families", "Northshire Parent Carer Forum", "facebook", "Northshire Parent Carer Forum", "Our pilot group", True),
)  # fmt: skip


def agreed(team: Team) -> Iterator[dt.datetime]:
    """Facebook and X have all that they need; Instagram's assessment waits, and its disclaimer is not pinned."""
    yield team.calendar.at(-120, "10:00")
    for network in ("facebook", "x"):
        made = _write(team, network, days=240 if network == "facebook" else 152)
        risks.agree(made.pk, by=team.helen, seen=risks.mark(made))
        _profile(team, network)
    for kind, name, network, handle, note, is_followed in TO_FOLLOW:
        on = team.calendar.day(-110) if is_followed else None
        fields: dict[str, Any] = {"kind": kind, "name": name, "network": network, "handle": handle, "note": note}
        following.add(team.service, by=team.priya, followed_on=on, **fields)
    account = affiliated.give(team.service, by=team.priya, person=team.tom, network="x", handle="@NorthshireSENDtom")
    affiliated.check(account.pk, by=team.priya, has_name_pattern=True, has_logo=True, has_disclaimer=True)
    yield team.calendar.at(-45, "10:00")
    for network in ("facebook", "x"):
        profiles.tick(team.channels[network].pk, by=team.priya, wrong=[])
    yield team.calendar.at(-6, "14:00")
    _write(team, "instagram", days=200)
    _profile(team, "instagram", young_people=True)
    yield team.calendar.at(-2, "14:20")
    note = "Only in the story, not pinned."
    profiles.tick(team.channels["instagram"].pk, by=team.dan, wrong=["disclaimer"], note=note)
    affiliated.give(team.service, by=team.priya, person=team.dan, network="instagram", handle="@dan.sendiass")


def _write(team: Team, network: str, *, days: int) -> Any:
    channel: Channel = team.channels[network]
    return risks.write(
        channel.pk,
        by=team.dan,
        age_limit=13,
        consents="Written consent for every picture of a person.",
        responsible=team.priya,
        review_on=team.calendar.day(days),
        risks=[dict(one) for one in risks.USUAL],
        **DECISIONS[network],
    )


def _profile(team: Team, network: str, *, young_people: bool = False) -> None:
    words = profiles.starter(team.service, young_people=young_people)
    profiles.agree(team.channels[network].pk, by=team.helen, check_every_months=3, **words)
