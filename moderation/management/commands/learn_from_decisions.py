"""Learns from what people said of comments, in a process of its own: the nightly task starts it."""

import os
import resource
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from moderation.learning import nightly

POLITE = 10  # steps by which it steps back for everything else


class Command(BaseCommand):
    help = "Train a candidate from confirmed comments; it sorts from then on when it is no worse. Needs scikit-learn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-due", action="store_true", help="only when enough was decided since the last one")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_due"] and not nightly.is_due(timezone.now()):
            self.stdout.write("Not enough was decided since the last training.")
            return
        os.nice(POLITE)
        version = nightly.run()
        if version is None:
            self.stdout.write("Another training is under way.")
            return
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        said = f": {version.reason}" if version.reason else ""
        self.stdout.write(f"{version.number}, {version.get_state_display()}{said} ({memory} MiB)")
