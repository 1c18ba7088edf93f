"""The front desk: home, each alliance's front page, the API's description, and the signs of life."""

from django.urls import path

from alliance.desk import api, views

PAGES = (path("", views.front, name="alliance_home"), path("log/", views.log, name="log"))
API = (path("log", api.Log.as_view(), name="api_log"),)
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("api/v1/me/", api.Me.as_view(), name="api_me"),
    path("api/v1/alliances/", api.Alliances.as_view(), name="api_alliances"),
    path("api/v1/schema/", api.Schema.as_view(), name="api_schema"),
    path("api/v1/docs/", api.Docs.as_view(), name="api_docs"),
]
