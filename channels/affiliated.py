"""Members of staff's own accounts that speak for the service (source: L7): given, checked, taken."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from channels import permissions
from channels.models import AffiliatedAccount

CHECKED = {
    "has_name_pattern": "named by the pattern",
    "has_logo": "shows the logo",
    "has_disclaimer": "has posted the disclaimer",
}


class AffiliatedRefused(Exception):
    """Not possible; the text is a sentence for the person."""


def expected_name(service: Service, person: User) -> str:
    """The account's name by the pattern "<Service> <Name or title>"."""
    return f"{service.name} {person.first_name}"


def lacks(account: AffiliatedAccount) -> list[str]:
    """What the last look found missing; everything, before the first."""
    return [words for field, words in CHECKED.items() if not getattr(account, field)]


@transaction.atomic
def give(service: Service, *, by: User, person: User, network: str, handle: str) -> AffiliatedAccount:
    """Let a colleague speak for the service with their account. Raises AffiliatedRefused."""
    _refuse(permissions.refusal_to_manage_affiliated(by, service))
    if not Membership.objects.current().filter(service=service, user=person).exists():
        raise AffiliatedRefused("Choose somebody who works here.")
    account = AffiliatedAccount(service=service, person=person, network=network, handle=handle.strip(), given_by=by)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise AffiliatedRefused(f"{account} is on the list already.") from error
    audit.record(Kind.AFFILIATED_GIVEN, on=account, actor=by, data={"name": str(person)})
    return account


@transaction.atomic
def check(account_id: int, *, by: User, has_name_pattern: bool, has_logo: bool, has_disclaimer: bool) -> None:
    """Somebody looked at the account. Raises AffiliatedRefused."""
    now = timezone.now()
    account = _given(account_id, by)
    account.has_name_pattern, account.has_logo, account.has_disclaimer = has_name_pattern, has_logo, has_disclaimer
    account.checked_at = now
    account.save(update_fields=[*CHECKED, "checked_at"])
    missing = lacks(account)
    found = f"it lacks: {', '.join(missing)}" if missing else "all as agreed"
    data = {"name": str(account.person), "found": found}
    audit.record(Kind.AFFILIATED_CHECKED, on=account, actor=by, data=data, now=now)


@transaction.atomic
def take(account_id: int, *, by: User, reason: str, training_offered_on: dt.date | None = None) -> AffiliatedAccount:
    """Take the access away, as when the policy is broken; training may be offered. Raises AffiliatedRefused."""
    account, reason = _given(account_id, by), reason.strip()
    if not reason:
        raise AffiliatedRefused("Say why: your colleague reads it.")
    account.taken_by, account.taken_at, account.taken_reason = by, timezone.now(), reason[:300]
    account.save(update_fields=["taken_by", "taken_at", "taken_reason"])
    data = {"name": str(account.person), "reason": reason}
    audit.record(Kind.AFFILIATED_TAKEN, on=account, actor=by, data=data, now=account.taken_at)
    if training_offered_on:
        _offer(account, by, training_offered_on)
    return account


@transaction.atomic
def offer_training(account_id: int, *, by: User, offered_on: dt.date) -> None:
    """Training was offered, also after the access was taken. Raises AffiliatedRefused."""
    _offer(_locked(account_id, by), by, offered_on)


def _offer(account: AffiliatedAccount, by: User, offered_on: dt.date) -> None:
    if offered_on > account.service.today(timezone.now()):
        raise AffiliatedRefused("Give the day on which the training was offered, not one to come.")
    account.training_offered_on = offered_on
    account.save(update_fields=["training_offered_on"])
    data = {"name": str(account.person), "offered_on": offered_on.isoformat()}
    audit.record(Kind.AFFILIATED_TRAINING, on=account, actor=by, data=data)


def _given(account_id: int, by: User) -> AffiliatedAccount:
    account = _locked(account_id, by)
    if account.taken_at:
        raise AffiliatedRefused(f"The access with {account} was taken already.")
    return account


def _locked(account_id: int, by: User) -> AffiliatedAccount:
    rows = AffiliatedAccount.objects.select_for_update(of=("self",)).select_related("service", "person")
    account = rows.get(pk=account_id)
    _refuse(permissions.refusal_to_manage_affiliated(by, account.service))
    return account


def _refuse(reason: str) -> None:
    if reason:
        raise AffiliatedRefused(reason)
