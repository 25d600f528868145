"""Against whom and for whom it speaks: sides taken, and wrongdoing stated as fact."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule("impartiality", severity=Severity.BLOCK, title="Impartiality", params=Meaning)
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


@rule("libel", severity=Severity.BLOCK, title="Wrongdoing stated as fact", params=Meaning)
def libel(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Wrongdoing by a person or body that can be recognised, stated as fact. What a court, an ombudsman or an
    inspection found is fine when the text says who found it."""
    yield from findings(
        draft,
        params,
        "libel",
        advice="This states wrongdoing as fact. Take it out, or name the court or report that found it, with a link.",
    )
