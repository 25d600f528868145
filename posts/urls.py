"""List, editor, review, history."""

from django.urls import include, path

from posts import views

app_name = "posts"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("check/", views.check, name="check"),
    path("<int:post_id>/", views.post, name="post"),
    path("<int:post_id>/edit/", views.edit, name="edit"),
    path("media/<int:media_id>/", views.media, name="media"),
    path("deliveries/", include("posts.delivery_urls")),
]
