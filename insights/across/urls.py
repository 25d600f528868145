"""Several services side by side, in counts alone."""

from __future__ import annotations

from django.urls import path

from insights.across import views

app_name = "across"
urlpatterns = [
    path("", views.services, name="services"),
    path("services.csv", views.download, {"kind": "csv"}, name="csv"),
    path("services.xlsx", views.download, {"kind": "xlsx"}, name="xlsx"),
]
