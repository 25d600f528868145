"""Fine-tunes the reader of names beside pictures of children and stores it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.rules.shown.reader import FOLDER


class Command(BaseCommand):
    help = (
        "Fine-tune the reader of names beside pictures of children on policies/examples/pictures/ and store it. Needs "
        "requirements-train.in; takes some forty minutes on two free cores."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default=str(FOLDER), metavar="FOLDER", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from policies.training import shown
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install -r requirements-train.in") from missing
        shown.fit_and_store(Path(options["to"]))
        self.stdout.write(f"Stored in {options['to']}.")
