"""Who may do what with tasks. Its owners may always say how their own task stands; observers are heard, never act."""

PERMISSIONS = {
    "task.create": ("member", "team", "manager", "facilitator"),
    "task.settle": ("manager", "facilitator"),
}
