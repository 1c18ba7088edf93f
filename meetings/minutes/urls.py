"""Where minutes stand."""

from django.urls import path

from meetings.minutes import api, views

ONE = "meetings/<int:number>/minutes/"
PAGES = (
    path(ONE, views.minutes, name="meeting_minutes"),
    path(f"{ONE}write/", views.write, name="minutes_write"),
    path(f"{ONE}accept/", views.accept, name="minutes_accept"),
    path(f"{ONE}amend/", views.amend, name="minutes_amend"),
)
API = (
    path(ONE, api.Minutes.as_view(), name="api_minutes"),
    path(f"{ONE}draft/", api.MinutesDraft.as_view(), name="api_minutes_draft"),
    path(f"{ONE}accept/", api.AcceptMinutes.as_view(), name="api_minutes_accept"),
    path(f"{ONE}amend/", api.AmendMinutes.as_view(), name="api_minutes_amend"),
)
