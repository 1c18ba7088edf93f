"""Where sheets are sent, looked at and committed."""

from django.urls import path

from measures.uploads import api, views

PAGES = (
    path("uploads/", views.sheets, name="uploads"),
    path("uploads/mine/", views.my_data, name="my_data"),
    path("uploads/drafts/<uuid:id>/", views.draft, name="upload_draft"),
    path("uploads/drafts/<uuid:id>/answers/", views.answer, name="upload_answers"),
    path("uploads/drafts/<uuid:id>/commit/", views.commit, name="upload_commit"),
    path("uploads/drafts/<uuid:id>/take-back/", views.take_back, name="upload_take_back"),
    path("uploads/<slug:period>/", views.send, name="upload"),
    path("uploads/<slug:period>/template.xlsx", views.template, {"kind": "xlsx"}, name="upload_template"),
    path("uploads/<slug:period>/template.csv", views.template, {"kind": "csv"}, name="upload_template_csv"),
    path(
        "uploads/<slug:period>/responses.<str:kind>", views.response_template, name="upload_response_template"
    ),
)
API = (
    path("uploads", api.Sheets.as_view(), name="api_uploads"),
    path("uploads/template", api.SheetTemplate.as_view(), name="api_upload_template"),
    path("uploads/<uuid:id>", api.Sheet.as_view(), name="api_upload"),
    path("uploads/<uuid:id>/answers", api.Answers.as_view(), name="api_upload_answers"),
    path("uploads/<uuid:id>/commit", api.CommitSheet.as_view(), name="api_upload_commit"),
)
