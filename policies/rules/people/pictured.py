"""Names beside a child's picture: there a first name alone is enough."""

import re
from collections.abc import Iterator

from policies.names import AMBIGUOUS_GIVEN, GIVEN
from policies.rules.base import ServiceFacts, Span
from policies.rules.people import find_people
from policies.rules.people.beside import AGE_AFTER
from policies.rules.people.first_names import at_work
from policies.rules.people.nobody import named_things
from policies.rules.people.roles import is_adult_at_work
from policies.rules.people.tokens import (
    TIME_WORDS,
    Token,
    are_adjacent,
    is_family,
    is_given,
    is_name_like,
    may_be_given,
    tokens,
)
from policies.rules.people.unknown import is_a_person
from policies.rules.text import HASHTAG, sentence_at
from policies.vocabulary import WORDS, words_of

MOST_WORDS = 3_000  # of a text; no post has as many


def first_names_of_private_people(text: str, service: ServiceFacts) -> Iterator[Span]:
    """Names of people who are no staff and not named in a role: the name only, full or first."""
    staff_given = {name.casefold().split(" ")[0] for name in service.staff}
    every = tokens(text)
    people = [person for person in find_people(text, service) if person.kind not in ("public", "known")]
    full = [person.name for person in people if person.kind != "family"]
    yield from full
    things, working = named_things(text), at_work(text, every)
    yield from _in_hashtags(text, staff_given)
    inside = {place for start, end in full for place in range(start, end)}
    for index, token in enumerate(every[:MOST_WORDS]):
        if token.start in inside or not token.is_capital or token.low in staff_given:
            continue
        if token.low in things or token.low in working:
            continue
        following = every[index + 1] if index + 1 < len(every) else None
        if following and are_adjacent(text, token, following) and following.is_capital and token.base == token.text:
            continue
        before_that = every[index - 1] if index else None
        if (
            before_that
            and are_adjacent(text, before_that, token)
            and before_that.is_capital
            and _is_part(before_that, token)
        ):
            continue
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 80)]
        if is_adult_at_work(before, after, sentence.text) and not _STAR_BEFORE.search(before):
            continue
        if _IS_A_PLANT.match(after):
            continue
        if (
            is_given(token)
            or (may_be_given(token) and _shown(before, after))
            or _shown_by_any_name(token, before, after)
            or _is_a_caption(token, before, after)
            or (
                is_name_like(token)
                and is_a_person(text, every, index, before, after, text[sentence.end : sentence.end + 80])
            )
        ):
            yield (token.start, token.base_end)


_STAR_BEFORE = re.compile(r"\b(?:star|artist|winner|champion)(?:\s+(?:is|was))?\s*[,:]?\s+$", re.I)
_IS_A_PLANT = re.compile(
    r"^\s+(?:chains?|seeds?|weaving|bush(?:es)?|leaves|trees?|gardens?|petals|flowers|spotting|red)\b"
)
_NATURE = words_of("""
holly ivy rose daisy lily willow robin poppy heather hazel fern iris olive ginger clay amber jade ruby pearl coral
crystal misty storm rain sky river forest brook ocean moss reed wren lark art faith hope joy grace charity patience
christian prince princess king angel star page bill mark
""")


def _is_a_caption(token: Token, before: str, after: str) -> bool:
    """“Mason at the climbing wall.”: a name that is a family name or a word too, with a place and nothing more."""
    if (
        not may_be_given(token)
        or token.low in _NATURE
        or token.low in TIME_WORDS
        or token.low in WORDS
        or before.strip()
    ):
        return False
    return bool(
        re.match(r"\s+(?:at|in|on|up|with|and\s+(?:the|a|his|her))\s+(?:the|a|an|our|his|her|their)\s+[a-z]", after)
    )


def _in_hashtags(text: str, staff_given: set[str]) -> Iterator[Span]:
    for match in HASHTAG.finditer(text) if "#" in text else ():
        parts = [part.casefold() for part in re.findall(r"[A-Z][a-z]+", match[1])]
        if len(parts) > 1 and any(part in GIVEN and part not in staff_given for part in parts[1:]):
            yield match.span()


_BEFORE_NAMES = words_of("st saint lake port mount mrs mr ms miss dr sir lady king queen christmas year midsummer")


def _is_part(before: Token, token: Token) -> bool:
    """Whether the two are one name: “Lake Victoria”, “Jacqueline Wilson”, and not “Well done Ruby”."""
    is_person = is_given(before) or may_be_given(before)
    return before.low in _BEFORE_NAMES or (is_person and before.base == before.text and is_family(token))


