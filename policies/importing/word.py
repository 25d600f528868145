"""A Word document (.docx) to blocks of Markdown. Pure: bytes in, blocks out; nothing of it is run or fetched.

Paragraphs, headings, lists, tables, links, bold and italic words, text boxes, footnotes and endnotes are taken; what is
left out (pictures, headers and footers, comments, deleted words, a table of contents) is said in a note. A reader of
our own and no library: those that we looked at drop footnotes, text boxes or tracked words without a word on it, or
open a part of any size, and here nothing may be lost unseen.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policies.importing.blocks import (
    ENDS,
    LONGEST_HEADING,
    NUMBERED,
    Block,
    Reading,
    Unreadable,
    looks_like_capitals,
)
from policies.importing.safe_xml import BadXml, Node, parse
from policies.importing.word_looks import PLAIN, Style, numbering, numbering_of, outline_level, styles, switched

MOST_PARTS = 3_000
MOST_OF_A_PART = 24 * 1024 * 1024  # bytes, unpacked
MOST_OF_ALL = 2 * MOST_OF_A_PART  # of all parts that are read, each as often as it is
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s<>]+", re.IGNORECASE)
WITHOUT_TEXT = {"instrText", "del", "moveFrom", "pPr", "rPr", "delText", "Fallback", "commentReference"}
FILES = {"altChunk", "subDoc"}
PICTURED = {"blip", "imagedata", "chart", "OLEObject", "relIds", "contentPart"}
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes) -> Reading:
    """Raises Unreadable, with a sentence, for everything that is no Word document that can be read."""
    if data.startswith(OLD_OR_LOCKED):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("This document is protected with a password. Take the password off in Word first.")
        raise Unreadable("This is a Word document of the old kind (.doc). In Word, save it as .docx and try again.")
    try:
        package = _Package(zipfile.ZipFile(io.BytesIO(data)))
        return _Document(package).reading()
    except BadXml as error:
        raise Unreadable(
            "This Word document is damaged or not built as Word builds them. Open it in Word, save it again as .docx, "
            "or paste its text."
        ) from error
    except DAMAGED as error:
        raise Unreadable(
            "This is no Word document, or it is damaged. Save it in Word as .docx and try again."
        ) from error


class _Package:
    """The parts of the file, each opened no further than is sensible."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        if len(archive.infolist()) > MOST_PARTS:
            raise Unreadable("This file has thousands of parts, and a policy has few. Paste its text instead.")
        if any(one.flag_bits & 1 for one in archive.infolist()):
            raise Unreadable("This document is protected with a password. Take the password off in Word first.")
        self.left = MOST_OF_ALL

    def part(self, name: str) -> Node | None:
        if name not in self.names:
            return None
        if self.archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError("packed as no Word document is")
        most = min(MOST_OF_A_PART, self.left)
        with self.archive.open(name) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise Unreadable("This file opens to far more than a policy can be. Paste its text instead.")
        self.left -= len(data)
        return parse(data)

    def links(self, of: str) -> dict[str, Node]:
        """The relationships of a part, by their id."""
        folder, _, name = of.rpartition("/")
        root = self.part(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        return {one.attributes.get("Id", ""): one for one in (root.children if root else [])}

    def main(self) -> str:
        for link in self.links("").values():
            if link.attributes.get("Type", "").endswith("/officeDocument"):
                return link.attributes.get("Target", "").lstrip("/")
        return "word/document.xml"


@dataclass
class _Seen:
    """What was met on the way and is not taken as it is."""

    pictures: int = 0
    comments: bool = False
    deleted: bool = False
    contents: bool = False
    struck: bool = False
    files: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)  # which part, which id
    diagrams: set[str] = field(default_factory=set)
    boxes: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class _Run:
    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


