"""`manage.py verify_audit`: walks every service's chain and names the events that are not what they were.

What it finds is kept as every look is: the pages say the same, and the service managers are told.
"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Service
from audit import checking
from audit.chain import Walk


class Command(BaseCommand):
    help = "Check that no audit event was changed, taken out or put in. Exits with 1 when one was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("services", nargs="*", help="slugs; all services when none is named")

    def handle(self, *args, services: list[str], **options) -> None:
        chosen = Service.objects.filter(slug__in=services) if services else Service.objects.all()
        if strange := set(services) - set(chosen.values_list("slug", flat=True)):
            raise CommandError(f"No service is called {', '.join(sorted(strange))}.")
        broken = unknown = 0
        for service in chosen:
            walk = checking.look_over(service)
            if walk is None:
                unknown += 1
                self.stdout.write(f"{service.slug}: a worker took this look over; the history says what it finds")
            elif not walk.findings:
                self.stdout.write(f"{service.slug}: {walk.events:,} events, whole")
            else:
                broken += 1
                self._name(service, walk)
        if broken:
            raise CommandError(f"{broken} of {chosen.count()} chains do not hold.")
        if unknown:
            raise CommandError(f"{unknown} of {chosen.count()} chains were not looked over to their end.")

    def _name(self, service: Service, walk: Walk) -> None:
        for finding in walk.findings:
            self.stdout.write(f"{service.slug}: {finding.sentence}")
        if walk.more:
            self.stdout.write(f"{service.slug}: and {walk.more:,} more")
