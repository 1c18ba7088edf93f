"""The front door's address book."""

from django.urls import include, path

from alliance.wings import registry

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("alliance.desk.urls")),
    path("", include("alliance.notices.urls")),
    path("", include("alliance.people.urls")),
    path("", include("alliance.invitations.urls")),
    path("", include("alliance.founding.urls")),
    path("", include("alliance.public.urls")),
    path("ticket/", include("alliance.tickets.urls")),
    path("a/<slug:slug>/", include(registry.urls())),
    path("api/v1/alliances/<slug:slug>/", include(registry.api())),
]

handler400 = "alliance.desk.errors.bad_request"
handler403 = "alliance.desk.errors.denied"
handler404 = "alliance.desk.errors.not_found"
handler500 = "alliance.desk.errors.broken"
