"""What the styles and numberings of a Word document say about its paragraphs. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies.importing.safe_xml import Node

NOTHING = Node("", {})
LEVELS = frozenset("012345678")
MOST_STYLES_DEEP = 12  # each based on the next


@dataclass(frozen=True)
class Style:
    name: str
    heading: int  # 0: none; a title is 1, the headings below it one deeper each
    is_bold: bool
    numbering: tuple[str, int] | None


PLAIN = Style("", 0, False, None)


def switched(properties: Node | None, name: str, usual: bool) -> bool:
    switch = properties.child(name) if properties else None
    return usual if switch is None else switch.attributes.get("val", "1") not in ("0", "false", "off", "none")


def styles(root: Node | None) -> dict[str, Style]:
    rows = {one.attributes.get("styleId", ""): one for one in (root.children if root else []) if one.name == "style"}
    return {key: _style(rows, key) for key in rows}


def _style(rows: dict[str, Node], key: str) -> Style:
    """A style with what it takes over from the ones that it is based on."""
    name, heading, bold, numbering = "", 0, None, None
    passed: set[str] = set()
    while key in rows and key not in passed and len(passed) < MOST_STYLES_DEEP:
        passed.add(key)
        row = rows[key]
        said = row.value("name").lower()
        name = name or said
        heading = heading or _heading_of(said) or outline_level(row.child("pPr"))
        bold = switched(row.child("rPr"), "b", False) if bold is None and row.child("rPr", "b") else bold
        numbering = numbering or numbering_of(row.child("pPr"))
        key = row.value("basedOn")
    return Style(name, heading, bool(bold), numbering)


def _heading_of(name: str) -> int:
    if name == "title":
        return 1
    said = re.fullmatch(r"heading (\d)", name)
    return int(said[1]) + 1 if said else 0


def outline_level(properties: Node | None) -> int:
    level = properties.value("outlineLvl") if properties else ""
    return int(level) + 2 if level.isdecimal() and len(level) == 1 and int(level) < 9 else 0


def numbering_of(properties: Node | None) -> tuple[str, int] | None:
    numbers = properties.child("numPr") if properties else None
    if numbers is None or numbers.value("numId") in ("", "0"):
        return None
    level = numbers.value("ilvl")
    return numbers.value("numId"), int(level) if level.isdecimal() and len(level) < 3 else 0


def numbering(root: Node | None) -> dict[tuple[str, int], str]:
    """Whether a level of a list has bullets or figures."""
    rows = root.children if root else []
    abstract = {one.attributes.get("abstractNumId", ""): _levels(one) for one in rows if one.name == "abstractNum"}
    numbers = ((one.attributes.get("numId", ""), one.value("abstractNumId")) for one in rows if one.name == "num")
    return {(number, level): kind for number, key in numbers for level, kind in abstract.get(key, {}).items()}


def _levels(row: Node) -> dict[int, str]:
    levels = ((one.attributes.get("ilvl", ""), one.value("numFmt")) for one in row.children if one.name == "lvl")
    return {int(level): kind for level, kind in levels if level in LEVELS}
