"""What is kept from a person in the service's history: whatever belongs to an allegation against them."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Service, User
from moderation.grievances import incidents
from moderation.models import Appeal, Comment, Complaint, Incident
from moderation.querysets import is_kept_from


def comments(user: User, service: Service) -> QuerySet:
    return Comment.objects.of_service(service).kept_from(user).order_by().values("pk")


def kept_incidents(user: User, service: Service) -> QuerySet:
    """Those of which they may see no comment."""
    seen = incidents.visible_to(user, service).order_by().values("pk")
    return Incident.objects.of_service(service).exclude(pk__in=seen).order_by().values("pk")


def complaints(user: User, service: Service) -> QuerySet:
    rows = Complaint.objects.of_service(service).filter(incident__in=kept_incidents(user, service))
    return rows.order_by().values("pk")


def appeals(user: User, service: Service) -> QuerySet:
    return Appeal.objects.of_service(service).filter(is_kept_from(user, "comment")).order_by().values("pk")


KEPT_FROM = {
    "moderation.comment": comments,
    "moderation.incident": kept_incidents,
    "moderation.complaint": complaints,
    "moderation.appeal": appeals,
}
