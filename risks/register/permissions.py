"""Who may do what with risks. A partner is committed only by somebody who holds its mandate."""

PERMISSIONS = {
    "risk.raise": ("member", "associate", "facilitator"),
    "risk.score": ("voter", "facilitator"),
    "risk.watch": ("manager", "facilitator"),
}
