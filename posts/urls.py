"""List, editor, review, history."""

from django.urls import include, path

from posts import correction_views, library_views, views

app_name = "posts"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("check/", views.check, name="check"),
    path("<int:post_id>/", views.post, name="post"),
    path("<int:post_id>/correct/", correction_views.correct, name="correct"),
    path("<int:post_id>/edit/", views.edit, name="edit"),
    path("media/<int:media_id>/", library_views.serve, name="media"),
    path("library/", include("posts.library_urls")),
    path("deliveries/", include("posts.delivery_urls")),
    path("campaigns/", include("posts.campaign_urls")),
]
