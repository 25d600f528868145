"""Documents, versions, the editor of a draft, reviews, quiet periods."""

from django.urls import path

from policies import views, views_draft, views_exceptions

app_name = "policies"
urlpatterns = [
    path("", views.policy_list, name="list"),
    path("new/", views.new, name="new"),
    path("document/<int:policy_id>/start/", views.start, name="start"),
    path("document/<int:policy_id>/review/", views.review, name="review"),
    path("exceptions/", views_exceptions.index, name="exceptions"),
    path("exceptions/<int:exception_id>/decide/", views_exceptions.decide, name="decide_exception"),
    path("exceptions/<int:exception_id>/end/", views_exceptions.end, name="end_exception"),
    path("quiet-periods/", views.quiet_periods, name="quiet_periods"),
    path("quiet-periods/<int:period_id>/end/", views.end_quiet_period, name="end_quiet_period"),
    path("<int:version_id>/", views.version, name="version"),
    path("<int:version_id>/move/<slug:verb>/", views.move, name="move"),
    path("<int:version_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:version_id>/rules/", views_draft.rules, name="rules"),
    path("<int:version_id>/rules/<slug:rule>/", views_draft.rule, name="rule"),
    path("<int:version_id>/templates/", views_draft.templates, name="templates"),
    path("<int:version_id>/templates/new/", views_draft.template, name="new_template"),
    path("<int:version_id>/templates/<int:template_id>/", views_draft.template, name="template"),
    path("<int:version_id>/templates/<int:template_id>/remove/", views_draft.remove_template, name="remove_template"),
    path("<int:version_id>/edit/", views_draft.edit, name="edit"),
    path("<int:version_id>/facts/", views_draft.facts, name="facts"),
    path("<int:version_id>/clocks/", views_draft.clocks, name="clocks"),
    path("<int:version_id>/sections/new/", views_draft.section, name="new_section"),
    path("<int:version_id>/sections/<int:section_id>/", views_draft.section, name="section"),
    path("<int:version_id>/sections/<int:section_id>/move/", views_draft.move_section, name="move_section"),
    path("<int:version_id>/sections/<int:section_id>/remove/", views_draft.remove_section, name="remove_section"),
]
