"""Fine-tunes the encoder of the rules of meaning and stores it."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.rules.meaning.encoder import FOLDER, Encoder


class Command(BaseCommand):
    help = (
        "Fine-tune the encoder on policies/examples/ and store it, and what others without an examiner's drafts hear "
        "in these. Needs requirements-train.in; takes some two hours on two free cores. Run train_rules "
        "afterwards: it sets what the encoder counts."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default=str(FOLDER), metavar="FOLDER", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from policies.training import encoder
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install -r requirements-train.in") from missing
        from policies.training import corpus, heard
        from policies.training.processes import side_by_side

        learnt, apart = corpus.read(), corpus.read_apart()
        with tempfile.TemporaryDirectory() as work:
            asked = [([*learnt, *apart], corpus.read_unjudged(), Path(options["to"]), "all")]
            groups = heard.groups(apart)
            for number, group in enumerate(groups):
                others = [one for one in apart if one.writer not in group]
                asked.append(([*learnt, *others], (), Path(work, str(number)), f"group {number}"))
            side_by_side(encoder.fit_and_store, asked)
            found: dict[str, Any] = {}
            for group, (_, _, folder, _) in zip(groups, asked[1:], strict=True):
                found |= heard.hear(Encoder(folder), [one for one in apart if one.writer in group])
        heard.write(found)
        self.stdout.write(f"Stored in {options['to']}. Now: python manage.py train_rules")
