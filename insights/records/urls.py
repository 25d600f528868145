"""A search over everything that was ever published, for answers under freedom-of-information law."""

from __future__ import annotations

from django.urls import path

from insights.records import views

app_name = "records"
urlpatterns = [
    path("", views.index, name="search"),
    path("take/", views.take, name="take"),
]
