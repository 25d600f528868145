"""Every write about people and services: invitations, roles, access, deputies, the pause of sending.

Each looks at the permission itself, in the transaction of the change, and raises Refused with a sentence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail, permissions
from accounts.models import Deputy, Invitation, Membership, Role, RoleHeld, Service, User
from audit import services as audit
from audit.kinds import Kind

INVITATION_LASTS = dt.timedelta(days=14)


class Refused(Exception):
    """Why something may not be done; the text is shown to the person."""


def _refuse(reason: str) -> None:
    if reason:
        raise Refused(reason)


def labels(roles: Iterable[str]) -> str:
    """The roles as people read them: 'Coordinator, Line manager'."""
    return ", ".join(sorted(Role(role).label for role in roles)) or "no role"


def set_up(*, name: str, slug: str, **facts) -> Service:
    """A new service, empty of people. Only the console and the demo come here."""
    with transaction.atomic():
        service = Service(name=name, slug=slug, **facts)
        service.full_clean()
        service.save()
        audit.record(Kind.SERVICE_CREATED, on=service, job="console")
    return service


def add_member(service: Service, user: User, roles: Iterable[str], *, now: dt.datetime | None = None) -> Membership:
    """Make a person a member with these roles, or give an ended membership back."""
    roles = sorted(set(roles))
    with transaction.atomic():
        membership, _ = Membership.objects.update_or_create(
            service=service,
            user=user,
            defaults={"ended_at": None, "end_reason": "", "started_at": now or timezone.now()},
        )
        membership.roles.all().delete()
        RoleHeld.objects.bulk_create(RoleHeld(membership=membership, role=role) for role in roles)
        permissions.forget_roles(user)
        audit.record(Kind.MEMBER_JOINED, on=membership, actor=user, data={"roles": labels(roles)})
    return membership


@transaction.atomic
def invite(service: Service, *, email: str, name: str, roles: list[str], by: User) -> tuple[Invitation, str]:
    """Invite somebody by e-mail. Returns the invitation and its address, which is shown once and mailed.

    Raises Refused when the person works here already, or when the inviter may not.
    """
    _refuse(permissions.refusal_to_manage_people(by, service))
    email = email.strip().lower()
    if Membership.objects.current().filter(service=service, user__email=email).exists():
        raise Refused(f"{email} works here already. Change their roles instead.")
    now = timezone.now()
    Invitation.objects.filter(service=service, email=email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        service=service,
        email=email,
        name=name.strip(),
        roles=sorted(set(roles)),
        token_hash=token_hash(token),
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    audit.record(
        Kind.MEMBER_INVITED, on=invitation, actor=by, data={"name": invitation.name, "roles": labels(invitation.roles)}
    )
    address = settings.SITE_URL + reverse("accounts:accept", args=[token])
    from accounts.tasks import send_invitation  # the task's body imports this module's neighbours

    transaction.on_commit(lambda: send_invitation.delay(invitation.pk, address))
    return invitation, address


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, now: dt.datetime) -> Invitation | None:
    """The invitation behind a secret address, while it holds."""
    invitation = Invitation.objects.select_related("service").filter(token_hash=token_hash(token)).first()
    return invitation if invitation and invitation.is_open(now) else None


@transaction.atomic
def accept(token: str, *, password: str, signed_in: AbstractBaseUser | None = None) -> User:
    """Take up an invitation: a new person sets a password; somebody who has an account gives theirs.

    Raises Refused when the invitation no longer holds or an existing person's password is wrong, and
    ValidationError when a new password is too weak.
    """
    now = timezone.now()
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    if invitation is None or not invitation.is_open(now):
        raise Refused("This invitation no longer holds. Ask the service manager to send a new one.")
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User(email=invitation.email, name=invitation.name)
        validate_password(password, user)
        user.set_password(password)
        user.save()
    elif signed_in != user and not user.check_password(password):
        raise Refused("You have an account already. Type its password, or sign in first and open the link again.")
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    add_member(invitation.service, user, invitation.roles, now=now)
    return user


@transaction.atomic
def withdraw_invitation(invitation_id: int, *, by: User) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    _refuse(permissions.refusal_to_manage_people(by, invitation.service))
    if not invitation.is_open(timezone.now()):
        raise Refused("This invitation was taken up or ran out already.")
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(Kind.INVITATION_WITHDRAWN, on=invitation, actor=by, data={"name": invitation.name})


def _membership(membership_id: int, by: User) -> Membership:
    # The service's row is the lock: two managers cannot take each other's last role at the same time.
    service_id = Membership.objects.values_list("service_id", flat=True).get(pk=membership_id)
    Service.objects.select_for_update().get(pk=service_id)
    membership = Membership.objects.select_for_update().select_related("service", "user").get(pk=membership_id)
    permissions.forget_roles(by)
    _refuse(permissions.refusal_to_manage_people(by, membership.service))
    return membership


def _keeps_a_manager(membership: Membership) -> None:
    others = Membership.objects.current().filter(service=membership.service, roles__role=Role.SERVICE_MANAGER)
    if not others.exclude(pk=membership.pk).exists():
        raise Refused(f"{membership.user} is the only service manager. Give somebody else that role first.")


@transaction.atomic
def change_roles(membership_id: int, *, roles: list[str], reason: str, by: User) -> Membership:
    """Give a member another set of roles. The last service manager keeps that role."""
    membership = _membership(membership_id, by)
    before = sorted(membership.roles.values_list("role", flat=True))
    after = sorted(set(roles))
    if not reason.strip():
        raise Refused("Say why the roles change. It stays in the record.")
    if not after:
        raise Refused("Choose at least one role, or take the access away.")
    if Role.SERVICE_MANAGER in before and Role.SERVICE_MANAGER not in after:
        _keeps_a_manager(membership)
    membership.roles.exclude(role__in=after).delete()
    RoleHeld.objects.bulk_create([RoleHeld(membership=membership, role=role) for role in after if role not in before])
    data = {"name": str(membership.user), "before": labels(before), "after": labels(after), "reason": reason}
    audit.record(Kind.ROLES_CHANGED, on=membership, actor=by, data=data)
    permissions.forget_roles(by)
    return membership


@transaction.atomic
def set_phone(membership_id: int, *, phone: str, by: User) -> Membership:
    """Set the number under which colleagues reach a member in an emergency; the record does not repeat it."""
    membership = _membership(membership_id, by)
    if membership.phone != phone.strip():
        membership.phone = phone.strip()
        membership.save(update_fields=["phone"])
        audit.record(Kind.MEMBER_PHONE, on=membership, actor=by, data={"name": str(membership.user)})
    return membership


@transaction.atomic
def end_access(membership_id: int, *, reason: str, by: User) -> Membership:
    """Take a member's access away (L7, L11): at once, with a reason, and their sessions end."""
    membership = _membership(membership_id, by)
    if membership.ended_at:
        raise Refused(f"{membership.user} has no access already.")
    if not reason.strip():
        raise Refused("Say why the access is taken away. It stays in the record.")
    if membership.user_id == by.pk:
        raise Refused("You cannot take away your own access. Ask another service manager.")
    if membership.roles.filter(role=Role.SERVICE_MANAGER).exists():
        _keeps_a_manager(membership)
    membership.ended_at = timezone.now()
    membership.end_reason = reason.strip()[:300]
    membership.save(update_fields=["ended_at", "end_reason"])
    Deputy.objects.filter(service=membership.service, deputy=membership.user).delete()
    audit.record(Kind.ACCESS_ENDED, on=membership, actor=by, data={"name": str(membership.user), "reason": reason})
    if not Membership.objects.current().filter(user=membership.user).exists():
        end_sessions(membership.user)
    return membership


