"""What two texts have in common, pure: simple enough that the page can say it in the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[a-z][a-z'’-]{2,}")
FEWEST_WORDS = 2  # in common, before two texts count as alike
MOST_SHOWN = 4

# What people write about everything and what everybody here writes about: it makes no two texts alike.
_COMMON = """
about above after again against all also always and another any anyone anything are around asked asking away back
because been before being both but call called came can cannot can't come could couldn't day days did didn't does
doesn't doing don't done down each else email even ever every everyone for from get gets getting give given goes
going gone good got had hadn't has hasn't have haven't having hear heard help helped her here hers him his how
i'd i'll i'm i've into isn't it's its just keep know last least left less let like little long look lot made make
many may maybe mean might more most much must need needed needs never new next nice not nothing now off one ones
only other our out over own people person phone phoned please put quite rang rather really ring said same say
saying see seem seems send sent service services she should shouldn't since some somebody someone something
sometimes soon sorry still such support take taken talk tell than thank thanks that that's the their them then
there these they thing things think this those though thought through till time times today told too took tried
try trying two under until upon use used using very waiting want wanted wants was wasn't way week weeks well went
were weren't what when where which while who whole why will with without won't work worth would wouldn't write
wrote year years yes yet you you'd you'll you're you've your yours
child children daughter kid kids mum dad son parent parents family school schools send sendias sendiass ehcp
council month months hour hours bit lol
"""
COMMON = frozenset(_COMMON.split())


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about; a plural counts as its singular."""
    found = (word.replace("’", "'").strip("'-") for word in WORD.findall(text.lower()))
    return frozenset(_single(word) for word in found if len(word) > 2 and word not in COMMON)


def _single(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def in_common(words: frozenset[str], others: Iterable[str]) -> list[str]:
    """The telling words that a text shares with others, longest first: the longer, the more it says."""
    theirs: set[str] = set()
    for text in others:
        theirs |= telling_words(text)
    return sorted(words & theirs, key=lambda word: (-len(word), word))
