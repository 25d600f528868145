"""The outbox: an e-mail is a row first, and is sent from there, once.

A row is written in the transaction of the change that it tells of; its key makes a second one impossible. The worker
claims a row before it sends. When it dies between the two, the row is tried again after ten minutes: an e-mail may
then come twice, which does less harm than one that never comes. What hangs on it lies in the default storage and is
taken away some weeks after it was sent.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from typing import TypedDict

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import OutgoingMail, Service, User

log = logging.getLogger(__name__)

RETRY_AFTER = dt.timedelta(minutes=10)
MOST_ATTEMPTS = 8
ATTACHMENTS_KEPT = dt.timedelta(days=30)


class Attachment(TypedDict):
    """A file that goes with an e-mail; `file` is its name in the default storage."""

    name: str
    type: str
    file: str


def send_once(
    *,
    service: Service,
    to: User,
    key: str,
    subject: str,
    body: str,
    html: str = "",
    attachments: Iterable[Attachment] = (),
) -> bool:
    """Put an e-mail into the outbox unless one with this key is there for this person. True when it is new.

    `html` says the same as `body`; it and the attachments must name nobody: an e-mail is not a safe place.
    """
    fields = {"service": service, "subject": subject[:200], "body": body}
    fields |= {"html": html, "attachments": list(attachments)}
    mail, is_new = OutgoingMail.objects.get_or_create(to=to, key=key, defaults=fields)
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
    message = _written(mail)
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("mail %s was not taken: %s", mail_id, type(error).__name__)
        return False
    OutgoingMail.objects.filter(pk=mail_id).update(sent_at=timezone.now())
    return True


def _written(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message. A file that cannot be read is left out and named, so that the words arrive all the same."""
    body, files = mail.body, []
    for one in mail.attachments:
        try:
            with default_storage.open(one["file"]) as file:
                files.append((one["name"], file.read(), one["type"]))
        except OSError as error:
            log.warning("mail %s goes without its file: %s", mail.pk, type(error).__name__)
            body += f"\n\n{one['name']} could not be read and is not attached.\n"
    message = EmailMultiAlternatives(mail.subject, body, settings.DEFAULT_FROM_EMAIL, [mail.to.email])
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in files:
        message.attach(*file)
    return message


def drop_attachments(now: dt.datetime) -> int:
    """Take away the files of mails that are some weeks old, sent or given up; returns how many mails had one."""
    old = OutgoingMail.objects.filter(created_at__lt=now - ATTACHMENTS_KEPT).exclude(attachments=[])
    done = 0
    for mail in old.order_by("pk")[:500]:
        names = {one["file"] for one in mail.attachments}
        OutgoingMail.objects.filter(pk=mail.pk).update(attachments=[])
        for name in names:
            default_storage.delete(name)
        done += 1
    return done


def send_to_address(*, to: str, subject: str, body: str) -> None:
    """Send an e-mail to somebody who is no user yet. Raises OSError when the server refuses it."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()
