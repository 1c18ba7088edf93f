"""Where sheets are sent, looked at and committed, and where one's own data is seen."""

from django.urls import path

from measures.uploads.api import own, sheets
from measures.uploads.views import downloads, mine, reading, sending

DRAFT = "uploads/drafts/<uuid:id>"
TEMPLATES = tuple(
    path(
        f"uploads/<slug:period>/{name}.{kind}", downloads.template, {"kind": kind, "blank": name == "blank"},
        name=f"upload_{name}_{kind}",
    )
    for name in ("template", "blank") for kind in downloads.KINDS
)  # fmt: skip
PAGES = (
    path("uploads/", sending.sheets, name="uploads"),
    path("uploads/mine/", mine.my_data, name="my_data"),
    path("uploads/mine/figures/<uuid:atom>/", mine.figure, name="my_figure"),
    path("uploads/mine/<slug:period>/files/<int:number>/", mine.file, name="my_file"),
    path("uploads/mappings/", reading.mappings, name="upload_mappings"),
    path("uploads/mappings/<uuid:id>/", reading.mapping, name="upload_mapping"),
    path("uploads/mappings/<uuid:id>/forget/", reading.forget, name="upload_mapping_forget"),
    path(f"{DRAFT}/", sending.draft, name="upload_draft"),
    path(f"{DRAFT}/answers/", sending.answer, name="upload_answers"),
    path(f"{DRAFT}/ask-again/", sending.ask_again, name="upload_ask_again"),
    path(f"{DRAFT}/reading/", reading.reading, name="upload_reading"),
    path(f"{DRAFT}/remember/", reading.remember, name="upload_remember"),
    path(f"{DRAFT}/with-findings.xlsx", downloads.copy, name="upload_copy"),
    path(f"{DRAFT}/commit/", sending.commit, name="upload_commit"),
    path(f"{DRAFT}/take-back/", sending.take_back, name="upload_take_back"),
    path("uploads/<slug:period>/", sending.send, name="upload"),
    path("uploads/<slug:period>/with-findings/", sending.give_back, name="upload_back"),
    *TEMPLATES,
    path("uploads/<slug:period>/responses.<str:kind>", downloads.response_template, name="upload_responses"),
)
API = (
    path("uploads", sheets.Sheets.as_view(), name="api_uploads"),
    path("uploads/with-findings", sheets.GiveBack.as_view(), name="api_upload_back"),
    path("uploads/template", sheets.SheetTemplate.as_view(), name="api_upload_template"),
    path("uploads/mine", own.MyData.as_view(), name="api_my_data"),
    path("uploads/mine/figures/<uuid:atom>", own.MyFigure.as_view(), name="api_my_figure"),
    path("uploads/mine/<slug:period>/files/<int:number>", own.MyFile.as_view(), name="api_my_file"),
    path("uploads/mappings", own.Mappings.as_view(), name="api_upload_mappings"),
    path("uploads/mappings/<uuid:id>", own.Mapping.as_view(), name="api_upload_mapping"),
    path("uploads/<uuid:id>", sheets.Sheet.as_view(), name="api_upload"),
    path("uploads/<uuid:id>/answers", sheets.Answers.as_view(), name="api_upload_answers"),
    path("uploads/<uuid:id>/reading", own.Reading.as_view(), name="api_upload_reading"),
    path("uploads/<uuid:id>/reading/remembered", own.Remembered.as_view(), name="api_upload_remember"),
    path("uploads/<uuid:id>/copy", own.Copy.as_view(), name="api_upload_copy"),
    path("uploads/<uuid:id>/commit", sheets.CommitSheet.as_view(), name="api_upload_commit"),
)
