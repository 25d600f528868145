from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from policies.rules import DEFAULTS, Draft, Finding, Findings, Medium, ServiceFacts, check

SERVICE = ServiceFacts(
    name="Northshire SENDIASS",
    phone="01632 960150",
    email="help@northshire-sendiass.example",
    host="Northshire Council",
    address="4 Market Row, Northshire, NS1 1AA",
    website="https://northshire-sendiass.example",
    staff=("Karen Holt", "Tom Ashworth"),
)
GOES_OUT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def make_draft(text: str = "", **facts: Any) -> Draft:
    values = {"service": SERVICE, "today": date(2026, 11, 20), "publish_at": GOES_OUT, **facts}
    return Draft(text=text, **values)


@pytest.fixture
def draft() -> Callable[..., Draft]:
    return make_draft


@pytest.fixture
def found() -> Callable[..., list[Finding]]:
    """Findings of one rule on a text: `found("promise", "We will …")`."""

    def findings_of(name: str, text: str = "", **facts: Any) -> list[Finding]:
        every: Findings = check(make_draft(text, **facts), DEFAULTS)
        return [finding for finding in every if finding.rule == name]

    return findings_of


@pytest.fixture
def picture() -> Callable[..., Medium]:
    def make(**facts: Any) -> Medium:
        values = {"alt": "Our adviser at a table with leaflets", "file": "table.jpg", "made_by_service": True, **facts}
        return Medium(**values)

    return make
