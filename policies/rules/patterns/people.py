"""Private people that a text names, as findings."""

from itertools import islice

from policies.rules.base import Finding, ServiceFacts
from policies.rules.people import Person, find_people

MOST_PEOPLE = 100  # in one text; who names more has enough to mend
PUBLIC = "public"
_BESIDE = {"age": "an age or school year", "school": "a school", "diagnosis": "a diagnosis"}


def find_named(text: str, service: ServiceFacts) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Private people: full names, families, first names beside what identifies; and names that may be given."""
    people = list(islice(find_people(text, service), MOST_PEOPLE))
    public = [Finding(span=person.span, message="may be given") for person in people if person.kind == PUBLIC]
    return tuple(_finding(text, person) for person in people if person.kind != PUBLIC), tuple(public)


def _finding(text: str, person: Person) -> Finding:
    quote = text[slice(*person.span)]
    if person.kind == "name":
        message = f"“{quote}” is the full name of a person. Take it out, or say in which public role they are named."
        return Finding(span=person.span, message=message)
    if person.kind == "family":
        message = f"“{quote}” names a family. Write “a family” instead."
        return Finding(span=person.span, message=message, suggestion="A family" if quote[:1] == "T" else "a family")
    beside, name = _BESIDE.get(person.kind, "a case"), text[slice(*person.name)]
    message = f"“{name}” together with {beside} identifies a person. Take the name out."
    return Finding(span=person.span, message=message)
