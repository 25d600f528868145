"""How it is written: capitals, hashtags, emoji, wording about disability, offence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import regex

from policies.rules.base import Draft, Finding, Params, Severity, bounds, rule
from policies.rules.hashtags import written_out
from policies.rules.pcre import Pattern
from policies.rules.text import HASHTAG, LINK, Word, is_quoted, like, masked, shortened, words
from policies.rules.wordlist import BETTER_WORDS
from policies.vocabulary import ONE_WORD, WORDS, words_of

_ACRONYMS = words_of("""
AAC ACAS ADHD AQA ARFID ASAP ASCL ASD ASDAN BAME BBC BSL BTEC CAFCASS CAMHS CCG CDC COVID CPOMS CQC DFE DLA
DLD DSA DWP EBSA EBSNA EHC EHCNA EHCP EHCPS EHE EHRC ELKLAN ELSA EOTAS EP ESCO EYFS FAQ FAQS FASD GCSE GCSES
GDPR GMFM GMT HI HLTA HMCTS HSE IASS IASSN IASSP ICB ICBS ICO IEPS IHCP IMHO INSET IPSEA JCQ LA LADO LEA LGBT
LGBTQ LGBTQIA LGO LGSCO MASH MENCAP MHST MP MSI NAS NASEN NASS NASUWT NCFE NDCS NDTI NEET NHS NHSE NICE NNPCF
NSPCC NVQ OCD OCR OFCOM OFSTED PALS PCF PDA PECS PEEP PINS PIP PMLD POTS PSHE PTFA PTSD RNIB RNID ROFL RSHE
RSVP SALT SATS SCERTS SEMH SEMHS SENAD SENCO SENCO'S SENCOS SEND SENDCAP SENDCO SENDCOS SENDI SENDIASS SENDIST
SENIA SENIASS SENMAC SLCN SLDD SPAG STEM TEACCH UCAS UNESCO UNICEF UTC VI YMCA YOLO
""")


@dataclass(frozen=True)
class Shouting(Params):
    acronyms: frozenset[str] = _ACRONYMS
    shortest: int = field(default=4, metadata=bounds(2, 20))  # letters of a word from which capitals count
    exclamation_marks: int = field(default=3, metadata=bounds(1, 20))  # from this many on, in the whole text


@rule(
    "shouting",
    severity=Severity.ADVISE,
    title="Shouting",
    params=Shouting,
    fires=(
        "BOOK YOUR PLACE now",
        "Come along!!!",
        "This is REALLY important.",
    ),
    passes=(
        "Ask your SENCO about the EHCP.",
        "Come along! See you there!",
        "NHS and BSL help at our drop-in",
    ),
)
def shouting(draft: Draft, params: Shouting) -> Iterator[Finding]:
    """Words in capitals beyond known acronyms, or three or more exclamation marks."""
    own = {word.upper() for word in re.findall(r"\w+", f"{draft.service.name} {draft.service.host}") if word.isupper()}
    for run_of in _runs_of_capitals(draft.text, params, own):
        start, end = run_of[0].start, run_of[-1].end
        quote = draft.text[start:end]
        yield Finding(
            message=f"“{shortened(quote)}” in capitals reads as shouting. Write it in lower case.",
            span=(start, end),
            suggestion=_calmed(draft.text, start, run_of, params, own),
        )
    if draft.text.count("!") >= params.exclamation_marks > 0:
        found = [match.span() for match in re.finditer(r"!{2,}", draft.text)]
        if not found:
            last = draft.text.rfind("!")
            yield Finding(
                message=f"{draft.text.count('!')} exclamation marks read as shouting. Keep one.",
                span=(last, last + 1),
                suggestion=".",
            )
        for span in found:
            yield Finding(message="One exclamation mark is enough.", span=span, suggestion="!")


_KEYWORD_BEFORE = re.compile(
    r"\b(?:text|with|reply|type|code|word|send|quote|enter|keyword|say|message|button|key|marked|called|press)\s+[“\"‘']?$",
    re.I,
)


_STRESSED = frozenset(("NOT", "ALL", "NOW", "ANY"))  # short words that are raised rather than abbreviated


def _is_stressed(word: str, params: Shouting) -> bool:
    """Unless the policy counts long words only."""
    return word in _STRESSED and params.shortest <= 4


def _runs_of_capitals(text: str, params: Shouting, own: set[str]) -> Iterator[list[Word]]:
    """Words in capitals that stand side by side, when at least one of them is no acronym and long enough."""
    run: list[Word] = []
    for word in (*words(text), None):
        if word is None or not word.text.isupper() or any(letter.isdigit() for letter in word.text):
            if run:
                yield from _shouted(text, run, params, own)
            run = []
            continue
        if run and not re.fullmatch(r"[\s,’'–-]{1,3}", text[run[-1].end : word.start]):
            yield from _shouted(text, run, params, own)
            run = []
        run.append(word)


def _shouted(text: str, run: list[Word], params: Shouting, own: set[str]) -> Iterator[list[Word]]:
    def is_acronym(word: Word) -> bool:
        bare = word.text.replace("’", "'").removesuffix("'S")
        in_brackets = text[max(0, word.start - 1) : word.start] == "(" and text[word.end : word.end + 1] == ")"
        return (
            bare in params.acronyms
            or bare in own
            or in_brackets
            or (len(run) == 1 and bool(_KEYWORD_BEFORE.search(text[max(0, word.start - 24) : word.start])))
            or (len(run) == 1 and len(bare) <= 5 and bare.casefold() not in WORDS and bare.casefold() not in ONE_WORD)
            or (len(bare) <= 5 and not re.search(r"[AEIOUY]", bare))
        )

    loud = [index for index, word in enumerate(run) if len(word.text) > 1 and not is_acronym(word)]
    run = run[loud[0] : loud[-1] + 1] if loud else []
    long_enough = [word for word in run if len(word.text) >= params.shortest or _is_stressed(word.text, params)]
    if any(not is_acronym(word) for word in long_enough):
        yield run


def _calmed(text: str, start: int, run: list[Word], params: Shouting, own: set[str]) -> str:
    """The words in lower case, acronyms kept, with a capital where a sentence begins."""
    parts, at = [], start
    for word in run:
        parts.append(text[at : word.start])
        parts.append(word.text if word.text in params.acronyms or word.text in own else word.text.lower())
        at = word.end
    calm = "".join(parts)
    begins = not text[:start].strip() or text[:start].rstrip(" ")[-1:] in ".!?\n:"
    return calm[:1].upper() + calm[1:] if begins else calm


@rule(
    "hashtag-case",
    severity=Severity.ADVISE,
    title="Hashtags in CamelCase",
    fires=(
        "#worldbookday",
        "#inclusionmatters",
        "#back_to_school",
    ),
    passes=(
        "#WorldBookDay",
        "#SEND",
        "#dyslexia",
        "#NorthshireSEND",
    ),
)
def hashtag_case(draft: Draft, params: Params) -> Iterator[Finding]:
    """A hashtag of several words that is not in CamelCase, which screen readers need to tell the words apart."""
    own = tuple(re.findall(r"[^\W\d_]+", f"{draft.service.name} {draft.service.host}"))
    for match in HASHTAG.finditer(LINK.sub(lambda link: " " * len(link[0]), draft.text) if "#" in draft.text else ""):
        better = written_out(match[1], own)
        if better is not None:
            known = better != match[1]
            message = f"Screen readers need capitals in “#{match[1]}”. Begin each word with one."
            yield Finding(message=message, span=match.span(), suggestion=f"#{better}" if known else None)


@dataclass(frozen=True)
class Language(Params):
    better: Mapping[str, str] = field(default_factory=lambda: BETTER_WORDS)  # wording: what to write instead


@rule(
    "language",
    severity=Severity.ADVISE,
    title="Wording about disability",
    params=Language,
    fires=(
        "She suffers from autism.",
        "A lift for wheelchair-bound visitors",
        "Fun for special needs children",
    ),
    passes=(
        "She is autistic.",
        "A lift for wheelchair users",
        "Fun for children with SEND",
        "Services suffer from delays.",
    ),
)
def language(draft: Draft, params: Language) -> Iterator[Finding]:
    """Wording about disability that the service's list names, with the better wording offered."""
    text = masked(draft.text)
    pattern, table = _language_pattern(tuple(params.better.items()))
    for match in pattern.finditer(text) if pattern else ():
        if _is_about_no_person(text, match):
            continue
        quote = draft.text[match.start() : match.end()]
        instead = table[_key(match[0])]
        if not instead:
            yield Finding(message=f"“{quote}” is wording to avoid. Write it another way.", span=match.span())
            continue
        better = like(quote, instead)
        yield Finding(message=f"Write “{better}” instead of “{quote}”.", span=match.span(), suggestion=better)


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace("-", " ").split())


