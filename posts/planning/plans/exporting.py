"""The plan as a spreadsheet, in the columns that the import reads: what is written out is read in as the same posts.

Pictures and content warnings do not go into cells; a column says how many pictures a post has.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Service, User
from accounts.spreadsheets import UTF8_MARK, XLSX, csv_bytes, guarded, set_text
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from posts.models import Audience, Delivery, Post, PostKind, PostState, RevisionChannel
from posts.planning.plans.columns import FIELDS, OWN_TEXT

NOT_WRITTEN_OUT = (PostState.WITHDRAWN, PostState.REMOVED)
MOST_POSTS = 2_000
HEADS = [name.replace("_", " ").capitalize() for name in FIELDS]


class TooManyPosts(Exception):
    """More than one file takes; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which posts: all where nothing is chosen. Days are both included, on the service's calendar."""

    start: dt.date | None = None
    end: dt.date | None = None
    channel: int | None = None
    audience: str = ""
    campaign: int | None = None
    states: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """Heads, and lines of dates, times and texts."""

    heads: Sequence[str]
    lines: Sequence[Sequence[Any]]


@transaction.atomic
def write(*, service: Service, by: User, choice: Choice, kind: str, now: dt.datetime | None = None) -> bytes:
    """The chosen posts as a file of this kind (CSV or XLSX), on record. Raises TooManyPosts."""
    now = now or timezone.now()
    posts = posts_of(service, by, choice)
    if (count := posts.count()) > MOST_POSTS:
        raise TooManyPosts(f"These are {count:,} posts; {MOST_POSTS:,} fit into one file. Choose from when to when.")
    table = table_of(posts)
    audit.record(Kind.PLAN_EXPORTED, on=service, actor=by, data={"kind": kind, "lines": len(table.lines)}, now=now)
    return as_xlsx(table) if kind == XLSX else as_csv(table)


def posts_of(service: Service, user: User, choice: Choice) -> QuerySet[Post]:
    """The chosen posts in the order of their time, with all that a line says."""
    rows = Post.objects.visible_to(user).of_service(service).exclude(state__in=NOT_WRITTEN_OUT)
    if choice.start:
        rows = rows.filter(publish_on__gte=choice.start)
    if choice.end:
        rows = rows.filter(publish_on__lte=choice.end)
    if choice.audience:
        rows = rows.filter(audience=choice.audience)
    if choice.campaign:
        rows = rows.filter(campaign=choice.campaign)
    if choice.states:
        rows = rows.filter(_in_states(choice.states))
    if choice.channel:
        rows = rows.filter(revision__revision_channels__channel=choice.channel)
    chosen = Prefetch("revision__revision_channels", RevisionChannel.objects.select_related("channel"))
    rows = rows.annotate(pictures=Count("revision__revision_media", distinct=True))
    return (
        rows.select_related("revision", "campaign")
        .prefetch_related(chosen)
        .order_by("publish_on", "publish_time", "pk")
    )


def _in_states(states: Sequence[str]) -> Q | Exists:
    """States of posts, and the two that the calendar shows beside them: held back, and not sure."""
    found: Q | Exists = Q(state__in=states)
    if "held" in states:
        found |= ~Q(held_reason="") & Q(state__in=(PostState.APPROVED, PostState.SCHEDULED))
    if "unknown" in states:
        found |= Exists(Delivery.objects.filter(post=OuterRef("pk"), state="unknown"))
    return found


def table_of(posts: Iterable[Post]) -> Table:
    """One line a post; a column more for each channel that has a text of its own somewhere."""
    found = list(posts)
    own: dict[int, Channel] = {}
    for post in found:
        own |= {one.channel_id: one.channel for one in _channels(post) if one.text}
    heads = [*HEADS, *(f"{OWN_TEXT.capitalize()}{channel}" for channel in own.values()), "State", "Pictures"]
    return Table(heads, [_line(post, own) for post in found])


def template(today: dt.date) -> Table:
    """What to fill in: the heads, and two lines that show how, some weeks ahead."""
    first, second = today + dt.timedelta(days=21), today + dt.timedelta(days=23)
    lines = [
        (f"{first.day}/{first.month}/{first.year}", "09:30", "Drop-in", "Our drop-in is back. Ask us anything.",
         "Facebook, X", Audience.PARENTS_CARERS.label, PostKind.BEFORE_EVENT.label, "", "https://www.example.org/drop-in"),
        (f"{second.day} {second:%b %Y}", "5 pm", "Question of the week", "What would you like to know about reviews?",
         "all", Audience.YOUNG_PEOPLE.label, PostKind.QUESTION.label, "", ""),
    ]  # fmt: skip
    return Table(HEADS[:9], lines)


def as_csv(table: Table) -> bytes:
    """UTF-8 with its mark, so that Excel reads it; no cell is taken for a formula."""
    return UTF8_MARK + csv_bytes([guarded(_text(cell)) for cell in line] for line in (table.heads, *table.lines))


def as_xlsx(table: Table, *, title: str = "Plan") -> bytes:
    """One sheet with real numbers, dates and times; every text is written as text, so none is a formula."""
    import openpyxl  # heavy, and only a download needs it
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"

    def cell(value: Any, *, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=None)
        if isinstance(value, dt.date | dt.time):
            made.value = value
            made.number_format = "yyyy-mm-dd" if isinstance(value, dt.date) else "hh:mm"
        elif isinstance(value, int):
            made.value, made.number_format = value, "#,##0"
        elif value not in ("", None):
            set_text(made, str(value))
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(head, bold=True) for head in table.heads])
    for line in table.lines:
        sheet.append([cell(value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(post: Post, own: Mapping[int, Channel]) -> list[Any]:
    revision = post.revision
    texts = {one.channel_id: one.text for one in _channels(post)}
    return [
        post.publish_on or "",
        post.publish_time or "",
        post.title,
        revision.text if revision else "",
        ", ".join(str(one.channel) for one in _channels(post)),
        post.get_audience_display(),
        post.get_kind_display(),
        post.campaign.name if post.campaign else "",
        revision.link if revision else "",
        revision.link_title if revision else "",
        revision.link_description if revision else "",
        *(texts.get(pk, "") for pk in own),
        post.get_state_display(),
        post.pictures or "",
    ]


def _channels(post: Post) -> Iterator[RevisionChannel]:
    return iter(post.revision.revision_channels.all() if post.revision else ())


def _text(cell: Any) -> str:
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
