"""Where treatments stand."""

from django.urls import path

from risks.treatments import api, views

_ONE = "risks/<int:number>/treatments/<uuid:treatment>"
PAGES = (
    path("risks/<int:number>/treatments/new/", views.plan, name="risk_treat"),
    *(
        path(f"{_ONE}/{verb}/", views.act, {"verb": verb}, name=f"risk_treatment_{verb}")
        for verb in views.DEEDS
    ),
)
API = (
    path("risks/<int:number>/treatments", api.Treatments.as_view(), name="api_risk_treatments"),
    path(f"{_ONE}/consents", api.Consents.as_view(), name="api_treatment_consents"),
    path(f"{_ONE}/decisions", api.Decisions.as_view(), name="api_treatment_decisions"),
    path(f"{_ONE}/moves", api.TreatmentMoves.as_view(), name="api_treatment_moves"),
)
