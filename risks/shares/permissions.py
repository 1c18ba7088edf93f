"""Who puts terms into force: the manager, and only by a decision of the members."""

PERMISSIONS = {"shares.adopt": ("manager",)}
