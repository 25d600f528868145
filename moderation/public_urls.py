"""What a service shows to anybody. It is named `slug` here, as nobody has to be a member of it."""

from django.urls import path

from moderation.conduct import public_views
from moderation.learning import views_learning

app_name = "public"
urlpatterns = [
    path("house-rules/", public_views.house_rules_page, name="house_rules"),
    path("look-again/", public_views.look_again, name="look_again"),
    path("how-we-sort-comments/", views_learning.how_we_sort, name="how_we_sort"),
]
