"""Who may show decisions to the public. Who may show them may take them back; the other members may as well."""

PERMISSIONS = {
    "register.open_to_public": ("manager",),  # and only by a decision of the members
    "decision.publish": ("voter", "manager"),
    "decision.unpublish": ("voter", "manager"),
}
