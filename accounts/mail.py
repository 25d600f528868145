"""The outbox: an e-mail is a row first, and is sent from there, once.

A row is written in the transaction of the change that it tells of; its key makes a second one impossible. The worker
claims a row before it sends. When it dies between the two, the row is tried again after ten minutes: an e-mail may
then come twice, which does less harm than one that never comes.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import OutgoingMail, Service, User

log = logging.getLogger(__name__)

RETRY_AFTER = dt.timedelta(minutes=10)
MOST_ATTEMPTS = 8


def send_once(*, service: Service, to: User, key: str, subject: str, body: str) -> bool:
    """Put an e-mail into the outbox unless one with this key is there for this person. True when it is new."""
    mail, is_new = OutgoingMail.objects.get_or_create(
        to=to, key=key, defaults={"service": service, "subject": subject[:200], "body": body}
    )
    if is_new:
        from accounts.tasks import send_mail  # the task's body imports this module

        transaction.on_commit(lambda: send_mail.delay(mail.pk))
    return is_new


def waiting(now: dt.datetime) -> list[int]:
    """Primary keys of mails that are not sent and not in a worker's hands."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - RETRY_AFTER)
    rows = OutgoingMail.objects.filter(free, sent_at=None, attempts__lt=MOST_ATTEMPTS)
    return list(rows.order_by("created_at").values_list("pk", flat=True)[:200])


def send(mail_id: int) -> bool:
    """Claim a mail and send it. False when somebody else has it or the server refused; it is then tried again."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - RETRY_AFTER)
    claimed = OutgoingMail.objects.filter(free, pk=mail_id, sent_at=None)
    if not claimed.update(claimed_at=now, attempts=F("attempts") + 1):
        return False
    mail = OutgoingMail.objects.select_related("to").get(pk=mail_id)
    try:
        EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to.email]).send()
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("mail %s was not taken: %s", mail_id, type(error).__name__)
        return False
    OutgoingMail.objects.filter(pk=mail_id).update(sent_at=timezone.now())
    return True


def send_to_address(*, to: str, subject: str, body: str) -> None:
    """Send an e-mail to somebody who is no user yet. Raises OSError when the server refuses it."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()
