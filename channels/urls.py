"""The service's accounts on networks."""

from django.urls import path

from channels import affiliated_views, connection_views, following_views, profile_views, risk_views, views

app_name = "channels"
urlpatterns = [
    path("", views.index, name="list"),
    path("add/", views.add, name="add"),
    path("affiliated/", affiliated_views.index, name="affiliated"),
    path("affiliated/add/", affiliated_views.add, name="add_affiliated"),
    path("affiliated/<int:account_id>/check/", affiliated_views.check, name="check_affiliated"),
    path("affiliated/<int:account_id>/take/", affiliated_views.take, name="take_affiliated"),
    path("affiliated/<int:account_id>/training/", affiliated_views.training, name="training_affiliated"),
    path("following/", following_views.index, name="following"),
    path("following/add/", following_views.add, name="add_following"),
    path("following/list.csv", following_views.download, name="following_csv"),
    path("following/<int:following_id>/", following_views.edit, name="edit_following"),
    path("following/<int:following_id>/tick/", following_views.tick, name="tick_following"),
    path("following/<int:following_id>/remove/", following_views.remove, name="remove_following"),
    path("<int:channel_id>/", views.channel, name="channel"),
    path("<int:channel_id>/edit/", views.edit, name="edit"),
    path("<int:channel_id>/pilot/", views.move, {"verb": "pilot"}, name="pilot"),
    path("<int:channel_id>/live/", views.move, {"verb": "live"}, name="live"),
    path("<int:channel_id>/suspend/", views.move, {"verb": "suspend"}, name="suspend"),
    path("<int:channel_id>/connect/", connection_views.connect, name="connect"),
    path("<int:channel_id>/connect/choose/", connection_views.choose, name="choose"),
    path("<int:channel_id>/test/", connection_views.test, name="test"),
    path("<int:channel_id>/disconnect/", connection_views.disconnect, name="disconnect"),
    path("<int:channel_id>/profile/", profile_views.profile, name="profile"),
    path("<int:channel_id>/profile/edit/", profile_views.edit, name="edit_profile"),
    path("<int:channel_id>/profile/read/", profile_views.read, name="read_profile"),
    path("<int:channel_id>/profile/picture/", profile_views.picture, name="profile_picture"),
    path("<int:channel_id>/risks/", risk_views.show, name="risks"),
    path("<int:channel_id>/risks/edit/", risk_views.edit, name="edit_risks"),
    path("<int:channel_id>/risks/<int:assessment_id>/", risk_views.show, name="risk_assessment"),
    path("<int:channel_id>/risks/<int:assessment_id>/agree/", risk_views.agree, name="agree_risks"),
]
