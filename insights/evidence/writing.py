"""The ZIP of a pack: tables as CSV, JSON and pages, each row read once; a manifest and the sums at the end.

Nothing is held whole: a table's rows go to files on disk while its pages are written, and these into the archive.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Self
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.template.loader import get_template

from accounts.spreadsheets import csv_text

STYLE = "css/evidence.css"
PER_PAGE = 250
PIECE = 64 * 1024
ZIP64_FROM = 2**31 - 2**20
Json = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """What is listed: a file name without its end, a title, a sentence, the heads, and rows that are read once.

    A row is (cells, data): what CSV and page show, and what JSON has; None for the same under the heads' names.
    With `template` a page shows the data by it instead of a table. With `lines` the JSON is one record a line.
    """

    name: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[tuple[Any, ...], Json | None]]
    template: str = ""
    for_page: Callable[[Json], Json] = lambda facts: facts  # what the template gets of a record
    lines: bool = False


@dataclass
class Written:
    """A table as the first page names it."""

    title: str
    about: str
    number: int = 0
    files: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    @property
    def shown_number(self) -> str:
        return f"{self.number:,}"


class Archive:
    """A ZIP that knows the size and the SHA-256 of everything in it."""

    def __init__(self, file: IO[bytes], *, zone: ZoneInfo, at: dt.datetime, frame: Json, tick: Callable[[int], None]):
        """`frame` is what every page says of the pack; `tick` is called with the number of rows just written."""
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.zone, self.when, self.frame, self.tick = zone, at.astimezone(zone).timetuple()[:6], frame, tick
        self.listed: list[Json] = []
        self.written: list[Written] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *broken: object) -> None:
        self.zip.close()

    def add(self, name: str, pieces: Iterable[bytes], *, size: int = 0) -> str:
        """A member; `size` where it may be large. Returns its SHA-256."""
        info = zipfile.ZipInfo(name, self.when)  # type: ignore[arg-type]
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest, number = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=size > ZIP64_FROM) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                number += len(piece)
        self.listed.append({"name": name, "bytes": number, "sha256": digest.hexdigest()})
        return digest.hexdigest()

    def add_text(self, name: str, text: str) -> None:
        self.add(name, [text.encode("utf-8", "replace")])

    def add_json(self, name: str, data: Any) -> None:
        self.add_text(name, self.as_json(data, indent=1) + "\n")

    def add_page(self, name: str, template: str, context: Json) -> None:
        """A page; the style sheet and the first page are found from where it stands."""
        up = "../" * name.count("/")
        page = get_template(template).render({**self.frame, **context, "up": up, "style_url": f"{up}evidence.css"})
        self.add_text(name, page)

    def as_json(self, data: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
        return json.dumps(data, ensure_ascii=ascii_only, indent=indent, default=self.written_value)

    def written_value(self, value: Any) -> str:
        """A value for machines: moments with their distance from UTC, days as days, everything else as its words."""
        if isinstance(value, dt.datetime):
            return value.astimezone(self.zone).isoformat(timespec="seconds")
        if isinstance(value, dt.date):
            return value.isoformat()
        return str(value)

    def for_people(self, value: Any) -> Any:
        """The same with its moments and days as words; done here, for a filter in the template takes many times as
        long."""
        if isinstance(value, dict):
            return {name: self.for_people(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.for_people(one) for one in value]
        return self.shown(value) if isinstance(value, dt.date) else value

    def shown(self, value: Any) -> str:
        """A value for people."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.datetime):
            return _in_words(value, self.zone)
        if isinstance(value, dt.date):
            return f"{value:%a %-d %b %Y}"
        return f"{value:,}" if isinstance(value, int) else str(value)

    def cell(self, value: Any) -> str:
        """A value in a spreadsheet, never taken for a formula."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return str(value)
        return csv_text(self.written_value(value) if isinstance(value, dt.date) else str(value))

    def add_table(self, table: Table) -> Written:
        """CSV, JSON and pages from one reading of the rows. An empty table is written too: that there was nothing is
        evidence."""
        told = Written(table.title, table.about)
        keys = [head.lower().replace(" ", "_") for head in table.heads]
        data_name = f"{table.name}.jsonl" if table.lines else f"data/{table.name}.json"
        with tempfile.TemporaryFile() as sheet, tempfile.TemporaryFile() as data:
            lines = csv.writer(text := io.TextIOWrapper(sheet, "utf-8", errors="replace", newline=""))
            text.write("\ufeff")
            lines.writerow(table.heads)
            data.write(b"" if table.lines else b"[")
            for number, (rows, is_last) in enumerate(_pages(table.rows), start=1):
                records = [(cells, facts or dict(zip(keys, cells, strict=True))) for cells, facts in rows]
                for cells, facts in records:
                    lines.writerow([self.cell(one) for one in cells])
                    before = "" if table.lines else "\n" if not told.number else ",\n"
                    after = "\n" if table.lines else ""
                    line = self.as_json(facts, ascii_only=table.lines)  # some programs break lines at U+2028 too
                    data.write(f"{before}{line}{after}".encode("utf-8", "replace"))
                    told.number += 1
                self._add_page(table, told, number, records, is_last)
                self.tick(len(records))
            data.write(b"" if table.lines else b"\n]\n")
            text.flush()
            self._add_file(f"data/{table.name}.csv", sheet, told)
            self._add_file(data_name, data, told)
            text.detach()
        self.written.append(told)
        return told

    def _add_page(self, table: Table, told: Written, number: int, records: list[Any], is_last: bool) -> None:
        name = f"{table.name}/{number}.html"
        context = {
            "table": table,
            "records": [table.for_page(self.for_people(one)) for _, one in records] if table.template else (),
            "rows": () if table.template else [[self.shown(one) for one in cells] for cells, _ in records],
            "number": number,
            "before": f"{number - 1}.html" if number > 1 else "",
            "after": "" if is_last else f"{number + 1}.html",
        }
        self.add_page(name, table.template or "insights/evidence/pack/table.html", context)
        told.pages.append(name)

    def _add_file(self, name: str, file: IO[bytes], told: Written) -> None:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        self.add(name, iter(lambda: file.read(PIECE), b""), size=size)
        told.files.append(name)

    def finish(self, facts: Json, *, verify: str, first_page: Json) -> None:
        """The note on how to verify, the first page, the manifest of all of these, and the sums of all of them."""
        self.add("evidence.css", [style()])
        self.add_text("VERIFY.txt", verify)
        self.add_page("index.html", "insights/evidence/pack/index.html", {**first_page, "tables": self.written})
        self.zip.filelist.insert(0, self.zip.filelist.pop())  # programs list it first; the bytes stay where they are
        self.add_json("manifest.json", {**facts, "files": list(self.listed)})
        self.add_text("SHA256SUMS", "".join(f"{one['sha256']}  {one['name']}\n" for one in self.listed))


@lru_cache(maxsize=4096)
def _in_words(moment: dt.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%a %-d %b %Y, %H:%M}"


def _pages(rows: Iterable[Any]) -> Iterator[tuple[list[Any], bool]]:
    """The rows of each page, and whether it is the last; one empty page where there are none."""
    left = iter(rows)
    page = list(islice(left, PER_PAGE))
    while True:
        following = list(islice(left, 1))
        yield page, not following
        if not following:
            return
        page = list(islice(chain(following, left), PER_PAGE))


def style() -> bytes:
    found = finders.find(STYLE)
    if not found:
        raise FileNotFoundError(STYLE)
    return Path(found).read_bytes()
