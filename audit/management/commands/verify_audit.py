"""`manage.py verify_audit`: walks every service's chain and names the first broken link."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Service
from audit.models import Event
from audit.services import first_broken_link


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
            event = first_broken_link(service)
            count = Event.objects.filter(service=service).count()
            if event is None:
                self.stdout.write(f"{service.slug}: {count} events, unbroken")
                continue
            broken += 1
            self.stdout.write(
                f"{service.slug}: broken at event {event.number} ({event.kind}) of {event.at.isoformat()}"
            )
        if broken:
            raise CommandError(f"{broken} of {chosen.count()} chains do not hold.")
