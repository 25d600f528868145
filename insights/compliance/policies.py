"""Policies: in date, and read by those who have to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Row, Rows
from insights.spans import Month, Span
from policies.models import PolicyKind, PolicyVersion, ReadingCampaign
from policies.parameters import Parameters, parameters


def policies_in_date(month: Month | Span, now: dt.datetime) -> Rows:
    return in_date(in_force(month.service), month.service, now)


def in_force(service: Service) -> list[PolicyVersion]:
    return list(PolicyVersion.objects.of_service(service).in_force().select_related("policy"))


def in_date(versions: Iterable[PolicyVersion], service: Service, now: dt.datetime) -> Rows:
    today = service.today(now)
    return [
        Row(
            what=str(version),
            plain=str(version),
            fact=f"next review {version.next_review_on:%-d %b %Y}" if version.next_review_on else "no review date",
            is_good=version.next_review_on is not None and version.next_review_on >= today,
            url=address("policies:version", service, version.pk),
        )
        for version in versions
    ]


def policies_read(month: Month | Span, now: dt.datetime) -> Rows:
    """One row a campaign that runs, and no name: who has read what is for the managers (policies/readings.py)."""
    unread = Q(readings__read_at=None, readings__due_on__lt=month.service.today(now))
    campaigns = (
        ReadingCampaign.objects.of_service(month.service)
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
            url=address("policies:readings", month.service),
        )
        for campaign in campaigns
    ]


def social_media(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    return next((version for version in versions if version.policy.kind == PolicyKind.SOCIAL_MEDIA), None)


def limits(versions: Iterable[PolicyVersion]) -> Parameters:
    version = social_media(versions)
    return parameters(version.parameters if version else {})
