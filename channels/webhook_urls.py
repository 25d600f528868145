"""Addresses for networks, outside any service."""

from django.urls import path

from channels import webhook_views

app_name = "hooks"
urlpatterns = [path("facebook/", webhook_views.facebook, name="facebook")]
