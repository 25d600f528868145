"""What every page's frame shows: the service, the person, the places, what stands in the way (templates/base.html)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import permissions
from accounts.models import Membership, Role, Service, User
from moderation.inbox import pages_queue
from moderation.models import Comment
from policies import readings, workflow
from policies import services as policies
from policies.models import PolicyVersion

COMPLIANCE = "insights:compliance"
BELONGS_TO = {
    "backtests": "policies",
    "links": "posts",
    "evidence": COMPLIANCE,
    "reports": COMPLIANCE,
    "records": COMPLIANCE,
    "audit": "settings",
}
"""Namespaces that stand below another place of the navigation."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; nearly empty outside a service. Costs six queries at most."""
    service: Service | None = getattr(request, "service", None)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"service": service}
    context: dict[str, Any] = {
        "service": service,
        "sign_out_url": reverse("account_logout"),
        "account_url": reverse("mfa_index"),
    }
    if service is None:
        return context | {"person": {"name": user.name, "role_names": ""}}
    roles = permissions.roles_of(user, service)
    is_staff = not roles.isdisjoint(permissions.STAFF)
    manages = not roles.isdisjoint((Role.SERVICE_MANAGER, Role.LINE_MANAGER))
    in_force = policies.kept_in_force(service)
    return context | {
        "person": {"name": user.name, "role_names": _role_names(user, service, roles)},
        "nav": places(request, service, roles),
        "new_post_url": reverse("posts:begin", args=[service.slug]) if Role.COORDINATOR in roles else None,
        "services_url": reverse("accounts:start") if getattr(service, "has_others", False) else None,
        "pause_url": reverse("settings:pause", args=[service.slug]) if is_staff else None,
        "manages_people": not permissions.refusal_to_manage_people(user, service),
        "policy_in_force": _policy_link(service, policies.social_media(in_force)),
        "footer_note": f"Times are for {service.time_zone.split('/')[-1].replace('_', ' ')}.",
        "banners": [
            *locked(user, service),
            *banners(service, in_force, is_staff=is_staff),
            *(kept_back(service) if manages else []),
        ],
        "demo_people": _demo_people(service) if settings.DEMO else [],
        "become_url": reverse("accounts:become"),
    }


def _role_names(user: User, service: Service, roles: frozenset[str]) -> str:
    names = ", ".join(sorted(Role(role).label for role in roles)) or "No role"
    return f"{names} (deputy)" if permissions.is_deputy(user, service) else names


def places(request: HttpRequest, service: Service, roles: frozenset[str]) -> list[dict[str, Any]]:
    """The navigation: where this person may go, and how many comments wait for them in the inbox."""
    is_staff = not roles.isdisjoint(permissions.STAFF)
    waiting = _open_comments(request, service) if is_staff else ""
    rows = [
        ("Home", "insights:home", "house", False, False, None),
        *(
            [
                ("Posts", "posts:list", "pencil-square", False, False, None),
                ("Calendar", "calendar:month", "calendar3", False, False, None),
                ("Inbox", "inbox:queue", "inbox", False, False, waiting),
            ]
            if is_staff
            else []
        ),
        ("Policies", "policies:list", "journal-check", True, True, None),
        ("Compliance", COMPLIANCE, "clipboard2-check", True, False, None),
        ("Figures", "figures:months", "bar-chart", True, False, None),
        ("Channels", "channels:list", "broadcast-pin", True, True, None),
        ("Settings", "settings:people", "sliders", True, False, None),
    ]
    here = _place(request)
    return [
        {
            "label": label,
            "url": reverse(name, args=[service.slug]),
            "icon": icon,
            "rest": rest,
            "gap": gap,
            "count": count,
            "here": here in (name, name.partition(":")[0]),
        }
        for label, name, icon, rest, gap, count in rows
    ]


def _place(request: HttpRequest) -> str:
    """Under which entry of the navigation a page stands: the entry's view, or its namespace."""
    match = request.resolver_match
    if match is None:
        return ""
    if match.namespace == "insights":
        return match.view_name if match.view_name == "insights:home" else COMPLIANCE
    return BELONGS_TO.get(match.namespace, match.namespace)


def _open_comments(request: HttpRequest, service: Service) -> str:
    """How many are open, to 99 at most, so that no page grows dearer with the inbox; "" for none."""
    number = getattr(request, "open_comments", None)
    if number is None:
        rows = Comment.objects.of_service(service).open().not_kept_from(request.user)
        number = rows.order_by()[: pages_queue.MOST_COUNTED + 1].count()
    return pages_queue.in_words(number) if number else ""


def _policy_link(service: Service, version: PolicyVersion | None) -> dict[str, str] | None:
    if version is None:
        return None
    return {"label": str(version), "url": reverse("policies:version", args=[service.slug, version.pk])}


def locked(user: User, service: Service) -> list[dict[str, str]]:
    """What keeps this person from approving and moderating: a policy that they have not read in time."""
    row = readings.overdue(user, service, timezone.now())
    if row is None:
        return []
    return [
        {
            "kind": "warn",
            "text": f"You have not read “{row.campaign.title}”; it was due on {row.due_on:%a %-d %b}. Until you have, "
            "you can look, but not approve anything or handle comments.",
            "url": reverse("policies:reading", args=[service.slug, row.campaign_id]),
            "link_text": "Read it now",
        }
    ]


def banners(service: Service, in_force: list[PolicyVersion], *, is_staff: bool) -> list[dict[str, str]]:
    """What everybody must know on every page: sending stands still, the policy is missing or past its review.

    Who paused it and why is for the staff.
    """
    found = []
    if service.is_paused:
        since = f"Sending is paused since {service.local(service.paused_at):%H:%M on %a %-d %b}"
        why = {
            "text": f"{since} by {service.paused_by}: “{service.pause_reason}”",
            "url": reverse("settings:pause", args=[service.slug]),
            "link_text": "Start again",
        }
        found.append({"kind": "stop", **(why if is_staff else {"text": f"{since}."})})
    today = service.today(timezone.now())
    if policies.social_media(in_force) is None:
        found.append(
            {
                "kind": "warn",
                "text": "No social media policy is in force, so the rules run with their defaults and no section.",
                "url": reverse("policies:list", args=[service.slug]),
                "link_text": "Write one",
            }
        )
    for version in in_force:
        if version.next_review_on is None or version.next_review_on >= today:
            continue
        days = (today - version.next_review_on).days
        found.append(
            {
                "kind": "warn",
                "text": f"The review of {version} is {days} {'day' if days == 1 else 'days'} over. "
                "The version stays in force.",
                "url": reverse("policies:version", args=[service.slug, version.pk]),
                "link_text": "Review it",
            }
        )
    return found


def kept_back(service: Service) -> list[dict[str, str]]:
    """Versions whose day has come and that are not in force, with what keeps them back: for those who can mend it."""
    now = timezone.now()
    return [
        {
            "kind": "warn",
            "text": f"{version} should have come into force on {version.effective_from:%a %-d %b %Y}. "
            f"{workflow.why_not_begun(version)}",
            "url": reverse("policies:version", args=[service.slug, version.pk]),
            "link_text": "Look at it",
        }
        for version in policies.kept_scheduled(service)
        if workflow.should_have_begun(version, service, now)
    ]


def _demo_people(service: Service) -> list[dict[str, Any]]:
    members = Membership.objects.current().filter(service=service).select_related("user").prefetch_related("roles")
    return [{"pk": one.user_id, "name": one.user.name, "role_names": one.role_names} for one in members]
