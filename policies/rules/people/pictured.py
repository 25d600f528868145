"""Names beside a child's picture: there a first name alone is enough."""

import re
from collections.abc import Iterator

from policies.names import AMBIGUOUS_GIVEN, GIVEN
from policies.rules.base import ServiceFacts, Span
from policies.rules.people import find_people
from policies.rules.people.beside import AGE_AFTER
from policies.rules.people.first_names import at_work
from policies.rules.people.nobody import named_things
from policies.rules.people.roles import is_adult_at_work, is_named_in_a_role
from policies.rules.people.tokens import (
    BODY,
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
from policies.vocabulary import ONE_WORD, WORDS, words_of

MOST_WORDS = 3_000  # of a text; no post has as many


def first_names_of_private_people(text: str, service: ServiceFacts) -> Iterator[Span]:
    """Names of people who are no staff and not named in a role: the name only, full or first."""
    staff_given = {name.casefold().split(" ")[0] for name in service.staff}
    every = tokens(text)
    people = [person for person in find_people(text, service) if person.kind not in ("public", "known")]
    full = [
        person.name
        for person in people
        if person.kind != "family" and not _GROWN_UP_BEFORE.search(text[max(0, person.name[0] - 24) : person.name[0]])
    ]
    yield from full
    things, working = named_things(text), at_work(text, every)
    yield from _in_hashtags(text, staff_given)
    inside = {place for start, end in full for place in range(start, end)}
    for index, token in enumerate(every[:MOST_WORDS]):
        if token.start in inside or token.low in staff_given:
            continue
        if not token.is_capital and not _is_in_small_letters(text, token):
            continue
        if token.low in things or token.low in working:
            continue
        following = every[index + 1] if index + 1 < len(every) else None
        if (
            following
            and are_adjacent(text, token, following)
            and following.is_capital
            and (token.base == token.text or following.low in _PLACES_OF_SOMEBODY)
        ):
            if (
                may_be_given(token)
                and is_name_like(following)
                and token.low not in ("storm", "van")
                and following.low not in _PLACES_OF_SOMEBODY
                and not is_named_in_a_role(text, (token.start, following.base_end))
            ):
                yield (token.start, following.base_end)  # “Jude Pellow stirs the mix”
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
        later = text[sentence.end : sentence.end + 80]
        if is_adult_at_work(before, after, sentence.text) and not _is_told_as_a_child(before, after, sentence.text):
            continue
        if (
            _IS_A_PLANT.match(after)
            or (_AT_A_SHOP.match(after) and _THANKED.search(before))
            or _is_a_character(token, text)
        ):
            continue
        if (
            is_given(token)
            or not token.is_capital
            or (may_be_given(token) and (_shown(before, after) or _stands_as_a_name(token, before, after, later)))
            or (is_name_like(token) and _does_as_a_person(before, after, later))
            or _shown_by_any_name(token, before, after)
            or _is_a_caption(token, before, after)
            or (is_name_like(token) and is_a_person(text, every, index, before, after, later))
        ):
            yield (token.start, token.base_end)


_STAR_BEFORE = re.compile(
    r"\b(?:star|artist|winner|champion)(?:\s+(?:is|was))?\s*[,:]?\s+$|"
    r"\b(?:the|chief|head|junior|little|young|youngest)\s+(?:chef|baker|builder|gardener|explorer|painter|scientist|pirate|helper)\s*[,:(]?\s*$|"
    r"\byouth\s+(?:panel|council|forum|board)(?:['’]s)?\s+(?:\w+\s+)?\w+,?\s+$",
    re.I,
)
# What is said of a child and not of a colleague, though one might be asked for, met or thanked with the same words.
_WHO_DID = re.compile(
    r",\s+who\s+(?:loved|made|brought|drew|painted|won|swam|baked|built|found|planted|wore|ate|came|could|spent|chose|danced|sang|rode|"
    r"learned|learnt|tried|picked|turned|coloured|decorated|scored|climbed|jumped|walked)\b"
)
_MADE_BY = re.compile(
    r"\b(?:painted|drawn|made|baked|built|decorated|designed|grown|knitted|sewn|coloured|held|found|chosen|won|modelled|picked)\s+by\s+$"
)
_WITH_KIN = re.compile(r"\b(?:with|and)\s+(?:his|her)\s+(?:mum|mam|dad|nan|gran\w*|sister|brother|twin)\b")
_AT_A_SHOP = re.compile(
    r"\s+(?:at|from)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){1,2}(?:Bakery|Butchers|Garage|Stores|Supermarket)\b"
)
_THANKED = re.compile(r"\b(?:thanks|thank\s+you|donated\s+by|a\s+gift\s+from)\b", re.I)


def _is_told_as_a_child(before: str, after: str, sentence: str) -> bool:
    return bool(
        _STAR_BEFORE.search(before)
        or _YOUNG_AFTER.match(after)
        or _WHO_DID.match(after)
        or _MADE_BY.search(before)
        or _WITH_KIN.search(sentence)
    )


_YOUNG_AFTER = re.compile(
    r",\s+(?:our|a|the|one\s+of\s+our)\s+(?:very\s+)?(?:own\s+)?(?:young\w*|little|junior|star)\b"
)
_GROWN_UP_BEFORE = re.compile(
    r"\b(?:volunteers?|mum|mam|dad|nan|gran|grandma|grandad|parent|carer|neighbour)\s+\Z", re.I
)
_PLACES_OF_SOMEBODY = BODY | words_of("cross corner kitchen barn cottage lodge villa manor")
# Whom a child's picture does not show, where the text has these words: a child may be called so, and love trains.
_CHARACTERS = {
    "mary": re.compile(r"\bJoseph\b"), "joseph": re.compile(r"\bMary\b"),
    "elsa": re.compile(r"\b(?:Anna|Olaf)\b"), "anna": re.compile(r"\bElsa\b"),
    "jack": re.compile(r"\bBeanstalk\b"), "george": re.compile(r"\bPeppa\b"),
    "thomas": re.compile(r"\bThomas\s+(?:[Tt]rains?|the\s+Tank)\b"),
    "matilda": re.compile(r"\b(?:[Tt]heatre|[Mm]usical|Dahl|Paddington|Gruffalo)\b"),
    "alice": re.compile(r"\b(?:Wonderland|Gruffalo)\b"), "charlotte": re.compile(r"\bCharlotte['’]s\s+Web\b"),
    "peter": re.compile(r"\bPeter\s+Pan\b"), "wendy": re.compile(r"\bPeter\s+Pan\b"),
}  # fmt: skip


def _is_a_character(token: Token, text: str) -> bool:
    """“Mary and Joseph are cast”, a tree, a ship, or the one with whom a title begins."""
    words = _CHARACTERS.get(token.low)
    if (words and words.search(text)) or _TREES.match(text, token.start) or _A_SHIP.search(text, 0, token.start):
        return True
    return bool(_A_TITLE.match(text, max(0, token.start - 1)))


_A_SHIP = re.compile(r"\b(?:on|aboard)\s+the\s+[A-Z][a-z]+\s+\Z")
_A_TITLE = re.compile(
    r"[\"“][A-Z][\w’'-]+\s+(?:the|and\s+the)\s+(?:[A-Z][\w’'-]+\s*)+[\"”]"
)  # “Dora the Diplodocus Goes Home”
_TREES = re.compile(
    r"(?:Rowan|Hazel|Holly|Ivy|Willow|Olive|Rose|Heather|Poppy|Daisy|Lily|Iris|Fern|Basil|Rosemary),\s+[a-z]+(?:,\s+[a-z]+)*\s+and\s+[a-z]+"
)
_IS_A_PLANT = re.compile(
    r"^\s+(?:chains?|seeds?|weaving|bush(?:es)?|leaves|trees?|gardens?|petals|flowers|spotting|red)\b"
)
_NATURE = words_of("""
holly ivy rose daisy lily willow robin poppy heather hazel fern iris olive ginger clay amber jade ruby pearl coral
crystal misty storm rain sky river forest brook ocean moss reed wren lark art faith hope joy grace charity patience
christian prince princess king angel star page bill mark
""")


def _is_in_small_letters(text: str, token: Token) -> bool:
    """“well done tariq!!”"""
    if token.low not in GIVEN or token.low in WORDS or token.low in ONE_WORD:
        return False
    return bool(_PRAISED_BEFORE.search(text[max(0, token.start - 40) : token.start]))


# Written with a capital for another reason: places, titles, what is taught.
_OTHER_THINGS = words_of("""
art king queen prince princess duke earl tudor trinity son major page bill asia austin bethlehem carlton carolina
chelsea chester china dallas devon florence georgia india indiana israel jordan kent lincoln london lourdes madina
olive paris salem salvador sydney troy
""")
_NO_NAME_BEFORE = re.compile(
    r"\b(?:the|in|at|near|via|around|outside|an?|our|this|that|of\s+the|trip\s+to|off\s+to|santa|christmas)\s+$|[.!?:\"“‘(\n-]\s*$",
    re.I,
)
_NO_NAME_AFTER = re.compile(
    r"\s+(?:groups?|clubs?|sessions?|therapy|class(?:es)?|rooms?|days?|week|month|term|holidays?|trail|fair|time|table|corner|project|"
    r"walk|caf[eé]|awards?|badges?|charts?|fund|trust|school|baby|babies|menu|reading|fun)\b"
)
_HAS_DONE = re.compile(
    r"(?:,\s+[a-z][^,.!?\n]{2,30},)?\s+(?:was|is|had|has|\w{3,}ed|found|saw|came|went|made|won|got|took|put|fed|knew|shares?|grew|spent|dug|gave|held|threw|ran|rode|sat|stood|told|hid|blew|lit|rang|sang|wore|"
    r"chose|would|would\s+not)\b(?!\s+(?:coming|growing|blooming|fading|falling|over|here|back|full\s+of|a\s+time|the\s+(?:season|month|time)))"
)
_ON_SOMETHING = re.compile(
    r"\s+on\s+the\s+(?:swings?|slide|bus|stage|trampoline|drums?|beach|climbing|roundabout|seesaw|bike|scooter)\b"
)
_OF_HIM_OR_HER = re.compile(r"\b(?:he|she|him|his|hers|her|mum|dad|nan|gran)\b", re.I)
_HE_OR_SHE_NEXT = re.compile(r"\s*(?:She|He)\b")


def _stands_as_a_name(token: Token, before: str, after: str, later: str) -> bool:
    """A name that is a word too, with a capital inside a sentence (“with Ash on toasting duty”), or as who does it."""
    if token.low in TIME_WORDS:
        fed = not before.strip() and _HAS_DONE.match(after) and re.search(r"\b(?:she|he)\b", after)
        return bool(fed or _HE_OR_SHE_NEXT.match(later))
    if token.low in _OTHER_THINGS or _NO_NAME_AFTER.match(after):
        return False
    if before.strip() and not _NO_NAME_BEFORE.search(before):
        return True
    starts = not before.strip() or before.rstrip()[-1:] in ":.!?\n"
    if not starts:
        return False
    if _ON_SOMETHING.match(after):
        return True
    return bool(_HAS_DONE.match(after) and _OF_HIM_OR_HER.search(f"{after} {later}"))


def _does_as_a_person(before: str, after: str, later: str) -> bool:
    """Of a word that no list knows: “Tej found the mud. Or the mud found him.”, “held by Jac. Look at him!”"""
    if not (_HAS_DONE.match(after) if not before.strip() else _MADE_BY.search(before)):
        return False
    return bool(_OF_HIM_OR_HER.search(f"{after} {later}"))


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
        or re.match(r"\s+(?:was|is)\s+(?:our|the)\s+(?:best|star|youngest|fastest|top|winner|first)\b", after)
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