@lru_cache(maxsize=16)
def _language_pattern(better: tuple[tuple[str, str], ...]) -> tuple[Pattern | None, Mapping[str, str]]:
    table = {_key(wording): instead for wording, instead in better}
    longest_first = sorted(table, key=len, reverse=True)
    if not longest_first:
        return None, {}
    parts = (re.escape(wording).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for wording in longest_first)
    return Pattern(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.I), MappingProxyType(table)


_NO_PERSON_AROUND = re.compile(
    r"\b(?:budgets?|funding|buildings?|services?|systems?|delays?|shortages?|cuts|economy|website|traffic|"
    r"internet|lines?|"
    r"park|parks|car\s+park|room|rooms|hall|library|site|sites|stage|lift|roof|boiler|phone|phones|page|pages|"
    r"area|areas|"
    r"sector|sound|signal|wi-?fi|road|roads|bus|buses|route|routes|form|forms|plan|plans|process|document|film|video|"
    r"link|links|garden|toilets?|kitchen|printer|town|village|office|offices|council|authority|school|schools|"
    r"team|teams|"
    r"report|data|study|evidence|law|code|policy|it|they|which|that)\s+(?:that\s+|which\s+)?"
    r"(?:often\s+|also\s+|still\s+|can\s+|may\s+|will\s+|has\s+|have\s+|had\s+|was\s+|were\s+|is\s+|are\s+)*$",
    re.I,
)
_NO_NOUN = re.compile(
    r"\s+(?:and|or|but|who|that|with|at|in|on|is|was|has|can|will|should|may|needs?|to|of|for|so|because|too|as|like|"
    r"myself|yourself|himself|herself|finds?|says?)\b"
)
_OF_A_THING = re.compile(
    r"\s+(?:an?\s+|the\s+|some\s+)?(?:lack|delays?|loss(?:es)?|cuts?|shortages?|damp|leaks?|noise|traffic|glare|"
    r"draughts?|"
    r"under-?funding|gaps?|faults?|glitch(?:es)?|poor|bad|long|too|power|floods?|crowding|queues?)\b",
    re.I,
)


