"""Where the later life of decisions stands under an alliance's address."""

from django.urls import path

from alliance.life import api, views

PAGES = (
    path("agreement/members/merge/", views.merge, name="member_merge"),
    path("agreement/members/<uuid:org>/name/", views.rename, name="member_rename"),
    path("agreement/members/<uuid:org>/leave/", views.leave, name="member_leave"),
    path("decisions/<int:number>/entries/<int:entry>/erase/", views.erase, name="text_erase"),
    path("decisions/<int:number>/thread/", views.thread, name="decision_thread"),
    path("agreement/rule-book/capacity/", views.capacity, name="capacity_state"),
    path("decisions/<int:number>/ratify/", views.ratify, name="decision_ratify"),
    path("decisions/<int:number>/report/", views.report, name="decision_report"),
    path("decisions/<int:number>/duty/", views.duty, name="decision_duty"),
    path("decisions/<int:number>/correct/", views.correct, name="decision_correct"),
    path("decisions/<int:number>/corrections/<uuid:correction>/object/", views.object_, name="correction_object"),
)  # fmt: skip
API = (
    path("members/merge", api.Merge.as_view(), name="api_member_merge"),
    path("members/<uuid:org>/name", api.Rename.as_view(), name="api_member_rename"),
    path("members/<uuid:org>/leave", api.Leave.as_view(), name="api_member_leave"),
    path("decisions/<int:number>/entries/<int:entry>/erase", api.Erasures.as_view(), name="api_text_erase"),
    path("decisions/<int:number>/thread", api.Thread.as_view(), name="api_decision_thread"),
    path("capacity", api.Capacity.as_view(), name="api_capacity"),
    path("decisions/<int:number>/ratifications", api.Ratifications.as_view(), name="api_decision_ratifications"),
    path("decisions/<int:number>/reports", api.Reports.as_view(), name="api_decision_reports"),
    path("decisions/<int:number>/duties", api.Duties.as_view(), name="api_decision_duties"),
    path("decisions/<int:number>/corrections", api.Corrections.as_view(), name="api_decision_corrections"),
    path(
        "decisions/<int:number>/corrections/<uuid:correction>/object", api.Objections.as_view(),
        name="api_correction_object",
    ),
)  # fmt: skip
