"""The rows of DESIGN 12 that tests hold, not a clock: who may open what, fuzzed inputs, logs, and killed processes.

The table of addresses, the fuzzed inputs and the logs are run here, as the rows ask for them. Of killed processes it is
said how many tests there are and where: they start servers of their own and take longer, and `make test` runs them.
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
    "tests/insights/figures/test_layouts.py", "tests/insights/figures/test_importing.py",
)  # fmt: skip
LOGS = (
    "tests/channels/test_webhooks.py::test_no_words_and_no_names_reach_the_log",
    "tests/channels/networks/test_facebook.py::test_nothing_secret_and_no_words_reach_the_log",
    "tests/moderation/coming_in/test_reading.py"
    "::test_whatever_goes_wrong_is_a_sentence_on_the_channel_and_no_words_of_a_comment",
    "tests/moderation/coming_in/test_intake.py"
    "::test_one_comment_that_cannot_be_stored_holds_up_no_other_and_is_not_lost",
    "tests/moderation/coming_in/test_watches.py::test_a_fault_is_a_sentence_on_the_watch_and_its_place_stays",
    "tests/policies/test_rule_pages.py::test_a_text_is_tried_and_nothing_of_it_is_kept",
    "tests/posts/writing/test_short_links.py::test_nothing_of_who_follows_is_kept",
)  # fmt: skip
"""Where people's words, names, keys and addresses come near a log."""
VISITORS = 7
"""Signed out, another service, and five roles."""

Row = tuple[str, str, str, bool | None]


def rows() -> list[Row]:
    killed = number_of_tests(*KILLED)
    return [
        held(
            f"security: table of addresses, {asked()} rows, {VISITORS} kinds of visitor each",
            "every URL signed out, other service, missing role, role",
            "tests/test_roles.py",
        ),
        held(f"security: uploads, imports and webhooks are fuzzed, {len(FUZZED)} files of tests", "fuzzed", *FUZZED),
        held("security: logs, where people's words, names and keys come near one", "nothing personal in logs", *LOGS),
        (
            "sending: kill -9 of worker, beat, database or broker at any step",
            f"{killed} tests in {', '.join(KILLED)} (not run here)",
            "never twice, never lost, never falsely “published”",
            None,
        ),
    ]


def held(name: str, wanted: str, *places: str) -> Row:
    """Run these tests. Raises RuntimeError when they could not be run."""
    began = time.monotonic()
    said = pytest("--nomigrations", *places)
    took = time.monotonic() - began
    counts = {word.rstrip("s"): int(number) for number, word in re.findall(r"(\d+) (passed|failed|errors?)\b", said)}
    passed, failed = counts.pop("passed", 0), sum(counts.values())
    if not passed and not failed:
        raise RuntimeError(f"the tests of “{name}” were not run:\n{said}")
    return name, f"{passed:,} tests hold, {failed} do not ({took:.0f} s)", wanted, failed == 0


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
