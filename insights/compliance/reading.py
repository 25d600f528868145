"""Reading and training: who has to read what is in force, and who was trained within a year (K7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.models import Membership
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, is_good
from insights.spans import OfDays, Span
from policies.models import Reading, ReadingCampaign

YEAR = dt.timedelta(days=365)


def policies_read(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row a campaign that runs, and no name: who has read what is for the managers (policies/readings.py)."""
    unread = Q(readings__read_at=None, readings__due_on__lt=span.service.today(now))
    campaigns = (
        ReadingCampaign.objects.of_service(span.service)
        .filter(kind=ReadingCampaign.Kind.POLICY, closed_at=None)
        .annotate(
            asked=Count("readings", filter=Q(readings__left_at=None)),
            read=Count("readings", filter=Q(readings__left_at=None, readings__read_at__isnull=False)),
            late=Count("readings", filter=Q(readings__left_at=None) & unread),
        )
    )
    return [
        Row(
            what=campaign.title,
            plain=campaign.title,
            fact=f"{campaign.read} of {campaign.asked} have read it"
            + (f", {campaign.late} overdue" if campaign.late else ""),
            is_good=not campaign.late,
            url=address("policies:readings", span.service),
        )
        for campaign in campaigns
    ]


def people_read(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row a person and policy that they were asked to read."""
    readings = (
        Reading.objects.filter(
            campaign__service=span.service,
            campaign__kind=ReadingCampaign.Kind.POLICY,
            campaign__closed_at=None,
            left_at=None,
        )
        .annotate(is_good=is_good(Q(read_at__isnull=False)))
        .select_related("campaign", "user")
        .order_by("due_on", "pk")
    )

    def row(reading: Any) -> Row:
        read = f"read on {span.service.local(reading.read_at):%-d %b %Y}" if reading.read_at else ""
        over = "was due" if reading.due_on < span.service.today(now) else "due"
        return Row(
            what=f"{reading.user}: {reading.campaign.title}",
            plain=f"Reading {reading.pk}: {reading.campaign.title}",
            fact=read or f"not read yet, {over} on {reading.due_on:%-d %b %Y}",
            is_good=reading.is_good,
            url=address("policies:reading_people", span.service, reading.campaign_id),
        )

    return Counted(readings, "asked_at", row)


def trained(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row a person who works here: their newest training."""
    took_part = Reading.objects.filter(
        campaign__service=span.service,
        campaign__kind=ReadingCampaign.Kind.TRAINING,
        user=OuterRef("user"),
        read_at__isnull=False,
    )
    members = (
        Membership.objects.current()
        .filter(service=span.service)
        .exclude(roles=None)
        .select_related("user")
        .annotate(newest=Subquery(took_part.order_by("-campaign__held_on").values("campaign__held_on")[:1]))
        .order_by("user__name", "pk")
        .distinct()
    )
    since = span.service.today(now) - YEAR
    return [
        Row(
            what=str(member.user),
            plain=f"Person {number}",
            fact=f"trained on {member.newest:%-d %b %Y}" if member.newest else "no training on record",
            is_good=member.newest is not None and member.newest >= since,
            url=address("policies:readings", span.service),
        )
        for number, member in enumerate(members, start=1)
    ]
