"""Where deadlocks stand, each under the number of the proposal whose failure opened it."""

from django.urls import path

from alliance.deadlock import api, views

PAGES = (
    path("decisions/deadlocks/", views.cases, name="deadlocks"),
    path("decisions/deadlocks/<int:number>/", views.case, name="deadlock"),
    path("decisions/deadlocks/<int:number>/note/", views.note, name="deadlock_note"),
)
API = (
    path("deadlocks", api.Deadlocks.as_view(), name="api_deadlocks"),
    path("deadlocks/<int:number>", api.Deadlock.as_view(), name="api_deadlock"),
    path("deadlocks/<int:number>/notes", api.Notes.as_view(), name="api_deadlock_notes"),
)
