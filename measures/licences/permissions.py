"""Who notes a licence: a data lead their own organisation's, the manager any."""

PERMISSIONS = {"licence.note": ("manager", "data_lead")}
