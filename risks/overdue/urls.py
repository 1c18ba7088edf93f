"""Where what is late stands."""

from django.urls import path

from risks.overdue import api, views

PAGES = (path("risks/overdue/", views.overdue, name="risk_overdue"),)
API = (
    path("risks/overdue", api.Overdue.as_view(), name="api_risk_overdue"),
    path("risks/score-again", api.ScoreAgain.as_view(), name="api_risk_score_again"),
)
