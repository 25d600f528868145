"""The links of posts, looked at in the background: which there are, when to look, and which do not answer.

A link counts as dead when its server says that there is nothing, or when nothing answered twice in a row: one
silence may be ours.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q

from accounts.models import Service
from policies.rules.text import LINK
from posts.models import LinkCheck, Post
from posts.writing import answering, short_links

LOOKS_AGAIN = dt.timedelta(hours=24)
LOOKS_AGAIN_AFTER_SILENCE = dt.timedelta(minutes=30)
LEASE = dt.timedelta(minutes=5)  # how long a worker that looks is left alone
EDITED_WITHIN = dt.timedelta(days=2)
GOES_OUT_WITHIN = dt.timedelta(days=7)
MOST_AT_ONCE = 50  # links that one tick looks at
SILENCES_OF_A_DEAD_LINK = 2
LONGEST = 2000  # characters; longer ones are not looked at

Answer = LinkCheck.Answer


def links_in(*texts: str) -> tuple[str, ...]:
    """The links that can be looked at, each once."""
    found = (match[0] for text in texts if "://" in text for match in LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if link.startswith("https://") and len(link) <= LONGEST))


def dead_links(service: Service) -> tuple[str, ...]:
    """The links of this service that did not answer when we last looked."""
    return tuple(LinkCheck.objects.of_service(service).dead(SILENCES_OF_A_DEAD_LINK).values_list("url", flat=True))


def note(service: Service, links: Iterable[str], now: dt.datetime) -> None:
    """Remember links that are to be looked at. One that is known keeps what is known of it."""
    rows = [LinkCheck(service=service, url=link, url_hash=hash_of(link), look_at=now) for link in links]
    LinkCheck.objects.bulk_create(rows, ignore_conflicts=True)


def note_open_posts(now: dt.datetime) -> None:
    """Remember the links of posts that were just written, and of those that soon go out."""
    soon = Q(publish_at__gte=now, publish_at__lt=now + GOES_OUT_WITHIN)
    rows = (
        Post.objects.filter(state__in=["draft", "submitted", "returned", "approved", "scheduled"])
        .filter(soon | Q(revision__at__gte=now - EDITED_WITHIN))
        .values_list("service", "revision__text", "revision__link", "revision__revision_channels__text")
        .order_by()
    )
    by_service: dict[int, set[str]] = {}
    for service_id, *texts in rows.iterator(chunk_size=500):
        said = [text for text in texts if text]
        by_service.setdefault(service_id, set()).update((*links_in(*said), *short_links.written_in(*said)))
    for service in Service.objects.filter(pk__in=[pk for pk, links in by_service.items() if links]):
        wanted = _as_looked_at(by_service[service.pk])
        known = LinkCheck.objects.of_service(service).filter(url_hash__in=map(hash_of, wanted))
        new = wanted - set(known.values_list("url", flat=True))
        note(service, sorted(new), now)
        known.exclude(look_at__lte=now).filter(checked_at__lt=now - LOOKS_AGAIN).update(look_at=now)


def _as_looked_at(found: set[str]) -> set[str]:
    """The pages that are looked at for these links: of a short one of ours the page behind it, so that our own look
    is no visit."""
    ours = short_links.targets(link for link in found if short_links.code_in(link))
    return (found - ours.keys()) | {target for target in ours.values() if target}


def look_at_due(now: dt.datetime) -> int:
    """Queue a look at every link whose time has come; how many. Two ticks at once queue none twice."""
    from posts.tasks import look_at_link  # tasks import the domain

    note_open_posts(now)
    queued = 0
    for pk in list(LinkCheck.objects.due(now).values_list("pk", flat=True)[:MOST_AT_ONCE]):
        if LinkCheck.objects.due(now).filter(pk=pk).update(look_at=now + LEASE):
            look_at_link.delay(pk)
            queued += 1
    return queued


def look_at(check_id: int, now: dt.datetime, *, look: Callable[[str], answering.Answer] = answering.look) -> None:
    """Look at one link and write down what came of it. No transaction is open while the network answers."""
    check = LinkCheck.objects.filter(pk=check_id).first()
    if check is None:
        return
    answer = look(check.url)
    with transaction.atomic():
        check = LinkCheck.objects.select_for_update().get(pk=check_id)
        silent = answer in (answering.Answer.SILENT, answering.Answer.REFUSED)
        check.silences = min(check.silences + 1, 100) if silent else 0
        check.answer = Answer.SILENT if silent else Answer(answer.value)
        check.checked_at = now
        is_unsure = silent and check.silences < SILENCES_OF_A_DEAD_LINK
        check.look_at = now + (LOOKS_AGAIN_AFTER_SILENCE if is_unsure else LOOKS_AGAIN)
        check.save(update_fields=["silences", "answer", "checked_at", "look_at"])


def hash_of(link: str) -> str:
    return hashlib.sha256(link.encode("utf-8", "surrogatepass")).hexdigest()
