"""One reading of a comment: folded, made neutral, cut into tokens, every rule run once."""

from dataclasses import dataclass
from functools import cache

from moderation.classify import features, hostility, personal_data, question, requests, safety
from moderation.classify.hits import Hit, Table
from moderation.classify.neutral import neutral
from moderation.classify.text import LONGEST, Token, fold, tokens

_WORKERS = frozenset(
    "p." + kind
    for kind in (
        "worker", "title_only", "title_school", "name_school", "first_name", "fullname", "name_with", "name_close",
    )
)  # fmt: skip


# Figures of speech clear these, and leave the others alone.
GUARDED = (*safety.STRONG, *safety.WEAK, *safety.NOW, *hostility.HATE, *hostility.THREAT)
OPEN = (
    *safety.CONTEXT,
    *requests.STATUTORY,
    *requests.AGE,
    *requests.SPAM,
    *hostility.INSULT,
    *question.SERVICE,
    *question.CASE,
    *question.GENERAL,
    *question.STAFF,
)


@cache
def tables() -> tuple[Table, Table]:
    """The guarded and the open rules, made ready once a process."""
    return Table(*GUARDED), Table(*OPEN)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text; `cut` says that its end was left out."""

    raw: str
    text: str
    tokens: list[Token]
    counted: list[str]
    hits: list[Hit]
    named: list[str]
    cut: bool


def read(raw: str, *, own_contacts: frozenset[str] = frozenset(), own_names: frozenset[str] = frozenset()) -> Reading:
    """Read a comment once. Time grows with its length, up to LONGEST."""
    cut = len(raw) > LONGEST
    raw = raw[:LONGEST]
    folded = fold(raw)
    personal = list(personal_data.hits(raw, folded, own_contacts=own_contacts, own_names=own_names))
    text = neutral(raw, folded)
    cleared = safety.figures(text)
    workers = [(hit.start, hit.end) for hit in personal if hit.name in _WORKERS]
    guarded, opened = tables()
    hits = [*personal, *(Hit("figure", start, end) for start, end in cleared), *guarded.find(text, cleared)]
    others = list(opened.find(text))
    hits += (hit for hit in others if hit.name[:2] != "u." or not requests.said_by_others(text, hit.start))
    hits += question.allegations(others, workers)
    found = tokens(text)
    counted = features.masked(found, raw)
    return Reading(raw, text, found, counted, hits, features.named(hits, found, counted, raw), cut)
