"""Promises: a result or a time that the service cannot answer for."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings
from policies.rules.patterns.promises import find_denials


@rule(
    "promise",
    severity=Severity.WARN,
    title="Promise",
    params=Meaning,
    fires=(
        "We will get your child the school you want.",
        "We always reply within an hour, day or night.",
        "With us at your side you cannot lose.",
        "Every parent who attends our course gets the support they asked for.",
    ),
    passes=(
        "We aim to reply within two working days.",
        "We cannot promise a result, but we can help you prepare.",
        "By law the final plan has to be issued within 20 weeks.",
        "Book early, as places go fast.",
        "After you book you will receive a link by email.",
    ),
)
def promise(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """A result or a time that is guaranteed (“we will get you an EHCP”, “we always answer within an hour”).
    What the service aims at or can help with is fine, and so is what the law says others must do."""
    yield from findings(
        draft,
        params,
        "promise",
        advice="This promises a result or a time that we cannot answer for. Say what we can help with, or aim at.",
        beside=tuple(find_denials(draft.text)),
    )
