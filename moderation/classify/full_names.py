# ruff: noqa: E501 - a line of a rule table is one pattern
"""Full names in a comment: of the lists, by their shape, by what stands around them, in a hashtag."""

import re
from collections.abc import Iterator

from moderation.classify.hits import Hit
from moderation.classify.labels import Flag
from moderation.classify.names import CONDITION_RE, FIRST_NAMES, NO_NAMES, PLAIN_NAMES, PUBLIC_FIGURES, WORD_FAMILIES
from moderation.classify.scene import Scene, Word
from moderation.classify.shapes import is_double, is_everyday, is_family, is_first, is_foreign, is_shaped
from policies.names import FAMILY

_P = Flag.PERSONAL_DATA.value


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "madam", "mx"})
_OFFICE = re.compile(
    r"\b(?:the cabinet member|cabinet member|council leader|leader of the|director of|chief exec\w*|mp|cllr|councillor|minister|secretary|mayor|commissioner|prime minister|ofsted|chief inspector|author|prof|professor|baroness|lord|speech by|book by|foundation|the late)\b"
)
_NOT_A_PERSON_AFTER = _words("""
school academy primary juniors junior infants infant college high grammar house centre center library street
road lane avenue close hall park trust foundation award report review building hospital clinic nursery way
church court hub theatre place drive rise bank end grange lodge manor farm view beck vale mead croft fields gardens crescent surgery terrace room arena stadium partners solicitors law
cottage cottages estate memorial festival cup prize
spencer
""")


def with_title(scene: Scene, index: int, title: Word) -> Iterator[Hit]:
    """Title and surname beside a named school, or with a first name between."""
    name = scene.after(index, (" ", ". "))
    if (
        name is None
        or name.folded in NO_NAMES
        or name.folded in _COMMON
        or (name.folded in FIRST_NAMES - FAMILY and not name.titled)
    ):
        return
    if not name.capital:  # "mrs orme at thornley road juniors"
        if any(0 <= start - name.end < 12 for start, _ in scene.places):
            scene.taken.add(index + 1)
            yield Hit("p.title_school", title.start, name.end, _P, True)
        return
    scene.taken.add(index + 1)
    last = scene.after(index + 1, (" ",))
    if last is not None and last.titled and (last.folded not in NO_NAMES or last.folded in _PARTICLES):
        scene.taken.add(index + 2)
        if not (_is_public(name, last) or _OFFICE.search(scene.text[max(0, title.start - 30) : last.end + 25])):
            yield Hit("p.fullname", title.start, last.end, _P, True)
    elif any(-6 < start - name.end < 40 or 0 <= title.start - end < 40 for start, end in scene.places):
        yield Hit("p.title_school", title.start, name.end, _P, True)
    else:
        yield Hit("p.title_only", title.start, name.end)


def full_name(scene: Scene, index: int, word: Word) -> Iterator[Hit]:
    """A first name and a family name."""
    if scene.raw[max(0, word.start - 1) : word.start] in ("@", "#"):
        return
    yield from _family_first(scene, index, word)
    last = scene.after(index, (" ", "-"))
    if last is None or last.folded in _COMMON:
        return
    if last.folded in _KINDRED and word.titled:
        yield from _family_of(scene, index, word, last)
        return
    if last.folded in _PARTICLES and word.titled and is_first(word.folded):
        yield from _with_particle(scene, index, word, last)
        return
    sure = _sure_by_words(scene, word, last)
    if sure is None:
        if word.folded in NO_NAMES or last.folded in NO_NAMES or last.folded in _NOT_A_PERSON_AFTER:
            return
        following = scene.after(index + 1, (" ", "-"))
        if following is not None and following.folded in _NOT_A_PERSON_AFTER and not _is_of(last, following):
            return
        sure = _sure_by_spelling(scene, word, last)
    if sure is None:
        return
    scene.taken.add(index + 1)
    if _is_public(word, last) or _is_office(scene, word, last):
        yield Hit("p.office", word.start, last.end)
    elif not scene.own_names.issuperset(last.folded.split("-")):
        yield Hit("p.fullname", word.start, last.end, _P, sure)


