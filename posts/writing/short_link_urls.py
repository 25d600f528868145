"""Short links of our own, below posts/links/. The address that people follow is /l/<code>, in sendiass/urls.py."""

from __future__ import annotations

from django.urls import path

from posts.writing import short_link_views

app_name = "links"
urlpatterns = [
    path("", short_link_views.index, name="list"),
    path("<int:link_id>/", short_link_views.link, name="link"),
    path("<int:link_id>/stop/", short_link_views.stop, name="stop"),
    path("<int:link_id>/restore/", short_link_views.restore, name="restore"),
]
