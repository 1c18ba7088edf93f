"""Where releases stand."""

from django.urls import path

from measures.releases import api, views

PAGES = (
    path("measures/releases/", views.releases, name="releases"),
    path("measures/releases/open/", views.open_release, name="release_open"),
    path("measures/releases/thresholds/", views.thresholds, name="release_thresholds"),
    path("measures/releases/<int:number>/", views.release, name="release"),
    path("measures/releases/<int:number>/seal/", views.seal, name="release_seal"),
    path("measures/releases/<int:number>/audit/", views.audit, name="release_audit"),
    path("measures/releases/<int:number>/close/", views.close, name="release_close"),
    path("measures/releases/<int:number>/withdraw/", views.withdraw, name="release_withdraw"),
)
API = (
    path("measures/releases", api.ReleaseList.as_view(), name="api_releases"),
    path("measures/releases/thresholds", api.ThresholdsView.as_view(), name="api_release_thresholds"),
    path("measures/releases/<int:number>", api.ReleaseOne.as_view(), name="api_release"),
    path("measures/releases/<int:number>/seals", api.ReleaseSeals.as_view(), name="api_release_seals"),
    path("measures/releases/<int:number>/audits", api.ReleaseAudits.as_view(), name="api_release_audits"),
    path("measures/releases/<int:number>/closing", api.ReleaseClosing.as_view(), name="api_release_closing"),
    path(
        "measures/releases/<int:number>/withdrawals",
        api.ReleaseWithdrawals.as_view(),
        name="api_release_withdrawals",
    ),
)
