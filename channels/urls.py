"""The service's accounts on networks."""

from django.urls import path

from channels import views

app_name = "channels"
urlpatterns = [
    path("", views.index, name="list"),
    path("add/", views.add, name="add"),
    path("<int:channel_id>/", views.edit, name="edit"),
]
