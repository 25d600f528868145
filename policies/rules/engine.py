"""The one function that the editor, the moves, the backtest and `check_posts` call."""

from policies.rules.base import Draft, Findings, Ruleset, run

DEFAULTS = Ruleset.of_catalogue()
"""Every rule at its default severity and parameters, standing on no section."""


def check(draft: Draft, ruleset: Ruleset = DEFAULTS) -> Findings:
    """What the policy says to this draft. Never raises for any text; the same draft gives the same answer."""
    return run(draft, ruleset)