@transaction.atomic
def restore_access(membership_id: int, *, reason: str, by: User) -> Membership:
    """Give a former member their roles again."""
    membership = _membership(membership_id, by)
    if not membership.ended_at:
        raise Refused(f"{membership.user} has access already.")
    if not reason.strip():
        raise Refused("Say why access is given again. It stays in the record.")
    membership.ended_at, membership.end_reason = None, ""
    membership.save(update_fields=["ended_at", "end_reason"])
    audit.record(Kind.ACCESS_RESTORED, on=membership, actor=by, data={"name": str(membership.user), "reason": reason})
    return membership


def end_sessions(user: User) -> None:
    """Sign a person out everywhere. Sessions do not name their user, so all open ones are read; it happens seldom."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


@transaction.atomic
def name_deputy(
    service: Service, *, role: str, stands_in_for: User, deputy: User, starts_on: dt.date, ends_on: dt.date, by: User
) -> Deputy:
    """Let a member hold another's role for some days, both ends included.

    A service manager names anybody's deputy; everybody else only their own.
    """
    if by != stands_in_for:
        _refuse(permissions.refusal_to_manage_people(by, service))
    members = Membership.objects.current().filter(service=service)
    if not members.filter(user=stands_in_for, roles__role=role).exists():
        raise Refused(f"{stands_in_for} is no {Role(role).label.lower()}, so nobody can stand in.")
    # The row of the membership keeps a second press from naming the same deputy in the meantime.
    if members.select_for_update(of=("self",)).filter(user=deputy).first() is None:
        raise Refused(f"{deputy} does not work here.")
    if deputy == stands_in_for:
        raise Refused("Choose somebody else as deputy.")
    if ends_on < starts_on:
        raise Refused("The last day lies before the first. Choose a later last day.")
    same = Deputy.objects.filter(service=service, role=role, stands_in_for=stands_in_for, deputy=deputy)
    if there := same.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first():
        raise Refused(
            f"{deputy} stands in for {stands_in_for} from {there.starts_on:%-d %b %Y} to {there.ends_on:%-d %b %Y} "
            "already. Choose other days, or end that first."
        )
    named = Deputy.objects.create(
        service=service, role=role, stands_in_for=stands_in_for, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    data = {
        "deputy": str(deputy),
        "role": Role(role).label.lower(),
        "name": str(stands_in_for),
        "starts_on": f"{starts_on:%-d %b %Y}",
        "ends_on": f"{ends_on:%-d %b %Y}",
    }
    audit.record(Kind.DEPUTY_NAMED, on=named, actor=by, data=data)
    permissions.forget_roles(deputy)
    return named


@transaction.atomic
def end_deputy(deputy_id: int, *, by: User) -> None:
    """End a deputy's time now."""
    named = Deputy.objects.select_for_update().select_related("service", "deputy").get(pk=deputy_id)
    if by.pk not in (named.stands_in_for_id, named.deputy_id):
        _refuse(permissions.refusal_to_manage_people(by, named.service))
    role = named.get_role_display().lower()
    audit.record(Kind.DEPUTY_ENDED, on=named, actor=by, data={"deputy": str(named.deputy), "role": role})
    named.delete()
    permissions.forget_roles(by)


