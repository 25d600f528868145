"""Queue, one comment, escalations, incidents."""

from django.urls import path

from moderation import views

app_name = "inbox"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("counts/", views.counts, name="counts"),
    path("next/", views.next_comment, name="next"),
    path("log/", views.log, name="log"),
    path("incidents/<int:incident_id>/", views.incident, name="incident"),
    path("<int:comment_id>/", views.comment, name="comment"),
    path("<int:comment_id>/capture/", views.capture, name="capture"),
    path("<int:comment_id>/escalation/", views.escalation, name="escalation"),
    path("<int:comment_id>/hold/", views.hold, name="hold"),
    path("<int:comment_id>/release/", views.release, name="release"),
    path("<int:comment_id>/class/", views.category, name="category"),
    path("<int:comment_id>/flags/", views.flags, name="flags"),
    path("<int:comment_id>/concern/", views.concern, name="concern"),
    path("<int:comment_id>/step/", views.step, name="step"),
    path("<int:comment_id>/keep/", views.keep, name="keep"),
    path("<int:comment_id>/close/", views.close, name="close"),
    path("<int:comment_id>/reopen/", views.reopen, name="reopen"),
    path("<int:comment_id>/withdrawn/", views.withdrawn, name="withdrawn"),
]