_PRAISED_BEFORE = re.compile(
    r"\b(?:well\s+done|congratulations|congrats|happy\s+(?:\w+\s+)?birthday|meet|here\s+is|here['’]s|this\s+is|"
    r"look\s+at|proud\s+of|introducing|"
    r"say\s+h(?:ello|i)\s+to|bravo|go|hooray\s+for|hurray\s+for|cheers\s+for|little|picture\s+of|photo\s+of|"
    r"pictured\s*:?|by|good\s+luck|"
    r"well\s+played|shout[- ]?out|thanks|thank\s+you|birthday\s+(?:boy|girl)|superstar|artist|"
    r"love)\s*,?:?\s+(?:to\s+|our\s+|you\s+|little\s+|young\s+)*$",
    re.I,
)
_DOES = re.compile(
    r"^(?:['’]s\s+(?:[\w-]+\s+){0,2}(?:mum|dad|smile|face|drawing|picture|painting|birthday|first|certificate|"
    r"artwork|poster|medal|story|poem|"
    r"(?:snow\s+)?globe|craft|creation|mask|lantern|crown|hat|kite|puppet|cupcakes?|biscuits?|bauble|wreath|collage|mosaic|"
    r"pot|mug|tower|castle|den|costume|idea|turn|grin|laugh|dance|song|"
    r"hands?|robot|model|cake|card|design|eyes|brother|sister|family|friends?)\b"
    r"|\s+(?:and\s+(?:[A-Z]\w+|friends|her|his)\s+)?(?:loves?|loved|made|makes|won|wins|painted|drew|draws|"
    r"enjoy(?:s|ed|ing)|show(?:s|ed|ing)|"
    r"has|had|was|is|got|gets|built|baked|joined|finished|learn(?:s|ed|t|ing)|tr(?:ies|ied|ying)|play(?:s|ed|"
    r"ing)|help(?:s|ed|ing)|wrote|designed|"
    r"smil(?:es|ed|ing)|wants?|wanted|picks?|picked|arranged|thought|sa(?:id|ys)|climb(?:s|ed|ing)|jump(?:s|ed|ing)|"
    r"swam|swims|wav(?:es|ed|ing)|cook(?:s|ed|ing)|gave|chose|found|caught|kicked|scored|ate|came|went|could|can|"
    r"did|meeting|wearing|is\s+(?:all\s+smiles|so\s+proud|having|loving|enjoying|our\s+(?:star|poster|cover))|"
    r"read(?:s|ing)?|ran|sang|danced|danc(?:es|ing)|took|tak(?:es|ing)|holding|with\s+(?:her|"
    r"his)|had|did|having|meets|met|looks?)\b"
    r"|\s+and\s+(?:friends|her|his)\b|,\s+(?:who|aged)\b|\s*\((?:aged\s+)?\d{1,2}\))"
)


def _shown(before: str, after: str) -> bool:
    """Whether the words around a name that is a word too say that it is a person's."""
    praised = _PRAISED_BEFORE.search(before) and re.match(
        r"\s*(?:[!,.?:;–—-]|$|for\b|on\b|and\b|who\b|['’]s\b|"
        r"with\b|at\b)",
        after,
    )
    return bool(
        praised
        or (
            _DOES.match(after)
            and not re.match(
                r"['’]?s?\s+(?:is|was|has|had)\b(?!\s+(?:all\s+smiles|so\s+proud|having|loving|enjoying|our\s+(?:star|cover)))",
                after,
            )
        )
        or AGE_AFTER.match(after)
    )


def _shown_by_any_name(token: Token, before: str, after: str) -> bool:
    """A name that no list knows, in words that are said of a child only."""
    if not is_name_like(token) or token.low in AMBIGUOUS_GIVEN:
        return False
    of_a_child = re.search(
        r"\b(?:meet|birthday|little|introducing|pictured:?|named|called|birthday (?:boy|"
        r"girl))\s+(?:to\s+)?$",
        before,
        re.I,
    )
    said = re.match(r"['’]s\s+(?:\w+\s+)?(?:mum|dad|smile|drawing|painting|first day|birthday|artwork)\b", after)
    return bool(said or (of_a_child and re.match(r"\s*(?:[!,.(]|who\b|and\s+(?:her|his)\b)", after)))
