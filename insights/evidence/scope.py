"""What a pack is about: the row that it names, or the moments of its span."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Service, User
from audit.kinds import Kind
from audit.models import Event
from insights.models import EvidencePack
from moderation.grievances import incidents
from moderation.models import Comment, DataRequest, Incident, KeptFrom
from policies.evidence.chapters import Span
from policies.models import Policy
from posts.models import Post

Kinds = EvidencePack.Kind


class Days(Span):
    """The days of a pack, as conditions on rows."""

    def within(self, *names: str) -> Q:
        """Rows with one of these moments in the days."""
        found = Q()
        for name in names:
            found |= Q(**{f"{name}__gte": self.starts_at, f"{name}__lt": self.ends_at})
        return found

    def on(self, *names: str) -> Q:
        """Rows with one of these dates among the days."""
        found = Q()
        for name in names:
            found |= Q(**{f"{name}__range": (self.first, self.last)})
        return found


def days_of(pack: EvidencePack) -> Days:
    return Days.of(pack.service, pack.first_on, pack.last_on)


def thing(kind: str, service: Service, user: User, thing_id: int) -> Any:
    """The row that a pack of this kind is asked of, as this person may reach it; None where there is none for them."""
    rows: dict[str, QuerySet] = {
        Kinds.POST: Post.objects.visible_to(user).of_service(service),
        Kinds.INCIDENT: incidents.visible_to(user, service),
        Kinds.POLICY: Policy.objects.visible_to(user).of_service(service),
        Kinds.REQUESTS: DataRequest.objects.visible_to(user).of_service(service),
    }
    return rows[kind].filter(pk=thing_id).first()


def title(kind: str, row: Any) -> str:
    """What the pack is called: never a family's name, so incidents and requests by their numbers."""
    names = {Kinds.INCIDENT: "Incident", Kinds.REQUESTS: "Request"}
    return f"{names[kind]} {row.pk}" if kind in names else str(row)[:200]


def comments_in(pack: EvidencePack) -> QuerySet[Comment]:
    """The comments whose words may stand in a pack."""
    rows = Comment.objects.of_service(pack.service)
    if pack.kind == Kinds.SPAN:
        return rows.filter(days_of(pack).within("received_at"))
    if pack.kind == Kinds.POST:
        return rows.filter(post=pack.thing_id)
    if pack.kind == Kinds.INCIDENT:
        return rows.filter(incident=pack.thing_id)
    return rows.none()


def hides_from(pack: EvidencePack, user: User) -> bool:
    """Whether the pack may hold words that this person may not read.

    What was kept from the one who asked before they asked is not in it; of anybody else, or later, it may be.
    """
    kept = KeptFrom.objects.filter(person=user, comment__in=comments_in(pack))
    return (kept.filter(at__gte=pack.asked_at) if user.pk == pack.asked_by_id else kept).exists()


def was_erased_since(pack: EvidencePack) -> bool:
    """Whether words in it were erased since because a person asked: the copy has to go too."""
    asked = Event.objects.of_service(pack.service).filter(kind=Kind.DATA_REQUEST_ERASED, at__gte=pack.asked_at)
    return asked.exists() and comments_in(pack).filter(purged_at__gte=pack.asked_at).exists()


def incident_of(pack: EvidencePack) -> Incident:
    return (
        incidents.visible_to(pack.asked_by, pack.service).select_related("channel", "public_post").get(pk=pack.thing_id)
    )
