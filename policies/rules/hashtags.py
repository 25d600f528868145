"""Telling the words of a hashtag apart."""

import re
from functools import lru_cache

from policies.names import FAMILY, GIVEN
from policies.vocabulary import ONE_WORD, WORDS, words_of

_ACRONYMS = words_of("""
send sendiass sendias sen ehcp ehcps ehc adhd asd asc nhs bsl senco sencos camhs dfe la uk pda ocd dld fasd
faq iass
""")
_LAST = words_of("""
week day days month year tuesday monday wednesday thursday friday saturday sunday awareness matters support
help tips tip parents carers families family children child people school schools voice voices education
inclusion send sendiass health wellbeing together time talk chat group forum event events news ready team
training service services workshop workshops webinar rights law plan plans review reviews hub club fund fun
fair
technology listening learning reading writing swimming cooking gardening walk walks camp club clubs
""")
_SHORT = words_of("""
a i am an as at be by do for go he if in is it me my no of on or so to up us we the and our you are all can
not out now new how who why get
""")


@lru_cache(maxsize=512)
def written_out(tag: str, own: tuple[str, ...]) -> str | None:
    """The tag in CamelCase when it has several words and is not; None when it is fine as it is.

    The tag itself comes back when it surely has several words that we cannot tell apart.
    """
    if "_" in tag.strip("_"):
        parts = [part for part in tag.split("_") if part]
        return (
            None
            if all(part[:1].isupper() or part.isdigit() for part in parts)
            else "".join(_capital(part) for part in parts)
        )
    letters = re.sub(r"\d+$", "", tag)
    tail = tag[len(letters) :]
    if not letters.isalpha() or len(letters) < 5 or len(letters) > 60:
        return None
    inner = letters[1:]
    if letters.isupper():
        if letters.casefold() in _ACRONYMS or len(letters) <= 6:
            return None
    elif any(letter.isupper() for letter in inner):
        return _half_camel(letters, tail, own)
    low = letters.casefold()
    own_words = {word.casefold() for word in own}
    if low in WORDS or low in ONE_WORD or low in own_words or low in _ACRONYMS or low in GIVEN:
        return None
    cut = _cut(low, frozenset(own_words))
    if cut is None or len(cut) < 2:
        return tag if len(low) >= 22 else None
    return "".join(_capital(part) for part in cut) + tail


def _half_camel(letters: str, tail: str, own: tuple[str, ...]) -> str | None:
    """“TopTiptuesday”, “SENDreform”: a capital is there, but not at every word."""
    pieces = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", letters)
    made: list[str] = []
    for piece in pieces:
        low = piece.casefold()
        if piece.isupper() or low in WORDS or low in ONE_WORD or len(piece) < 9:
            made.append(piece)
            continue
        cut = _cut(low, frozenset(word.casefold() for word in own))
        strong = cut is not None and len(cut) > 1 and all(len(part) > 2 for part in cut)
        made += [_capital(part) for part in cut] if cut and strong else [piece]
    if len(made) > len(pieces):
        return "".join(made) + tail
    return None


def _capital(part: str) -> str:
    if part.casefold() in _ACRONYMS and part.casefold() not in ("la",):
        return part.upper() if part.casefold() not in ("sencos", "ehcps") else part[:-1].upper() + "s"
    return part[:1].upper() + part[1:]


def _cut(low: str, own: frozenset[str]) -> list[str] | None:
    """The fewest known words that make up `low`, or one unknown beginning before a word that often ends a hashtag."""
    best: list[tuple[int, list[str]] | None] = [None] * (len(low) + 1)
    best[0] = (0, [])
    for end in range(1, len(low) + 1):
        for start in range(max(0, end - 18), end):
            so_far, part = best[start], low[start:end]
            if so_far is None or not _is_word(part, own):
                continue
            cost = so_far[0] + (3 if len(part) <= 2 else 2)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, [*so_far[1], part])
    whole = best[len(low)]
    if whole is not None:
        short = sum(len(part) <= 2 for part in whole[1])
        return whole[1] if short * 2 <= len(whole[1]) else None
    for size in range(min(12, len(low) - 5), 2, -1):
        last, rest = low[-size:], low[:-size]
        if last in _LAST or last in own:
            before = _cut(rest, own) if len(rest) > 8 else None
            return [*(before or [rest]), last]
    return None


def _is_word(part: str, own: frozenset[str]) -> bool:
    if len(part) <= 3:
        return part in _SHORT or part in own or (len(part) == 3 and (part in WORDS or part in _ACRONYMS))
    return (
        part in WORDS
        or part in ONE_WORD
        or (len(part) > 4 and part[-1] == "s" and part[:-1] in WORDS)
        or part in own
        or part in _ACRONYMS
        or (part in GIVEN and len(part) > 4)
        or (part in FAMILY and len(part) > 5)
    )
