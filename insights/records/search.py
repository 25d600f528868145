"""Finding in the posts that were ever published. Comments, and our answers to them, are not here: they are families'
data, are kept for a time only, and asked for elsewhere (`insights.evidence`).

On PostgreSQL by full-text search as people know it from search engines ("exact words", or, -not), which finds "review"
in "reviews"; elsewhere plainly, read the same way: a typed word begins a word of the text, quoted ones are whole words.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import Service
from channels.models import Channel
from insights.models import PublishedText
from posts.models import Campaign, Delivery, NetworkChange

LONGEST = 200
FEW_FOUND = 1000
"""So many are found by the index and then sorted and counted; among more, the list is read until a page is full."""
PER_PAGE = 20
STATES = {"out": "Still out", "corrected": "Corrected since", "removed": "Removed"}
SEARCHED = (
    "to_tsvector('english'::regconfig, 'ofservice' || \"insights_publishedtext\".service_id::text || ' ' ||"
    ' "insights_publishedtext".words)'
)
QUERY = "(to_tsquery('simple'::regconfig, %s) && websearch_to_tsquery('english'::regconfig, %s))"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is left out does not narrow."""

    words: str = ""
    channel: Channel | None = None
    campaign: Campaign | None = None
    state: str = ""
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def is_everything(self) -> bool:
        return self == Wanted()

    def in_words(self) -> str:
        """ "“school bus”, on Facebook @northshire, from 1 Nov 2026"; "everything" when nothing narrows."""
        found = [
            f"“{self.words}”" if self.words else "",
            f"on {self.channel}" if self.channel else "",
            f"of the campaign {self.campaign.name}" if self.campaign else "",
            STATES[self.state].lower() if self.state else "",
            f"from {self.first:%-d %b %Y}" if self.first else "",
            f"to {self.last:%-d %b %Y}" if self.last else "",
        ]
        return ", ".join(filter(None, found)) or "everything"


@dataclass(frozen=True)
class Found:
    """Texts that fit, in no order; counting them is cheap unless words lead to very many."""

    rows: QuerySet[PublishedText]
    is_countable: bool


def find(wanted: Wanted, service: Service) -> Found:
    rows = PublishedText.objects.of_service(service).order_by()
    is_countable = True
    if wanted.words:
        rows, is_countable = _with_words(rows, wanted.words.translate(_PLAIN_QUOTES), service)
    if wanted.channel:
        out = Delivery.objects.filter(_is_out(), post=OuterRef("post"), channel=wanted.channel)
        rows = rows.filter(Exists(out))
    if wanted.campaign:
        rows = rows.filter(post__campaign=wanted.campaign)
    if wanted.state:
        rows = rows.filter(_in_state(wanted.state))
    if wanted.first:
        rows = rows.filter(out_at__gte=service.midnight(wanted.first))
    if wanted.last and wanted.last < dt.date.max:
        rows = rows.filter(out_at__lt=service.midnight(wanted.last + dt.timedelta(days=1)))
    return Found(rows, is_countable)


def _is_out() -> Q:
    return Q(state="sent") | ~Q(parts=[])


def _in_state(state: str) -> Q:
    deliveries = Delivery.objects.filter(_is_out(), post=OuterRef("post"))
    is_corrected = Exists(
        NetworkChange.objects.filter(
            delivery__post=OuterRef("post"), kind="correct", state="done", done_at__gte=OuterRef("out_at")
        ).exclude(revision=OuterRef("revision"))
    )
    is_there = Exists(deliveries.filter(removed_at=None))
    if state == "removed":
        return ~Q(is_there)
    return Q(is_there) & (Q(is_corrected) if state == "corrected" else ~Q(is_corrected))


def _with_words(rows: QuerySet, words: str, service: Service) -> tuple[QuerySet, bool]:
    if connection.vendor != "postgresql" or not _has_lexemes(words):
        return _plainly(rows, words), True
    values = [f"ofservice{service.pk}", words]
    # nothing typed is in the statement: the words are its parameter; inside CASE the index is not asked
    fits, forced = f"{SEARCHED} @@ {QUERY}", f"CASE WHEN {SEARCHED} @@ {QUERY} THEN true ELSE false END"
    by_index = RawSQL(fits, values, output_field=BooleanField())  # noqa: S611
    by_reading = RawSQL(forced, values, output_field=BooleanField())  # noqa: S611
    few = list(PublishedText.objects.filter(by_index).order_by().values_list("pk", flat=True)[: FEW_FOUND + 1])
    if len(few) <= FEW_FOUND:
        return rows.filter(pk__in=few), True
    return rows.filter(by_reading), False


