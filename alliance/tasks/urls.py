"""Where tasks stand: people know them as actions."""

from django.urls import path

from alliance.tasks import api, views

PAGES = (
    path("actions/", views.tasks, name="tasks"),
    path("actions/new/", views.create, name="task_create"),
    path("actions/<int:number>/", views.task, name="task"),
    path("actions/<int:number>/complete/", views.settle, {"verb": "complete"}, name="task_complete"),
    path("actions/<int:number>/drop/", views.settle, {"verb": "drop"}, name="task_drop"),
    path("actions/<int:number>/reopen/", views.settle, {"verb": "reopen"}, name="task_reopen"),
    path("actions/<int:number>/move/", views.settle, {"verb": "move"}, name="task_move"),
)
API = (
    path("tasks/", api.Tasks.as_view(), name="api_tasks"),
    path("tasks/<int:number>/", api.Task.as_view(), name="api_task"),
    path("tasks/<int:number>/complete/", api.CompleteTask.as_view(), name="api_task_complete"),
    path("tasks/<int:number>/drop/", api.DropTask.as_view(), name="api_task_drop"),
    path("tasks/<int:number>/reopen/", api.ReopenTask.as_view(), name="api_task_reopen"),
    path("tasks/<int:number>/move/", api.MoveTask.as_view(), name="api_task_move"),
)
