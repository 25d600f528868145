"""Several services side by side, in counts alone."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "across"
urlpatterns: list[URLPattern] = []
