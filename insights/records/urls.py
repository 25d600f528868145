"""A search over everything that was ever published, for answers under freedom-of-information law."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "records"
urlpatterns: list[URLPattern] = []
