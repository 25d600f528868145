"""The compliance report by e-mail, and those that were made."""

from __future__ import annotations

from django.urls import path

from insights.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.list_of_reports, name="list"),
    path("order/", views.order, name="order"),
    path("stop/", views.stop, name="stop"),
    path("<int:report_id>/", views.report, name="report"),
    path("<int:report_id>/excel/", views.workbook, name="workbook"),
]
