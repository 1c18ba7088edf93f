"""Where scoring rounds stand."""

from django.urls import path

from risks.scoring import api, views

PAGES = (
    path("risks/<int:number>/rounds/new/", views.act, {"verb": "round"}, name="risk_round_new"),
    path("risks/<int:number>/rounds/<int:round_number>/", views.round_page, name="risk_round"),
    path("risks/<int:number>/view/<uuid:org>/", views.give_view, name="risk_view"),
    path("risks/<int:number>/reveal/", views.act, {"verb": "reveal"}, name="risk_reveal"),
    path("risks/<int:number>/score/", views.act, {"verb": "agree"}, name="risk_score"),
    path("risks/<int:number>/target/", views.act, {"verb": "target"}, name="risk_target"),
)
API = (
    path("risks/<int:number>/rounds", api.Rounds.as_view(), name="api_risk_rounds"),
    path("risks/<int:number>/rounds/<int:round_number>", api.Round.as_view(), name="api_risk_round"),
    path(
        "risks/<int:number>/rounds/<int:round_number>/views/<uuid:org>",
        api.View.as_view(),
        name="api_risk_view",
    ),
    path("risks/<int:number>/views", api.Views.as_view(), name="api_risk_views"),
    path("risks/<int:number>/reveals", api.Reveals.as_view(), name="api_risk_reveals"),
    path("risks/<int:number>/scores", api.Scores.as_view(), name="api_risk_scores"),
)
