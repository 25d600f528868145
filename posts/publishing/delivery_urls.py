"""One delivery: whether it went out, and putting it out by hand. Included in posts/urls.py."""

from django.urls import path

from posts.publishing import correction_views, delivery_views

urlpatterns = [
    path("<int:delivery_id>/", delivery_views.delivery, name="delivery"),
    path("<int:delivery_id>/answer/", delivery_views.answer, name="delivery_answer"),
    path("<int:delivery_id>/put-out/", delivery_views.put_out, name="delivery_put_out"),
    path("<int:delivery_id>/give-up/", delivery_views.give_up, name="delivery_give_up"),
    path("<int:delivery_id>/try-again/", delivery_views.try_again, name="delivery_try_again"),
    path("changes/<int:change_id>/done/", correction_views.change_done, name="change_done"),
]