def _with_particle(scene: Scene, index: int, word: Word, particle: Word) -> Iterator[Hit]:
    """ "Sian ap Rhys", "Hamza bin Tariq", "Anna van der Berg"."""
    place = index + 1
    last = scene.after(place, (" ",))
    if last is not None and last.folded in _PARTICLES:
        place += 1
        last = scene.after(place, (" ",))
    if last is None or not last.titled or last.folded in NO_NAMES:
        return
    scene.taken.update(range(index + 1, place + 2))
    if _is_public(word, particle) or _is_office(scene, word, last):
        yield Hit("p.office", word.start, last.end)
    elif not scene.own_names.issuperset(last.folded.split("-")):
        yield Hit("p.fullname", word.start, last.end, _P, True)


def _is_of(last: Word, following: Word) -> bool:
    """Whether it is somebody's ("connor mcsweeneys review"), not called after somebody ("Jane Sedley Review")."""
    return following.text.islower() and last.folded.endswith("s")


def _sure_by_spelling(scene: Scene, word: Word, last: Word) -> bool | None:
    """Whether two words are surely, or perhaps, somebody's names by how they are written; None where they are not."""
    if word.titled and last.titled:
        return _sure_in_capitals(scene, word, last)
    if word.text.isupper() and last.text.isupper() and len(word.text) > 1 and scene.shouted:
        known = is_first(word.folded, PLAIN_NAMES)
        return (True if is_family(last.folded) else None) if known else None
    if word.titled and last.text.isupper() and len(last.text) > 3 and is_first(word.folded):
        return (
            True if is_family(last.folded) or "-" in last.text or is_shaped(last.folded) else None
        )  # "Re: Ann FOX-HILL"
    if not last.text.islower() or not is_first(word.folded, PLAIN_NAMES):
        return None
    return _sure_in_lower_case(scene, word, last)


def _sure_in_capitals(scene: Scene, word: Word, last: Word) -> bool | None:
    plain, known = is_first(word.folded, PLAIN_NAMES), is_first(word.folded)
    family = is_family(last.folded)
    called = _CALLED.search(scene.before(word, 16)) is not None
    if is_double(last.text) and (known or called or not is_everyday(word.folded)):
        return True
    if known:
        if last.folded in FIRST_NAMES and not family and not called:
            return False  # "Grace Ellie": two people
        return family or plain or called or (is_shaped(last.folded) and not word.first)
    if is_everyday(word.folded) and len(word.folded) > 4 and not family:
        return None
    if called or (family and not word.first):
        return True
    kin = _KIN.search(scene.before(word, 40)) is not None
    if is_foreign(word.text) or is_foreign(last.text):
        return kin or bool(_APART.match(scene.behind(last, 8)) and not word.first)
    if (family or is_shaped(last.folded)) and (kin or _DOES.match(scene.behind(last, 30))):
        return kin
    return None


def _sure_in_lower_case(scene: Scene, word: Word, last: Word) -> bool | None:
    """A first name in lower case, or with a capital, and a family name that has none."""
    family = is_family(last.folded) and last.folded not in WORD_FAMILIES
    before, behind = scene.before(word, 40), scene.behind(last, 30)
    if word.titled:
        if last.folded in FIRST_NAMES or not (family or is_shaped(last.folded)):
            return None
        return last.folded.startswith(_SURE_STARTS) and not is_everyday(last.folded)
    if len(last.text) < 4 or last.folded in WORD_FAMILIES:
        return None
    ends = scene.raw[last.end : last.end + 1] in ("", ",", ".")
    if family or (ends and _CALLED.search(before[-16:])):
        return True
    if last.folded in FIRST_NAMES or is_everyday(last.folded):
        return None
    return bool(is_shaped(last.folded) or _KIN.search(before) or (_FROM.search(before) and _ENDS.match(behind)))


