"""Where reserved powers stand."""

from django.urls import path

from alliance.reserved import api, views

PAGES = (
    path("decisions/reserved-powers/", views.meter, name="reserved"),
    path("decisions/reserved-powers/reserved-powers.csv", views.meter_file, name="reserved_csv"),
)
API = (path("reserved-powers", api.ReservedPowers.as_view(), name="api_reserved"),)
