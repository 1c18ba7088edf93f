"""Where mandates stand under an alliance's address."""

from django.urls import path

from alliance.mandates import api, views

PAGES = (
    path("people/mandates/new/", views.grant, name="mandate_grant"),
    path("people/mandates/<uuid:mandate>/end/", views.end, name="mandate_revoke"),
)
API = (
    path("mandates/", api.Mandates.as_view(), name="api_mandates"),
    path("mandates/<uuid:mandate>/end/", api.MandateEnd.as_view(), name="api_mandate_end"),
)
