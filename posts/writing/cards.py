"""What a link shows as: title and description, read from its page in the background when somebody asks.

A worker reads the page through answering.py, never the web process: a slow server keeps nobody waiting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from accounts.models import Service
from posts.models import LinkCheck
from posts.writing import answering, links
from posts.writing.card_text import card_text

KEEPS = dt.timedelta(minutes=10)
"""A page that was read so recently is not read again."""
GIVES_UP = dt.timedelta(seconds=40)
"""After that nobody waits for the worker any more."""


class CardRefused(Exception):
    """A link whose page is not read; the text is a sentence for the person."""


@transaction.atomic
def ask(service: Service, link: str, now: dt.datetime) -> LinkCheck:
    """Have the page read, unless it was just now or is being read. Raises CardRefused."""
    if link not in links.links_in(link):
        raise CardRefused("Write the whole address of the page, beginning with https://, to fetch its title.")
    links.note(service, [link], now)
    check = find(service, link)
    check = LinkCheck.objects.select_for_update().get(pk=check.pk)
    is_fresh = check.card_title and check.card_read_at and now - check.card_read_at < KEEPS
    if not is_fresh and not is_waiting(check, now):
        from posts.tasks import read_card  # the task's body imports this module

        check.card_asked_at, check.card_read_at = now, None
        check.save(update_fields=["card_asked_at", "card_read_at"])
        transaction.on_commit(lambda: read_card.delay(check.pk))
    return check


def find(service: Service, link: str) -> LinkCheck | None:
    return LinkCheck.objects.of_service(service).filter(url_hash=links.hash_of(link)).first()


def is_waiting(check: LinkCheck, now: dt.datetime) -> bool:
    """Asked for, and a worker may still bring it."""
    return check.card_read_at is None and check.card_asked_at is not None and now - check.card_asked_at < GIVES_UP


def read(check_id: int, now: dt.datetime, *, fetch: Callable[[str], answering.Page] = answering.read) -> None:
    """Read the page and keep what it calls itself. No transaction is open meanwhile; twice is no harm."""
    check = LinkCheck.objects.filter(pk=check_id, card_read_at=None).exclude(card_asked_at=None).first()
    if check is None:
        return
    page = fetch(check.url)
    found = card_text(page.body, page.content_type)
    LinkCheck.objects.filter(pk=check_id).update(
        card_title=found.title, card_description=found.description, card_read_at=now
    )
