"""`manage.py verify_audit`: walks every service's chain and names the events that are not what they were."""

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
        if unknown := set(services) - set(chosen.values_list("slug", flat=True)):
            raise CommandError(f"No service is called {', '.join(sorted(unknown))}.")
        broken = 0
        for service in chosen:
            walk = Walk(service, known=checking.known(service))
            findings = walk.to_the_end()
            if not findings:
                self.stdout.write(f"{service.slug}: {walk.events:,} events, whole")
                continue
            broken += 1
            for finding in findings:
                self.stdout.write(f"{service.slug}: {finding.sentence}")
            if walk.more:
                self.stdout.write(f"{service.slug}: and {walk.more:,} more")
        if broken:
            raise CommandError(f"{broken} of {chosen.count()} chains do not hold.")
