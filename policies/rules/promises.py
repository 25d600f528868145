"""Promises: a result or a time that the service cannot answer for."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule("promise", severity=Severity.WARN, title="Promise", params=Meaning)
def promise(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """A result or a time that is guaranteed (“we will get you an EHCP”, “we always answer within an hour”).
    What the service aims at or can help with is fine, and so is what the law says others must do."""
    yield from findings(
        draft,
        params,
        "promise",
        advice="This promises a result or a time that we cannot answer for. Say what we can help with, or aim at.",
    )
