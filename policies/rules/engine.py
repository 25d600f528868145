"""The one function that the editor, the moves, the backtest and `check_posts` call."""

import hashlib
from functools import cache
from pathlib import Path

from policies.rules.base import Draft, Findings, Ruleset, run

DEFAULTS = Ruleset.of_catalogue()
"""Every rule at its default severity and parameters, standing on no section."""


ON_TEXT_ALONE = frozenset(
    {
        "case-advice",
        "host-organisation",
        "impartiality",
        "individual-case",
        "libel",
        "offensive",
        "personal-data",
        "personal-opinion",
        "promise",
        "tone",
        "under-age",
    }
)
"""The rules of meaning: what they find follows from the words (the text and the pictures' alternative texts, which are
content and make an approval void when they change), their audience and consent, and the service's own facts. The hour,
other posts, links and what pictures show make no difference, so that what they said holds while those stay the same."""


@cache
def stamp() -> str:
    """A name for the rules as they are on this machine: another one after each change of code or model."""
    folder = Path(__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    sums = hashlib.sha256()
    for path in files:
        sums.update(str(path.relative_to(folder)).encode())
        sums.update(hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()[:16]


def check(draft: Draft, ruleset: Ruleset = DEFAULTS) -> Findings:
    """What the policy says to this draft. Never raises for any text; the same draft gives the same answer."""
    return run(draft, ruleset)
