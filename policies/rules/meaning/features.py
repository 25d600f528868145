"""What the model sees of a sentence: its words and pairs of words, and named facts about it and what stands around.

A named fact is there or not: the themes that the sentence touches, which two of them meet, those of the sentences
beside it and of the whole draft, its form, and what the patterns of the rules found in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from policies.rules.base import Span
from policies.rules.meaning.themes import themes_of
from policies.rules.meaning.units import Unit

Hits = Mapping[str, Sequence[Span]]

# Themes that are mostly about the service's everyday work; pairs with them add nothing.
_PLAIN = frozenset({"event", "resource", "thanks", "they", "place", "no", "if", "compare"})
_HIDDEN = "§"


def named_facts(every: Sequence[Unit], hits: Hits) -> list[set[str]]:
    """The named facts of each unit of a text. `hits` has what patterns found, by name."""
    touched = [frozenset(themes_of(unit.tokens)) for unit in every]
    whole = frozenset().union(*touched)
    counts: dict[str, int] = {}
    for themes in touched:
        for theme in themes:
            counts[theme] = counts.get(theme, 0) + 1
    found = []
    for index, (unit, themes) in enumerate(zip(every, touched, strict=True)):
        facts = set(themes)
        strong = sorted(themes - _PLAIN)
        facts.update(f"{one}&{other}" for place, one in enumerate(strong) for other in strong[place + 1 :])
        if index:
            facts.update(f"<{theme}" for theme in touched[index - 1])
        if index + 1 < len(every):
            facts.update(f">{theme}" for theme in touched[index + 1])
        facts.update(f"~{theme}" for theme in whole - themes)
        facts.update(f"~{theme}>=2" for theme, count in counts.items() if count >= 2)
        facts.update(_form(unit, index, len(every)))
        for name, spans in hits.items():
            if any(start < unit.end and unit.start < end for start, end in spans):
                facts.add(f"p.{name}")
        found.append(facts)
    return found


def _form(unit: Unit, index: int, of: int) -> Iterable[str]:
    tokens = unit.tokens
    size = len(tokens)
    for step in (5, 9, 14, 20, 28):
        if size >= step:
            yield f"size>={step}"
    if unit.question:
        yield "question"
    if unit.quoted:
        yield "quoted"
    elif "“" in tokens:
        yield "quotes"
    if "!" in tokens:
        yield "!"
    if "…" in tokens or "." in tokens:
        yield "dots"
    if index == 0:
        yield "first"
    if index == of - 1:
        yield "last"
    if of == 1:
        yield "alone"
    if "§link" in tokens:
        yield "link"
    names = tokens.count("§name")
    if names:
        yield "name"
    if names > 1:
        yield "names"
    first = tokens[0]
    yield f"^{first}" if first in _OPENERS else "^other"
    if size > 1 and first in _OPENERS:
        yield f"^{first} {tokens[1]}"


_OPENERS = frozenset(
    [
        "we",
        "you",
        "your",
        "our",
        "i",
        "my",
        "the",
        "a",
        "an",
        "this",
        "that",
        "it",
        "he",
        "she",
        "they",
        "if",
        "when",
        "what",
        "who",
        "how",
        "why",
        "one",
        "another",
        "don't",
        "do",
        "not",
        "no",
        "never",
        "always",
        "so",
        "and",
        "but",
        "or",
        "to",
        "just",
        "well",
        "oh",
        "please",
        "come",
        "join",
        "thank",
        "thanks",
        "ask",
        "call",
        "ring",
        "tell",
        "sign",
        "vote",
        "§name",
        "§us",
        "§host",
    ]
)


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """The pieces of a word of 3 to 5 letters, with its ends marked; none for what is hidden."""
    if word[0] == _HIDDEN or len(word) < 4:
        return ()
    edged = f"<{word[:24]}>"
    return tuple(edged[spot : spot + size] for size in (3, 4, 5) for spot in range(len(edged) - size + 1))
