"""Reads the drafts that were written to learn from, one file a writer, and those of outside hands (APART, PEOPLE)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policies.rules import CATALOGUE, Draft, ServiceFacts
from policies.rules.meaning.judging import Hits, facts_of, pattern_hits
from policies.rules.meaning.units import Unit, units

FOLDER = Path(__file__).parent.parent / "examples" / "learn"
APART = FOLDER.with_name("thresholds")  # by other hands: see train.py
KEPT = FOLDER.with_name("kept")
# By other hands too, of private people and of dates; only what they say of people is learnt. Thresholds lean on these
# nine: heard.py knows no others.
PEOPLE = [
    KEPT / f"form-{number}.jsonl"
    for number in ("second", "third", "fourth", "fifth", "sixth", "seventh", "ninth", "tenth", "eleventh")
]
TIMES = 2  # how often a draft by other hands counts in the linear model: they judge as those will who use the rules
OUTPUTS = (
    "impartiality",
    "individual-case",
    "case-advice",
    "personal-opinion",
    "host-organisation",
    "offensive",
    "libel",
    "promise",
    "tone",
    "under-age",
    "personal-data",
)
_TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Example:
    """A draft with the rules that it breaks, and its sentences with the rules that each of them breaks.

    `asked` has the rules that its writer judged: for the others nothing is learnt from it.
    """

    id: str
    writer: str
    situation: str
    draft: Draft
    broken: frozenset[str]
    asked: frozenset[str]
    units: tuple[Unit, ...]
    facts: tuple[frozenset[str], ...]
    labels: tuple[frozenset[str], ...]
    hits: Hits


def read(folder: Path = FOLDER) -> list[Example]:
    """Every draft of a folder's files, in a fixed order. Raises ValueError that names the line at fault."""
    found = [one for path in sorted(folder.glob("*.jsonl")) for one in _of_file(path)]
    if folder == FOLDER:
        found += _of_the_catalogue()
        found += {
            one.draft.text: one for path in _later_people() for one in _of_file(path, asked="personal-data")
        }.values()
    _check(found)
    return found


def read_apart() -> list[Example]:
    """Every draft by other hands. Raises ValueError that names the line at fault."""
    people = {one.draft.text: one for path in PEOPLE for one in _of_file(path, asked="personal-data")}
    found = [*read(APART), *people.values()]  # a text with two days of sending tells the same of people
    _check(found)
    return found


def read_unjudged(folder: Path = FOLDER.parent) -> list[Example]:
    """Drafts that were judged by other rules alone: no label of them is learnt, but what a network says of them."""
    found: dict[str, Example] = {}
    for pattern in ("pictures/*.jsonl", "kept/fields*.jsonl", "kept/pictures.jsonl"):
        for path in sorted(folder.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                values = json.loads(line) | {"situation": path.stem, "expect": [], "asked": OUTPUTS[:1]}
                if values["text"].strip():
                    found.setdefault(values["text"], example(values, path.stem))
    return list(found.values())


def _later_people() -> list[Path]:
    """The hands of private people and of dates on which no threshold leans."""
    return [path for path in sorted(KEPT.glob("form-*.jsonl")) if path not in PEOPLE]


def _of_file(path: Path, *, asked: str = "") -> Iterator[Example]:
    """The drafts of a file; with `asked` only what its writer says of that rule."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            values = json.loads(line)
            if asked:
                values = {"situation": values["id"]} | values | {"asked": [asked]}
                values["expect"] = [one for one in values["expect"] if one["rule"] == asked]
            yield example(values, path.stem)
        except (KeyError, ValueError) as fault:
            raise ValueError(f"{path.name}, line {number}: {fault}") from fault


def _of_the_catalogue() -> list[Example]:
    """The examples that the policy editor shows: what they say of their own rule is learnt too."""
    found = []
    for rule in OUTPUTS:
        spec = CATALOGUE.get(rule)
        shown = [(one, True) for one in spec.fires] + [(one, False) for one in spec.passes] if spec else []
        for number, (one, fires) in enumerate(shown, start=1):
            if set(one.facts) - {"story_consent"}:
                continue  # it leans on fields that the model does not see
            values = {
                "id": f"{rule}-{number}",
                "situation": rule,
                "text": one.text,
                "expect": [{"rule": rule, "words": one.text}] if fires else [],
                "asked": [rule],
                **one.facts,
            }
            found.append(example(values, "catalogue"))
    return found


def example(values: dict[str, Any], writer: str) -> Example:
    """An example of one line's values."""
    text = values["text"]
    given = values.get("service") or {}
    facts = ServiceFacts(
        name=given.get("name") or "Northshire SENDIASS",
        phone=given.get("phone") or "",
        email=given.get("email") or "",
        host=given.get("host") or "Northshire Council",
    )
    draft = Draft(
        text=text,
        service=facts,
        today=_TODAY,
        audience=values.get("audience") or "",
        story_consent=bool(values.get("story_consent")),
    )
    expected = values["expect"]
    for one in expected:
        if one["rule"] not in OUTPUTS:
            raise ValueError(f"unknown rule {one['rule']!r}")
        if one["words"] not in text:
            raise ValueError(f"the words {one['words']!r} do not stand in the text")
    hits = pattern_hits(text, facts)
    every = units(text, us=facts.name, host=facts.host)
    return Example(
        id=values["id"],
        writer=writer,
        situation=values["situation"],
        draft=draft,
        broken=frozenset(one["rule"] for one in expected),
        asked=frozenset(values.get("asked") or OUTPUTS),
        units=every,
        facts=tuple(frozenset(found) for found in facts_of(every, hits)),
        labels=tuple(frozenset(_labels(text, unit, expected)) for unit in every),
        hits=hits,
    )


def _labels(text: str, unit: Unit, expected: Sequence[dict[str, str]]) -> set[str]:
    """The rules whose words lie in this sentence: most of the words, or a good part of the sentence."""
    found = set()
    for one in expected:
        words = one["words"]
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            shared = min(end, unit.end) - max(start, unit.start)
            if shared > 0 and (shared >= 0.3 * (unit.end - unit.start) or shared >= min(12, 0.5 * len(words))):
                found.add(one["rule"])
            start = text.find(words, start + 1)
    return found


def _check(examples: Sequence[Example]) -> None:
    seen: set[str] = set()
    for one in examples:
        for key in (f"{one.writer} {one.id}", f"{one.situation if one.writer == 'catalogue' else ''} {one.draft.text}"):
            if key in seen:
                raise ValueError(f"twice in the corpus: {key[:60]}")
            seen.add(key)