def _sure_by_words(scene: Scene, word: Word, last: Word) -> bool | None:
    """Names that are words too ("my grandson mark field", "Summer Day has been told"), by what stands around them."""
    if word.folded not in FIRST_NAMES or not (last.folded in _WORDS_AS_FAMILIES or is_family(last.folded)):
        return None
    spelled = word.titled and last.titled and not word.first
    if not spelled and (word.folded in ("will", "may") or not (word.titled == last.titled or last.text.islower())):
        return None
    behind = scene.behind(last, 60)
    if _KIN.search(scene.before(word, 40)) and _SAYS_OF.match(behind):
        return True
    if _TREATED.match(behind):
        return True
    return False if spelled and last.folded in NO_NAMES and not _AT.search(scene.before(word, 8)) else None


def _family_first(scene: Scene, index: int, word: Word) -> Iterator[Hit]:
    """The family name before the first ("OYELARAN, Temitope.")."""
    first = scene.after(index, (", ",))
    if first is None or not first.titled or not is_first(first.folded) or not _ENDS.match(scene.behind(first, 4)):
        return
    written = word.text.isupper() and not scene.shouted and len(word.text) > 3 and not is_everyday(word.folded)
    listed = word.first and is_family(word.folded) and word.folded not in FIRST_NAMES | WORD_FAMILIES
    if (written or listed) and not CONDITION_RE.fullmatch(word.folded):
        scene.taken.add(index + 1)
        yield Hit("p.fullname", word.start, first.end, _P, True)


def _family_of(scene: Scene, index: int, word: Word, kindred: Word) -> Iterator[Hit]:
    """ "That Kozłowski family", surely somebody where a first name follows."""
    if not _THAT.search(scene.before(word, 10)):
        return
    if word.folded in WORD_FAMILIES or not (
        is_family(word.folded) or is_foreign(word.text) or is_shaped(word.folded) or is_double(word.text)
    ):
        return
    following = scene.words[index + 2 : index + 9]
    named = any(one.titled and one.folded in PLAIN_NAMES for one in following)
    yield Hit("p.family", word.start, kindred.end, _P, named)


def in_hashtags(raw: str) -> Iterator[Hit]:
    """A full name in a hashtag ("#JusticeForTamsinHallworth")."""
    for match in _TAG.finditer(raw):
        first, last = match.group("first"), match.group("last")
        if first:
            one, two = first.lower(), last.lower()
            named = (one in PLAIN_NAMES and two not in NO_NAMES and not is_everyday(two)) or (
                is_family(two) and (one in FIRST_NAMES or not is_everyday(one))
            )
        else:
            one, two = _parted(match.group("all").lower())
            named = bool(two)
        if named and f"{one} {two}" not in PUBLIC_FIGURES:
            yield Hit("p.fullname", match.start(), match.end(), _P, True)


def _parted(text: str) -> tuple[str, str]:
    """A first name and a family name written as one word; two empty ones where it is no such thing."""
    for size in range(3, min(13, len(text) - 3)):
        one, two = text[:size], text[size:]
        if one in PLAIN_NAMES and (is_family(two) or is_shaped(two)):
            return one, two
    return "", ""


_TAG = re.compile(
    r"#(?i:justice ?for|pray(?:ing)?for|find|bring|save|free|help|missing|rip|team|support|istandwith|voicefor|answersfor|aplacefor|placefor|schoolfor|remembering|happybirthday)_?"
    r"(?:(?P<first>[A-Z][a-z]{2,15})_?(?P<last>[A-Z][a-z]{2,20}(?:[A-Z][a-z]{2,15})?)|(?P<all>[a-z]{7,30}))\b"
)


def _is_public(word: Word, last: Word) -> bool:
    if word.folded in _NOBLE:
        return True
    return any(f"{word.folded} {name}" in PUBLIC_FIGURES for name in (last.folded, last.folded.split("-")[0]))


def _is_office(scene: Scene, word: Word, last: Word) -> bool:
    behind = scene.text[last.end : last.end + 24].strip(" ,(")
    return bool(_OFFICE.search(scene.before(word, 22)) or _OFFICE.match(behind))


