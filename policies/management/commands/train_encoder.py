"""Fine-tunes the encoder of the rules of meaning and stores it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.rules.meaning.encoder import FOLDER


class Command(BaseCommand):
    help = (
        "Fine-tune the encoder on policies/examples/learn/ and store it. Needs requirements-train.in; takes about "
        "half an hour on two cores. Run train_rules afterwards: it sets what the encoder counts."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default=str(FOLDER), metavar="FOLDER", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from policies.training import encoder
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install -r requirements-train.in") from missing
        from policies.training import corpus

        network, _ = encoder.fit(corpus.read(), say=self.stdout.write)
        encoder.store(network, Path(options["to"]))
        self.stdout.write(f"Stored in {options['to']}. Now: python manage.py train_rules")
