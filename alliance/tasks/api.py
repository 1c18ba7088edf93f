"""Tasks for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.door.api import Paged
from alliance.tasks import actions, queries


class TasksIn(Paged):
    """Which actions to list."""

    show = serializers.ChoiceField(["open", "overdue", "done", "dropped", "all"], default="open")
    mine = serializers.BooleanField(default=False, help_text="Only what you or your organisations own.")
    org = serializers.UUIDField(default=None, allow_null=True, help_text="Only what this organisation owns.")
    source = serializers.CharField(  # type: ignore[assignment]  # serializers have an attribute of this name
        default="", max_length=12, help_text="Only what came from this reference, such as D-018."
    )


class NewTaskIn(serializers.Serializer[Any]):
    """A new action."""

    what = serializers.CharField(max_length=2000)
    org = serializers.UUIDField()
    due = serializers.DateField()
    person = serializers.UUIDField(default=None, allow_null=True)
    role = serializers.CharField(default="", max_length=120, allow_blank=True)
    source = serializers.CharField(default="", max_length=12, allow_blank=True)  # type: ignore[assignment]  # serializers have an attribute of this name


class SettleIn(serializers.Serializer[Any]):
    """A word on how it went."""

    reason = serializers.CharField(default="", max_length=2000, allow_blank=True)


class WhyIn(serializers.Serializer[Any]):
    """The reason for a change of mind."""

    reason = serializers.CharField(max_length=2000)


class MoveIn(WhyIn):
    """Another day, and why."""

    due = serializers.DateField()


def _task(viewer: Viewer, number: int) -> queries.TaskRow:
    return queries.task(viewer, number).task


def _made(viewer: Viewer, ref: str, **named: int) -> queries.TaskRow:
    return _task(viewer, int(ref.partition("-")[2]))


def _on(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"task": _task(viewer, number).id}


class Tasks(APIView):
    """All actions."""

    get = reads(queries.tasks, "Actions, nearest day first", ask=TasksIn)
    post = does(actions.create_task, "Note a new action", send=NewTaskIn, show=_made)


class Task(APIView):
    """One action."""

    get = reads(_task, "One action")


class CompleteTask(APIView):
    """It is done."""

    post = does(actions.complete_task, "Say that an action is done", on=_on, send=SettleIn, show=_made)


class DropTask(APIView):
    """It will not be done."""

    post = does(actions.drop_task, "Drop an action, with the reason", on=_on, send=WhyIn, show=_made)


class ReopenTask(APIView):
    """It is open again."""

    post = does(actions.reopen_task, "Open an action again, with the reason", on=_on, send=WhyIn, show=_made)


class MoveTask(APIView):
    """It has another day."""

    post = does(
        actions.move_task, "Give an action another day, with the reason", on=_on, send=MoveIn, show=_made
    )
