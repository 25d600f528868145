"""The pieces that are weighed: sentences, as tokens without the names of people and places."""

import re
from dataclasses import dataclass

from policies.names import GIVEN
from policies.rules.hashtags import written_out
from policies.rules.text import LONGEST_SENTENCE, Sentence, lies_in, quotations, sentences
from policies.vocabulary import WORDS, words_of

MOST_UNITS = 400  # of one text; people write no post that is longer
MOST_TOKENS = 60  # of one unit; a longer sentence makes several

_TOKEN = re.compile(
    r"""(?P<link>(?:https?://|www\.)\S+)
      | (?P<mail>[\w.+-]+@[\w-]+\.[\w.-]+)
      | (?P<tag>\#\w+)
      | (?P<handle>@\w[\w.]*)
      | (?P<time>\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b|\d{1,2}:\d\d)
      | (?P<phone>(?:\+44\s?|\b0)\d[\d\s]{7,13}\d)
      | (?P<money>£\s?\d[\d,.]*[mk]?)
      | (?P<percent>\d+(?:\.\d+)?\s?%)
      | (?P<number>\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![\w-]))
      | (?P<word>[^\W_]+(?:['’-][^\W_]+)*)
      | (?P<emoji>[\U0001F300-\U0001FAFF\u2600-\u27BF]
            (?:[\uFE0F\u200D\U0001F3FB-\U0001F3FF]|(?<=\u200D)[\u2640\u2642])*)
      | (?P<mark>[!?…:;“”"]+|\.{3,})""",
    re.X,
)
_YEARS_OLD = re.compile(r"\d{1,2}-year-olds?|\d{1,2}yo|\d{1,2}s\b", re.I)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_DAYS = words_of("""
monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
november december mon tues wed weds thurs fri sat sun
""")
# Written with a capital and no name for all that.
_KEPT = words_of("""
ehcp ehcps ehc send sen sendiass sendias iass la las dfe nhs camhs ofsted cqc senco sencos mp mps adhd asd pda ocd
labour conservative conservatives tory tories greens reform ukip snp plaid facebook instagram tiktok snapchat
youtube whatsapp discord x twitter bluesky local authority council councillor cllr minister government parliament
school primary academy high college nursery tribunal department education health england english ofsted's council's
la's council school's government's muslim muslims jewish jews christian christians polish romanian asian african
irish indian pakistani chinese gypsy gypsies traveller travellers roma christmas easter santa act code practice
equality section chair director head headteacher teacher teachers tutors tutoring tuition solicitors therapy clinic
centre county hall lib dem dems democrat democrats liberal green party prime secretary state mrs mr ms dr miss
autism autistic down's syndrome mum dad nan trust ombudsman court judge bbc i i'm i've i'd i'll ipsea
""")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the text with its place. `places` has the start of each token in the text.

    `heard` has the same tokens as the encoder gets them: it is told given names and full names from all other names.
    """

    start: int
    end: int
    tokens: tuple[str, ...]
    heard: tuple[str, ...]
    places: tuple[int, ...]
    quoted: bool  # most of it stands in quotation marks
    question: bool


def units(text: str, *, us: str = "", host: str = "") -> tuple[Unit, ...]:
    """The sentences of a text, at most MOST_UNITS. `us` and `host` are the names of the service and its host."""
    every = sentences(text)[:MOST_UNITS]
    if not every and text.strip():  # hashtags or links alone
        every = (Sentence(text[:LONGEST_SENTENCE], 0, min(len(text), LONGEST_SENTENCE)),)
    ours, hosts = _name_words(us), _name_words(host)
    marks = quotations(text)
    found = []
    for index, sentence in enumerate(every):
        limit = every[index + 1].start if index + 1 < len(every) else min(len(text), sentence.end + 400)
        raw = text[sentence.start : limit]
        start = sentence.start + len(raw) - len(raw.lstrip())
        end = sentence.start + len(raw.rstrip())
        seen = _neutral(text, start, end, ours, hosts)
        for first in range(0, len(seen), MOST_TOKENS):
            part = seen[first : first + MOST_TOKENS]
            places = tuple(place for _, _, place in part)
            inside = sum(lies_in(marks, place) for place in places) if marks else 0
            found.append(
                Unit(
                    start if first == 0 else places[0],
                    end if first + MOST_TOKENS >= len(seen) else seen[first + MOST_TOKENS][2],
                    tuple(token for token, _, _ in part),
                    tuple(heard for _, heard, _ in part),
                    places,
                    inside * 2 > len(part),
                    sentence.is_question,
                )
            )
    return tuple(found)


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in re.findall(r"[^\W_]+", name))


def _neutral(
    text: str, start: int, end: int, ours: tuple[str, ...], hosts: tuple[str, ...]
) -> list[tuple[str, str, int]]:
    """Tokens of a stretch, as they are weighed and as they are heard, with their places.

    Who it is and how much is hidden, kinds of things keep their kind.
    """
    found: list[tuple[str, str, int]] = []
    before, ended = "", start
    begins = True  # a capital says nothing here
    skip_to = start
    for match in _TOKEN.finditer(text, start, end):
        place, raw, kind = match.start(), match[0], match.lastgroup
        if place < skip_to:
            continue
        shown: tuple[str, ...]
        if kind == "word":
            own = _own_name(text, match, ours, "§us") or _own_name(text, match, hosts, "§host")
            if own:
                shown, skip_to = (own[0],), own[1]
            else:
                shown = (_word(raw, begins=begins),)
            if shown == (_NAME,) == (before,):
                _, so_far, first = found[-1]
                found[-1] = (_NAME, _together(so_far, raw, beside=text[ended:place] == " "), first)
                ended = match.end()
                continue
        elif kind == "tag":
            shown = ("§tag", *_tag_words(raw[1:]))
        elif kind == "number":
            shown = (_number(text, match, before),)
        elif kind == "mark":
            shown = tuple(dict.fromkeys("“" if sign in _QUOTES else sign for sign in raw))
        else:
            shown = (raw.rstrip("\ufe0f") if kind == "emoji" else f"§{kind}",)
        begins = raw[-1] in _ENDS if kind == "mark" else begins and kind not in ("word", "tag", "number")
        before = shown[-1]
        heard = (_heard(raw),) if shown == (_NAME,) else shown
        found += [(token, sound, place) for token, sound in zip(shown, heard, strict=True)]
        ended = match.end()
    return found


def _heard(name: str) -> str:
    return GIVEN_NAME if name.casefold().replace("’", "'").removesuffix("'s") in GIVEN else _NAME


def _together(before: str, name: str, *, beside: bool) -> str:
    """How a name is heard that another one follows: “Ula Vensk” is one, “Ula (Beckside …” is not."""
    if before == GIVEN_NAME and beside:
        return _FULL_NAME
    heard = _heard(name)
    if before == heard == _NAME and beside:
        return _NAME_OF_TWO
    return heard if before == _NAME else before


GIVEN_NAME, _FULL_NAME, _NAME_OF_TWO, _NAME = "§given-name", "§full-name", "§name-of-two", "§name"
OTHER_NAMES = (_FULL_NAME, _NAME_OF_TWO, _NAME)
_QUOTES, _ENDS = '“”"', '!?:“"….'


def _word(raw: str, *, begins: bool) -> str:
    word = raw.casefold().replace("’", "'")
    if _YEARS_OLD.fullmatch(word):
        return "§age-olds" if word.endswith("s") else "§age-old"
    return _NAME if _is_name(raw, word, begins=begins) else word


def _number(text: str, match: re.Match[str], before: str) -> str:
    """A number by what it counts: a school year, an age (of a child under 13, or in brackets), few or many."""
    raw, start, end = match[0], match.start(), match.end()
    if raw.isdecimal() and len(raw) <= 2:
        if before == "year":
            return "§year"
        if before in ("aged", "age", "turned", "turns"):
            return "§child-age" if int(raw) < 13 else "§age"
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            return "§age"
    return "§bignumber" if len(raw) > 2 else "§number"


def _own_name(text: str, match: re.Match[str], name: tuple[str, ...], sign: str) -> tuple[str, int] | None:
    """The sign for the service's or the host's name when it stands here, and where it ends."""
    if not name or match[0].casefold() != name[0]:
        return None
    end = match.start()
    for word in name:
        found = re.compile(r"[\s&,’'-]*" + re.escape(word) + r"(?![^\W_])", re.I).match(text, end)
        if not found:
            return None
        end = found.end()
    return sign, end


def _is_name(raw: str, word: str, *, begins: bool) -> bool:
    bare = word.removesuffix("'s")
    if not raw[0].isupper() or bare in _KEPT or (bare in WORDS and bare not in GIVEN) or bare in _DAYS:
        return False
    if raw.isupper() and len(raw) > 1:
        return len(raw) <= 12 and bare in GIVEN
    return not begins or bare in GIVEN


def _tag_words(tag: str) -> list[str]:
    better = written_out(tag, ()) if len(tag) <= 60 else None
    return [part.casefold() for part in _CAMEL.findall(better or tag)][:8]
