"""manage.py network_table: what can be done on each network, as docs/networks.md holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from channels import abilities

PAGE = Path(settings.BASE_DIR) / "docs" / "networks.md"
BEGINS, ENDS = "<!-- table: manage.py network_table --write -->\n", "\n<!-- end of table -->"


class Command(BaseCommand):
    help = "Prints the table of docs/networks.md from the connectors; with --write, puts it there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(abilities.markdown())
            return
        before, _, rest = PAGE.read_text().partition(BEGINS)
        PAGE.write_text(f"{before}{BEGINS}{abilities.markdown()}{ENDS}{rest.partition(ENDS)[2]}")
