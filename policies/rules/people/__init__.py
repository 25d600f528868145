"""Private people in a text: full names, and a first name beside a school, an age, a diagnosis or a case.

Names are known by a list and by what stands around them. Who is named in a role (office-holder, speaker,
author, member of staff), organisations and places that are called after people are let pass. `tokens.py` reads
the words, `roles.py` knows who is named in a role, `full_names.py` (with `placed.py` and `written_otherwise.py`) and
`first_names.py` (with `beside.py`, `together.py`, `later.py` and `unknown.py`) find people, `nobody.py` knows names of
animals and of people made up. Beside a picture that shows a child a first name is enough: that is `rules/shown/`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from policies.rules.base import ServiceFacts, Span
from policies.rules.people.first_names import first_names
from policies.rules.people.full_names import full_name, is_known
from policies.rules.people.roles import GOES_ON_AS_A_TITLE, is_named_in_a_role
from policies.rules.people.tokens import Person, tokens
from policies.rules.people.written_otherwise import (
    families,
    in_handles,
    in_hashtags,
    in_small_letters,
    initialled,
    on_labels,
    surname_first,
)

MOST_PEOPLE = 100  # in one text; who names more has enough to mend


@lru_cache(maxsize=32)
def find_people(text: str, service: ServiceFacts) -> tuple[Person, ...]:
    """Full names of private people, then first names beside what identifies them; at most MOST_PEOPLE.

    A full name that may be given is of the kind "known" when it is one of the staff's or of somebody in public life,
    and "public" when the words around it give it a role.
    """
    return tuple(islice(_people(text, service), MOST_PEOPLE))


def _people(text: str, service: ServiceFacts) -> Iterator[Person]:
    staff = {" ".join(name.casefold().split()) for name in service.staff}
    staff_given = {name.split(" ")[0] for name in staff}
    own_words = {word.casefold() for word in re.findall(r"\w+", f"{service.name} {service.host}")}
    every = tokens(text)
    taken: list[Span] = []
    ended = 0  # where the last full name did
    for index, token in enumerate(every):
        if not token.is_capital:
            span = in_small_letters(text, every, index)
            if span and not is_known(text, span, staff) and not is_named_in_a_role(text, span):
                ended = span[1]
                taken.append(span)
                yield Person(span, "name", span)
            continue
        span = full_name(text, every, index, own_words)
        if span is None or ended > span[0]:
            continue
        ended = span[1]
        known = is_known(text, span, staff)
        if not known and is_named_in_a_role(text, span):  # and not taken: an age or a school beside it counts
            if GOES_ON_AS_A_TITLE.match(text, span[1]):
                taken.append(span)
            yield Person(span, "public", span)
            continue
        taken.append(span)
        yield Person(span, "known" if known else "name", span)
    for person in (*initialled(text, every, staff), *surname_first(text, every)):
        if not is_named_in_a_role(text, person.span):
            taken.append(person.span)
            yield person
    taken.sort()
    yield from families(text)
    yield from in_hashtags(text, staff)
    yield from on_labels(text)
    for person in in_handles(text, staff):
        if not is_named_in_a_role(text, person.span):
            yield person
    yield from first_names(text, every, taken, staff_given)


__all__ = ["Person", "find_people"]
