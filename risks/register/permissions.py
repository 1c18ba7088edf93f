"""Who may do what with risks. A partner is committed only by somebody who holds its mandate,
and a risk is scored, looked at again and moved on only for a partner that holds it."""

PERMISSIONS = {
    "risk.raise": ("member", "associate", "facilitator"),
    "risk.score": ("voter",),
    "risk.watch": ("manager", "facilitator"),
}
