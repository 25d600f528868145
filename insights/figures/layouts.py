"""From the sheets of a file to one table: a line a channel and month, whatever way the file is laid out. Pure.

Read are the long way (a line a month and channel), a sheet a channel (its title says which), and the wide way (a column
a month, a row a number). What is not read is said, so that nothing goes missing unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from insights.figures import columns, values

HEADER_WITHIN = 20
"""Rows in which the names of the columns may stand; people put a title above."""
SUMS = frozenset({"total", "totals", "sum", "average", "mean", "median", "year", "change", "overall", "grand total"})
MOST_SAID = 20
NUMBER_FIELDS = (*values.NUMBERS, "note")

Row = tuple[int, list[str]]


class LayoutRefused(ValueError):
    """A file that is laid out in no way that we can read; the text is a sentence for the person."""


@dataclass(frozen=True)
class Sheet:
    """A sheet with its rows that are not empty; a CSV is one without a title."""

    title: str
    rows: Sequence[Row]


@dataclass
class Table:
    """`lines` are where each stands in the file, and its cells in the order of `heads`."""

    heads: list[str] = field(default_factory=list)
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def leave_out(self, sentence: str) -> None:
        if len(self.left_out) < MOST_SAID:
            self.left_out.append(sentence)
        elif len(self.left_out) == MOST_SAID:
            self.left_out.append("And more of this kind.")


def table_of(sheets: Sequence[Sheet], is_channel: Callable[[str], bool]) -> Table:
    """All sheets as one table. Raises LayoutRefused when none has lines."""
    filled = [sheet for sheet in sheets if sheet.rows]
    found = [(sheet, part) for sheet in filled if (part := _part(sheet, len(filled) > 1, is_channel))]
    if not found and filled:
        found = [(filled[0], _as_it_is(filled[0]))]
    table = Table()
    read = {sheet.title for sheet, _ in found}
    for sheet in filled:
        if sheet.title not in read:
            table.leave_out(f"The sheet “{sheet.title[:60]}” is left out: no line of it names months and numbers.")
    for _, part in found:
        _join(table, part)
    if not table.lines:
        raise LayoutRefused("There is no line with figures in this file. Add them below the names of the columns.")
    return table


def _part(sheet: Sheet, is_one_of_many: bool, is_channel: Callable[[str], bool]) -> Table | None:
    """The sheet's own table; None where it has neither months nor numbers that we know."""
    for at, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN]):
        fields = {columns.field_of(cell) for cell in cells}
        if "month" in fields and not fields.isdisjoint(values.NUMBERS):
            return _long(sheet, at, is_one_of_many, is_channel)
        months = [place for place, cell in enumerate(cells) if values.is_month(cell)]
        if len(months) >= 2 and months[0] > 0 and (part := _wide(sheet, at, months, is_one_of_many, is_channel)):
            return part
    return None


def _long(sheet: Sheet, at: int, is_one_of_many: bool, is_channel: Callable[[str], bool]) -> Table:
    table = _as_it_is(sheet, at, is_one_of_many)
    named = [columns.field_of(head) for head in table.heads]
    month = named.index("month")
    kept = []
    for place, cells in table.lines:
        if cells[month].casefold().rstrip(": ") in SUMS:
            table.leave_out(f"{place[:1].upper()}{place[1:]} (“{cells[month][:30]}”) is left out: it adds up others.")
        else:
            kept.append((place, cells))
    table.lines = kept
    if "channel" not in named and (is_one_of_many or is_channel(sheet.title)):
        table.heads = [columns.HEADS["channel"], *table.heads]
        table.lines = [(place, [sheet.title, *cells]) for place, cells in table.lines]
    return table


