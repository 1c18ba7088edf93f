"""Who may do what with the contract: one table. The right to vote is not in it: that comes from a mandate alone."""

PERMISSIONS = {
    "people.invite": ("manager", "voter"),
    "mandate.grant": ("manager", "voter"),
    "role.give": ("manager",),
    "objective.set": ("manager",),
    "member.admit": ("manager",),
    "rulebook.adopt": ("manager",),
    "agreement.adopt": ("manager",),
}
