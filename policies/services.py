"""What the policy in force says, as the other parts ask for it; and writes with a rule in them that move no version.

The content of a draft is written in drafting.py, states in workflow.py.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts import contacts
from accounts.models import Membership, Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies import permissions
from policies import rules as engine
from policies.models import (
    Policy,
    PolicyKind,
    PolicyVersion,
    QuietPeriod,
    ReplyTemplate,
    RuleSetting,
    Section,
    VersionState,
)
from policies.parameters import Parameters, parameters
from policies.refusals import Refused, refuse

log = logging.getLogger(__name__)

BLANK = re.compile(r"\{([a-z_]+)\}")
BLANKS = ("service", "phone", "email", "website")
"""What a reply template may leave blank; the service's own facts are put in."""


# What is in force


def version_in_force(service: Service, now: dt.datetime | None = None) -> PolicyVersion | None:
    """The version of the social media policy that is in force, or was at an earlier moment; None without one."""
    versions = PolicyVersion.objects.of_service(service).filter(policy__kind=PolicyKind.SOCIAL_MEDIA)
    if now is None:
        versions = versions.in_force()
    else:
        versions = versions.filter(Q(superseded_at=None) | Q(superseded_at__gt=now), in_force_at__lte=now)
    return versions.select_related("policy").order_by("-in_force_at").first()


def kept_in_force(service: Service) -> list[PolicyVersion]:
    """Every policy's version that is in force; kept on this very object, for the length of a request.

    For pages alone, whose frame and content ask for the same: a change asks the database (`version_in_force`).
    """
    return [one for one in _kept(service) if one.state == VersionState.IN_FORCE]


def kept_in_review(service: Service) -> list[PolicyVersion]:
    """Versions that wait for approval, kept likewise."""
    return [one for one in _kept(service) if one.state == VersionState.IN_REVIEW]


def kept_scheduled(service: Service) -> list[PolicyVersion]:
    """Versions that have a date to begin on, kept likewise."""
    return [one for one in _kept(service) if one.state == VersionState.SCHEDULED]


def _kept(service: Service) -> list[PolicyVersion]:
    kept: dict[str, list[PolicyVersion]] = service.__dict__
    if "_versions" not in kept:
        states = [VersionState.IN_FORCE, VersionState.IN_REVIEW, VersionState.SCHEDULED]
        rows = PolicyVersion.objects.of_service(service).filter(state__in=states)
        kept["_versions"] = list(rows.select_related("policy", "author"))
    return kept["_versions"]


