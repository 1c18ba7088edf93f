"""Where meetings stand."""

from django.urls import path

from meetings.meetings import api, views

ONE = "meetings/<int:number>/"
ITEM = f"{ONE}agenda/<uuid:item>/"
PAGES = (
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.schedule, name="meeting_schedule"),
    path(ONE, views.meeting, name="meeting"),
    path(f"{ONE}change/", views.change, name="meeting_change"),
    path(f"{ONE}cancel/", views.cancel, name="meeting_cancel"),
    path(f"{ONE}again/", views.call_again, name="meeting_again"),
    path(f"{ONE}open/", views.step, {"verb": "open"}, name="meeting_open"),
    path(f"{ONE}close/", views.close, name="meeting_close"),
    path(f"{ONE}here/", views.attend, {"verb": "joined"}, name="meeting_joined"),
    path(f"{ONE}left/", views.attend, {"verb": "left"}, name="meeting_left"),
    path(f"{ONE}agenda/", views.on_paper, name="meeting_agenda"),
    path(f"{ONE}agenda/add/", views.add_item, name="agenda_add"),
    path(f"{ONE}agenda/suggested/", views.add_suggested, name="agenda_suggested"),
    path(f"{ITEM}move/", views.move_item, name="agenda_move"),
    path(f"{ITEM}remove/", views.remove_item, name="agenda_remove"),
    path(f"{ITEM}now/", views.take_up, name="agenda_now"),
    path(f"{ITEM}vote/", views.put_to_vote, name="agenda_vote"),
    path(f"{ONE}actions/new/", views.note_action, name="meeting_action"),
)
API = (
    path("meetings/", api.Meetings.as_view(), name="api_meetings"),
    path(ONE, api.Meeting.as_view(), name="api_meeting"),
    path(f"{ONE}change/", api.ChangeMeeting.as_view(), name="api_meeting_change"),
    path(f"{ONE}cancel/", api.CancelMeeting.as_view(), name="api_meeting_cancel"),
    path(f"{ONE}again/", api.CallAgain.as_view(), name="api_meeting_again"),
    path(f"{ONE}open/", api.OpenMeeting.as_view(), name="api_meeting_open"),
    path(f"{ONE}close/", api.CloseMeeting.as_view(), name="api_meeting_close"),
    path(f"{ONE}here/", api.Arrive.as_view(), name="api_meeting_joined"),
    path(f"{ONE}left/", api.Leave.as_view(), name="api_meeting_left"),
    path(f"{ONE}agenda/", api.Agenda.as_view(), name="api_agenda"),
    path(f"{ONE}agenda/suggested/", api.Suggested.as_view(), name="api_agenda_suggested"),
    path(f"{ITEM}move/", api.MoveItem.as_view(), name="api_agenda_move"),
    path(f"{ITEM}remove/", api.RemoveItem.as_view(), name="api_agenda_remove"),
    path(f"{ITEM}now/", api.TakeUp.as_view(), name="api_agenda_now"),
    path(f"{ITEM}vote/", api.PutToVote.as_view(), name="api_agenda_vote"),
)
