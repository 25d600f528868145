"""A service's settings: people, roles, deputies, hours, the pause of sending."""

from django.urls import path

from accounts import views

app_name = "settings"
urlpatterns = [
    path("", views.service_settings, name="service"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<int:invitation_id>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("people/<int:membership_id>/roles/", views.roles, name="roles"),
    path("people/<int:membership_id>/phone/", views.phone, name="phone"),
    path("people/<int:membership_id>/end/", views.end_access, name="end_access"),
    path("people/<int:membership_id>/restore/", views.restore_access, name="restore_access"),
    path("deputies/add/", views.add_deputy, name="add_deputy"),
    path("deputies/<int:deputy_id>/end/", views.end_deputy, name="end_deputy"),
    path("pause/", views.pause, name="pause"),
]
