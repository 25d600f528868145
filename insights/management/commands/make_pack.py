"""One pack of evidence, in a process of its own."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from insights.evidence import making


class Command(BaseCommand):
    help = "Make a pack of evidence that was asked for. Started by a worker; by hand it does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        made = making.make(options["pack"])
        self.stdout.write(f"Made, SHA-256 {made.sha256}" if made else "Nothing was made.")
