"""Where early warnings stand."""

from django.urls import path

from risks.warnings import api, views

PAGES = (
    path("risks/warnings/", views.warnings, name="warnings"),
    path("risks/warnings/give/", views.give, name="warning_give"),
    path("risks/warnings/ticket/", views.ticket, name="warning_ticket"),
    path("risks/warnings/<int:number>/", views.warning, name="warning"),
    path("risks/warnings/<int:number>/answer/", views.answer, name="warning_answer"),
    path("risks/warnings/<int:number>/risk/", views.raise_risk, name="warning_risk"),
)
API = (
    path("risks/warnings", api.Warnings.as_view(), name="api_warnings"),
    path("risks/warnings/<int:number>", api.EarlyWarning.as_view(), name="api_warning"),
    path("risks/warnings/<int:number>/answers", api.WarningAnswers.as_view(), name="api_warning_answers"),
    path("risks/warnings/<int:number>/risks", api.WarningRisks.as_view(), name="api_warning_risks"),
)
