"""Measures the rules on labelled drafts: files in the format of check_posts, each line with `expect`."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from policies.rules import CATALOGUE, DEFAULTS
from policies.rules.lines import LineRefused
from policies.rules.measuring import measure, report


class Command(BaseCommand):
    help = "Print precision and recall of each rule on labelled drafts (JSON Lines with `expect`)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--misses", action="store_true", help="also print what was missed, wrong or beside")
        parser.add_argument("--only", nargs="+", metavar="RULE", help="count these rules alone")
        parser.add_argument("--today", type=date.fromisoformat, help="the day of the check (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        if unknown := set(options["only"] or ()) - CATALOGUE.keys():
            raise CommandError(f"There is no rule {', '.join(sorted(unknown))}.")
        lines: list[str] = []
        for name in options["files"]:
            try:
                lines += Path(name).read_text(encoding="utf-8").splitlines()
            except OSError as error:
                raise CommandError(f"“{name}” cannot be read: {error.strerror}.") from error
        try:
            found = measure(lines, DEFAULTS, options["today"] or timezone.localdate(), options["only"])
        except (KeyError, ValueError, LineRefused) as problem:
            raise CommandError(f"A line is no labelled draft: {problem!r}") from problem
        self.stdout.write(report(found))
        for one in found.mistakes if options["misses"] else ():
            self.stdout.write(
                f"\n{one.kind:6} {one.rule:18} {one.draft}: {one.words}\n       {' '.join(one.text.split())}"
            )
