"""Addresses of pages below a service."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import Service


def address(name: str, service: Service, *args: int | str) -> str:
    """The path of a page of this service: address("posts:post", service, 12)."""
    return reverse(name, args=[service.slug, *args])
