"""Who opens releases and withdraws figures, and who may be one of the two that seal."""

PERMISSIONS = {
    "release.open": ("manager", "data_lead"),
    "release.seal": ("manager", "data_lead", "voter"),
    "release.set_thresholds": ("manager",),
    "release.withdraw": ("manager", "data_lead"),
}
