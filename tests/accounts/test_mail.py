from django.core import mail as outbox

from accounts import mail
from accounts.models import OutgoingMail


def test_a_mail_with_the_same_key_is_sent_once(coordinator, service, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert mail.send_once(service=service, to=coordinator, key="k", subject="S", body="B")
        assert not mail.send_once(service=service, to=coordinator, key="k", subject="S", body="B")
    assert len(outbox.outbox) == 1
    assert not mail.send(OutgoingMail.objects.get().pk)
