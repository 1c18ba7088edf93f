"""Where papers stand."""

from django.urls import path

from alliance.papers import api, views

PAGES = (
    path("papers/<str:ref>/attach/", views.attach, name="paper_attach"),
    path("papers/<uuid:paper>/", views.read, name="paper"),
    path("papers/<uuid:paper>/remove/", views.remove, name="paper_remove"),
)
API = (
    path("papers/", api.Papers.as_view(), name="api_papers"),
    path("papers/<uuid:paper>/", api.Paper.as_view(), name="api_paper"),
    path("papers/<uuid:paper>/file/", api.PaperFile.as_view(), name="api_paper_file"),
    path("papers/<uuid:paper>/remove/", api.RemovePaper.as_view(), name="api_paper_remove"),
)