def _as_it_is(sheet: Sheet, at: int = 0, is_one_of_many: bool = False) -> Table:
    heads: list[str] = []
    width = max(len(cells) for _, cells in sheet.rows[at:])
    first = [*sheet.rows[at][1], *[""] * width][:width]
    for place, cell in enumerate(first, start=1):
        name = " ".join(cell.split())[:80]
        heads.append(name if name and name not in heads else f"{name or 'Column'} ({place})")
    where = f"“{sheet.title[:40]}”, line" if is_one_of_many else "line"
    lines = [(f"{where} {number}", [*cells, *[""] * width][:width]) for number, cells in sheet.rows[at + 1 :]]
    return Table(heads, lines)


def _wide(
    sheet: Sheet, at: int, months: Sequence[int], is_one_of_many: bool, is_channel: Callable[[str], bool]
) -> Table | None:
    """A column a month: each column becomes a line of every channel in it."""
    heads = sheet.rows[at][1]
    own = sheet.title if is_one_of_many or is_channel(sheet.title) else ""
    where = f"“{sheet.title[:40]}”, column" if is_one_of_many else "column"
    channel, table = "", Table([columns.HEADS[name] for name in ("month", "channel", *NUMBER_FIELDS)])
    found: dict[tuple[str, int], dict[str, str]] = {}
    for number, cells in sheet.rows[at + 1 :]:
        named, name = _labels([cell for cell in cells[: months[0]] if cell], is_channel)
        if named:
            channel = named
        line = {place: cells[place] for place in months if place < len(cells) and cells[place]}
        if not name:
            if line:
                label = next((cell for cell in cells if cell), "")
                table.leave_out(f"Line {number} (“{label[:40]}”) is left out: it names none of the six numbers.")
            continue
        for place, cell in line.items():
            record = found.setdefault((channel or own, place), {})
            if name in record:
                table.leave_out(f"Line {number} is left out: {columns.HEADS[name]} stands further up already.")
                break
            record[name] = cell
    for (of, place), record in found.items():
        cells = [heads[place], of, *(record.get(name, "") for name in NUMBER_FIELDS)]
        table.lines.append((f"{where} {_letters(place)}{f' ({of})' if of and not own else ''}", cells))
    return table if table.lines else None


def _labels(cells: Sequence[str], is_channel: Callable[[str], bool]) -> tuple[str, str]:
    """The channel and the number that the beginning of a row names: “Facebook”, “Likes”, or “Facebook likes”."""
    channel = name = ""
    for cell in cells:
        if field_ := columns.field_of(cell):
            name = field_ if field_ in NUMBER_FIELDS else name
        elif is_channel(cell):
            channel = cell
        else:
            words = cell.replace(":", " ").replace(" - ", " ").split()
            for cut in range(1, len(words)):
                before, after = " ".join(words[:cut]), columns.field_of(" ".join(words[cut:]))
                if after in NUMBER_FIELDS and is_channel(before):
                    channel, name = before, after
    return channel, name


def _join(table: Table, part: Table) -> None:
    """Add a sheet's lines; columns of the same name are one."""
    known = dict(zip(_keys(table.heads), range(len(table.heads)), strict=True))
    places = []
    for key, head in zip(_keys(part.heads), part.heads, strict=True):
        if key not in known:
            known[key] = len(table.heads)
            table.heads.append(head)
        places.append(known[key])
    width = len(table.heads)
    for _, cells in table.lines:
        cells.extend([""] * (width - len(cells)))
    for place, cells in part.lines:
        joined = [""] * width
        for at, cell in zip(places, cells, strict=True):
            joined[at] = cell
        table.lines.append((place, joined))
    for sentence in part.left_out:
        table.leave_out(sentence)


def _keys(heads: Sequence[str]) -> list[str]:
    """What makes columns of two sheets one: what they mean, for the first of a sheet that means it, or their name."""
    keys: list[str] = []
    for head in heads:
        field_ = columns.field_of(head)
        keys.append(field_ if field_ and field_ not in keys else f"“{head.casefold()}”")
    return keys


def _letters(place: int) -> str:
    """A column's letters, as spreadsheets show them: 0 is A, 27 is AB."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
