"""Write down that a backup was made, for the compliance page (docs/operations.md)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from insights import health


class Command(BaseCommand):
    help = "Note that a backup of the database was made just now; the compliance page says when the last one was."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        health.note_backup(now)
        self.stdout.write(f"A backup is noted for {now:%Y-%m-%d %H:%M} UTC.")
