"""Where risks stand."""

from django.urls import path

from risks.register import api, views

PAGES = (
    path("risks/", views.risks, name="risks"),
    path("risks/map/", views.risk_map, name="risk_map"),
    path("risks/raise/", views.raise_risk, name="risk_raise"),
    path("risks/<int:number>/change/", views.change, name="risk_change"),
    path("risks/<int:number>/review/", views.act, {"verb": "review"}, name="risk_review"),
    path("risks/<int:number>/happening/", views.act, {"verb": "happen"}, name="risk_happen"),
    path("risks/<int:number>/decline/", views.act, {"verb": "decline"}, name="risk_decline"),
    path("risks/<int:number>/merge/", views.act, {"verb": "merge"}, name="risk_merge"),
    path("risks/<int:number>/close/", views.act, {"verb": "close"}, name="risk_close"),
    path("risks/<int:number>/reopen/", views.act, {"verb": "reopen"}, name="risk_reopen"),
    path("risks/<int:number>/ask/", views.act, {"verb": "ask"}, name="risk_ask"),
    path("risks/<int:number>/link/", views.act, {"verb": "link"}, name="risk_link"),
    path("risks/<int:number>/agree/<uuid:org>/", views.answer, {"verb": "agree"}, name="risk_agree"),
    path("risks/<int:number>/release/<uuid:org>/", views.answer, {"verb": "release"}, name="risk_release"),
)
API = (
    path("risks", api.Risks.as_view(), name="api_risks"),
    path("risks/map", api.RiskMaps.as_view(), name="api_risk_map"),
    path("risks/<int:number>", api.Risk.as_view(), name="api_risk"),
    path("risks/<int:number>/words", api.Words.as_view(), name="api_risk_words"),
    path("risks/<int:number>/reviews", api.Reviews.as_view(), name="api_risk_reviews"),
    path("risks/<int:number>/moves", api.Moves.as_view(), name="api_risk_moves"),
    path("risks/<int:number>/holders", api.Holders.as_view(), name="api_risk_holders"),
    path("risks/<int:number>/agreements", api.Agreements.as_view(), name="api_risk_agreements"),
    path("risks/<int:number>/releases", api.Releases.as_view(), name="api_risk_releases"),
    path("risks/<int:number>/links", api.Links.as_view(), name="api_risk_links"),
)
