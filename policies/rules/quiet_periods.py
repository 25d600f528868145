"""Times at which the service says nothing: before an election, in mourning, after an incident."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from policies.rules.base import Draft, Example, Finding, Params, QuietPeriod, Severity, rule
from policies.rules.dates import day_in_words


def _sent(moment: datetime, *periods: QuietPeriod) -> Mapping[str, Any]:
    return {"publish_at": moment, "quiet_periods": periods}


_ELECTION = QuietPeriod(name="Local elections", starts_on=date(2027, 3, 30), ends_on=date(2027, 5, 6))
_DROP_IN = "Drop in at the library on Thursday for a chat about annual reviews."


@rule(
    "quiet-period",
    severity=Severity.BLOCK,
    title="Quiet period",
    scope="draft",
    fires=(
        Example(_DROP_IN, _sent(datetime(2027, 3, 30, 9, tzinfo=UTC), _ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 4, 20, 12, tzinfo=UTC), _ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 5, 6, 22, 59, tzinfo=UTC), _ELECTION)),
    ),
    passes=(
        Example(_DROP_IN, _sent(datetime(2027, 3, 29, 22, 59, tzinfo=UTC), _ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 5, 6, 23, tzinfo=UTC), _ELECTION)),
        Example(_DROP_IN, _sent(datetime(2026, 12, 1, 10, tzinfo=UTC))),
    ),
)
def quiet_period(draft: Draft, params: Params) -> Iterator[Finding]:
    """A time inside one of the service's quiet periods: before an election, in mourning, after an incident."""
    if draft.publish_at is None:
        return
    for period in draft.quiet_periods:
        if period.starts_on <= draft.publish_on <= period.ends_on:
            ends = day_in_words(period.ends_on)
            message = f"Choose a date after {ends}: the quiet period “{period.name}” runs until then."
            yield Finding(message=message)
