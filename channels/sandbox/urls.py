"""The training network as visitors see it; open to anybody. The service is named `sandbox` here, as nobody has to be
a member of it."""

from django.urls import path

from channels.sandbox import views

app_name = "sandbox"
urlpatterns = [
    path("<slug:sandbox>/", views.timeline, name="timeline"),
    path("<slug:sandbox>/message/", views.message, name="message"),
    path("<slug:sandbox>/write/", views.write_own, name="write_own"),
    path("<slug:sandbox>/follow/", views.follow, name="follow"),
    path("<slug:sandbox>/posts/<uuid:key>/mark/", views.mark, name="mark"),
    path("<slug:sandbox>/posts/<uuid:key>/comment/", views.comment, name="comment"),
    path("<slug:sandbox>/posts/<uuid:key>/pictures/<int:number>/", views.picture, name="picture"),
    path("<slug:sandbox>/comments/<uuid:key>/answer/", views.answer, name="answer"),
    path("<slug:sandbox>/comments/<uuid:key>/change/", views.change, name="change"),
    path("<slug:sandbox>/comments/<uuid:key>/take-away/", views.take_away, name="take_away"),
]
