"""Who may do what with decisions. No line here gives a vote: that comes from a mandate alone."""

PERMISSIONS = {
    "decision.propose": ("voter",),  # and only for the member whose mandate it is
    "decision.draft": ("voter", "manager", "facilitator"),
    "decision.clock": (
        "manager",
        "facilitator",
    ),  # what only runs the clock by rule: never words, never a vote
    "decision.review": ("voter", "manager", "facilitator"),
    "decision.correct": ("manager", "facilitator"),  # a slip, in the open; one objection voids it
    "report.note": ("manager", "facilitator"),  # a panel’s; a board’s, its own member
    "text.erase": (
        "manager",
    ),  # on somebody’s request, with the ground in law; what one wrote oneself, anybody
    "vote.record": ("manager", "facilitator"),
}
