"""Who may take notes on a deadlock; what a member itself would change, only those say who hold its mandate."""

PERMISSIONS = {"deadlock.note": ("voter", "manager", "facilitator")}
