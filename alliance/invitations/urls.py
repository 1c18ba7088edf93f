"""Where invitations stand: inside an alliance for those who invite, and at the door for those who come."""

from django.urls import path

from alliance.invitations import api, views

PAGES = (
    path("people/invitations/", views.invitations, name="invitations"),
    path("people/invitations/new/", views.invite, name="invite"),
    path("people/invitations/<uuid:invitation>/withdraw/", views.withdraw, name="invitation_withdraw"),
)
API = (
    path("invitations/", api.Invitations.as_view(), name="api_invitations"),
    path(
        "invitations/<uuid:invitation>/withdraw/", api.InvitationEnd.as_view(), name="api_invitation_withdraw"
    ),
)
urlpatterns = [path("join/<str:link>/", views.accept, name="invitation")]
