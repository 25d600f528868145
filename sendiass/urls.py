"""Every address. What lies below `<service>/` belongs to that service (accounts.middleware resolves it)."""

from django.conf import settings
from django.urls import include, path

from channels.connection_views import returned
from insights import views as insights_views
from posts.planning.feed_views import feed
from posts.writing.short_link_views import follow

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("healthz", insights_views.healthz, name="healthz"),
    path("readyz", insights_views.readyz, name="readyz"),
    path("sandbox/", include("channels.sandbox.urls")),
    path("channels/return/", returned, name="channel-return"),
    path("hooks/", include("channels.webhook_urls")),
    path("feeds/<str:secret>.ics", feed, name="feed"),
    path("l/<str:code>", follow, name="short-link"),
    path("services/", include("insights.across.urls")),
    path("", include("accounts.urls")),
]

if settings.DEBUG or settings.DEMO:
    from sendiass.gallery import gallery

    urlpatterns.append(path("components/", gallery, name="gallery"))

urlpatterns += [
    path("<slug:slug>/", include("moderation.public_urls")),
    path("<slug:service>/compliance/evidence/", include("insights.evidence.urls")),
    path("<slug:service>/compliance/reports/", include("insights.reports.urls")),
    path("<slug:service>/", include("insights.urls")),
    path("<slug:service>/insights/", include("insights.figures.urls")),
    path("<slug:service>/records/", include("insights.records.urls")),
    path("<slug:service>/settings/", include("accounts.service_urls")),
    path("<slug:service>/policies/", include("policies.urls")),
    path("<slug:service>/policies/<int:version_id>/backtest/", include("posts.checking.backtest_urls")),
    path("<slug:service>/channels/", include("channels.urls")),
    path("<slug:service>/posts/links/", include("posts.writing.short_link_urls")),
    path("<slug:service>/posts/", include("posts.urls")),
    path("<slug:service>/calendar/", include("posts.planning.calendar_urls")),
    path("<slug:service>/inbox/", include("moderation.urls")),
    path("<slug:service>/history/", include("audit.urls")),
]
