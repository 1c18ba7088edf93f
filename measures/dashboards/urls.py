"""Where the common dashboard stands; a measure's address is its code, which begins with a capital letter."""

from django.urls import path, re_path

from measures.dashboards import api, views

CODE = "(?P<code>[A-Z][A-Z0-9-]{0,11})"
KIND = r"(?P<kind>csv|metadata\.json|xlsx|svg|png)"

PAGES = (
    path("measures/", views.dashboard, name="measures"),
    path("measures/compare/", views.compare, name="measures_compare"),
    re_path(rf"^measures/{CODE}/$", views.measure, name="measure"),
    re_path(rf"^measures/{CODE}/line-up/$", views.line_up, name="measure_lineup"),
    re_path(
        rf"^measures/{CODE}/line-up\.{KIND}$",
        views.line_up_file,
        name="measure_lineup_file",
    ),
    re_path(rf"^measures/{CODE}/change/$", views.change, name="measure_change"),
    re_path(
        rf"^measures/{CODE}/change-(?P<which>[12])\.{KIND}$",
        views.change_file,
        name="measure_change_file",
    ),
    re_path(rf"^measures/{CODE}/partners/$", views.units, name="measure_units"),
    re_path(
        rf"^measures/{CODE}/partners\.{KIND}$",
        views.units_file,
        name="measure_units_file",
    ),
    re_path(rf"^measures/{CODE}/groups/$", views.groups, name="measure_groups"),
    re_path(
        rf"^measures/{CODE}/groups\.{KIND}$",
        views.groups_file,
        name="measure_groups_file",
    ),
    re_path(rf"^measures/{CODE}/figures\.{KIND}$", views.measure_file, name="measure_file"),
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
