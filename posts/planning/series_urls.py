"""Series, below posts/."""

from django.urls import path

from posts.planning import series_views as views

urlpatterns = [
    path("", views.index, name="series"),
    path("new/", views.new, name="new_series"),
    path("<int:series_id>/", views.series, name="one_series"),
    path("<int:series_id>/edit/", views.edit, name="edit_series"),
]
