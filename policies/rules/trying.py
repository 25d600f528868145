"""One rule on one text: for the examples of the catalogue and for whoever tries a rule before a policy has it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from policies.rules.base import CATALOGUE, Draft, Example, Findings, Ruleset, ServiceFacts, Setting, Severity, run

EXAMPLE_SERVICE = ServiceFacts(
    name="Northshire SENDIASS",
    phone="01632 960150",
    email="help@northshire-sendiass.example",
    host="Northshire Council",
    address="4 Market Row, Northshire, NS1 1AA",
    website="https://northshire-sendiass.example",
    staff=("Karen Holt", "Tom Ashworth"),
)
"""The invented service that every example is written for."""
EXAMPLE_FACTS: Mapping[str, Any] = {
    "service": EXAMPLE_SERVICE,
    "today": date(2026, 11, 20),
    "publish_at": datetime(2026, 12, 1, 10, 0, tzinfo=UTC),
}


def draft_of(example: Example) -> Draft:
    """The draft that an example shows: a post of the invented service, to go out on 1 December 2026 at 10:00."""
    return Draft(text=example.text, **{**EXAMPLE_FACTS, **example.facts})


def try_rule(identifier: str, draft: Draft, params: Mapping[str, Any], severity: Severity | None = None) -> Findings:
    """What this rule alone says, with these parameters. Raises ParamsRefused for parameters that do not fit."""
    spec = CATALOGUE[identifier]
    return run(draft, Ruleset([Setting(rule=identifier, severity=severity or spec.severity, params=params)]))
