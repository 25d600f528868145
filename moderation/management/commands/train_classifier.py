"""Trains the linear model and the combination on moderation/training/, and prints what they are worth."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from moderation.classify.model import WEIGHTS
from moderation.learning import card


class Command(BaseCommand):
    help = "Train the classifier on moderation/training/ and write its weights. Needs scikit-learn."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="", help="name of the model (default: the day and .1)")
        parser.add_argument("--to", default=str(WEIGHTS), metavar="FILE", help="where to write the weights")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from moderation.training import corpus, fit
            from moderation.training.measure import report
            from moderation.training.train import learn, measure
        except ImportError as missing:
            raise CommandError("Training needs scikit-learn: pip install -r requirements-dev.txt") from missing
        name = options["name"] or f"{timezone.localdate():%Y-%m-%d}.1"
        self.stderr.write("Training; this takes some minutes.", style_func=str)
        weights = learn(name=name)
        path = Path(options["to"])
        fit.write(path, weights)
        self.stdout.write(f"# Model {name}: {len(weights['features'])} features, {path.stat().st_size / 1e6:.2f} MB\n")
        for title, parts in corpus.read_kept().items():
            self.stdout.write(report(title, measure(weights, parts)))
        for kind in ("heard", "unheard"):
            thresholds = ", ".join(f"{flag} {value}" for flag, value in weights[kind]["thresholds"].items())
            self.stdout.write(f"Thresholds ({kind}): {thresholds}; sure from {weights[kind]['sure_from']}")
        if path == WEIGHTS:
            card.write_shipped()
