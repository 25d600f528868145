"""Private people that a text names, as findings."""

from policies.rules.base import Finding, ServiceFacts
from policies.rules.people import Person, find_people

PUBLIC, KNOWN = "public", "known"
_BESIDE = {"age": "an age or school year", "school": "a school", "diagnosis": "a diagnosis"}


def find_named(text: str, service: ServiceFacts) -> dict[str, tuple[Finding, ...]]:
    """Private people under the rule's name: full names, families, first names beside what identifies.

    Names that may be given: under KNOWN those of staff and of people in public life, under PUBLIC those in a role.
    """
    people = find_people(text, service)
    named = {kind: tuple(_may_be_given(one) for one in people if one.kind == kind) for kind in (PUBLIC, KNOWN)}
    return {"personal-data": tuple(_finding(text, one) for one in people if one.kind not in named)} | named


def _may_be_given(person: Person) -> Finding:
    return Finding(span=person.span, message="may be given")


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
