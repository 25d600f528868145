"""Reads the comments that were written to learn from, and those kept apart for measuring."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moderation.classify import CLASSES, FLAGS, Author, Incoming

FOLDER = Path(__file__).parent
KEPT = FOLDER / "kept"  # measured, never learned from
SET = FOLDER / "set"  # by outside hands: learned from too, and leant on for how sums become chances and thresholds


@dataclass(frozen=True, slots=True)
class Example:
    """A comment with what a person says that it is; `group` is the voice or situation that it belongs to."""

    id: str
    incoming: Incoming
    category: str
    flags: frozenset[str]
    group: str
    level: str = ""  # "easy" or "hard", where its writer said so


def read(folder: Path = FOLDER) -> list[Example]:
    """Every example of a folder's files, in a fixed order. Raises ValueError that names the line at fault."""
    examples: list[Example] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                examples.append(_example(json.loads(line)))
            except (KeyError, ValueError) as fault:
                raise ValueError(f"{path.name}, line {number}: {fault}") from fault
    _check(examples)
    return examples


def read_all() -> list[Example]:
    """All that is learned from."""
    examples = [*read(), *read(SET)]
    _check(examples)
    return examples


# Outside hands of the kept part, by how the ids of their comments start.
_HANDS = {
    ("y6-", "z7-"): "Comments by two outside hands",
    ("x5-",): "Comments by another outside hand",
    ("y8-",): "Comments by a fourth outside hand",
    ("y9-",): "Comments by a fifth outside hand",
    ("y10-",): "Comments by a sixth outside hand",
}


def read_kept() -> dict[str, list[Example]]:
    """The kept examples by what they are: those of each outside hand, whole and by how hard they are, and our own."""
    every = read(KEPT)
    parts: dict[str, list[Example]] = {}
    for start, title in _HANDS.items():
        parts[title] = [one for one in every if one.level and one.id.startswith(start)]
        for level in ("easy", "hard"):
            parts[f"{title}, the {level} ones"] = [one for one in parts[title] if one.level == level]
    return {**parts, "Kept comments of our own": [one for one in every if not one.level]}


def _example(line: dict[str, Any]) -> Example:
    flags = frozenset(line["flags"])
    if line["class"] not in CLASSES or not flags <= set(FLAGS):
        raise ValueError(f"unknown class or flag: {line['class']}, {sorted(flags)}")
    if "immediate_danger" in flags and "safeguarding" not in flags:
        raise ValueError("immediate_danger without safeguarding")
    author = Author(**line["author"]) if line.get("author") else None
    incoming = Incoming(line["text"], network=line["network"], visibility=line["visibility"], author=author)
    return Example(line["id"], incoming, line["class"], flags, line["group"], line.get("level", ""))


def _check(examples: Iterable[Example]) -> None:
    seen: set[str] = set()
    for example in examples:
        for key in (example.id, example.incoming.text):
            if key in seen:
                raise ValueError(f"twice in the corpus: {key[:60]}")
            seen.add(key)
