"""Where the board stands."""

from django.urls import path

from measures.due import api, views

PAGES = (path("measures/due/", views.board, name="due"),)
API = (path("measures/due", api.Due.as_view(), name="api_due"),)
