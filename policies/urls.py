"""Documents, versions, the editor of a draft, reviews, quiet periods."""

from django.urls import path

from policies import views, views_coverage, views_draft, views_exceptions, views_questions, views_reading

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
    path("reading/", views_reading.index, name="readings"),
    path("reading/csv/", views_reading.download, name="readings_csv"),
    path("reading/<int:campaign_id>/", views_reading.reading, name="reading"),
    path("reading/<int:campaign_id>/text/", views_reading.text, name="reading_text"),
    path("reading/<int:campaign_id>/questions/", views_reading.ask, name="reading_questions"),
    path("reading/<int:campaign_id>/accept/", views_reading.accept, name="accept_reading"),
    path("reading/<int:campaign_id>/people/", views_reading.people, name="reading_people"),
    path("reading/<int:campaign_id>/people/csv/", views_reading.download, name="reading_csv"),
    path("reading/<int:campaign_id>/people/<int:reading_id>/", views_reading.extend, name="extend_reading"),
    path("reading/<int:campaign_id>/took-part/", views_reading.took_part, name="took_part"),
    path("reading/<int:campaign_id>/record/", views_reading.record, name="record_training"),
    path("training/new/", views_reading.new_training, name="new_training"),
    path("<int:version_id>/", views.version, name="version"),
    path("<int:version_id>/move/<slug:verb>/", views.move, name="move"),
    path("<int:version_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:version_id>/rules/", views_draft.rules, name="rules"),
    path("<int:version_id>/rules/<slug:rule>/", views_draft.rule, name="rule"),
    path("<int:version_id>/templates/", views_draft.templates, name="templates"),
    path("<int:version_id>/templates/new/", views_draft.template, name="new_template"),
    path("<int:version_id>/templates/<int:template_id>/", views_draft.template, name="template"),
    path("<int:version_id>/templates/<int:template_id>/remove/", views_draft.remove_template, name="remove_template"),
    path("<int:version_id>/coverage/", views_coverage.page, name="coverage"),
    path("<int:version_id>/coverage.csv", views_coverage.spreadsheet, name="coverage_csv"),
    path("<int:version_id>/questions/", views_questions.index, name="questions"),
    path("<int:version_id>/questions/new/", views_questions.question, name="new_question"),
    path("<int:version_id>/questions/<int:question_id>/", views_questions.question, name="question"),
    path("<int:version_id>/questions/<int:question_id>/move/", views_questions.move_question, name="move_question"),
    path(
        "<int:version_id>/questions/<int:question_id>/remove/", views_questions.remove_question, name="remove_question"
    ),
    path("<int:version_id>/readers/", views_questions.readers, name="readers"),
    path("<int:version_id>/edit/", views_draft.edit, name="edit"),
    path("<int:version_id>/facts/", views_draft.facts, name="facts"),
    path("<int:version_id>/clocks/", views_draft.clocks, name="clocks"),
    path("<int:version_id>/sections/new/", views_draft.section, name="new_section"),
    path("<int:version_id>/sections/<int:section_id>/", views_draft.section, name="section"),
    path("<int:version_id>/sections/<int:section_id>/confirm/", views_draft.confirm, name="confirm_section"),
    path("<int:version_id>/sections/<int:section_id>/move/", views_draft.move_section, name="move_section"),
    path("<int:version_id>/sections/<int:section_id>/remove/", views_draft.remove_section, name="remove_section"),
]
