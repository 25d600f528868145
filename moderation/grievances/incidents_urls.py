"""Incidents, complaints, blocks, appeals and house rules; moderation/urls.py takes them in."""

from django.urls import path

from moderation.conduct import views_appeals, views_blocks, views_house_rules
from moderation.grievances import views_complaints, views_incidents

urlpatterns = [
    path("incidents/", views_incidents.index, name="incidents"),
    path("incidents/<int:incident_id>/", views_incidents.incident, name="incident"),
    path("incidents/<int:incident_id>/complaint/", views_complaints.new, name="new_complaint"),
    path("complaints/", views_complaints.index, name="complaints"),
    path("complaints/<int:complaint_id>/", views_complaints.complaint, name="complaint"),
    path("blocks/", views_blocks.index, name="blocks"),
    path("blocks/<int:block_id>/", views_blocks.block, name="block"),
    path("blocks/<int:block_id>/look-again/", views_appeals.log_for_block, name="log_block_appeal"),
    path("look-again/", views_appeals.index, name="appeals"),
    path("look-again/<int:appeal_id>/", views_appeals.appeal, name="appeal"),
    path("house-rules/", views_house_rules.index, name="house_rules"),
    path("house-rules/<int:rule_id>/", views_house_rules.rule, name="house_rule"),
    path("house-rules/<int:rule_id>/change/", views_house_rules.change_rule, name="change_house_rule"),
    path("<int:comment_id>/incident/", views_incidents.regroup, name="regroup"),
    path("<int:comment_id>/join/", views_incidents.join, name="join_incident"),
    path("<int:comment_id>/block/", views_blocks.new, name="block_writer"),
    path("<int:comment_id>/look-again/", views_appeals.log_for_comment, name="log_appeal"),
]
