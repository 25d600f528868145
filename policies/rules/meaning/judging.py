"""One look at a text for all rules of meaning: what patterns found, and how likely each sentence breaks each rule."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from policies.rules.base import Draft, Finding, Params, ServiceFacts, Span, bounds
from policies.rules.meaning import encoder
from policies.rules.meaning.features import named_facts
from policies.rules.meaning.model import Row, installed, together
from policies.rules.meaning.units import GIVEN_NAME, OTHER_NAMES, Unit, units
from policies.rules.patterns.host import find_host
from policies.rules.patterns.offence import find_offence
from policies.rules.patterns.people import KNOWN, PUBLIC, find_named
from policies.rules.patterns.promises import find_promises
from policies.rules.patterns.sides import find_sides
from policies.rules.patterns.voice import find_opinions
from policies.rules.people.nobody import has_made_up_people
from policies.rules.text import masked
from policies.vocabulary import words_of

_EMPTY = words_of("""
a about again all also although always am an and another any anybody anyone anything are around as at away back be
because been before being both but by came can can't cannot come comes could day did do does doesn't doing don't done
down each either else even ever every everybody everyone everything few find for from gave get gets getting give given
go goes going gone got had has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've if in into
is isn't it it's its just keep know last least less let let's like made make makes many may me might more most much must
my need never new next no nobody none nor not nothing now of off on once one ones only onto or other others our ours
out over own please put really said same say says see seen shall she should since so some somebody someone something
soon still such take than that that's the their theirs them then there there's these they they're thing things this
those though through till to today told too two under until up upon us use very want was wasn't way we we'd we'll we're
we've well went were what what's when where which while who whole whom whose why will with without won't would yet you
you'd you'll you're you've your yours
""")  # words that explain nothing to a reader
_LEAST_SHARE = 0.1  # of all that speaks for a rule in a sentence; a word that says less explains nothing
_NO_DOUBT = -3.0  # the linear model's surest sum of a sentence, up to which it breaks nothing
_UNHEARD = -9.0  # what the encoder says of a harmless sentence
# A rule and one that lies nearer to the same words: what insults is no matter of tone, what names somebody in a case
# is found as that. A sentence that the nearer rule finds breaks the other one too only if that is nearly sure.
_NEARER = {"tone": "offensive", "individual-case": "personal-data", "impartiality": "libel"}
_SURE_BESIDE = 80  # per cent
_SURE_OF_A_NAME = 90  # per cent, of names that may stand there: first names alone, in a role, or of nobody

Hits = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True)
class Meaning(Params):
    """Parameters of every rule of meaning."""

    # Per cent from which a sentence is found; 0: where the training found the best balance.
    certainty: int = field(default=0, metadata=bounds(0, 95))
    patterns: bool = True  # also fire on the fixed ways of saying it, unless the model is nearly sure that it is fine
    allowed: tuple[str, ...] = ()  # a sentence with one of these phrases is let pass


@dataclass(frozen=True, slots=True)
class Judged:
    """A text as the rules of meaning see it."""

    units: tuple[Unit, ...]
    chances: Mapping[str, tuple[float, ...]]  # of each rule: how likely each unit breaks it
    hits: Hits


def pattern_hits(text: str, service: ServiceFacts) -> dict[str, tuple[Finding, ...]]:
    """What the patterns of each rule find, and under PUBLIC and KNOWN the people who may be named."""
    return {
        **find_named(text, service),
        "impartiality": tuple(find_sides(text)),
        "personal-opinion": tuple(find_opinions(text)),
        "host-organisation": tuple(find_host(text, service.host)),
        "promise": tuple(find_promises(text)),
        "offensive": tuple(find_offence(masked(text))),
    }


def facts_of(every: tuple[Unit, ...], hits: Hits) -> list[set[str]]:
    """The named facts of each unit; the training reads them here too."""
    places = {name: [hit.span for hit in found if hit.span] for name, found in hits.items()}
    return named_facts(every, places | {PUBLIC: places[PUBLIC] + places.pop(KNOWN)})


@lru_cache(maxsize=32)
def judged(text: str, service: ServiceFacts) -> Judged:
    """Everything that the rules of meaning need to know of a text, once."""
    model = installed()
    hits = pattern_hits(text, service)
    every = units(text, us=service.name, host=service.host)
    facts = facts_of(every, hits)
    sums = model.sums([unit.tokens for unit in every], facts)
    return Judged(every, model.chances(both([unit.heard for unit in every], sums)), hits)


def both(
    sentences: Sequence[Sequence[str]], sums: Sequence[Sequence[float]], told: Sequence[Row] | None = None
) -> tuple[Row, ...]:
    """What both models together make of each sentence of a text.

    The encoder is slow, so it reads only what the linear model has a doubt about: a sentence in three, as posts are.
    The training weighs sentences here too, and has `told` what an encoder heard that did not learn from them.
    """
    doubtful = [place for place, row in enumerate(sums) if max(row) > _NO_DOUBT]
    if told is None:
        told = encoder.installed().sums([sentences[place] for place in doubtful])
    else:
        told = [told[place] for place in doubtful]
    heard = dict(zip(doubtful, told, strict=True))
    silent = (_UNHEARD,) * (len(sums[0]) if sums else 0)
    return tuple(tuple(map(together, row, heard.get(place, silent))) for place, row in enumerate(sums))


def judge(draft: Draft) -> Judged:
    return judged(draft.text, draft.service)


def likely(draft: Draft, rule: str) -> Iterator[tuple[Unit, float]]:
    """Each sentence with the probability that it breaks the rule."""
    seen = judge(draft)
    return zip(seen.units, seen.chances[rule], strict=True)


def speaking_words(draft: Draft, unit: Unit, rule: str, most: int = 3) -> tuple[str, ...]:
    """The words of a sentence that speak most for a rule, in the order of the text; none where none stands out."""
    weights = installed().word_weights(unit.tokens, rule)
    least = _LEAST_SHARE * sum(weight for weight in weights if weight > 0)
    telling = [place for place, token in enumerate(unit.tokens) if weights[place] > least and _explains(token)]
    best = sorted(telling, key=lambda place: -weights[place])[:most]
    return tuple(dict.fromkeys(unit.tokens[place] for place in sorted(best)))


def _explains(token: str) -> bool:
    return len(token) > 2 and token[0].isalpha() and token not in _EMPTY


def findings(
    draft: Draft,
    params: Meaning,
    rule: str,
    *,
    advice: str,
    beside: Sequence[Span] = (),
    passed: Collection[Span] = (),
) -> Iterator[Finding]:
    """What patterns and model find of a rule; at most one finding of the model a sentence.

    `advice` says what is wrong and what to do. In a sentence with a place of `beside` the model adds nothing;
    what patterns found at a place of `passed` is none.
    """
    model = installed()
    seen = judge(draft)
    certainty = params.certainty or model.certainty[rule]
    if not seen.hits.get(rule) and max(seen.chances[rule], default=0.0) * 100 < certainty:
        return
    chances = list(likely(draft, rule))
    covered: list[Unit] = []
    told = [unit for unit, _ in chances if rule in _NEARER and _is_found(seen, _NEARER[rule], unit)]
    for hit in seen.hits.get(rule, ()) if params.patterns else ():
        if hit.span is None or hit.span in passed:
            continue
        around = [(unit, chance) for unit, chance in chances if unit.start < hit.span[1] and hit.span[0] < unit.end]
        doubt = _SURE_BESIDE if any(unit in told for unit, _ in around) else model.doubt[rule]
        if around and max(chance for _, chance in around) * 100 < doubt:
            continue
        if any(_is_allowed(draft.text[unit.start : unit.end], params) for unit, _ in around):
            continue
        covered += [unit for unit, _ in around]
        yield hit
    named: list[Unit] = []
    if rule == "personal-data":  # the model sees no names, so it cannot know whom everybody knows
        beside = [*beside, *(hit.span for hit in seen.hits[KNOWN] if hit.span)]
        named = [unit for unit, _ in chances if any(_holds(unit, hit) for hit in seen.hits[PUBLIC])]
    for unit, chance in chances:
        if chance * 100 < certainty:
            continue
        sentence = draft.text[unit.start : unit.end]
        least = max(certainty, _SURE_BESIDE) if unit in told else certainty
        if unit in named or (rule == "personal-data" and _may_be_anybody(draft.text, unit)):
            least = max(certainty, _SURE_OF_A_NAME)
        if chance * 100 < least or unit in covered or _is_allowed(sentence, params):
            continue
        if any(start < unit.end and unit.start < end for start, end in beside):
            continue
        yield Finding(span=(unit.start, unit.end), message=_message(draft, unit, rule, advice))


def _holds(unit: Unit, hit: Finding) -> bool:
    return hit.span is not None and hit.span[0] < unit.end and unit.start < hit.span[1]


def _may_be_anybody(text: str, unit: Unit) -> bool:
    """Whether it has first names and no other name, be it of a person, a school or a place; or of nobody at all."""
    if GIVEN_NAME in unit.heard and not any(name in unit.heard for name in OTHER_NAMES):
        return True
    return has_made_up_people(text)


def _is_found(seen: Judged, rule: str, unit: Unit) -> bool:
    """Whether a rule finds this sentence, with its usual certainty."""
    if seen.chances[rule][seen.units.index(unit)] * 100 >= installed().certainty[rule]:
        return True
    return any(_holds(unit, hit) for hit in seen.hits.get(rule, ()))


def _is_allowed(sentence: str, params: Meaning) -> bool:
    low = sentence.casefold()
    return any(phrase.strip().casefold() in low for phrase in params.allowed if phrase.strip())


def _message(draft: Draft, unit: Unit, rule: str, advice: str) -> str:
    words = speaking_words(draft, unit, rule)
    seen = f" The words that speak for it most: {', '.join(f'“{word}”' for word in words)}." if words else ""
    return advice + seen


__all__ = ["Judged", "Meaning", "facts_of", "findings", "judge", "likely", "pattern_hits"]
