"""Names beside a picture that shows a child: which of them are a child's.

“Rose handed out the badges” is said of a volunteer and of a child alike; what else the text says decides, and people
put that in more ways than patterns can list. `names.py` finds what may be a name, `reader.py` judges it.
"""

from functools import lru_cache

from policies.rules.base import ServiceFacts, Span
from policies.rules.shown.names import read
from policies.rules.shown.reader import installed

CERTAINTY = 0.3  # from which a name counts as a child's: who overlooks one does more harm than who asks twice


@lru_cache(maxsize=64)
def names_of_children(text: str, service: ServiceFacts, *, tells_a_picture: bool = False) -> tuple[Span, ...]:
    """Where children are named, in the order of the text: the names only, first or full, every mention.

    The text is a post's, or tells what a picture shows.
    """
    reading = read(text, service, tells_a_picture=tells_a_picture)
    if not reading.names:
        return ()
    chances = installed().chances(reading)
    found: list[Span] = []
    for name, chance in zip(reading.names, chances, strict=True):
        if chance >= CERTAINTY:
            found += name.mentions
    return tuple(sorted(found))


__all__ = ["names_of_children"]
