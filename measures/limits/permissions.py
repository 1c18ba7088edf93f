"""Who records a step of limits."""

PERMISSIONS = {"limits.record": ("manager", "data_lead")}
