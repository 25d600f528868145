"""Fine-tunes the encoder that reads comments and stores it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.classify.encoder import GRAPH


class Command(BaseCommand):
    help = (
        "Fine-tune the encoder on moderation/training/ and store it, with what it says of comments that it has not "
        "seen. Needs requirements-train.in; takes about half an hour on two free cores. Run "
        "train_classifier afterwards: it sets what the encoder counts."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default=str(GRAPH.parent), metavar="FOLDER", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from moderation.training import encoder
            from policies.training.network import store
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install -r requirements-train.in") from missing
        from moderation.training import corpus, unseen

        examples = corpus.read_all()
        network, heard = encoder.fit_all(examples)
        unseen.store([one.id for one in examples], heard)
        store(network, Path(options["to"]))
        self.stdout.write(f"Stored in {options['to']}. Now: python manage.py train_classifier")
