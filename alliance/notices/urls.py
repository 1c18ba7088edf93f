"""Where a person's own notices stand, and the link that ends a kind of letter."""

from django.urls import path

from alliance.notices import api, views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/seen/", views.seen, name="notices_seen"),
    path("notices/stop/<str:link>/", views.stop, name="notices_stop"),
    path("api/v1/me/notices/", api.Notices.as_view(), name="api_notices"),
    path("api/v1/me/notices/choices/", api.NoticeChoices.as_view(), name="api_notice_choices"),
]
