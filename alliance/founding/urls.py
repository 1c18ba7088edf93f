"""Where a one-time link leads."""

from django.urls import path

from alliance.founding import views

urlpatterns = [path("found/<str:link>/", views.found, name="found")]
