"""What happened, who did it, when."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.history, name="history"),
    path("chain/", views.chain, name="chain"),
    path("check/", views.check, name="check"),
    path("download/", views.download, name="download"),
]
