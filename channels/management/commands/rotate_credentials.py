"""manage.py rotate_credentials: every channel's credentials under the newest key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from channels import credentials


class Command(BaseCommand):
    help = "Encrypts the credentials of every channel anew, with the first key of CREDENTIALS_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        written, unreadable = credentials.rotate_all()
        self.stdout.write(f"{written} written with the newest key.")
        if unreadable:
            which = ", ".join(map(str, unreadable))
            raise CommandError(f"No key opens the credentials of the channels {which}. Connect them again.")
        self.stdout.write("The older keys can be taken out of CREDENTIALS_KEYS.")
