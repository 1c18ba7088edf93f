"""Where the catalogue of instruments stands."""

from django.urls import path

from measures.instruments import api, views

PAGES = (
    path("measures/instruments/", views.catalogue, name="instruments"),
    path("measures/instruments/<slug:id>/", views.instrument, name="instrument"),
)
API = (
    path("measures/instruments", api.Catalogue.as_view(), name="api_instruments"),
    path("measures/instruments/<slug:id>", api.OneInstrument.as_view(), name="api_instrument"),
)
