"""The first filling of the counts that are made ahead."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Service
from insights.summaries import refreshing


class Command(BaseCommand):
    help = "Count the months of every service that were never counted. Goes on where it was cut short."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--service", metavar="SLUG", help="only this one")
        parser.add_argument("--again", action="store_true", help="count months anew that were counted")

    def handle(self, *args: Any, **options: Any) -> None:
        services = Service.objects.order_by("pk")
        if options["service"]:
            services = services.filter(slug=options["service"])
            if not services:
                raise CommandError(f"There is no service {options['service']}.")
        began, months = time.monotonic(), 0
        for number, (_, counted) in enumerate(
            refreshing.fill(services, timezone.now(), again=options["again"]), start=1
        ):
            months += counted
            if number % 10 == 0:
                self.stdout.write(f"{number} services, {months:,} months")
        self.stdout.write(f"Counted {months:,} months in {time.monotonic() - began:.0f} seconds.")
