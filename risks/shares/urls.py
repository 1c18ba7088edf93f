"""Where gain and pain stand."""

from django.urls import path

from risks.shares import api, views

PAGES = (
    path("risks/shares/", views.shares, name="shares"),
    path("risks/shares/new/", views.adopt, name="shares_adopt"),
)
API = (
    path("risks/shares", api.ShareTerms.as_view(), name="api_shares"),
    path("risks/shares/tried", api.ShareTried.as_view(), name="api_share_tried"),
)
