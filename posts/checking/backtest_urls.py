"""Below a policy version: its rules over past posts."""

from django.urls import path

from posts.checking import backtest_views as views

app_name = "backtests"
urlpatterns = [
    path("", views.page, name="page"),
    path("panel/", views.panel, name="panel"),
    path("start/", views.start, name="start"),
    path("stop/", views.stop, name="stop"),
]
