"""Where the common dashboard stands; a measure's address is its code, which begins with a capital letter."""

from django.urls import path, re_path

from measures.dashboards import api, views

CODE = "(?P<code>[A-Z][A-Z0-9-]{0,11})"

PAGES = (
    path("measures/", views.dashboard, name="measures"),
    path("measures/compare/", views.compare, name="measures_compare"),
    re_path(rf"^measures/{CODE}/$", views.measure, name="measure"),
    re_path(rf"^measures/{CODE}/line-up/$", views.line_up, name="measure_lineup"),
    re_path(
        rf"^measures/{CODE}/line-up\.(?P<kind>csv|xlsx|svg|png)$",
        views.line_up_file,
        name="measure_lineup_file",
    ),
    re_path(rf"^measures/{CODE}/change/$", views.change, name="measure_change"),
    re_path(
        rf"^measures/{CODE}/change-(?P<which>[12])\.(?P<kind>csv|xlsx|svg|png)$",
        views.change_file,
        name="measure_change_file",
    ),
    re_path(rf"^measures/{CODE}/partners/$", views.units, name="measure_units"),
    re_path(
        rf"^measures/{CODE}/partners\.(?P<kind>csv|xlsx|svg|png)$",
        views.units_file,
        name="measure_units_file",
    ),
    re_path(rf"^measures/{CODE}/groups/$", views.groups, name="measure_groups"),
    re_path(
        rf"^measures/{CODE}/groups\.(?P<kind>csv|xlsx|svg|png)$",
        views.groups_file,
        name="measure_groups_file",
    ),
    re_path(
        rf"^measures/{CODE}/figures\.(?P<kind>csv|xlsx|svg|png)$", views.measure_file, name="measure_file"
    ),
)
API = (
    path("measures/compare", api.Compare.as_view(), name="api_measures_compare"),
    path("measures/figures", api.Figures.as_view(), name="api_measure_figures"),
    re_path(rf"^measures/{CODE}/figures$", api.MeasureFigures.as_view(), name="api_measure_figures_of"),
    re_path(rf"^measures/{CODE}/change$", api.Change.as_view(), name="api_measure_change"),
    re_path(rf"^measures/{CODE}/partners$", api.Units.as_view(), name="api_measure_units"),
    re_path(rf"^measures/{CODE}/groups$", api.Groups.as_view(), name="api_measure_groups"),
    re_path(rf"^measures/{CODE}/line-up$", api.LineUp.as_view(), name="api_measure_lineup"),
    re_path(rf"^measures/{CODE}/chart$", api.Chart.as_view(), name="api_measure_chart"),
)
