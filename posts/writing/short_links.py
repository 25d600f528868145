"""Short links of our own: made, stopped, followed and counted, without a word about who followed them (source: H3).

`/l/<code>` leads to the address that is stored, and to nothing else. A count is a day's sum: no address, no browser, no
time of day. Whoever says that it is a machine is left out, so a count is "about": one person twice counts twice, and a
machine that calls itself a browser counts too.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from policies.rules.text import LINK
from posts import permissions
from posts.models import ShortLink, ShortLinkDay

SIGNS = "346789cdfghjkmnpqrtvwxy"
"""What a code is made of: nothing that is mixed up (0 and o, 1 and l and i, 2 and z, 5 and s), and no vowel, so that
no code is a word."""
LENGTH = 6
TRIES = 20
MOST = 5_000
"""Short links that a service may have in use."""
LONGEST = 2000
WAITS_S = 1
"""Seconds that a visitor waits at most for others to be counted; then they go on uncounted."""

logger = logging.getLogger(__name__)
_VALID = URLValidator(schemes=["https"])
_CODE = re.compile(rf"[{SIGNS}]{{{LENGTH}}}")
_MACHINE = re.compile(
    r"(?<!cu)bot\b|bot[/_;-]|crawl|spider|slurp|preview|prerender|headless|lighthouse|scan|monitor|uptime|pingdom|"
    r"facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|cardyb|mastodon|pleroma|"
    r"misskey|akkoma|friendica|lemmy|skypeuri|safelinks|google-|googleother|feedfetcher|archive\.org|"
    r"curl|wget|libwww|python|httpx|aiohttp|okhttp|go-http|java/|ruby|http\.rb|perl|php|axios|node-fetch|undici|"
    r"dalvik/|winhttp",
    re.I,
)
_AHEAD = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")
"""Headers by which a browser says that it only fetches ahead or previews."""


class LinkRefused(Exception):
    """An address that gets no short link; the text is a sentence for the person."""


# Making and stopping


def address(code: str) -> str:
    """The short address, as it is put into posts."""
    return f"{settings.SITE_URL.rstrip('/')}/l/{code}"


def target_of(typed: str) -> str:
    """The address that is stored for what was typed. Raises LinkRefused."""
    typed = typed.strip()
    if code_in(typed):
        raise LinkRefused("This is a short link already.")
    if len(typed) > LONGEST:
        raise LinkRefused(f"The address has {len(typed):,} characters; the most that can be kept is {LONGEST:,}.")
    if not leads_somewhere(typed, schemes=("https",)):
        raise LinkRefused("Write the whole address of a web page, beginning with https://, without a name or password.")
    return typed


def leads_somewhere(url: str, schemes: tuple[str, ...] = ("https", "http")) -> bool:
    """Whether this is an address of the web, with no name or password in it, that a browser reads as we do."""
    if any(sign.isspace() or sign == "\\" or not sign.isprintable() for sign in url):
        return False
    try:
        parts = urlsplit(url)
        _VALID(f"https{url[len(parts.scheme) :]}")
    except (ValueError, ValidationError):
        return False
    return parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc


@transaction.atomic
def make(*, service: Service, by: User, url: str, title: str = "", now: dt.datetime | None = None) -> ShortLink:
    """A short link to this address. One in use with the same address and title is given back, so that pressing twice
    makes one. Raises LinkRefused and PermissionDenied."""
    now = now or timezone.now()
    service = Service.objects.select_for_update().get(pk=service.pk)  # two presses at once
    if refusal := permissions.refusal_to_make_short_links(by, service):
        raise PermissionDenied(refusal)
    url, title = target_of(url), " ".join(title.split())[:120]
    in_use = ShortLink.objects.of_service(service).filter(stopped_at=None)
    if known := in_use.filter(url=url, title=title).first():
        return known
    if in_use.count() >= MOST:
        raise LinkRefused(f"There are {MOST:,} short links already. Stop some that nobody needs any more.")
    link = _with_a_free_code(ShortLink(service=service, url=url, title=title, made_by=by, made_at=now))
    audit.record(Kind.SHORT_LINK_MADE, on=link, actor=by, data={"code": link.code, "url": url}, now=now)
    return link


def _with_a_free_code(link: ShortLink) -> ShortLink:
    """Saved under a code that no service uses."""
    for _ in range(TRIES):
        link.code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        try:
            with transaction.atomic():
                link.save(force_insert=True)
        except IntegrityError:
            link.pk = None  # taken: another code
        else:
            return link
    raise RuntimeError(f"no free code of {LENGTH} signs in {TRIES} tries")


@transaction.atomic
def stop(link_id: int, *, by: User, now: dt.datetime | None = None) -> ShortLink:
    """From now on it leads nowhere. Twice is no harm. Raises PermissionDenied."""
    now = now or timezone.now()
    link = _locked(link_id, by)
    if link.stopped_at is None:
        link.stopped_at = now
        link.save(update_fields=["stopped_at"])
        audit.record(Kind.SHORT_LINK_STOPPED, on=link, actor=by, data={"code": link.code}, now=now)
    return link


@transaction.atomic
def restore(link_id: int, *, by: User, now: dt.datetime | None = None) -> ShortLink:
    """It leads to its address again. Twice is no harm. Raises PermissionDenied."""
    now = now or timezone.now()
    link = _locked(link_id, by)
    if link.stopped_at is not None:
        link.stopped_at = None
        link.save(update_fields=["stopped_at"])
        audit.record(Kind.SHORT_LINK_RESTORED, on=link, actor=by, data={"code": link.code}, now=now)
    return link


def _locked(link_id: int, by: User) -> ShortLink:
    link = ShortLink.objects.select_for_update(of=("self",)).select_related("service").get(pk=link_id)
    if refusal := permissions.refusal_to_make_short_links(by, link.service):
        raise PermissionDenied(refusal)
    return link


# Following and counting


def find(code: str) -> ShortLink | None:
    """The link that a code leads along now; what was typed in capitals is read too."""
    code = code.lower()
    if not _CODE.fullmatch(code):
        return None
    link = ShortLink.objects.filter(code=code, stopped_at=None).select_related("service").first()
    return link if link and leads_somewhere(link.url) else None


def is_machine(method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody asks who is no reader: HEAD, a browser that fetches ahead, and programmes that say so."""
    agent = headers.get("User-Agent", "")
    said = " ".join(headers.get(name, "") for name in _AHEAD).lower()
    return method != "GET" or not agent or "prefetch" in said or "preview" in said or bool(_MACHINE.search(agent))


