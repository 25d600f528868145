"""Packs of evidence, below /<service>/compliance/evidence/."""

from __future__ import annotations

from django.urls import path

from insights.evidence import views
from insights.evidence.pages import ASK_OF

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="list"),
    *(path(f"{name}/<int:thing_id>/", views.ask, {"kind": str(kind)}, name=name) for kind, name in ASK_OF.items()),
    path("<int:pack_id>/", views.pack, name="pack"),
    path("<int:pack_id>/file/", views.file, name="file"),
]
