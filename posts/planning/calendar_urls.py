"""The plan: month, week, agenda, paper; strategy, dates, and the address for other calendars."""

from django.urls import path

from posts.planning import calendar_views, dates_views, feed_views, filling_views, strategy_views

app_name = "calendar"
urlpatterns = [
    path("", calendar_views.month, name="month"),
    path("week/", calendar_views.week, name="week"),
    path("agenda/", calendar_views.agenda, name="agenda"),
    path("print/", calendar_views.print_month, name="print"),
    path("posts/<int:post_id>/move/", calendar_views.move, name="move"),
    path("fill/", filling_views.fill, name="fill"),
    path("strategy/", strategy_views.overview, name="strategy"),
    path("strategy/themes/", strategy_views.themes, name="themes"),
    path("strategy/<int:channel_id>/", strategy_views.channel, name="channel"),
    path("dates/", dates_views.index, name="dates"),
    path("dates/new/", dates_views.new, name="new_date"),
    path("dates/<int:date_id>/", dates_views.edit, name="date"),
    path("dates/<int:date_id>/take-out/", dates_views.take_out, name="take_out_date"),
    path("dates/key/<slug:key>/", dates_views.key_date, name="key_date"),
    path("subscribe/", feed_views.page, name="feed"),
]
