"""Who settles what is counted; what was decided about it is cited, never assumed."""

PERMISSIONS = {"plan.settle": ("manager", "data_lead")}