class _Document:
    def __init__(self, package: _Package) -> None:
        self.package = package
        self.name = package.main()
        root = package.part(self.name)
        body = root.child("body") if root else None
        if body is None:
            raise Unreadable(self._other_kind())
        self.body = body
        self.links = package.links(self.name)
        self.styles = styles(self._near("styles"))
        self.numbering = numbering(self._near("numbering"))
        self.counters: dict[tuple[str, int], int] = {}
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.seen = _Seen()
        self.numbers: dict[tuple[str, str], int] = {}  # of notes, in the order in which they are mentioned

    def _other_kind(self) -> str:
        if "mimetype" in self.package.names:
            return "This is an OpenDocument file. Save it as .docx and try again."
        if any(name.startswith(("xl/", "ppt/")) for name in self.package.names):
            return "This is a spreadsheet or a presentation, no Word document. Choose the policy’s text."
        return "This is no Word document. Save the policy in Word as .docx, or paste its text."

    def _near(self, kind: str) -> Node | None:
        """The part that the main one names for something: styles, numbering, footnotes."""
        for link in self.links.values():
            if link.attributes.get("Type", "").endswith(f"/{kind}"):
                return self.package.part(self._path(link))
        return None

    def _path(self, link: Node) -> str:
        target = link.attributes.get("Target", "")
        folder = self.name.rpartition("/")[0]
        return target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"

    def _notes(self, kind: str) -> dict[str, Node]:
        root = self._near(f"{kind}s")
        rows = root.children if root else []
        return {one.attributes.get("id", ""): one for one in rows if one.attributes.get("type", "normal") == "normal"}

    # The whole

    def reading(self) -> Reading:
        blocks = tuple(_without_gaps(self._blocks(self.body)))
        return Reading(blocks, tuple(self._left_out()))

    def _left_out(self) -> Iterator[str]:
        if self.seen.contents:
            yield "The table of contents is left out: the page makes its own."
        for kind, word in (("header", "The head of the pages"), ("footer", "The foot of the pages")):
            said = self._around(kind)
            if said:
                yield f"{word} is left out: “{said}”."
        if self.seen.pictures:
            count = self.seen.pictures
            yield f"{count} picture{' is' if count == 1 else 's are'} left out; a line in the text says where."
        if self.seen.files:
            yield (
                "A part that stands in a file of its own inside the document is left out. Open it in Word and add its "
                "text by hand."
            )
        if self.seen.struck:
            yield "Words that were struck through stand in the text like all others. Take out what no longer holds."
        if self.seen.comments:
            yield "Comments at the edge of the page are left out."
        if self.seen.deleted:
            yield "Words that were struck out with “track changes” are left out; words that were added are taken."
        if any("vbaProject" in name for name in self.package.names):
            yield "The document holds macros. They are left out, and nothing of them was run."

    def _around(self, kind: str) -> str:
        links = (link for link in self.links.values() if link.attributes.get("Type", "").endswith(f"/{kind}"))
        said: dict[str, None] = {}
        for path in dict.fromkeys(self._path(link) for link in links):
            root = self.package.part(path)
            words = " ".join("".join(one.text for one in (root or PARAGRAPH).walk() if one.name == "t").split())
            if words:
                said[words] = None
        text = " / ".join(said)
        return text if len(text) <= 300 else f"{text[:300]}…"

    # Blocks

    def _blocks(self, container: Node) -> Iterator[Block]:
        for node in container.children:
            if node.name == "p":
                yield from self._paragraph(node)
            elif node.name == "tbl":
                yield from self._table(node)
            elif node.name == "AlternateContent":
                yield from self._blocks(node.child("Choice") or node)
            elif node.name in FILES:
                self.seen.files = True
            elif node.name == "del":
                self.seen.deleted = True
            elif node.name not in WITHOUT_TEXT:
                yield from self._blocks(node)

    def _paragraph(self, node: Node) -> Iterator[Block]:
        style = self.styles.get(node.value("pPr", "pStyle"), PLAIN)
        if style.name.startswith("toc "):
            self.seen.contents = True
            return
        runs = [run for run in self._runs(node, style.is_bold) if run.text]
        text = _plain_text(runs)
        level = outline_level(node.child("pPr")) or style.heading
        if text and level and len(text) <= 4 * LONGEST_HEADING:
            yield Block(_escaped(text), level)
        elif text:
            yield self._words(node, style, runs, text)
        yield from self._beside()

    def _words(self, node: Node, style: Style, runs: list[_Run], text: str) -> Block:
        """A paragraph, or a point of a list, that is no heading."""
        markdown = _markdown(runs)
        numbering = numbering_of(node.child("pPr")) or style.numbering
        if numbering and not (style.heading or self._is_short_and_bold(runs, text)):
            return Block(f"{self._marker(*numbering)}{markdown}", is_item=True)
        if point := re.match(r"[•·▪◦‣●○–]\s+", markdown):
            return Block(f"- {markdown[point.end() :]}", is_item=True)
        look = "bold" if self._is_short_and_bold(runs, text) else ""
        if not look and looks_like_capitals(text):
            look = "capitals"
        is_number = NUMBERED.fullmatch(text) is not None
        return Block(markdown if is_number else _not_by_accident(markdown), looks_like=look)

    def _is_short_and_bold(self, runs: list[_Run], text: str) -> bool:
        is_bold = all(run.bold or not run.text.strip() for run in runs)
        return is_bold and len(text) <= LONGEST_HEADING and not text.endswith(ENDS)

    def _marker(self, number_id: str, level: int) -> str:
        level = min(level, 8)
        if self.numbering.get((number_id, level), "decimal") in ("bullet", "none"):
            return f"{'    ' * level}- "
        for deeper in range(level + 1, 9):
            self.counters.pop((number_id, deeper), None)
        count = self.counters[number_id, level] = self.counters.get((number_id, level), 0) + 1
        return f"{'    ' * level}{count}. "

    def _beside(self) -> Iterator[Block]:
        """Text boxes and notes of the paragraph that was just read."""
        boxes, self.seen.boxes = self.seen.boxes, []
        for box in boxes:
            yield from self._blocks(box)
        notes, self.seen.notes = self.seen.notes, []
        for kind, note_id in notes:
            words = " ".join(block.text for block in self._blocks(self.notes[kind][note_id]))
            if words.strip():
                yield Block(f"Note {self.numbers[kind, note_id]}: {words.strip()}")

    def _table(self, table: Node) -> Iterator[Block]:
        """A table of one column is layout, and read as paragraphs; another becomes a table of Markdown."""
        rows = [list(_cells(row)) for row in _rows(table)]
        width = max((len(row) for row in rows), default=0)
        if width <= 1:
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell)
            return
        lines = [[self._cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
        lines = [line for line in lines if any(line)]
        if not lines:
            return
        head = lines[0]
        drawn = [head, ["---"] * width, *lines[1:]]
        yield Block("\n".join(f"| {' | '.join(line)} |" for line in drawn))

    def _cell(self, cell: Node) -> str:
        said = []
        for block in self._blocks(cell):
            text = re.sub(r"^\s*-\s+", "• ", block.text) if block.is_item else block.text
            said.append(" ".join(text.split()))
        return " / ".join(said).replace("|", "\\|")

    # Words

    def _runs(self, node: Node, bold: bool, link: str = "") -> Iterator[_Run]:
        for one in node.children:
            if one.name == "r":
                yield from self._run(one, bold, link)
            elif one.name == "hyperlink":
                target = self.links.get(one.attributes.get("id", ""), PARAGRAPH).attributes.get("Target", "")
                yield from self._runs(one, bold, target if SAFE_LINK.fullmatch(target) else "")
            elif one.name in ("del", "moveFrom"):
                self.seen.deleted = True
            elif one.name in FILES:
                self.seen.files = True
            elif one.name not in WITHOUT_TEXT:
                if one.name == "t":
                    yield _Run(one.text, link=link)
                yield from self._runs(one, bold, link)

    def _run(self, run: Node, bold: bool, link: str) -> Iterator[_Run]:
        properties = run.child("rPr")
        is_bold, is_italic = switched(properties, "b", bold), switched(properties, "i", False)
        is_struck = switched(properties, "strike", False) or switched(properties, "dstrike", False)
        for one in run.children:
            text = self._said(one)
            if text:
                self.seen.struck |= is_struck
                yield _Run(text, is_bold, is_italic, link)

    def _said(self, node: Node) -> str:
        """What a part of a run says."""
        match node.name:
            case "t":
                return node.text
            case "tab" | "ptab":
                return " "
            case "br" | "cr":
                return "\n" if node.attributes.get("type", "textWrapping") == "textWrapping" else " "
            case "noBreakHyphen":
                return "-"
            case "sym":
                return "•" if node.attributes.get("char") else ""
            case "footnoteReference" | "endnoteReference":
                return self._note_mark(node)
            case "commentReference":
                self.seen.comments = True
                return ""
            case "fldChar":
                return _chosen(node)
            case "ruby":
                return "".join(one.text for one in (node.child("rubyBase") or PARAGRAPH).walk() if one.name == "t")
            case "drawing" | "pict" | "object" | "AlternateContent":
                return self._drawn(node)
        return ""

    def _note_mark(self, node: Node) -> str:
        kind = node.name.removesuffix("Reference")
        note_id = node.attributes.get("id", "")
        if note_id not in self.notes[kind]:
            return ""
        if (kind, note_id) not in self.numbers:
            self.numbers[kind, note_id] = len(self.numbers) + 1
            self.seen.notes.append((kind, note_id))
        return f" (note {self.numbers[kind, note_id]})"

    def _drawn(self, node: Node) -> str:
        """Text boxes are put aside and read after the paragraph; a picture becomes a line with its description."""
        if node.name == "AlternateContent":
            node = node.child("Choice") or node.child("Fallback") or node
        if boxes := list(_boxes(node)):
            self.seen.boxes.extend(boxes)
            return ""
        said = " / ".join([*self._in_diagram(node), *_as_a_shape(node)])
        if said:
            return said
        described = next((one.attributes["descr"] for one in node.walk() if one.attributes.get("descr")), "")
        if any(one.name in PICTURED for one in node.walk()):
            self.seen.pictures += 1
            return f"(Picture left out: {described})" if described else "(Picture left out)"
        return ""

    def _in_diagram(self, node: Node) -> Iterator[str]:
        """The words of a diagram (SmartArt), which stand in a part of their own."""
        for one in node.walk():
            link = self.links.get(one.attributes.get("dm", "")) if one.name == "relIds" else None
            path = self._path(link) if link else ""
            if not link or path in self.seen.diagrams:
                continue
            self.seen.diagrams.add(path)
            for paragraph in (self.package.part(path) or PARAGRAPH).walk():
                runs = paragraph.walk() if paragraph.name == "p" else ()
                if words := "".join(run.text for run in runs if run.name == "t").strip():
                    yield words


PARAGRAPH = Node("p", {})


def _as_a_shape(node: Node) -> Iterator[str]:
    """Words that are drawn (WordArt of the old kind)."""
    return (one.attributes["string"] for one in node.walk() if one.name == "textpath" and one.attributes.get("string"))


def _chosen(node: Node) -> str:
    """What a form field of the old kind is set to: a line of its list, a box with or without a cross."""
    entries = [one.attributes.get("val", "") for one in node.walk() if one.name == "listEntry"]
    if entries:
        chosen = node.value("ffData", "ddList", "result") or node.value("ffData", "ddList", "default") or "0"
        return entries[int(chosen)] if chosen.isdecimal() and len(chosen) < 4 and int(chosen) < len(entries) else ""
    box = node.child("ffData", "checkBox")
    if box is None:
        return ""
    switch = "checked" if box.child("checked") else "default"
    return "☒" if switched(box, switch, False) else "☐"


def _boxes(node: Node) -> Iterator[Node]:
    """Text boxes of a drawing; what lies within one is read with it, and what only older programs show is passed."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.name == "txbxContent":
            yield one
        else:
            waiting.extend(child for child in reversed(one.children) if child.name != "Fallback")


def _rows(table: Node) -> Iterator[Node]:
    for one in table.children:
        if one.name == "tr":
            yield one
        elif one.name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(one)


def _cells(row: Node) -> Iterator[Node]:
    for one in row.children:
        if one.name == "tc":
            yield one
        elif one.name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(one)


# Runs to Markdown


def _plain_text(runs: list[_Run]) -> str:
    return " ".join("".join(run.text for run in runs).split())


def _markdown(runs: list[_Run]) -> str:
    """Runs of one look joined, each in its signs; spaces stand outside of them."""
    joined: list[_Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    text = "".join(_signed(run) for run in joined)
    return "  \n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _signed(run: _Run) -> str:
    words = run.text.strip()
    if not words:
        return run.text
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    sign = "*" * ((2 if run.bold else 0) + (1 if run.italic else 0))
    said = "\n".join(f"{sign}{_escaped(line.strip())}{sign}" if line.strip() else "" for line in words.split("\n"))
    if run.link:
        said = f"[{said}](<{run.link}>)" if re.search(r"[()]", run.link) else f"[{said}]({run.link})"
    return f"{before}{said}{after}"


def _escaped(text: str) -> str:
    """Signs of Markdown that are meant as signs."""
    text = re.sub(r"([\\*\[\]`<])", r"\\\1", text)
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)


def _not_by_accident(markdown: str) -> str:
    """A paragraph that begins like a heading, a quotation or a line, kept a paragraph."""
    return re.sub(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s)|={3,}|-{3,}|~{3,})", r"\\\1", markdown)


def _without_gaps(blocks: Iterator[Block]) -> Iterator[Block]:
    """A point of a list no deeper than one step below the point before it: more would be taken for code."""
    depth = -1
    for block in blocks:
        if block.is_item:
            bare = block.text.lstrip(" ")
            depth = min((len(block.text) - len(bare)) // 4, depth + 1)
            block = replace(block, text="    " * depth + bare)
        else:
            depth = -1
        yield block
