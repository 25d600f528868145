"""The demo service, loaded once."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from insights import demo
from insights.demo import loading


class Command(BaseCommand):
    help = "Load the demo services with a year behind them. Does nothing when they are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="delete them first; only with DEMO=1")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"] and not settings.DEMO:
            raise CommandError("--again deletes the demo services, so it works only with DEMO=1.")
        if loading.is_there() and not options["again"]:
            self.stdout.write(f"{loading.NAME} is there already.")
        else:
            self._make_room()
            began = time.monotonic()
            loading.load(timezone.now())
            self.stdout.write(f"{loading.NAME} was loaded in {time.monotonic() - began:.0f} seconds.")
        self.stdout.write(f"The password of each is: {demo.PASSWORD}")
        for email, roles in demo.SIGN_INS:
            self.stdout.write(f"  {email:44} {roles}")

    def _make_room(self) -> None:
        """Take away what a load that was cut short left behind; never what could be somebody's own service."""
        if not loading.has_rest():
            return
        if not settings.DEMO:
            raise CommandError("A service has an address of the demo. It is taken away only with DEMO=1.")
        loading.unload()
