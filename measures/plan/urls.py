"""Where the plan stands."""

from django.urls import path

from measures.plan import api, views

PAGES = (
    path("measures/plan/", views.plan, name="measure_plan"),
    path("measures/plan/<slug:what>/", views.settle, name="measure_settle"),
)
API = (
    path("measures/plan", api.PlanView.as_view(), name="api_measure_plan"),
    path("measures/plan/instruments", api.Instruments.as_view(), name="api_measure_instruments"),
    path("measures/plan/measures", api.Measures.as_view(), name="api_measure_measures"),
    path("measures/plan/versions", api.Versions.as_view(), name="api_measure_versions"),
    path("measures/plan/cohorts", api.Cohorts.as_view(), name="api_measure_cohorts"),
    path("measures/plan/breakdowns", api.Breakdowns.as_view(), name="api_measure_breakdowns"),
    path("measures/plan/quarters", api.Quarters.as_view(), name="api_measure_quarters"),
    path("measures/plan/suppliers", api.Suppliers.as_view(), name="api_measure_suppliers"),
    path("measures/plan/views", api.Views.as_view(), name="api_measure_views"),
)
