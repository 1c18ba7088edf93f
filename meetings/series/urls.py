"""Where series stand."""

from django.urls import path

from meetings.series import api, views

PAGES = (
    path("meetings/series/", views.all_series, name="series"),
    path("meetings/series/new/", views.begin, name="series_begin"),
    path("meetings/series/<uuid:series>/more/", views.extend, name="series_extend"),
)
API = (
    path("meetings/series/", api.AllSeries.as_view(), name="api_series"),
    path("meetings/series/<uuid:series>/more/", api.ExtendSeries.as_view(), name="api_series_extend"),
)