def social_media(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    """The social media policy among versions in force."""
    return next((one for one in versions if one.policy.kind == PolicyKind.SOCIAL_MEDIA), None)


def ruleset_of(version: PolicyVersion) -> engine.Ruleset:
    """The rules as a version sets them, each with its section.

    A rule that the version does not name runs at its default and stands on no section; one that is `off` does not
    run. A rule or a parameter that the catalogue no longer knows is passed over, so that an old version still runs.
    """
    named = {one.rule: one for one in version.rule_settings.select_related("section")}
    ready = []
    for identifier, spec in engine.CATALOGUE.items():
        stored = named.get(identifier)
        if stored is None:
            ready.append(engine.Setting(rule=identifier, severity=spec.severity))
        elif stored.severity != RuleSetting.Severity.OFF:
            ready.append(
                engine.Setting(
                    rule=identifier,
                    severity=engine.Severity(stored.severity),
                    params=params_that_fit(spec, stored),
                    section=section_ref(version, stored.section),
                )
            )
    return engine.Ruleset(ready)


def params_that_fit(spec: engine.RuleSpec, stored: RuleSetting) -> dict:
    """A stored setting's parameters as they run: a number out of bounds at the nearest, the defaults where the
    catalogue has changed."""
    params = spec.in_bounds(stored.params)
    try:
        spec.params_from(params)
    except engine.ParamsRefused:
        log.warning(
            "rule setting %s has parameters that %s does not take; the defaults run", stored.pk, spec.identifier
        )
        return {}
    return params


def section_ref(version: PolicyVersion, section) -> engine.SectionRef:
    """A section as the plain values that a finding carries."""
    return engine.SectionRef(
        key=section.key,
        number=str(section.position),
        title=section.title,
        version=version.number,
        policy=version.policy.title,
    )


def ruleset_in_force(service: Service, now: dt.datetime | None = None) -> engine.Ruleset:
    """The rules that run for a service; the catalogue's defaults, on no section, when no policy is in force."""
    version = version_in_force(service, now)
    return ruleset_of(version) if version else engine.DEFAULTS


def parameters_in_force(service: Service, now: dt.datetime | None = None) -> Parameters:
    """Clocks and limits of the policy in force; the defaults without one."""
    return parameters_of(version_in_force(service, now))


def parameters_of(version: PolicyVersion | None) -> Parameters:
    """Clocks and limits that a version sets; the defaults without one."""
    return parameters(version.parameters if version else {})


def service_facts(service: Service) -> engine.ServiceFacts:
    """What is the service's own, and therefore nobody's personal data."""
    staff = Membership.objects.current().filter(service=service).values_list("user__name", flat=True)
    return engine.ServiceFacts(
        name=service.name,
        phone=service.phone,
        email=service.email,
        phones=tuple(contacts.lines(service.more_phones)),
        emails=tuple(contacts.lines(service.more_emails)),
        host=service.host,
        address=service.address,
        website=service.website,
        staff=tuple(staff),
    )


def quiet_periods(service: Service) -> tuple[engine.QuietPeriod, ...]:
    """Quiet periods that were not taken back, as the rules take them; past ones too."""
    rows = QuietPeriod.objects.of_service(service).current()
    return tuple(engine.QuietPeriod(name=row.name, starts_on=row.starts_on, ends_on=row.ends_on) for row in rows)


def reply_template(service: Service, purpose: str) -> ReplyTemplate | None:
    """The reply text that the policy in force has for a purpose, the first by section where it has several."""
    version = version_in_force(service)
    if version is None:
        return None
    return version.reply_templates.filter(purpose=purpose).select_related("section").first()


def section_for(service: Service, item: str, purpose: str = "") -> Section | None:
    """The section of the policy in force that a decision stands on: the one with the reply for a purpose, else the
    first that meets this item of the standard. None where no policy is in force, or none has such a section.
    """
    version = {"version__policy__service": service, "version__policy__kind": PolicyKind.SOCIAL_MEDIA}
    rows = Section.objects.filter(**version, version__state=VersionState.IN_FORCE).select_related("version__policy")
    has_reply = Exists(ReplyTemplate.objects.filter(section=OuterRef("pk"), purpose=purpose))
    rows = rows.annotate(has_reply=has_reply).filter(Q(has_reply=True) | Q(standard_item=item))
    return rows.order_by("-has_reply", "position").first()


def fill(body: str, service: Service) -> tuple[str, tuple[str, ...]]:
    """A reply text with the service's own facts in its blanks, and the names of the blanks that stayed open.

    A text with an open blank must not be sent.
    """
    facts = {
        "service": service.name,
        "phone": service.phone,
        "email": service.email,
        "website": service.website,
    }
    missing: list[str] = []

    def put_in(match: re.Match[str]) -> str:
        value = facts.get(match[1], "")
        if not value and match[1] not in missing:
            missing.append(match[1])
        return value or match[0]

    return BLANK.sub(put_in, body), tuple(missing)


def unknown_blanks(body: str) -> list[str]:
    """Names in braces that no fact of the service fills."""
    return sorted({name for name in BLANK.findall(body) if name not in BLANKS})


# Policies


@transaction.atomic
def create_policy(
    service: Service, *, title: str, kind: str, owner: User, by: User, now: dt.datetime | None = None
) -> Policy:
    """A document without a version yet (workflow.start_version begins the first)."""
    refuse(permissions.refusal_to_write(by, service))
    Service.objects.select_for_update().get(pk=service.pk)
    title = title.strip()
    if Policy.objects.of_service(service).filter(title=title).exists():
        raise Refused(f"There is a policy called “{title}” already. Choose another title.")
    same = Policy.objects.of_service(service).filter(kind=PolicyKind.SOCIAL_MEDIA)
    if kind == PolicyKind.SOCIAL_MEDIA and same.exists():
        raise Refused("The service has a social media policy already. Start a new version of it instead.")
    policy = Policy.objects.create(
        service=service, title=title, kind=kind, owner=owner, created_at=now or timezone.now()
    )
    audit.record(Kind.POLICY_CREATED, on=policy, actor=by, now=now)
    return policy


@transaction.atomic
def hand_on(policy_id: int, *, owner: User, by: User, now: dt.datetime | None = None) -> Policy:
    """Somebody else looks after a policy from now on and gets its reminders: the owner may have left."""
    policy = Policy.objects.select_for_update(of=("self",)).select_related("service").get(pk=policy_id)
    forget_roles(by)
    refuse(permissions.refusal_to_write(by, policy.service))
    if not people_to_own(policy.service).filter(pk=owner.pk).exists():
        raise Refused("Choose a person who works in this service.")
    if owner.pk == policy.owner_id:
        raise Refused(f"{owner} looks after it already. Choose somebody else.")
    before, policy.owner = policy.owner, owner
    policy.save(update_fields=["owner"])
    data = {"before": str(before), "after": str(owner)}
    audit.record(Kind.POLICY_HANDED_ON, on=policy, actor=by, data=data, now=now)
    return policy


# Quiet periods


@transaction.atomic
def set_quiet_period(
    service: Service, *, name: str, starts_on: dt.date, ends_on: dt.date, by: User, now: dt.datetime | None = None
) -> QuietPeriod:
    """Days, both included, on which nothing goes out."""
    refuse(permissions.refusal_to_set_quiet_periods(by, service))
    if ends_on < starts_on:
        raise Refused("The last day has to be the first day or a later one.")
    if ends_on < service.today(now or timezone.now()):
        raise Refused("These days are over. Choose a last day that is today or later.")
    period = QuietPeriod.objects.create(
        service=service, name=name.strip(), starts_on=starts_on, ends_on=ends_on, set_by=by
    )
    data = {"starts_on": f"{starts_on:%-d %b %Y}", "ends_on": f"{ends_on:%-d %b %Y}"}
    audit.record(Kind.QUIET_PERIOD_SET, on=period, actor=by, data=data, now=now)
    return period


@transaction.atomic
def take_back_quiet_period(period_id: int, *, by: User, now: dt.datetime | None = None) -> QuietPeriod:
    """End a quiet period; it stays on record."""
    period = QuietPeriod.objects.select_for_update().select_related("service").get(pk=period_id)
    refuse(permissions.refusal_to_set_quiet_periods(by, period.service))
    if period.ended_at:
        raise Refused("This quiet period was taken back already.")
    period.ended_at = now or timezone.now()
    period.save(update_fields=["ended_at"])
    audit.record(Kind.QUIET_PERIOD_ENDED, on=period, actor=by, now=now)
    return period


def people_to_own(service: Service) -> QuerySet[User]:
    """Who may own a policy: everybody who works here."""
    return User.objects.filter(memberships__in=Membership.objects.current().filter(service=service)).order_by("name")
