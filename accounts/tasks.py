"""Sending what waits in the outbox."""

from celery import shared_task


@shared_task
def send_mail(mail_id: int) -> None:
    from accounts import mail

    mail.send(mail_id)


@shared_task
def send_waiting_mail() -> None:
    """Mails whose own message was lost, or that were refused."""
    from django.utils import timezone

    from accounts import mail

    for mail_id in mail.waiting(timezone.now()):
        send_mail.delay(mail_id)


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def send_invitation(invitation_id: int, address: str) -> None:
    from accounts import services

    services.mail_invitation(invitation_id, address)
