"""How comments come in: imports from files, and pictures of the words of what was logged by hand."""

from __future__ import annotations

import hashlib

import factory
from django.core.files.base import ContentFile

from moderation.models import CommentImport, Screenshot
from tests.factories.accounts import ServiceFactory, UserFactory
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.factories.posts import picture_bytes

TABLE = b"Comment,Date,Username\nIs the drop-in on Thursday?,2026-03-02 10:00,@jo\n"


class CommentImportFactory(factory.django.DjangoModelFactory):
    """A file that was looked over and waits to begin."""

    class Meta:
        model = CommentImport

    service = factory.SubFactory(ServiceFactory)
    channel = factory.LazyAttribute(lambda run: sandbox_channel(run.service))
    file = factory.LazyFunction(lambda: ContentFile(TABLE, name="comments.csv"))
    file_name = "comments.csv"
    columns = factory.LazyFunction(lambda: {"text": "Comment", "posted_at": "Date", "handle": "Username"})
    by = factory.SubFactory(UserFactory)
    lines = 1


class ScreenshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Screenshot

    comment = factory.SubFactory(CommentFactory)
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="words.jpg"))
    sha256 = factory.LazyFunction(lambda: hashlib.sha256(picture_bytes()).hexdigest())
    shows_words_only = True
    by = factory.SubFactory(UserFactory)
