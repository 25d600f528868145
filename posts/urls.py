"""List, editor, review, history."""

from django.urls import include, path

from posts import views
from posts.media import library_views
from posts.publishing import correction_views
from posts.reviewing import note_views
from posts.writing import starting_views, version_views

app_name = "posts"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("new/what/", starting_views.begin, name="begin"),
    path("check/", views.check, name="check"),
    path("card/", views.card, name="card"),
    path("templates/", starting_views.templates, name="templates"),
    path("templates/new/", starting_views.new_template, name="new_template"),
    path("templates/<int:template_id>/", starting_views.template, name="template"),
    path("templates/<int:template_id>/archive/", starting_views.archive_template, name="archive_template"),
    path("templates/<int:template_id>/restore/", starting_views.restore_template, name="restore_template"),
    path("<int:post_id>/", views.post, name="post"),
    path("<int:post_id>/correct/", correction_views.correct, name="correct"),
    path("<int:post_id>/edit/", views.edit, name="edit"),
    path("<int:post_id>/again/", starting_views.use_again, name="use_again"),
    path("<int:post_id>/versions/", version_views.index, name="versions"),
    path("<int:post_id>/versions/restore/", version_views.restore, name="restore_version"),
    path("<int:post_id>/notes/", note_views.write, name="write_note"),
    path("<int:post_id>/notes/<int:note_id>/answer/", note_views.answer, name="answer_note"),
    path("<int:post_id>/notes/<int:note_id>/settle/", note_views.settle, name="settle_note"),
    path("<int:post_id>/notes/<int:note_id>/reopen/", note_views.reopen, name="reopen_note"),
    path("media/<int:media_id>/", library_views.serve, name="media"),
    path("library/", include("posts.media.library_urls")),
    path("deliveries/", include("posts.publishing.delivery_urls")),
    path("campaigns/", include("posts.planning.campaign_urls")),
    path("series/", include("posts.planning.series_urls")),
    path("plans/", include("posts.planning.plan_urls")),
]
