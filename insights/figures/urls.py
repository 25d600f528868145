"""Pages of figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from insights.figures import views_best_times, views_import, views_months, views_objectives, views_posts

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
POSTS: list[URLPattern] = [
    path("posts/", views_posts.index, name="posts"),
    path("posts/<int:post_id>/", views_posts.one, name="post"),
    path("best-times/", views_best_times.index, name="best_times"),
]
OBJECTIVES: list[URLPattern] = [
    path("objectives/", views_objectives.index, name="objectives"),
    path("objectives/<int:objective_id>/", views_objectives.show, name="objective"),
]
urlpatterns = [*MONTHS, *POSTS, *OBJECTIVES]
