"""Policies: in date, due for review, and covering what the standard asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Row, Rows
from insights.spans import OfDays, Span
from policies.models import G20_ITEMS, PolicyKind, PolicyVersion, Section
from policies.parameters import Parameters
from policies.services import parameters_of, social_media

SOON = dt.timedelta(days=60)


def in_force(service: Service) -> list[PolicyVersion]:
    return list(PolicyVersion.objects.of_service(service).in_force().select_related("policy"))


def policies_in_date(span: OfDays | Span, now: dt.datetime) -> Rows:
    return in_date(in_force(span.service), span.service, now)


def in_date(versions: Iterable[PolicyVersion], service: Service, now: dt.datetime) -> Rows:
    today = service.today(now)
    return [
        _row(version, service, is_good=version.next_review_on is not None and version.next_review_on >= today)
        for version in versions
    ]


def reviews_due(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Whose review is over, or comes within two months."""
    today = span.service.today(now)
    return [
        _row(version, span.service, is_good=version.next_review_on >= today)
        for version in in_force(span.service)
        if version.next_review_on and version.next_review_on <= today + SOON
    ]


def _row(version: PolicyVersion, service: Service, *, is_good: bool) -> Row:
    return Row(
        what=str(version),
        plain=str(version),
        fact=f"next review {version.next_review_on:%-d %b %Y}" if version.next_review_on else "no review date",
        is_good=is_good,
        url=address("policies:version", service, version.pk),
    )


def coverage(span: OfDays | Span, now: dt.datetime) -> Rows:
    """The ten items of the national guide against the social media policy in force."""
    sections = Section.objects.filter(
        version__in=PolicyVersion.objects.of_service(span.service).in_force(),
        version__policy__kind=PolicyKind.SOCIAL_MEDIA,
    ).values_list("version_id", "standard_item", "title", "body")
    found: dict[str, str] = {}
    url = address("policies:list", span.service)
    for version_id, item, title, body in sections:
        url = address("policies:coverage", span.service, version_id)
        if body.strip():
            found.setdefault(item, title)
    return [
        Row(
            what=item.label,
            plain=item.label,
            fact=f"in “{found[item]}”" if item in found else "no section covers it",
            is_good=item in found,
            url=url,
        )
        for item in G20_ITEMS
    ]


def limits(versions: Iterable[PolicyVersion]) -> Parameters:
    """The clocks and limits of the social media policy among versions in force."""
    return parameters_of(social_media(versions))
