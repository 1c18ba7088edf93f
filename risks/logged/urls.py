"""Where assumptions, issues and dependencies stand."""

from django.urls import path

from risks.logged import api, views

ONE = "risks/logged/<slug:letters>-<int:number>"

PAGES = (
    path("risks/logged/", views.logged, name="logged"),
    path("risks/logged/new/", views.note, name="logged_note"),
    path(f"{ONE}/", views.entry, name="logged_entry"),
    path(f"{ONE}/review/", views.act, {"verb": "review"}, name="logged_review"),
    path(f"{ONE}/close/", views.act, {"verb": "close"}, name="logged_close"),
    path(f"{ONE}/reopen/", views.act, {"verb": "reopen"}, name="logged_reopen"),
    path(f"{ONE}/link/", views.act, {"verb": "link"}, name="logged_link"),
)
API = (
    path("risks/logged", api.LoggedEntries.as_view(), name="api_logged"),
    path(ONE, api.LoggedEntry.as_view(), name="api_logged_entry"),
    path(f"{ONE}/reviews", api.LoggedReviews.as_view(), name="api_logged_reviews"),
    path(f"{ONE}/closes", api.LoggedCloses.as_view(), name="api_logged_closes"),
    path(f"{ONE}/reopens", api.LoggedReopens.as_view(), name="api_logged_reopens"),
    path(f"{ONE}/links", api.LoggedLinks.as_view(), name="api_logged_links"),
)
