"""In whose voice it speaks: personal views, and the voice of the host."""

from collections.abc import Iterator

from policies.rules.base import Draft, Finding, Severity, rule
from policies.rules.meaning.judging import Meaning, findings


@rule(
    "personal-opinion",
    severity=Severity.BLOCK,
    title="Personal opinion",
    params=Meaning,
    fires=(
        "In my opinion the new rules make no sense.",
        "I think every family should read this leaflet.",
        "As a mum myself I know how hard those mornings are.",
        "What a day. I’m off home to put my feet up.",
    ),
    passes=(
        "How do I ask for an assessment? Write to the local authority.",
        "“I finally feel listened to,” one parent told us.",
        "What do you think of our new leaflet? Tell us.",
        "We loved meeting so many of you at the fair.",
    ),
)
def personal_opinion(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """A personal view (“I think”, “in my opinion”, “personally”), or a text that reads as one person's account.
    What stands in quotation marks, and a question that a reader might ask, is fine."""
    yield from findings(
        draft,
        params,
        "personal-opinion",
        advice="This reads as one person's view or account. Say what is known, as “we”, the service.",
    )


@rule(
    "host-organisation",
    severity=Severity.WARN,
    title="Speaking as the host",
    params=Meaning,
    fires=(
        "We at the council have new opening times for you.",
        "Our council’s policy is to name the nearest suitable school.",
        "Our SEN officers will decide on your request in six weeks.",
        "We refused fewer requests last year than any other authority.",
    ),
    passes=(
        "The council is consulting on its transport policy until Friday.",
        "We are funded by the council and do not work for it: our advice is impartial.",
        "The council’s SEN team decides whether to assess. We can explain how it decides.",
        "Our policy on confidentiality is on our website.",
    ),
)
def host_organisation(draft: Draft, params: Meaning) -> Iterator[Finding]:
    """Speaking as the host body (“we at the council”, “our council's policy”) and not as the independent service."""
    yield from findings(
        draft,
        params,
        "host-organisation",
        advice="This speaks as our host. We are independent: write what the council does as “the council”, not “we”.",
    )
