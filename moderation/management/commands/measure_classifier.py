"""Measures the weights that are shipped, for the model card in the app."""

from typing import Any

from django.core.management.base import BaseCommand

from moderation.learning import card


class Command(BaseCommand):
    help = "Measure the shipped weights on the kept part and write the figures that the model card shows."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        figures = card.write_shipped()
        self.stdout.write(f"{card.SHIPPED.name}: model {figures['model']}, {figures['kept_comments']} comments")
