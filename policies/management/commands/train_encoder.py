"""Fine-tunes the encoder of the rules of meaning and stores it."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.rules.meaning.encoder import FOLDER, Encoder


class Command(BaseCommand):
    help = (
        "Fine-tune the encoder on policies/examples/ and store it, and what others without an examiner's drafts hear "
        "in these. Needs requirements-train.in; takes about a quarter of an hour on two free cores. Run train_rules "
        "afterwards: it sets what the encoder counts."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default=str(FOLDER), metavar="FOLDER", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from policies.training import encoder  # noqa: F401  is it there?
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install -r requirements-train.in") from missing
        from policies.training import corpus, heard

        learnt, apart = corpus.read(), corpus.read(corpus.APART)
        found: dict[str, Any] = {}
        for half in heard.halves(apart):
            self.stdout.write(f"Without {', '.join(sorted(half))}")
            others = [one for one in apart if one.writer not in half]
            with tempfile.TemporaryDirectory() as folder:
                self._train([*learnt, *others], Path(folder))
                found |= heard.hear(Encoder(Path(folder)), [one for one in apart if one.writer in half])
        heard.write(found)
        self.stdout.write("With all")
        self._train([*learnt, *apart], Path(options["to"]))
        self.stdout.write(f"Stored in {options['to']}. Now: python manage.py train_rules")

    def _train(self, examples: Sequence[Any], folder: Path) -> None:
        from policies.training import encoder

        network, _ = encoder.fit(examples, say=self.stdout.write)
        encoder.store(network, folder)