def count(link_id: int, day: dt.date) -> None:
    """One visit more. Nobody is kept waiting or turned away by it: a count that cannot be written soon is left out."""
    try:
        _add_one(link_id, day)
    except DatabaseError:
        logger.warning("a visit of short link %s was not counted", link_id)


def _add_one(link_id: int, day: dt.date) -> None:
    """One statement mostly. The row of a new day is made with 0 first, by whoever comes first."""
    rows = ShortLinkDay.objects.filter(link_id=link_id, day=day)
    with transaction.atomic():
        if connection.vendor == "postgresql":  # many at once wait for a row: not for the disk, and not for long
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL synchronous_commit TO off; SET LOCAL lock_timeout TO '{WAITS_S}s'")
        if not rows.update(visits=F("visits") + 1):
            ShortLinkDay.objects.bulk_create([ShortLinkDay(link_id=link_id, day=day)], ignore_conflicts=True)
            rows.update(visits=F("visits") + 1)


# In posts


def code_in(url: str) -> str:
    """The code of an address that is one of ours; "" of any other."""
    start = address("")
    code = url[len(start) :].lower() if url.lower().startswith(start.lower()) else ""
    return code if _CODE.fullmatch(code) else ""


def of_address(service: Service, url: str) -> ShortLink | None:
    """The service's own short link at this address, stopped or not."""
    code = code_in(url)
    return ShortLink.objects.of_service(service).filter(code=code).first() if code else None


def visits_of(link: ShortLink) -> int:
    """How often it was followed, about, since it was made."""
    return link.days.aggregate(visits=Sum("visits"))["visits"] or 0


def written_in(*texts: str) -> tuple[str, ...]:
    """Addresses of ours that stand in these texts, each once."""
    start = address("")
    found = [match[0] for text in texts if start in text for match in LINK.finditer(text)]
    return tuple(dict.fromkeys(url for url in found if code_in(url)))


def targets(urls: Iterable[str]) -> dict[str, str]:
    """Where these addresses of ours lead; "" for one that leads nowhere."""
    urls = list(urls)
    by_code = {code_in(url): url for url in urls}
    rows = ShortLink.objects.filter(code__in=by_code, stopped_at=None) if urls else ()
    where = {row.code: row.url for row in rows}
    return {url: where.get(code_in(url), "") for url in urls}
