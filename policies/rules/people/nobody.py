"""Names that are no private person's: of animals, rooms and storms, of people made up, and those of a policy."""

import re
from functools import lru_cache

from policies.rules.base import Span
from policies.rules.pcre import Pattern
from policies.rules.text import Sentence, sentence_at, sentences_after

_THINGS = (
    r"(?:dogs?|pupp(?:y|ies)|cats?|kittens?|rabbits?|bunn(?:y|ies)|hamsters?|guinea\s+pigs?|gerbils?|pon(?:y|"
    r"ies)|horses?|"
    r"donkeys?|cobs?|mares?|foals?|tortoises?|owls?|parrots?|alpacas?|llamas?|goats?|lambs?|sheep|chicks?|hens?|ducks?|snakes?|lizards?|"
    r"gecko|bears?|tedd(?:y|ies)|puppets?|robots?|mascots?|dragons?|dinosaurs?|unicorn|minibus(?:es)?|"
    r"bus(?:es)?|vans?|"
    r"trains?|boats?|narrowboat|tents?|rooms?|dens?|storms?|hurricanes?|trees?|snow(?:man|men)|reindeer|elf|elves|"
    r"characters?|dolls?|pandas?|penguins?|monsters?|gruffalo|avatars?|chatbots?|fish|goldfish|spiders?|cockapoo|"
    r"hedgehogs?|squirrels?|foxes|badgers?|moles?|mouse|mice|frogs?|toads?|bees?|snails?|ladybirds?|butterfl(?:y|ies)|caterpillars?|"
    r"labradors?|spaniels?|retrievers?|labradoodles?|poodles?|hoist|tractors?|scarecrows?|buildings?|boilers?|"
    r"printers?)"
)
_NAME = r"(?P<{}>(?-i:[A-Z][\w’'-]+))"
_THING_CALLED = Pattern(
    rf"\b{_THINGS}(?:\s+(?:is|are|was))?(?:\s*,)?\s+(?:called\s+|named\s+)?(?:(?-i:Wee|Little|Big|Old|Young|Sir|Lady|Captain)\s+)?{_NAME.format('a')}"
    rf"(?:\s+and\s+{_NAME.format('b')})?|"
    rf"\b{_NAME.format('c')}(?:\s+and\s+{_NAME.format('d')})?"
    rf"(?:\s*(?:,|\(|–|—|-)\s*(?:our|the|an?|their|her|his)|\s+(?:is|are|was)\s+(?:our|the|an?|their|her|his)|"
    rf"\s+the)\s+"
    rf"(?:[\w’'-]+\s+){{0,3}}?{_THINGS}\b|"
    rf"\bstorm\s+{_NAME.format('e')}",
    re.I,
)
_PET = (
    r"(?:labrador|retriever|spaniel|poodle|cockapoo|labradoodle|collie|terrier|greyhound|whippet|lurcher|dog|puppy|cat|kitten|rabbit|"
    r"guinea\s+pig|hamster|goldfish|tortoise|parrot|pony|donkey)"
)
# “Biscuit, aged 4, has passed his test and is now our office dog.”
_THING_AFTER = Pattern(
    r"\b([A-Z][\w’'-]+),\s+(?:aged?\s+)?\w+,[^.!?\n]{0,80}\bis\s+(?:now\s+)?our\s+(?:[\w-]+\s+){0,2}(?:dog|cat|rabbit|hamster|fish)"
    r"(?=\s*(?:[.,!;]|$))"
)
_LIST_OF_THINGS = Pattern(
    rf"^(?P<names>[^.!?\n]{{2,80}}?)\s+(?:are|is)\s+(?:what\s+we\s+call|the\s+names?\s+of|called\s+after|"
    rf"names?\s+for)\b"
    rf"[^.!?\n]{{0,40}}{_THINGS}\b|"
    rf"\b{_THINGS}\s+(?:are|is)\s+(?:now\s+)?(?:called|named)\s+(?P<more>[^.!?\n]{{2,80}})",
    re.M | re.I,
)
_MADE_UP = Pattern(
    # “Liam is made up” says that he is glad
    r"\b(?:imagine|suppose|let['’]?s\s+say|(?<!is )(?<!are )(?<!was )(?<!were )(?<!so )(?<!['’]s )"
    r"(?<!['’]re )(?<!well )made[- ]up|"
    r"(?:names?|characters?|stor(?:y|ies)|examples?|people|famil(?:y|ies)|all)\s+(?:are|is|was|were)\s+(?:all\s+|both\s+)?"
    r"made[- ]up|fictional|fictitious|invented|hypothetical|pretend|"
    r"in\s+(?:[a-z]+\s+){1,2}[a-z]+['’]s\s+(?:story|novel|book|film|play|poem)|"
    r"(?:is|are|was|were)(?:n['’]t|\s+not)\s+(?:a\s+)?real(?!\s+(?:problem|issue|choice|option))|do(?:es)?(?:n['’]t|\s+not)\s+(?:really\s+)?exist|"
    r"(?:in|from|for|of|star\s+of)\s+our\s+(?:\w+\s+)?(?:cartoon|animation|comic(?:\s+strip)?|storybook|picture\s+book|puppet\s+show)|"
    r"we\s+(?:made|dreamt|dreamed|thought)\s+(?:him|her|them)\s+up|(?:cartoon|comic|story|puppet)\s+character|"
    r"(?:book|novel|film|story|play)\s+(?:is\s+)?about\s+(?:a|an|the|two)\s+(?:\w+\s+)?(?:girl|boy|child|children|friends|twins)|"
    r"(?:is|['’]s|was)\s+(?:a|an|our|the)\s+(?:cartoon|puppet|imaginary|cuddly|toy|knitted|animated)|"
    r"not\s+(?:(?:his|her|their|a|the\s+child['’]s)\s+)?real\s+(?:name|child|family|person|case)|"
    r"names?\s+(?:have\s+been\s+|has\s+been\s+|was\s+|were\s+)?changed)\b|"
    r"[\"”’']\s*,?\s+(?:in\s+which|follows|tells\s+(?:of|the\s+story\s+of)|is\s+about)\b|"
    r"\b(?:books?|novels?|stor(?:y|ies)|films?|plays?|reading)\b[^.!?\n]{0,40}\bin\s+[\"“‘'][^\"”’'\n]{3,80}[\"”’']|"
    r"^\s+follows\b|^\W*(?:for\s+)?examples?\s*:",
    re.I,
)
_A_PET_BEFORE = re.compile(
    rf"\b(?:{_PET}\s+(?:is\s+)?(?:called|named)|"
    rf"(?:office|therapy|reading|classroom|resident)\s+(?:{_PET}|robot|photocopier|printer)(?:,|\s+is))\s+$"
)
# “The play has two characters, Ula Vensk and the Bus. Both are made up.”
_ALL_MADE_UP = re.compile(
    r"\W*(?:Both|They|All(?:\s+of\s+them)?|The\s+characters|Neither)\s+(?:are|is)\s+(?:all\s+|both\s+)?"
    r"(?:made[- ]up|invented|fictional)\b"
)
_OF_A_STORY = re.compile(r"\b(?:characters?|examples?)\b", re.I)
# What those are called who fill in forms on posters, in a text that says so; Sample is a family name in the North too.
_MADE_UP_NAMES = frozenset(
    (
        "sample",
        "example",
        "pretend",
        "imaginary",
        "imaginary-smith",
        "placeholder",
        "invented",
        "anybody",
        "nobody",
        "bloggs",
    )
)
_SHOWN_AS_ONE = re.compile(
    r"\b(?:examples?|sample|made[- ]up|pretend|invented|imaginary|worksheets?|worked|template|training|mock)\b"
)
_PEOPLE_MADE_UP = Pattern(r"\b(?:made[- ]up|pretend|invented|fictional)\s+(?:people|families|parents|callers?)\b", re.I)
# “Duncan Grey, the Clydesdale who pulls the cart”, and not “Duncan Grey, the dog walker”
_AN_ANIMAL = re.compile(
    r",\s+(?:\d{1,2},\s+)?(?:our|the|an?)\s+(?:[\w’'-]+\s+){0,3}?(?:dog|puppy|cat|kitten|rabbit|hamster|guinea\s+pig|pony|horse|cob|mare|"
    r"foal|donkey|tortoise|owl|parrot|alpaca|llama|goat|lamb|sheep|hen|duck|labrador|spaniel|retriever|labradoodle|poodle|cockapoo|"
    r"collie|terrier|greyhound|whippet|lurcher|clydesdale|shetland)(?=\s*[.,!?;)]|\s+(?:who|that|and|at|from|is|will|in)\b|\s*\Z)",
    re.I,
)
# “We are reading The Boy Who Built a Boat. It is about Sam, aged 9.”
_IT_IS_ABOUT = re.compile(
    r"\W*(?:It|The\s+(?:book|story|novel|film|play))(?:\s+is|['’]s)\s+about\b(?!\s+(?:time|to|how)\b)"
)
_A_WORK = re.compile(r"\b(?:books?|reading|novel|story|film|play|author)\b", re.I)
_OF_A_WORK = r"\b(?:play|book|film|story|show|panto|novel|musical|opera|cartoon)(?:\s+(?:is\s+)?called)?\s+[\"“]"
_IS_A_WORK = r"(?:an?|the|her|his|our)\s+(?:\w+\s+)?(?:novel|book|story|film|play|song|poem|musical)\b"
_MAY_BE_THING = Pattern(rf"\b{_THINGS}\b", re.I)


