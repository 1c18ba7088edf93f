"""Where risks that go to all partners stand."""

from django.urls import path

from risks.escalation import api, views

PAGES = (
    path("risks/<int:number>/escalate/", views.act, {"verb": "escalate"}, name="risk_escalate"),
    path("risks/<int:number>/decide/", views.act, {"verb": "decide"}, name="risk_decide"),
    path("risks/<int:number>/accept/", views.act, {"verb": "accept"}, name="risk_accept"),
    path("risks/<int:number>/revoke/", views.act, {"verb": "revoke"}, name="risk_revoke"),
)
API = (
    path("risks/<int:number>/escalation", api.Escalation.as_view(), name="api_risk_escalation"),
    path("risks/<int:number>/outcomes", api.Outcomes.as_view(), name="api_risk_outcomes"),
    path("risks/<int:number>/acceptances", api.Acceptances.as_view(), name="api_risk_acceptances"),
    path("risks/<int:number>/revocations", api.Revocations.as_view(), name="api_risk_revocations"),
)
