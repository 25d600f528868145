"""Packs of evidence: asked for, made in the background, downloaded (DESIGN 8)."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "evidence"
urlpatterns: list[URLPattern] = []
