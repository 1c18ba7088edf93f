"""Where the files of meetings stand."""

from django.urls import path

from meetings.files import api, views

ONE = "meetings/<int:number>/"
PAGES = (
    path("meetings/calendar/", views.feed, name="meeting_feed"),
    path("meetings/calendar/stop/", views.stop, name="meeting_feed_stop"),
    path("calendar/<str:secret>.ics", views.follow, name="calendar_feed"),
    path(f"{ONE}calendar/", views.one_meeting, name="meeting_calendar"),
    path(f"{ONE}minutes/document/", views.minutes, name="meeting_document"),
)
API = (
    path(f"{ONE}calendar/", api.MeetingCalendar.as_view(), name="api_meeting_calendar"),
    path(f"{ONE}minutes/document/", api.MinutesDocument.as_view(), name="api_minutes_document"),
)
