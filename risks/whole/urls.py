"""Where one risk stands, whole."""

from django.urls import path

from risks.whole import views

PAGES = (path("risks/<int:number>/", views.risk, name="risk"),)
