"""Addresses of pages below a service."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Service
from insights.spans import OfDays


def address(name: str, service: Service, *args: int | str) -> str:
    """The path of a page of this service: address("posts:post", service, 12)."""
    return reverse(name, args=[service.slug, *args])


def rows_of(figure: str, span: OfDays, **part: str) -> str:
    """The path of the rows behind a figure, or of a part of them: rows_of("overridden", span, rule="tone")."""
    return address("insights:figure", span.service, figure) + f"?{urlencode({**span.asked, **part})}"
