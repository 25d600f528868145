"""What the factories write breaks no rule, whatever the number: the tests of moves stand on it."""

import datetime as dt

from policies.rules import engine
from policies.rules.base import Draft, ServiceFacts
from tests.factories.posts import text_of

SERVICE = ServiceFacts(name="Northshire SENDIASS", host="Northshire Council")


def test_no_text_of_the_factories_asks_for_a_reason():
    texts = [text_of(number) for number in range(1, 20_000, 67)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        found = engine.check(Draft(text=text, service=SERVICE, channels=("sandbox",), today=dt.date(2026, 11, 22)))
        assert not found.blocking and not found.warnings, text