_CALLED = re.compile(
    r"\b(?:my name is|my name's|name is|i'm|i am|called|named|fao|contact|ask for|surname|son|daughter|it's|its|mum|dad|for|name|names?:|ward|stepson|stepdaughter|student|client|grandson|granddaughter|nephew|niece|patient|pupil)[ ,:]{1,2}$"
)
_COMMON = _words("""
been being have with that they them this from were will would could should about because their there going
having needs wants said told into your school after before still already never always just really autistic deaf
attends goes went started starts turned likes loves hates does doesn gets help please thanks only also until
when where aged year years primary secondary academy college class isn wasn can't cant won't dont has his her
and who but not all any get got are very much more most than then refuses struggles says
""")
# Words that some families are called by, beside those that say nothing in lower case.
_WORDS_AS_FAMILIES = (
    WORD_FAMILIES
    | _words("garden gardens day hope bush berry bell lane park green wood woods field fields church hall")
) - _words(
    "long right still well early mean say will needs may wait little good new light way low long free fair night week weeks place school"
)
_NOBLE = frozenset({"baroness", "baron", "lord", "lady", "duchess", "duke", "princess", "prince"})
_PARTICLES = frozenset(
    {
        "ap",
        "ab",
        "ni",
        "nic",
        "ui",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "de",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "el",
        "al",
        "der",
        "den",
        "ter",
        "le",
        "la",
    }
)
_SURE_STARTS = ("o'", "d'", "mc", "mac")
_KINDRED = frozenset(
    {"family", "kids", "children", "boys", "girls", "lot", "twins", "household", "clan", "brothers", "sisters"}
)
_THAT = re.compile(r"\b(?:that|the|them|those|all the|lot the) $")
# Who it is, right before a name.
_KIN = re.compile(
    r"\b(?:son|daughter|step-?son|step-?daughter|grand-?son|grand-?daughter|granddaughter|nephew|niece|godson|goddaughter|brother|sister|cousin|mum|dad|mother|father|husband|wife|partner|"
    r"neighbour|friend|mate|colleague|student|pupil|client|patient|lad|lass|boy|girl|child|kid|bairn|man|woman|bloke|lady|mong|retard|spaz|freak|cow|childmind|foster|called|named|name is|name's|names)(?: is| was|'s|:|,)? $"
)
_FROM = re.compile(
    r"\b(?:from|thanks|thank you|cheers|ta|regards|yours|love|signed|sincerely|faithfully|best|wishes|thx|x|about|re|re:|for)[ ,:]{1,2}$|^$"
)
_ENDS = re.compile(r"\s?(?:$|[.,;:!?)(\n-])")
_APART = re.compile(r",? (?:has|is|was|who|and)\b|[,.!?]|'s\b|$")
_AT = re.compile(r"\b(?:at|in|near|to|the|by|on) $")
# What only people do or have done to them, right behind a name.
_DOES = re.compile(
    r"'s (?:mum|dad|plan|ehcp|review|school|class|taxi|place|son|daughter|lad|kids?)\b|,? (?:strikes|says|said|told|thinks|drives|rang|wants|refused|struggles|got (?:told|sent|excluded|suspended|put)|(?:has|was|is|hasn't|wasn't|isn't|got) (?:been |being )?(?:told|excluded|suspended|bullied|refused|diagnosed|sent|put|out of school|off school))\b"
)
_SAYS_OF = re.compile(
    r"(?:'s)?,? (?:has|hasn't|hasnt|is|isn't|was|wasn't|got|gets|who|aged|had|can't|cant|needs|goes|at|wants|said|says|should|shouldn't|shouldnt|won't|wont|deserves|did|does)\b|[,.!?(]|'s\b| \(|$"
)
_TREATED = re.compile(
    r"(?: \([^)]{0,40}\))? (?:got|gets|was|has been|has just been|hasn't been|is being|been|being)(?: just| now| again)? (?:told|suspended|excluded|diagnosed|bullied|sent home|restrained|refused|expelled)\b"
    r"| (?:on|onto|back on) (?:half days|a part[- ]time|part[- ]time|a reduced|reduced|a managed|roll\b|report\b)"
)