@transaction.atomic
def change_service(service: Service, *, by: User, **facts) -> Service:
    """Change what a service says about itself; only what really changed is written and recorded."""
    _refuse(permissions.refusal_to_manage_people(by, service))
    row = Service.objects.select_for_update().get(pk=service.pk)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, facts[name])
    row.full_clean()
    row.save(update_fields=changed)
    names = ", ".join(str(Service._meta.get_field(name).verbose_name) for name in changed)
    audit.record(Kind.SERVICE_CHANGED, on=row, actor=by, data={"fields": names})
    return row


@transaction.atomic
def pause_sending(service: Service, *, by: User, reason: str) -> Service:
    """One button stops all sending of a service, with a reason. Coordinators and managers may press it."""
    _refuse(permissions.refusal_to_pause(by, service))
    row = Service.objects.select_for_update().get(pk=service.pk)
    if row.is_paused:
        raise Refused("Sending is paused already.")
    if not reason.strip():
        raise Refused("Say why sending is paused. Colleagues see it on every page.")
    row.paused_at, row.paused_by, row.pause_reason = timezone.now(), by, reason.strip()[:300]
    row.save(update_fields=["paused_at", "paused_by", "pause_reason"])
    audit.record(Kind.SENDING_PAUSED, on=row, actor=by, data={"reason": row.pause_reason})
    return row


@transaction.atomic
def resume_sending(service: Service, *, by: User) -> Service:
    """Let posts go out again. Only a manager may: somebody else may have had a good reason."""
    _refuse(permissions.refusal_to_resume(by, service))
    row = Service.objects.select_for_update().get(pk=service.pk)
    if not row.is_paused:
        raise Refused("Sending is not paused.")
    row.paused_at, row.paused_by, row.pause_reason = None, None, ""
    row.save(update_fields=["paused_at", "paused_by", "pause_reason"])
    audit.record(Kind.SENDING_RESUMED, on=row, actor=by, data={})
    return row


def mail_invitation(invitation_id: int, address: str) -> None:
    """Send the secret address to the invited person, who has no account yet."""
    invitation = Invitation.objects.select_related("service", "invited_by").get(pk=invitation_id)
    mail.send_to_address(
        to=invitation.email,
        subject=f"{invitation.service} invites you",
        body=(
            f"Hello {invitation.name},\n\n{invitation.invited_by} invites you to work on the social media of "
            f"{invitation.service}.\n\nOpen this address within 14 days and choose a password:\n{address}\n"
        ),
    )
