"""Who wants the report by e-mail. Each orders and stops for themselves; a report names nobody, so every role may."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from insights.models import ReportOrder
from insights.models.reports import Every


class Refused(Exception):
    """The order was not taken; the text is shown to the person."""


def current() -> QuerySet[ReportOrder]:
    """The orders of people who work there today; after an end of access none is sent."""
    here = Membership.objects.current().filter(service=OuterRef("service"), user=OuterRef("user"))
    return ReportOrder.objects.filter(Exists(here))


@transaction.atomic
def order(service: Service, every: str, *, by: User) -> bool:
    """Have the report sent to this person; False when it is already. Raises Refused for somebody who has left."""
    if every not in Every.values:
        raise Refused("Choose every week, every month or every quarter.")
    # The row of the membership keeps access from ending in the meantime.
    if not Membership.objects.current().select_for_update(of=("self",)).filter(service=service, user=by).exists():
        raise Refused("Your access to this service has ended.")
    wanted, is_new = ReportOrder.objects.get_or_create(service=service, user=by, every=every)
    if is_new:
        data = {"every": wanted.get_every_display().lower()}
        audit.record(Kind.REPORT_ORDERED, on=wanted, actor=by, data=data)
    return is_new


@transaction.atomic
def stop(service: Service, every: str, *, by: User) -> bool:
    """Send this person no more of them; False when none was ordered."""
    wanted = ReportOrder.objects.of_service(service).select_for_update().filter(user=by, every=every).first()
    if wanted is None:
        return False
    data = {"every": wanted.get_every_display().lower()}
    audit.record(Kind.REPORT_STOPPED, on=wanted, actor=by, data=data)
    wanted.delete()
    return True
