"""How it speaks of people: offence, and a tone that hurts or quarrels."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule(
    "offensive",
    severity=Severity.BLOCK,
    title="Offensive language",
    params=Meaning,
    reads_alt=True,
    fires=(
        "What a shitty week for families.",
        "Some of these parents are so bloody stupid it hurts.",
        "Gypsy families just don’t value education.",
        "Boys will be boys, and girls belong in the kitchen.",
    ),
    passes=(
        "Our spastic cerebral palsy group meets on Tuesdays.",
        "Puberty and relationships: a talk for young people with learning disabilities.",
        "Hate crime against disabled people: how to report it.",
        "Romani and Traveller families: our leaflet on school places is out.",
    ),
)
def offensive(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Discriminatory, offensive, obscene or sexual language."""
    yield from findings(
        draft, params, "offensive", advice="This is offensive or puts people down. Take it out or say it another way."
    )


@rule(
    "tone",
    severity=Severity.WARN,
    title="Tone",
    params=Meaning,
    fires=(
        "Surprise surprise, the council is late again. 👏",
        "Some of you clearly didn’t read the last post.",
        "Oh great, another form nobody can understand.",
        "We’re sick of repeating ourselves: you need to book!",
        "No, we won’t be apologising, and no, you don’t know better than our advisers.",
    ),
    passes=(
        "Sorry that we could not answer every call today. We are back at 9.30 tomorrow.",
        "Plans are taking longer than 20 weeks at the moment. Here is what you can ask for meanwhile.",
        "Please cancel if you cannot come, so that somebody else can have your place.",
        "Unhappy with our service? Our complaints procedure is here.",
    ),
)
def tone(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Sarcasm, mockery, blame, anger, or arguing with somebody who commented."""
    yield from findings(
        draft,
        params,
        "tone",
        advice="This sounds sarcastic, angry or blaming. Write it calmly: what is the case, and what people can do.",
    )
