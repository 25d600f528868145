"""Addresses outside any service: the door, invitations, the demo's change of person."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.start, name="start"),
    path("invitation/<str:token>/", views.accept, name="accept"),
    path("demo/become/", views.become, name="become"),
]
