"""The found set for an answer to somebody outside: a table to stream, or all of it for a page to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles, refuse
from accounts.spreadsheets import UTF8_MARK, csv_bytes, csv_text
from audit import services as audit
from audit.kinds import Kind
from insights.models import PublishedText
from insights.records import facts, rights, search
from insights.records.facts import Facts, Place
from insights.records.search import Found, Wanted

AT_ONCE = 200
MOST_TO_PRINT = 500
FORMS = {"csv": "CSV", "print": "a page to print"}
HEADS = (
    "Published", "Post", "Text", "Other texts", "Where, and until when", "Address", "State", "Why corrected or removed",
    "Approval", "Campaign",
)  # fmt: skip


class TooMany(Exception):
    """More than a page can show; the text is a sentence for the person."""


@dataclass(frozen=True)
class Taken:
    """What is taken away, after it was put on record."""

    service: Service
    wanted: Wanted
    found: Found
    count: int
    at: dt.datetime
    with_names: bool

    @property
    def about(self) -> list[str]:
        """What somebody who has only the paper needs to know."""
        number = f"{self.count:,} text{'' if self.count == 1 else 's'}"
        return [
            f"What {self.service} published",
            f"Searched on {self.service.local(self.at):%-d %b %Y, %H:%M} for {self.wanted.in_words()}: {number}.",
            "Comments that people wrote to us, and our answers to them in public, are not in it.",
        ]

    @property
    def name(self) -> str:
        return f"published-{self.service.slug}-{self.service.today(self.at):%Y-%m-%d}.csv"

    def everything(self) -> Iterator[Facts]:
        """Newest first, some hundreds at a time, so that memory stays flat."""
        last: PublishedText | None = None
        while True:
            after = search.Place(last.out_at, last.pk) if last else None
            rows = search.after(self.found.rows, after).filter(made_at__lte=self.at)
            texts = list(rows.select_related("post__campaign", "revision__post")[:AT_ONCE])
            if not texts:
                return
            for text in texts:
                text.service = self.service
            yield from facts.of(texts)
            last = texts[-1]

    def lines(self) -> Iterator[bytes]:
        """A table for spreadsheets, piece by piece."""
        yield UTF8_MARK + _csv([*([line] for line in self.about), [], HEADS])
        for one in self.everything():
            yield _csv([self.cells(one)])

    def cells(self, one: Facts) -> list[str]:
        first, *others = one.parts or [("Text", "")]
        why = {place.why for place in one.places if place.why}
        return [
            f"{self.service.local(one.text.out_at):%Y-%m-%d %H:%M}",
            str(one.text.post_id),
            first[1],
            "\n".join(f"{label}: {text}" for label, text in others),
            "\n".join(self.where(place) for place in one.places),
            "\n".join(place.url for place in one.places if place.url),
            one.state_label,
            "\n".join(sorted(why)),
            one.approved(with_names=self.with_names),
            one.text.post.campaign.name if one.text.post.campaign else "",
        ]

    def where(self, place: Place) -> str:
        return where(place, self.service)


def where(place: Place, service: Service) -> str:
    """ "Facebook @northshire, since 4 Nov 2026, 10:00; removed 6 Nov 2026, 09:00"."""
    since = f"{place.channel}, since {service.local(place.since):%-d %b %Y, %H:%M}"
    if place.until is None:
        return since
    return f"{since}; {place.ended_by} {service.local(place.until):%-d %b %Y, %H:%M}"


@transaction.atomic
def take(
    wanted: Wanted,
    *,
    service: Service,
    by: User,
    form: str,
    with_names: bool = False,
    now: dt.datetime | None = None,
) -> Taken:
    """Put on record that the found set is taken away. Raises TooMany where a page could not show it."""
    now = now or timezone.now()
    forget_roles(by)
    refuse(rights.refusal_to_take(by, service))
    found = search.find(wanted, service)
    count = found.rows.filter(made_at__lte=now).count()
    if form == "print" and count > MOST_TO_PRINT:
        raise TooMany(
            f"{count:,} texts are too many for one page, which shows {MOST_TO_PRINT}. Narrow the search, or take the "
            "table."
        )
    data = {"posts": count, "form": FORMS[form], "what": wanted.in_words(), "with_names": with_names}
    audit.record(Kind.RECORDS_EXPORTED, on=service, actor=by, data=data, now=now)
    return Taken(service=service, wanted=wanted, found=found, count=count, at=now, with_names=with_names)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    return csv_bytes([csv_text(cell) for cell in row] for row in rows)
