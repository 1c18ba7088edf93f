"""Who may do what with decisions. No line here gives a vote: that comes from a mandate alone."""

PERMISSIONS = {
    "decision.propose": ("voter", "manager", "facilitator"),
    "decision.steer": ("manager", "facilitator"),  # open, amend and close on behalf of any member
    "decision.review": ("voter", "manager", "facilitator"),
    "vote.record": ("manager", "facilitator"),
    "interest.rule": ("manager", "facilitator"),
}
