"""Pages of figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from insights.figures import views_import, views_months

app_name = "figures"
MONTHS: list[URLPattern] = [
    path("", views_months.index, name="months"),
    path("type/<str:month>/", views_months.type_month, name="type"),
    path("note/<int:channel_id>/<str:month>/", views_months.note, name="note"),
    path("export/", views_months.export, name="export"),
    path("import/", views_import.index, name="imports"),
    path("import/<int:import_id>/columns/", views_import.columns, name="columns"),
    path("import/<int:import_id>/", views_import.show, name="import"),
]
POSTS: list[URLPattern] = []
OBJECTIVES: list[URLPattern] = []
urlpatterns = [*MONTHS, *POSTS, *OBJECTIVES]
