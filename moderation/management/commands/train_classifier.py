"""Trains the classifier on moderation/training/, writes its weights and prints what they are worth."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from moderation.classify.model import WEIGHTS


class Command(BaseCommand):
    help = "Train the classifier on moderation/training/ and write its weights. Needs scikit-learn."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="", help="name of the model (default: the day and .1)")
        parser.add_argument("--to", default=str(WEIGHTS), metavar="FILE", help="where to write the weights")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from moderation.training.measure import report
            from moderation.training.train import train
        except ImportError as missing:
            raise CommandError("Training needs scikit-learn: pip install -r requirements-dev.txt") from missing
        name = options["name"] or f"{timezone.localdate():%Y-%m-%d}.1"
        self.stderr.write("Training; this takes some minutes.", style_func=str)
        trained = train(name=name, path=Path(options["to"]))
        self.stdout.write(f"# Model {name}: {trained.features} features, {trained.size / 1e6:.2f} MB\n")
        self.stdout.write(report("Corpus, each voice unseen (grouped cross-validation)", trained.unseen))
        self.stdout.write(report("Kept test part", trained.kept))
        thresholds = ", ".join(f"{flag} {value}" for flag, value in trained.model.thresholds.items())
        self.stdout.write(f"Thresholds: {thresholds}; temperature {trained.model.temperature}")