def _has_lexemes(words: str) -> bool:
    """Whether full-text search has anything to look for: not in "the", which is left out of every index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english'::regconfig, %s)) > 0", [words])
        return bool(cursor.fetchone()[0])


def _plainly(rows: QuerySet, words: str) -> QuerySet:
    found = Q()
    for group in asked_for(words):
        fits = Q()
        for term in group:
            has_it = Q(words__iregex=term.in_database)
            fits &= has_it if term.is_wanted else ~has_it
        found |= fits
    return rows.filter(found) if found else rows.none()


@dataclass(frozen=True)
class Term:
    """Words that stand one after another, whatever is between them; unless they were quoted, the last only begins so.

    "drop-in" is one, of two words.
    """

    words: tuple[str, ...]
    is_quoted: bool = False
    is_wanted: bool = True

    @property
    def in_database(self) -> str:
        """A pattern of the signs that SQLite (as Python reads it) and PostgreSQL have in common."""
        return rf"(^|\W){self._one_after_another}" + (r"(\W|$)" if self.is_quoted else "")

    @property
    def to_mark(self) -> str:
        return rf"\b{self._one_after_another}" + (r"\b" if self.is_quoted else r"\w*")

    @property
    def _one_after_another(self) -> str:
        return r"\W+".join(self.words)


_TYPED = re.compile(r"(?P<not>-?)\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"]+)")
_PLAIN_QUOTES = str.maketrans("“”„", '"""')


def asked_for(typed: str) -> list[list[Term]]:
    """What was typed, as search engines read it: a text fits when all terms of one of the groups fit."""
    groups: list[list[Term]] = [[]]
    for match in _TYPED.finditer(typed[:LONGEST]):
        quoted, plain = match["quoted"], match["plain"]
        if plain and plain.lower() == "or":
            groups.append([])
        elif plain:
            groups[-1] += _terms(re.findall(r"[\w’'-]+", plain), is_wanted=not plain.startswith("-"))
        else:
            groups[-1] += _terms([quoted], is_quoted=True, is_wanted=not match["not"])
    return [group for group in groups if group]


def _terms(texts: list[str], **facts: bool) -> list[Term]:
    return [Term(words, **facts) for text in texts if (words := tuple(re.findall(r"\w+", text)))]


# Marking what was found

_START, _STOP = "\x02", "\x03"
_OPTIONS = f"HighlightAll=true, StartSel={_START}, StopSel={_STOP}"
Piece = tuple[str, bool]


def marked(texts: list[str], words: str) -> list[list[Piece]]:
    """Each text as pieces (words, whether they were looked for), so that a template can escape them. One query."""
    if not words or not texts:
        return [[(text, False)] for text in texts]
    words = words.translate(_PLAIN_QUOTES)
    if connection.vendor == "postgresql":
        found = _by_database(texts, words)
    else:
        terms = (term.to_mark for group in asked_for(words) for term in group if term.is_wanted)
        pattern = re.compile("|".join(terms) or r"(?!)", re.IGNORECASE)
        found = [pattern.sub(lambda hit: f"{_START}{hit[0]}{_STOP}", _clean(text)) for text in texts]
    return [_pieces(text) for text in found]


def _clean(text: str) -> str:
    return text.replace(_START, "").replace(_STOP, "")


def _by_database(texts: list[str], words: str) -> list[str]:
    statement = (
        "SELECT ts_headline('english'::regconfig, given.text, websearch_to_tsquery('english'::regconfig, %s), %s)"
        " FROM unnest(%s::text[]) WITH ORDINALITY AS given(text, place) ORDER BY given.place"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [words, _OPTIONS, [_clean(text) for text in texts]])
        return [row[0] for row in cursor.fetchall()]


def _pieces(text: str) -> list[Piece]:
    found: list[Piece] = []
    for number, piece in enumerate(re.split(f"[{_START}{_STOP}]", text)):
        if piece:
            found.append((piece, number % 2 == 1))
    return found


# A page of it


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this text, or before it, in the order of time."""

    at: dt.datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.timestamp():.6f}.{self.pk}"


def place_of(value: str) -> Place | None:
    """What `str(Place)` gave; None for anything else."""
    match = re.fullmatch(r"(\d{1,11}\.\d{6})\.(\d{1,18})", value, re.ASCII)
    if match is None:
        return None
    whole, fraction = match[1].split(".")
    try:
        at = dt.datetime.fromtimestamp(int(whole), tz=dt.UTC) + dt.timedelta(microseconds=int(fraction))
    except (OverflowError, ValueError):
        return None
    return Place(at, int(match[2]))


def after(rows: QuerySet[PublishedText], place: Place | None) -> QuerySet[PublishedText]:
    """Newest first, from behind a place on."""
    if place:
        rows = rows.filter(Q(out_at__lte=place.at) & (Q(out_at__lt=place.at) | Q(pk__lt=place.pk)))
    return rows.order_by("-out_at", "-pk")


def page(found: Found, place: Place | None) -> tuple[list[PublishedText], Place | None]:
    """The texts behind a place, newest first, and where the next page begins."""
    rows = after(found.rows, place).select_related("post__campaign", "revision__post")
    shown = list(rows[: PER_PAGE + 1])
    last = shown[PER_PAGE - 1] if len(shown) > PER_PAGE else None
    return shown[:PER_PAGE], Place(last.out_at, last.pk) if last else None
