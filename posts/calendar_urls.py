"""Month and agenda."""

from django.urls import path

from posts import calendar_views

app_name = "calendar"
urlpatterns = [path("", calendar_views.month, name="month")]
