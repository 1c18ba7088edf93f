"""Where the matrix and the appetite stand."""

from django.urls import path

from risks.appetite import api, views

PAGES = (
    path("risks/matrix/", views.matrix, name="risk_matrix"),
    path("risks/matrix/adopt/", views.adopt, name="risk_matrix_adopt"),
    path("risks/appetite/", views.appetite, name="risk_appetite"),
    path("risks/appetite/set/", views.set_appetite, name="risk_appetite_set"),
)
API = (
    path("risks/matrix", api.Matrices.as_view(), name="api_risk_matrix"),
    path("risks/appetite", api.Appetites.as_view(), name="api_risk_appetite"),
)
