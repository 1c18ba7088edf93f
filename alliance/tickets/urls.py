"""Where a ticket is spent: the same addresses for every window, answered before anything else looks at the request."""

from django.urls import path

from alliance.tickets import views

urlpatterns = [
    path("", views.write, name="ticket"),
    path("change/", views.change, name="ticket_change"),
    path("proof/", views.proof, name="ticket_proof"),
]
