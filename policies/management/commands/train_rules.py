"""Trains the statistical part of the rules of meaning, writes its weights and prints what they are worth."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from policies.rules.meaning.model import WEIGHTS


class Command(BaseCommand):
    help = "Train the rules of meaning on policies/examples/ and write their weights. Needs scikit-learn."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="", help="name of the model (default: the day and .1)")
        parser.add_argument("--to", default=str(WEIGHTS), metavar="FILE", help="where to write the weights")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from policies.training.train import train
        except ImportError as missing:
            raise CommandError("Training needs scikit-learn: pip install -r requirements-dev.txt") from missing
        name = options["name"] or f"{timezone.localdate():%Y-%m-%d}.1"
        trained = train(name=name, path=Path(options["to"]))
        model = trained.model
        self.stdout.write(
            f"Model {name}: {trained.examples} drafts, {len(model.places)} features, {trained.size / 1e6:.2f} MB"
        )
        self.stdout.write("Drafts by other hands, each judged by weights that learnt nothing from that hand:")
        for rule, figure in trained.figures.items():
            self.stdout.write(
                f"{rule:18} n {figure.right + figure.missed:4}  precision {figure.precision or 0:.2f}"
                f"  recall {figure.recall or 0:.2f}  certainty {model.certainty[rule]}  doubt {model.doubt[rule]}"
            )
