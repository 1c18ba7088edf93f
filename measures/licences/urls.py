"""Where licences stand."""

from django.urls import path

from measures.licences import api, views

PAGES = (
    path("measures/licences/", views.licences, name="licences"),
    path("measures/licences/note/", views.note, name="licence_note"),
)
API = (path("measures/licences", api.Licences.as_view(), name="api_licences"),)
