"""Where the contract stands under an alliance's address."""

from django.urls import path

from alliance.contract import api, views

PAGES = (
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/rule-book/", views.rule_book, name="rule_book"),
    path("agreement/rule-book/<int:number>/", views.rule_book, name="rule_book_version"),
    path("agreement/objectives/new/", views.set_objective, name="objective_set"),
    path("agreement/objectives/<uuid:objective>/", views.set_objective, name="objective_change"),
    path("agreement/objectives/<uuid:objective>/retire/", views.retire_objective, name="objective_retire"),
    path("people/", views.people, name="people"),
    path("people/roles/new/", views.give_role, name="role_give"),
    path("people/roles/<uuid:role>/end/", views.end_role, name="role_end"),
)
API = (
    path("", api.Agreement.as_view(), name="api_agreement"),
    path("rule-book/", api.RuleBook.as_view(), name="api_rule_book"),
    path("members/", api.Members.as_view(), name="api_members"),
    path("people/", api.People.as_view(), name="api_people"),
    path("roles/", api.Roles.as_view(), name="api_roles"),
    path("roles/<uuid:role>/end/", api.RoleEnd.as_view(), name="api_role_end"),
    path("objectives/", api.Objectives.as_view(), name="api_objectives"),
    path("objectives/<uuid:objective>/retire/", api.ObjectiveRetire.as_view(), name="api_objective_retire"),
)
