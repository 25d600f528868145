"""Somebody's case: told in public, or advised on in public."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule("individual-case", severity=Severity.BLOCK, title="Somebody's case", params=Meaning)
def individual_case(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """One family's or one young person's case, even without a name. An anonymous story is fine when the post
    records that the family agreed."""
    if draft.story_consent:
        return
    yield from findings(
        draft,
        params,
        "individual-case",
        advice="This tells one family's case. Take it out, or record that they agreed to an anonymous story.",
    )


@rule("case-advice", severity=Severity.WARN, title="Advice on a case", params=Meaning)
def case_advice(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Advice that depends on a case (“you should refuse the placement”) rather than what law and guidance say for
    everybody."""
    yield from findings(
        draft,
        params,
        "case-advice",
        advice="This advises on a case. Say what law or guidance says for everybody, and ask people to call us.",
    )
