"""Where the log's files and drawings stand."""

from django.urls import path

from risks.shown import api, views

PAGES = (
    path("risks/risks.csv", views.as_csv, name="risks_csv"),
    path("risks/risks.xlsx", views.as_xlsx, name="risks_xlsx"),
    path("risks/paper/", views.paper, name="risks_paper"),
    path("risks/map/<slug:kind>.svg", views.map_file, name="risk_map_file"),
    path("risks/<int:number>/bow-tie/", views.bowtie, name="risk_bowtie"),
    path("risks/<int:number>/bow-tie.svg", views.bowtie_file, name="risk_bowtie_file"),
)
API = (
    path("risks.csv", api.LogAsCsv.as_view(), name="api_risks_csv"),
    path("risks.xlsx", api.LogAsXlsx.as_view(), name="api_risks_xlsx"),
    path("risks/<int:number>/bow-tie", api.Bowtie.as_view(), name="api_risk_bowtie"),
)