def _is_about_no_person(text: str, match: re.Match[str]) -> bool:
    low = _key(match[0])
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    if low.startswith("suffer") and (_NO_PERSON_AROUND.search(before) or _OF_A_THING.match(after)):
        return True
    if low.startswith("wheelchair bound") and re.match(r"\s+for\b", after):
        return True
    if low in ("an autistic", "a autistic", "an epileptic", "a diabetic", "a dyslexic", "a schizophrenic", "a spastic"):
        return bool(re.match(r"\s+[a-z]", after)) and not _NO_NOUN.match(after)
    if is_quoted(text, match.start()) and re.search(
        r"\b(?:instead of|not|avoid|rather than|don['’]t say|never say)\s+[“\"‘']?$", before, re.I
    ):
        return True
    if low not in ("the disabled", "the deaf", "the blind", "the mentally ill", "the autistic"):
        return False
    return not re.match(
        r"\s*(?:$|[.,;:!?)\n–—]|(?:and|or|are|were|need|needs|have|in|who|should|can|must|of|with|do|"
        r"get|deserve|will|to|by|from|"
        r"for|on|at|often|also|is|was|today|too|as|a|among|but|because)\b)",
        after,
        re.I,
    )


_EMOJI = regex.compile(
    r"(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|(?=\X)(?:\p{Emoji_Presentation}|"
    r"\p{Extended_Pictographic}\uFE0F)(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*)"
)


@dataclass(frozen=True)
class EmojiLoad(Params):
    most: int = field(default=4, metadata=bounds(0, 50))


@rule(
    "emoji-load",
    severity=Severity.ADVISE,
    title="Too many emoji",
    params=EmojiLoad,
    fires=(
        "Come along 🎉🎈🍰🎶😀",
        "🎉 Cake\n🎈 Games",
        "We ❤️ our volunteers",
    ),
    passes=(
        "Come along 🎉🎈",
        "Our volunteers are the best ❤️",
        "Two places left",
    ),
)
def emoji_load(draft: Draft, params: EmojiLoad) -> Iterator[Finding]:
    """More than four emoji, or an emoji in place of a word or a bullet: screen readers say the name of each."""
    if draft.text.isascii():
        return
    found = [match.span() for match in _EMOJI.finditer(draft.text)]
    if len(found) > params.most:
        span = found[params.most]
        yield Finding(
            message=f"{len(found)} emoji: screen readers say each by name. Keep {params.most} at most.",
            span=span,
            suggestion="",
        )
    bullets = [span for span in found if _stands_as_bullet(draft.text, span)]
    if len(bullets) >= 2:
        yield Finding(
            message="Emoji stand here as bullets. Write a list with “-” or in sentences.",
            span=bullets[0],
            suggestion="-",
        )
    for span in found:
        if _stands_for_word(draft.text, span):
            yield Finding(message="An emoji stands here for a word. Write the word.", span=span)


def _stands_as_bullet(text: str, span: tuple[int, int]) -> bool:
    line_start = text.rfind("\n", 0, span[0]) + 1
    return not text[line_start : span[0]].strip() and bool(re.match(r"\s*\w", text[span[1] : span[1] + 3]))


def _stands_for_word(text: str, span: tuple[int, int]) -> bool:
    """“We ❤️ our volunteers”: a small word right before and a word in lower case right after."""
    before = re.search(
        r"\b(we|i|you|they|to|the|a|our|your|for|of|with|and|some|my|who)\s?$",
        text[max(0, span[0] - 6) : span[0]],
        re.I,
    )
    if before and re.match(r"\s?[a-z]", text[span[1] : span[1] + 2]):
        return True
    by = re.search(r"\b(?:by|via|on)\s$", text[max(0, span[0] - 5) : span[0]], re.I)
    return bool(by and re.match(r"\s?(?:or\b|and\b|,|$)", text[span[1] : span[1] + 5]))
