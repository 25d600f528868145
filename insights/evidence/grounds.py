"""What publishing stood on, for the pack of a span: risk assessments, looks at profiles, consents (K1, G13, K6)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Service
from channels import profiles, risks
from channels.models import ProfileCheck, RiskAssessment
from insights.evidence import scope, telling
from insights.evidence.maker import Json, plain, rows_of
from insights.evidence.writing import Table
from posts.models import Consent


def tables(service: Service, days: scope.Days) -> Iterator[Table]:
    yield _assessments(service, days)
    yield _looks(service, days)
    yield _consents(service, days)


ASSESSMENT_HEADS = (
    "Assessment", "Channel", "Purpose", "Audience", "Age limit", "Personal data", "Consents", "Responsible",
    "Moderation", "Pilot", "Success", "Risks and measures", "Review on", "Written by", "Written", "Agreed by", "Agreed",
)  # fmt: skip
ASSESSMENT_NAMES = (
    "number", "channel", "purpose", "audience", "age_limit", "personal_data", "consents", "responsible", "moderation",
    "pilot", "success", "risks", "review_on", "made_by", "made", "agreed_by", "agreed",
)  # fmt: skip


def _assessments(service: Service, days: scope.Days) -> Table:
    """One counts until the next of its channel is agreed, also after its review was due."""
    rows = RiskAssessment.objects.filter(channel__service=service)
    same = RiskAssessment.objects.filter(channel=OuterRef("channel"))
    followed = Exists(same.filter(agreed_at__gt=OuterRef("agreed_at"), agreed_at__lt=days.starts_at))
    counted = Q(agreed_at__lt=days.ends_at) & ~Q(followed)
    rows = rows.filter(days.within("made_at") | counted)
    rows = rows.select_related("channel", "responsible", "made_by", "agreed_by")
    about = "Written in these days, or the one that counted on one of them, agreed or not"
    found = (_assessment(one) for one in telling.in_chunks(rows))
    return Table("risks", "Risk assessments", about, ASSESSMENT_HEADS, rows_of(found, *ASSESSMENT_NAMES))


def _assessment(one: RiskAssessment) -> Json:
    return {
        "number": one.pk,
        "channel": str(one.channel),
        "purpose": one.purpose,
        "audience": one.audience,
        "age_limit": one.age_limit,
        "personal_data": one.personal_data,
        "consents": one.consents,
        "responsible": str(one.responsible),
        "moderation": one.moderation,
        "pilot": one.pilot,
        "success": one.success,
        "risks": "; ".join(f"{risk['risk']} ({risks.weight(risk)}) {risk['measure']}" for risk in one.risks),
        "review_on": one.review_on,
        "made_by": str(one.made_by),
        "made": one.made_at,
        "agreed_by": str(one.agreed_by or ""),
        "agreed": one.agreed_at,
    }


def _looks(service: Service, days: scope.Days) -> Table:
    rows = ProfileCheck.objects.filter(days.within("at"), channel__service=service).select_related("channel", "by")
    cells = (
        (one.at, str(one.channel), str(one.by or "Read from the network"), profiles.in_words(one.drift), one.note)
        for one in telling.in_chunks(rows)
    )
    about = "Each look of these days at what a channel’s profile says, by a person or read from the network"
    return Table("profiles", "Looks at profiles", about, ("At", "Channel", "By", "Found", "Note"), plain(cells))


def _consents(service: Service, days: scope.Days) -> Table:
    rows = Consent.objects.of_service(service).filter(recorded_at__lt=days.ends_at, given_on__lte=days.last)
    rows = rows.filter(Q(until=None) | Q(until__gte=days.first))
    rows = rows.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gte=days.first))
    rows = rows.select_related("recorded_by").annotate(files=Count("people__media", distinct=True))
    cells = (
        (
            one.reference,
            one.get_given_by_display(),
            one.given_on,
            one.until,
            one.covers,
            one.files,
            str(one.recorded_by),
            one.recorded_at,
            one.withdrawn_on,
            one.withdrawn_reason,
        )
        for one in telling.in_chunks(rows)
    )
    heads = (
        "Consent", "Given by", "Given on", "Until", "Covers", "Files", "Recorded by", "Recorded", "Withdrawn on",
        "Why withdrawn",
    )  # fmt: skip
    about = "Held on one of these days, by the number of the signed form; nobody is named"
    return Table("consents", "Consents", about, heads, plain(cells))
