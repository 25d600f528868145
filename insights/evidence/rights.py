"""Who may ask for which pack, and who may take it. Functions return "" or the reason in a sentence."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Role, Service, User
from accounts.permissions import has_role, refusal_without_role
from insights.evidence import scope
from insights.models import EvidencePack
from moderation import permissions as moderation
from policies import permissions as policies
from posts import permissions as posts

Kinds = EvidencePack.Kind


def refusal_to_look(user: User, service: Service) -> str:
    """The page with the packs; a viewer reads figures, and packs hold names and texts."""
    return posts.refusal_to_read(user, service)


def refusal_to_ask(user: User, service: Service, kind: str) -> str:
    """Whoever may read the thing with all that belongs to it; a span of time holds everything of everybody."""
    if kind == Kinds.POST:
        return posts.refusal_to_hand_over(user, service)
    if kind == Kinds.INCIDENT:
        return moderation.refusal_to_read(user, service)
    if kind == Kinds.REQUESTS:
        return moderation.refusal_to_keep(user, service)
    if kind == Kinds.POLICY:
        return policies.refusal_to_hand_over(user, service)
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="ask for the evidence of a span of time")


def refusal_to_see(user: User, pack: EvidencePack) -> str:
    if pack.asked_by_id != user.pk and not has_role(user, pack.service, Role.SERVICE_MANAGER):
        return "Only the person who asked for this pack, or a service manager, can open it."
    return refusal_to_ask(user, pack.service, pack.kind)


def refusal_to_take(user: User, pack: EvidencePack) -> str:
    """Asked at each download: rights, and what is kept from whom, may have changed since the pack was made."""
    if refusal := refusal_to_see(user, pack):
        return refusal
    if scope.hides_from(pack, user):
        return "This pack may hold comments that are kept from you. Somebody else has to hand it over."
    if scope.was_erased_since(pack):
        return "Somebody’s words in this pack were erased since at their request. Ask for it again."
    return ""


def packs_of(user: User, service: Service) -> QuerySet[EvidencePack]:
    """The packs that this person finds on the page: their own, and for a service manager everybody’s."""
    rows = EvidencePack.objects.visible_to(user).of_service(service)
    return rows if has_role(user, service, Role.SERVICE_MANAGER) else rows.filter(asked_by=user)
