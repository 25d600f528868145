"""Rows by the hundred thousand."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from insights.load import make_load


class Command(BaseCommand):
    help = "Fill a database with many services, posts and comments, to measure pages. Not on a real installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--services", type=int, default=150)
        parser.add_argument("--posts", type=int, default=100_000, help="in all services together")
        parser.add_argument("--comments", type=int, default=500_000, help="in all services together")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("make_load fills the database with invented rows; it works only with DEMO=1 or DEBUG=1.")
        began = time.monotonic()
        wanted = {name: options[name] for name in ("services", "posts", "comments")}
        make_load(**wanted, now=timezone.now(), say=self.stdout.write)
        self.stdout.write(f"Done in {time.monotonic() - began:.0f} seconds.")