@lru_cache(maxsize=32)
def named_things(text: str) -> frozenset[str]:
    """What the text says to be the name of an animal, a room, a storm: in small letters."""
    if not _MAY_BE_THING.search(text):
        return frozenset()
    found: set[str] = set()
    for match in _THING_CALLED.finditer(text):
        found.update(name.casefold() for name in match.groups() if name)
    for match in _THING_AFTER.finditer(text):
        found.add(match[1].casefold())
    for match in _LIST_OF_THINGS.finditer(text):
        found.update(name.casefold() for name in re.findall(r"\b[A-Z][\w’-]+", match["names"] or match["more"]))
    return frozenset(re.sub(r"['’]s$", "", name) for name in found)


def in_a_title(text: str, name: str) -> bool:
    """Whether a play, a book or the like is called after somebody: “The play ‘Lucy and the Lost Lighthouse’”."""
    if '"' not in text and "“" not in text:
        return False
    named = rf"[^\"”\n]{{0,60}}\b{re.escape(name)}\b"
    return bool(re.search(rf"{_OF_A_WORK}{named}|[\"“]{named}[^\"”\n]{{0,60}}[\"”],?\s+(?:is\s+)?{_IS_A_WORK}", text))


def is_nobody(text: str, sentence: Sentence, before: str) -> bool:
    """Whether a full name in this sentence, after these words of it, is said to be a pet's or a character's."""
    return bool(
        _A_PET_BEFORE.search(before) or (_ALL_MADE_UP.match(text, sentence.end) and _OF_A_STORY.search(sentence.text))
    )


