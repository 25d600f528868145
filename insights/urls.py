"""Home, compliance, health."""

from django.urls import path

from insights import views

app_name = "insights"
urlpatterns = [
    path("", views.home, name="home"),
    path("compliance/", views.compliance, name="compliance"),
    path("compliance/area/<slug:area>/", views.area, name="area"),
    path("compliance/<slug:figure>/", views.figure_rows, name="figure"),
    path("compliance/<slug:figure>/rows.csv", views.take_rows, name="figure_csv"),
]
