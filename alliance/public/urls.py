"""Where the public register stands: for everybody under /public/, for members under the alliance's address."""

from django.urls import path

from alliance.public import api, views

urlpatterns = [
    path("public/<slug:slug>/decisions/", views.decisions, name="public_decisions"),
    path("public/<slug:slug>/decisions.csv", views.file, name="public_file"),
    path("public/<slug:slug>/decisions/<int:number>/", views.decision, name="public_decision"),
]
PAGES = (
    path("decisions/public/", views.inside, name="public_inside"),
    path("decisions/<int:number>/public/", views.place, name="decision_public"),
)
API = (
    path("public-register", api.PublicRegister.as_view(), name="api_public_register"),
    path("public-register/close", api.Close.as_view(), name="api_public_close"),
    path("decisions/<int:number>/publication", api.Publication.as_view(), name="api_publication"),
    path(
        "decisions/<int:number>/publication/take-back",
        api.TakeBack.as_view(),
        name="api_publication_take_back",
    ),
)
