"""Somebody's case: told in public, or advised on in public."""

from collections.abc import Iterator

from policies.rules.base import Draft, Example, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings
from policies.rules.people.beside import CASE_TALK


@rule(
    "individual-case",
    severity=Severity.BLOCK,
    title="Somebody's case",
    params=Meaning,
    reads_alt=True,
    fires=(
        "The mum we helped last week, whose son in Year 4 was excluded twice, has won her tribunal.",
        "A boy we support spent a whole term in the corridor before his plan was changed.",
        "Yesterday we sat beside a deaf mum at her daughter’s annual review.",
        "He is eleven, he has epilepsy, and until we stepped in he had no school.",
    ),
    passes=(
        "Many parents tell us that mornings are the hardest. Here are five ideas.",
        "Last year we helped 812 families.",
        "A child with an EHC plan can be suspended. Here is what must happen then.",
        Example("A young man we worked with started college last month, and he is loving it.", {"story_consent": True}),
    ),
)
def individual_case(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """One family's or one young person's case, even without a name. An anonymous story is fine when the post
    records that the family agreed."""
    if draft.story_consent:
        return
    advice = "This tells one family's case. Take it out, or record that they agreed to an anonymous story."
    for finding in findings(draft, params, "individual-case", advice=advice):
        if draft.tells_a_picture and not CASE_TALK.exact.search(draft.text, *(finding.span or ())):
            continue  # “A mother and her son at a desk”: one family, but nothing of a case
        yield finding


@rule(
    "case-advice",
    severity=Severity.WARN,
    title="Advice on a case",
    params=Meaning,
    fires=(
        "You should refuse the placement.",
        "You will win if you appeal, so go ahead.",
        "If your son has been offered 15 hours, turn it down.",
        "Don’t agree to the part-time timetable.",
    ),
    passes=(
        "You can ask for a review at any time. The council decides whether to hold one early.",
        "Should I appeal? That depends on your child. Talk it through with us in confidence.",
        "Mediation is free, and you can ask for it after a decision letter.",
        "Make sure you keep copies of every letter.",
    ),
)
def case_advice(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Advice that depends on a case (“you should refuse the placement”) rather than what law and guidance say for
    everybody."""
    yield from findings(
        draft,
        params,
        "case-advice",
        advice="This advises on a case. Say what law or guidance says for everybody, and ask people to call us.",
    )
