"""The library and the consents, below posts/library/."""

from django.urls import path

from posts.media import consent_views, library_views

urlpatterns = [
    path("", library_views.index, name="library"),
    path("add/", library_views.add, name="library_add"),
    path("<int:media_id>/", library_views.file, name="library_file"),
    path("<int:media_id>/people/", library_views.people, name="library_people"),
    path("<int:media_id>/captions/", library_views.captions, name="library_captions"),
    path("<int:media_id>/captions.vtt", library_views.serve_captions, name="library_captions_file"),
    path("<int:media_id>/archive/", library_views.archive, name="library_archive"),
    path("<int:media_id>/restore/", library_views.restore, name="library_restore"),
    path("consents/", consent_views.index, name="consents"),
    path("consents/add/", consent_views.add, name="consent_add"),
    path("consents/<int:consent_id>/", consent_views.consent, name="consent"),
    path("consents/<int:consent_id>/withdraw/", consent_views.withdraw, name="consent_withdraw"),
]
