"""What a granted exception does to a finding: it becomes a hint that says so, and is never lost.

Pure, as everything here; which exceptions hold on a day is asked of policies/exceptions.py.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date

from policies.rules.base import Finding, Findings, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Exemption:
    """An exception in use: this rule does not stop posts on this channel, up to and with this day."""

    pk: int
    rule: str
    channel_id: int
    until: date
    reason: str

    @property
    def words(self) -> str:
        """For example “Excepted until 4 Jan 2027: the launch film says more.”"""
        return f"Excepted until {self.until:%-d %b %Y}: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class ExemptFinding(Finding):
    """A finding that would have stopped the post or asked for a reason, had there been no exception."""

    was: Severity = Severity.BLOCK
    exemptions: tuple[Exemption, ...] = ()


Receivers = Callable[[Finding], Collection[int]]
"""The channels, by primary key, that get what a finding is about."""


def exempted(findings: Findings, exemptions: Iterable[Exemption], receivers: Receivers) -> Findings:
    """The findings with those turned into hints whose every receiving channel has an exception from their rule.

    What also goes to one channel without an exception still stops the post. Hints stay as they are.
    """
    by_rule: dict[str, dict[int, Exemption]] = {}
    for one in exemptions:
        by_rule.setdefault(one.rule, {}).setdefault(one.channel_id, one)
    if not by_rule:
        return findings
    judged = [_judged(finding, by_rule.get(finding.rule, {}), receivers) for finding in findings]
    return Findings(sorted(judged, key=lambda finding: finding.severity.rank))


def _judged(finding: Finding, by_channel: dict[int, Exemption], receivers: Receivers) -> Finding:
    if not by_channel or finding.severity is Severity.ADVISE:
        return finding
    reached = receivers(finding)
    if not reached or any(channel_id not in by_channel for channel_id in reached):
        return finding
    values = {one.name: getattr(finding, one.name) for one in fields(Finding)}
    used = {by_channel[channel_id].pk: by_channel[channel_id] for channel_id in sorted(reached)}
    return ExemptFinding(
        **{**values, "severity": Severity.ADVISE}, was=finding.severity, exemptions=tuple(used.values())
    )
