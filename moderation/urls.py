"""Queue, one comment, escalations, incidents."""

from django.urls import path

from moderation.coming_in import views_log, views_reading
from moderation.grievances import incidents_urls
from moderation.handling import views_comment
from moderation.importing import views_import
from moderation.inbox import views_bulk, views_inbox, views_queue
from moderation.keeping import views_keeping
from moderation.learning import views_learning
from moderation.safety import views_escalation as views

app_name = "inbox"
urlpatterns = [
    path("", views_queue.queue, name="queue"),
    path("counts/", views_queue.counts, name="counts"),
    path("next/", views_queue.next_comment, name="next"),
    path("preferences/", views_inbox.own_preferences, name="preferences"),
    path("filters/", views_inbox.filters, name="filters"),
    path("filters/<int:filter_id>/", views_inbox.change_filter, name="change_filter"),
    path("together/", views_bulk.hide_and_close, name="bulk"),
    path("together/<int:action_id>/", views_bulk.one_action, name="bulk_action"),
    path("abuse/", views_inbox.abuse, name="abuse"),
    path("log/", views_log.log, name="log"),
    path("import/", views_import.imports, name="imports"),
    path("import/<int:import_id>/", views_import.one_import, name="import"),
    path("sorting/", views_learning.sorting, name="sorting"),
    path("sorting/choose/", views_learning.choose, name="sorting_choose"),
    path("reading/", views_reading.reading, name="reading"),
    path("reading/gaps/<int:gap_id>/", views_reading.looked, name="looked"),
    path("reading/watches/new/", views_reading.new_watch, name="new_watch"),
    path("reading/watches/<int:watch_id>/", views_reading.watch, name="watch"),
    path("keeping/", views_keeping.keeping, name="keeping"),
    path("keeping/purge/<int:run_id>/", views_keeping.purge, name="purge"),
    path("keeping/holds/new/", views_keeping.new_hold, name="new_hold"),
    path("keeping/holds/<int:hold_id>/", views_keeping.legal_hold, name="legal_hold"),
    path("keeping/requests/new/", views_keeping.new_data_request, name="new_data_request"),
    path("keeping/requests/<int:request_id>/", views_keeping.data_request, name="data_request"),
    path("keeping/requests/<int:request_id>/file/", views_keeping.data_request_file, name="data_request_file"),
    path("<int:comment_id>/", views_comment.comment, name="comment"),
    path("<int:comment_id>/capture/", views_comment.capture, name="capture"),
    path("<int:comment_id>/screenshot/", views_log.screenshot, name="screenshot"),
    path("<int:comment_id>/escalation/", views.escalation, name="escalation"),
    path("<int:comment_id>/hold/", views_comment.hold, name="hold"),
    path("<int:comment_id>/release/", views_comment.release, name="release"),
    path("<int:comment_id>/take-over/", views_comment.take_over, name="take_over"),
    path("<int:comment_id>/hand-over/", views_comment.hand_over, name="hand_over"),
    path("<int:comment_id>/abuse/", views_comment.report_abuse, name="report_abuse"),
    path("<int:comment_id>/class/", views_comment.category, name="category"),
    path("<int:comment_id>/flags/", views_comment.flags, name="flags"),
    path("<int:comment_id>/concern/", views_comment.concern, name="concern"),
    path("<int:comment_id>/step/", views_comment.step, name="step"),
    path("<int:comment_id>/keep/", views_comment.keep, name="keep"),
    path("<int:comment_id>/close/", views_comment.close, name="close"),
    path("<int:comment_id>/reopen/", views_comment.reopen, name="reopen"),
    path("<int:comment_id>/withdrawn/", views_comment.withdrawn, name="withdrawn"),
    path("<int:comment_id>/still-there/", views_comment.still_there, name="still_there"),
    *incidents_urls.urlpatterns,
]
