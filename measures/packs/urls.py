"""Where files are asked for, watched and taken; nothing here begins as a measure's code does, with a capital letter."""

from django.urls import path, re_path

from measures.dashboards.urls import CODE
from measures.packs import api, views

PAGES = (
    path("measures/packs/", views.ask, name="measures_packs"),
    path("measures/packs/<uuid:id>/", views.pack, name="measures_pack"),
    path("measures/packs/<uuid:id>/file", views.pack_file, name="measures_pack_file"),
)
API = (
    path("measures/packs", api.Packs.as_view(), name="api_measures_packs"),
    path("measures/packs/<uuid:id>", api.PackOne.as_view(), name="api_measures_pack"),
    path("measures/packs/<uuid:id>/file", api.PackBytes.as_view(), name="api_measures_pack_file"),
    re_path(rf"^measures/{CODE}/export$", api.Export.as_view(), name="api_measure_export"),
    re_path(
        rf"^measures/{CODE}/partners/export$", api.UnitsExport.as_view(), name="api_measure_units_export"
    ),
    re_path(
        rf"^measures/{CODE}/groups/export$", api.GroupsExport.as_view(), name="api_measure_groups_export"
    ),
    re_path(
        rf"^measures/{CODE}/change/export$", api.ChangeExport.as_view(), name="api_measure_change_export"
    ),
    re_path(
        rf"^measures/{CODE}/line-up/export$", api.LineUpExport.as_view(), name="api_measure_lineup_export"
    ),
)
