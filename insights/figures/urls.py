"""Pages of figures."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "figures"
MONTHS: list[URLPattern] = []
POSTS: list[URLPattern] = []
OBJECTIVES: list[URLPattern] = []
urlpatterns = [*MONTHS, *POSTS, *OBJECTIVES]
