"""Against whom and for whom it speaks: sides taken, and wrongdoing stated as fact."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule(
    "impartiality",
    severity=Severity.BLOCK,
    title="Impartiality",
    params=Meaning,
    fires=(
        "The council is failing our children yet again.",
        "Sign the petition to save our school transport.",
        "Vote for the party that puts families first on 6 May.",
        "Brightway Tutors are by far the best in the county, look no further.",
        "Home education is the only answer for anxious children.",
        "We urge families to avoid Eastfield High.",
    ),
    passes=(
        "Northshire Council has announced changes to school transport. What changes, and how to have your say:",
        "The Labour, Conservative and Green candidates will answer questions at the forum’s hustings.",
        "If you think the school has failed to put support in place, you can complain. We can help with the letter.",
        "Which school is best for my child? Only you can say; we give you the questions to ask.",
        "Vote in our poll: which topic shall we cover in January?",
    ),
)
def impartiality(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Taking sides for or against a party, politician, authority, school, company, campaign or idea about
    education; urging to vote, sign or boycott; praising one provider above others. Reporting neutrally what one
    of them announced is fine."""
    yield from findings(
        draft,
        params,
        "impartiality",
        advice="This takes a side. Say neutrally what is on offer or what happened, with a source.",
    )


@rule(
    "libel",
    severity=Severity.BLOCK,
    title="Wrongdoing stated as fact",
    params=Meaning,
    fires=(
        "The head of Oakfield has been falsifying attendance records.",
        "Swiftline Cabs used drivers without DBS checks all last year.",
        "The panel chair takes bribes, everybody knows it.",
        "County officers forged a parent’s signature on the plan.",
    ),
    passes=(
        "The ombudsman found that the council delayed a plan by 40 weeks. Its report is here.",
        "A court has fined a transport firm for unsafe vehicles, the Gazette reports.",
        "If you think a school has discriminated against your child, you can appeal within six months.",
        "How to raise a worry about a member of staff: tell the head first.",
    ),
)
def libel(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Wrongdoing by a person or body that can be recognised, stated as fact. What a court, an ombudsman or an
    inspection found is fine when the text says who found it."""
    yield from findings(
        draft,
        params,
        "libel",
        advice="This states wrongdoing as fact. Take it out, or name the court or report that found it, with a link.",
    )
