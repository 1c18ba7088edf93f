"""Where a person's own account stands."""

from django.urls import path

from alliance.people import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/tokens/", views.make_token, name="token_make"),
    path("account/tokens/<int:token>/revoke/", views.revoke_token, name="token_revoke"),
]
