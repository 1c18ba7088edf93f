"""Who may write minutes. Accepting and amending belong to whoever speaks for an organisation that was there."""

PERMISSIONS = {"minutes.write": ("manager", "facilitator")}
