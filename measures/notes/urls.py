"""Where reading together stands: below its measure, and below a release in the making."""

from django.urls import path, re_path

from measures.notes import api, views

_CODE = "(?P<code>[A-Z][A-Z0-9-]{0,11})"

PAGES = (
    re_path(rf"^measures/{_CODE}/notes/$", views.notes, name="measure_notes"),
    re_path(rf"^measures/{_CODE}/notes/write/$", views.write, name="measure_note_write"),
    re_path(rf"^measures/{_CODE}/notes/story/$", views.tell, name="measure_story"),
    path("measures/notes/<uuid:id>/correct/", views.correct, name="note_correct"),
    path("measures/notes/<uuid:id>/take-back/", views.take_back, name="note_take_back"),
    path("measures/releases/<int:number>/expect/", views.expect, name="release_expect"),
)
API = (
    re_path(rf"^measures/{_CODE}/notes$", api.Notes.as_view(), name="api_measure_notes"),
    re_path(rf"^measures/{_CODE}/stories$", api.Stories.as_view(), name="api_measure_stories"),
    path("measures/notes/<uuid:id>/correction", api.Correction.as_view(), name="api_note_correction"),
    path("measures/notes/<uuid:id>/taking-back", api.TakingBack.as_view(), name="api_note_taking_back"),
    path(
        "measures/releases/<int:number>/expectations",
        api.Expectation.as_view(),
        name="api_release_expectations",
    ),
)
