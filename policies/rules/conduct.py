"""How it speaks of people: offence, and a tone that hurts or quarrels."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule("offensive", severity=Severity.BLOCK, title="Offensive language", params=Meaning)
def offensive(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Discriminatory, offensive, obscene or sexual language."""
    yield from findings(
        draft, params, "offensive", advice="This is offensive or puts people down. Take it out or say it another way."
    )


@rule("tone", severity=Severity.WARN, title="Tone", params=Meaning)
def tone(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Sarcasm, mockery, blame, anger, or arguing with somebody who commented."""
    yield from findings(
        draft,
        params,
        "tone",
        advice="This sounds sarcastic, angry or blaming. Write it calmly: what is the case, and what people can do.",
    )
