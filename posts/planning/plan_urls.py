"""Plans in and out, below posts/."""

from django.urls import path

from posts.planning import plan_views as views

urlpatterns = [
    path("", views.index, name="plans"),
    path("<int:plan_id>/", views.plan, name="plan"),
    path("export/", views.export, name="export_plan"),
    path("template/", views.template, name="plan_template"),
]
