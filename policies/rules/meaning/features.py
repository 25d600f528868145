"""What the model sees of a sentence: its words and pairs of words, and named facts about it and what stands around.

A named fact is there or not: the themes that the sentence touches, which two of them meet, those of the sentences
beside it and of the whole draft, its form, and what the patterns of the rules found in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policies.rules.base import Span
from policies.rules.meaning.themes import THEMES, themes_of
from policies.rules.meaning.units import Unit
from policies.vocabulary import words_of

Hits = Mapping[str, Sequence[Span]]

# Themes that are mostly about the service's everyday work; pairs with them add nothing.
_PLAIN = frozenset({"event", "resource", "thanks", "they", "place", "no", "if", "compare", "ing", "figure", "at_name"})
_HIDDEN, _NAME = "§", "§name"


def named_facts(every: Sequence[Unit], hits: Hits) -> list[set[str]]:
    """The named facts of each unit of a text. `hits` has what patterns found, by name."""
    touched = [frozenset((*themes_of(unit.tokens), *_grammar(unit.tokens))) for unit in every]
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


_TITLES = words_of("""
mr mrs ms miss dr cllr councillor prof professor sir dame mp head headteacher
""")
_BODY_WORDS = (
    THEMES["school"]
    | THEMES["provider"]
    | words_of("""
council trust house lodge hall county
""")
)
_VERBS = words_of("""
accept add agree aim apply appeal ask avoid ban be bin book boycott bring call cancel carry check choose click come
comment complain consider contact cross decline demand discover dm don't drop email enjoy fill find follow forget
get give go grab have head hear help hire hold ignore insist join keep learn leave let like listen look lodge make
march mark meet message mind name note pay pick place please post pull push put read record refuse register reject
remember report request ring save say see send share show sign skip sleep speak spread stand start stay steer stick
stop subscribe support switch tag take talk tell text think tick trust try turn use visit vote wait watch wear
withdraw write
""")
_AFTER_WHO = words_of("""
has have had is are was were did does do gets got takes took gives gave lets let kept
""")


def _grammar(tokens: Sequence[str]) -> Iterator[str]:
    """What the form of words says: who is named, an order, a thing of the past, the highest degree."""
    first = tokens[1] if tokens[0] in ("please", "so", "and", "but", "just", "do") and len(tokens) > 1 else tokens[0]
    if first in _VERBS:
        yield "order"
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token == _NAME:
            if before in _TITLES:
                yield "person_named"
            elif following in _BODY_WORDS or (place + 2 < len(tokens) and tokens[place + 2] in _BODY_WORDS):
                yield "body_named"
            elif (
                following in _AFTER_WHO or following[-2:] == "ed" or (following[-1:] == "s" and following[:1].isalpha())
            ):
                yield "name_does"
            elif before in ("at", "of", "in", "from", "by"):
                yield "at_name"
        elif token[-2:] == "ed" and len(token) > 4:
            yield "past"
        elif token[-3:] == "est" and len(token) > 5:
            yield "highest"
        elif token[-3:] == "ing" and len(token) > 5:
            yield "ing"
        elif token in ("§number", "§bignumber", "§percent", "§money"):
            yield "figure"


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
    names = tokens.count(_NAME)
    if names:
        yield "name"
    if names > 1:
        yield "names"
    first = tokens[0]
    yield f"^{first}" if first in _OPENERS else "^other"
    if size > 1 and first in _OPENERS:
        yield f"^{first} {tokens[1]}"


_OPENERS = words_of("""
we you your our i my the a an this that it he she they if when what who how why one another don't do not no never
always so and but or to just well oh please come join thank thanks ask call ring tell sign vote §name §us §host
""")


def pieces(word: str) -> tuple[str, ...]:
    """The pieces of a word of 3 to 5 letters, with its ends marked; none for what is hidden."""
    if word[0] == _HIDDEN or len(word) < 4:
        return ()
    edged = f"<{word[:24]}>"
    return tuple(edged[spot : spot + size] for size in (3, 4, 5) for spot in range(len(edged) - size + 1))


def pairs(tokens: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Neighbouring tokens, each pair once; the first token stands beside the beginning."""
    return dict.fromkeys(zip(("^", *tokens), tokens, strict=False))


def pair_name(one: str, other: str) -> str:
    """The feature's name of a pair of neighbouring tokens."""
    return f"b {one} {other}"
