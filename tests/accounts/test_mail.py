import datetime as dt

from django.core import mail as outbox
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts import mail
from accounts.models import OutgoingMail


def test_a_mail_with_the_same_key_is_sent_once(coordinator, service, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert mail.send_once(service=service, to=coordinator, key="k", subject="S", body="B")
        assert not mail.send_once(service=service, to=coordinator, key="k", subject="S", body="B")
    assert len(outbox.outbox) == 1
    assert not mail.send(OutgoingMail.objects.get().pk)


def test_a_mail_has_words_html_and_its_files(coordinator, service, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("reports/one.csv", ContentFile(b"a,b"))
    file = {"name": "figures.csv", "type": "text/csv", "file": name}
    mail.send_once(
        service=service, to=coordinator, key="k", subject="S", body="Words", html="<p>Words</p>", attachments=[file]
    )
    assert mail.send(OutgoingMail.objects.get().pk)
    (sent,) = outbox.outbox
    assert (sent.body, sent.alternatives[0].content, sent.alternatives[0].mimetype) == (
        "Words",
        "<p>Words</p>",
        "text/html",
    )
    assert sent.attachments == [("figures.csv", "a,b", "text/csv")]


def test_a_mail_whose_file_is_gone_is_sent_and_says_so(coordinator, service, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = {"name": "figures.csv", "type": "text/csv", "file": "reports/none.csv"}
    mail.send_once(service=service, to=coordinator, key="k", subject="S", body="Words", attachments=[file])
    assert mail.send(OutgoingMail.objects.get().pk)
    assert "figures.csv could not be read and is not attached" in outbox.outbox[0].body
    assert not outbox.outbox[0].attachments


def test_files_of_old_mails_are_taken_away(coordinator, service, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    for key, age in (("old", 31), ("new", 29)):
        name = default_storage.save(f"reports/{key}.csv", ContentFile(b"a,b"))
        file = {"name": "figures.csv", "type": "text/csv", "file": name}
        mail.send_once(service=service, to=coordinator, key=key, subject="S", body="B", attachments=[file])
        OutgoingMail.objects.filter(key=key).update(created_at=now - dt.timedelta(days=age))
    assert mail.drop_attachments(now) == 1
    assert not default_storage.exists("reports/old.csv")
    assert default_storage.exists("reports/new.csv")
    assert mail.drop_attachments(now) == 0
