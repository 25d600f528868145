"""The rows of DESIGN 12 that tests hold, not a clock: who may open what, fuzzed inputs, logs, and killed processes.

The table of addresses is run here, because it is what the row asks for; of the others it is said how many tests there
are and where, and `make test` runs them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KILLED = ("tests/killing",)
FUZZED = (
    "tests/posts/media/test_uploads.py", "tests/posts/planning/plans/test_files.py",
    "tests/moderation/importing/test_files.py",
    "tests/policies/test_importing.py", "tests/channels/test_webhooks.py",
    "tests/channels/networks/test_strange_answers.py", "tests/accounts/test_spreadsheets.py",
)  # fmt: skip
VISITORS = 7
"""Signed out, another service, and five roles."""

Row = tuple[str, str, str, bool | None]


def rows() -> list[Row]:
    killed, fuzzed = number_of_tests(*KILLED), number_of_tests(*FUZZED)
    return [
        *table_of_addresses(),
        (
            "security: uploads, imports and webhooks are fuzzed",
            f"{fuzzed} tests in {len(FUZZED)} files (not run here)",
            "fuzzed",
            None,
        ),
        (
            "sending: kill -9 of worker, beat, database or broker at any step",
            f"{killed} tests in {', '.join(KILLED)} (not run here)",
            "never twice, never lost, never falsely “published”",
            None,
        ),
    ]


def table_of_addresses() -> list[Row]:
    sys.path.insert(0, str(ROOT))
    began = time.monotonic()
    said = pytest("--nomigrations", "tests/test_roles.py")
    took = time.monotonic() - began
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|errors?)\b", said)}
    passed, failed = counts.pop("passed", 0), sum(counts.values())
    if not passed and not failed:
        raise RuntimeError(f"the table of addresses was not run:\n{said}")
    return [
        (
            f"security: table of addresses, {asked()} rows, {VISITORS} kinds of visitor each",
            f"{passed:,} tests hold, {failed} do not ({took:.0f} s)",
            "every URL signed out, other service, missing role, role",
            failed == 0,
        )
    ]


def asked() -> int:
    """How many rows the table has."""
    return len(re.findall(r"^    Row\(", (ROOT / "tests" / "test_roles.py").read_text(), re.M))


def number_of_tests(*places: str) -> int:
    said = pytest("--collect-only", *places)
    return len(re.findall(r"^tests/\S+::", said, re.M)) or sum(map(int, re.findall(r"^tests/\S+: (\d+)$", said, re.M)))


def pytest(*arguments: str) -> str:
    """What pytest says to this, in a process of its own, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True).stdout


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
