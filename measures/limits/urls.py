"""Where the ledger of limits stands: below its measure."""

from django.urls import re_path

from measures.limits import api, views

_CODE = "(?P<code>[A-Z][A-Z0-9-]{0,11})"

PAGES = (
    re_path(rf"^measures/{_CODE}/limits/$", views.ledger, name="measure_limits"),
    re_path(rf"^measures/{_CODE}/limits/record/$", views.record, name="measure_limit_record"),
)
API = (re_path(rf"^measures/{_CODE}/limits$", api.Limits.as_view(), name="api_measure_limits"),)
