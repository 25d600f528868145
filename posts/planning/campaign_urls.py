"""Campaigns, below posts/."""

from django.urls import path

from posts.planning import campaign_views as views

urlpatterns = [
    path("", views.index, name="campaigns"),
    path("new/", views.new, name="new_campaign"),
    path("<int:campaign_id>/", views.campaign, name="campaign"),
    path("<int:campaign_id>/edit/", views.edit, name="edit_campaign"),
]
