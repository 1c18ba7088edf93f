"""The contract for programs: the same queries and actions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract import actions, queries
from alliance.contract.access import ROLES
from alliance.contract.pages import does, reads
from alliance.door.access import Viewer

Plain = field.Serializer[Any]


class RoleIn(Plain):
    """Whom to give which role."""

    person = field.UUIDField()
    name = field.ChoiceField(list(ROLES))


class ObjectiveIn(Plain):
    """An objective to set, or with `objective` one to reword."""

    title = field.CharField(max_length=200)
    good = field.CharField(required=False, allow_blank=True, max_length=4000)
    objective = field.UUIDField(required=False)


def _role(viewer: Viewer, ref: str, **named: UUID) -> queries.RoleLine:
    return queries.role(viewer, UUID(ref))


def _objective(viewer: Viewer, ref: str, **named: UUID) -> queries.ObjectiveLine:
    return queries.objective_coded(viewer, ref)


class Agreement(APIView):
    """The agreement."""

    get = reads(queries.agreement, "The agreement: members, associates, objectives, versions")


class RuleBook(APIView):
    """The rule-book."""

    get = reads(queries.rule_book, "The rule-book in force, in plain words")


class Members(APIView):
    """The organisations."""

    get = reads(queries.orgs, "Members and associates, also those that left")


class People(APIView):
    """The people."""

    get = reads(queries.places, "Everybody who has a place in the alliance")


class Roles(APIView):
    """Who looks after what."""

    get = reads(queries.roles, "Every role that is or was held")
    post = does(actions.give_role, "Give a role", send=RoleIn, show=_role)


class RoleEnd(APIView):
    """The end of a role."""

    post = does(actions.end_role, "End a role", show=_role)


class Objectives(APIView):
    """What the alliance is for."""

    get = reads(queries.objectives, "Every objective, the retired ones last")
    post = does(actions.set_objective, "Set an objective, or reword one", send=ObjectiveIn, show=_objective)


class ObjectiveRetire(APIView):
    """The end of an objective."""

    post = does(actions.retire_objective, "Retire an objective", show=_objective)
