"""The address of the page; there is no endpoint, because what is written is looked at where it is written."""

from django.urls import path

from alliance.nudge import views

PAGES = (path("suggestions/", views.nudges, name="nudges"),)