def is_a_name_of_nobody(text: str, family: str) -> bool:
    """“Tom Sample” on a sample form; `family` in small letters."""
    return family in _MADE_UP_NAMES and bool(_SHOWN_AS_ONE.search(text))


def has_made_up_people(text: str) -> bool:
    """Whether the text says of people in it that they are made up."""
    return bool(_PEOPLE_MADE_UP.search(text))


def is_an_animal(after: str) -> bool:
    """Whether the words after a name say that an animal bears it."""
    return bool(_AN_ANIMAL.match(after))


def is_made_up(text: str, place: int) -> bool:
    """Whether the sentence, the one before it or the one after says that nobody real is meant."""
    sentence = sentence_at(text, place)
    earlier = sentence_at(text, max(sentence.start - 2, 0))
    later = sentences_after(text, sentence.end, 4)
    if _IT_IS_ABOUT.match(sentence.text) and _A_WORK.search(earlier.text):
        return True
    return any(_MADE_UP.search(near.text) for near in (earlier, sentence, *later))


def named_by_policy(text: str, names: tuple[str, ...]) -> list[Span]:
    """Where the text has one of the names that a policy lets stand: as whole words, in any case, or as a hashtag."""
    pattern = _any_of(names)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def lies_within(places: list[Span], span: Span) -> bool:
    """Whether the whole span lies in one of the places."""
    return any(start <= span[0] and span[1] <= end for start, end in places)


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    parted = sorted({tuple(name.split()) for name in names if name.strip()}, key=lambda words: -len(" ".join(words)))
    ways = "|".join(f"{_spelt(words, _SPACE)}|#{_spelt(words, '')}" for words in parted)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.I) if ways else None


_SPACE = r"\s+"


def _spelt(words: tuple[str, ...], between: str) -> str:
    return re.sub("['’]", "['’]", between.join(re.escape(word) for word in words))
