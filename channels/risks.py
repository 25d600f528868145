"""The risk assessment of a channel (source: K1).

One that is agreed is not changed any more: whoever works on it starts the next one, which another person agrees.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, User
from audit import services as audit
from audit.kinds import Kind
from channels import permissions
from channels.models import Channel, Network, RiskAssessment

KINDS = {"content": "Content", "contact": "Contact", "conduct": "Conduct"}
"""What a young person meets there: what they see, who speaks to them, what they do themselves."""
AREAS = {"commercial": "Commercial", "aggressive": "Aggressive", "sexual": "Sexual", "values": "Values"}
DEGREES = {1: "low", 2: "middle", 3: "high"}
MOST_RISKS = 40
LONGEST_TERM = dt.timedelta(days=2 * 366)
WORDS = (
    "purpose", "audience", "personal_data", "consents", "moderation", "pilot", "success",
)  # fmt: skip

USUAL: tuple[dict[str, Any], ...] = tuple(
    {"kind": kind, "area": area, "risk": risk, "likelihood": likelihood, "harm": harm, "measure": measure}
    for kind, area, risk, likelihood, harm, measure in (
        ("content", "commercial", "Advertisements for paid advice stand beside our posts.", 2, 1,
         "Say on the profile that our advice is free; look at what stands beside our posts once a month."),
        ("content", "aggressive", "Insults and hate below our posts.", 2, 2,
         "House rules on the profile; comments are read each working day; hide for a named rule."),
        ("content", "sexual", "Sexual pictures or links in comments.", 1, 3,
         "Word filter of the network on; hide at once; report to the network."),
        ("content", "values", "Wrong or one-sided claims about rights and the law below our posts.", 2, 2,
         "Answer once with the source; four eyes on every post of ours."),
        ("contact", "commercial", "Firms write to parents who commented on our posts.", 1, 2,
         "Ask people not to give details in public; report the firm."),
        ("contact", "aggressive", "A family is attacked after it commented.", 1, 3,
         "Hide within the hour, write to the family in private, tell the safeguarding lead."),
        ("contact", "sexual", "An adult approaches young people through our followers.", 1, 3,
         "No private talk with young people; list of followers hidden where possible; escalate at once."),
        ("contact", "values", "Groups draw young people away from help through our comments.", 1, 2,
         "Hide, report, and name services that help."),
        ("conduct", "commercial", "A give-away or survey collects details of children.", 1, 2,
         "No give-aways; surveys only on our own pages."),
        ("conduct", "aggressive", "People in a dispute use our comments against a named school or worker.", 2, 2,
         "No names in comments; the way to complain is pinned."),
        ("conduct", "sexual", "A young person shares a picture of themselves with us.", 1, 3,
         "Do not save or pass it on; escalate to the safeguarding lead at once."),
        ("conduct", "values", "Somebody tells the story of a child’s case in public.", 3, 3,
         "Hide within the hour, reply in private with the confidential ways to reach us."),
    )
)  # fmt: skip
"""What most services write down; a first assessment begins with them, to be changed or struck."""


class RiskRefused(Exception):
    """Not possible; the text is a sentence for the person."""


def current(channel: Channel) -> RiskAssessment | None:
    """The agreed one that counts."""
    return channel.risk_assessments.exclude(agreed_at=None).order_by("-agreed_at", "-pk").first()


def waiting(channel: Channel) -> RiskAssessment | None:
    """The one that is being worked on and nobody has agreed yet."""
    return channel.risk_assessments.filter(agreed_at=None).order_by("-made_at", "-pk").first()


def is_written(channel: Channel) -> bool:
    return channel.risk_assessments.exists()


def refusal_of_live(channel: Channel, now: dt.datetime) -> str:
    """ "" or what the assessment still lacks. The sandbox needs none: nobody but us is there."""
    if channel.network == Network.SANDBOX:
        return ""
    agreed = current(channel)
    if agreed is None:
        written = waiting(channel)
        if written is None:
            return "Write the risk assessment first, and have it agreed."
        return f"A second person must agree the risk assessment first: {written.made_by} made it."
    if agreed.review_on < channel.service.today(now):
        return f"The risk assessment ran out on {agreed.review_on:%-d %b %Y}. Write the next one and have it agreed."
    return ""


@transaction.atomic
def write(channel_id: int, *, by: User, seen: str = "", **fields: Any) -> RiskAssessment:
    """Keep the assessment that is being worked on; a new one, where the last is agreed.

    `seen` is what `mark` gave for the assessment that the form was drawn from. Raises RiskRefused.
    """
    now = timezone.now()
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel_id)
    _refuse(
        permissions.refusal_to_write_risks(by, channel.service),
        _refusal_of_date(fields["review_on"], channel.service.today(now)),
        _refusal_of_person(channel, fields["responsible"]),
    )
    made = waiting(channel)
    if mark(made or current(channel)) != seen:
        raise RiskRefused("Somebody else worked on it meanwhile. Open it in a second window and put both together.")
    made = made or RiskAssessment(channel=channel)
    for name, value in fields.items():
        setattr(made, name, value)
    made.risks = made.risks[:MOST_RISKS]
    made.made_by, made.made_at = by, now
    made.save()
    audit.record(
        Kind.RISKS_WRITTEN,
        on=channel,
        actor=by,
        data={"review_on": f"{made.review_on:%-d %b %Y}", "assessment": made.pk, "risks": len(made.risks)},
        now=now,
    )
    return made


@transaction.atomic
def agree(assessment_id: int, *, by: User, seen: str) -> RiskAssessment:
    """A second person agrees what they read. Raises RiskRefused."""
    now = timezone.now()
    row = RiskAssessment.objects.get(pk=assessment_id)
    Channel.objects.select_for_update().get(pk=row.channel_id)  # whoever writes holds the same lock
    made = RiskAssessment.objects.select_related("channel__service", "made_by").get(pk=assessment_id)
    if made.agreed_at:
        raise RiskRefused("It is agreed already.")
    if mark(made) != seen:
        raise RiskRefused(f"{made.made_by} changed it since you opened this page. Read it again.")
    service = made.channel.service
    _refuse(
        permissions.refusal_to_agree_risks(by, made, now),
        _refusal_of_date(made.review_on, service.today(now)),
    )
    made.agreed_by, made.agreed_at = by, now
    made.save(update_fields=["agreed_by", "agreed_at"])
    data = {"maker": str(made.made_by), "review_on": f"{made.review_on:%-d %b %Y}", "assessment": made.pk}
    if made.made_by_id == by.pk:
        data["cooling_off_minutes"] = service.cooling_off_minutes
    audit.record(Kind.RISKS_AGREED, on=made.channel, actor=by, data=data, now=now)
    return made


def mark(assessment: RiskAssessment | None) -> str:
    """Tells one state of an assessment from another."""
    return f"{assessment.pk}.{assessment.made_at.isoformat()}" if assessment else ""


def table(assessment: RiskAssessment) -> list[dict[str, Any]]:
    """A row a kind, a cell an area: [{kind, cells: [{area, risks: [{risk, measure, score, weight}]}]}]."""
    return [
        {
            "kind": kind_name,
            "cells": [
                {
                    "area": area_name,
                    "risks": [
                        one
                        | {
                            "weight": weight(one),
                            "likelihood": DEGREES[one["likelihood"]],
                            "harm": DEGREES[one["harm"]],
                        }
                        for one in assessment.risks
                        if one["kind"] == kind and one["area"] == area
                    ],
                }
                for area, area_name in AREAS.items()
            ],
        }
        for kind, kind_name in KINDS.items()
    ]


def weight(risk: dict[str, Any]) -> str:
    """How much a risk weighs, in a word: likelihood times harm."""
    product = risk["likelihood"] * risk["harm"]
    return "high" if product >= 6 else "middle" if product >= 3 else "low"


def _refusal_of_date(review_on: dt.date, today: dt.date) -> str:
    if review_on <= today:
        return f"Choose a date for the review that is after today, {today:%-d %b %Y}."
    if review_on > today + LONGEST_TERM:
        return "Choose a date for the review within two years: networks change."
    return ""


def _refusal_of_person(channel: Channel, person: User) -> str:
    is_here = Membership.objects.current().filter(service=channel.service, user=person).exists()
    return "" if is_here else "Choose somebody who works here as responsible."


def _refuse(*reasons: str) -> None:
    for reason in filter(None, reasons):
        raise RiskRefused(reason)
