"""In whose voice it speaks: personal views, and the voice of the host."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule("personal-opinion", severity=Severity.BLOCK, title="Personal opinion", params=Meaning)
def personal_opinion(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """A personal view (“I think”, “in my opinion”, “personally”), or a text that reads as one person's account.
    What stands in quotation marks, and a question that a reader might ask, is fine."""
    yield from findings(
        draft,
        params,
        "personal-opinion",
        advice="This reads as one person's view or account. Say what is known, as “we”, the service.",
    )


@rule("host-organisation", severity=Severity.WARN, title="Speaking as the host", params=Meaning)
def host_organisation(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Speaking as the host body (“we at the council”, “our council's policy”) and not as the independent service."""
    yield from findings(
        draft,
        params,
        "host-organisation",
        advice="This speaks as our host. We are independent: write what the council does as “the council”, not “we”.",
    )
