"""`manage.py check_posts FILE|-`: what the policy says to drafts, a line of JSON each."""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from policies.rules import DEFAULTS, Ruleset, check
from policies.rules.lines import LineRefused, answer, draft_of_line, refusal

logger = logging.getLogger(__name__)
PROGRESS_EVERY = 1000


class Command(BaseCommand):
    help = (
        "Checks drafts against the policy: JSON Lines in, JSON Lines out, in the same order. "
        "A line that is no draft is answered with an error, and the exit status is 1."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file of JSON Lines, or - for standard input")
        parser.add_argument("--service", metavar="SLUG", help="use this service's policy in force")

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset, known = self._of_service(options["service"])
        done = refused = 0
        with _lines_of(options["file"]) as lines:
            for number, line in _written(lines):
                done += 1
                answered, text = _checked(number, line, ruleset, known)
                refused += not answered
                self.stdout.write(text)
                if done % PROGRESS_EVERY == 0:
                    self.stderr.write(f"{done:,} lines checked")
        self.stderr.write(f"{done:,} lines checked, {refused:,} refused")
        if refused:
            sys.exit(1)

    def _of_service(self, slug: str | None) -> tuple[Ruleset, dict[str, Any]]:
        """The rules to run, and what is known of the service besides its lines."""
        now = timezone.now()
        if slug is None:
            return DEFAULTS, {"today": timezone.localdate(now), "time_zone": "Europe/London"}
        from accounts.models import Service
        from policies import services

        service = Service.objects.filter(slug=slug).first()
        if service is None:
            raise CommandError(f"There is no service “{slug}”.")
        known = {
            "today": service.today(now),
            "time_zone": service.time_zone,
            "facts": services.service_facts(service),
            "quiet_periods": services.quiet_periods(service),
        }
        return services.ruleset_in_force(service, now), known


def _checked(number: int, line: bytes, ruleset: Ruleset, known: dict[str, Any]) -> tuple[bool, str]:
    """Whether the line could be checked, and the line that answers it."""
    facts = {key: known[key] for key in ("today", "time_zone", "facts") if key in known}
    try:
        identifier, draft = draft_of_line(line, **facts)
        if not draft.quiet_periods and known.get("quiet_periods"):
            draft = replace(draft, quiet_periods=known["quiet_periods"])
    except LineRefused as problem:
        return False, refusal(problem.identifier, f"line {number}: {problem}")
    try:
        return True, answer(identifier, check(draft, ruleset))
    except Exception:  # one line must not end the run; the trace goes to the log, the text does not
        logger.exception("line %s could not be checked", number)
        return False, refusal(identifier, f"line {number}: could not be checked, see the log")


@contextmanager
def _lines_of(name: str) -> Iterator[Iterable[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = open(name, "rb")  # noqa: SIM115  closed below; only the opening may be refused here
    except OSError as error:
        raise CommandError(f"“{name}” cannot be read: {error.strerror}.") from error
    with opened:
        yield opened


def _written(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their number; empty ones are left out."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line
